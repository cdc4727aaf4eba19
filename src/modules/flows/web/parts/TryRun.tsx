import { CheckOutlined, CloseOutlined, RedoOutlined, StepForwardOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select, Tag } from 'antd'
import { useState } from 'react'
import { mentions } from '../../../../pure/conditions/index.ts'
import type { FieldType, Literal } from '../../../../pure/conditions/index.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { FlowBody, FlowStep } from '../../contract.ts'
import { mayBeLeftOut, tryRun } from '../../rules.ts'
import type { Act } from '../../rules.ts'
import type { FlowNames } from './flow-names.ts'
import { deadlineText, fieldText, inWords, ownerText, valueText, whenText } from './flow-words.ts'
import { numbersOf } from './StepList.tsx'

type Facts = Readonly<Record<string, Literal>>

/** Walks the flow as it stands on the page, saved or not: nothing is written and nobody is told. */
export function TryRun({ flow, names }: { flow: FlowBody; names: FlowNames }) {
  const t = useT()
  const [acts, setActs] = useState<readonly Act[]>([])
  const [facts, setFacts] = useState<Facts>({})
  const subject = names.subjects.get(flow.subject)
  const fields = Object.fromEntries((subject?.fields ?? []).map((one) => [one.key, { type: one.type as FieldType }]))
  const tried = tryRun(flow, acts, { subject: facts, fields })
  // An edit may have made an earlier act impossible: what was possible up to there stands.
  const done = tried.refused ? acts.slice(0, tried.refused.at) : acts
  const asked = [...new Set(flow.steps.flatMap((step) => step.when ? mentions(step.when) : []))]
  const ofSubject = (subject?.fields ?? []).filter(({ key }) => asked.includes(key))
  const numbers = numbersOf(flow.steps)
  const act = (one: Act) => setActs([...done, one])
  return (
    <div className="flow-try">
      <div className="flow-try-head">
        <p className="quiet">{t('flow.try-about')}</p>
        <Button icon={<UndoOutlined aria-hidden />} disabled={!done.length} onClick={() => setActs(done.slice(0, -1))}>{t('flow.try-back')}</Button>
        <Button icon={<RedoOutlined aria-hidden />} disabled={!done.length} onClick={() => setActs([])}>{t('flow.try-again')}</Button>
      </div>
      {ofSubject.length ? (
        <section className="flow-try-facts" aria-label={t('flow.try-facts')}>
          <h3>{t('flow.try-facts')}</h3>
          {ofSubject.map((one) => <label key={one.key}>{inWords(one.words)}<Fact type={one.type as FieldType} options={one.options} value={facts[one.key]} name={(value) => valueText(t, flow, one.key, value, names)} change={(value) => setFacts(value === undefined ? Object.fromEntries(Object.entries(facts).filter(([key]) => key !== one.key)) : { ...facts, [one.key]: value })} /></label>)}
        </section>
      ) : null}
      <ol className="flow-try-steps">
        {flow.steps.map((step, at) => {
          const outcome = tried.state.settled[step.key]
          const ready = tried.next.ready.includes(step.key)
          return (
            <li key={step.key} data-state={ready ? 'ready' : outcome ?? 'waiting'}>
              <span className="flow-step-number num">{numbers[at]}</span>
              <div className="flow-try-step">
                <strong>{inWords(step.name)}</strong>
                <span className="quiet">{ownerText(t, step.owner, names)}{step.deadline ? ` · ${deadlineText(t, step.deadline)}` : ''}</span>
                {step.when && (outcome === 'not-applicable' || !outcome) ? <span className="quiet">{t('flow.only-when', { when: whenText(t, flow, step.when, names) })}</span> : null}
                {ready ? <Turn key={done.length} flow={flow} step={step} names={names} act={act} /> : null}
              </div>
              {outcome ? <Tag {...(outcome === 'done' || outcome === 'approved' ? { color: 'success' } : outcome === 'rejected' ? { color: 'error' } : {})}>{t(`flow.outcome.${outcome}`)}</Tag> : null}
            </li>
          )
        })}
      </ol>
      {tried.ended ? <p className="flow-try-end" role="status" data-ended={tried.ended}>{t(`flow.try-${tried.ended}`, { n: done.length })}</p> : null}
    </div>
  )
}

/** What may be done with a step whose turn it is, with those answers on its form that later steps ask for. */
function Turn({ flow, step, names, act }: { flow: FlowBody; step: FlowStep; names: FlowNames; act: (one: Act) => void }) {
  const t = useT()
  const [answers, setAnswers] = useState<Facts>({})
  const prefix = `answer.${step.key}.`
  const asked = [...new Set(flow.steps.flatMap((one) => one.when ? mentions(one.when) : []))].filter((field) => field.startsWith(prefix))
  const end = (outcome: Act['outcome']) => act({ step: step.key, outcome, ...(Object.keys(answers).length ? { answers } : {}) })
  return (
    <>
      {step.guide ? <p>{inWords(step.guide)}</p> : null}
      {step.form ? <p className="quiet">{t('flow.try-form', { form: names.forms.get(step.form) ?? step.form })}</p> : null}
      {asked.map((field) => {
        const question = names.questions.get(step.form ?? '')?.find(({ key }) => key === field.slice(prefix.length))
        const type: FieldType = question?.kind === 'yes-no' ? 'boolean' : question?.kind === 'scale' || question?.kind === 'number' ? 'number' : 'choice'
        return <label key={field} className="flow-try-answer">{fieldText(t, flow, field, names)}<Fact type={type} options={question?.options?.map(({ key }) => key) ?? []} value={answers[field.slice(prefix.length)]} name={(value) => valueText(t, flow, field, value, names)} change={(value) => setAnswers(value === undefined ? {} : { ...answers, [field.slice(prefix.length)]: value })} /></label>
      })}
      <div className="flow-try-acts">
        {step.kind === 'approval'
          ? <><Button size="small" type="primary" icon={<CheckOutlined aria-hidden />} onClick={() => end('approved')}>{t('flow.approve')}</Button><Button size="small" danger icon={<CloseOutlined aria-hidden />} onClick={() => end('rejected')}>{t('flow.reject')}</Button></>
          : <Button size="small" type="primary" icon={<CheckOutlined aria-hidden />} onClick={() => end('done')}>{t('flow.finish')}</Button>}
        {mayBeLeftOut(step) ? <Button size="small" icon={<StepForwardOutlined aria-hidden />} onClick={() => end('skipped')}>{t('flow.leave-out')}</Button> : null}
      </div>
    </>
  )
}

function Fact({ type, options, value, name, change }: { type: FieldType; options: readonly Literal[]; value: Literal | undefined; name: (value: Literal) => string; change: (to: Literal | undefined) => void }) {
  const choices = type === 'boolean' ? [true, false] : [...options]
  if (type === 'number') return <InputNumber value={value === undefined ? null : Number(value)} onChange={(to) => change(to ?? undefined)} />
  if (!choices.length) return <Input value={String(value ?? '')} onChange={(event) => change(event.target.value || undefined)} />
  return <Select allowClear value={value === undefined ? null : JSON.stringify(value)} onChange={(to?: string | null) => change(to ? JSON.parse(to) as Literal : undefined)} options={choices.map((one) => ({ value: JSON.stringify(one), label: name(one) }))} popupMatchSelectWidth={false} style={{ minWidth: 160 }} />
}
