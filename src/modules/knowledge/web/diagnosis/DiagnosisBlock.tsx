import './diagnosis.css'
import { ApartmentOutlined, CheckCircleFilled, UndoOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { diagnoses } from '../../diagnosis/contract.ts'
import type { Diagnosis } from '../../diagnosis/contract.ts'
import type { Step } from '../../diagnosis/rules.ts'
import { Figure } from './Figure.tsx'

const inMine = (of: { zh: string; en: string }) => language() === 'en' ? of.en : of.zh
const KINDS: readonly string[] = ['support', 'complaint', 'grumble', 'request', 'consultation', 'installation']

/** Beside a case: the cause is found question by question, and what is done at once goes into the answer. */
export function DiagnosisBlock({ caseId, put }: { caseId: string; put?: ((words: string) => void) | undefined }) {
  const t = useT()
  const of = useQuery(query(cases.get, { params: { id: caseId } })).data
  const found = useQuery(query(diagnoses.diagnosesOfCase, { params: { id: caseId } }))
  useLive('case', () => void found.refetch(), caseId)
  const items = found.data?.items ?? []
  const mayBegin = of !== undefined && of.status.class !== 'closed' && of.may.includes('change') && KINDS.includes(of.kind)
  if (!found.data || (!items.length && !mayBegin)) return null
  return (
    <Block title="diagnosis.title">
      <div className="diagnosis">
        {items.map((one, at) => <Walk key={one.id} of={one} open={at === 0} put={put} />)}
        {mayBegin && (!items[0] || items[0].cause) ? <Begin caseId={caseId} /> : null}
        {!items.length && !mayBegin ? <p className="quiet">{t('diagnosis.none')}</p> : null}
      </div>
    </Block>
  )
}

function Begin({ caseId }: { caseId: string }) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const trees = useQuery({ ...query(diagnoses.trees, { query: {} }), enabled: asking, staleTime: 60_000 })
  const begin = useCall(diagnoses.begin, { refresh: [diagnoses.diagnosesOfCase, cases.events] })
  if (!asking) return <Button size="small" icon={<ApartmentOutlined aria-hidden />} onClick={() => setAsking(true)}>{t('diagnosis.begin')}</Button>
  return (
    <Select autoFocus defaultOpen showSearch={{ optionFilterProp: 'label' }} loading={trees.isPending || begin.busy} placeholder={t('diagnosis.which')} aria-label={t('diagnosis.which')} onBlur={() => setAsking(false)}
      options={(trees.data?.items ?? []).map((one) => ({ value: one.key, label: inMine(one.name) }))} onChange={(tree: string) => void begin.run({ params: { id: caseId }, body: { tree } }).then(() => setAsking(false))} />
  )
}

function Walk({ of, open, put }: { of: Diagnosis; open: boolean; put?: ((words: string) => void) | undefined }) {
  const t = useT()
  const walk = useCall(diagnoses.walk)
  const go = (path: readonly Step[]) => { if (!walk.busy) void walk.run({ params: { id: of.id }, body: { path: path.map(({ ask, answer, value }) => value === undefined ? { ask, answer } : { ask, value }), version: of.version } }) }
  const may = of.may.includes('walk')
  return (
    <details className="diagnosis-walk" open={open}>
      <summary><strong>{inMine(of.tree.name)}</strong>{of.cause ? <span className="diagnosis-found"><CheckCircleFilled aria-hidden /> {inMine(of.cause.name)}</span> : <span className="quiet num">{t('diagnosis.step', { n: of.path.length + 1 })}</span>}</summary>
      {of.path.length ? <ol>{of.path.map((step, at) => <li key={step.ask}><span>{inMine(step.asked)}</span><b>{step.value === undefined ? inMine(step.answered) : <span className="num">{step.value} {step.unit ? inMine(step.unit) : ''}</span>}</b>{may ? <Button size="small" type="text" icon={<UndoOutlined />} aria-label={t('diagnosis.back-to', { asked: inMine(step.asked) })} title={t('diagnosis.back')} onClick={() => go(of.path.slice(0, at))} /> : null}</li>)}</ol> : null}
      {of.next ? (
        <div className="diagnosis-ask" role="group" aria-label={inMine(of.next.words)}>
          <p>{inMine(of.next.words)}</p>{of.next.hint ? <small className="quiet">{inMine(of.next.hint)}</small> : null}
          {of.next.measure ? <Figure key={of.next.key} of={of.next.measure} may={may} busy={walk.busy} say={(value) => go([...of.path, { ask: of.next?.key ?? '', value }])} /> : <div>{of.next.answers.map((answer) => <Button key={answer.key} size="small" disabled={!may} loading={walk.busy} onClick={() => go([...of.path, { ask: of.next?.key ?? '', answer: answer.key }])}>{inMine(answer.words)}</Button>)}</div>}
        </div>
      ) : null}
      {of.cause ? (
        <div className="diagnosis-cause"><p>{inMine(of.cause.measure)}</p>
          {put ? <Button size="small" onClick={() => put(inMine(of.cause?.measure ?? { zh: '', en: '' }))}>{t('script.insert')}</Button> : null}
        </div>
      ) : null}
    </details>
  )
}
