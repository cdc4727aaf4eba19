import type { Bilingual } from '../../../../kernel/contract.ts'
import type { TimeRange, Weekday } from '../../../../pure/worktime/index.ts'
import { weekdays } from '../../../../pure/worktime/index.ts'

/** A calendar while it is being edited: exceptions by their day, so that a day is found at once. */

/** A day that does not follow its weekday: without ranges it is closed. */
export interface DraftDay { ranges: readonly TimeRange[]; name: Bilingual | null }
export interface CalendarDraft {
  name: Bilingual
  /** `company`, or a zone by its name. */
  zone: string
  weekly: Readonly<Record<Weekday, readonly TimeRange[]>>
  days: Readonly<Record<string, DraftDay>>
}
interface Body { name: Bilingual; zone: string; weekly: Partial<Record<Weekday, TimeRange[]>>; overrides: { date: string; ranges: TimeRange[]; name?: Bilingual }[] }

export function draftOf(body: unknown): CalendarDraft {
  const { name, zone, weekly, overrides } = body as Body
  return {
    name, zone, weekly: Object.fromEntries(weekdays.map((day) => [day, weekly[day] ?? []])) as unknown as CalendarDraft['weekly'],
    days: Object.fromEntries(overrides.map(({ date, ranges, name: called }) => [date, { ranges, name: called ?? null }])),
  }
}
export const bodyOf = ({ name, zone, weekly, days }: CalendarDraft): Body => ({
  name, zone,
  weekly: Object.fromEntries(weekdays.flatMap((day) => weekly[day].length ? [[day, sorted(weekly[day])]] : [])),
  overrides: Object.entries(days).sort(([a], [b]) => a.localeCompare(b)).map(([date, day]) => ({ date, ranges: sorted(day.ranges), ...(day.name && (day.name.zh.trim() || day.name.en.trim()) ? { name: { zh: day.name.zh.trim() || day.name.en, en: day.name.en.trim() || day.name.zh } } : {}) })),
})
const sorted = (ranges: readonly TimeRange[]): TimeRange[] => ranges.map(([from, to]) => [from, to] as const).sort(([a], [b]) => a.localeCompare(b))

/** `9`, `930` and `9:30` as whoever types means them; null for what is no time. `24:00` ends a day. */
export function timeOf(typed: string): string | null {
  const digits = /^(\d{1,2})(?:[:：.]?(\d{2}))?$/.exec(typed.trim())
  const [hours, minutes] = [Number(digits?.[1]), Number(digits?.[2] ?? 0)]
  if (!digits || minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return null
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
/** Ranges that end before they begin, or lie over another: by their place. */
export function wrongRanges(ranges: readonly TimeRange[]): ReadonlySet<number> {
  return new Set(ranges.flatMap(([from, to], at) => to <= from || ranges.some(([a, b], other) => other !== at && from < b && a < to) ? [at] : []))
}
/** The next range of a day: after its last, an hour of room between, as long as a morning; none where the day is full. */
export function nextRange(ranges: readonly TimeRange[]): TimeRange | null {
  const last = ranges.map(([, to]) => to).sort().at(-1)
  if (last === undefined) return ['09:00', '18:00']
  const from = Number(last.slice(0, 2)) + 1
  return from >= 24 ? null : [`${String(from).padStart(2, '0')}:${last.slice(3, 5)}`, from + 4 >= 24 ? '24:00' : `${String(from + 4).padStart(2, '0')}:${last.slice(3, 5)}`]
}

/** What a draft lacks: `calendar.wants.WHAT` in the catalogue. */
export function wanting({ name, weekly, days }: CalendarDraft): ('name' | 'hours' | 'ranges')[] {
  const all = [...Object.values(weekly), ...Object.values(days).map(({ ranges }) => ranges)]
  return [...(name.zh.trim() && name.en.trim() ? [] : ['name' as const]), ...(all.some((ranges) => ranges.length) ? [] : ['hours' as const]), ...(all.some((ranges) => wrongRanges(ranges).size) ? ['ranges' as const] : [])]
}

const MS_A_DAY = 86_400_000
const utc = (date: string) => Date.parse(`${date}T00:00:00Z`)
export const daysAfter = (date: string, days: number): string => new Date(utc(date) + days * MS_A_DAY).toISOString().slice(0, 10)
export const weekdayOf = (date: string): Weekday => weekdays[(new Date(utc(date)).getUTCDay() + 6) % 7] as Weekday
/** Both included, whichever was named first. */
export function daysBetween(a: string, b: string): string[] {
  const [from, to] = a < b ? [a, b] : [b, a]
  return Array.from({ length: Math.round((utc(to) - utc(from)) / MS_A_DAY) + 1 }, (_, at) => daysAfter(from, at))
}
/** The months of a year, each with its days and how many weekdays lie before the first, Monday first. */
export const monthsOf = (year: number): { month: number; before: number; days: string[] }[] => Array.from({ length: 12 }, (_, at) => {
  const first = `${year}-${String(at + 1).padStart(2, '0')}-01`
  const length = new Date(Date.UTC(year, at + 1, 0)).getUTCDate()
  return { month: at + 1, before: weekdays.indexOf(weekdayOf(first)), days: Array.from({ length }, (_, day) => daysAfter(first, day)) }
})

/** The hours of a day, and whether it is an exception. */
export const hoursOn = ({ weekly, days }: CalendarDraft, date: string): { ranges: readonly TimeRange[]; own: DraftDay | undefined } => ({ ranges: days[date]?.ranges ?? weekly[weekdayOf(date)], own: days[date] })

/** Exceptions of a year, days in a row of the same kind told as one. */
export function stretchesOf({ days }: CalendarDraft, year: number): { from: string; to: string; day: DraftDay }[] {
  const found: { from: string; to: string; day: DraftDay }[] = []
  const same = (a: DraftDay, b: DraftDay) => JSON.stringify([a.ranges, a.name]) === JSON.stringify([b.ranges, b.name])
  for (const [date, day] of Object.entries(days).filter(([date]) => date.startsWith(`${year}-`)).sort(([a], [b]) => a.localeCompare(b))) {
    const last = found.at(-1)
    if (last && daysAfter(last.to, 1) === date && same(last.day, day)) last.to = date
    else found.push({ from: date, to: date, day })
  }
  return found
}
/** These days made an exception, or, with null, to follow their weekday again. */
export const withDays = (draft: CalendarDraft, dates: readonly string[], day: DraftDay | null): CalendarDraft => {
  const days = { ...draft.days }
  for (const date of dates) { if (day) days[date] = day; else delete days[date] }
  return { ...draft, days }
}
