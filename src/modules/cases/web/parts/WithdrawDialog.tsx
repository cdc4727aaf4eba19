import { Form, Modal } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { CasePromise } from '../../contract.ts'
import { ReasonField } from './ReasonField.tsx'

/** Takes a promise back, with the reason. */
export function WithdrawDialog({ promise, busy, done, close }: { promise: CasePromise; busy: boolean; done: (reason: string) => Promise<boolean>; close: () => void }) {
  const t = useT()
  const [reason, setReason] = useState('')
  return (
    <Modal open onCancel={close} width={480} title={t('case.promise-withdraw')} okText={t('case.promise-withdraw')} okButtonProps={{ disabled: reason.trim() === '', loading: busy }} onOk={async () => { if (await done(reason.trim())) close() }}>
      <p className="dialog-of">{promise.what}</p>
      <Form layout="vertical" component="div" requiredMark={false}><ReasonField reason={reason} setReason={setReason} autoFocus /></Form>
    </Modal>
  )
}
