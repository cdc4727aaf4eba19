import { Button, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { documents } from '../../contract.ts'
import type { Document } from '../../contract.ts'

/** Takes a Markdown file with front matter, chosen or pasted. */
export function TakeMarkdown({ open, close, taken }: { open: boolean; close: () => void; taken: (document: Document) => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const chooser = useRef<HTMLInputElement>(null)
  const take = useCall(documents.take, { said: 'document.was-taken', done: (document) => { setText(''); close(); taken(document) } })
  return (
    <Modal open={open} onCancel={close} width={640} title={t('document.take')} okText={t('document.take-yes')} okButtonProps={{ disabled: !text.trim(), loading: take.busy }} onOk={() => void take.run({ body: { text } })}>
      <p className="doc-said">{t('document.take-text')}</p>
      <Button size="small" onClick={() => chooser.current?.click()}>{t('document.choose-file')}</Button>
      <input ref={chooser} type="file" accept=".md,.markdown,text/markdown,text/plain" hidden tabIndex={-1} onChange={(event) => { const [file] = event.target.files ?? []; if (file) void file.text().then(setText); event.target.value = '' }} />
      <Input.TextArea className="doc-source" aria-label={t('document.take')} value={text} onChange={(event) => setText(event.target.value)} autoSize={{ minRows: 10, maxRows: 20 }} placeholder={'---\nkey: …\nkind: guide\nlanguage: zh\ntitle: …\n---'} />
    </Modal>
  )
}
