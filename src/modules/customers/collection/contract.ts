import { z } from 'zod'
import { Day, Id, Instant, endpoint, event, prose } from '../../../kernel/contract.ts'
import { CheckSource } from '../profile/contract.ts'
import { CATEGORIES, COLLECTED_FIELDS, PROFILE_FIELDS } from '../profile/rules.ts'

/** What information specialists collect of customers, in five categories: personal, needs, satisfaction and evaluation, product in use, other companies (ORG-08). */

const Category = z.enum(CATEGORIES)
export const Collection = z.object({
  completeness: z.number(),
  categories: z.array(z.object({
    category: Category, asked: z.boolean(), filled: z.boolean(),
    /** Of what is personal: the fields of the profile that are still missing. */
    missing: z.array(z.enum(PROFILE_FIELDS)),
    /** What was heard, the newest first. */
    entries: z.array(z.object({ id: z.uuid(), words: z.string(), source: CheckSource, on: z.string(), by: z.string().nullable() })),
  })),
}).meta({ id: 'CustomerCollection' })
export type Collection = z.output<typeof Collection>

export const AskToCollect = z.strictObject({
  customerIds: z.array(z.uuid()).min(1).max(200), categories: z.array(Category).min(1).max(CATEGORIES.length), /** Information specialists when nobody is named. */ ownerId: z.uuid().optional(), dueAt: Instant,
})
export const Collect = z.strictObject({ items: z.array(z.strictObject({ category: z.enum(COLLECTED_FIELDS), words: prose(4_000) })).min(1).max(COLLECTED_FIELDS.length), source: CheckSource.default('customer'), on: Day.optional() })

export const collections = {
  collected: endpoint('GET', '/customers/:id/collection', { params: Id, response: Collection, access: 'customer.read', about: 'What was collected of a customer in the five categories, and what was asked for.' }),
  collect: endpoint('POST', '/customers/:id/collection', { params: Id, body: Collect, response: Collection, access: 'customer.write', about: 'Writes down what was heard of a customer’s needs, satisfaction, product in use and other companies; the completeness of the profile follows at once.' }),
  askToCollect: endpoint('POST', '/customer-collections', { body: AskToCollect, response: z.object({ given: z.int() }), status: 201, access: 'customer.tidy', about: 'Gives a task for each of these customers, to one person or the information specialists. What is asked counts for the completeness from then on; a task ends by itself once everything is there.' }),
}
export const CustomerCollected = event('customer.collected', z.object({ categories: z.array(z.enum(COLLECTED_FIELDS)) }))
export const CollectionAsked = event('customer.collection-asked', z.object({ categories: z.array(Category) }))
