import { Form, Modal } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import type { Case } from '../../contract.ts'
import { ReasonField } from './ReasonField.tsx'

/** Names another first responder, for a reason. */
export function FirstResponderDialog({ of, busy, done, close }: { of: Case; busy: boolean; done: (staffId: string, reason: string) => Promise<boolean>; close: () => void }) {
  const t = useT()
  const [staffId, setStaffId] = useState<string | undefined>(undefined)
  const [reason, setReason] = useState('')
  const isReady = staffId !== undefined && reason.trim() !== ''
  return (
    <Modal open onCancel={close} width={420} title={t('case.change-first-responder')} okText={t('form.save')} okButtonProps={{ loading: busy, disabled: !isReady }} onOk={() => { if (isReady && !busy) void done(staffId, reason.trim()).then((ok) => { if (ok) close() }) }}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <p className="dialog-text">{t('case.change-first-responder-text')}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('case.firstResponder')} required htmlFor="first-responder"><StaffPicker id="first-responder" permission="case.write" value={staffId ?? null} onChange={setStaffId} {...(of.firstResponder ? { without: of.firstResponder.id } : {})} /></Form.Item>
        <ReasonField reason={reason} setReason={setReason} />
      </Form>
    </Modal>
  )
}
