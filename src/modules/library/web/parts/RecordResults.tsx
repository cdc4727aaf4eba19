import { DatePicker, Input, InputNumber, Modal, Switch } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { documents } from '../../contract.ts'
import type { Document } from '../../contract.ts'

/** Enters a training or an assessment for the people chosen: its day, what shows it, and for an assessment each one's result. */
export function RecordResults({ of, sort, people, close }: { of: Document; sort: 'training' | 'assessment'; people: readonly { id: string; name: string }[]; close: (isDone: boolean) => void }) {
  const t = useT()
  const { company } = useSession()
  const [day, setDay] = useState(dayIn(company.zone))
  const [evidence, setEvidence] = useState('')
  const [results, setResults] = useState<Readonly<Record<string, { passed: boolean; score: number | null }>>>({})
  const record = useCall(documents.record, { said: 'document.was-recorded', done: () => close(true) })
  const resultOf = (id: string) => results[id] ?? { passed: true, score: null }
  const set = (id: string, patch: Partial<{ passed: boolean; score: number | null }>) => setResults((was) => ({ ...was, [id]: { ...resultOf(id), ...patch } }))
  const title = t(sort === 'training' ? 'document.record-training' : 'document.record-assessment')
  return (
    <Modal open width={520} title={title} onCancel={() => close(false)} okText={t('form.save')} okButtonProps={{ loading: record.busy, disabled: !evidence.trim() }}
      onOk={() => void record.run({ params: { id: of.id }, body: { versionId: of.figures.versionId, sort, heldOn: day, evidence: evidence.trim(), results: people.map(({ id }) => { const { passed, score } = resultOf(id); return { staffId: id, passed: sort === 'training' || passed, ...(sort === 'assessment' && score !== null ? { score } : {}) } }) } })}>
      <div className="doc-record">
        <label><span>{t('document.held-on')}</span><DatePicker value={dayjs(day)} allowClear={false} maxDate={dayjs(dayIn(company.zone))} style={{ width: '100%' }} onChange={(to) => { if (to) setDay(to.format('YYYY-MM-DD')) }} /></label>
        <label><span>{t('document.evidence')}</span><Input.TextArea value={evidence} maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} placeholder={t('document.evidence-example')} onChange={(event) => setEvidence(event.target.value)} /></label>
        {sort === 'training' ? <p className="quiet">{t('document.for-people', { n: people.length, names: people.slice(0, 6).map(({ name }) => name).join('、') })}</p> : (
          <ul>{people.map(({ id, name }) => <li key={id}><span className="clip">{name}</span><InputNumber size="small" min={0} max={100} aria-label={`${name} ${t('document.score')}`} placeholder={t('document.score')} value={resultOf(id).score} onChange={(score) => set(id, { score })} /><Switch size="small" aria-label={`${name} ${t('document.passed')}`} checked={resultOf(id).passed} onChange={(passed) => set(id, { passed })} /><span className="quiet">{t(resultOf(id).passed ? 'document.passed' : 'document.failed')}</span></li>)}</ul>
        )}
      </div>
    </Modal>
  )
}
