import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import { ReceiverField } from './ReceiverField.tsx'
import type { Receiver } from './ReceiverField.tsx'

/** To whom a task, or several, goes instead, and why. `done` rejects when it was refused; what was typed then stays. */
export function ReassignDialog({ of, done, close }: { of: string; done: (to: Receiver & { reason: string }) => Promise<void>; close: () => void }) {
  const t = useT()
  const [to, setTo] = useState<Receiver | undefined>(undefined)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const save = async () => {
    if (!to) return
    setBusy(true)
    await done({ ...to, reason: reason.trim() }).then(close, () => setBusy(false))
  }
  return (
    <Modal open onCancel={close} width={460} title={t('task.reassign')} okText={t('task.reassign')} okButtonProps={{ disabled: !to || reason.trim() === '', loading: busy }} onOk={() => void save()}>
      <p className="task-of">{of}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('task.receiver')} htmlFor="task-to"><ReceiverField id="task-to" {...(to ? { value: to } : {})} onChange={setTo} /></Form.Item>
        <Form.Item label={t('task.reason')} htmlFor="task-reason"><Input.TextArea id="task-reason" value={reason} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
