import '../teamwork.css'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { MOD } from '../../../../kernel/web/frame/hotkey.ts'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { FileDrop } from '../../../files/web/index.ts'
import type { Attached } from '../../../files/web/index.ts'
import { agreements } from '../../contract.ts'
import type { Request } from '../../contract.ts'

const SAID = { 'ask-back': 'department-request.was-asked-back', add: 'department-request.was-added' } as const

/** The answer of a department, what it asks back, or what the asker adds. */
export function RequestAnswer({ of, as, close }: { of: Request; as: 'answer' | 'ask-back' | 'add'; close: () => void }) {
  const t = useT()
  const phone = usePhone()
  const [text, setText] = useState('')
  const [files, setFiles] = useState<readonly Attached[]>([])
  const answer = useCall(agreements.answerRequest, { said: 'department-request.was-answered' })
  const say = useCall(agreements.addWord, { said: as === 'answer' ? 'department-request.was-answered' : SAID[as] })
  const busy = answer.busy || say.busy
  const send = async () => {
    if (text.trim() === '' || busy) return
    const params = { id: of.id }
    const done = as === 'answer' ? await answer.run({ params, body: { version: of.version, answer: text.trim(), attachments: files.map(({ id }) => id) } }) : await say.run({ params, body: { version: of.version, text: text.trim() } })
    if (done) close()
  }
  const area = <Input.TextArea id="request-answer" autoFocus value={text} maxLength={as === 'answer' ? 10_000 : 5_000} autoSize={{ minRows: 4, maxRows: 12 }} aria-keyshortcuts="Control+Enter Meta+Enter" onChange={(event) => setText(event.target.value)}
    onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event.nativeEvent)) { event.preventDefault(); void send() } }} />
  return (
    <Modal open width={560} title={t(`department-request.${as}`)} okText={t(`department-request.${as}`)} okButtonProps={{ disabled: text.trim() === '', loading: busy }} onCancel={close} onOk={() => void send()} footer={(acts) => <div className="teamwork-dialog-foot"><span className="quiet" aria-hidden>{phone ? null : <><kbd>{MOD}</kbd> <kbd>↵</kbd></>}</span>{acts}</div>}>
      <p className="teamwork-hint">{of.subject}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t(as === 'answer' ? 'department-request.the-answer' : `department-request.word.${as === 'add' ? 'addition' : 'question'}`)} htmlFor="request-answer" help={as === 'ask-back' ? t('department-request.ask-back-text') : undefined}>
          {as === 'answer' ? <FileDrop place={`department-request.${of.id}.answer`} value={files} onChange={setFiles}>{area}</FileDrop> : area}
        </Form.Item>
      </Form>
    </Modal>
  )
}
