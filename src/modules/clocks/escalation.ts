import { addWorking } from '../../pure/worktime/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { companyZone } from '../../kernel/frame.ts'
import { among } from '../../kernel/transaction.ts'
import { calendarKind } from './calendar.ts'
import { tables } from './tables.ts'
import { termsOf } from './terms.ts'

/** A step up of an overdue clock: 1 is the first, at the moment the clock has run for the times that its policy says. */
export interface EscalationStep { level: number; at: Date }

/** The steps that an open clock goes up by, counted from its due moment in its own working time. None for a clock that has stopped, waits or has no due moment. */
export async function stepsUp(ctx: Ctx, clockId: string): Promise<EscalationStep[]> {
  const row = await tables(ctx).selectFrom('clock').selectAll().where('id', '=', clockId).executeTakeFirst()
  if (!row || row.stopped_at || !row.due_at) return []
  const { calendar, seconds, clock } = termsOf(ctx.definitions, row.subject_kind, row.key, row)
  const { due_at } = row
  return clock.escalateAt.map((times, nth) => ({ level: nth + 1, at: times === 1 || seconds === Infinity ? due_at : addWorking(calendar, due_at, seconds * (times - 1)) }))
}

/** The first moment from `at` on at which whoever works by this calendar is at work; `at` itself where nobody keeps such a calendar or it never opens. */
export function nextOpen(ctx: Ctx, calendarKey: string, at: Date): Date {
  if (!ctx.definitions.keys(calendarKind, at).includes(calendarKey)) return at
  const { is } = ctx.definitions.current(calendarKind, calendarKey, at)
  const calendar = is.inZone(is.zoneIn(ctx.settings.get(companyZone)))
  return calendar.schedule.weekTotal > 0 ? addWorking(calendar, at, 0) : at
}

/** Which of these clocks are open past their due moment now. */
export async function stillOverdue(ctx: Ctx, clockIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (!clockIds.length) return new Set()
  const rows = await tables(ctx).selectFrom('clock').select('id').where('id', 'in', clockIds).where('stopped_at', 'is', null).where('due_at', '<', ctx.now).execute()
  return new Set(rows.map((row) => row.id))
}

/** Which of these clocks have stopped, so that nobody need hear of them any more. */
export async function settledClocks(ctx: Ctx, clockIds: readonly string[]): Promise<string[]> {
  const rows = await tables(ctx).selectFrom('clock').select('id').where(among('id', clockIds)).where('stopped_at', 'is not', null).execute()
  return rows.map((row) => row.id)
}
