import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'

/** Improvement: changes of processes, what must stand ready before they go live, and the plan by which they reach everybody. */

export const CHANGE_STATES = ['planned', 'live', 'closed', 'withdrawn'] as const
export const ChangeState = z.enum(CHANGE_STATES)
export const PARTS = ['training', 'feedback', 'kpi'] as const
export const Part = z.enum(PARTS)
export type Part = z.output<typeof Part>
export const SORTS = ['step', 'training', 'announcement'] as const
const Named = z.object({ id: z.uuid(), name: z.string() })
const Key = z.string().min(1).max(120)

export const ChangeLink = z.object({ id: z.uuid(), part: Part, kind: z.string(), key: z.string(), /** Null when it is not there any more. */ name: Bilingual.nullable(), path: z.string().nullable() })
export type ChangeLink = z.output<typeof ChangeLink>

export const Milestone = z.object({
  id: z.uuid(), sort: z.enum(SORTS), title: z.string(), startsOn: Day, dueOn: Day, owner: Named, resources: z.string().nullable(), audience: z.enum(['staff', 'customers']).nullable(), body: z.string().nullable(),
  seats: z.int().nullable(), attended: z.int().nullable(), doneOn: Day.nullable(), doneNote: z.string().nullable(),
  /** `late` is open past its day, `done-late` was done after it. */
  standing: z.enum(['open', 'late', 'done', 'done-late']), lateDays: z.int(), version: z.int(),
}).meta({ id: 'RolloutMilestone' })
export type Milestone = z.output<typeof Milestone>

export const DEEDS = ['change', 'go-live', 'close', 'withdraw', 'plan'] as const
const Head = {
  id: z.uuid(), title: z.string(), state: ChangeState, flow: z.object({ key: z.string(), name: Bilingual }), owner: Named, plannedOn: Day, liveAt: Instant.nullable(),
  /** Of the three parts those without a link that stands. */
  missing: z.array(Part), milestones: z.object({ done: z.int(), of: z.int(), late: z.int() }), changedAt: Instant, version: z.int(),
}
export const ChangeItem = z.object(Head).meta({ id: 'ProcessChangeItem' })
export type ChangeItem = z.output<typeof ChangeItem>
export const Change = z.object({
  ...Head, reason: z.string(), description: z.string(),
  /** The versions of the flow that are there, the one the change brings marked. */
  versions: z.array(z.object({ id: z.uuid(), version: z.int(), origin: z.enum(['shipped', 'company']), state: z.string(), inForce: z.boolean(), chosen: z.boolean() })),
  links: z.array(ChangeLink), plan: z.array(Milestone), liveBy: Named.nullable(), endedAt: Instant.nullable(), endedNote: z.string().nullable(),
  /** Cases and runs begun since go-live: on the version of the change, of all on this flow. Null before go-live. */
  adoption: z.object({ n: z.int(), of: z.int(), percent: z.number().nullable(), since: Instant }).nullable(), may: z.array(z.enum(DEEDS)),
}).meta({ id: 'ProcessChange' })
export type Change = z.output<typeof Change>

export const ChangeQuery = Listing.extend({ state: z.string().max(100).regex(/^[a-z-]+(,[a-z-]+)*$/).optional(), owner: z.union([z.uuid(), z.literal('me')]).optional(), late: z.enum(['true']).optional() }).omit({ q: true })
export type ChangeQuery = z.output<typeof ChangeQuery>
const fields = { title: line(200), reason: prose(5_000), description: prose(20_000), flowKey: Key, definitionId: z.uuid().nullable(), ownerId: z.uuid(), plannedOn: Day }
export const PlanChange = z.strictObject({ ...fields, definitionId: fields.definitionId.optional(), ownerId: fields.ownerId.optional() })
export type PlanChange = z.output<typeof PlanChange>
export const EditChange = z.strictObject({ ...z.object(fields).partial().shape, version: z.int() })
export type EditChange = z.output<typeof EditChange>
const milestone = { sort: z.enum(SORTS), title: line(200), startsOn: Day, dueOn: Day, ownerId: z.uuid(), resources: prose(1_000).nullable(), audience: z.enum(['staff', 'customers']).nullable(), body: prose(5_000).nullable(), seats: z.int().min(1).max(10_000).nullable() }
const ofSort = (body: { sort: string; audience?: string | null | undefined }) => (body.sort === 'announcement') === !!body.audience
export const PlanMilestone = z.strictObject({ ...milestone, resources: milestone.resources.optional(), audience: milestone.audience.optional(), body: milestone.body.optional(), seats: milestone.seats.optional() }).refine(ofSort, { error: 'change.announcement-to-whom', path: ['audience'] })
export type PlanMilestone = z.output<typeof PlanMilestone>
export const EditMilestone = z.strictObject({ ...z.object(milestone).omit({ sort: true, audience: true }).partial().shape, version: z.int() })
export type EditMilestone = z.output<typeof EditMilestone>
export const FinishMilestone = z.strictObject({ version: z.int(), doneOn: Day.optional(), note: prose(1_000).optional(), attended: z.int().min(0).max(10_000).optional() })
export type FinishMilestone = z.output<typeof FinishMilestone>

const IdMilestone = Id.extend({ milestoneId: z.uuid() })
export const changes = {
  linkable: endpoint('GET', '/process-change-links', { query: z.strictObject({ kind: z.enum(['flow', 'document', 'form', 'metric']) }), response: z.object({ items: z.array(z.object({ kind: z.string(), key: z.string(), name: Bilingual })) }), access: 'process-change.read', about: 'Flows to change, and trainings, forms and metrics to link.' }),
  list: endpoint('GET', '/process-changes', { query: ChangeQuery, response: pageOf(ChangeItem), access: 'process-change.read', about: 'Changes of processes, newest first.' }),
  get: endpoint('GET', '/process-changes/:id', { params: Id, response: Change, access: 'process-change.read', about: 'One change with its links, its plan and how many work the new way.' }),
  plan: endpoint('POST', '/process-changes', { body: PlanChange, response: Change, status: 201, access: 'process-change.write', about: 'Plans a change of a flow.' }),
  edit: endpoint('PATCH', '/process-changes/:id', { params: Id, body: EditChange, response: Change, access: 'process-change.write', about: 'Changes what a change says; once live only its texts and owner.' }),
  link: endpoint('POST', '/process-changes/:id/links', { params: Id, body: z.strictObject({ part: Part, kind: Key, key: Key }), response: Change, status: 201, access: 'process-change.write', about: 'Links a training, a feedback channel or a KPI by kind and key.' }),
  unlink: endpoint('DELETE', '/process-changes/:id/links/:linkId', { params: Id.extend({ linkId: z.uuid() }), response: Change, access: 'process-change.write', about: 'Takes a link away; not once it is live and the last of its part.' }),
  goLive: endpoint('POST', '/process-changes/:id/go-live', { params: Id, body: z.strictObject({ version: z.int() }), response: Change, access: 'process-change.go-live', about: 'Puts a change live; refused with every reason until training, feedback channel and KPI are linked and the flow’s version is in force.' }),
  end: endpoint('POST', '/process-changes/:id/end', { params: Id, body: z.strictObject({ version: z.int(), to: z.enum(['closed', 'withdrawn']), note: prose(2_000) }), response: Change, access: 'process-change.write', about: 'Closes a change that is live, or withdraws one that is not, with what came of it.' }),
  addMilestone: endpoint('POST', '/process-changes/:id/milestones', { params: Id, body: PlanMilestone, response: Change, status: 201, access: 'process-change.write', about: 'Adds a milestone, a training session or an announcement to the plan; its owner gets a task.' }),
  editMilestone: endpoint('PATCH', '/process-changes/:id/milestones/:milestoneId', { params: IdMilestone, body: EditMilestone, response: Change, access: 'process-change.write', about: 'Changes a part of the plan that is not done.' }),
  finishMilestone: endpoint('POST', '/process-changes/:id/milestones/:milestoneId/done', { params: IdMilestone, body: FinishMilestone, response: Change, access: 'process-change.read', about: 'Says that a part of the plan is done, by its owner or who plans; an announcement to staff is told to everybody.' }),
  dropMilestone: endpoint('DELETE', '/process-changes/:id/milestones/:milestoneId', { params: IdMilestone, response: Change, access: 'process-change.write', about: 'Takes a part of the plan away that is not done.' }),
  events: endpoint('GET', '/process-changes/:id/events', { params: Id, response: History, access: 'process-change.read', about: 'The history of a change, oldest first.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }).partial())
const Placed = { milestoneId: z.uuid(), sort: z.enum(SORTS), dueOn: Day, ownerId: z.uuid() }
export const ChangePlanned = event('process-change.planned', z.object({ flow: z.string(), plannedOn: Day, ownerId: z.uuid() }))
export const ChangeEdited = event('process-change.edited', z.object({ changed: Changed }))
export const ChangeLinked = event('process-change.linked', z.object({ part: Part, kind: z.string(), key: z.string() }))
export const ChangeUnlinked = event('process-change.unlinked', z.object({ part: Part, kind: z.string(), key: z.string() }))
export const ChangeLive = event('process-change.gone-live', z.object({ flow: z.string(), definitionId: z.uuid(), changed: Changed }))
export const ChangeEnded = event('process-change.ended', z.object({ note: z.string(), changed: Changed }))
export const MilestonePlanned = event('process-change.milestone-planned', z.object(Placed))
export const MilestoneChanged = event('process-change.milestone-changed', z.object({ ...Placed, changed: Changed }))
export const MilestoneDone = event('process-change.milestone-done', z.object({ ...Placed, doneOn: Day, late: z.boolean() }))
export const MilestoneDropped = event('process-change.milestone-dropped', z.object(Placed))
