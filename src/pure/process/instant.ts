const shape = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i

/**
 * Epoch milliseconds of a time in any form events give it; NaN for one that cannot be read or does not exist (30 February).
 * Text: `2012/10/09 14:50:17.000`, `2010-12-30 14:32:00+01:00`, `2026-11-22T09:30Z`; fractions finer than milliseconds are cut.
 * @param offset minutes east of UTC of text that names no zone
 */
export function instantOf(at: Date | number | string, offset = 0): number {
  if (typeof at === 'number') return Number.isFinite(at) ? at : Number.NaN
  if (typeof at !== 'string') return at.getTime()
  const parts = shape.exec(at.trim())
  if (!parts) return Number.NaN
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = parts
  const millis = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), millis)
  const back = new Date(local)
  if (back.getUTCMonth() + 1 !== Number(month) || back.getUTCDate() !== Number(day) || back.getUTCHours() !== Number(hour) || back.getUTCMinutes() !== Number(minute)) return Number.NaN
  return local - minutesEast(zone, offset) * 60_000
}

function minutesEast(zone: string | undefined, offset: number): number {
  if (!zone) return offset
  if (!/^[+-]/.test(zone)) return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', '') || 0)]
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
