import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'

/** Tasks: what somebody has to do by when, wherever it comes from, in one inbox. */

/** What a task says: a sentence in both languages where the product made it, else as it was typed. */
export const TaskTitle = z.union([Bilingual, z.strictObject({ text: line(200) })])
export type TaskTitle = z.output<typeof TaskTitle>

export const TASK_STATES = ['open', 'done', 'cancelled'] as const
export const TaskState = z.enum(TASK_STATES)
const KIND = /^[a-z][a-z-]{0,39}$/
/** A record of some module: its kind, as events call it, and its id. */
export const RecordRef = z.object({ kind: z.string().regex(KIND), id: z.uuid() })
export type RecordRef = z.output<typeof RecordRef>

const Named = z.object({ id: z.uuid(), name: z.string() })
export const TaskDeed = z.enum(['claim', 'finish', 'snooze', 'reassign', 'change', 'cancel'])
export type TaskDeed = z.output<typeof TaskDeed>

export const Task = z.object({
  id: z.uuid(), title: TaskTitle, note: z.string().nullable(),
  /** Whose it is; null while nobody of the role or team has claimed it. */
  owner: Named.nullable(),
  /** To whom it was given where that is not one person. */
  role: z.object({ key: z.string(), name: Bilingual }).nullable(), team: Named.nullable(),
  /** Who acts for an owner that is away now. */
  standIn: Named.nullable(),
  state: TaskState, dueAt: Instant.nullable(), overdue: z.boolean(), snoozedUntil: Instant.nullable(),
  /** How often it has been told further up since it was due. */
  escalationLevel: z.int(),
  about: RecordRef, source: RecordRef,
  /** The page where the work is done, where that is not the inbox. */
  path: z.string().nullable(),
  /** False for what its source alone finishes, such as an approval. */
  byHand: z.boolean(),
  outcome: z.string().nullable(), madeBy: Named.nullable(), finishedBy: Named.nullable(), finishedAt: Instant.nullable(),
  createdAt: Instant, version: z.int(), may: z.array(TaskDeed),
}).meta({ id: 'Task' })
export type Task = z.output<typeof Task>

/** `mine` is what is mine or waits for me, `claimable` nobody's of my roles and teams, `standing-in` of those who are away, `team` my people's, `handed-out` what I gave to others. */
export const WHOSE = ['mine', 'claimable', 'standing-in', 'team', 'handed-out'] as const
const States = z.string().max(40).transform((text, context) => text.split(',').map((one) => {
  const known = TaskState.safeParse(one)
  if (!known.success) context.addIssue({ code: 'custom', message: 'list.unknown-choice' })
  return known.data as z.output<typeof TaskState>
})).optional()
export const TaskQuery = Listing.extend({
  /** Open ones alone when absent. */
  state: States,
  whose: z.enum(WHOSE).optional(), ownerId: z.uuid().optional(), teamId: z.uuid().optional(), role: line(60).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  /** `false` leaves out what was put off until later. */
  snoozed: z.enum(['true', 'false']).optional(),
  aboutId: z.uuid().optional(), sourceKind: z.string().regex(KIND).optional(), sourceId: z.uuid().optional(),
  /** Calendar days, both inclusive. */
  dueFrom: Day.optional(), dueTo: Day.optional(),
})
export type TaskQuery = z.output<typeof TaskQuery>

/** To one person, a role or a team. */
const to = { ownerId: z.uuid().optional(), roleKey: line(60).optional(), teamId: z.uuid().optional() }
const oneReceiver = (body: { ownerId?: string | undefined; roleKey?: string | undefined; teamId?: string | undefined }) => [body.ownerId, body.roleKey, body.teamId].filter(Boolean).length === 1
export const AddTask = z.strictObject({ title: line(200), note: prose(4_000).optional(), ...to, dueAt: Instant.optional(), about: RecordRef.optional() }).refine(oneReceiver, { error: 'task.one-receiver', path: ['ownerId'] })
export type AddTask = z.output<typeof AddTask>
export const ReassignTask = z.strictObject({ ...to, reason: prose(500), version: z.int() }).refine(oneReceiver, { error: 'task.one-receiver', path: ['ownerId'] })
export type ReassignTask = z.output<typeof ReassignTask>
export const ChangeTask = z.strictObject({ version: z.int(), title: line(200).optional(), note: prose(4_000).nullable().optional(), dueAt: Instant.nullable().optional() })
export type ChangeTask = z.output<typeof ChangeTask>

/** Each counted to 100 at most. */
export const TaskCounts = z.object({ mine: z.int(), claimable: z.int(), standingIn: z.int(), overdue: z.int() })

const version = z.int()
export const tasks = {
  list: endpoint('GET', '/tasks', { query: TaskQuery, response: pageOf(Task), access: 'task.read', about: 'Tasks one may see, the nearest due first; open ones when no state is named.' }),
  counts: endpoint('GET', '/tasks/counts', { response: TaskCounts, access: 'task.read', about: 'What waits for the reader: for the badge. Each counted to 100 at most.' }),
  get: endpoint('GET', '/tasks/:id', { params: Id, response: Task, access: 'task.read', about: 'One task.' }),
  add: endpoint('POST', '/tasks', { body: AddTask, response: Task, status: 201, access: 'task.add', about: 'Gives somebody, a role or a team something to do.' }),
  claim: endpoint('POST', '/tasks/:id/claim', { params: Id, body: z.strictObject({}), response: Task, access: 'task.work', about: 'Takes a task of one’s role or team: of many at once exactly one wins.' }),
  finish: endpoint('POST', '/tasks/:id/finish', { params: Id, body: z.strictObject({ version, outcome: prose(2_000).optional() }), response: Task, access: 'task.work', about: 'Says that it is done, and what came of it.' }),
  snooze: endpoint('POST', '/tasks/:id/snooze', { params: Id, body: z.strictObject({ version, until: Instant.nullable() }), response: Task, access: 'task.work', about: 'Puts it out of the inbox until a moment before it is due; null takes it back at once.' }),
  reassign: endpoint('POST', '/tasks/:id/reassign', { params: Id, body: ReassignTask, response: Task, access: 'task.work', about: 'Gives it to somebody else, a role or a team, with the reason.' }),
  change: endpoint('PATCH', '/tasks/:id', { params: Id, body: ChangeTask, response: Task, access: 'task.work', about: 'Changes what it says or when it is due.' }),
  cancel: endpoint('POST', '/tasks/:id/cancel', { params: Id, body: z.strictObject({ version, reason: prose(500) }), response: Task, access: 'task.work', about: 'Takes it back: it need not be done any more.' }),
  events: endpoint('GET', '/tasks/:id/events', { params: Id, response: History, access: 'task.read', about: 'The history, oldest first.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
/** What every event of a task tells of it. Its words stay out of the log. */
const Told = { key: z.string(), ownerId: z.uuid().nullable(), roleKey: z.string().nullable(), teamId: z.uuid().nullable(), dueAt: z.iso.datetime().nullable(), about: RecordRef, source: RecordRef }
export const TaskAdded = event('task.added', z.object({ ...Told, madeBy: z.uuid().nullable() }))
export const TaskClaimed = event('task.claimed', z.object({ ...Told, changed: Changed }))
export const TaskReassigned = event('task.reassigned', z.object({ ...Told, reason: z.string(), changed: Changed }))
export const TaskSnoozed = event('task.snoozed', z.object({ changed: Changed }))
export const TaskChanged = event('task.changed', z.object({ changed: Changed }))
export const TaskDone = event('task.done', z.object({ ...Told, outcome: z.string().nullable(), late: z.boolean(), changed: Changed }))
export const TaskCancelled = event('task.cancelled', z.object({ ...Told, reason: z.string(), changed: Changed }))
export const TaskOverdue = event('task.overdue', z.object(Told))
/** Told further up: level 1 to the first above its owner, each further level one higher. */
export const TaskEscalated = event('task.escalated', z.object({ level: z.int(), told: z.array(z.uuid()) }))
