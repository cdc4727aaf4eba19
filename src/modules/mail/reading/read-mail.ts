import { createHash } from 'node:crypto'
import { addressesOf, parseAddresses } from './addresses.ts'
import { readBody } from './body.ts'
import { readBounce } from './bounces.ts'
import { readCalendar } from './calendar.ts'
import { asBuffer, canonicalCharset } from './charsets.ts'
import { decodeHeader } from './encoded-words.ts'
import { readForwarded } from './forwarded.ts'
import { firstField } from './header-fields.ts'
import type { HeaderField } from './header-fields.ts'
import { kindOf } from './kinds.ts'
import { languageOf } from './language.ts'
import { parseMailDate } from './mail-dates.ts'
import { readPartTree } from './part-tree.ts'
import type { MailPart } from './part-tree.ts'
import { READING_LIMITS, UnreadableMail } from './read-mail-shape.ts'
import type { MailProblem, ReadingLimits, ReadMail } from './read-mail-shape.ts'
import { readReceipt } from './receipts.ts'
import { splitQuotes } from './split-quotes.ts'

/** Fields that decide something for threading, loops, aliases and priority. */
const KEPT = ['auto-submitted', 'authentication-results', 'content-language', 'delivered-to', 'disposition-notification-to', 'envelope-to', 'feedback-id', 'importance', 'list-id', 'list-post', 'list-unsubscribe', 'list-unsubscribe-post', 'precedence', 'priority', 'received-spf', 'resent-from', 'resent-to', 'return-path', 'sensitivity', 'sender', 'thread-index', 'thread-topic', 'user-agent', 'x-auto-response-suppress', 'x-autoreply', 'x-autorespond', 'x-failed-recipients', 'x-forwarded-for', 'x-forwarded-to', 'x-loop', 'x-mailer', 'x-original-to', 'x-originating-ip', 'x-priority', 'x-qq-mid', 'x-qq-style', 'x-spam-flag', 'x-spam-status'] as const
const ENVELOPE = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to', 'x-rcpt-to', 'x-real-to', 'apparently-to'] as const
/** Our own marks come back in replies and loops. */
const OWN = /^x-shouwen-/

/**
 * Reads one raw mail. Knows no database and no clock; the same bytes always give the same result. Runs in time proportional to the mail.
 * What comes from outside should go through `readMailIsolated`.
 * @throws UnreadableMail when the mail passes a limit or is empty; nothing else
 */
export function readMail(raw: Uint8Array, limits: Partial<ReadingLimits> = {}): ReadMail {
  const bounds = { ...READING_LIMITS, ...limits }
  const bytes = asBuffer(raw)
  if (bytes.length > bounds.bytes) throw new UnreadableMail('too-large', `${bounds.bytes} bytes`)
  if (!/[^\s\0]/.test(bytes.toString('latin1', 0, 65_536))) throw new UnreadableMail('empty')
  try {
    return read(prepared(bytes), bytes, bounds)
  } catch (error) {
    if (error instanceof UnreadableMail) throw error
    throw new UnreadableMail('failed', error instanceof Error ? error.message.slice(0, 200) : 'unknown')
  }
}

function read(bytes: Buffer, raw: Buffer, limits: ReadingLimits): ReadMail {
  const { root, problems: found } = readPartTree(bytes, limits)
  const problems = new Set<MailProblem>(found)
  const fields = root.fields
  const hint = bodyCharset(root) || headerCharset(fields)
  const body = readBody(root, hint, limits)
  for (const problem of body.problems) problems.add(problem)
  const subject = oneLine(decodeHeader(firstField(fields, 'subject'), hint))
  const senders = addressesOf(fields, 'from', hint)
  const from = senders.some(({ address }) => address) ? senders.filter(({ address }) => address) : senders
  if (!from[0]?.address) problems.add('no-sender')
  if (senders.length > 1) problems.add('several-senders')
  const sentAt = parseMailDate(firstField(fields, 'date'))
  if (!sentAt) problems.add('no-date')
  const given = messageIds(firstField(fields, 'message-id'))[0]
  if (!given) problems.add(firstField(fields, 'message-id') ? 'broken-message-id' : 'no-message-id')
  const pieces = splitQuotes(body.text, body.marks)
  const newText = pieces.filter(({ kind }) => kind === 'new').map(({ text }) => text).join('').trim()
  const to = addressesOf(fields, 'to', hint)
  const bounce = readBounce(root, { subject, from, to, text: body.text, hint })
  const receipt = bounce ? undefined : readReceipt(root)
  const verdict = kindOf({ fields, subject, from, bounce, receipt })
  const calendar = readCalendar(body.calendars)
  const forwarded = readForwarded(root, { subject, pieces, newText, hint })
  const listId = decodeHeader(firstField(fields, 'list-id'), hint).trim() || firstField(fields, 'list-post').trim() || firstField(fields, 'mailing-list').trim()
  const unsubscribe = firstField(fields, 'list-unsubscribe').trim()
  return {
    messageId: given ?? `<${createHash('sha256').update(raw).digest('hex')}@hash.shouwen>`,
    inReplyTo: messageIds(allOf(fields, 'in-reply-to')), references: messageIds(allOf(fields, 'references')),
    from, sender: addressesOf(fields, 'sender', hint), to, cc: addressesOf(fields, 'cc', hint), bcc: addressesOf(fields, 'bcc', hint), replyTo: addressesOf(fields, 'reply-to', hint),
    deliveredTo: [...new Set(ENVELOPE.flatMap((name) => addressesOf(fields, name, hint)).map(({ address }) => address.toLowerCase()).filter(Boolean))],
    subject, sentAt, text: body.text, html: body.html, attachments: body.attachments, newText,
    quoted: pieces.filter(({ kind }) => kind !== 'new').map(({ text }) => text).join('').trim(), pieces, ...verdict,
    ...bounce ? { bounce } : {}, ...receipt ? { receipt } : {},
    receiptWanted: parseAddresses(firstField(fields, 'disposition-notification-to') || firstField(fields, 'x-confirm-reading-to'), hint)[0] ?? null,
    ...calendar ? { calendar } : {}, ...forwarded ? { forwarded } : {},
    ...listId ? { list: { id: /<([^<>\s]{1,250})>\s*$/.exec(listId)?.[1] ?? listId.slice(0, 250), ...unsubscribe ? { unsubscribe: unsubscribe.slice(0, 2_000) } : {} } } : {},
    language: languageOf(newText || subject), headers: keptHeaders(fields, hint), problems: [...problems],
  }
}

/** Line ends of old Macs, and the empty lines some gateways put before the header. */
function prepared(bytes: Buffer): Buffer {
  const lines = bytes.includes(10) ? bytes : Buffer.from(bytes.toString('latin1').replace(/\r/g, '\n'), 'latin1')
  let at = lines[0] === 0xef && lines[1] === 0xbb && lines[2] === 0xbf ? 3 : 0
  while (lines[at] === 10 || lines[at] === 13) at += 1
  return lines.subarray(at)
}

/** The charset of the first text: what raw bytes in the header most likely are in too. */
function bodyCharset(part: MailPart): string {
  if (part.type.startsWith('text/')) return canonicalCharset(part.parameters.get('charset')?.bytes ?? '') ?? ''
  for (const child of part.children) {
    const charset = bodyCharset(child)
    if (charset) return charset
  }
  return ''
}

/** The charset of the encoded words, for mails that name it only there. */
function headerCharset(fields: readonly HeaderField[]): string {
  for (const { value } of fields) {
    const charset = canonicalCharset(/=\?([^?\s*]{1,60})[^?\s]{0,20}\?[bq]\?/i.exec(value)?.[1] ?? '')
    if (charset && charset !== 'utf-8') return charset
  }
  return ''
}

const allOf = (fields: readonly HeaderField[], name: string): string => fields.filter((field) => field.name === name).map((field) => field.value).join(' ')

/** Ids with their brackets, each once; words of old mailers around them (“Your message of …”) are passed over. */
export function messageIds(value: string): string[] {
  const plain = value.replace(/\n[ \t]*/g, ' ')
  const bracketed = plain.match(/<[^<>\s]{1,995}>/g)
  if (bracketed) return [...new Set(bracketed)].slice(0, 200)
  const mended = plain.replace(/\([^()]*\)|\s+/g, '').match(/<[^<>\s]{1,995}@[^<>\s]{1,995}>/g)
  if (mended) return [...new Set(mended)].slice(0, 200)
  const bare = plain.match(/[^\s<>"(),;]{1,500}@[^\s<>"(),;]{1,500}/g) ?? []
  return [...new Set(bare.map((id) => `<${id}>`))].slice(0, 200)
}

function keptHeaders(fields: readonly HeaderField[], hint: string): Record<string, string[]> {
  const kept: Record<string, string[]> = {}
  for (const { name, value } of fields) {
    if (!(KEPT as readonly string[]).includes(name) && !OWN.test(name)) continue
    const values = kept[name] ??= []
    if (values.length < 20) values.push(oneLine(decodeHeader(value, hint)).slice(0, 2_000))
  }
  return kept
}

/** One line without controls and marks that turn text: it goes into headers of replies, lists and logs. */
// oxlint-disable-next-line no-control-regex
const oneLine = (text: string): string => text.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '').trim().slice(0, 2_000)
