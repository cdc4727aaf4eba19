import { crc32, deflateRawSync } from 'node:zlib'

/** Writes ZIP files: names in UTF-8, one moment for all entries, so that the same contents give the same bytes. */

export interface ZipEntry { name: string; bytes: Uint8Array }

/** Beyond this the format needs its 64-bit form, which this does not write. */
const MOST = 0xffffffff
const UTF8 = 0x0800
const STORED = 0
const DEFLATED = 8

const number = (bytes: number, value: number): Buffer => {
  const out = Buffer.alloc(bytes)
  out.writeUIntLE(value, 0, bytes)
  return out
}
const dosMoment = (at: Date): Buffer => Buffer.concat([
  number(2, at.getUTCHours() << 11 | at.getUTCMinutes() << 5 | at.getUTCSeconds() >> 1), number(2, Math.max(0, at.getUTCFullYear() - 1980) << 9 | at.getUTCMonth() + 1 << 5 | at.getUTCDate()),
])

/** @param at the moment that every entry bears, in UTC; seconds are even. @throws RangeError beyond 4 GiB or 65,535 entries */
export function zipOf(entries: readonly ZipEntry[], at: Date): Buffer {
  const moment = dosMoment(at)
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const packed = deflateRawSync(bytes)
    const isSmaller = packed.length < bytes.length
    const body = isSmaller ? packed : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const called = Buffer.from(name, 'utf8')
    const about = Buffer.concat([number(2, 20), number(2, UTF8), number(2, isSmaller ? DEFLATED : STORED), moment, number(4, crc32(bytes)), number(4, body.length), number(4, bytes.length), number(2, called.length), number(2, 0)])
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, called])
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), number(2, 20), about, number(2, 0), number(2, 0), number(2, 0), number(4, 0), number(4, offset), called]))
    parts.push(head, body)
    offset += head.length + body.length
    if (offset > MOST || entries.length > 0xffff) throw new RangeError('too much for one ZIP file')
  }
  const list = Buffer.concat(directory)
  const end = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), number(2, 0), number(2, 0), number(2, entries.length), number(2, entries.length), number(4, list.length), number(4, offset), number(2, 0)])
  return Buffer.concat([...parts, list, end])
}
