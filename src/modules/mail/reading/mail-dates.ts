const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ZONES: Readonly<Record<string, number>> = { ut: 0, utc: 0, gmt: 0, z: 0, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420, cet: 60, cest: 120, met: 60, mest: 120, bst: 60, msk: 180, jst: 540, kst: 540, hkt: 480, ist: 330 }
const FIELD = /(\d{1,2})[ -]+([a-z]{3})[a-z]*\.?[ -,]+(\d{2,4})[ ,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*(am|pm)?\s*(?:([+-])\s?(\d{2}):?(\d{2})|([a-z]{1,4}))?/i
const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))?/i

/** The instant of a Date field (RFC 5322 and what mailers make of it); null when it says none or an impossible one. Without a zone it is read as UTC. */
export function parseMailDate(value: string): Date | null {
  const plain = value.replace(/\([^()]*\)/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 200)
  const iso = ISO.exec(plain)
  if (iso) return instant(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]), Number(iso[4]), Number(iso[5]), Number(iso[6] ?? 0), iso[8] ? offset(iso[8], iso[9], iso[10]) : 0)
  const match = FIELD.exec(plain.replace(/\s*:\s*/g, ':')) ?? FIELD.exec(plain.replace(/^[a-z]{3,9},? +([a-z]{3,9}) +(\d{1,2}) +(\d{1,2}:\d{2}(?::\d{2})?) *([a-z]{3,4} |[+-]\d{4} )?(\d{4})$/i, '$2 $1 $5 $3 $4'))
  if (!match) return null
  const [, day, month, year, hour, minute, second, half, sign, zoneHours, zoneMinutes, zone] = match
  const place = MONTHS.indexOf((month as string).toLowerCase())
  if (place < 0) return null
  const full = Number(year) + ((year as string).length > 2 ? 0 : Number(year) < 50 ? 2_000 : 1_900)
  const hours = half ? Number(hour) % 12 + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  return instant(full, place, Number(day), hours, Number(minute), Number(second ?? 0), sign ? offset(sign, zoneHours, zoneMinutes) : ZONES[zone?.toLowerCase() ?? ''] ?? 0)
}

const offset = (sign: string, hours = '0', minutes = '0'): number => (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))

function instant(year: number, month: number, day: number, hour: number, minute: number, second: number, zone: number): Date | null {
  if (month > 11 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60 || Math.abs(zone) > 16 * 60 || year < 1900 || year > 2_200) return null
  return new Date(Date.UTC(year, month, day, hour, minute - zone, Math.min(second, 59)))
}
