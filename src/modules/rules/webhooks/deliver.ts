import { z } from 'zod'
import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { schedule } from '../../../kernel/jobs.ts'
import { beat, on, outsideJob } from '../../../kernel/module.ts'
import type { Job } from '../../../kernel/module.ts'
import type { Work } from '../../../kernel/work.ts'
import { notify, staffWithRoles } from '../../people/index.ts'
import { failingHours, privateHosts } from '../settings.ts'
import { tables } from '../tables.ts'
import type { CallAnswer, Resolve } from './call.ts'
import { post } from './call.ts'
import { sealedFor } from './commands.ts'
import { DeliveryGivenUp, DeliveryQueued, WebhookStopped } from './contract.ts'
import { headersOf, nextAfter } from './sign.ts'

/** Sends what waits. It may arrive twice when the house falls between sending and writing it down; the id tells the other side. */

const LEASE_SECONDS = 60
/** How names are resolved; tests bring their own. */
export const outside: { resolve?: Resolve } = {}

export const deliver: Job & { payload: z.ZodType<{ deliveryId: string }> } = outsideJob('rules.deliver', { payload: z.object({ deliveryId: z.uuid() }) }, (work, { deliveryId }) => deliverNow(work, deliveryId))
/** Queued deliveries leave at once. */
export const sendQueued = on(DeliveryQueued, 'rules.deliver', (ctx, events) => schedule(ctx, deliver, events.map(({ data }) => ({ payload: { deliveryId: data.deliveryId }, key: data.deliveryId }))))
/** A lost job costs a minute, never a delivery. */
export const sweepDeliveries = beat('rules.deliveries', 30, async (ctx) => {
  await tables(ctx).updateTable('webhook_delivery').set({ state: 'waiting' }).where('state', '=', 'sending').where('leased_until', '<', ctx.now).execute()
  const due = await tables(ctx).selectFrom('webhook_delivery').select('id').where('state', '=', 'waiting').where('due_at', '<', new Date(ctx.now.getTime() - 30_000)).orderBy('due_at').limit(200).execute()
  await schedule(ctx, deliver, due.map(({ id }) => ({ payload: { deliveryId: id }, key: id })))
})

/** One attempt: taken in a unit, sent outside of any, written down in another. */
export async function deliverNow(work: Work, deliveryId: string): Promise<void> {
  const taken = await work.unit(systemActor, 'rules.deliver', (ctx) => take(ctx, deliveryId))
  if (!taken) return
  const answer = await post(taken.url, taken.body, taken.headers, { opened: taken.opened, ...(outside.resolve ? { resolve: outside.resolve } : {}) })
  await work.unit(systemActor, 'rules.deliver', (ctx) => writeDown(ctx, deliveryId, answer))
}

async function take(ctx: Ctx, id: string): Promise<{ url: string; body: string; headers: Record<string, string>; opened: readonly string[] } | null> {
  const row = await tables(ctx).selectFrom('webhook_delivery').selectAll().where('id', '=', id).where('state', '=', 'waiting').where('due_at', '<=', ctx.now).forUpdate().skipLocked().executeTakeFirst()
  if (!row) return null
  const webhook = await tables(ctx).selectFrom('webhook').selectAll().where('id', '=', row.webhook_id).executeTakeFirstOrThrow()
  const isTest = row.type === 'webhook.test'
  if (!webhook.is_on && !isTest) {
    await tables(ctx).updateTable('webhook_delivery').set({ state: 'stopped', due_at: null }).where('id', '=', id).execute()
    return null
  }
  await tables(ctx).updateTable('webhook_delivery').set({ state: 'sending', attempts: row.attempts + 1, leased_until: new Date(ctx.now.getTime() + LEASE_SECONDS * 1_000) }).where('id', '=', id).execute()
  const sealed = [webhook.secret, ...(webhook.old_secret && webhook.old_until && webhook.old_until > ctx.now ? [webhook.old_secret] : [])]
  return { url: webhook.url, body: row.payload, headers: headersOf(sealed.map((secret) => ctx.vault.openHouse(secret, sealedFor(webhook.id))), row.id, ctx.now, row.payload), opened: ctx.settings.get(privateHosts) }
}

async function writeDown(ctx: Ctx, id: string, { status, fault, tookMs, retryAfterSeconds }: CallAnswer): Promise<void> {
  const row = await tables(ctx).selectFrom('webhook_delivery').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  const before = await tables(ctx).selectFrom('webhook_attempt').select((eb) => eb.fn.countAll<string>().as('n')).where('delivery_id', '=', id).executeTakeFirstOrThrow()
  tables.insert(ctx, 'webhook_attempt', { id: newId(), delivery_id: id, attempt: Number(before.n) + 1, at: ctx.now, took_ms: tookMs, status, error: fault })
  const isTest = row.type === 'webhook.test'
  if (status !== null && status >= 200 && status < 300) {
    await tables(ctx).updateTable('webhook_delivery').set({ state: 'delivered', due_at: null, settled_at: ctx.now }).where('id', '=', id).execute()
    if (!isTest) await tables(ctx).updateTable('webhook').set({ failing_since: null }).where('id', '=', row.webhook_id).where('failing_since', 'is not', null).execute()
    return
  }
  const wait = isTest || status === 410 ? null : nextAfter(row.attempts, retryAfterSeconds)
  const dueAt = wait === null ? null : new Date(ctx.now.getTime() + wait * 1_000)
  await tables(ctx).updateTable('webhook_delivery').set({ state: dueAt ? 'waiting' : 'given-up', due_at: dueAt, settled_at: dueAt ? null : ctx.now }).where('id', '=', id).execute()
  if (dueAt) await schedule(ctx, deliver, [{ payload: { deliveryId: id }, key: id, runAt: dueAt }])
  if (isTest) return
  if (!dueAt) await ctx.emit(DeliveryGivenUp, row.webhook_id, { deliveryId: id, attempts: row.attempts })
  await noteFailure(ctx, row.webhook_id, status === 410)
}

/** A webhook that says it is gone, or has failed for longer than the setting, is switched off, and whoever is responsible is told. */
async function noteFailure(ctx: Ctx, webhookId: string, gone: boolean): Promise<void> {
  const webhook = await tables(ctx).updateTable('webhook').set((eb) => ({ failing_since: eb.fn.coalesce('failing_since', eb.val(ctx.now)) })).where('id', '=', webhookId).returning(['name', 'is_on', 'failing_since']).executeTakeFirstOrThrow()
  const tooLong = webhook.failing_since !== null && ctx.now.getTime() - webhook.failing_since.getTime() >= ctx.settings.get(failingHours) * 3_600_000
  if (!webhook.is_on || !(gone || tooLong)) return
  const reason = gone ? 'gone' as const : 'failing' as const
  await tables(ctx).updateTable('webhook').set((eb) => ({ is_on: false, off_reason: reason, version: eb('version', '+', 1), changed_at: ctx.now })).where('id', '=', webhookId).execute()
  await ctx.emit(WebhookStopped, webhookId, { reason })
  await notify(ctx, await staffWithRoles(ctx, ['system_admin', 'cs_manager']), { code: `webhook.notice-${reason}`, subjectKind: 'webhook', subjectId: webhookId, params: { name: webhook.name } })
}
