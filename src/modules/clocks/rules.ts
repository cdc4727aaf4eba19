import { addWorking, NoWorkingTime, workingBetween } from '../../pure/worktime/index.ts'
import type { Calendar } from '../../pure/worktime/index.ts'
import type { Clock, ClockState } from './contract.ts'

/** The arithmetic of one clock: `due = f(turns, policy version, calendar version)`. No query, no wall clock. */

/**
 * What a clock is bound to: how much working time it allows (whole seconds, 1 or more; `Infinity` while its record is to have
 * no such deadline), by which calendar, and how much working time its pauses may take in all.
 */
export interface Terms { readonly calendar: Calendar; readonly seconds: number; readonly pauseLimit?: number | undefined }

/** What can happen to a clock, each at its moment, none before the one that went before. */
export type Turn<T extends Terms = Terms> =
  | { readonly kind: 'start'; readonly at: Date; readonly terms: T }
  | { readonly kind: 'pause'; readonly at: Date; readonly reason: string }
  | { readonly kind: 'resume'; readonly at: Date }
  | { readonly kind: 'stop'; readonly at: Date }
  | { readonly kind: 'revise'; readonly at: Date; readonly terms: T }

/** What the turns so far come to. */
export interface Standing {
  readonly startedAt: Date
  /** The moment of the last turn. */
  readonly changedAt: Date
  /** Working seconds counted up to then, pauses left out. */
  readonly usedSeconds: number
  /** Working seconds that pauses which are over took. */
  readonly pausedSeconds: number
  /** Null while paused in time, and where no working time ever comes. Once it has passed it stays for good. */
  readonly dueAt: Date | null
  readonly pauseReason: string | null
  readonly stoppedAt: Date | null
}

/** Starts a clock. @throws RangeError when `at` is no date */
export function begin(terms: Terms, at: Date): Standing {
  if (Number.isNaN(at.getTime())) throw new RangeError('at: not a valid date')
  return { startedAt: at, changedAt: at, usedSeconds: 0, pausedSeconds: 0, dueAt: dueFrom(terms, at, 0), pauseReason: null, stoppedAt: null }
}

/**
 * What one more turn makes of it; the same object when the turn means nothing (a second pause for the same reason, a
 * resume of what runs, anything after the stop).
 *
 * A revision keeps the past: what was counted stays counted, and what the new terms leave of it runs on from the moment
 * of the revision. A clock that has used up its new target is due at the first open moment from then.
 *
 * A pause ends by itself once all pauses together have taken what the terms let them take, whether or not anybody looked.
 * @param terms those in force until this turn
 * @throws RangeError when the turn lies before the last one
 */
export function advance<T extends Terms>(was: Standing, terms: T, turn: Turn<T>): Standing {
  if (turn.kind === 'start') throw new RangeError('a clock starts once')
  if (was.stoppedAt) return was
  if (turn.at < was.changedAt) throw new RangeError(`${turn.kind} at ${turn.at.toISOString()} lies before ${was.changedAt.toISOString()}`)
  if (turn.kind === 'pause' && was.pauseReason === turn.reason) return was
  if (turn.kind === 'resume' && was.pauseReason === null) return was
  const before = pastLimit(was, terms, turn.at)
  if (turn.kind === 'pause' && pauseLeft(before, terms, turn.at) <= 0) return before
  if (turn.kind === 'resume' && before.pauseReason === null) return before
  const used = usedAt(before, terms, turn.at)
  const next = { ...before, changedAt: turn.at, usedSeconds: used, pausedSeconds: pausedAt(before, terms, turn.at) }
  const passed = breachOf(before, turn.at)
  switch (turn.kind) {
    case 'stop': return { ...next, pauseReason: null, stoppedAt: turn.at }
    case 'pause': return { ...next, pauseReason: turn.reason, dueAt: passed }
    case 'resume': return { ...next, pauseReason: null, dueAt: passed ?? dueFrom(terms, turn.at, used) }
    case 'revise': return { ...next, dueAt: passed ?? (before.pauseReason === null ? dueFrom(turn.terms, turn.at, used) : null) }
  }
}

/** When the pause that it is in ends by itself; null when it waits in none, or for as long as it takes. */
export function pauseEndsAt(standing: Standing, terms: Terms): Date | null {
  if (standing.pauseReason === null || standing.stoppedAt || terms.pauseLimit === undefined) return null
  return moment(terms.calendar, standing.changedAt, Math.max(0, inMilliseconds(terms.pauseLimit - standing.pausedSeconds)))
}
/** How it stands at `at`, when nothing more has been told: a pause that has reached its limit is over since then. */
export function pastLimit(standing: Standing, terms: Terms, at: Date): Standing {
  const end = pauseEndsAt(standing, terms)
  if (!end || end > at) return standing
  return { ...standing, changedAt: end, pausedSeconds: pausedAt(standing, terms, end), pauseReason: null, dueAt: breachOf(standing, end) ?? dueFrom(terms, end, standing.usedSeconds) }
}
const pausedAt = (standing: Standing, { calendar }: Terms, at: Date): number =>
  standing.pauseReason === null ? standing.pausedSeconds : inMilliseconds(standing.pausedSeconds + workingBetween(calendar, standing.changedAt, at))
const pauseLeft = (standing: Standing, terms: Terms, at: Date): number => (terms.pauseLimit ?? Infinity) - pausedAt(standing, terms, at)

/** All turns from the start on. @throws RangeError when the first is no start, or one lies before another */
export function replay<T extends Terms>(turns: readonly Turn<T>[]): { standing: Standing; terms: T } {
  const [first, ...rest] = turns
  if (first?.kind !== 'start') throw new RangeError('the first turn of a clock is its start')
  let terms = first.terms
  let standing = begin(terms, first.at)
  for (const turn of rest) {
    standing = advance(standing, terms, turn)
    if (turn.kind === 'revise') terms = turn.terms
  }
  return { standing, terms }
}

/** When it was breached, seen from `now`: its due moment, once that has passed unstopped. A stop at exactly the due moment is in time. */
export function breachOf({ dueAt, stoppedAt }: Pick<Standing, 'dueAt' | 'stoppedAt'>, now: Date): Date | null {
  return dueAt !== null && dueAt < (stoppedAt ?? now) ? dueAt : null
}

/** The word for how it stands at `now`, which is not before its last turn. */
export function stateOf(standing: Standing, { seconds }: Pick<Terms, 'seconds'>, now: Date): ClockState {
  const breached = breachOf(standing, now) !== null
  if (standing.stoppedAt && breached) return 'stopped-late'
  if (breached) return 'breached'
  if (seconds === Infinity) return 'lapsed'
  if (standing.stoppedAt) return 'met'
  if (standing.pauseReason !== null) return 'paused'
  return standing.dueAt ? 'running' : 'no-working-time'
}

/** Working seconds counted by `at`, which is not before its last turn. */
export function usedAt(standing: Standing, { calendar }: Terms, at: Date): number {
  if (standing.pauseReason !== null || standing.stoppedAt) return standing.usedSeconds
  return inMilliseconds(standing.usedSeconds + workingBetween(calendar, standing.changedAt, at))
}
/** Working seconds left at the last turn, never less than none. */
export const remainingSeconds = ({ usedSeconds }: Standing, { seconds }: Terms) => Math.max(0, inMilliseconds(seconds - usedSeconds))
const inMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000

/** The moments after its last turn at which so much working time is left, earliest first. A clock that waits or has stopped has none. */
export function warningsOf(standing: Standing, terms: Terms, warnBefore: readonly number[]): Date[] {
  if (!standing.dueAt || standing.stoppedAt || standing.pauseReason !== null) return []
  const left = remainingSeconds(standing, terms)
  return warnBefore.filter((seconds) => seconds < left).sort((a, b) => b - a).map((seconds) => addWorking(terms.calendar, standing.changedAt, inMilliseconds(left - seconds)))
    .filter((at) => at < standing.dueAt!)
}

/** When the bell has to look at it: its next warning or its due moment, whichever is first and not before `from`; while it waits, when that ends by itself. */
export function nextRing(standing: Standing, terms: Terms, warnBefore: readonly number[], from: Date): Date | null {
  if (standing.pauseReason !== null && !breachOf(standing, from)) return pauseEndsAt(standing, terms)
  if (!standing.dueAt || standing.stoppedAt || standing.pauseReason !== null) return null
  return warningsOf(standing, terms, warnBefore).find((at) => at >= from) ?? standing.dueAt
}

/** Since when, or from when on, it is close to its due moment. */
export function warnedFrom(standing: Standing, terms: Terms, warnBefore: readonly number[]): Date | null {
  if (!standing.dueAt || standing.stoppedAt || standing.pauseReason !== null || !warnBefore.length) return null
  return Math.max(...warnBefore) >= remainingSeconds(standing, terms) ? standing.changedAt : warningsOf(standing, terms, warnBefore)[0] ?? null
}

/** The due moment that comes first among the open clocks of a record, passed or not; null when none is due. */
export const firstDue = (clocks: readonly { due_at: Date | null; stopped_at: Date | null }[]): Date | null =>
  clocks.reduce<Date | null>((first, { due_at, stopped_at }) => due_at && !stopped_at && (!first || due_at < first) ? due_at : first, null)
/** Of a record's clocks the one to look at: the open one that is due first, else one that waits; undefined when all have stopped. */
export const dueOf = (clocks: readonly Clock[]): Clock | undefined =>
  clocks.filter(({ stoppedAt }) => !stoppedAt).reduce<Clock | undefined>((first, clock) => !first || (clock.dueAt && (!first.dueAt || clock.dueAt < first.dueAt)) ? clock : first, undefined)

const CENTURY_OF_WEEKS = 5_218
/** Null when it never comes, nor within a century: a clock must not keep the record it hangs on from being opened. */
function dueFrom({ calendar, seconds }: Terms, at: Date, used: number): Date | null {
  return moment(calendar, at, Math.max(0, inMilliseconds(seconds - used)))
}
function moment(calendar: Calendar, at: Date, left: number): Date | null {
  if (left === Infinity) return null
  const { weekTotal } = calendar.schedule
  if (weekTotal > 0 && left * 1000 / weekTotal > CENTURY_OF_WEEKS) return null
  try {
    return addWorking(calendar, at, left)
  } catch (error) {
    if (error instanceof NoWorkingTime || error instanceof RangeError) return null
    throw error
  }
}
