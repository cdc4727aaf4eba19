import { sql } from 'kysely'
import { z } from 'zod'
import { systemActor } from '../../../kernel/actors.ts'
import type { Actor, Ctx } from '../../../kernel/context.ts'
import { schedule } from '../../../kernel/jobs.ts'
import { beat, on, outsideJob } from '../../../kernel/module.ts'
import type { Work } from '../../../kernel/work.ts'
import { notify, readActor } from '../../people/index.ts'
import { toldOf } from './commands.ts'
import { BulkEnded, BulkStarted } from './contract.ts'
import type { BulkDeed } from './contract.ts'
import { doDeed } from './do-deed.ts'
import { judge } from './judge.ts'
import { tables } from './tables.ts'

/** Cases done in one transaction: whoever wants one of them waits for no longer than a slice takes. */
const SLICE = 500
/** What the log says a bulk deed came by; told apart when customers are not to hear of it. */
export const BY_BULK = 'cases.bulk'
export const BY_BULK_QUIETLY = 'cases.bulk-quietly'
const viaOf = (deed: BulkDeed) => 'tellCustomers' in deed && !deed.tellCustomers ? BY_BULK_QUIETLY : BY_BULK

/** Does a started deed slice by slice, as the person who started it is and may now. Run again after a crash it goes on where it stopped: a case and its mark are one transaction. */
export const bulkJob = outsideJob('cases.bulk', { payload: z.object({ id: z.uuid() }) }, async (work, { id }) => {
  for (;;) {
    const standing = await work.read(systemActor, BY_BULK, async (ctx) => {
      const row = await tables(ctx).selectFrom('case_bulk').selectAll().where('id', '=', id).executeTakeFirst()
      return row?.state === 'running' ? { row, actor: await readActor(ctx, row.by_id) } : undefined
    })
    if (!standing) return
    if (!standing.actor) { await work.unit(systemActor, BY_BULK, (ctx) => end(ctx, id, 'bulk.starter-gone')); return }
    if (!await slice(work, standing.actor, id, standing.row.deed)) return
  }
})

/** One transaction's part. @returns whether there may be more to do */
const slice = (work: Work, actor: Actor, id: string, deed: BulkDeed): Promise<boolean> => work.unit(actor, viaOf(deed), async (ctx) => {
  const held = await tables(ctx).selectFrom('case_bulk').select('state').where('id', '=', id).forUpdate().executeTakeFirst()
  if (held?.state !== 'running') return false
  const items = await tables(ctx).selectFrom('case_bulk_item').select(['nth', 'case_id']).where('bulk_id', '=', id).where('done_at', 'is', null).where('refusal', 'is', null).orderBy('nth').limit(SLICE).execute()
  if (!items.length) { await end(ctx, id, null); return false }
  const judged = await judge(ctx, deed, items.map((item) => item.case_id), true)
  await doDeed(ctx, deed, judged)
  const marks = items.map(({ nth, case_id }) => ({ nth, refusal: judged.refusals.get(case_id) ?? null }))
  const refused = marks.filter(({ refusal }) => refusal).length
  await sql`update case_bulk_item i set refusal = v.refusal, done_at = case when v.refusal is null then ${ctx.now}::timestamptz end
    from json_to_recordset(${JSON.stringify(marks)}::json) as v (nth int, refusal text) where i.bulk_id = ${id} and i.nth = v.nth`.execute(ctx.db)
  await sql`update case_bulk set done = done + ${items.length - refused}, refused = refused + ${refused}, touched_at = ${ctx.now}, version = version + 1 where id = ${id}`.execute(ctx.db)
  return true
})

async function end(ctx: Ctx, id: string, fault: string | null): Promise<void> {
  const row = await tables(ctx).updateTable('case_bulk').set((eb) => ({ state: fault ? 'failed' : 'done', fault, ended_at: ctx.now, touched_at: ctx.now, version: eb('version', '+', 1) })).where('id', '=', id).where('state', '=', 'running').returningAll().executeTakeFirst()
  if (row) await ctx.emit(BulkEnded, id, { ...toldOf(row), done: row.done, refused: row.refused, fault })
}

/** The log's hearers may be busy with what the last bulk deed left them: the beat below begins what they have not begun. */
export const beginBulk = on(BulkStarted, 'cases.begin-bulk', (ctx, events) => schedule(ctx, bulkJob, events.map(({ subjectId }) => ({ payload: { id: subjectId }, key: subjectId }))))

/** Whoever started it hears how it went, and whoever was given cases hears it once, not case by case. */
export const tellBulk = on(BulkEnded, 'cases.tell-bulk', async (ctx, events) => {
  for (const { subjectId, data } of events) {
    const row = await tables(ctx).selectFrom('case_bulk').selectAll().where('id', '=', subjectId).executeTakeFirst()
    if (!row) continue
    await notify(ctx, [row.by_id], { code: data.fault ? 'bulk.notice-failed' : 'bulk.notice-done', subjectKind: 'case-bulk', subjectId, params: { done: data.done, refused: data.refused } })
    if (row.deed.kind === 'assign' && row.deed.handlerId && row.deed.handlerId !== row.by_id && data.done) await notify(ctx, [row.deed.handlerId], { code: 'bulk.notice-given', subjectKind: 'cases', subjectId: row.deed.handlerId, params: { n: data.done } })
  }
})

const MINUTE_MS = 60_000
/** Begins what was started just now, and goes on with what stopped in the middle because its process did. */
export const bulkBeat = beat('cases.bulk-beat', 2, async (ctx) => {
  const still = await tables(ctx).selectFrom('case_bulk').select('id').where('state', '=', 'running').where((eb) => eb.or([eb('touched_at', '<', new Date(ctx.now.getTime() - 2 * MINUTE_MS)), eb('touched_at', '=', eb.ref('started_at'))])).execute()
  if (still.length) await tables(ctx).updateTable('case_bulk').set({ touched_at: ctx.now }).where('id', 'in', still.map(({ id }) => id)).execute()
  await schedule(ctx, bulkJob, still.map(({ id }) => ({ payload: { id }, key: id })))
})
const DAY_MS = 86_400_000
/** What is shown and never started is kept a day, the list of cases of what was done a month. */
const KEPT_DAYS = 30
/** Forgets what nobody will ask for. */
export const bulkSweep = beat('cases.bulk-sweep', 3_600, async (ctx) => {
  await tables(ctx).deleteFrom('case_bulk').where('state', '=', 'prepared').where('touched_at', '<', new Date(ctx.now.getTime() - DAY_MS)).execute()
  await tables(ctx).deleteFrom('case_bulk').where('state', 'in', ['done', 'cancelled', 'failed']).where('ended_at', '<', new Date(ctx.now.getTime() - KEPT_DAYS * DAY_MS)).execute()
})
