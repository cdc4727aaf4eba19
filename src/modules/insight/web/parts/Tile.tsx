import { ArrowDownOutlined, ArrowUpOutlined, CheckCircleFilled, ExclamationCircleFilled, MinusCircleOutlined, WarningFilled } from '@ant-design/icons'
import { language, useT } from '../../../../kernel/web/words.ts'
import { changeText, differenceText, figureText, named, shownText, spanName } from '../../../metrics/web/index.ts'
import type { TileValue } from '../../contract.ts'
import { Course } from './Course.tsx'

const MARKS = { green: <CheckCircleFilled />, amber: <WarningFilled />, red: <ExclamationCircleFilled />, none: <MinusCircleOutlined /> }

/** One figure: its value, whether it changed and whether that is more than chance, its course, how sure it is, and how far its goal is. Opens its records. */
export function Tile({ of, against, open }: { of: TileValue; against: 'previous' | 'year'; open: () => void }) {
  const t = useT()
  const { unit } = of.metric
  const say = (value: number | null) => figureText(language(), unit, value)
  return (
    <button type="button" className="tile" onClick={open} title={named(of.metric.formula)}>
      <span className="tile-top"><span className="tile-name">{named(of.title)}</span>{of.goal ? <GoalState of={of} /> : null}</span>
      <span className="tile-middle">
        <span className="tile-value num" data-few={of.few}>{shownText(t, language(), unit, of)}</span>
        <Course points={of.series} target={of.goal?.target ?? null} />
      </span>
      {of.few ? <span className="tile-change"><span>{t('metric.few-of', { n: of.n, enough: of.metric.enough ?? 0 })}</span></span> : <TileChange of={of} against={against} />}
      <span className="tile-foot num">
        <span>{of.value === null && of.n < of.metric.minimum ? t('metric.too-few', { n: of.n, minimum: of.metric.minimum }) : t('dashboard.n', { n: of.n.toLocaleString(language()) })}{of.interval && !of.few ? ` · ${t('dashboard.interval', { lower: say(of.interval.lower), upper: say(of.interval.upper) })}` : ''}</span>
        {of.unfiltered.length ? <span className="tile-wide">{t(`dashboard.unfiltered.${of.unfiltered.length > 1 ? 'both' : of.unfiltered[0]}`)}</span> : null}
      </span>
    </button>
  )
}

/** Reached, near or missed, with the target. */
export function GoalState({ of: { goal, metric: { unit } } }: { of: TileValue }) {
  const t = useT()
  if (!goal) return null
  return <span className="tile-goal num" data-state={goal.state} title={goal.name}><span aria-hidden>{MARKS[goal.state]}</span><span className="unseen">{t(`goal.state-short.${goal.state}`)} </span>{t(`dashboard.goal.${goal.direction}`, { target: figureText(language(), unit, goal.target) })}</span>
}

/** The change in few words; grey where it may be chance. The whole sentence stands behind it. */
export function TileChange({ of: { comparison, metric }, against }: { of: TileValue; against: 'previous' | 'year' }) {
  const t = useT()
  if (!comparison) return null
  const { text, tone, way } = changeText(t, language(), metric, comparison, spanName(t, comparison, against))
  const short = way === 'none' || comparison.difference === null ? t(comparison.difference === null ? 'dashboard.change.nothing' : 'dashboard.change.same') : differenceText(language(), metric.unit, comparison.difference, t('metric.points'))
  return (
    <span className="tile-change num" data-tone={tone} title={text}>
      {way === 'none' ? null : <strong>{way === 'up' ? <ArrowUpOutlined aria-hidden /> : <ArrowDownOutlined aria-hidden />}<span className="unseen">{t(way === 'up' ? 'dashboard.up' : 'dashboard.down')} </span>{short}</strong>}
      <span>{way === 'none' ? short : t(against === 'year' ? 'dashboard.than-year' : 'dashboard.than-before')}{comparison.real === false && way !== 'none' ? ` · ${t('dashboard.chance')}` : ''}</span>
    </span>
  )
}

export const TileSkeleton = () => (
  <div className="tile" aria-hidden><span className="tile-top"><span className="grey" style={{ width: 96, height: 13 }} /></span><span className="tile-middle"><span className="grey" style={{ width: 92, height: 30 }} /><span className="grey" style={{ width: 120, height: 32 }} /></span><span className="grey" style={{ width: 130, height: 12 }} /><span className="grey" style={{ width: 150, height: 11 }} /></div>
)
