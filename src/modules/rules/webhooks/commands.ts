import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { privateHosts } from '../settings.ts'
import { tables } from '../tables.ts'
import type { DeliveryRow } from '../tables.ts'
import { readAddress } from './call.ts'
import type { Delivery, Webhook } from './contract.ts'
import { DeliveryQueued, SecretRotated, WebhookAdded, WebhookChanged } from './contract.ts'
import { findWebhook, getDelivery, getWebhook } from './queries.ts'
import { newSecret } from './sign.ts'

export const sealedFor = (id: string) => `webhook:${id}`

function checkUrl(ctx: Ctx, url: string): void {
  const read = readAddress(url, ctx.settings.get(privateHosts))
  if (typeof read === 'string') throw invalid('url', read)
}

/** Adds a webhook; its secret is told this once. */
export async function addWebhook(ctx: Ctx, { name, url, grants }: { name: string; url: string; grants: string[] }): Promise<{ webhook: Webhook; secret: string }> {
  checkUrl(ctx, url)
  const id = newId()
  const secret = newSecret()
  tables.insert(ctx, 'webhook', { id, name, url, secret: ctx.vault.sealHouse(secret, sealedFor(id)), old_secret: null, old_until: null, grants, is_on: true, off_reason: null, failing_since: null, made_by: ctx.actor.id, made_at: ctx.now, changed_at: ctx.now, version: 1 })
  await ctx.emit(WebhookAdded, id, { name })
  return { webhook: await getWebhook(ctx, id), secret }
}

export async function changeWebhook(ctx: Ctx, id: string, { version, name, url, grants, isOn }: { version: number; name?: string | undefined; url?: string | undefined; grants?: string[] | undefined; isOn?: boolean | undefined }): Promise<Webhook> {
  const before = await findWebhook(ctx, id)
  if (url !== undefined) checkUrl(ctx, url)
  const changes = dropUndefined({ name, url, grants, is_on: isOn })
  if (!Object.keys(changes).length) throw new AppError('invalid', 'request.nothing-to-change')
  const begins = isOn === true && !before.is_on
  const row = await tables(ctx).updateTable('webhook').set({ ...changes, ...(begins ? { off_reason: null, failing_since: null } : {}), version: version + 1, changed_at: ctx.now }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!row) throw conflict('record.stale', await getWebhook(ctx, id))
  const was = { name: before.name, url: before.url, grants: before.grants, isOn: before.is_on }
  await ctx.emit(WebhookChanged, id, { changed: Object.fromEntries(Object.entries(dropUndefined({ name, url, grants, isOn })).map(([key, to]) => [key, { from: was[key as keyof typeof was], to }])) as never })
  if (begins) await sendStopped(ctx, id)
  return getWebhook(ctx, id)
}

/** What waited while a webhook was off begins anew. */
async function sendStopped(ctx: Ctx, webhookId: string): Promise<void> {
  const rows = await tables(ctx).updateTable('webhook_delivery').set({ state: 'waiting', due_at: ctx.now, attempts: 0 }).where('webhook_id', '=', webhookId).where('state', '=', 'stopped').returning(['id', 'type']).execute()
  for (const row of rows) await ctx.emit(DeliveryQueued, webhookId, { deliveryId: row.id, type: row.type, replay: true })
}

/** A new secret; the old one signs beside it for a while, so that the other side can change over without losing anything. */
export async function rotateSecret(ctx: Ctx, id: string, { version, keepHours }: { version: number; keepHours: number }): Promise<{ webhook: Webhook; secret: string }> {
  const before = await findWebhook(ctx, id)
  const secret = newSecret()
  const row = await tables(ctx).updateTable('webhook').set({ secret: ctx.vault.sealHouse(secret, sealedFor(id)), old_secret: keepHours ? before.secret : null, old_until: keepHours ? new Date(ctx.now.getTime() + keepHours * 3_600_000) : null, version: version + 1, changed_at: ctx.now })
    .where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!row) throw conflict('record.stale', await getWebhook(ctx, id))
  await ctx.emit(SecretRotated, id, { keepHours })
  return { webhook: await getWebhook(ctx, id), secret }
}

/** Writes a delivery down, once a key; it is sent after the unit. */
export async function queueDelivery(ctx: Ctx, { webhookId, key, type, payload, subject, firingId }: { webhookId: string; key: string; type: string; payload: object; subject: { kind: string; id: string } | null; firingId: string | null }): Promise<string> {
  const row: DeliveryRow = {
    id: newId(), webhook_id: webhookId, firing_id: firingId, key, type, payload: JSON.stringify(payload), subject_kind: subject?.kind ?? null, subject_id: subject?.id ?? null,
    state: 'waiting', attempts: 0, due_at: ctx.now, leased_until: null, queued_at: ctx.now, settled_at: null, version: 1,
  }
  const made = await tables(ctx).insertInto('webhook_delivery').values(row).onConflict((c) => c.columns(['webhook_id', 'key']).doNothing()).returning('id').executeTakeFirst()
  if (!made) return (await tables(ctx).selectFrom('webhook_delivery').select('id').where('webhook_id', '=', webhookId).where('key', '=', key).executeTakeFirstOrThrow()).id
  await ctx.emit(DeliveryQueued, webhookId, { deliveryId: row.id, type })
  return row.id
}

/** Sends a delivery again, under the same id, so that the other side knows it. */
export async function replayDelivery(ctx: Ctx, id: string, version: number): Promise<Delivery> {
  const before = await getDelivery(ctx, id)
  if (before.state === 'sending') throw conflict('webhook.being-sent', before)
  const row = await tables(ctx).updateTable('webhook_delivery').set({ state: 'waiting', due_at: ctx.now, attempts: 0, settled_at: null, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning(['webhook_id', 'type']).executeTakeFirst()
  if (!row) throw conflict('record.stale', before)
  await ctx.emit(DeliveryQueued, row.webhook_id, { deliveryId: id, type: row.type, replay: true })
  return getDelivery(ctx, id)
}
