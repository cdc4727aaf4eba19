import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'

interface Props { title: string; text?: string; yes: string; danger?: boolean; busy: boolean; done: (reason: string) => Promise<boolean>; close: () => void }

/** Asks why before something is done: the reason stays with it. */
export function ReasonDialog({ title, text, yes, danger = false, busy, done, close }: Props) {
  const t = useT()
  const [reason, setReason] = useState('')
  return (
    <Modal open onCancel={close} width={480} title={title} okText={yes} okButtonProps={{ disabled: reason.trim() === '', loading: busy, danger }} onOk={async () => { if (await done(reason.trim())) close() }}>
      {text ? <p className="quiet">{text}</p> : null}
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('run.panel.reason')} htmlFor="run-reason"><Input.TextArea id="run-reason" autoFocus value={reason} maxLength={2_000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setReason(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
