import type { HtmlText } from './html-text.ts'
import { ATTRIBUTION_START, HEADER_KEYS, ORIGINAL_RULE, WROTE_WORD } from './quote-words.ts'
import type { TextPiece } from './read-mail-shape.ts'
import { markSignatures } from './signatures.ts'

type Kind = TextPiece['kind']
/** A line as it is judged: longer ones are no headers, and rules stay linear. */
const LONGEST_LINE = 600
/** No letter is longer; what follows is not looked at. */
const MOST_LINES = 10_000
const QUOTED = /^\s{0,3}(?:>(?!>>.*<<|\s*[:：]\s*$)|＞|&gt;)/
/** Lines an attribution may be wrapped into. */
const WRAPPED = 4

/**
 * Tells what is new in a text from the quoted mail and the signature. All pieces joined give the text again, so nothing is ever lost; when
 * nothing new would remain and the mail is not merely passed on, all of it counts as new.
 * @param marks where the HTML itself marked quotes and signatures
 */
export function splitQuotes(text: string, marks: HtmlText['marks'] = []): TextPiece[] {
  const end = afterLines(text, MOST_LINES)
  const lines = text.slice(0, end).split('\n').map((line, index, all) => index < all.length - 1 ? `${line}\n` : line)
  const kinds = lines.map((): Kind => 'new')
  takeMarks(lines, kinds, marks)
  markQuotes(lines, kinds)
  markSignatures(lines, kinds)
  settleBlankLines(lines, kinds)
  const said = kinds.some((kind, index) => kind === 'new' && (lines[index] as string).trim())
  if (!said && kinds.includes('quote') && !lines.some((line) => ORIGINAL_RULE.test(line.trimEnd()))) kinds.fill('new')
  const pieces = joined(lines, kinds)
  const rest = text.slice(end)
  const last = pieces.at(-1)
  if (rest && last) last.text += rest
  return rest && !last ? [{ kind: 'new', text: rest }] : pieces
}

/** Where the text goes on after so many lines: what follows is of the kind of the last of them. */
function afterLines(text: string, most: number): number {
  let at = 0
  for (let line = 0; line < most; line += 1) {
    const next = text.indexOf('\n', at)
    if (next < 0) return text.length
    at = next + 1
  }
  return at
}

function takeMarks(lines: readonly string[], kinds: Kind[], marks: HtmlText['marks']): void {
  let at = 0
  let next = 0
  let open: HtmlText['marks'] = []
  for (const [index, line] of lines.entries()) {
    const middle = at + Math.min(line.length, Math.max(1, line.search(/\S/) + 1)) - 1
    for (; next < marks.length && (marks[next] as HtmlText['marks'][number]).from <= middle; next += 1) open.push(marks[next] as HtmlText['marks'][number])
    open = open.filter(({ to }) => middle < to)
    const mark = open[0]
    if (mark && line.trim()) kinds[index] = mark.kind === 'quote' ? 'quote' : 'signature'
    at += line.length
  }
}

function markQuotes(lines: readonly string[], kinds: Kind[]): void {
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] as string).trimEnd()
    if (kinds[at] !== 'new' || !line.trim()) continue
    if (QUOTED.test(line) || isTornOff(lines, kinds, at)) { kinds[at] = 'quote'; continue }
    if (line.length > LONGEST_LINE) continue
    if (ORIGINAL_RULE.test(line) || isHeaderBlock(lines, at) || isRuleBeforeHeader(lines, at)) {
      fillQuote(kinds, at, lines.length)
      return
    }
    const end = attributionFrom(lines, kinds, at)
    if (end < 0) continue
    const begin = opensAbove(lines, kinds, end) ? end - 1 : end
    const next = nextSaid(lines, at + 1)
    fillQuote(kinds, begin, at + 1)
    if (next >= lines.length || kinds[next] === 'quote' || QUOTED.test(lines[next] as string)) continue
    // The quoted mail carries no marks of its own: it goes to the end.
    fillQuote(kinds, at, lines.length)
    return
  }
}

/** The end of a long quoted line that some program wrapped without its mark. */
function isTornOff(lines: readonly string[], kinds: readonly Kind[], at: number): boolean {
  const above = at > 0 && kinds[at - 1] === 'quote' ? (lines[at - 1] as string).trimEnd() : ''
  return above.length >= 60 && above.length <= 100 && QUOTED.test(above) && /^[\p{Ll}\d<]/u.test(lines[at] as string)
}

function fillQuote(kinds: Kind[], from: number, to: number): void {
  for (let at = from; at < to; at += 1) kinds[at] = 'quote'
}

const nextSaid = (lines: readonly string[], from: number): number => {
  let at = from
  while (at < lines.length && !(lines[at] as string).trim()) at += 1
  return at
}

/** Two different fields of a mail header at least, one of them its sender or date, and three when nothing but them says so. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const first = fieldOf(lines[at] as string)
  if (first !== 'from' && first !== 'sent' && first !== 'subject' && first !== 'to') return false
  const seen = new Set<string>([first])
  let misses = 0
  for (let next = at + 1; next < Math.min(lines.length, at + 14) && misses < 3; next += 1) {
    const line = (lines[next] as string).trim()
    const field = line.length > LONGEST_LINE ? null : fieldOf(line)
    if (field) { seen.add(field); misses = 0 } else misses += line ? 1 : 0.5
  }
  seen.delete('copy')
  return seen.size >= 3 && (seen.has('from') || seen.has('sent'))
}

export function fieldOf(line: string): string | null {
  if (!/[:：|]/.test(line.slice(0, 60))) return null
  return HEADER_KEYS.find(([, pattern]) => pattern.test(line))?.[0] ?? null
}

/** A line of dashes, or words between dashes, right above a quoted header. */
function isRuleBeforeHeader(lines: readonly string[], at: number): boolean {
  const line = (lines[at] as string).trim()
  if (!/^[-_=*—–─]{3,100}(?:[\s\p{L}]{2,40}[-_=*—–─]{2,100})?$/u.test(line)) return false
  const next = nextSaid(lines, at + 1)
  if (next >= lines.length || next > at + 4) return false
  return isHeaderBlock(lines, next) || /\p{L}/u.test(line) && ['from', 'sent'].includes(fieldOf(lines[next] as string) ?? '')
}

/**
 * Where the attribution begins that ends on line `at` (“On …, Ann <a@b.example>” / “wrote:”), or -1. It holds a date or an address, and a verb
 * of writing or the bare form `date, name <address>:`.
 */
function attributionFrom(lines: readonly string[], kinds: readonly Kind[], at: number): number {
  const last = (lines[at] as string).trim()
  const dashed = /^-{2,}.*-{2,}$/.test(last) && WROTE_WORD.test(last)
  const bare = /(?:>|[^\s:]@[^\s:]{3,})\s*[:：]$/.test(last)
  const verb = !dashed && WROTE_WORD.test(last) && /[:：]\s*$|[）)]\s*$/.test(last)
  const open = /\bwrote\s*$/i.test(last)
  if (!dashed && !bare && !verb && !open && !/^[>)\s]*[:：]$/.test(last)) return -1
  let whole = ''
  for (let begin = at; begin > at - WRAPPED && begin >= 0; begin -= 1) {
    const line = (lines[begin] as string).trim()
    if (!line || kinds[begin] !== 'new' || line.length > LONGEST_LINE) return -1
    whole = `${line} ${whole}`.trim()
    const dated = /\d{1,2}[:.h時时點点]\d{2}|(?:19|20)\d{2}|\d{1,2}[/.-]\d{1,2}|\p{L}{3,9}\.? \d{1,2}\b|\d{1,2}\.? \p{L}{3,12}/u.test(whole)
    const addressed = /[^\s@<>"]@[^\s@<>"]+/.test(whole)
    const written = WROTE_WORD.test(whole)
    if (dashed && dated) return begin
    if (open && !(dated && addressed)) continue
    if (written && dated && (addressed || ATTRIBUTION_START.test(line)) && (ATTRIBUTION_START.test(line) || startsWithName(line))) return begin
    if (!written && dated && addressed && ATTRIBUTION_START.test(line)) return begin
    // A name and an address with a verb, no date: nothing above may belong to it.
    if (written && addressed && (begin === 0 || !(lines[begin - 1] as string).trim())) return begin
  }
  return -1
}

/** “On Nov 21, 2014,” on a line of its own above “at 10:18,”; the address above the date. */
function opensAbove(lines: readonly string[], kinds: readonly Kind[], begin: number): boolean {
  const above = begin > 0 && kinds[begin - 1] === 'new' ? (lines[begin - 1] as string).trim() : ''
  // “Ann <a@b.example>” above “于2024年…写道：”
  if (above.length <= 150 && /<[^<>\s]+@[^<>\s]+>$/.test(above) && !/@/.test(lines[begin] as string)) return true
  return above.length > 0 && above.length <= 80 && /\d/.test(above) && /^(?:on|am|le|el|em|il|op|den|på)\s/i.test(above) && /[,\d]$/.test(above)
}

/** “Ann Miller <ann@a.example> 于2024年…写道：”, “Ann Miller schrieb am 3.2.2024:” */
const startsWithName = (line: string): boolean => /^[^\s.!?。！？]{1,40}(?:\s[^\s.!?。！？]{1,40}){0,5}?\s*(?:<|&lt;|\[mailto:|于|於|在|님이|schrieb|wrote|skrev|écrit|\()/iu.test(line)

/** Empty lines belong to what stands before them, so that pieces stay few. */
function settleBlankLines(lines: readonly string[], kinds: Kind[]): void {
  for (let at = 1; at < lines.length; at += 1) if (!(lines[at] as string).trim()) kinds[at] = kinds[at - 1] as Kind
}

function joined(lines: readonly string[], kinds: readonly Kind[]): TextPiece[] {
  const pieces: { kind: Kind; lines: string[] }[] = []
  for (const [at, line] of lines.entries()) {
    const kind = kinds[at] as Kind
    const previous = pieces.at(-1)
    if (previous?.kind === kind) previous.lines.push(line)
    else pieces.push({ kind, lines: [line] })
  }
  return pieces.map((piece) => ({ kind: piece.kind, text: piece.lines.join('') })).filter(({ text }) => text)
}
