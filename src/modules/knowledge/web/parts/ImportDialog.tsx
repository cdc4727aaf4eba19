import { CheckCircleFilled, CloseCircleFilled, InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Modal, Select } from 'antd'
import { useRef, useState } from 'react'
import { call } from '../../../../kernel/client.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { exchange } from '../../exchange/contract.ts'
import type { Taken } from '../../exchange/contract.ts'
import { ARTICLE_KINDS } from '../../rules.ts'
import type { ArticleKind } from '../../rules.ts'

type Line = { name: string } & ({ taken: Taken; fault?: never } | { fault: string; taken?: never })

/** Takes many Markdown files as drafts, one after the other, and says of each what became of it. */
export function ImportDialog({ close }: { close: () => void }) {
  const t = useT()
  const cache = useQueryClient()
  const chooser = useRef<HTMLInputElement>(null)
  const [kind, setKind] = useState<ArticleKind>('faq')
  const [lines, setLines] = useState<readonly Line[]>([])
  const [left, setLeft] = useState(0)
  const take = async (files: readonly File[]) => {
    setLines([])
    for (const [at, file] of files.entries()) {
      setLeft(files.length - at)
      const line = await file.text().then((text) => call(exchange.take, { body: { name: file.name.slice(0, 200), text, kind } })).then((taken): Line => ({ name: file.name, taken }), (error: unknown): Line => ({ name: file.name, fault: faultText(error) }))
      setLines((was) => [...was, line])
    }
    setLeft(0)
    void cache.invalidateQueries()
  }
  return (
    <Modal open width={620} title={t('knowledge.import')} onCancel={close} footer={<Button onClick={close}>{t('frame.close')}</Button>}>
      <p className="quiet">{t('knowledge.import-text')}</p>
      <div className="article-import">
        <label><span>{t('knowledge.import-kind')}</span><Select value={kind} onChange={setKind} options={ARTICLE_KINDS.map((value) => ({ value, label: t(`article.kind.${value}`) }))} /></label>
        <Button type="primary" icon={<InboxOutlined aria-hidden />} loading={left > 0} onClick={() => chooser.current?.click()}>{left ? t('knowledge.import-left', { n: left }) : t('knowledge.import-choose')}</Button>
        <input ref={chooser} type="file" multiple hidden tabIndex={-1} accept=".md,.markdown,text/markdown" onChange={(event) => { const files = [...event.target.files ?? []]; event.target.value = ''; if (files.length) void take(files) }} />
      </div>
      <ul className="article-import-lines" aria-live="polite">
        {lines.map((one, at) => <li key={at} data-fault={one.fault ? true : undefined}>{one.taken ? <><CheckCircleFilled aria-hidden /><Link to={`/library/${one.taken.documentId}` as string}>{one.taken.title}</Link><span className="quiet">{t(one.taken.isNew ? 'knowledge.import-new' : 'knowledge.import-next')}{one.taken.gaps ? ` · ${t('knowledge.import-gaps', { n: one.taken.gaps })}` : ''}</span></> : <><CloseCircleFilled aria-hidden /><span>{one.name}</span><span className="quiet">{one.fault}</span></>}</li>)}
      </ul>
    </Modal>
  )
}
