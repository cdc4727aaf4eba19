import type { Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import type { Fact } from '../../../pure/conditions/index.ts'
import type { Kind } from '../clocked.ts'
import type { Clock } from '../contract.ts'
import { ClockStarted } from '../contract.ts'
import { policyKind, rowFor } from '../policy.ts'
import { advance, begin, firstDue, nextRing, stateOf } from '../rules.ts'
import { shown } from '../shown.ts'
import type { ClockRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { tell } from '../tell.ts'
import type { PinnedTerms } from '../terms.ts'
import { bindNow } from '../terms.ts'

export interface Start<S extends string = string> {
  subjectId: string
  facts: Fact
  /** What happened: the clocks that this signal starts are started. */
  signal: S
  /** The state the record is in: clocks that wait in it begin with a pause. */
  state?: string | undefined
  /** When it happened; now when absent. The policy and the calendars in force at that moment hold. */
  at?: Date
}
/** The clocks of one record, and the due moment among them that comes first. */
export interface Started { clocks: Clock[]; dueAt: Date | null }

/**
 * Starts the clocks of new records, by the policy and calendars in force when it happened. It asks the database nothing and waits for nothing:
 * one statement for the clocks of all records, one for their events.
 * @returns what was started, record by record
 * @throws AppError refused clock.no-calendar; ConditionError when a fact is not of its field's type
 */
export async function startClocks<S extends string, const L extends readonly Start<S>[]>(ctx: Ctx, of: Kind<S>, starts: L): Promise<{ [At in keyof L]: Started }> {
  const started = startRows(ctx, of, starts, () => false)
  await storeClocks(ctx, started.flatMap(({ rows }) => rows))
  return started.map(({ rows, clocks }) => ({ clocks, dueAt: firstDue(rows) })) as { [At in keyof L]: Started }
}

/** What `startClocks` would start, but for the clocks that run already. */
export function startRows(ctx: Ctx, of: Kind, starts: readonly Start[], runs: (subjectId: string, key: string) => boolean): { subjectId: string; rows: ClockRow[]; clocks: Clock[] }[] {
  return starts.map(({ subjectId, facts, signal, state, at = ctx.now }) => {
    const policy = ctx.definitions.current(policyKind, of.policy, at)
    const rows: ClockRow[] = []
    const clocks: Clock[] = []
    for (const clock of policy.is.clocks) {
      if (!clock.startOn.has(signal) || runs(subjectId, clock.key)) continue
      const started = startedRow(ctx, of.subject, subjectId, bindNow(ctx, policy, clock, rowFor(clock, facts), at), at, state !== undefined && clock.pauseOn.has(state) ? state : null)
      rows.push(started.row)
      if (started.shown.state !== 'lapsed') clocks.push(started.shown)
    }
    return { subjectId, rows, clocks }
  })
}

/** A clock that begins at this moment, not stored yet; with a reason to wait it begins with a pause. */
export function startedRow(ctx: Ctx, subject: string, subjectId: string, terms: PinnedTerms, at: Date, waits: string | null = null): { row: ClockRow; shown: Clock } {
  const begun = begin(terms, at)
  const standing = waits === null ? begun : advance(begun, terms, { kind: 'pause', at, reason: waits })
  const row: ClockRow = {
    id: newId(ctx.now), subject_kind: subject, subject_id: subjectId, key: terms.clock.key, ...terms.pins, state: stateOf(standing, terms, at),
    started_at: at, changed_at: at, used_seconds: 0, paused_seconds: 0, due_at: standing.dueAt, pause_reason: standing.pauseReason, breached_at: null, stopped_at: null,
    ring_at: nextRing(standing, terms, terms.warnBefore, at), version: waits === null ? 1 : 2,
  }
  return { row, shown: shown(row, terms, ctx.now) }
}

/** Stores new clocks with their first events and tells of them. */
export async function storeClocks(ctx: Ctx, rows: readonly ClockRow[]): Promise<void> {
  if (!rows.length) return
  tables.insert(ctx, 'clock', rows)
  tables.insert(ctx, 'clock_event', rows.map(({ id, policy_id, policy_row, calendar_id, zone, started_at }) =>
    ({ clock_id: id, version: 1, kind: 'start' as const, at: started_at, reason: null, policy_id, policy_row, calendar_id, zone })))
  const waiting = rows.filter((row) => row.pause_reason !== null)
  if (waiting.length) tables.insert(ctx, 'clock_event', waiting.map((row) => ({ clock_id: row.id, version: 2, kind: 'pause' as const, at: row.started_at, reason: row.pause_reason, policy_id: null, policy_row: null, calendar_id: null, zone: null })))
  await tell(ctx, ClockStarted, rows.filter((row) => row.state !== 'lapsed'))
}
