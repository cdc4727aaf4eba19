import { decodeText } from './charsets.ts'

export interface WinmailFile { name: string; content: Buffer }

const SIGNATURE = 0x223e9f78
const ATTACHMENT_BEGINS = 0x9002
const TITLE = 0x8010
const CONTENT = 0x800f
const PROPERTIES = 0x9005
const CODEPAGE = 0x9007
const LONG_NAME = 0x3707
const MOST_FILES = 200
const MOST_PROPERTIES = 2_000
/** Bytes of the MAPI types that have a fixed length, padded to four. */
const FIXED: Readonly<Record<number, number>> = { 0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000a: 4, 0x000b: 4, 0x0014: 8, 0x0040: 8, 0x0048: 16 }

/**
 * The files inside a `winmail.dat` (TNEF, MS-OXTNEF), which Outlook sends when it takes the receiver for another Outlook. What is broken ends the
 * reading; the files before it are given.
 */
export function filesInWinmail(bytes: Buffer): WinmailFile[] {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return []
  const files: { title: string; long: string; content: Buffer | null }[] = []
  let codepage = ''
  for (let at = 6; at + 9 <= bytes.length && files.length <= MOST_FILES;) {
    const id = bytes.readUInt16LE(at + 1)
    const length = bytes.readUInt32LE(at + 5)
    const value = bytes.subarray(at + 9, at + 9 + length)
    if (value.length < length) break
    const file = files.at(-1)
    if (id === CODEPAGE && length >= 4) codepage = `cp${value.readUInt32LE(0)}`
    if (bytes[at] === 2) {
      if (id === ATTACHMENT_BEGINS) files.push({ title: '', long: '', content: null })
      else if (file && id === TITLE) file.title = decodeText(untilZero(value), codepage).text
      else if (file && id === CONTENT) file.content = value
      else if (file && id === PROPERTIES) file.long = longName(value, codepage)
    }
    at += 9 + length + 2
  }
  return files.flatMap(({ title, long, content }) => content ? [{ name: long || title, content }] : [])
}

/** The long file name among an attachment’s properties; empty when there is none. */
function longName(bytes: Buffer, codepage: string): string {
  if (bytes.length < 4) return ''
  const count = Math.min(bytes.readUInt32LE(0), MOST_PROPERTIES)
  let at = 4
  for (let index = 0; index < count && at + 4 <= bytes.length; index += 1) {
    const type = bytes.readUInt16LE(at)
    const id = bytes.readUInt16LE(at + 2)
    at += 4
    if (id >= 0x8000) {
      if (at + 24 > bytes.length) return ''
      const named = bytes.readUInt32LE(at + 16) === 1
      at += named ? 24 + padded(bytes.readUInt32LE(at + 20)) : 24
    }
    const fixed = FIXED[type & 0x0fff]
    let values = 1
    if (type & 0x1000 || fixed === undefined) {
      if (at + 4 > bytes.length) return ''
      values = bytes.readUInt32LE(at)
      at += 4
    }
    for (let value = 0; value < values; value += 1) {
      if (fixed !== undefined) { at += fixed; if (at > bytes.length) return ''; continue }
      if (at + 4 > bytes.length) return ''
      const length = bytes.readUInt32LE(at)
      const text = bytes.subarray(at + 4, at + 4 + length)
      if (text.length < length) return ''
      if (id === LONG_NAME) return (type & 0x0fff) === 0x001f ? text.toString('utf16le').replace(/\0[^]*$/, '') : decodeText(untilZero(text), codepage).text
      at += 4 + padded(length)
    }
  }
  return ''
}

const padded = (length: number): number => Math.ceil(length / 4) * 4
const untilZero = (bytes: Buffer): Buffer => bytes.includes(0) ? bytes.subarray(0, bytes.indexOf(0)) : bytes
