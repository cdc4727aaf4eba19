import type { MailPart } from './part-tree.ts'
import { decodeHeader, decodeParameter } from './encoded-words.ts'
import { firstField } from './header-fields.ts'

const MOST = 200
// Controls, marks that turn or hide text (the joiner of emoji stays), and what file systems take for syntax.
// oxlint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]|[\u{e0000}-\u{e0fff}]/gu
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i
/** Endings that run or lead away when opened; before them a harmless ending is there to deceive. */
const RUNS = 'exe|com|scr|pif|bat|cmd|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|ps1|psm1|jar|lnk|url|reg|cpl|scf|inf|gadget|application|iso|img|vhd|chm|html?|xhtml|svg|apk|dmg|app|sh'
const DOUBLE = new RegExp(`\\.(pdf|docx?|xlsx?|pptx?|wps|et|txt|rtf|csv|jpe?g|png|gif|bmp|webp|mp3|mp4|zip|rar|7z)[\\s_.]*\\.(${RUNS})$`, 'i')
const ENDINGS: Readonly<Record<string, string>> = {
  'text/plain': 'txt', 'text/html': 'html', 'text/csv': 'csv', 'text/calendar': 'ics', 'text/vcard': 'vcf', 'text/x-vcard': 'vcf', 'text/rfc822-headers': 'txt', 'text/xml': 'xml', 'application/xml': 'xml', 'application/json': 'json',
  'image/jpeg': 'jpg', 'image/jpg': 'jpg', 'image/pjpeg': 'jpg', 'image/png': 'png', 'image/x-png': 'png', 'image/gif': 'gif', 'image/bmp': 'bmp', 'image/webp': 'webp', 'image/tiff': 'tif', 'image/svg+xml': 'svg', 'image/heic': 'heic',
  'application/pdf': 'pdf', 'application/zip': 'zip', 'application/x-zip-compressed': 'zip', 'application/msword': 'doc', 'application/vnd.ms-excel': 'xls', 'application/rtf': 'rtf', 'application/ics': 'ics',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'audio/mpeg': 'mp3', 'audio/wav': 'wav', 'audio/x-wav': 'wav', 'audio/amr': 'amr', 'video/mp4': 'mp4', 'video/quicktime': 'mov',
  'message/rfc822': 'eml',  'message/global': 'eml', 'message/delivery-status': 'txt', 'message/disposition-notification': 'txt', 'message/feedback-report': 'txt',
}
/** Names for what has a fixed role and often comes without one. */
const ROLES: Readonly<Record<string, string>> = {
  'message/rfc822': 'message.eml', 'message/global': 'message.eml', 'application/ms-tnef': 'winmail.dat', 'application/vnd.ms-tnef': 'winmail.dat', 'application/pgp-signature': 'signature.asc', 'application/pgp-encrypted': 'version.asc', 'application/pgp-keys': 'key.asc',
  'application/pkcs7-signature': 'smime.p7s', 'application/x-pkcs7-signature': 'smime.p7s', 'application/pkcs7-mime': 'smime.p7m', 'application/x-pkcs7-mime': 'smime.p7m', 'text/calendar': 'invite.ics',
  'message/delivery-status': 'delivery-status.txt', 'message/disposition-notification': 'disposition-notification.txt', 'message/feedback-report': 'feedback-report.txt', 'text/rfc822-headers': 'headers.txt',
}

/** The name the sender gave a part, decoded and not yet clean; empty when there is none. Content-Disposition counts before Content-Type. */
export function sentName(part: MailPart, hint: string): string {
  return decodeParameter(part.dispositionParameters.get('filename'), hint).trim() || decodeParameter(part.dispositionParameters.get('name'), hint).trim()
    || decodeParameter(part.parameters.get('name'), hint).trim() || decodeParameter(part.parameters.get('filename'), hint).trim()
}

/** A clean name for a part: the sender's, an attached message's subject, or one by its role and type. */
export function partName(part: MailPart, hint: string): string {
  const sent = sentName(part, hint)
  if (sent) return withEnding(cleanFileName(sent), part.type)
  const described = decodeHeader(firstField(part.fields, 'content-description'), hint).trim()
  const inner = part.children[0]
  const subject = inner && part.type.startsWith('message/') ? decodeHeader(firstField(inner.fields, 'subject'), hint).trim() : ''
  if (subject) return cleanFileName(`${subject.replace(/[/\\]+/g, '_')}.eml`)
  if (/^[^/\\]{1,100}\.[a-z0-9]{2,5}$/i.test(described)) return cleanFileName(described)
  if (described && part.type.startsWith('message/')) return cleanFileName(`${described}.${ENDINGS[part.type] ?? 'txt'}`)
  const id = /^<?([\w-]{1,60}\.[a-z0-9]{2,4})@/i.exec(firstField(part.fields, 'content-id').trim())?.[1]
  if (id && part.type.startsWith('image/')) return cleanFileName(id)
  const family = /^(image|video|audio)\//.exec(part.type)?.[1] ?? (part.type === 'text/html' ? 'document' : 'file')
  return ROLES[part.type] ?? `${family}${ENDINGS[part.type] ? `.${ENDINGS[part.type]}` : ''}`
}

/** A sender's file name as it may be shown and kept: last part of any path, no controls, no marks that turn text, NFC, at most 200 units with its ending. Never empty. */
export function cleanFileName(sent: string): string {
  const last = sent.toWellFormed().replace(/\ufffd/g, '').split(/[/\\]/).findLast((piece) => piece.trim() !== '') ?? ''
  const name = trimmed(last.replace(HIDDEN, '').normalize('NFC').replace(/[<>:"|?*]/g, '_').replace(/\s+/g, ' '))
  const safe = DEVICE.test(name) ? `_${name}` : name
  if (safe.length <= MOST) return safe || 'file'
  const ending = /\.[\p{L}\p{N}]{1,20}$/u.exec(safe)?.[0] ?? ''
  return `${trimmed(whole(safe.slice(0, MOST - ending.length)))}${ending}`
}

/** Whether a name hides what the file is: a harmless ending before one that runs, or marks that turn the ending round. */
export const hidesItsType = (sent: string): boolean => DOUBLE.test(sent.trim()) || /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/.test(sent) || /\s{8,}\.\w{2,4}$/.test(sent.slice(-80))

const withEnding = (name: string, type: string): string => name.includes('.') || !ENDINGS[type] || type === 'text/plain' ? name : `${name}.${ENDINGS[type]}`
const trimmed = (name: string): string => name.replace(/^[\s.]+/, '').replace(/[\s.]+$/, '')
/** Without half a surrogate pair at the end. */
const whole = (text: string): string => text.toWellFormed().replace(/\ufffd/g, '')
