import { z } from 'zod'
import { Id, Listing, endpoint, event, line, pageOf } from '../../../kernel/contract.ts'
import { AddCustomer, Customer } from '../contract.ts'
import { AFFILIATION_ROLES } from './rules.ts'

/** Organisations within organisations, and the people of each with the part they play. */

const Role = z.enum(AFFILIATION_ROLES)
const Ref = z.object({ id: z.uuid(), name: z.string() })

/** Somebody of an organisation. */
export const Affiliation = z.object({
  id: z.uuid(), organisation: Ref, person: Customer, role: Role, position: z.string().nullable(),
  /** The one to turn to first: at most one of each organisation. */
  main: z.boolean(), version: z.int(),
}).meta({ id: 'CustomerAffiliation' })
export type Affiliation = z.output<typeof Affiliation>

export const Tree = z.object({
  /** The organisations it is part of, the uppermost first. */
  above: z.array(Ref),
  /** The organisations that are part of it, by name; at most 200. */
  below: z.array(z.object({ ...Ref.shape, people: z.int(), below: z.int() })), moreBelow: z.boolean(),
  /** How many people it has. */
  people: z.int(),
  /** The organisations a person belongs to. */
  belongsTo: z.array(z.object({ id: z.uuid(), organisation: Ref, role: Role, position: z.string().nullable(), main: z.boolean() })),
})
export type Tree = z.output<typeof Tree>

const part = { role: Role, position: line(60).nullable(), main: z.boolean() }
export const AddPerson = z.strictObject({
  /** Somebody on file already, or a new record. */
  personId: z.uuid().optional(), person: AddCustomer.pick({ name: true, title: true, birthday: true, contactPoints: true }).optional(),
  role: Role.default('other'), position: part.position.optional(), main: z.boolean().default(false),
}).refine((body) => (body.personId === undefined) !== (body.person === undefined), { error: 'customer-affiliation.one-person', path: ['personId'] })
export const ChangeAffiliation = z.strictObject({ ...z.object(part).partial().shape, version: z.int() })
export const PeopleQuery = Listing.extend({ role: Role.optional() })

export const organisations = {
  tree: endpoint('GET', '/customers/:id/tree', { params: Id, response: Tree, access: 'customer.read', about: 'Where an organisation stands, what is part of it, and to which organisations a person belongs.' }),
  placeOrganisation: endpoint('POST', '/customers/:id/parent', { params: Id, body: z.strictObject({ parentId: z.uuid().nullable(), version: z.int() }), response: Tree, access: 'customer.write', about: 'Puts an organisation under another, or on its own.' }),
  listPeople: endpoint('GET', '/customers/:id/people', { params: Id, query: PeopleQuery, response: pageOf(Affiliation), access: 'customer.read', about: 'The people of an organisation. `q` finds by name, pinyin, number or position.' }),
  addPerson: endpoint('POST', '/customers/:id/people', { params: Id, body: AddPerson, response: Affiliation, status: 201, access: 'customer.write', about: 'Adds somebody to an organisation: a customer on file, or a new one.' }),
  changePerson: endpoint('PATCH', '/customer-affiliations/:id', { params: Id, body: ChangeAffiliation, response: Affiliation, access: 'customer.write', about: 'Changes the part somebody plays. Who becomes the main contact replaces the one before.' }),
  removePerson: endpoint('DELETE', '/customer-affiliations/:id', { params: Id, response: z.null(), access: 'customer.write', about: 'Takes somebody off an organisation; both records stay.' }),
}

const told = { affiliationId: z.uuid(), personId: z.uuid(), role: Role }
export const PersonAdded = event('customer.person-added', z.object(told))
export const PersonChanged = event('customer.person-changed', z.object({ ...told, changed: z.record(z.string(), z.object({ from: z.json(), to: z.json() })) }))
export const PersonRemoved = event('customer.person-removed', z.object(told))
/** The same, told of the person. */
export const JoinedOrganisation = event('customer.joined', z.object({ organisationId: z.uuid(), role: Role }))
export const LeftOrganisation = event('customer.left', z.object({ organisationId: z.uuid() }))
export const OrganisationPlaced = event('customer.placed', z.object({ changed: z.object({ parent: z.object({ from: z.uuid().nullable(), to: z.uuid().nullable() }) }) }))
