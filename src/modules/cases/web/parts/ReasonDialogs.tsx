import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import type { Case } from '../../contract.ts'

interface Props { of: Case; busy: boolean; close: () => void }

/** Deeds that want a reason: it stands in the history. */
export function RemoveDialog({ of, busy, done, close }: Props & { done: (reason: string) => Promise<boolean> }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const isMissing = reason.trim() === ''
  return (
    <Modal open onCancel={close} width={420} title={t('case.remove')} okText={t('case.remove')} okButtonProps={{ danger: true, loading: busy, disabled: isMissing }} onOk={() => { if (!isMissing && !busy) void done(reason.trim()).then((ok) => { if (ok) close() }) }}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <p className="dialog-text">{t('case.remove-text')}</p>
      <Form layout="vertical" component="div"><ReasonField reason={reason} setReason={setReason} autoFocus /></Form>
    </Modal>
  )
}

export function FirstResponderDialog({ of, busy, done, close }: Props & { done: (staffId: string, reason: string) => Promise<boolean> }) {
  const t = useT()
  const [staffId, setStaffId] = useState<string | undefined>(undefined)
  const [reason, setReason] = useState('')
  const isReady = staffId !== undefined && reason.trim() !== ''
  return (
    <Modal open onCancel={close} width={420} title={t('case.change-first-responder')} okText={t('form.save')} okButtonProps={{ loading: busy, disabled: !isReady }} onOk={() => { if (isReady && !busy) void done(staffId, reason.trim()).then((ok) => { if (ok) close() }) }}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <p className="dialog-text">{t('case.change-first-responder-text')}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('case.firstResponder')} required htmlFor="first-responder"><StaffPicker id="first-responder" value={staffId ?? null} onChange={setStaffId} {...(of.firstResponder ? { without: of.firstResponder.id } : {})} /></Form.Item>
        <ReasonField reason={reason} setReason={setReason} />
      </Form>
    </Modal>
  )
}

function ReasonField({ reason, setReason, autoFocus = false }: { reason: string; setReason: (reason: string) => void; autoFocus?: boolean }) {
  const t = useT()
  return <Form.Item label={t('case.reason')} required htmlFor="reason"><Input.TextArea id="reason" autoFocus={autoFocus} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} /></Form.Item>
}
