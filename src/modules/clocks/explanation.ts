import { explain, workingBetween } from '../../pure/worktime/index.ts'
import type { Slice } from '../../pure/worktime/index.ts'
import type { Terms, Turn } from './rules.ts'
import { advance, begin, breachOf, pastLimit, pauseEndsAt, remainingSeconds } from './rules.ts'

/** A stretch in which working time was counted by one set of terms, or one in which the clock waited. */
export type Part<T extends Terms = Terms> =
  | { readonly kind: 'counting'; readonly from: Date; readonly to: Date | null; readonly seconds: number; readonly terms: T; readonly slices: readonly Slice[] }
  | { readonly kind: 'pause'; readonly from: Date; readonly to: Date | null; readonly reason: string; /** It ended, or will at the latest, because pauses may take no longer. */ readonly limit: Date | null }

/**
 * Why a clock is due when it is: its parts in order, up to the due moment, or to the pause that keeps it from having one.
 * The seconds of the parts add up to the seconds allowed, unless a revision came when more than that had been counted already.
 * What happens after a breach is no part of it.
 * @param now a pause that has reached its limit by then is over
 * @throws what `replay` throws
 */
export function partsOf<T extends Terms>(turns: readonly Turn<T>[], now?: Date): Part<T>[] {
  const [first, ...rest] = turns
  if (first?.kind !== 'start') throw new RangeError('the first turn of a clock is its start')
  const parts: Part<T>[] = []
  let terms = first.terms
  let standing = begin(terms, first.at)
  const pause = (from: Date, to: Date | null, reason: string): Part<T> => ({ kind: 'pause', from, to, reason, limit: pauseEndsAt(standing, terms) })
  const untilLimit = (at: Date) => {
    const over = pastLimit(standing, terms, at)
    if (over === standing) return
    parts.push(pause(standing.changedAt, over.changedAt, standing.pauseReason as string))
    standing = over
  }
  for (const turn of rest) {
    if (breachOf(standing, turn.at)) break
    untilLimit(turn.at)
    const next = advance(standing, terms, turn)
    if (next === standing) continue
    if (breachOf(standing, turn.at)) break
    const { changedAt: from, pauseReason: reason } = standing
    if (reason !== null) parts.push(pause(from, turn.at, reason))
    // A clock that stops in time had its due moment all the same: the last part is told to the end.
    else if (turn.kind === 'stop') break
    else if (turn.at > from) parts.push(counting(terms, from, turn.at, remainingSeconds(standing, terms)))
    standing = next
    if (turn.kind === 'revise') terms = turn.terms
  }
  if (standing.stoppedAt) return parts
  if (now && now > standing.changedAt) untilLimit(now)
  const { changedAt: from, dueAt, pauseReason: reason } = standing
  if (reason !== null) return [...parts, pause(from, null, reason)]
  if (!dueAt) return [...parts, { kind: 'counting', from, to: null, seconds: 0, terms, slices: [] }]
  return [...parts, counting(terms, from, dueAt, remainingSeconds(standing, terms))]
}

/** `left` is what the clock had left at `from`; the stretch ends at or before its due moment. */
function counting<T extends Terms>(terms: T, from: Date, to: Date, left: number): Part<T> {
  return { kind: 'counting', from, to, seconds: workingBetween(terms.calendar, from, to), terms, slices: slicesUntil(terms, from, to, left) }
}

function slicesUntil({ calendar }: Terms, from: Date, to: Date, left: number): Slice[] {
  let slices: Slice[]
  // What never comes as a whole still comes in part: a calendar of a few dated days.
  try { slices = explain(calendar, from, left) } catch { slices = explain(calendar, from, workingBetween(calendar, from, to)) }
  return slices.filter((slice) => slice.from < to)
    .map((slice) => slice.to <= to ? slice : { ...slice, to, seconds: workingBetween(calendar, slice.from, to), lastDate: dateBefore(to, calendar.zone) })
}

/** The day that ends or runs at a moment, `YYYY-MM-DD` in a zone. */
const dateBefore = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at.getTime() - 1)
