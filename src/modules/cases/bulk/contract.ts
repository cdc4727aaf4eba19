import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { Priority } from '../contract.ts'

/** One deed done to many cases at once: shown before, done in slices, told case by case. */

const Solved = z.strictObject({ kind: z.literal('solve'), solution: prose(20_000).optional(), reason: prose(2_000).optional(), tellCustomers: z.boolean().default(true) })
const Ended = z.strictObject({ kind: z.enum(['close', 'reopen']), reason: prose(2_000).optional(), tellCustomers: z.boolean().default(true) })
const Given = z.strictObject({ kind: z.literal('assign'), handlerId: z.uuid().nullable().optional(), teamId: z.uuid().nullable().optional(), tellCustomers: z.boolean().default(true) })
const Claimed = z.strictObject({ kind: z.literal('claim'), tellCustomers: z.boolean().default(true) })
const Ranked = z.strictObject({ kind: z.literal('prioritise'), priority: Priority })
const Word = line(40)
const Tagged = z.strictObject({ kind: z.literal('tag'), add: z.array(Word).max(20).default([]), remove: z.array(Word).max(20).default([]) })
/** Open deadlines take on the policy and the calendars in force now; what was counted and what was missed stays. */
const Renewed = z.strictObject({ kind: z.literal('renew-deadlines'), reason: line(500) })
/** Merging is judged pair by pair, so it is refused here with the reason instead of not being understood. */
const Merged = z.strictObject({ kind: z.literal('merge') })

export const BulkDeed = z.discriminatedUnion('kind', [Solved, Ended, Given, Claimed, Ranked, Tagged, Renewed, Merged])
export type BulkDeed = z.output<typeof BulkDeed>
export const BULK_KINDS = ['solve', 'close', 'reopen', 'assign', 'claim', 'prioritise', 'tag', 'renew-deadlines'] as const

/** The cases named, or all that a list shows with these filters. */
export const BulkChoice = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(1_000).optional(),
  /** The query of the list of cases, without limit, cursor and order. */
  view: z.record(line(60), z.string().max(500)).optional(),
}).refine(({ ids, view }) => (ids === undefined) !== (view === undefined), { error: 'bulk.one-choice', path: ['ids'] })

export const BULK_STATES = ['prepared', 'running', 'done', 'cancelled', 'failed'] as const
const Named = z.object({ id: z.uuid(), name: z.string() })
const CaseNamed = z.object({ id: z.uuid(), number: z.string(), subject: z.string() })
export const Bulk = z.object({
  id: z.uuid(), deed: BulkDeed, state: z.enum(BULK_STATES), by: Named,
  /** Who is to have the cases, in words. */
  to: z.object({ handler: Named.nullable(), team: Named.nullable() }),
  /** How many were chosen; `more` when the choice was longer than one deed takes. */
  total: z.int(), more: z.boolean(),
  /** Still to be done, done, and refused so far; together the total. */
  waiting: z.int(), done: z.int(), refused: z.int(),
  /** Why which are refused, most first, with a few of them. */
  refusals: z.array(z.object({ code: z.string(), n: z.int(), examples: z.array(CaseNamed) })),
  /** Of the deadlines that would move when it was shown: how many cases are due earlier, later, or the same though their terms change; with a few. */
  outlook: z.object({ earlier: z.int(), later: z.int(), same: z.int(), examples: z.array(z.object({ case: CaseNamed, from: Instant.nullable(), to: Instant.nullable() })) }).nullable(),
  preparedAt: Instant, startedAt: Instant.nullable(), endedAt: Instant.nullable(), fault: z.string().nullable(),
  may: z.array(z.enum(['start', 'cancel'])), version: z.int(),
}).meta({ id: 'Bulk' })
export type Bulk = z.output<typeof Bulk>
export const BulkItem = z.object({ id: z.uuid(), nth: z.int(), case: CaseNamed.nullable(), state: z.enum(['waiting', 'done', 'refused']), refusal: z.string().nullable(), doneAt: Instant.nullable() }).meta({ id: 'BulkItem' })
export type BulkItem = z.output<typeof BulkItem>

const Versioned = z.strictObject({ version: z.int() })
export const bulks = {
  prepare: endpoint('POST', '/case-bulks', { body: z.strictObject({ deed: BulkDeed, choice: BulkChoice }), response: Bulk, status: 201, access: 'case.read', about: 'Shows what a deed would do to many cases: how many, and who is refused why. The set is frozen; nothing is done yet.' }),
  start: endpoint('POST', '/case-bulks/:id/start', { params: Id, body: Versioned, response: Bulk, status: 202, access: 'case.read', about: 'Does what was shown, in slices, under the rights of whoever starts it; each case is judged again when its turn comes.' }),
  cancel: endpoint('POST', '/case-bulks/:id/cancel', { params: Id, body: Versioned, response: Bulk, access: 'case.read', about: 'Stops after the slice that is under way; what is done stays done.' }),
  bulkDeed: endpoint('GET', '/case-bulks/:id', { params: Id, response: Bulk, access: 'case.read', about: 'How far a bulk deed is.' }),
  bulkDeeds: endpoint('GET', '/case-bulks', { query: Listing.pick({ limit: true, cursor: true, sort: true }), response: pageOf(Bulk.omit({ refusals: true })), access: 'case.read', about: 'One’s own bulk deeds, latest first.' }),
  items: endpoint('GET', '/case-bulks/:id/items', { params: Id, query: Listing.pick({ limit: true }).extend({ cursor: z.string().regex(/^\d{1,9}$/).optional(), state: z.enum(['waiting', 'done', 'refused']).optional() }), response: pageOf(BulkItem), access: 'case.read', about: 'How it went with each case.' }),
}

const Told = { kind: z.enum([...BULK_KINDS]), total: z.int() }
export const BulkPrepared = event('case-bulk.prepared', z.object(Told))
export const BulkStarted = event('case-bulk.started', z.object(Told))
export const BulkCancelled = event('case-bulk.cancelled', z.object({ ...Told, done: z.int() }))
export const BulkEnded = event('case-bulk.ended', z.object({ ...Told, done: z.int(), refused: z.int(), fault: z.string().nullable() }))
