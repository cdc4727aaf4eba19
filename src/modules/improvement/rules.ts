import type { Change, ChangeLink, Milestone, Part } from './contract.ts'
import { PARTS } from './contract.ts'

/** Pure decisions about changes of processes. */

/** What may stand for each part, by the kinds of definitions and documents. */
export const LINK_KINDS: Readonly<Record<Part, readonly string[]>> = { training: ['document'], feedback: ['form'], kpi: ['metric'] }

/** The parts without a link to something that is there: each hinders going live. */
export const missingParts = (links: readonly Pick<ChangeLink, 'part' | 'path'>[]): Part[] => PARTS.filter((part) => !links.some((link) => link.part === part && link.path !== null))

const DAY_MS = 86_400_000
const daysBetween = (from: string, to: string) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

/** How a milestone stands today, and by how many days it is or was late. */
export function standingOf({ dueOn, doneOn }: Pick<Milestone, 'dueOn' | 'doneOn'>, today: string): Pick<Milestone, 'standing' | 'lateDays'> {
  const lateDays = Math.max(0, daysBetween(dueOn, doneOn ?? today))
  return { standing: doneOn ? lateDays ? 'done-late' : 'done' : lateDays ? 'late' : 'open', lateDays }
}

/** What somebody may do with a change. */
export function deedsOf(state: Change['state'], powers: { write: boolean; goLive: boolean }): Change['may'] {
  if (state === 'closed' || state === 'withdrawn') return []
  return [
    ...(powers.write ? ['change', 'plan'] as const : []), ...(state === 'planned' && powers.goLive ? ['go-live'] as const : []),
    ...(powers.write ? [state === 'live' ? 'close' as const : 'withdraw' as const] : []),
  ]
}

export interface Span { from: string; to: string; days: number }
/** The days a plan's chart shows: all of its parts, today, and a margin of a day on either side. */
export function spanOf(plan: readonly Pick<Milestone, 'startsOn' | 'dueOn' | 'doneOn'>[], today: string, ...more: readonly string[]): Span {
  const days = [today, ...more, ...plan.flatMap(({ startsOn, dueOn, doneOn }) => [startsOn, dueOn, ...(doneOn ? [doneOn] : [])])].toSorted()
  const shift = (day: string, by: number) => new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10)
  const from = shift(days[0] as string, -1)
  const to = shift(days.at(-1) as string, 1)
  return { from, to, days: daysBetween(from, to) + 1 }
}
/** Where a day lies in a span, from 0 at its first day's morning to 1 at its last day's evening; `end` means the day's evening. */
export const placeIn = (span: Span, day: string, end = false): number => (daysBetween(span.from, day) + (end ? 1 : 0)) / span.days
