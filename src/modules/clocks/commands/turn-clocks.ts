import type { Ctx } from '../../../kernel/context.ts'
import { ClockBreached, ClockMet, ClockPauseEnded, ClockPaused, ClockResumed, ClockRevised, ClockStoppedLate } from '../contract.ts'
import type { Turn } from '../rules.ts'
import { advance, breachOf, nextRing, pauseEndsAt, stateOf } from '../rules.ts'
import { standingOf } from '../shown.ts'
import type { ClockRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { tell } from '../tell.ts'
import type { PinnedTerms } from '../terms.ts'
import { termsOf } from '../terms.ts'

/** What becomes of one open clock; undefined leaves it alone. */
export type Decide = (row: ClockRow, terms: PinnedTerms) => Turn<PinnedTerms> | undefined

const UPDATE = `update clock c set policy_id = v.policy_id, policy_row = v.policy_row, calendar_id = v.calendar_id, zone = v.zone, state = v.state, changed_at = v.changed_at,
  used_seconds = v.used_seconds, paused_seconds = v.paused_seconds, due_at = v.due_at, pause_reason = v.pause_reason, breached_at = v.breached_at, stopped_at = v.stopped_at, ring_at = v.ring_at, version = v.version
  from json_populate_recordset(null::clock, $1) v where c.id = v.id`

/**
 * Turns the open clocks of some records, each as `decide` says. The rows are locked first and in one order, so of two
 * units (or a unit and the bell) the second sees what the first has made of them. A turn that would lie before the
 * clock's last one happens at the last one's moment: two requests may commit in another order than they began.
 * @returns the clocks that were open, those that turned as they are now, and whose clocks turned
 */
export async function turnClocks(ctx: Ctx, subjectKind: string, subjectIds: readonly string[], decide: Decide): Promise<{ rows: ClockRow[]; turned: ReadonlySet<string> }> {
  if (!subjectIds.length) return { rows: [], turned: new Set() }
  const open = await openOf(ctx, subjectKind, subjectIds).forUpdate().execute()
  const turns = turnsFor(ctx, open, decide)
  if (!turns.length) return { rows: open, turned: new Set() }
  await storeTurns(ctx, turns)
  const now = new Map(turns.map(({ next }) => [next.id, next]))
  return { rows: open.map((row) => now.get(row.id) ?? row), turned: new Set(turns.map(({ next }) => next.subject_id)) }
}

/** What `turnClocks` would make of the open clocks of these records: each as it is and as it would be. Nothing is written. */
export async function foreseeTurns(ctx: Ctx, subjectKind: string, subjectIds: readonly string[], decide: Decide): Promise<{ row: ClockRow; next: ClockRow }[]> {
  if (!subjectIds.length) return []
  const open = await openOf(ctx, subjectKind, subjectIds).execute()
  const now = new Map(turnsFor(ctx, open, decide).map(({ next }) => [next.id, next]))
  return open.map((row) => ({ row, next: now.get(row.id) ?? row }))
}

const openOf = (ctx: Ctx, subjectKind: string, subjectIds: readonly string[]) => tables(ctx).selectFrom('clock').selectAll().where('subject_id', 'in', subjectIds).where('subject_kind', '=', subjectKind).where('stopped_at', 'is', null).orderBy('id')
const turnsFor = (ctx: Ctx, open: readonly ClockRow[], decide: Decide): Turned[] => open.flatMap((row) => {
  const terms = termsOf(ctx.definitions, row.subject_kind, row.key, row)
  const wanted = decide(row, terms)
  if (!wanted) return []
  const turn = wanted.at < row.changed_at ? { ...wanted, at: row.changed_at } : wanted
  const ended = pauseEnded(row, terms, turn.at)
  const turned = turnedBy(ended?.next ?? row, terms, turn)
  return [...(ended ? [ended] : []), ...(turned ? [turned] : [])]
})

/** One turn of one clock: the row before it and after it. */
export interface Turned { row: ClockRow; turn: Turn<PinnedTerms>; next: ClockRow; limit?: true }

/** What a turn makes of a clock; undefined when it means nothing. */
export function turnedBy(row: ClockRow, terms: PinnedTerms, turn: Turn<PinnedTerms>): Turned | undefined {
  const before = standingOf(row)
  const standing = advance(before, terms, turn)
  if (standing === before) return undefined
  const now = turn.kind === 'revise' ? turn.terms : terms
  const next: ClockRow = {
    ...row, ...now.pins, state: stateOf(standing, now, turn.at), changed_at: standing.changedAt, used_seconds: standing.usedSeconds, paused_seconds: standing.pausedSeconds, due_at: standing.dueAt, pause_reason: standing.pauseReason,
    breached_at: breachOf(standing, turn.at), stopped_at: standing.stoppedAt, ring_at: null, version: row.version + 1,
  }
  if (!next.breached_at) next.ring_at = nextRing(standing, now, now.warnBefore, turn.at)
  return { row, turn, next }
}
/** The end of a pause that has reached its limit by `at`, at its own moment. */
export function pauseEnded(row: ClockRow, terms: PinnedTerms, at: Date): Turned | undefined {
  const end = pauseEndsAt(standingOf(row), terms)
  const turned = end && end <= at ? turnedBy(row, terms, { kind: 'resume', at: end }) : undefined
  return turned && { ...turned, limit: true }
}

/** Writes turns down, of one clock in their order, and tells of them. */
export async function storeTurns(ctx: Ctx, turns: readonly Turned[]): Promise<void> {
  const last = new Map(turns.map(({ next }) => [next.id, next]))
  ctx.send({ text: UPDATE, values: [JSON.stringify([...last.values()])] })
  tables.insert(ctx, 'clock_event', turns.map(({ turn, next: { id, version, policy_id, policy_row, calendar_id, zone } }) => ({
    clock_id: id, version, kind: turn.kind, at: turn.at, reason: turn.kind === 'pause' ? turn.reason : null,
    ...(turn.kind === 'revise' ? { policy_id, policy_row, calendar_id, zone } : { policy_id: null, policy_row: null, calendar_id: null, zone: null }),
  })))
  const rows = (kind: Turn['kind'], limit = false) => turns.filter(({ turn, ...one }) => turn.kind === kind && (one.limit ?? false) === limit).map(({ next }) => next)
  await tell(ctx, ClockBreached, turns.filter(({ row, next }) => next.breached_at && !row.breached_at).map(({ next }) => next))
  for (const [reason, paused] of Map.groupBy(rows('pause'), (row) => row.pause_reason as string)) await tell(ctx, ClockPaused, paused, { reason })
  await tell(ctx, ClockPauseEnded, rows('resume', true))
  await tell(ctx, ClockResumed, rows('resume'))
  await tell(ctx, ClockRevised, rows('revise'))
  await tell(ctx, ClockMet, rows('stop').filter(({ state }) => state === 'met'))
  await tell(ctx, ClockStoppedLate, rows('stop').filter(({ state }) => state === 'stopped-late'))
}
