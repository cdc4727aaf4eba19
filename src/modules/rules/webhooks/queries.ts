import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { standingRules } from '../active.ts'
import type { DeliveryRow, WebhookRow } from '../tables.ts'
import { tables } from '../tables.ts'
import type { Delivery, Webhook } from './contract.ts'

export async function findWebhook(ctx: Ctx, id: string): Promise<WebhookRow> {
  const row = await tables(ctx).selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('webhook')
  return row
}
export async function listWebhooks(ctx: Ctx): Promise<{ items: Webhook[] }> {
  return { items: await shown(ctx, await tables(ctx).selectFrom('webhook').selectAll().orderBy('name').orderBy('id').limit(500).execute()) }
}
export const getWebhook = async (ctx: Ctx, id: string): Promise<Webhook> => (await shown(ctx, [await findWebhook(ctx, id)]))[0]!

async function shown(ctx: Ctx, rows: readonly WebhookRow[]): Promise<Webhook[]> {
  if (!rows.length) return []
  const { rows: counts } = await sql<{ webhook_id: string; waiting: number; last: Date | null }>`select webhook_id, (count(*) filter (where state in ('waiting', 'sending')))::int as waiting, max(settled_at) filter (where state = 'delivered') as last
    from webhook_delivery where webhook_id = any(${rows.map((row) => row.id)}::uuid[]) group by 1`.execute(ctx.db)
  const counted = new Map(counts.map((row) => [row.webhook_id, row]))
  const rules = (await standingRules(ctx)).filter((one) => one.isOn)
  return rows.map((row) => ({
    id: row.id, name: row.name, url: row.url, grants: row.grants, isOn: row.is_on, offReason: row.off_reason, failingSince: row.failing_since, oldSecretUntil: row.old_until && row.old_until > ctx.now ? row.old_until : null,
    usedBy: rules.filter((one) => one.compiled?.is.body.then.some((step) => step.do === 'webhook.call' && step.with['webhook'] === row.id)).map((one) => one.key),
    waiting: counted.get(row.id)?.waiting ?? 0, lastDeliveredAt: counted.get(row.id)?.last ?? null, madeAt: row.made_at, changedAt: row.changed_at, version: row.version,
  }))
}

export async function listDeliveries(ctx: Ctx, webhookId: string, { limit, cursor, state }: { limit: number; cursor?: string | undefined; state?: Delivery['state'] | undefined }): Promise<{ items: Delivery[]; nextCursor: string | null }> {
  await findWebhook(ctx, webhookId)
  let asked = tables(ctx).selectFrom('webhook_delivery').selectAll().where('webhook_id', '=', webhookId)
  if (state) asked = asked.where('state', '=', state)
  if (cursor && /^[0-9a-f-]{36}$/.test(cursor)) asked = asked.where('id', '<', cursor)
  const rows = await asked.orderBy('id', 'desc').limit(limit + 1).execute()
  const page = rows.slice(0, limit)
  return { items: await withTries(ctx, page), nextCursor: rows.length > limit ? page.at(-1)?.id ?? null : null }
}
export async function getDelivery(ctx: Ctx, id: string): Promise<Delivery> {
  const row = await tables(ctx).selectFrom('webhook_delivery').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('delivery')
  return (await withTries(ctx, [row]))[0]!
}
async function withTries(ctx: Ctx, rows: readonly DeliveryRow[]): Promise<Delivery[]> {
  const tries = rows.length ? await tables(ctx).selectFrom('webhook_attempt').selectAll().where('delivery_id', 'in', rows.map((row) => row.id)).orderBy('at').execute() : []
  return rows.map((row) => ({
    id: row.id, type: row.type, subject: row.subject_kind && row.subject_id ? { kind: row.subject_kind, id: row.subject_id } : null, firingId: row.firing_id, state: row.state, payload: row.payload,
    queuedAt: row.queued_at, dueAt: row.state === 'waiting' ? row.due_at : null, settledAt: row.settled_at, version: row.version,
    tries: tries.filter((one) => one.delivery_id === row.id).map((one) => ({ attempt: one.attempt, at: one.at, tookMs: one.took_ms, status: one.status, error: one.error })),
  }))
}
