import addressparser from 'nodemailer/lib/addressparser/index.js'
import { decodeHeader } from './encoded-words.ts'
import type { HeaderField } from './header-fields.ts'
import type { MailAddress } from './read-mail-shape.ts'

/** More than this many in one field are cut: nobody answers them all, and parsing them costs. */
const MOST = 500
const LONGEST = 64 * 1024

/** Addresses of all fields of a name. Groups are flattened, display names decoded, raw 8-bit names too. */
export function addressesOf(fields: readonly HeaderField[], name: string, hint: string): MailAddress[] {
  const values = fields.filter((field) => field.name === name).map((field) => field.value.replace(/\n[ \t]*/g, ' ').slice(0, LONGEST))
  return values.flatMap((value) => parseAddresses(value, hint)).slice(0, MOST)
}

/** Addresses of one field value given as single bytes. */
export function parseAddresses(value: string, hint: string): MailAddress[] {
  if (!value.trim()) return []
  const prepared = value.includes('\x1b') || /[\x80-\xff]/.test(value) ? decodeOutside(value, hint) : value
  return addressparser(shielded(prepared), { flatten: true }).map(({ name, address }) => tidy(unshielded(name), unshielded(address), hint)).filter(({ name, address }) => name || address)
}

/** Raw 8-bit is decoded before parsing, since bytes of GBK or ISO-2022-JP may look like quotes, commas and backslashes; encoded words after, for they may hold such. */
const decodeOutside = (value: string, hint: string): string => value.split(/(=\?[^?\s]+\?[bq]\?[^?]*\?=)/i).map((piece, index) => index % 2 ? piece : decodeHeader(piece, hint)).join('')

/** Encoded words are kept from the parser: what they hold must not become a second address. So are broken addresses with a space, lest a part of one pass for another. */
const shielded = (value: string): string => value.replace(/<([^<>"]*[^<>"\s]\s+[^<>"\s]*@[^<>"\s]*)>/g, (_, inner: string) => `<\ue000${Buffer.from(inner.trim().replace(/\s+/g, ' '), 'utf8').toString('hex')}\ue001>`)
  .replace(/=\?[^?\s]+\?[bq]\?[^?]*\?=(?:\s+=\?[^?\s]+\?[bq]\?[^?]*\?=)*/gi, (words) => `\ue000${Buffer.from(words, 'utf8').toString('hex')}\ue001`)
const unshielded = (text: string): string => text.replace(/\ue000([0-9a-f]*)\ue001/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('utf8'))

function tidy(name: string, address: string, hint: string): MailAddress {
  let shown = oneLine(/=\?/.test(name) ? decodeHeader(name, hint) : name).replace(/^(["'])(.*)\1$/, '$2').trim()
  let plain = oneLine(/=\?/.test(address) ? decodeHeader(address, hint) : address).replace(/^<+|>+$/g, '').replace(/^mailto:/i, '').replace(/\s+/g, ' ').trim()
  // The whole of `Name <address>` in one encoded word, against RFC 2047 and common.
  const inner = /^(.*?)<([^<>\s]+@[^<>\s]+)>\s*$/.exec(shown)
  if (!plain.includes('@') && inner) { shown = (inner[1] as string).trim().replace(/^"(.*)"$/, '$1'); plain = inner[2] as string }
  if (!plain && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(shown)) { plain = shown; shown = '' }
  if (plain && !plain.includes('@') && !shown) { shown = plain; plain = '' }
  return { name: shown === plain ? '' : shown.slice(0, 500), address: plain.slice(0, 320) }
}

// oxlint-disable-next-line no-control-regex
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
