import { addWorking } from '../../pure/worktime/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { tables } from './tables.ts'
import { termsOf } from './terms.ts'

/**
 * When an open clock will have run for so many times what it allows, counted from its due moment in its own working time. Null for a
 * clock that has stopped, waits or has no due moment.
 * @param times more than 1
 */
export async function overdueBy(ctx: Ctx, clockId: string, times: number): Promise<Date | null> {
  const row = await tables(ctx).selectFrom('clock').selectAll().where('id', '=', clockId).executeTakeFirst()
  if (!row || row.stopped_at || !row.due_at) return null
  const { calendar, seconds } = termsOf(ctx.definitions, row.subject_kind, row.key, row)
  return addWorking(calendar, row.due_at, seconds * (times - 1))
}

/** Which of these clocks are open past their due moment now. */
export async function stillOverdue(ctx: Ctx, clockIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (!clockIds.length) return new Set()
  const rows = await tables(ctx).selectFrom('clock').select('id').where('id', 'in', clockIds).where('stopped_at', 'is', null).where('due_at', '<', ctx.now).execute()
  return new Set(rows.map((row) => row.id))
}
