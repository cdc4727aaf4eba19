import { createHash } from 'node:crypto'
import { decodeText } from './charsets.ts'
import { cleanHtml } from './clean-html.ts'
import { hidesItsType, partName, sentName, cleanFileName } from './file-names.ts'
import { unflowed } from './flowed-text.ts'
import { firstField } from './header-fields.ts'
import { htmlOfText, textOfHtml } from './html-text.ts'
import type { HtmlText } from './html-text.ts'
import type { MailPart } from './part-tree.ts'
import type { MailAttachment, MailProblem, ReadingLimits } from './read-mail-shape.ts'
import { takeUuencoded } from './transfer-encodings.ts'
import { filesInWinmail } from './winmail.ts'

export interface MailBody {
  text: string
  html: string
  /** Where mail programs marked quotes and signatures in `text`; empty when the text came as text. */
  marks: HtmlText['marks']
  attachments: MailAttachment[]
  /** Parts of text/calendar, decoded, in their order. */
  calendars: { text: string; method: string }[]
  problems: MailProblem[]
}

/** One stretch of the body in both kinds, as far as the sender gave them. */
interface Stretch { text?: string; html?: string; /** The whole part is an attachment already. */ kept?: boolean }
interface Gathering { hint: string; limits: ReadingLimits; stretches: Stretch[]; attachments: MailAttachment[]; calendars: MailBody['calendars']; problems: Set<MailProblem>; ids: Map<MailAttachment, string[]> }

/** Chooses among a mail's parts what is its text, its HTML and its attachments, as mail programs show them. Nothing is dropped. */
export function readBody(root: MailPart, hint: string, limits: ReadingLimits): MailBody {
  const gathering: Gathering = { hint, limits, stretches: [], attachments: [], calendars: [], problems: new Set(), ids: new Map() }
  gather(root, gathering, root)
  return assemble(gathering)
}

function gather(part: MailPart, gathering: Gathering, parent: MailPart): void {
  if (part.type === 'multipart/alternative') return gatherAlternatives(part, gathering)
  if (part.type.startsWith('multipart/')) {
    for (const child of part.children) gather(child, gathering, part)
    return
  }
  if (part.type === 'text/calendar' && part.disposition !== 'attachment') addCalendar(part, gathering)
  if (isBodyText(part, gathering, parent)) addText(part, gathering)
  else addAttachment(part, gathering)
}

/** Of alternatives the text and the HTML make one stretch; everything else in them is an attachment. */
function gatherAlternatives(part: MailPart, gathering: Gathering): void {
  const before = gathering.stretches.splice(0)
  for (const child of part.children) gather(child, gathering, part)
  const own = gathering.stretches.splice(0)
  const html = own.filter((stretch) => stretch.html !== undefined)
  const text = own.filter((stretch) => stretch.html === undefined)
  const merged: Stretch = {}
  if (text.length) merged.text = longest(text.map((stretch) => stretch.text ?? ''))
  else if (html.some((stretch) => stretch.text !== undefined)) merged.text = html.map((stretch) => stretch.text ?? '').join('\n')
  if (html.length) merged.html = html.map((stretch) => stretch.html ?? '').join('\n')
  gathering.stretches = [...before, ...own.length ? [merged] : []]
}
const longest = (texts: string[]): string => texts.reduce((best, text) => text.trim().length > best.trim().length ? text : best, '')

function isBodyText(part: MailPart, gathering: Gathering, parent: MailPart): boolean {
  if (!/^text\/(plain|html|enriched|richtext|markdown|x-markdown)$/.test(part.type) || part.disposition === 'attachment') return false
  // Of related parts the first is the page; others only belong to it.
  if (parent.type === 'multipart/related' && part !== relatedRoot(parent)) return false
  const named = sentName(part, gathering.hint)
  if (!named || parent.type === 'multipart/alternative' || parent === part) return true
  // A name on the first text is a habit of some mailers; later it is a file shown inline.
  return part.dispositionParameters.size === 0 && gathering.stretches.length === 0
}

function relatedRoot(parent: MailPart): MailPart | undefined {
  const start = parent.parameters.get('start')?.bytes
  return parent.children.find((child) => start && firstField(child.fields, 'content-id').trim() === start) ?? parent.children[0]
}

function addText(part: MailPart, gathering: Gathering): void {
  const label = part.parameters.get('charset')?.bytes ?? ''
  const html = part.type === 'text/html'
  const tooLong = part.content.length > gathering.limits.textBytes
  if (tooLong) {
    gathering.problems.add(html ? 'html-too-long' : 'text-too-long')
    keep({ name: html ? 'message.html' : 'message.txt', type: part.type, content: part.content, inline: false }, gathering)
  }
  const content = tooLong ? part.content.subarray(0, gathering.limits.textBytes) : part.content
  const decoded = decodeText(content, label || (html ? metaCharset(content) : ''), gathering.hint)
  for (const problem of decoded.problems) gathering.problems.add(problem)
  const text = decoded.text.replace(/\r\n?/g, '\n').replaceAll('\0', '')
  if (html) {
    gathering.stretches.push(tooLong ? { html: text, kept: true } : { html: text })
  } else if (part.type === 'text/plain' || part.type.endsWith('markdown')) {
    const flowed = /^flowed$/i.test(part.parameters.get('format')?.bytes ?? '')
    const whole = flowed ? unflowed(text, /^yes$/i.test(part.parameters.get('delsp')?.bytes ?? '')) : text
    gathering.stretches.push({ text: withoutUuencoded(whole, part, gathering) })
  } else {
    gathering.stretches.push({ text: text.replace(/<<|<\/?(?:param>[^<]{0,200}<\/param|[a-z-]+)>/gi, (tag) => tag === '<<' ? '<' : '') })
  }
}

/** Files that old mailers put into the text itself. They are read from the bytes, where no charset has touched them. */
function withoutUuencoded(text: string, part: MailPart, gathering: Gathering): string {
  const { files } = part.content.length > gathering.limits.textBytes ? { files: [] } : takeUuencoded(part.content.toString('latin1'))
  if (!files.length) return text
  for (const file of files) {
    const name = decodeText(Buffer.from(file.name, 'latin1'), part.parameters.get('charset')?.bytes ?? '', gathering.hint).text
    keep({ name: cleanFileName(name), type: 'application/octet-stream', content: file.content, inline: false }, gathering)
  }
  return takeUuencoded(text).text
}

const metaCharset = (content: Buffer): string => /<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})/i.exec(content.toString('latin1', 0, 4_096))?.[1] ?? ''

function addCalendar(part: MailPart, gathering: Gathering): void {
  const decoded = decodeText(part.content, part.parameters.get('charset')?.bytes ?? 'utf-8', gathering.hint)
  gathering.calendars.push({ text: decoded.text, method: part.parameters.get('method')?.bytes ?? '' })
}

function addAttachment(part: MailPart, gathering: Gathering): void {
  if (part.type === 'application/pkcs7-mime' || part.type === 'application/x-pkcs7-mime' || part.type === 'application/pgp-encrypted') gathering.problems.add('encrypted')
  if (part.type === 'message/external-body') gathering.problems.add('external-body')
  const sent = sentName(part, gathering.hint)
  if (hidesItsType(sent)) gathering.problems.add('hidden-file-type')
  const contentId = firstField(part.fields, 'content-id').trim().replace(/^<|>$/g, '')
  const attachment = keep({ name: partName(part, gathering.hint), type: part.type, content: part.content, inline: false, ...contentId ? { contentId } : {} }, gathering)
  if (/^application\/(?:vnd\.)?ms-tnef$/.test(part.type) || /^winmail\.dat$/i.test(sent)) unpackWinmail(part, gathering)
  const location = firstField(part.fields, 'content-location').trim()
  gathering.ids.set(attachment, [contentId, location, sent].filter(Boolean))
}

function unpackWinmail(part: MailPart, gathering: Gathering): void {
  const files = filesInWinmail(part.content)
  if (files.length) gathering.problems.add('unpacked-winmail')
  for (const { name, content } of files) keep({ name: cleanFileName(name), type: 'application/octet-stream', content, inline: false }, gathering)
}

function keep(part: { name: string; type: string; content: Buffer; inline: boolean; contentId?: string }, gathering: Gathering): MailAttachment {
  const attachment: MailAttachment = { ...part, size: part.content.length, hash: createHash('sha256').update(part.content).digest('hex') }
  gathering.attachments.push(attachment)
  return attachment
}

function assemble(gathering: Gathering): MailBody {
  const { stretches, attachments, limits } = gathering
  const problems = gathering.problems
  let html = ''
  let length = 0
  const cleaned = stretches.map((stretch) => {
    if (stretch.html === undefined) return null
    const room = roomIn(stretch.html, Math.max(0, limits.htmlLength - length))
    if (stretch.html.length > room) {
      problems.add('html-too-long')
      if (!stretch.kept) keep({ name: 'message.html', type: 'text/html', content: Buffer.from(stretch.html), inline: false }, gathering)
    }
    length += stretch.html.length
    return cleanHtml(stretch.html.slice(0, room))
  })
  if (cleaned.some((one) => one?.blocked)) problems.add('blocked-content')
  if (cleaned.some(Boolean)) html = stretches.map((stretch, index) => cleaned[index]?.html ?? htmlOfText(stretch.text ?? '')).filter(Boolean).join('\n')
  const texts = stretches.map((stretch, index): HtmlText => {
    const shown = cleaned[index]
    if (stretch.text?.trim() || !shown) return { text: stretch.text ?? '', marks: [] }
    return textOfHtml(shown.html)
  })
  const shownIds = new Set(cleaned.flatMap((one) => [...one?.contentIds ?? []]))
  for (const attachment of attachments) {
    const shown = gathering.ids.get(attachment)?.find((id) => shownIds.has(id))
    if (shown === undefined) continue
    attachment.inline = true
    // Shown by its location or name: the HTML says `cid:` with that.
    attachment.contentId = shown
  }
  return { ...joined(texts), html, attachments, calendars: gathering.calendars, problems: [...problems] }
}

/** Tags and entities are what costs: a letter has one in fifty characters, a bomb nothing else. */
const MOST_MARKS = 200_000
function roomIn(html: string, most: number): number {
  const end = Math.min(html.length, most)
  let marks = 0
  for (let at = 0; at < end; at += 1) {
    const code = html.charCodeAt(at)
    if ((code === 60 || code === 38) && (marks += 1) > MOST_MARKS) return at
  }
  return end
}

function joined(texts: HtmlText[]): HtmlText {
  let text = ''
  const marks: HtmlText['marks'] = []
  for (const one of texts) {
    if (!one.text.trim()) continue
    if (text) text = `${text.trimEnd()}\n\n`
    marks.push(...one.marks.map(({ kind, from, to }) => ({ kind, from: from + text.length, to: to + text.length })))
    text += one.text
  }
  return { text: text.trimEnd(), marks }
}
