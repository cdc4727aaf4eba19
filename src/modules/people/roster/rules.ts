/** Pure decisions about shifts. */

export interface Span { fromAt: Date; untilAt: Date }
/** Whether two spans share a moment; one that ends when the other begins does not. */
export const overlaps = (a: Span, b: Span): boolean => a.fromAt < b.untilAt && b.fromAt < a.untilAt

/** Minutes after midnight of a time of day, `HH:MM`. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** The day so many days later, `YYYY-MM-DD`. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
/** How many days lie from one day to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
/** The Monday of the week a day lies in. */
export const mondayOf = (day: string): string => dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
