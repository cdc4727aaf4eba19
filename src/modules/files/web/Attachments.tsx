import './files.css'
import { DeleteOutlined, DownloadOutlined, EyeOutlined, WarningOutlined } from '@ant-design/icons'
import { Button, Image, Tooltip } from 'antd'
import { useState } from 'react'
import { urlOf } from '../../../kernel/client.ts'
import { useCall } from '../../../kernel/web/use-call.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import type { Words } from '../../../kernel/web/words.ts'
import type { FileView } from '../contract.ts'
import { files as endpoints } from '../contract.ts'
import { FileIcon } from './FileIcon.tsx'
import { sizeText } from './file-look.ts'

const address = (id: string, inline = false) => urlOf(endpoints.get, { params: { id }, query: inline ? { inline: 'true' } : {} })
const hint = ({ scan, remarks }: FileView, t: Words): string[] => [...(scan === 'clean' ? [] : [t(`file.scan.${scan}`)]), ...remarks.map((remark) => t(`file.remark.${remark}`))]
/** Worth a sign of its own; that nobody scans at all is not. */
const warns = ({ scan, remarks }: FileView) => scan === 'infected' || remarks.includes('type-mismatch') || remarks.includes('foreign-content')

/** What hangs on a record: pictures small with their large form a click away, everything else by icon and name. With `removable` each can go to the bin, and come back. */
export function Attachments({ files, removable = false }: { files: readonly FileView[]; removable?: boolean }) {
  const t = useT()
  const [removed, setRemoved] = useState<readonly FileView[]>([])
  const remove = useCall(endpoints.remove, { done: (file) => setRemoved((was) => [...was, file]) })
  const restore = useCall(endpoints.restore, { done: (file) => setRemoved((was) => was.filter(({ id }) => id !== file.id)) })
  const shown = files.filter(({ id }) => removed.every((one) => one.id !== id))
  if (shown.length + removed.length === 0) return null
  const pictures = shown.filter(({ type, inline }) => inline && type.startsWith('image/'))
  return (
    <div className="files">
      {pictures.length > 0 ? (
        <Image.PreviewGroup>
          <div className="file-pictures">
            {pictures.map((file) => <Image key={file.id} src={address(file.id, true)} alt={t('file.preview', { name: file.name })} width={96} height={72} loading="lazy" />)}
          </div>
        </Image.PreviewGroup>
      ) : null}
      <ul className="file-list" aria-label={t('file.attachments')}>
        {shown.map((file) => (
          <li key={file.id} className="file-chip">
            <FileIcon type={file.type} />
            <Tooltip title={hint(file, t).join(' · ')}><span className="file-name clip">{file.name}</span></Tooltip>
            {warns(file) ? <span className="file-fault"><WarningOutlined aria-hidden /><span className="unseen">{hint(file, t).join('; ')}</span></span> : null}
            <span className="file-size num">{sizeText(file.size, language())}</span>
            {file.inline ? <Button type="text" size="small" icon={<EyeOutlined />} href={address(file.id, true)} target="_blank" rel="noopener noreferrer" aria-label={t('file.open', { name: file.name })} /> : null}
            {file.scan === 'infected' ? null : <Button type="text" size="small" icon={<DownloadOutlined />} href={address(file.id)} download={file.name} aria-label={t('file.download', { name: file.name })} />}
            {removable ? <Button type="text" size="small" icon={<DeleteOutlined />} disabled={remove.busy} aria-label={t('file.remove', { name: file.name })} onClick={() => void remove.run({ params: { id: file.id } })} /> : null}
          </li>
        ))}
        {removed.map((file) => (
          <li key={file.id} className="file-chip">
            <span className="file-name clip quiet" role="status">{t('file.removed', { name: file.name })}</span>
            <Button type="link" size="small" disabled={restore.busy} onClick={() => void restore.run({ params: { id: file.id } })}>{t('file.undo')}</Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
