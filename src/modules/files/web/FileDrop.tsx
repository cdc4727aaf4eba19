import './files.css'
import { CloseOutlined, InboxOutlined, PaperClipOutlined, RedoOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ClipboardEvent, DragEvent, ReactNode } from 'react'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { faultText } from '../../../kernel/web/problem.tsx'
import { Can, useCan, useSession } from '../../../kernel/web/session.tsx'
import { language, useT } from '../../../kernel/web/words.ts'
import { FileIcon } from './FileIcon.tsx'
import type { Attached } from './attached.ts'
import { sizeText } from './file-look.ts'
import { mayPass } from './send-file.ts'
import type { Sendable } from './send-file.ts'
import type { UploadItem } from './upload-queue.ts'
import { queueOf, useUploads } from './use-uploads.ts'

export interface FileDropProps {
  /** Names the place on the screen, so that what is on its way survives a change of page: `case.ID.reply`. */
  place: string
  value: readonly Attached[]
  onChange: (value: readonly Attached[]) => void
  /** How many at most; what is beyond is not taken. */
  most?: number
  /** What files may be dropped on and pasted into: usually the text they go with. */
  children?: ReactNode
}

/** Takes files by dropping, pasting and choosing, shows them on their way, and keeps those that have arrived in `value`. */
export function FileDrop({ place, value, onChange, most = 20, children }: FileDropProps) {
  const t = useT()
  const { company } = useSession()
  const allowed = useCan()('file.upload')
  const items = useUploads(place)
  const queue = queueOf(place)
  const [over, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const room = most - value.length - items.length

  useEffect(() => {
    const arrived = queue.takeDone()
    if (arrived.length) onChange([...value, ...arrived.map(({ id, name, size, type }) => ({ id, name, size, type }))])
  }, [items, onChange, queue, value])

  const add = (files: readonly Sendable[]) => { if (allowed && room > 0) queue.add(files.slice(0, room)) }
  const paste = (event: ClipboardEvent) => {
    // A table copied from a program comes as text and as a picture of it: the text is meant.
    if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    const at = momentText(new Date(), company.zone, 'exact').replaceAll(':', '.')
    add([...event.clipboardData.files].map((file) => ({ blob: file, type: file.type, name: file.name === 'image.png' ? t('file.pasted-name', { at }) : file.name })))
  }
  const holdsFiles = (event: DragEvent) => allowed && room > 0 && event.dataTransfer.types.includes('Files')
  const drop = (event: DragEvent) => {
    setOver(false)
    if (!holdsFiles(event)) return
    event.preventDefault()
    add(filesIn(event.dataTransfer).map(sendable))
  }
  return (
    <div
      className="file-drop" data-over={over || undefined} onPaste={paste} onDrop={drop}
      onDragOver={(event) => { if (holdsFiles(event)) { event.preventDefault(); setOver(true) } }}
      onDragLeave={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false) }}
    >
      {children}
      {value.length + items.length > 0 ? (
        <ul className="file-list" aria-label={t('file.attachments')}>
          {value.map((file) => (
            <li key={file.id} className="file-chip">
              <FileIcon type={file.type} />
              <span className="file-name clip" title={file.name}>{file.name}</span>
              <span className="file-size num">{sizeText(file.size, language())}</span>
              <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('file.take-off', { name: file.name })} onClick={() => onChange(value.filter(({ id }) => id !== file.id))} />
            </li>
          ))}
          {items.map((item) => <OnItsWay key={item.key} item={item} cancel={() => queue.cancel(item.key)} retry={() => queue.retry(item.key)} />)}
        </ul>
      ) : null}
      <Can permission="file.upload">
        <Tooltip title={t('file.add-hint')}>
          <Button type="text" size="small" icon={<PaperClipOutlined />} disabled={room <= 0} onClick={() => chooser.current?.click()}>{t('file.add')}</Button>
        </Tooltip>
        <input ref={chooser} type="file" multiple hidden tabIndex={-1} onChange={(event) => { add([...event.target.files ?? []].map(sendable)); event.target.value = '' }} />
      </Can>
      {over ? <div className="file-over" aria-hidden><InboxOutlined /> {t('file.drop-here')}</div> : null}
    </div>
  )
}

const sendable = (file: File): Sendable => ({ blob: file, name: file.name, type: file.type })
/** Folders among what was dropped have no bytes of their own and are left out. */
const filesIn = ({ items, files }: DataTransfer): File[] => items.length
  ? [...items].flatMap((item) => item.kind === 'file' && !item.webkitGetAsEntry()?.isDirectory ? item.getAsFile() ?? [] : [])
  : [...files]

function OnItsWay({ item: { name, size, type, state }, cancel, retry }: { item: UploadItem; cancel: () => void; retry: () => void }) {
  const t = useT()
  const share = state.is === 'sending' ? Math.min(1, state.bytes / size) : state.is === 'done' ? 1 : 0
  const word = state.is === 'failed' ? faultText(state.error) : state.is === 'waiting' ? t('file.waiting') : share < 1 ? t('file.uploading', { percent: Math.floor(share * 100) }) : t('file.checking')
  return (
    <li className="file-chip" data-failed={state.is === 'failed' || undefined}>
      <FileIcon type={type} />
      <span className="file-name clip" title={name}>{name}</span>
      <span className={state.is === 'failed' ? 'file-fault' : 'file-size num'} role={state.is === 'failed' ? 'alert' : undefined}>{word}</span>
      {state.is === 'failed' && mayPass(state.error) ? <Button type="text" size="small" icon={<RedoOutlined />} aria-label={t('file.retry', { name })} onClick={retry} /> : null}
      <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t(state.is === 'failed' ? 'file.take-off' : 'file.cancel', { name })} onClick={cancel} />
      {state.is === 'failed' ? null : <progress className="file-progress" aria-label={name} max={1} value={share} />}
    </li>
  )
}
