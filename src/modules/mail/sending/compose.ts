import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { cleanHtml } from '../reading/clean-html.ts'

/** A mail made from its parts. Everything that stands in a header is one line without controls, whatever came in. */

export interface Person { name: string | null; address: string }
export interface Enclosed { id: string; name: string; type: string; content: Buffer }
export interface NewMail {
  from: Person; to: readonly Person[]; cc: readonly Person[]; replyTo: Person | null
  subject: string; text: string
  /** Null: made from the text by whoever calls. Images of the mail stand as `cid:FILE-ID` or as addresses of our files. */
  html: string
  messageId: string; inReplyTo: string | null; references: readonly string[]
  files: readonly Enclosed[]
  /** An answer to an invitation, for calendar programs. */
  calendar: string | null
  date: Date
  language: 'zh-CN' | 'en'
  /** Nobody wrote it: other machines shall not answer it. */
  automatic: boolean
  /** Where one says no to such mails; only for those that nobody asked for. */
  unsubscribe: { url: string | null; mailto: string } | null
  /** Further headers of our own. */
  marks: Readonly<Record<string, string>>
}

/** The bytes of the mail: plain text and HTML, images inside, files beside, Chinese encoded so that every mail program reads it. */
export async function composeMail(mail: NewMail): Promise<Buffer> {
  const { html, shown } = withImages(mail.html, mail.files)
  const domain = domainOf(mail.from.address)
  const cid = (file: Enclosed) => `${file.id}@${domain}`
  const composer = new MailComposer({
    from: person(mail.from), to: mail.to.map(person), cc: mail.cc.map(person), ...(mail.replyTo ? { replyTo: person(mail.replyTo) } : {}),
    subject: headerText(mail.subject, 500), text: mail.text, html: shown.reduce((text, file) => text.replaceAll(`cid:${file.id}"`, `cid:${cid(file)}"`), html), date: mail.date,
    messageId: mail.messageId, ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}), ...(mail.references.length ? { references: mail.references.join(' ') } : {}),
    // Base64 for all text: no line too long, no `From ` or dot changed on the way, no server that rewrites what it does not understand.
    textEncoding: 'base64', disableFileAccess: true, disableUrlAccess: true,
    ...(mail.calendar ? { icalEvent: { method: /^METHOD:(\w+)/m.exec(mail.calendar)?.[1] ?? 'PUBLISH', filename: 'invite.ics', content: mail.calendar } } : {}),
    attachments: mail.files.map((file) => ({
      filename: headerText(file.name, 200) || 'file', contentType: /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream', content: file.content,
      ...(shown.includes(file) ? { cid: cid(file), contentDisposition: 'inline' as const } : { contentDisposition: 'attachment' as const }),
    })),
    headers: {
      'Content-Language': mail.language,
      ...(mail.automatic ? { 'Auto-Submitted': mail.inReplyTo ? 'auto-replied' : 'auto-generated', 'X-Auto-Response-Suppress': 'All' } : {}),
      ...(mail.unsubscribe ? {
        'List-Unsubscribe': { prepared: true, value: [mail.unsubscribe.url, mail.unsubscribe.mailto].filter((one) => one !== null).map((one) => `<${headerText(one, 900)}>`).join(', ') },
        ...(mail.unsubscribe.url ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
      } : {}),
      ...Object.fromEntries(Object.entries(mail.marks).map(([name, value]) => [name, headerText(value, 500)])),
    },
  })
  return new Promise((resolve, reject) => { composer.compile().build((error, bytes) => error ? reject(error) : resolve(bytes)) })
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)
const person = ({ name, address }: Person) => ({ name: headerText(name ?? '', 100), address: headerText(address, 320) })

/** Text for one header line: controls, line ends and marks that turn text around are gone. */
export const headerText = (text: string, most: number): string => text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, most).toWellFormed()

const OWN_FILE = /^(?:cid:|(?:https?:\/\/[^/"]+)?\/api\/v1\/files\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[?@][^"]*)?$/i
/** The HTML made safe, with its images pointing into the mail; and the files that they show. An image from elsewhere is left out: who opens a mail shall not be seen opening it. */
function withImages(html: string, files: readonly Enclosed[]): { html: string; shown: Enclosed[] } {
  const shown = new Set<Enclosed>()
  const inside = html.replace(/(<img\b[^>]*?\ssrc\s*=\s*)("([^"]*)"|'([^']*)')/gi, (whole, before: string, _quoted: string, double?: string, single?: string) => {
    const id = OWN_FILE.exec((double ?? single ?? '').trim())?.[1]?.toLowerCase()
    const file = id && files.find((one) => one.id === id && one.type.startsWith('image/'))
    if (!file) return whole
    shown.add(file)
    return `${before}"cid:${file.id}"`
  })
  const { html: clean } = cleanHtml(inside)
  return { html: clean.replace(/\sdata-remote-src="[^"]*"/g, ''), shown: [...shown] }
}
