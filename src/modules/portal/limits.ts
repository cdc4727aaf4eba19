import type { Ctx } from '../../kernel/context.ts'
import { AppError } from '../../kernel/errors.ts'
import { entriesPerAddress, entriesPerNetwork, floodEntries, missesPerAddress } from './settings.ts'

/** How much strangers may do, by the address and the network they come from. Kept in memory by each node: a limit is a dam, not a ledger. */

const HOUR = 3_600_000
const TEN_MINUTES = 600_000
const MOST_KEPT = 100_000
type House = Pick<Ctx, 'settings'>
interface Window { count: number; until: number }
const houses = new WeakMap<object, Map<string, Window>>()
const windowsOf = ({ settings }: House) => {
  const found = houses.get(settings) ?? new Map<string, Window>()
  houses.set(settings, found)
  return found
}

/** The window of a key at `now`, a new one when the last is over. */
function windowOf(house: House, key: string, now: Date, length: number): Window {
  const windows = windowsOf(house)
  const found = windows.get(key)
  if (found && found.until > now.getTime()) return found
  if (windows.size >= MOST_KEPT) {
    for (const [old, { until }] of windows) if (until <= now.getTime()) windows.delete(old)
    // Whoever comes from everywhere at once pushes out who came first.
    for (const old of windows.keys()) { if (windows.size < MOST_KEPT) break; windows.delete(old) }
  }
  const fresh = { count: 0, until: now.getTime() + length }
  windows.delete(key)
  windows.set(key, fresh)
  return fresh
}
function refuse(code: string, { until }: Window, now: Date): never {
  const retryAfterSeconds = Math.max(1, Math.ceil((until - now.getTime()) / 1_000))
  throw new AppError('too-many', code, { retryAfterSeconds, params: { minutes: Math.ceil(retryAfterSeconds / 60) } })
}

/** One machine and the net it stands in: of IPv4 the address and its /24, of IPv6 the /64 that one household has and its /48. */
export function placesOf(address: string): { host: string; network: string } {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return { host: plain, network: plain.split('.').slice(0, 3).join('.') }
  const [head = '', tail = ''] = plain.split('%')[0]?.split('::') ?? []
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const parts = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right].map((part) => (parseInt(part, 16) || 0).toString(16))
  return { host: parts.slice(0, 4).join(':'), network: parts.slice(0, 3).join(':') }
}

/** Counts one form, reply or rating; refuses the one too many. @throws AppError 429 portal.too-many */
export function countEntry(house: House, address: string, now: Date): void {
  const { host, network } = placesOf(address)
  const own = windowOf(house, `entry ${host}`, now, HOUR)
  const net = windowOf(house, `entries ${network}`, now, HOUR)
  if (own.count >= house.settings.get(entriesPerAddress)) refuse('portal.too-many', own, now)
  if (net.count >= house.settings.get(entriesPerNetwork)) refuse('portal.too-many', net, now)
  own.count++
  net.count++
  windowOf(house, 'flood', now, TEN_MINUTES).count++
}
/** Counts a file that comes in; ten for each entry that is allowed. @throws AppError 429 portal.too-many */
export function countUpload(house: House, address: string, now: Date): void {
  const own = windowOf(house, `file ${placesOf(address).host}`, now, HOUR)
  if (own.count >= house.settings.get(entriesPerAddress) * 10) refuse('portal.too-many', own, now)
  own.count++
}

/** Receipts that one address is sent in an hour: whoever enters a stranger's fills no letter box. */
const RECEIPTS = 5
/** Whether one more receipt may go to this address, given by its fingerprint. */
export function mayMailReceipt(house: House, fingerprint: Buffer, now: Date): boolean {
  return windowOf(house, `receipt ${fingerprint.toString('base64url')}`, now, HOUR).count++ < RECEIPTS
}

/** Whether so much comes in, or so much from one net, that a form must be paid for with a sum. */
export function isFlooded(house: House, address: string, now: Date): boolean {
  return windowOf(house, 'flood', now, TEN_MINUTES).count >= house.settings.get(floodEntries)
    || windowOf(house, `entries ${placesOf(address).network}`, now, HOUR).count * 2 >= house.settings.get(entriesPerNetwork)
}

/** Refuses an address that has tried too many wrong codes. @throws AppError 429 portal.too-many-codes */
export function refuseGuessing(house: House, address: string, now: Date): void {
  const { host, network } = placesOf(address)
  const most = house.settings.get(missesPerAddress)
  for (const [key, limit] of [[`miss ${host}`, most], [`misses ${network}`, most * 5]] as const) {
    const window = windowOf(house, key, now, TEN_MINUTES)
    if (window.count >= limit) refuse('portal.too-many-codes', window, now)
  }
}
export function countMiss(house: House, address: string, now: Date): void {
  const { host, network } = placesOf(address)
  windowOf(house, `miss ${host}`, now, TEN_MINUTES).count++
  windowOf(house, `misses ${network}`, now, TEN_MINUTES).count++
}
