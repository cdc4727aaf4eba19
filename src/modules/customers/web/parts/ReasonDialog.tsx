import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../../../kernel/web/words.ts'

/** Asks for the reason that the history keeps. `quick` are catalogue keys of usual ones. */
export function ReasonDialog({ title, text, yes, quick = [], danger = false, busy, run, close }: { title: string; text: ReactNode; yes: string; quick?: readonly string[]; danger?: boolean; busy: boolean; run: (reason: string) => void; close: () => void }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const isReady = reason.trim() !== '' && !busy
  const done = () => { if (isReady) run(reason.trim()) }
  return (
    <Modal open onCancel={close} width={420} title={title} okText={yes} onOk={done} okButtonProps={{ danger, loading: busy, disabled: reason.trim() === '' }}>
      <p className="customer-dialog-text">{text}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('customer.reason')} required htmlFor="customer-reason">
          <Input.TextArea id="customer-reason" autoFocus value={reason} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} />
          {quick.length > 0 ? <div className="customer-quick">{quick.map((key) => <Button key={key} size="small" onClick={() => setReason(t(key))}>{t(key)}</Button>)}</div> : null}
        </Form.Item>
      </Form>
    </Modal>
  )
}
