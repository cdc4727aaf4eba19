import { z } from 'zod'
import { Id, Instant, endpoint, event, line } from '../../../kernel/contract.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { FieldShown } from '../../rules/contract.ts'

/** Groups of customers: those put into them by hand, or all who fit a condition, by what they are and by how they behave. */

const When = z.custom<Condition>((value) => typeof value === 'object' && value !== null)
export const Segment = z.object({
  id: z.uuid(), name: z.string(), about: z.string().nullable(),
  /** Whoever fits belongs; null where members are chosen by hand. */
  condition: z.json().nullable(),
  members: z.int(), changedAt: Instant, version: z.int(),
}).meta({ id: 'CustomerSegment' })
export type Segment = z.output<typeof Segment>

export const AddSegment = z.strictObject({ name: line(80), about: line(300).optional(), condition: When.nullable().default(null) })
export const ChangeSegment = z.strictObject({ name: line(80).optional(), about: line(300).nullable().optional(), condition: When.optional(), version: z.int() })

export const segments = {
  listSegments: endpoint('GET', '/customer-segments', { response: z.object({ items: z.array(Segment), /** What conditions may ask, for a screen that builds them. */
    fields: z.array(FieldShown) }), access: 'customer.read', about: 'All segments by name, how many customers stand in each, and what conditions may ask.' }),
  addSegment: endpoint('POST', '/customer-segments', { body: AddSegment, response: Segment, status: 201, access: 'customer.shape', about: 'Makes a segment: with a condition all who fit belong to it, without one it is filled by hand.' }),
  changeSegment: endpoint('PATCH', '/customer-segments/:id', { params: Id, body: ChangeSegment, response: Segment, access: 'customer.shape', about: 'Changes a segment. One by hand stays one.' }),
  removeSegment: endpoint('POST', '/customer-segments/:id/remove', { params: Id, body: z.strictObject({ version: z.int() }), response: Segment, access: 'customer.shape', about: 'Takes a segment away; its customers stay.' }),
  setMembers: endpoint('POST', '/customer-segments/:id/members', { params: Id, body: z.strictObject({ add: z.array(z.uuid()).max(1_000).default([]), remove: z.array(z.uuid()).max(1_000).default([]) }), response: Segment, access: 'customer.write', about: 'Puts customers into a segment that is filled by hand, and takes others out.' }),
}

export const SegmentChanged = event('customer-segment.changed', z.object({ condition: z.boolean(), changed: z.record(z.string(), z.object({ from: z.json(), to: z.json() })) }))
export const SegmentRemoved = event('customer-segment.removed', z.object({}))
export const SegmentFilled = event('customer-segment.filled', z.object({ added: z.array(z.uuid()), removed: z.array(z.uuid()) }))
