import type { Ctx } from '../../kernel/context.ts'
import type { ClockMet, ClockPaused } from './contract.ts'
import type { ClockRow } from './tables.ts'

type Telling = Pick<ClockRow, 'id' | 'subject_kind' | 'subject_id' | 'key' | 'due_at'>

/** Tells one event a record of what happened to its clocks. */
export async function tell(ctx: Ctx, event: typeof ClockMet | typeof ClockPaused, rows: readonly Telling[], more: { reason?: string } = {}): Promise<void> {
  for (const [subjectId, clocks] of Map.groupBy(rows, (row) => row.subject_id)) {
    await ctx.emit(event as typeof ClockMet, subjectId, {
      subjectKind: (clocks[0] as Telling).subject_kind, keys: clocks.map(({ key }) => key),
      clocks: clocks.map(({ id, key, due_at }) => ({ id, key, dueAt: due_at?.toISOString() ?? null })), ...more,
    })
  }
}
