import { randomBytes, randomFillSync } from 'node:crypto'
import { systemClock } from './clock.ts'

const pool = Buffer.alloc(16 * 256)
let used = pool.length
let lastMs = 0
let counter = 0

/** A UUIDv7 (RFC 9562): 48 bits of milliseconds, a 12-bit counter that keeps ids of one process ordered, 62 random bits. */
export function newId(at: Date = systemClock.now()): string {
  if (used >= pool.length) { randomFillSync(pool); used = 0 }
  const bytes = pool.subarray(used, used += 16)
  const ms = at.getTime()
  counter = ms === lastMs ? counter + 1 : bytes.readUInt16BE(6) & 0x07ff
  lastMs = ms
  bytes.writeUIntBE(ms, 0, 6)
  bytes.writeUInt16BE(0x7000 | (counter & 0x0fff), 6)
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The moment a UUIDv7 was made, to the millisecond. */
export const momentOf = (id: string): Date => new Date(parseInt(id.slice(0, 8) + id.slice(9, 13), 16))

/** An unguessable text of `bytes` random bytes, base64url: tokens, tracking codes, ids that must not tell their time. */
export const randomText = (bytes = 32): string => randomBytes(bytes).toString('base64url')
