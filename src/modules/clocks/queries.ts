import type { Ctx } from '../../kernel/context.ts'
import { among, lookUp } from '../../kernel/transaction.ts'
import type { Turn } from './rules.ts'
import type { Clock, CountingPart, Explanation } from './contract.ts'
import { partsOf } from './explanation.ts'
import type { Part } from './explanation.ts'
import { shownAs } from './shown.ts'
import type { ClockEventRow, ClockRow, Pins } from './tables.ts'
import { tables } from './tables.ts'
import type { PinnedTerms } from './terms.ts'
import { termsOf } from './terms.ts'

const rowsOf = (ctx: Ctx, subjectIds: readonly string[]): Promise<ClockRow[]> =>
  tables(ctx).selectFrom('clock').modifyFront(lookUp).selectAll().where(among('subject_id', subjectIds)).where('state', '<>', 'lapsed').orderBy('id').execute()

/** The clocks of records as they stand now, oldest first; a record without clocks is not in the answer. One query. */
export async function clocksOf(ctx: Ctx, subjectIds: readonly string[]): Promise<Map<string, Clock[]>> {
  if (!subjectIds.length) return new Map()
  const rows = await rowsOf(ctx, subjectIds)
  return new Map([...Map.groupBy(rows, (row) => row.subject_id)].map(([id, clocks]) => [id, clocks.map((row) => shownAs(ctx, row))]))
}

/** Why each clock of a record is due when it is. Who may see the record is for the caller to have decided. */
export async function explainClocks(ctx: Ctx, subjectId: string): Promise<Explanation[]> {
  const rows = await rowsOf(ctx, [subjectId])
  if (!rows.length) return []
  const events = await tables(ctx).selectFrom('clock_event').selectAll().where('clock_id', 'in', rows.map(({ id }) => id)).orderBy('version').execute()
  const byClock = Map.groupBy(events, (event) => event.clock_id)
  return rows.map((row) => ({ clock: shownAs(ctx, row), parts: partsOf(turnsOf(ctx, row, byClock.get(row.id) ?? []), ctx.now).map(toldPart) }))
}

/** The stored events of one clock as the rules take them. */
export const turnsOf = (ctx: Pick<Ctx, 'definitions'>, { subject_kind, key }: Pick<ClockRow, 'subject_kind' | 'key'>, events: readonly ClockEventRow[]): Turn<PinnedTerms>[] => events.map((event) => {
  const { kind, at } = event
  switch (kind) {
    case 'start': case 'revise': return { kind, at, terms: termsOf(ctx.definitions, subject_kind, key, event as Pins) }
    case 'pause': return { kind, at, reason: event.reason as string }
    default: return { kind, at }
  }
})

/** A part as readers see it. */
export function toldPart(part: Part<PinnedTerms>): Explanation['parts'][number] {
  if (part.kind === 'pause') return part
  const { policy, clock, pins, work, seconds } = part.terms
  return {
    kind: 'counting', from: part.from, to: part.to, seconds: part.seconds,
    policy: { key: policy.key, version: policy.version, name: policy.is.name, row: pins.policy_row + 1, when: clock.rows[pins.policy_row]?.when as CountingPart['policy']['when'] ?? null, seconds },
    calendar: { key: work.key, version: work.version, name: work.is.name, zone: pins.zone },
    slices: part.slices.map(({ name, ...slice }) => ({ ...slice, name: name === undefined ? null : work.is.nameOf(name) })),
  }
}
