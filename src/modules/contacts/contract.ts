import { z } from 'zod'
import { Day, Id, Instant, Listing, endpoint, event, line, pageOf, personal, question } from '../../kernel/contract.ts'
import { ContactKind, CustomerType } from '../customers/contract.ts'
import { CHANNELS, MANUAL_CHANNELS } from './rules.ts'

/** Interactions: that we met a customer, by which channel, when, who of us, about what. What was said lies with the channel or the case. */

export const Channel = z.enum(CHANNELS)
export type Channel = z.output<typeof Channel>
export const Direction = z.enum(['in', 'out'])
export type Direction = z.output<typeof Direction>

export const Party = z.object({
  kind: ContactKind.nullable(),
  /** Null when the contact point was removed or its customer's values were destroyed. */
  value: personal(z.string(), 'contact', 'kind').nullable(),
  contactPointId: z.uuid().nullable(), customerId: z.uuid().nullable(),
  /** As they called themselves then. */
  name: z.string().nullable(),
}).meta({ id: 'Party' })
export type Party = z.output<typeof Party>

export const Interaction = z.object({
  id: z.uuid(), channel: Channel, direction: Direction,
  customer: z.object({ id: z.uuid(), name: z.string(), type: CustomerType }).nullable(),
  agent: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The record it belongs to, such as a case. */
  about: z.object({ kind: z.string(), id: z.uuid() }).nullable(),
  /** When it happened; for imported history long before it was taken in. */
  at: Instant, startedAt: Instant.nullable(), endedAt: Instant.nullable(), topic: z.string().nullable(), outcome: z.string().nullable(),
  /** Of a call whose stretches of speech were told. */
  talk: z.object({ interruptions: z.int(), ventingSeconds: z.number(), flagged: z.boolean() }).nullable(),
}).meta({ id: 'Interaction' })
export type Interaction = z.output<typeof Interaction>
const said = {
  subject: z.string().nullable(), text: z.string().nullable(),
  /** Without anything that runs or calls home. */
  html: z.string().nullable(),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), size: z.int(), inline: z.boolean(), fileId: z.uuid().nullable(), hash: z.string().nullable() })),
}
/** What was said, as its channel keeps it. */
export const InteractionContent = z.object({ ...said, sentAt: z.date().nullable() })
export type InteractionContent = z.output<typeof InteractionContent>
export const WholeInteraction = Interaction.extend({ from: z.array(Party), to: z.array(Party), cc: z.array(Party), ...said, sentAt: Instant.nullable() })

export const InteractionQuery = Listing.extend({
  channel: Channel.optional(), direction: Direction.optional(), customerId: z.uuid().optional(), aboutId: z.uuid().optional(),
  /** A staff's id, or `me`. */
  agent: z.union([z.uuid(), z.literal('me')]).optional(),
  atFrom: Day.optional(), atTo: Day.optional(),
  /** Only calls that quality assurance looks at because the customer was interrupted. */
  flagged: z.enum(['true']).optional(),
}).omit({ q: true })
export type InteractionQuery = z.output<typeof InteractionQuery>

export const WriteDown = z.strictObject({
  channel: z.enum(MANUAL_CHANNELS), direction: Direction, customerId: z.uuid(), contactPointId: z.uuid().optional(),
  startedAt: Instant, endedAt: Instant.optional(), topic: line(200), outcome: line(200).optional(),
})

export const interactions = {
  list: endpoint('GET', '/interactions', { query: InteractionQuery, response: pageOf(Interaction), access: 'interaction.read', about: 'Interactions one may see, newest first.' }),
  get: endpoint('GET', '/interactions/:id', { params: Id, response: WholeInteraction, access: 'interaction.read', about: 'One interaction with its senders, receivers and, for who may know it, what was said.' }),
  timeline: endpoint('GET', '/customers/:id/timeline', { params: Id, query: Listing.pick({ limit: true, cursor: true }), response: pageOf(Interaction), access: 'interaction.read', about: 'Every interaction with a customer, of all channels, newest first.' }),
  writeDown: endpoint('POST', '/interactions', { body: WriteDown, response: WholeInteraction, status: 201, access: 'interaction.write', about: 'Writes down a call or a visit that one had oneself. Numbers and addresses in the topic are masked.' }),
}

/** What was said in an interaction that is in the reader's sight? The channel's module answers when the reader may know it, else nobody. */
export const InteractionContentAsked = question('interaction.content', z.object({ id: z.uuid(), channel: Channel, subjectKind: z.string().nullable(), subjectId: z.uuid().nullable() }), InteractionContent)

export const InteractionRecorded = event('interaction.recorded', z.object({
  channel: Channel, direction: Direction, customerId: z.uuid().nullable(), agentId: z.uuid().nullable(), subjectKind: z.string().nullable(), subjectId: z.uuid().nullable(),
}))
/** Somebody found that it belongs to another record. */
export const InteractionPointed = event('interaction.pointed', z.object({ from: z.uuid().nullable(), to: z.uuid(), subjectKind: z.string() }))
