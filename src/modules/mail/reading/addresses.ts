import { decodeHeader } from './encoded-words.ts'
import type { HeaderField } from './header-fields.ts'
import type { MailAddress } from './read-mail-shape.ts'

/** More than this many in one field are cut: nobody answers them all. */
const MOST = 500
const LONGEST = 64 * 1024
const LONGEST_QUOTE = 2_000
const ENCODED = /=\?[^?\s]{1,80}\?[bq]\?[^?]*\?=/i

/** Addresses of all fields of a name. Groups are flattened, display names decoded, raw 8-bit names too. */
export function addressesOf(fields: readonly HeaderField[], name: string, hint: string): MailAddress[] {
  const values = fields.filter((field) => field.name === name).map((field) => field.value)
  return values.flatMap((value) => parseAddresses(value, hint)).slice(0, MOST)
}

/** Addresses of one field value given as single bytes, or as text. */
export function parseAddresses(value: string, hint: string): MailAddress[] {
  const line = value.slice(0, LONGEST).replace(/\n[ \t]*/g, ' ')
  if (!line.trim()) return []
  // Raw bytes of GBK or ISO-2022-JP may look like quotes and commas, so they are decoded before the line is taken apart; encoded words after it.
  // oxlint-disable-next-line no-control-regex
  const text = /[\x80-\xff\x1b]/.test(line) && !/[\u0100-\uffff]/.test(line) ? line.split(/(=\?[^?\s]{1,80}\?[bq]\?[^?]*\?=)/i).map((piece, index) => index % 2 ? piece : decodeHeader(piece, hint)).join('') : line
  return entriesOf(text).map((entry) => addressOf(entry, hint)).filter(({ name, address }) => name || address)
}

/** One entry taken apart: words outside any bracket, what stood in `<>`, comments. */
interface Entry { words: string; angle: string | null; comments: string[] }

/** Splits at commas and semicolons outside quotes, brackets, comments and encoded words; `group:` names are dropped. */
function entriesOf(text: string): Entry[] {
  const entries: Entry[] = []
  let entry: Entry = { words: '', angle: null, comments: [] }
  const next = () => { entries.push(entry); entry = { words: '', angle: null, comments: [] } }
  for (let at = 0; at < text.length && entries.length <= MOST; at += 1) {
    const character = text[at] as string
    if (character === '"') {
      const end = quoteEnd(text, at)
      entry.words += end < 0 ? '' : text.slice(at, end + 1)
      if (end >= 0) at = end
    } else if (character === '(') {
      const end = commentEnd(text, at)
      if (end < 0) entry.words += '('
      else { entry.comments.push(text.slice(at + 1, end).replace(/\\(.)/g, '$1').trim()); entry.words += ' '; at = end }
    } else if (character === '<') {
      const end = angleEnd(text, at)
      entry.angle = entry.angle?.includes('@') ? entry.angle : text.slice(at + 1, end)
      at = end
    } else if (character === '=' && text[at + 1] === '?') {
      const word = ENCODED.exec(text.slice(at, at + 4_000))
      if (word?.index === 0) { entry.words += word[0]; at += word[0].length - 1 } else entry.words += character
    } else if (character === ',' || character === ';' || character === '，' || character === '；') {
      next()
    } else if (character === ':' && entry.angle === null && !entry.words.includes('@') && /^[^:]{0,200}[;,@]/.test(text.slice(at + 1))) {
      // A group’s name; “mailto:” too.
      entry = { words: '', angle: null, comments: [] }
    } else entry.words += character
  }
  next()
  return entries
}

function quoteEnd(text: string, from: number): number {
  for (let at = from + 1; at < Math.min(text.length, from + LONGEST_QUOTE); at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
    // A quote that never closes ends before the address.
    else if (text[at] === '<' && text.indexOf('"', at) < 0) return -1
  }
  return -1
}

function commentEnd(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length && at < from + 2_000; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '(') depth += 1
    else if (text[at] === ')' && (depth -= 1) === 0) return at
  }
  return -1
}

/** The closing bracket, or where the next entry begins when it is missing. */
function angleEnd(text: string, from: number): number {
  const close = text.indexOf('>', from)
  const comma = text.slice(from, from + 400).search(/,\s/)
  if (close < 0 || comma >= 0 && comma < close - from && text.slice(from, from + comma).includes('@') && /[<"]/.test(text.slice(from + comma, close))) return comma >= 0 ? from + comma : text.length
  return close
}

function addressOf({ words, angle, comments }: Entry, hint: string): MailAddress {
  const outside = words.replace(/\s+/g, ' ').trim()
  if (angle !== null) return tidy(outside || (comments[0] ?? ''), route(withoutComments(angle)), hint)
  // `a@b.example (Ann)`, `"odd local part"@b.example`, or a bare address among words.
  if (/^("(?:[^"\\]|\\.)*"|[^\s"]+)@\S+$/.test(outside.replace(/\s*([@.])\s*/g, '$1'))) return tidy(comments.join(' '), outside.replace(/\s*([@.])\s*/g, '$1'), hint)
  const bare = /(?:^|\s)([^\s"<>@]+@[^\s"<>@]+\.[^\s"<>@]+)(?=\s|$)/.exec(outside)
  if (bare && !ENCODED.test(bare[1] as string)) return tidy(outside.replace(bare[1] as string, ' ') || comments.join(' '), bare[1] as string, hint)
  // A comment alone is nobody.
  return tidy(outside, '', hint)
}

function withoutComments(text: string): string {
  let out = ''
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') { const end = quoteEnd(text, at); out += text.slice(at, end < 0 ? text.length : end + 1); at = end < 0 ? text.length : end } else if (text[at] === '(') { const end = commentEnd(text, at); if (end < 0) out += text[at]; else at = end } else out += text[at]
  }
  return out
}

/** RFC 822 routes: `@one.example,@two.example:ann@three.example`. */
const route = (angle: string): string => angle.replace(/^\s*@[^:]{1,400}:/, '')

function tidy(name: string, address: string, hint: string): MailAddress {
  let shown = spoken(ENCODED.test(name) || name.includes('=?') ? decodeHeader(name, hint) : name)
  let plain = oneLine(ENCODED.test(address) ? decodeHeader(address, hint) : address).replace(/^<+|>+$/g, '').replace(/^\s*mailto:/i, '').replace(/\s*([@.])\s*/g, '$1').replace(/\s+/g, ' ').trim()
  // The whole of `Name <address>` in one encoded word, against RFC 2047 and common.
  const inner = /^(.*?)<([^<>\s]+@[^<>\s]+)>\s*$/.exec(shown)
  if (!plain.includes('@') && inner) { shown = spoken(inner[1] as string); plain = inner[2] as string }
  if (!plain && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(shown)) { plain = shown; shown = '' }
  if (plain && !plain.includes('@') && !shown) { shown = plain; plain = '' }
  return { name: shown === plain ? '' : shown.slice(0, 500), address: plain.slice(0, 320) }
}

/** A display name without the quotes of its notation. */
function spoken(name: string): string {
  const plain = oneLine(name).trim()
  const whole = /^"((?:[^"\\]|\\.)*)"$/.exec(plain)?.[1]
  const unquoted = whole !== undefined ? whole.replace(/\\(.)/g, '$1') : plain.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inside: string) => inside.replace(/\\(.)/g, '$1'))
  return unquoted.replace(/^'([^']*)'$/, '$1').replace(/\s+/g, ' ').trim()
}

// oxlint-disable-next-line no-control-regex
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
