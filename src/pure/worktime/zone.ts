const day = 86_400_000
// tzdata holds spells of summer time as short as 3.99 days (Africa/Freetown 1939) and of 6.96 days
// in this century (Asia/Gaza 2040): a longer stride between two looks would step over them.
const stride = 3 * day
const block = 128 * stride

/** A stretch of time, in epoch milliseconds, through which a zone keeps one offset; `to` is not part of it. */
export interface Segment {
  readonly from: number
  readonly to: number
  /** Milliseconds to add to an instant to read the wall clock. */
  readonly offset: number
}

/** The offsets of one zone, read from `Intl` block by block when first asked for, then kept. */
export interface Zone {
  /** The name `Intl` resolves the zone to. */
  readonly name: string
  readonly format: Intl.DateTimeFormat
  readonly blocks: Map<number, readonly Segment[]>
}

const zones = new Map<string, Zone>()

/**
 * The zone of a name, shared by all calendars in it.
 * @param name an IANA name such as `Asia/Shanghai`, or a fixed offset such as `+08:00`
 * @returns undefined when `Intl` knows no such zone
 */
export function zoneOf(name: string): Zone | undefined {
  const known = zones.get(name)
  if (known !== undefined) return known
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
    const resolved = format.resolvedOptions().timeZone
    const zone = zones.get(resolved) ?? { name: resolved, format, blocks: new Map() }
    zones.set(resolved, zone)
    return zone
  } catch {
    return undefined
  }
}

/** The segment that holds an instant. Segments are cut at block edges too, so neighbours may share an offset. */
export function segmentAt(zone: Zone, at: number): Segment {
  const number = Math.floor(at / block)
  let segments = zone.blocks.get(number)
  if (segments === undefined) {
    segments = readBlock(zone, number * block)
    zone.blocks.set(number, segments)
  }
  let index = 0
  while (index < segments.length - 1 && at >= segments[index]!.to) index += 1
  return segments[index]!
}

function readBlock(zone: Zone, start: number): Segment[] {
  const segments: Segment[] = []
  let from = start
  let offset = offsetAt(zone, start)
  for (let at = start; at < start + block; at += stride) {
    const end = offsetAt(zone, at + stride)
    while (offset !== end) {
      const change = changeBetween(zone, Math.max(from, at), at + stride, offset)
      segments.push({ from, to: change, offset })
      from = change
      offset = offsetAt(zone, change)
    }
  }
  segments.push({ from, to: start + block, offset })
  return segments
}

/** The second at which the offset stops being `offset`; offsets change on whole seconds. */
function changeBetween(zone: Zone, from: number, to: number, offset: number): number {
  let same = from / 1000
  let other = to / 1000
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    if (offsetAt(zone, middle * 1000) === offset) same = middle
    else other = middle
  }
  return other * 1000
}

function offsetAt(zone: Zone, at: number): number {
  const [, sign, hours, minutes, seconds] = /GMT(?:([+\-−])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(zone.format.format(at)) ?? []
  if (sign === undefined) return 0
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)
  return (sign === '+' ? size : -size) * 1000
}
