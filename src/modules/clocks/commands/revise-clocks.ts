import type { Ctx } from '../../../kernel/context.ts'
import type { Fact } from '../../../pure/conditions/index.ts'
import type { Kind } from '../clocked.ts'
import type { Policy } from '../policy.ts'
import { policyKind, rowFor } from '../policy.ts'
import type { Compiled } from '../../../kernel/definitions.ts'
import { firstDue } from '../rules.ts'
import type { ClockRow, Pins } from '../tables.ts'
import type { PinnedTerms } from '../terms.ts'
import { bindNow, termsOf } from '../terms.ts'
import type { Signalled } from './signal-clocks.ts'
import type { Decide } from './turn-clocks.ts'
import { foreseeTurns, turnClocks } from './turn-clocks.ts'

export interface Revision { subjectId: string; facts: Fact; at?: Date }

/**
 * Looks again which row fits open clocks, for their records' facts have changed. A clock keeps the versions it is bound
 * to, unless `versions` says that those in force now are taken on. A clock that no row fits has lapsed: it has no due
 * moment, and counts on in case a row fits again. One that was missed before stays missed.
 * @throws AppError refused clock.no-calendar; ConditionError when a fact is not of its field's type
 */
export async function reviseClocks<const L extends readonly Revision[]>(ctx: Ctx, of: Kind, revisions: L, versions: 'kept' | 'current' = 'kept'): Promise<{ [At in keyof L]: Signalled }> {
  const bySubject = new Map(revisions.map((one) => [one.subjectId, one]))
  const { rows, turned } = await turnClocks(ctx, of.subject, [...bySubject.keys()], revising(ctx, of, bySubject, versions))
  const bySubjectNow = Map.groupBy(rows, (row) => row.subject_id)
  return revisions.map(({ subjectId }) => ({ changed: turned.has(subjectId), dueAt: firstDue(bySubjectNow.get(subjectId) ?? []) })) as { [At in keyof L]: Signalled }
}

/** The nearest due moment of each record as it is, and as it would be if its open clocks took on the policies and calendars in force now; only those that would change. Nothing is written. */
export async function foreseeRevision(ctx: Ctx, of: Kind, revisions: readonly Revision[]): Promise<Map<string, { from: Date | null; to: Date | null }>> {
  const bySubject = new Map(revisions.map((one) => [one.subjectId, one]))
  const foreseen = await foreseeTurns(ctx, of.subject, [...bySubject.keys()], revising(ctx, of, bySubject, 'current'))
  return new Map([...Map.groupBy(foreseen, ({ row }) => row.subject_id)].flatMap(([id, clocks]) => clocks.some(({ row, next }) => row !== next) ? [[id, { from: firstDue(clocks.map(({ row }) => row)), to: firstDue(clocks.map(({ next }) => next)) }] as const] : []))
}

const revising = (ctx: Ctx, of: Kind, bySubject: ReadonlyMap<string, Revision>, versions: 'kept' | 'current'): Decide => {
  const current = versions === 'current' ? ctx.definitions.current(policyKind, of.policy, ctx.now) : undefined
  return (row, before) => {
    const { facts, at = ctx.now } = bySubject.get(row.subject_id) as Revision
    const terms = current ? renewed(ctx, current, row.key, facts) : refitted(ctx, before, row, facts)
    return terms && differ(terms.pins, before.pins) ? { kind: 'revise', at, terms } : undefined
  }
}

function refitted(ctx: Ctx, { clock, pins }: PinnedTerms, { subject_kind, key }: Pick<ClockRow, 'subject_kind' | 'key'>, facts: Fact): PinnedTerms | undefined {
  const fitting = rowFor(clock, facts)
  return termsOf(ctx.definitions, subject_kind, key, { ...pins, policy_row: fitting })
}
function renewed(ctx: Ctx, policy: Compiled<Policy>, key: string, facts: Fact): PinnedTerms | undefined {
  const clock = policy.is.byKey.get(key)
  return clock && bindNow(ctx, policy, clock, rowFor(clock, facts))
}
const differ = (a: Pins, b: Pins) => a.policy_id !== b.policy_id || a.policy_row !== b.policy_row || a.calendar_id !== b.calendar_id || a.zone !== b.zone
