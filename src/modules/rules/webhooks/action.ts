import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import type { Acting } from '../../../kernel/rule-actions.ts'
import { ruleAction } from '../../../kernel/rule-actions.ts'
import { subjectOf } from '../../../kernel/subjects.ts'
import type { Work } from '../../../kernel/work.ts'
import type { Actor } from '../../../kernel/context.ts'
import { reachOf } from '../reach.ts'
import { tables } from '../tables.ts'
import { queueDelivery } from './commands.ts'
import { WebhookTested } from './contract.ts'
import type { Delivery } from './contract.ts'
import { deliverNow } from './deliver.ts'
import { findWebhook, getDelivery } from './queries.ts'

/** What leaves: ids, fields their owners opened, and what the webhook was granted by name. */
export function leavingOf(at: Pick<Acting, 'about' | 'facts'>, eventKind: string | null, grants: readonly string[]): Record<string, unknown> {
  const subject = subjectOf(at.about.kind)
  if (!subject) return {}
  const reach = reachOf(subject, eventKind ? [eventKind] : null, [])
  return Object.fromEntries([...reach].flatMap(([name, { type, open }]) => {
    const value = at.facts[name]
    return value !== undefined && (type === 'id' || open === true || grants.includes(name)) ? [[name, value instanceof Date ? value.toISOString() : value]] : []
  }))
}

ruleAction({
  name: 'webhook.call', words: { zh: '调用 Webhook', en: 'Call a webhook' },
  input: z.strictObject({ webhook: z.uuid() }),
  inputs: { webhook: { words: { zh: 'Webhook', en: 'Webhook' }, as: 'webhook', required: true } },
  async run(ctx, at, { webhook: id }) {
    const webhook = await tables(ctx).selectFrom('webhook').select(['id', 'grants']).where('id', '=', id).executeTakeFirst()
    if (!webhook) throw new AppError('refused', 'webhook.not-found')
    const delivery = await queueDelivery(ctx, {
      webhookId: id, key: at.key, type: at.event?.kind ?? `${at.about.kind}.by-clock`, subject: at.about, firingId: at.firingId,
      payload: { type: at.event?.kind ?? `${at.about.kind}.by-clock`, timestamp: (at.event?.at ?? ctx.now).toISOString(), data: { rule: at.rule.key, [at.about.kind]: { id: at.about.id }, event: at.event && { id: at.event.id }, fields: leavingOf(at, at.event?.kind ?? null, webhook.grants) } },
    })
    return { did: { kind: 'webhook', id: delivery } }
  },
})

/** Sends a test at once and answers what came back, also to a webhook that is off. */
export async function testWebhook(work: Work, actor: Actor, id: string): Promise<Delivery> {
  const key = `test:${newId()}`
  const queue = async (ctx: Ctx) => {
    const webhook = await findWebhook(ctx, id)
    const deliveryId = await queueDelivery(ctx, { webhookId: webhook.id, key, type: 'webhook.test', subject: null, firingId: null, payload: { type: 'webhook.test', timestamp: ctx.now.toISOString(), data: { webhook: { id: webhook.id } } } })
    await ctx.emit(WebhookTested, webhook.id, { deliveryId })
    return deliveryId
  }
  const deliveryId = await work.unit(actor, 'rules.testWebhook', queue)
  await deliverNow(work, deliveryId)
  return work.read(actor, 'rules.testWebhook', (ctx) => getDelivery(ctx, deliveryId))
}
