import { z } from 'zod'
import { Bilingual, Day, Listing, endpoint, event, pageOf, prose } from '../../../kernel/contract.ts'

/** The register of the management system: everything the house works by, who answers for it, and when it is looked at again. */

const Key = z.string().min(1).max(120)
const Named = z.object({ id: z.uuid(), name: z.string() })
export const RegisterItem = z.object({
  /** `kind/key`: `flow/complaint`, `document/complaint-policy`. */
  id: z.string(), kind: z.string(), key: z.string(), name: Bilingual,
  /** What sort of document it is; null for definitions, whose kind the catalogues name. */
  sort: Bilingual.nullable(), origin: z.enum(['shipped', 'company']).nullable(), version: z.int(), owner: Named.nullable(),
  reviewDueOn: Day, reviewedOn: Day.nullable(), standing: z.enum(['overdue', 'soon', 'later']),
  /** The page where it is read. */
  path: z.string(),
}).meta({ id: 'RegisterItem' })
export type RegisterItem = z.output<typeof RegisterItem>
export const RegisterQuery = Listing.extend({
  standing: z.enum(['overdue', 'soon', 'later']).optional(), kind: z.string().max(300).regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/).optional(), owner: z.union([z.uuid(), z.enum(['me', 'none'])]).optional(),
})
export type RegisterQuery = z.output<typeof RegisterQuery>
const Places = z.array(z.strictObject({ kind: Key, key: Key })).min(1).max(500)

export const register = {
  entries: endpoint('GET', '/register', { query: RegisterQuery, response: pageOf(RegisterItem).extend({ counts: z.object({ all: z.int(), overdue: z.int(), soon: z.int(), unowned: z.int() }) }), access: 'register.read', about: 'Every document and definition in force with owner, version and review day; the longest overdue first. `counts` is over everything.' }),
  nameOwners: endpoint('PATCH', '/register', { body: z.strictObject({ items: Places, ownerId: z.uuid().optional(), reviewDueOn: Day.optional() }), response: z.object({ count: z.int() }), access: 'register.write', about: 'Names who answers for some of it, or the day it is looked at again.' }),
  review: endpoint('POST', '/register/reviews', { body: z.strictObject({ kind: Key, key: Key, note: prose(500), nextOn: Day.optional() }), response: z.object({ reviewDueOn: Day }), access: 'register.write', about: 'Says that it was looked at and stays right, and when it is next.' }),
}

const Place = { kind: z.string(), key: z.string() }
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
export const RegisterChanged = event('register.changed', z.object({ ...Place, changed: Changed }))
export const RegisterReviewed = event('register.reviewed', z.object({ ...Place, nextOn: Day, note: z.string() }))
