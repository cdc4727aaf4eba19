import { AudioOutlined, FileExcelOutlined, FileImageOutlined, FileOutlined, FilePdfOutlined, FilePptOutlined, FileTextOutlined, FileWordOutlined, FileZipOutlined, MailOutlined, VideoCameraOutlined } from '@ant-design/icons'
import type { ComponentType } from 'react'
import { kindOf } from './file-look.ts'
import type { FileKind } from './file-look.ts'

const ICONS: Record<FileKind, ComponentType> = {
  image: FileImageOutlined, pdf: FilePdfOutlined, word: FileWordOutlined, sheet: FileExcelOutlined, slides: FilePptOutlined, archive: FileZipOutlined,
  sound: AudioOutlined, film: VideoCameraOutlined, mail: MailOutlined, text: FileTextOutlined, other: FileOutlined,
}
export function FileIcon({ type }: { type: string }) {
  const Icon = ICONS[kindOf(type)]
  return <span className="file-icon" aria-hidden><Icon /></span>
}
