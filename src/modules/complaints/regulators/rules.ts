/** The deadlines of regulators, pure: whole days after the day of receipt, which is not counted (Civil Code of China, articles 201 and 203). */

export const DAY_UNITS = ['working', 'calendar'] as const
export interface Term { days: number; unit: (typeof DAY_UNITS)[number] }
export const STAGES = ['answer', 'settle'] as const
export type RegulatorStage = (typeof STAGES)[number]
export const OUTCOMES = ['agreed', 'not-agreed', 'withdrawn', 'not-ours'] as const

const next = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
/** Longer than any row of closed days. */
const MOST_CLOSED = 400

export const TERM_DAYS = ['received', 'counted', 'off', 'moved'] as const
/** Days in a row that mean the same for a term: that of receipt, days that count from the `first` to the `last` of them, days off that do not, and the working day that a term ends on because its own last day is one off. */
export interface TermStretch { from: string; to: string; kind: (typeof TERM_DAYS)[number]; first: number | null; last: number | null }

/**
 * A term day by day, from its receipt to its last day. Calendar days that end on a day off end on the next working day.
 * @param received `YYYY-MM-DD`   @param isWorking whether the company's calendar has working time on a day
 * @throws RangeError when no working day comes within 400 days
 */
export function stretchesOf(received: string, { days, unit }: Term, isWorking: (day: string) => boolean): TermStretch[] {
  const found: TermStretch[] = [{ from: received, to: received, kind: 'received', first: null, last: null }]
  const note = (day: string, kind: TermStretch['kind'], nth: number | null = null) => {
    const before = found.at(-1)
    if (before?.kind === kind && kind !== 'received') { before.to = day; before.last = nth } else found.push({ from: day, to: day, kind, first: nth, last: nth })
  }
  let day = received
  let closed = 0
  const passOff = (kind: 'counted' | 'moved', nth: number | null) => {
    while (!isWorking(day)) { if (++closed > MOST_CLOSED) throw new RangeError(`no working day after ${received}`); note(day, 'off'); day = next(day) }
    closed = 0
    note(day, kind, nth)
  }
  for (let nth = 1; nth <= days; nth++) {
    day = next(day)
    if (unit === 'working') passOff('counted', nth)
    else note(day, 'counted', nth)
  }
  if (!isWorking(day)) { day = next(day); passOff('moved', null) }
  return found
}
/** The last day of a term that begins with a receipt. Parameters and errors are those of `stretchesOf`. @returns `YYYY-MM-DD` */
export const lastDayOf = (received: string, term: Term, isWorking: (day: string) => boolean): string => stretchesOf(received, term, isWorking).at(-1)!.to
