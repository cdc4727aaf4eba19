import './teamwork.css'
import { CheckOutlined, EditOutlined, RollbackOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { MomentInput } from '../../../kernel/web/form/MomentInput.tsx'
import { Moment, RelativeTime } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { ask } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { Face } from '../../people/web/index.ts'
import { inspections } from '../inspections/contract.ts'
import type { Inspection } from '../inspections/contract.ts'
import { StateTag } from './parts/tags.tsx'

/** One finding: what was found, what is expected, what was done about it, and who verified it. */
export function InspectionPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery(query(inspections.inspection, { params: { id } }))
  const [open, setOpen] = useState<'correct' | 'return' | null>(null)
  const verify = useCall(inspections.verify, { said: 'inspection.was-verified' })
  const withdraw = useCall(inspections.withdrawInspection, { said: 'inspection.was-withdrawn' })
  const askVerify = async (it: Inspection) => { if (await ask({ title: t('inspection.verify-ask', { name: it.staff.name }), text: t('inspection.verify-text'), yes: t('inspection.verify') })) await verify.run({ params: { id }, body: { version: it.version } }) }
  const askWithdraw = async (it: Inspection) => { if (await ask({ title: t('inspection.withdraw-ask'), yes: t('inspection.withdraw'), danger: true })) await withdraw.run({ params: { id }, body: { version: it.version } }) }
  return (
    <>
      <RecordPage
        endpoint={inspections.inspection} params={{ id }} entity="inspection" back={{ to: '/inspections', label: 'inspection.plural' }} title={(it) => it.area} tags={(it) => <StateTag noun="inspection" state={it.state} late={it.overdue} />}
        facts={(it) => <><span>{t(`inspection.grade.${it.grade}`)}</span><span className={it.overdue ? 'teamwork-late' : undefined}>{t('inspection.dueAt')} <Moment at={it.dueAt} /></span></>}
        actions={(it) => [
          { key: 'correct', label: 'inspection.correct', may: 'correct', primary: true, icon: <EditOutlined aria-hidden />, run: () => setOpen('correct') },
          { key: 'verify', label: 'inspection.verify', may: 'verify', primary: true, icon: <CheckOutlined aria-hidden />, busy: verify.busy, run: () => askVerify(it) },
          { key: 'return', label: 'inspection.return', may: 'return', icon: <RollbackOutlined aria-hidden />, run: () => setOpen('return') },
          { key: 'withdraw', label: 'inspection.withdraw', may: 'withdraw', danger: true, busy: withdraw.busy, run: () => askWithdraw(it) },
        ]}
        tabs={(it) => [
          { key: 'finding', label: 'inspection.finding', content: (
            <div className="teamwork-text">
              <h2>{t('inspection.finding')}</h2><p>{it.finding}</p>
              <h2>{t('inspection.expected')}</h2><p>{it.expected}</p>
              <h2>{t('inspection.correction')}</h2>
              {it.words.length ? <ul className="teamwork-opinions">{it.words.map((one) => <li key={one.id} data-stance={one.kind === 'return' ? 'against' : 'for'}><Face name={one.by.name} /><div><div className="teamwork-opinion-head"><strong>{one.by.name}</strong><span className="teamwork-stance">{t(`inspection.word.${one.kind}`)}</span><span className="quiet"><RelativeTime at={one.at} /></span></div><p>{one.text}</p></div></li>)}</ul>
                : <p className="quiet">{t('inspection.not-yet')}</p>}
            </div>
          ) },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={inspections.inspectionEvents} params={{ id }} /> },
        ]}
        side={(it) => <Block title="inspection.one"><Facts items={[
          { label: 'inspection.staff', value: <Link to={`/staff/${it.staff.id}` as string}>{it.staff.name}</Link> }, { label: 'inspection.inspector', value: <Link to={`/staff/${it.inspector.id}` as string}>{it.inspector.name}</Link> }, { label: 'inspection.inspectedOn', value: it.inspectedOn },
          { label: 'inspection.correctedAt', value: it.correctedAt ? <><Moment at={it.correctedAt} />{it.late ? <span className="teamwork-late"> {t('inspection.late')}</span> : null}</> : null }, { label: 'inspection.verifiedBy', value: it.verifiedBy?.name }, { label: 'inspection.verifiedAt', value: it.verifiedAt ? <Moment at={it.verifiedAt} /> : null }, { label: 'inspection.round', value: it.round },
        ]} /></Block>}
      />
      {found.data && open ? <WordDialog id={id} version={found.data.version} deed={open} close={() => setOpen(null)} /> : null}
    </>
  )
}

function WordDialog({ id, version, deed, close }: { id: string; version: number; deed: 'correct' | 'return'; close: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const [dueAt, setDueAt] = useState<string | null>(null)
  const correct = useCall(inspections.putRight, { said: 'inspection.was-corrected' })
  const back = useCall(inspections.sendBack, { said: 'inspection.was-returned' })
  const save = async () => {
    const done = deed === 'correct' ? await correct.run({ params: { id }, body: { version, text: text.trim() } }) : await back.run({ params: { id }, body: { version, text: text.trim(), dueAt: dueAt ?? '' } })
    if (done) close()
  }
  return (
    <Modal open width={520} title={t(`inspection.${deed}`)} okText={t(`inspection.${deed}`)} okButtonProps={{ disabled: text.trim() === '' || (deed === 'return' && !dueAt), loading: correct.busy || back.busy }} onCancel={close} onOk={() => void save()}>
      <p className="teamwork-hint">{t(`inspection.${deed}-text`)}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t(`inspection.${deed}-label`)} htmlFor="inspection-words"><Input.TextArea id="inspection-words" autoFocus value={text} maxLength={4_000} autoSize={{ minRows: 3, maxRows: 10 }} onChange={(event) => setText(event.target.value)} /></Form.Item>
        {deed === 'return' ? <Form.Item label={t('inspection.dueAt')} htmlFor="inspection-due"><MomentInput id="inspection-due" value={dueAt} onChange={(to) => setDueAt(to?.toISOString() ?? null)} ahead /></Form.Item> : null}
      </Form>
    </Modal>
  )
}
