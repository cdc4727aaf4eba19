import { AIR, HEATER, WASHER } from './company.ts'

/** When customers come, and what went wrong that year. Days are counted back from today: 1 is yesterday. */

const DAY = 86_400_000
/** Cases by month of the year: summer belongs to the air conditioners, November to the sales, February to the holidays. */
const MONTHS = [0.9, 0.62, 0.88, 0.9, 1, 1.22, 1.42, 1.3, 1, 0.92, 1.25, 1.02]
/** From Sunday to Saturday. */
const WEEK = [0.45, 1.28, 1.14, 1.08, 1.06, 1.02, 0.6]
/** From nine in the morning to eight in the evening. */
const HOURS = [1.25, 1.5, 1.35, 0.8, 0.95, 1.25, 1.2, 1.05, 0.85, 0.7, 0.6]

const beijing = (at: number) => new Date(at + 8 * 3_600_000)
/** How much comes in on the day of the moment; 1 is usual. */
export function weightOf(at: number, daysAgo: number): number {
  const day = beijing(at)
  const growth = 1 + 0.12 * (1 - daysAgo / 365)
  return (MONTHS[day.getUTCMonth()] as number) * (WEEK[day.getUTCDay()] as number) * growth * (incidentOf(daysAgo)?.load ?? 1)
}
/** A moment of the day that begins at `day`, Beijing time, as calls come in over it. */
export function momentOn(day: number, next: () => number): number {
  let left = next() * HOURS.reduce((sum, one) => sum + one, 0)
  const hour = HOURS.findIndex((one) => (left -= one) < 0)
  return day + (9 + Math.max(0, hour)) * 3_600_000 + Math.floor(next() * 3_600_000)
}
/** The first moment of the Beijing day of `at`. */
export const dayOf = (at: number): number => Math.floor((at + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000

export interface Incident { from: number; to: number; load: number; /** How much longer everything takes. */ slow: number; team?: string; /** So many times as many complaints. */ complaints: number; product?: string; mood: number }
/** A recall of washing machines, a weekend on which the telephones were down, weeks in which half of the online team was ill, a heat wave. */
const INCIDENTS: readonly Incident[] = [
  { from: 232, to: 226, load: 1.35, slow: 1.5, complaints: 6, product: WASHER, mood: -0.5 },
  { from: 129, to: 118, load: 1.5, slow: 1.6, complaints: 1.6, product: AIR, mood: -0.3 },
  { from: 96, to: 83, load: 1, slow: 3.2, team: '在线客服组', complaints: 1, mood: -0.6 },
  { from: 44, to: 43, load: 0.35, slow: 1.3, complaints: 1.5, mood: -0.2 },
]
export const incidentOf = (daysAgo: number, team?: string): Incident | undefined =>
  INCIDENTS.find((one) => daysAgo <= one.from && daysAgo >= one.to && (one.team === undefined || team === undefined || one.team === team))

/** How much more often a product is asked about in the month of the moment. */
export function fashionOf(product: string, at: number): number {
  const month = beijing(at).getUTCMonth()
  if (product === AIR) return month >= 4 && month <= 7 ? 3 : 0.7
  if (product === HEATER) return month >= 10 || month <= 1 ? 2.5 : 0.7
  return 1
}
/** Beijing's nine to eight in the evening; what falls outside is moved to the next morning. */
export function atWork(at: number, next: () => number): number {
  const minutes = Math.floor((at - dayOf(at)) / 60_000)
  if (minutes >= 540 && minutes < 1_200) return at
  return dayOf(at) + (minutes < 540 ? 0 : DAY) + (540 + Math.floor(next() * 75)) * 60_000
}
