import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { History } from '../../../kernel/shell.ts'
import { Case } from '../../cases/contract.ts'
import { RECEPTION_STATES } from './rules.ts'

/** Receptions: a customer comes to see us; what to know and to have ready stands on a card, with the brief of their industry. */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const Brief = z.object({ documentId: z.uuid(), key: z.string(), title: z.object({ zh: z.string().nullable(), en: z.string().nullable() }), industries: z.array(z.string()), sections: z.array(z.object({ key: z.string(), name: Bilingual, zh: z.string(), en: z.string() })) }).meta({ id: 'IndustryBrief' })
export type Brief = z.output<typeof Brief>
export const PrepItem = z.object({ key: z.string(), words: Bilingual, done: z.boolean() })
const DEEDS = ['change', 'tick', 'receive', 'cancel', 'miss'] as const
export const Reception = z.object({
  id: z.uuid(), customer: Named, case: z.object({ id: z.uuid(), number: z.string() }).nullable(), host: Named, at: Instant, place: z.string(), purpose: z.string(), materials: z.string().nullable(), state: z.enum(RECEPTION_STATES),
  /** The card is made a day before; its checklist is empty until then. */
  prepAt: Instant.nullable(), checklist: z.array(PrepItem), preparedAt: Instant.nullable(), settledAt: Instant.nullable(), may: z.array(z.enum(DEEDS)), version: z.int(),
}).meta({ id: 'Reception' })
export type Reception = z.output<typeof Reception>
/** What one should know before somebody comes. */
export const PrepCard = Reception.extend({
  profile: z.object({ type: z.enum(['person', 'organisation']), salutation: z.object({ zh: z.string(), en: z.string() }), region: z.string().nullable(), industry: z.string().nullable(), grade: z.string().nullable(), vip: z.boolean() }).nullable(),
  history: z.array(z.object({ id: z.uuid(), number: z.string(), subject: z.string(), kind: Case.shape.kind, status: Case.shape.status, at: Instant })),
  /** What they most probably come about: open matters first, then what came up before. */
  issues: z.array(z.object({ text: z.string(), why: z.enum(['open', 'again', 'purpose']), caseId: z.uuid().nullable() })),
  brief: Brief.nullable(),
}).meta({ id: 'PrepCard' })
export type PrepCard = z.output<typeof PrepCard>

export const PlanReception = z.strictObject({ customerId: z.uuid(), caseId: z.uuid().optional(), hostId: z.uuid().optional(), at: Instant, place: line(120), purpose: line(300), materials: prose(2_000).optional() })
export type PlanReception = z.output<typeof PlanReception>
export const ChangeReception = z.strictObject({ version: z.int(), hostId: z.uuid().optional(), at: Instant.optional(), place: line(120).optional(), purpose: line(300).optional(), materials: prose(2_000).nullable().optional() })
export type ChangeReception = z.output<typeof ChangeReception>
const Versioned = z.strictObject({ version: z.int().optional() }).default({})
export const receptions = {
  listReceptions: endpoint('GET', '/receptions', { query: Listing.omit({ q: true }).extend({ state: z.string().max(100).regex(/^[a-z]+(,[a-z]+)*$/).optional(), host: z.union([z.uuid(), z.literal('me')]).optional(), from: Day.optional(), to: Day.optional(), customerId: z.uuid().optional() }), response: pageOf(Reception), access: 'reception.read', about: 'Receptions one may see, the latest first.' }),
  getReception: endpoint('GET', '/receptions/:id', { params: Id, response: PrepCard, access: 'reception.read', about: 'The card to prepare by: profile, history, likely issues, brief of the industry, materials and checklist.' }),
  plan: endpoint('POST', '/receptions', { body: PlanReception, response: Reception, status: 201, access: 'reception.write', about: 'Books that a customer comes; for tomorrow or sooner the card is made at once, else a day before.' }),
  change: endpoint('PATCH', '/receptions/:id', { params: Id, body: ChangeReception, response: Reception, access: 'reception.write', about: 'Changes when, where, what for and who receives.' }),
  tick: endpoint('POST', '/receptions/:id/checklist', { params: Id, body: z.strictObject({ key: line(60), done: z.boolean(), version: z.int().optional() }), response: Reception, access: 'reception.write', about: 'Ticks one thing to prepare.' }),
  settle: endpoint('POST', '/receptions/:id/:deed', { params: Id.extend({ deed: z.enum(['receive', 'cancel', 'miss']) }), body: Versioned, response: Reception, access: 'reception.write', about: 'They were received, it was called off, or they did not come.' }),
  events: endpoint('GET', '/receptions/:id/events', { params: Id, response: History, access: 'reception.read', about: 'The history, oldest first.' }),
  briefs: endpoint('GET', '/industry-briefs', { query: z.strictObject({ industry: line(100).optional() }), response: z.object({ items: z.array(Brief) }), access: 'knowledge.read', about: 'Briefs of industries in force; with `industry` the one that fits it best.' }),
}
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
/** Words that may name somebody stay with the reception. */
export const ReceptionPlanned = event('reception.planned', z.object({ customerId: z.uuid(), hostId: z.uuid(), at: z.iso.datetime() }))
export const ReceptionCardMade = event('reception.card-made', z.object({ items: z.int() }))
export const ReceptionChanged = event('reception.changed', z.object({ parts: z.array(z.string()), changed: Changed }))
export const ReceptionTicked = event('reception.ticked', z.object({ key: z.string(), done: z.boolean(), prepared: z.boolean() }))
export const ReceptionSettled = event('reception.settled', z.object({ prepared: z.boolean(), changed: Changed }))
