import { DateTime } from 'luxon'
import type { DashboardSummary } from './contract.ts'

/** Calendar days of windows, `YYYY-MM-DD`, both included; nothing here knows a zone. */
export interface Days { from: string; to: string }

const at = (day: string) => DateTime.fromISO(day, { zone: 'utc' })
const text = (day: DateTime) => day.toFormat('yyyy-MM-dd')
export const daysOf = ({ from, to }: Days): number => Math.round(at(to).diff(at(from), 'days').days) + 1
export const daysLater = (day: string, days: number): string => text(at(day).plus({ days }))

/** The window that a board opens with, seen from today. */
export function windowOf(name: DashboardSummary['window'], today: string): Days {
  const now = at(today)
  switch (name) {
    case 'today': return { from: today, to: today }
    case '7-days': return { from: daysLater(today, -6), to: today }
    case '30-days': return { from: daysLater(today, -29), to: today }
    case '90-days': return { from: daysLater(today, -89), to: today }
    case 'this-month': return { from: text(now.startOf('month')), to: today }
    case 'last-month': return wholeBefore('month', today)
    case 'this-quarter': return { from: text(now.startOf('quarter')), to: today }
    case 'this-year': return { from: text(now.startOf('year')), to: today }
    case '12-months': return { from: text(now.minus({ months: 11 }).startOf('month')), to: today }
  }
}
/** The last week (from Monday), month or quarter that is over. */
export function wholeBefore(every: 'week' | 'month' | 'quarter' | 'year', today: string): Days {
  const first = at(today).startOf(every).minus({ [`${every}s`]: 1 })
  return { from: text(first), to: text(first.endOf(every)) }
}

/** The steps that a short line is drawn in, and the day it begins on: at least a dozen points where there were days enough. */
export function courseOf({ from, to }: Days): { every: 'day' | 'week' | 'month'; since: string } {
  const days = daysOf({ from, to })
  if (days <= 14) return { every: 'day', since: daysLater(to, -13) }
  if (days <= 45) return { every: 'week', since: text(at(to).startOf('week').minus({ weeks: 12 })) }
  if (days <= 200) return { every: 'week', since: text(at(from).startOf('week')) }
  return { every: 'month', since: text(at(to).startOf('month').minus({ months: 12 })) }
}
/** Whether the step that begins on this day is over by the end of the window: one that still runs would always look like a fall. */
export const isOver = (first: string, every: 'day' | 'week' | 'month', { to }: Days): boolean => text(at(first).endOf(every)) <= to
