/** When summaries are due: pure. */

const DAY = 86_400_000
const iso = (at: number) => new Date(at).toISOString().slice(0, 10)
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`)
export type Every = 'week' | 'month'

/** The week (Monday to Sunday) or calendar month that a day lies in. */
export function periodOf(day: string, every: Every): { fromOn: string; untilOn: string } {
  const at = utc(day)
  if (every === 'week') {
    const monday = at - ((new Date(at).getUTCDay() + 6) % 7) * DAY
    return { fromOn: iso(monday), untilOn: iso(monday + 6 * DAY) }
  }
  const date = new Date(at)
  return { fromOn: iso(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)), untilOn: iso(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)) }
}

/** The day a summary of a period is due on: so many days after its last one; below zero, before it (-2 of a week: Friday). */
export const dueOn = ({ untilOn }: { untilOn: string }, daysAfter: number): string => iso(utc(untilOn) + daysAfter * DAY)
