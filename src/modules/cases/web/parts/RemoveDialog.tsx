import { Form, Modal } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { ReasonField } from './ReasonField.tsx'

/** Puts a case into the bin, for a reason. */
export function RemoveDialog({ of, busy, done, close }: { of: Case; busy: boolean; done: (reason: string) => Promise<boolean>; close: () => void }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const isMissing = reason.trim() === ''
  return (
    <Modal open onCancel={close} width={420} title={t('case.remove')} okText={t('case.remove')} okButtonProps={{ danger: true, loading: busy, disabled: isMissing }} onOk={() => { if (!isMissing && !busy) void done(reason.trim()).then((ok) => { if (ok) close() }) }}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <p className="dialog-text">{t('case.remove-text')}</p>
      <Form layout="vertical" component="div" requiredMark={false}><ReasonField reason={reason} setReason={setReason} autoFocus /></Form>
    </Modal>
  )
}
