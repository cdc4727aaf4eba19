import type { ReactNode } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { FlowBody } from '../../contract.ts'
import { modesOf } from './draft-flow.ts'
import type { FlowNames } from './flow-names.ts'
import { deadlineText, durationText, inWords, ownerText, whenText } from './flow-words.ts'

/** A step to read: what its operator needs first, how it is measured after. */
export function StepRead({ flow, at, names }: { flow: FlowBody; at: number; names: FlowNames }) {
  const t = useT()
  const step = flow.steps[at]
  if (!step) return null
  const mode = modesOf(flow.steps)[at]
  const nameOf = (key: string) => inWords(flow.steps.find((one) => one.key === key)?.name) || key
  const order = at === 0 ? t('flow.begins-first') : mode === 'custom' && !step.after.length ? t('flow.begins.with-run') : t('flow.after-steps', { steps: step.after.map(nameOf).join('、') })
  const { specific, measure, attainable, relevant } = step.smart
  return (
    <article className="flow-read">
      <h2>{inWords(step.name)}</h2>
      <p className="quiet">{[t(`flow.kind.${step.kind}`), ownerText(t, step.owner, names), step.deadline ? t('flow.timely-text', { deadline: deadlineText(t, step.deadline) }) : ''].filter(Boolean).join(' · ')}</p>
      {step.guide ? <p className="flow-read-guide">{inWords(step.guide)}</p> : null}
      <dl>
        <Line name="flow.order">{order}</Line>
        {step.when ? <Line name="flow.when">{whenText(t, flow, step.when, names)}</Line> : null}
        {step.kind === 'approval' ? <Line name="flow.rejected">{t(`flow.rejected.${step.rejected}`)}{step.rejected === 'back' && step.back ? ` · ${nameOf(step.back)}` : ''}</Line> : null}
        {step.optional ? <Line name="flow.optional">{t('flow.optional-text')}</Line> : null}
        {step.form ? <Line name="flow.form">{names.forms.get(step.form) ?? step.form}</Line> : null}
        {step.outputs.length || step.evidence ? <Line name="flow.outputs">{[...step.outputs.map(inWords), ...(step.evidence ? [t('flow.evidence-needed')] : [])].join('、')}</Line> : null}
        {step.value === 'adding' ? null : <Line name="flow.value">{t(`flow.value.${step.value}`)}</Line>}
        {step.expectedSeconds ? <Line name="flow.expected">{durationText(t, step.expectedSeconds)}</Line> : null}
        {step.compensation ? <Line name="flow.compensation">{inWords(step.compensation.title)}</Line> : null}
      </dl>
      {specific || measure || attainable || relevant ? (
        <>
          <h3>{t('flow.smart')}</h3>
          <dl>
            {specific ? <Line letter="S" name="flow.specific">{inWords(specific)}</Line> : null}
            {measure ? <Line letter="M" name="flow.measure">{names.metrics.get(measure.metric) ?? measure.metric}{measure.target === undefined ? '' : ` · ${t('flow.target')} ${measure.target}`}</Line> : null}
            {attainable ? <Line letter="A" name="flow.attainable">{inWords(attainable)}</Line> : null}
            {relevant ? <Line letter="R" name="flow.relevant">{inWords(relevant)}</Line> : null}
            {step.deadline ? <Line letter="T" name="flow.timely">{t('flow.timely-text', { deadline: deadlineText(t, step.deadline) })}</Line> : null}
          </dl>
        </>
      ) : null}
    </article>
  )
}

/** The flow as a whole, to read. */
export function FlowRead({ flow, names }: { flow: FlowBody; names: FlowNames }) {
  const t = useT()
  const subject = names.subjects.get(flow.subject)
  return (
    <article className="flow-read">
      <h2>{inWords(flow.name)}</h2>
      {flow.about ? <p className="flow-read-guide">{inWords(flow.about)}</p> : null}
      <dl>
        <Line name="flow.subject">{flow.subject === 'free' ? t('flow.subject.free') : inWords(subject?.name)}</Line>
        {flow.startsOn ? <Line name="flow.starts-on">{flow.startsOn.kinds.map((kind) => t(`${subject?.kindWords ?? 'case.kind'}.${kind}`)).join('、')}</Line> : null}
        {flow.goals.map(({ kind, metric }) => <Line key={kind + metric} name={`flow.goal.${kind}`}>{names.metrics.get(metric) ?? metric}</Line>)}
        {flow.review ? <Line name="flow.review-due">{flow.review.dueAt}</Line> : null}
      </dl>
    </article>
  )
}
function Line({ name, letter, children }: { name: string; letter?: string; children: ReactNode }) {
  const t = useT()
  return <div><dt>{letter ? <b aria-hidden>{letter}</b> : null}{t(name)}</dt><dd>{children}</dd></div>
}
