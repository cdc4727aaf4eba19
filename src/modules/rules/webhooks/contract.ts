import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf } from '../../../kernel/contract.ts'
import { History } from '../../../kernel/shell.ts'

/** Webhooks: what other systems are told when rules say so. */

const Field = z.string().regex(/^[a-z][\w-]*\.[\w-]+$/)
export const Webhook = z.object({
  id: z.uuid(), name: z.string(), url: z.string(), grants: z.array(z.string()),
  isOn: z.boolean(), offReason: z.string().nullable(), failingSince: Instant.nullable(),
  /** While a secret follows another both sign. */
  oldSecretUntil: Instant.nullable(), usedBy: z.array(z.string()), waiting: z.int(), lastDeliveredAt: Instant.nullable(), madeAt: Instant, changedAt: Instant, version: z.int(),
}).meta({ id: 'Webhook' })
export type Webhook = z.output<typeof Webhook>
const WithSecret = z.object({ webhook: Webhook, secret: z.string() })

export const DELIVERY_STATES = ['waiting', 'sending', 'delivered', 'given-up', 'stopped'] as const
export const Delivery = z.object({
  id: z.uuid(), type: z.string(), subject: z.object({ kind: z.string(), id: z.uuid() }).nullable(), firingId: z.uuid().nullable(), state: z.enum(DELIVERY_STATES),
  payload: z.string(), queuedAt: Instant, dueAt: Instant.nullable(), settledAt: Instant.nullable(),
  tries: z.array(z.object({ attempt: z.int(), at: Instant, tookMs: z.int(), status: z.int().nullable(), error: z.string().nullable() })), version: z.int(),
}).meta({ id: 'WebhookDelivery' })
export type Delivery = z.output<typeof Delivery>

export const AddWebhook = z.strictObject({ name: line(120), url: line(2_000), grants: z.array(Field).max(50).default([]) })
export const webhooks = {
  webhooks: endpoint('GET', '/webhooks', { response: z.object({ items: z.array(Webhook) }), access: 'webhook.read', about: 'The webhooks, by name.' }),
  webhook: endpoint('GET', '/webhooks/:id', { params: Id, response: Webhook, access: 'webhook.read', about: 'One webhook.' }),
  addWebhook: endpoint('POST', '/webhooks', { body: AddWebhook, response: WithSecret, status: 201, access: 'webhook.write', about: 'Adds a webhook. The secret is told once. `grants` names fields that may leave beside ids and open ones.' }),
  changeWebhook: endpoint('PATCH', '/webhooks/:id', { params: Id, body: z.strictObject({ name: line(120).optional(), url: line(2_000).optional(), grants: z.array(Field).max(50).optional(), isOn: z.boolean().optional(), version: z.int() }), response: Webhook, access: 'webhook.write', about: 'Changes a webhook, or switches it on and off; what waited while it was off is sent.' }),
  rotateSecret: endpoint('POST', '/webhooks/:id/rotate', { params: Id, body: z.strictObject({ version: z.int(), keepHours: z.int().min(0).max(720).default(24) }), response: WithSecret, access: 'webhook.write', about: 'Makes a new secret, told once; the old one signs beside it for so many hours.' }),
  deliveries: endpoint('GET', '/webhooks/:id/deliveries', { params: Id, query: Listing.pick({ limit: true, cursor: true }).extend({ state: z.enum(DELIVERY_STATES).optional() }), response: pageOf(Delivery), access: 'webhook.read', about: 'What was sent and every attempt, newest first.' }),
  replayDelivery: endpoint('POST', '/webhook-deliveries/:id/replay', { params: Id, body: z.strictObject({ version: z.int() }), response: Delivery, access: 'webhook.write', about: 'Sends a delivery again under the same id.' }),
  webhookEvents: endpoint('GET', '/webhooks/:id/events', { params: Id, response: History, access: 'webhook.read', about: 'The history of a webhook, oldest first.' }),
}
/** Waits for the other side: opens its units itself. */
export const testing = {
  testWebhook: endpoint('POST', '/webhooks/:id/test', { params: Id, body: z.strictObject({}), response: Delivery, access: 'webhook.write', perMinute: 20, about: 'Sends a test and answers what came back.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
export const WebhookAdded = event('webhook.added', z.object({ name: z.string() }))
export const WebhookChanged = event('webhook.changed', z.object({ changed: Changed }))
export const SecretRotated = event('webhook.rotated', z.object({ keepHours: z.int() }))
export const WebhookTested = event('webhook.tested', z.object({ deliveryId: z.uuid() }))
/** Something waits to be sent at `dueAt`. */
export const DeliveryQueued = event('webhook.queued', z.object({ deliveryId: z.uuid(), type: z.string(), replay: z.boolean().default(false) }))
export const DeliveryGivenUp = event('webhook.given-up', z.object({ deliveryId: z.uuid(), attempts: z.int() }))
export const WebhookStopped = event('webhook.stopped', z.object({ reason: z.enum(['failing', 'gone']) }))
