import { z } from 'zod'
import { Bilingual, Id, Instant, Reason, endpoint, line, question } from './contract.ts'
import { History } from './shell.ts'

/** What the desk of definitions promises: every kind of definition is read, drafted, reviewed, published and retired through these. */

export const DefinitionState = z.enum(['draft', 'review', 'published', 'retired'])
export type DefinitionState = z.output<typeof DefinitionState>
/** What may be done with a version now, by whoever asks. `return` sends one under review back to its author. */
export const DefinitionDeed = z.enum(['edit', 'review', 'return', 'publish', 'retire'])
export type DefinitionDeed = z.output<typeof DefinitionDeed>

/** What a definition is called in other definitions and in code. */
const Key = z.string().max(120).refine((key) => /^[a-z][a-z0-9_-]*$/.test(key), { error: 'definition.bad-key' })

export const Definition = z.object({
  id: z.uuid(), kind: z.string(), key: z.string(), origin: z.enum(['shipped', 'company']), version: z.int(), state: DefinitionState,
  /** The name its body bears; null where a kind has none. */
  name: Bilingual.nullable(),
  effectiveFrom: Instant.nullable(), body: z.json(), inForce: z.boolean(), changedAt: Instant, revision: z.int(),
  /** The versions it was published with of whatever it names; it keeps to them when newer ones come. */
  pins: z.array(z.object({ kind: z.string(), key: z.string(), id: z.uuid(), version: z.int(), origin: z.enum(['shipped', 'company']), inForce: z.boolean() })),
  may: z.array(DefinitionDeed),
}).meta({ id: 'Definition' })
export type Definition = z.output<typeof Definition>
export const DefinitionSummary = Definition.omit({ body: true, pins: true, may: true }).meta({ id: 'DefinitionSummary' })
export type DefinitionSummary = z.output<typeof DefinitionSummary>

export const definitions = {
  list: endpoint('GET', '/definitions', { query: z.strictObject({ kind: line(60).optional(), key: line(120).optional() }), response: z.object({ items: z.array(DefinitionSummary) }), access: 'definition.read', about: 'Every version of every definition without its body, newest first within a key.' }),
  get: endpoint('GET', '/definitions/:id', { params: Id, response: Definition, access: 'definition.read', about: 'One version with its body.' }),
  draft: endpoint('POST', '/definitions', { body: z.strictObject({ kind: line(60), key: Key, body: z.json() }), response: Definition, status: 201, access: 'definition.write', about: 'Opens the company’s next version of a definition as a draft.' }),
  edit: endpoint('PATCH', '/definitions/:id', { params: Id, body: z.strictObject({ body: z.json(), version: z.int() }), response: Definition, access: 'definition.write', about: 'Changes a draft; `version` is its revision.' }),
  move: endpoint('POST', '/definitions/:id/transitions', { params: Id, body: z.strictObject({ to: DefinitionState, version: z.int(), effectiveFrom: Instant.optional() }), response: Definition, access: 'definition.write', about: 'Sends a draft to review, back, publishes or retires a version; `version` is its revision. Publishing asks for `definition.publish`; without `effectiveFrom` it is in force at once.' }),
  events: endpoint('GET', '/definitions/:id/events', { params: Id, response: History, access: 'definition.read', about: 'The history of one version, oldest first.' }),
}

/** May this version be published? The engine of its kind, and modules above, answer with every reason against it; `field` is a path in the body. A draft may lack what a published version needs. */
export const DefinitionMayPublish = question('definition.may-publish', z.object({ id: z.uuid(), kind: z.string(), key: z.string(), body: z.json(), authorId: z.uuid().nullable() }), Reason)
