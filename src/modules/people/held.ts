import type { Ctx } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { beat } from '../../kernel/module.ts'
import { HeldSettled } from './contract.ts'
import { standInsOf } from './delegates.ts'
import { hoursFrom } from './hours.ts'
import type { Notice } from './notices.ts'
import { notify } from './notices.ts'
import { tables } from './tables.ts'

/** What need not wake anybody waits until each is at work: warnings and what is told further up. */

const BATCH = 200
/** What waits longer is looked at again meanwhile: a shift may have been planned. */
const LOOK_AGAIN = 3_600_000

/** What a notice is about: told no more once that is settled. */
interface InHours {
  about: { kind: string; id: string }
  /** Key of the calendar of those who have neither shifts nor a team's calendar; they hear at once when absent. */
  otherwise?: string | undefined
}

/** Tells each within their own hours: who is at work hears now, the others when they begin, unless it is settled by then. */
export async function notifyInHours(ctx: Ctx, staffIds: readonly string[], notice: Notice, { about, otherwise }: InHours): Promise<{ now: string[]; later: string[] }> {
  const from = await hoursFrom(ctx, staffIds, ctx.now, otherwise ?? null)
  const now = [...from].flatMap(([id, at]) => at <= ctx.now ? [id] : [])
  const later = [...from].filter(([, at]) => at > ctx.now)
  await notify(ctx, now, notice)
  // What waited about the same is overtaken by it.
  if (now.length) await tables(ctx).deleteFrom('notification_held').where('about_id', '=', about.id).where('about_kind', '=', about.kind).where('staff_id', 'in', now).execute()
  if (later.length) {
    await tables(ctx).insertInto('notification_held').values(later.map(([staffId, at]) => ({
      id: newId(), staff_id: staffId, code: notice.code, subject_kind: notice.subjectKind, subject_id: notice.subjectId, params: JSON.stringify(notice.params ?? {}), about_kind: about.kind, about_id: about.id, calendar: otherwise ?? null, at: soon(ctx, at),
    }))).onConflict((on) => on.columns(['about_id', 'about_kind', 'staff_id']).doUpdateSet((eb) => ({ code: eb.ref('excluded.code'), subject_kind: eb.ref('excluded.subject_kind'), subject_id: eb.ref('excluded.subject_id'), params: eb.ref('excluded.params'), at: eb.ref('excluded.at') }))).execute()
  }
  return { now, later: later.map(([id]) => id) }
}
const soon = (ctx: Ctx, at: Date) => new Date(Math.min(at.getTime(), ctx.now.getTime() + LOOK_AGAIN))

/** Tells what has waited, to whoever is at work by now; whoever went away meanwhile is stood in for. @returns whether there may be more */
export async function tellHeld(ctx: Ctx): Promise<boolean> {
  const due = await tables(ctx).selectFrom('notification_held').selectAll().where('at', '<=', ctx.now).orderBy('at').limit(BATCH).forUpdate().skipLocked().execute()
  if (!due.length) return false
  const settled = new Set<string>()
  for (const [kind, rows] of Map.groupBy(due, (row) => row.about_kind)) for (const { id } of await ctx.ask(HeldSettled, { kind, ids: [...new Set(rows.map((row) => row.about_id))] })) settled.add(id)
  const away = await standInsOf(ctx, due.map((row) => row.staff_id))
  for (const [calendar, rows] of Map.groupBy(due, (row) => row.calendar)) {
    const from = await hoursFrom(ctx, rows.map((row) => row.staff_id), ctx.now, calendar)
    for (const row of rows) {
      const at = from.get(row.staff_id) ?? ctx.now
      if (!settled.has(row.about_id) && at > ctx.now) { await tables(ctx).updateTable('notification_held').set({ at: soon(ctx, at) }).where('id', '=', row.id).execute(); continue }
      await tables(ctx).deleteFrom('notification_held').where('id', '=', row.id).execute()
      if (!settled.has(row.about_id)) await notify(ctx, [away.get(row.staff_id) ?? row.staff_id], { code: row.code, subjectKind: row.subject_kind, subjectId: row.subject_id, params: row.params as NonNullable<Notice['params']> })
    }
  }
  return due.length === BATCH
}
export const heldBeat = beat('people.held', 5, tellHeld)
