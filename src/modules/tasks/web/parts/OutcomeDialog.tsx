import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'

/** What came of a task, or why it need not be done. */
export function OutcomeDialog({ deed, of, busy, done, close }: { deed: 'finish' | 'cancel'; of: string; busy: boolean; done: (text: string) => Promise<boolean>; close: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const missing = deed === 'cancel' && text.trim() === ''
  const save = async () => { if (!missing && !busy && await done(text.trim())) close() }
  return (
    <Modal open onCancel={close} width={480} title={t(`task.${deed}`)} okText={t(`task.${deed}`)} okButtonProps={{ disabled: missing, loading: busy, danger: deed === 'cancel' }} onOk={() => void save()}>
      <p className="task-of">{of}</p>
      <Form layout="vertical" component="div" requiredMark={deed === 'cancel' ? true : 'optional'}>
        <Form.Item label={t(deed === 'finish' ? 'task.outcome' : 'task.reason')} required={deed === 'cancel'} htmlFor="task-outcome">
          <Input.TextArea id="task-outcome" autoFocus value={text} maxLength={deed === 'finish' ? 2_000 : 500} autoSize={{ minRows: 2, maxRows: 8 }} placeholder={deed === 'finish' ? t('task.outcome-example') : ''} onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) { event.preventDefault(); void save() } }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
