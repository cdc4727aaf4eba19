import { Form, Modal } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { supervision } from '../../supervision/contract.ts'
import { ReasonField } from '../parts/ReasonField.tsx'

/** Takes a case over from whoever has it, with the reason. */
export function StepInDialog({ of, close }: { of: Pick<Case, 'id' | 'number' | 'subject' | 'version'>; close: () => void }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const step = useCall(supervision.stepIn, { said: 'help.stepped-in' })
  const run = async () => { if (await step.run({ params: { id: of.id }, body: { reason: reason.trim(), version: of.version } })) close() }
  return (
    <Modal open onCancel={close} width={480} title={t('help.step-in-title', { number: of.number })} okText={t('help.step-in')} cancelText={t('frame.cancel')} okButtonProps={{ disabled: reason.trim() === '', loading: step.busy }} onOk={() => void run()}>
      <p className="dialog-of">{of.subject}</p>
      <Form layout="vertical" component="div" requiredMark={false}><ReasonField reason={reason} setReason={setReason} autoFocus /></Form>
    </Modal>
  )
}
