import type { MailProblem } from './read-mail-shape.ts'

/** A field as it stands in the mail: single bytes (latin1), folds undone, undecoded. */
export interface HeaderField { name: string; value: string }
export interface HeaderBlock { fields: HeaderField[]; /** Where the body begins. */ bodyAt: number; problems: MailProblem[] }

const FIELD = /^([!-9;-~]{1,200}?)[ \t]*:[ \t]?/
/** Fields that show that a line without a colon before them was a broken line and not the body. */
const KNOWN = /^(content-|mime-|subject|to|from|cc|date|received|x-|message-id|reply-to|return-path|references|in-reply-to|sender)[a-z0-9-]*[ \t]*:/i

/** Where the header block that begins at `from` ends: the first empty line (of any line end), or the end. */
export function headerEnd(bytes: Buffer, from: number, end: number): number {
  for (let at = from; at < end;) {
    const newline = bytes.indexOf(10, at)
    const stop = newline < 0 || newline >= end ? end : newline
    let last = stop
    while (last > at && bytes[last - 1] === 13) last -= 1
    if (last === at) return at
    at = stop + 1
  }
  return end
}

/**
 * Reads the header block at `from`. Lines that are neither a field nor a continuation are counted to the field above when more fields
 * follow, else the body begins there.
 */
export function readHeader(bytes: Buffer, from: number, end: number): HeaderBlock {
  const stop = headerEnd(bytes, from, end)
  const lines = bytes.toString('latin1', from, stop).split('\n')
  const fields: HeaderField[] = []
  const problems: MailProblem[] = []
  let at = from
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(/\r+$/, '')
    const previous = fields.at(-1)
    if (/^[ \t]/.test(line)) {
      if (previous) previous.value += `\n${line}`
    } else if (FIELD.test(line)) {
      const match = FIELD.exec(line) as RegExpExecArray
      fields.push({ name: (match[1] as string).toLowerCase(), value: line.slice(match[0].length) })
    } else if (line && !(index === 0 && /^(>?From |\ufeff|\xef\xbb\xbf)/.test(line))) {
      problems.push('broken-header')
      if (!lines.slice(index + 1).some((later) => KNOWN.test(later))) return { fields, bodyAt: at, problems }
      if (previous) previous.value += `\n ${line}`
    }
    at += raw.length + 1
  }
  let bodyAt = stop
  while (bytes[bodyAt] === 13) bodyAt += 1
  if (bytes[bodyAt] === 10) bodyAt += 1
  return { fields: fields.map((field) => ({ name: field.name, value: field.value.trim() })), bodyAt: Math.min(bodyAt, end), problems }
}

/** The first field of a name, folds undone; empty when there is none. */
export const firstField = (fields: readonly HeaderField[], name: string): string => fields.find((field) => field.name === name)?.value.replace(/\n[ \t]*/g, ' ') ?? ''

export interface ParameterValue { value: string; parameters: Map<string, RawParameter> }
/** Single bytes; `charset` when the value came percent-decoded from RFC 2231. */
export interface RawParameter { bytes: string; charset?: string }

/** `text/plain; charset=…; name=…` taken apart, tolerant of what mailers do: unquoted spaces, lost quotes, RFC 2231 pieces in any order. */
export function readParameters(field: string): ParameterValue {
  // A lost `;` after the type: `text/plain charset=utf-8`.
  const pieces = splitParameters(field.replace(/\n[ \t]*/g, ' ').replace(/^([^\s;=]{1,100}\/[^\s;=]{1,100})\s+(?=[a-z*0-9-]{1,40}\s?=)/i, '$1; '))
  const value = (pieces.shift() ?? '').trim()
  const plain = new Map<string, string>()
  const extended = new Map<string, { order: number; bytes: string; encoded: boolean }[]>()
  for (const piece of pieces) {
    const equals = piece.indexOf('=')
    if (equals < 1) continue
    const name = piece.slice(0, equals).trim().toLowerCase()
    const bytes = unquote(piece.slice(equals + 1).trim())
    const match = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name)
    if (!match) {
      if (!plain.has(name)) plain.set(name, bytes)
      continue
    }
    const stem = match[1] as string
    const one = { order: Number(match[2] ?? 0), bytes, encoded: match[2] === undefined || match[3] === '*' }
    extended.set(stem, [...extended.get(stem) ?? [], one])
  }
  const parameters = new Map<string, RawParameter>([...plain].map(([name, bytes]) => [name, { bytes }]))
  for (const [name, parts] of extended) parameters.set(name, joinExtended(parts))
  return { value, parameters }
}

/** RFC 2231: charset'language'%XX in the first piece, the others following by number. */
function joinExtended(parts: { order: number; bytes: string; encoded: boolean }[]): RawParameter {
  parts.sort((a, b) => a.order - b.order)
  let charset: string | undefined
  let bytes = ''
  for (const [index, part] of parts.entries()) {
    let piece = part.bytes
    if (index === 0 && part.encoded) {
      const head = /^([^']{0,40})'[^']{0,40}'/.exec(piece)
      if (head) { charset = head[1] as string; piece = piece.slice(head[0].length) }
    }
    bytes += part.encoded ? percentDecoded(piece) : piece
  }
  return charset === undefined ? { bytes } : { bytes, charset }
}

export const percentDecoded = (text: string): string => text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Splits at `;` outside quotes. A quote that never closes ends with its piece. */
function splitParameters(field: string): string[] {
  const pieces: string[] = []
  let from = 0
  let quoted = false
  for (let at = 0; at < field.length; at += 1) {
    const character = field[at]
    if (character === '"') quoted = !quoted
    else if (character === '\\' && quoted) at += 1
    else if (character === ';' && !quoted) { pieces.push(field.slice(from, at)); from = at + 1 }
  }
  const rest = field.slice(from)
  // An opening quote without its end would swallow every parameter after it.
  if (quoted && /;\s*[a-z*0-9-]+\s*=/i.test(rest)) pieces.push(...rest.split(';'))
  else pieces.push(rest)
  return pieces
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value.replace(/^'(.*)'$/, '$1').replace(/"$/, '')
  const inner = /^"((?:[^"\\]|\\[^])*)/.exec(value)?.[1] ?? ''
  // A backslash before anything but a quote or itself is part of a Windows path, not an escape.
  return inner.replace(/\\(["\\])/g, '$1')
}
