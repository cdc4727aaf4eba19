import type { Ctx } from '../../kernel/context.ts'
import { beat } from '../../kernel/module.ts'
import { notify } from '../people/index.ts'
import { breakPromises } from './commands/promises.ts'
import { promiseWarnMinutes } from './settings.ts'
import { tables } from './tables.ts'

const MINUTE_MS = 60_000
const BATCH = 200

/** Reminds whoever promised something before it is due, and tells them and the handler when it was not kept. */
export async function watchPromises(ctx: Ctx): Promise<boolean> {
  const { broken, more } = await breakPromises(ctx)
  for (const row of broken) await tell(ctx, row, 'case.notice-promise-broken')
  const before = new Date(ctx.now.getTime() + ctx.settings.get(promiseWarnMinutes) * MINUTE_MS)
  const near = await tables(ctx).updateTable('case_promise').set({ warned_at: ctx.now }).where('id', 'in', (of) => of.selectFrom('case_promise').select('id').where('state', '=', 'open').where('warned_at', 'is', null).where('due_at', '<', before).orderBy('due_at').limit(BATCH))
    .returning(['case_id', 'made_by', 'made_at', 'due_at']).execute()
  // A promise made for the next minutes needs no reminder.
  for (const row of near) if (row.due_at.getTime() - row.made_at.getTime() > ctx.settings.get(promiseWarnMinutes) * MINUTE_MS) await tell(ctx, row, 'case.notice-promise-due')
  return more || near.length === BATCH
}

async function tell(ctx: Ctx, { case_id, made_by }: { case_id: string; made_by: string }, code: string): Promise<void> {
  const of = await tables(ctx).selectFrom('case').select(['number', 'handler_id']).where('id', '=', case_id).where('removed_at', 'is', null).executeTakeFirst()
  if (of) await notify(ctx, [made_by, ...(of.handler_id ? [of.handler_id] : [])], { code, subjectKind: 'case', subjectId: case_id, params: { number: of.number } })
}
export const promiseBeat = beat('cases.promises', 5, watchPromises)
