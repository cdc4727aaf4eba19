import { canonicalCharset, decodeText } from './charsets.ts'
import type { RawParameter } from './header-fields.ts'
import { decodeBase64 } from './transfer-encodings.ts'

/** Longer values are cut: no field that is read as text has more to say, and work stays in proportion. */
const LONGEST = 64 * 1024
/** `=?charset*language?B?…?=` with what mailers do to it: spaces inside Q, folds inside B, no padding, quotes around the charset. */
const WORD = /=\?"?([^?\s"*]{1,60})"?(?:\*[^?]{0,20})?\?([bq])\?((?:[^?]|\?(?!=)){0,3000})\?=/gi

/**
 * The text of a header value given as single bytes (latin1): encoded words of RFC 2047, raw 8-bit of any charset, and both mixed.
 * @param hint the charset of the body, tried first for raw bytes
 */
export function decodeHeader(raw: string, hint = ''): string {
  const line = raw.slice(0, LONGEST).replace(/\n[ \t]*/g, ' ')
  if (!line.includes('=?')) return decodeRaw(line, hint)
  const value = repaired(line)
  let out = ''
  let from = 0
  // Neighbours of one charset are joined as bytes: many mailers cut in the middle of a character.
  let pending: { charset: string; bytes: Buffer } | null = null
  const flush = () => {
    if (pending) out += decodeText(pending.bytes, pending.charset, hint).text
    pending = null
  }
  for (const match of value.matchAll(WORD)) {
    const between = value.slice(from, match.index)
    const charset = match[1] as string
    const bytes = (match[2] as string).toLowerCase() === 'b' ? decodeBase64(Buffer.from(match[3] as string, 'latin1')) : decodeQ(match[3] as string)
    const waiting = pending as { charset: string; bytes: Buffer } | null
    if (waiting && !between.trim() && sameCharset(waiting.charset, charset)) {
      pending = { charset, bytes: Buffer.concat([waiting.bytes, bytes]) }
    } else {
      const neighbour = waiting !== null && !between.trim()
      flush()
      if (!neighbour) out += decodeRaw(between, hint)
      pending = { charset, bytes }
    }
    from = match.index + match[0].length
  }
  flush()
  return out + decodeRaw(value.slice(from), hint)
}

/** A parameter's text: RFC 2231 with its charset, or encoded words and raw bytes as mailers put them there all the same. */
export function decodeParameter(parameter: RawParameter | undefined, hint = ''): string {
  if (!parameter) return ''
  if (parameter.charset !== undefined) return decodeText(Buffer.from(parameter.bytes, 'latin1'), parameter.charset, hint).text
  const text = decodeHeader(parameter.bytes, hint)
  if (/^[!-~]+$/.test(text) && /%[89a-f][0-9a-f]%[89a-f][0-9a-f]/i.test(text)) {
    try { return decodeURIComponent(text) } catch { return text }
  }
  return text
}

/** A last word that lost its end (a line cut by some gateway) gets it back; two words stuck together are told apart by the pattern itself. */
const repaired = (value: string): string => {
  const last = value.lastIndexOf('=?')
  return /^=\?[^?\s]{1,60}\?[bq]\?[^?\s]+\??$/i.test(value.slice(last).trimEnd()) ? `${value.trimEnd().replace(/\?$/, '')}?=` : value
}

const sameCharset = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase() || canonicalCharset(one) === canonicalCharset(other)

function decodeQ(text: string): Buffer {
  return Buffer.from(text.replace(/_/g, ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
}

function decodeRaw(bytes: string, hint: string): string {
  return /[\x80-\xff\x1b]|~\{/.test(bytes) ? decodeText(Buffer.from(bytes, 'latin1'), '', hint).text : bytes
}
