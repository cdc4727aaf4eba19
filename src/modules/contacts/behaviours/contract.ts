import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf } from '../../../kernel/contract.ts'

/** What customers do besides speaking with us: orders, visits, use (CHN-15). */

export const BEHAVIOURS = ['visit', 'inquiry', 'order', 'payment', 'delivery', 'usage', 'return', 'renewal', 'referral'] as const
export const Behaviour = z.object({ id: z.uuid(), customerId: z.uuid(), kind: z.enum(BEHAVIOURS), label: z.string(), amount: z.number().nullable(), source: z.string(), externalId: z.string(), at: Instant }).meta({ id: 'Behaviour' })
export type Behaviour = z.output<typeof Behaviour>
export const NewBehaviour = z.strictObject({ customerId: z.uuid(), kind: z.enum(BEHAVIOURS), label: line(200), amount: z.number().min(-1e15).max(1e15).optional(), source: line(60), externalId: line(200), at: Instant })
export type NewBehaviour = z.output<typeof NewBehaviour>

/** What a customer bought, all records of theirs together. */
export const Purchases = z.object({
  orders: z.int(),
  /** Of all orders that named one. */
  amount: z.number(), returns: z.int(), firstAt: Instant.nullable(), lastAt: Instant.nullable(),
  /** The latest orders and returns. */
  latest: z.array(Behaviour),
}).meta({ id: 'Purchases' })
export type Purchases = z.output<typeof Purchases>

export const behaviours = {
  tellBehaviours: endpoint('POST', '/behaviours', {
    body: z.strictObject({ events: z.array(NewBehaviour).min(1).max(500) }), status: 201, access: 'behaviour.write',
    response: z.object({ taken: z.int(), known: z.int(), refused: z.array(z.object({ index: z.int(), code: z.string() })) }),
    about: 'Takes in what customers did as another system tells it; known by source and its id there, so telling it twice takes it once. What names no customer is refused alone, the rest is taken.',
  }),
  behaviours: endpoint('GET', '/customers/:id/behaviours', { params: Id, query: Listing.pick({ limit: true, cursor: true }).extend({ kind: z.enum(BEHAVIOURS).optional() }), response: pageOf(Behaviour), access: 'interaction.read', about: 'What a customer did, latest first.' }),
  purchases: endpoint('GET', '/customers/:id/purchases', { params: Id, response: Purchases, access: 'interaction.read', about: 'What a customer bought: how many orders, for how much, first and last, and the latest of them.' }),
}
/** About a customer; which order or visit it was stands with the row. */
export const BehavioursTold = event('behaviour.told', z.object({ source: z.string(), taken: z.int() }))
