import { z } from 'zod'
import { Bilingual } from '../../kernel/contract.ts'
import { definitionKind } from '../../kernel/definitions.ts'
import { createCalendar, weekdays } from '../../pure/worktime/index.ts'
import type { Calendar, TimeRange, Weekday } from '../../pure/worktime/index.ts'

/** When work is done: a week of hours and dated exceptions to it. */
export interface CalendarBody {
  name: Bilingual
  /** `company`: the company's zone. A clock reads it when it starts and keeps it, so that moving the company moves no deadline given. */
  zone: string
  weekly: Partial<Record<Weekday, TimeRange[]>>
  /** Days that don't follow their weekday: no ranges close a day, ranges open it. `name` is told when a deadline is explained. */
  overrides: { date: string; ranges: TimeRange[]; name?: Bilingual | undefined }[]
}

const Ranges = z.array(z.tuple([z.string().max(8), z.string().max(8)])).max(48)
const CalendarSchema = z.strictObject({
  name: Bilingual, zone: z.string().min(1).max(64), weekly: z.partialRecord(z.enum(weekdays), Ranges),
  overrides: z.array(z.strictObject({ date: z.iso.date(), ranges: Ranges, name: Bilingual.optional() })).max(5_000),
})

export interface WorkCalendar {
  name: Bilingual
  /** The zone it is read in where the company stands in `companyZone`. */
  zoneIn: (companyZone: string) => string
  /** Ready to count with; made once a zone. */
  inZone: (zone: string) => Calendar
  /** An exception's name in both languages, from the one that slices carry. */
  nameOf: (name: string) => Bilingual
}

/** @throws InvalidCalendar naming every wrong hour, date and zone */
function compileCalendar({ name, zone, weekly, overrides }: CalendarBody): WorkCalendar {
  const names = new Map(overrides.flatMap((one) => one.name ? [[one.name.zh, one.name]] : []))
  const plain = overrides.map(({ date, ranges, name }) => ({ date, ranges, ...(name ? { name: name.zh } : {}) }))
  const made = new Map<string, Calendar>()
  const inZone = (zone: string): Calendar => {
    const calendar = made.get(zone) ?? createCalendar({ zone, weekly: weekly as Record<Weekday, TimeRange[]>, overrides: plain })
    made.set(zone, calendar)
    return calendar
  }
  inZone(zone === 'company' ? 'UTC' : zone)
  return { name, zoneIn: (companyZone) => zone === 'company' ? companyZone : zone, inZone, nameOf: (name) => names.get(name) ?? { zh: name, en: name } }
}
export const calendarKind = definitionKind<CalendarBody, WorkCalendar>('calendar', CalendarSchema, compileCalendar)
