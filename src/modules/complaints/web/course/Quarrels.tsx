import { Button, Form, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { complaintCourse } from '../../contract.ts'
import type { ComplaintCourse } from '../../contract.ts'
import { By, Part } from './Part.tsx'
import { COURSE_READS } from './use-course.ts'

/** Reports of quarrels with the customer, and what came of them. */
export function Quarrels({ it, report }: { it: ComplaintCourse; report: () => void }) {
  const t = useT()
  const [settling, setSettling] = useState<ComplaintCourse['quarrels'][number] | null>(null)
  return (
    <Part title="quarrel.plural" acts={it.may.includes('report-quarrel') ? <Button size="small" onClick={report}>{t('quarrel.report')}</Button> : null} empty={it.quarrels.length ? undefined : 'quarrel.none'}>
      {it.quarrels.length ? (
        <ul className="findings">
          {it.quarrels.map((one) => (
            <li key={one.id} data-state={one.state}>
              <p><strong>{one.staff.name}</strong> <span className="quiet">{t(`quarrel.source.${one.source}`)} · {t(`quarrel.state.${one.state}`)}</span>{one.evaluation ? <span className="is-late"> {t('quarrel.evaluation-fail')}</span> : null}</p>
              <p className="text">{one.what}</p>{one.reason ? <p className="text">{one.reason}</p> : null}
              <By done={one.settled ?? one.reported} />
              {one.may.includes('settle') ? <Button size="small" onClick={() => setSettling(one)}>{t('quarrel.settle')}</Button> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {settling ? <Settling of={settling} close={() => setSettling(null)} /> : null}
    </Part>
  )
}

function Settling({ of, close }: { of: ComplaintCourse['quarrels'][number]; close: () => void }) {
  const t = useT()
  const [confirmed, setConfirmed] = useState(true)
  const [reason, setReason] = useState('')
  const settle = useCall(complaintCourse.settleQuarrel, { said: 'quarrel.settled', refresh: COURSE_READS })
  const isReady = reason.trim() !== '' && !settle.busy
  const save = () => { if (isReady) void settle.run({ params: { id: of.id }, body: { confirmed, reason: reason.trim(), version: of.version } }).then((done) => { if (done) close() }) }
  return (
    <Modal open onCancel={close} width={480} title={t('quarrel.settle')} okText={t('quarrel.settle')} okButtonProps={{ disabled: !isReady, loading: settle.busy }} onOk={save}>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item extra={t(confirmed ? 'quarrel.confirm-help' : 'quarrel.dismiss-help')}><Segmented block value={confirmed ? 'confirmed' : 'dismissed'} onChange={(next) => setConfirmed(next === 'confirmed')} options={(['confirmed', 'dismissed'] as const).map((value) => ({ value, label: t(`quarrel.state.${value}`) }))} /></Form.Item>
        <Form.Item label={t('quarrel.reason')} htmlFor="quarrel-reason"><Input.TextArea id="quarrel-reason" autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2_000} value={reason} onChange={(event) => setReason(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
