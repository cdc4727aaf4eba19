import type { Ctx } from '../../kernel/context.ts'
import type { Clock } from './contract.ts'
import type { Standing } from './rules.ts'
import { breachOf, pastLimit, remainingSeconds, stateOf, warnedFrom } from './rules.ts'
import type { ClockRow } from './tables.ts'
import type { PinnedTerms } from './terms.ts'
import { termsOf } from './terms.ts'

export const standingOf = (row: ClockRow): Standing =>
  ({ startedAt: row.started_at, changedAt: row.changed_at, usedSeconds: row.used_seconds, pausedSeconds: row.paused_seconds, dueAt: row.due_at, pauseReason: row.pause_reason, stoppedAt: row.stopped_at })

/** A clock as readers see it at `now`: a breach shows from the moment it happens, whether or not the bell has come by, and so does the end of a pause that may take no longer. */
export function shown(row: ClockRow, terms: PinnedTerms, now: Date): Clock {
  const standing = pastLimit(standingOf(row), terms, now)
  const state = stateOf(standing, terms, now)
  return {
    id: row.id, key: row.key, name: terms.clock.name, state, startedAt: row.started_at, dueAt: standing.dueAt, warnAt: warnedFrom(standing, terms, terms.warnBefore),
    remainingSeconds: state === 'paused' ? remainingSeconds(standing, terms) : null, pauseReason: standing.pauseReason, breachedAt: breachOf(standing, now), stoppedAt: row.stopped_at,
  }
}
export const shownAs = (ctx: Ctx, row: ClockRow): Clock => shown(row, termsOf(ctx.definitions, row.subject_kind, row.key, row), ctx.now)
