import { addressesOf, parseAddresses } from './addresses.ts'
import { decodeHeader } from './encoded-words.ts'
import { firstField } from './header-fields.ts'
import { parseMailDate } from './mail-dates.ts'
import type { MailPart } from './part-tree.ts'
import { FORWARD_RULE, HEADER_KEYS, ORIGINAL_RULE } from './quote-words.ts'
import type { ForwardedMail, TextPiece } from './read-mail-shape.ts'

const SUBJECT = /^\s*(?:fwd?|wg|tr|rv|enc|i|vs|vb|doorst|vl|pd|fs|转发|轉寄|轉發|転送|전달|пересл|іпд|ilt|yönlendirme)\s*[:：]/i

/**
 * The mail that this one passes on: one attached as a message when the subject or the lack of other words says so, or the first header block of
 * the quoted text below a rule of forwarding.
 */
export function readForwarded(root: MailPart, mail: { subject: string; pieces: readonly TextPiece[]; newText: string; hint: string }): ForwardedMail | undefined {
  const attached = attachedMail(root)
  if (attached && (SUBJECT.test(mail.subject) || mail.newText.length < 200)) {
    return { from: addressesOf(attached.fields, 'from', mail.hint)[0] ?? null, subject: oneLine(decodeHeader(firstField(attached.fields, 'subject'), mail.hint)), sentAt: parseMailDate(firstField(attached.fields, 'date')) }
  }
  const lines = mail.pieces.filter(({ kind }) => kind !== 'signature').flatMap(({ kind, text }) => text.slice(0, 50_000).split('\n').map((line) => ({ kind, line })))
  const rule = lines.findIndex(({ kind, line }) => kind === 'quote' && FORWARD_RULE.test(line.slice(0, 300)))
  const start = rule >= 0 ? rule : SUBJECT.test(mail.subject) ? lines.findIndex(({ kind }) => kind === 'quote') : -1
  return start < 0 ? undefined : headerIn(lines.slice(start, start + 30).map(({ line }) => line))
}

function attachedMail(part: MailPart): MailPart | undefined {
  if (part.type.startsWith('message/')) return part.children[0]
  if (!part.type.startsWith('multipart/') || part.type === 'multipart/report') return undefined
  for (const child of part.children) {
    const found = attachedMail(child)
    if (found) return found
  }
  return undefined
}

function headerIn(lines: readonly string[]): ForwardedMail | undefined {
  const values: Record<string, string> = {}
  for (const line of lines) {
    const plain = line.replace(/^[\s>|*]+/, '').slice(0, 600)
    if (ORIGINAL_RULE.test(plain) && Object.keys(values).length) break
    const field = HEADER_KEYS.find(([, pattern]) => pattern.test(plain))?.[0]
    if (field) values[field] ??= plain.replace(/^[^:：|]{0,40}[:：|]\s*/, '').replace(/^[\s*]+|[\s*|]+$/g, '')
    else if (plain && Object.keys(values).length >= 3) break
  }
  if (!values['from']) return undefined
  const from = values['from'].replace(/\[mailto:([^\]]+)\]/i, '<$1>').replace(/<mailto:[^>]*>/gi, '').replace(/[;；]\s*$/, '')
  return { from: parseAddresses(from, '')[0] ?? null, subject: values['subject'] ?? '', sentAt: dateOf(values['sent'] ?? '') }
}

const CHINESE_DATE = /(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?[^\d]{0,12}?(上午|下午|晚上|中午|凌晨|早上|오전|오후)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?/
/** A date as mail programs print it. Without a zone it can’t be an instant for certain; it is read in Beijing time when written in Chinese, else as UTC. */
function dateOf(value: string): Date | null {
  const chinese = CHINESE_DATE.exec(value)
  if (!chinese) return parseMailDate(value.replace(/ at /i, ' ').replace(/^([a-z]+), ([a-z]{3})[a-z]* (\d{1,2}), (\d{4})/i, '$1, $3 $2 $4').replace(/^([a-z]{3})[a-z]* (\d{1,2}), (\d{4})/i, '$2 $1 $3'))
  const [, year, month, day, half, hour, minute, second] = chinese
  const late = /下午|晚上|오후/.test(half ?? '') && Number(hour) < 12 ? 12 : 0
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour) + late - (/\p{Script=Han}/u.test(value) ? 8 : 0), Number(minute), Number(second ?? 0)))
  return Number.isNaN(at.getTime()) ? null : at
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 1_000)
