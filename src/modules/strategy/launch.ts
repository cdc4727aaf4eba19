import { z } from 'zod'
import { systemActor } from '../../kernel/actors.ts'
import type { Ctx } from '../../kernel/context.ts'
import { companyLanguage } from '../../kernel/frame.ts'
import { schedule } from '../../kernel/jobs.ts'
import { on, outsideJob } from '../../kernel/module.ts'
import { customerRefs } from '../customers/index.ts'
import { ContactPointsAsked } from '../messages/contract.ts'
import { queueMessage } from '../messages/index.ts'
import { NeedMoved, NeedTold } from './contract.ts'
import { wantingOf } from './queries.ts'
import { tables } from './tables.ts'

/** So many customers are written to in one unit. */
const AT_ONCE = 50

/** Writes to the next customers who wait for it; whether there are more. A row that is taken stands for one message, and the outbox knows the key besides. */
async function tellSome(ctx: Ctx, needId: string): Promise<boolean> {
  const of = await tables(ctx).selectFrom('need').select(['title', 'launch_note', 'stage']).where('id', '=', needId).executeTakeFirst()
  if (of?.stage !== 'launched') return false
  const due = await tables(ctx).selectFrom('need_notice').select('customer_id').where('need_id', '=', needId).where('state', '=', 'due').orderBy('customer_id').limit(AT_ONCE).forUpdate().skipLocked().execute()
  if (!due.length) return false
  const names = await customerRefs(ctx, due.map(({ customer_id }) => customer_id))
  const said = { told: 0, untold: 0 }
  for (const { customer_id: customerId } of due) {
    const address = (await ctx.ask(ContactPointsAsked, { customerId })).find((one) => one.kind === 'email' && one.value !== null)
    const sent = address && await queueMessage(ctx, {
      key: `need-launch:${needId}:${customerId}`, channel: 'email', about: { kind: 'need', id: needId }, customerId, to: [{ kind: 'email', contactPointId: address.id }], automatic: true, purpose: 'follow-up',
      template: 'need-launched', fields: { name: names.get(customerId)?.name ?? '', need: of.title, news: of.launch_note ?? '' }, locale: ctx.settings.get(companyLanguage),
    })
    const state = !sent ? 'no-address' as const : sent.state === 'refused' ? 'refused' as const : sent.state === 'held' ? 'held' as const : 'sent' as const
    said[state === 'sent' || state === 'held' ? 'told' : 'untold'] += 1
    await tables(ctx).updateTable('need_notice').set({ state, message_id: sent?.id ?? null, reason: sent?.reason ?? null, at: ctx.now }).where('need_id', '=', needId).where('customer_id', '=', customerId).execute()
  }
  await ctx.emit(NeedTold, needId, said)
  return due.length === AT_ONCE
}

export const tellLaunch = outsideJob('strategy.tell-launch', { payload: z.object({ needId: z.uuid() }) }, async (work, { needId }) => {
  while (await work.unit(systemActor, 'strategy.tell-launch', (ctx) => tellSome(ctx, needId))) { /* the next ones */ }
})

/** A launch is told to every customer who asked for it and wants to know, each once. */
export const tellOriginators = on(NeedMoved, 'strategy.tell-originators', async (ctx, events) => {
  for (const { subjectId, data } of events) {
    if (data.to !== 'launched') continue
    const wanting = await wantingOf(ctx, subjectId)
    if (!wanting.length) continue
    await tables(ctx).insertInto('need_notice').values(wanting.map((customer_id) => ({ need_id: subjectId, customer_id, state: 'due' as const, message_id: null, reason: null, at: ctx.now }))).onConflict((at) => at.doNothing()).execute()
    await schedule(ctx, tellLaunch, [{ payload: { needId: subjectId }, key: subjectId }])
  }
})
