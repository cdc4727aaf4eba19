import { CheckCircleFilled, ExclamationCircleFilled, MinusCircleOutlined, WarningFilled } from '@ant-design/icons'
import { language, useT, type Words } from '../../../../kernel/web/words.ts'
import type { Goal } from '../../contract.ts'
import { differenceText, figureText } from './figure-text.ts'

const MARKS = { green: <CheckCircleFilled />, amber: <WarningFilled />, red: <ExclamationCircleFilled />, none: <MinusCircleOutlined /> }

/** Reached, near or missed, in one word. */
export function StateMark({ state }: { state: Goal['standing']['state'] }) {
  const t = useT()
  return <span className="goal-mark" data-state={state}><span aria-hidden>{MARKS[state]}</span>{t(`goal.state-short.${state}`)}</span>
}
/** Reached, near or missed, by colour, mark and word. */
export function GoalMark({ of: { standing: { state } }, whole = false }: { of: Goal; whole?: boolean }) {
  const t = useT()
  return <span className="goal-mark" data-state={state}><span aria-hidden>{MARKS[state]}</span>{t(`${whole ? 'goal.state' : 'goal.state-short'}.${state}`)}</span>
}
/** `at least 85.0%`. */
export const targetText = (t: Words, { unit, direction, target }: Goal) => t('goal.is', { direction: t(`goal.direction.${direction}`), target: figureText(language(), unit, target) })
/** The gap with its sign: `−3.0 pp`. */
export const gapText = (t: Words, { unit, standing: { gap } }: Goal) => gap === null ? '–' : `${gap > 0 ? '+' : gap < 0 ? '−' : '±'}${differenceText(language(), unit, gap, t('metric.points'))}`
