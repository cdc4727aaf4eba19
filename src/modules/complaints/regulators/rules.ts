/** The deadlines of regulators, pure: whole days after the day of receipt, which is not counted (Civil Code of China, articles 201 and 203). */

export const DAY_UNITS = ['working', 'calendar'] as const
export interface Term { days: number; unit: (typeof DAY_UNITS)[number] }
export const STAGES = ['answer', 'settle'] as const
export type RegulatorStage = (typeof STAGES)[number]
export const OUTCOMES = ['agreed', 'not-agreed', 'withdrawn', 'not-ours'] as const

const next = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
/** Longer than any row of closed days. */
const MOST_CLOSED = 400

/**
 * The last day of a term that begins with a receipt. Calendar days that end on a day off end on the next working day.
 * @param received `YYYY-MM-DD`   @param isWorking whether the company's calendar has working time on a day   @returns `YYYY-MM-DD`
 * @throws RangeError when no working day comes within 400 days
 */
export function lastDayOf(received: string, { days, unit }: Term, isWorking: (day: string) => boolean): string {
  const firstWorking = (from: string) => {
    let day = from
    for (let n = 0; !isWorking(day); n++) { if (n > MOST_CLOSED) throw new RangeError(`no working day after ${from}`); day = next(day) }
    return day
  }
  let day = received
  for (let n = 0; n < days; n++) day = unit === 'working' ? firstWorking(next(day)) : next(day)
  return firstWorking(day)
}
