import './regulators.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block, Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { regulators } from '../../regulators/contract.ts'
import type { RegulatorCase } from '../../regulators/contract.ts'
import { OUTCOMES } from '../../regulators/rules.ts'
import type { RegulatorStage } from '../../regulators/rules.ts'
import { named } from '../redress/tags.tsx'
import { RegulatorTag } from './RegulatorTag.tsx'

/** Beside a complaint that a regulator handed on: by which days it is answered and settled, and what they were told. */
export function CaseRegulator({ caseId }: { caseId: string }) {
  const of = useQuery(query(cases.get, { params: { id: caseId } })).data
  return of?.kind === 'complaint' && of.channel === 'api' ? <Wanted caseId={caseId} /> : null
}
function Wanted({ caseId }: { caseId: string }) {
  const t = useT()
  const it = useQuery(query(regulators.regulatorOfCase, { params: { id: caseId } })).data?.item
  const [asking, setAsking] = useState<RegulatorStage | null>(null)
  if (!it) return null
  const due = (day: string, isLate: boolean) => <span className="num" data-late={isLate || undefined}>{day}</span>
  return (
    <Block title="regulator-case.one" extra={<RegulatorTag of={it} />}>
      <Facts items={[
        { label: 'regulator-case.authority', value: named(it.authority.name) }, { label: 'regulator-case.number', value: it.number }, { label: 'regulator-case.receivedOn', value: it.receivedOn }, ...(it.contact ? [{ label: 'regulator-case.contact', value: it.contact }] : []),
        { label: 'regulator-case.answerDueOn', value: it.answeredAt ? <>{t('regulator-case.answered')} <Moment at={it.answeredAt} /></> : due(it.answerDueOn, it.answerLate) },
        { label: 'regulator-case.settleDueOn', value: it.settledAt ? <>{it.outcome ? t(`regulator-case.outcome.${it.outcome}`) : ''} <Moment at={it.settledAt} /></> : due(it.settleDueOn, it.settleLate) },
      ]} />
      {it.settledAt ? null : <WhyThen caseId={caseId} answered={it.answeredAt !== null} />}
      {it.answer ? <p className="regulator-words">{it.answer}</p> : null}
      {it.settlement && it.settlement !== it.answer ? <p className="regulator-words">{it.settlement}</p> : null}
      {it.may.length ? <div className="regulator-deeds">{it.may.map((stage, nth) => <Button key={stage} size="small" type={nth ? 'default' : 'primary'} onClick={() => setAsking(stage)}>{t(`regulator-case.record-${stage}`)}</Button>)}</div> : null}
      {asking ? <ReplyDialog of={it} stage={asking} close={() => setAsking(null)} /> : null}
    </Block>
  )
}
/** Why the days that are still to come are the last ones, day by day. */
function WhyThen({ caseId, answered }: { caseId: string; answered: boolean }) {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  const terms = useQuery({ ...query(regulators.regulatorTerms, { params: { id: caseId } }), enabled: isOpen }).data?.items.filter(({ stage }) => !(answered && stage === 'answer'))
  const span = ({ from, to }: { from: string; to: string }) => from === to ? from : `${from} – ${to}`
  return (
    <details className="regulator-why" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('regulator-case.why')}</summary>
      {(terms ?? []).map(({ stage, dueOn, term, days }) => (
        <section key={stage}>
          <h4>{t(`regulator-case.${stage}DueOn`)} <span className="num">{dueOn}</span></h4>
          {term ? <p className="quiet">{t(`regulator-case.term.${term.unit}`, { n: term.days })}</p> : <p className="quiet">{t('regulator-case.term-named')}</p>}
          {days.length ? <ol className="num">{days.map((one) => <li key={one.from} data-kind={one.kind}><span>{span(one)}</span><span>{one.kind === 'counted' ? t('regulator-case.day.counted', { n: one.first === one.last ? String(one.first) : `${one.first}–${one.last}` }) : t(`regulator-case.day.${one.kind}`)}</span></li>)}</ol> : null}
        </section>
      ))}
    </details>
  )
}
function ReplyDialog({ of, stage, close }: { of: RegulatorCase; stage: RegulatorStage; close: () => void }) {
  const t = useT()
  const [words, setWords] = useState('')
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('agreed')
  const record = useCall(regulators.recordReply, { said: 'regulator-case.was-recorded' })
  const save = () => { if (words.trim() && !record.busy) void record.run({ params: { id: of.id }, body: { stage, words: words.trim(), version: of.version, ...(stage === 'settle' ? { outcome } : {}) } }).then((done) => { if (done) close() }) }
  return (
    <Modal open width={520} title={t(`regulator-case.record-${stage}`)} okText={t(`regulator-case.record-${stage}`)} onCancel={close} onOk={save} okButtonProps={{ loading: record.busy, disabled: !words.trim() }}>
      <Form layout="vertical" component="div" requiredMark={false} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save() } }}>
        {stage === 'settle' ? <Form.Item label={t('regulator-case.outcome')}><Radio.Group value={outcome} onChange={(event) => setOutcome(event.target.value as (typeof OUTCOMES)[number])} options={OUTCOMES.map((value) => ({ value, label: t(`regulator-case.outcome.${value}`) }))} /></Form.Item> : null}
        <Form.Item label={t('regulator-case.words')} htmlFor="regulator-words"><Input.TextArea id="regulator-words" autoFocus value={words} maxLength={10_000} autoSize={{ minRows: 4, maxRows: 12 }} placeholder={t('regulator-case.words-help')} onChange={(event) => setWords(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
