import { Checkbox, Input, InputNumber } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Answer, Ask } from '../../diagnosis/rules.ts'

const TONGUES = ['zh', 'en'] as const
/** The last answer takes all the rest: it has no bound. */
export const openEnded = (answers: readonly Answer[]): Answer[] => answers.map((one, at) => { const { below, ...rest } = one; return at === answers.length - 1 || below === undefined ? rest : one })
/** A bound for the answer that was the last: halfway from the one before to the end of the range. */
export const nextBound = ({ answers, measure }: Ask): number => ((answers.at(-2)?.below ?? measure?.min ?? 0) + (measure?.max ?? 100)) / 2
/** Bounds that divide a range evenly among so many answers. */
const even = (answers: readonly Answer[], min: number, max: number): Answer[] => answers.map((one, at) => at === answers.length - 1 ? one : { ...one, below: min + (max - min) * (at + 1) / answers.length })

/** Whether a question is answered by a figure, and of what sort. */
export function MeasureFields({ of, change }: { of: Ask; change: (more: Partial<Ask>) => void }) {
  const t = useT()
  const { measure } = of
  const toggle = (on: boolean) => change(on ? { measure: { unit: { zh: '', en: '' }, min: 0, max: 100 }, answers: even(of.answers, 0, 100) } : { measure: undefined, answers: of.answers.map((one) => { const { below: _, ...rest } = one; return rest }) })
  return (
    <>
      <Checkbox checked={measure !== undefined} onChange={(event) => toggle(event.target.checked)}>{t('diagnosis.is-figure')}</Checkbox>
      {measure ? (
        <div className="diagnosis-measure">
          {TONGUES.map((tongue) => <label key={tongue}>{t(`diagnosis.unit.${tongue}`)}<Input value={measure.unit[tongue]} maxLength={20} placeholder={tongue === 'zh' ? '℃' : '°C'} onChange={(event) => change({ measure: { ...measure, unit: { ...measure.unit, [tongue]: event.target.value } } })} /></label>)}
          <label>{t('diagnosis.least')}<InputNumber value={measure.min} style={{ width: '100%' }} onChange={(min: number | null) => change({ measure: { ...measure, min: min ?? 0 } })} /></label>
          <label>{t('diagnosis.most')}<InputNumber value={measure.max} style={{ width: '100%' }} onChange={(max: number | null) => change({ measure: { ...measure, max: max ?? 0 } })} /></label>
        </div>
      ) : null}
    </>
  )
}
