import { z } from 'zod'
import { Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'
import { NOTICE_STATES, STAGES, VOICE_KINDS } from './rules.ts'

/** What customers need: their voices as they were heard, and the needs that these voices are joined to, from the first word to the launched product. */

const Named = z.object({ id: z.uuid(), name: z.string() })
const Kind = z.enum(VOICE_KINDS)
const Stage = z.enum(STAGES)

export const Voice = z.object({
  id: z.uuid(), kind: Kind, words: z.string(), product: z.string().nullable(),
  /** Where it was heard; `seen` says whether the reader may open the case. */
  case: z.object({ id: z.uuid(), number: z.string(), seen: z.boolean() }).nullable(), channel: z.string().nullable(),
  /** Null where nobody is known, or the reader may not read customers. */
  customer: Named.nullable(),
  /** The customer wants to hear when it is there. */
  tell: z.boolean(), need: z.object({ id: z.uuid(), title: z.string(), stage: Stage }).nullable(), takenBy: Named, at: Instant, version: z.int(), may: z.array(z.enum(['change', 'join', 'remove'])),
}).meta({ id: 'CustomerVoice' })
export type Voice = z.output<typeof Voice>

/** What a department was asked about a need. */
export const NeedRequest = z.object({
  id: z.uuid(), department: Named, contact: Named, subject: z.string(), state: z.enum(['open', 'answered', 'withdrawn']), dueAt: Instant, overdue: z.boolean(), askedAt: Instant,
  answer: z.string().nullable(), answeredAt: Instant.nullable(), inTime: z.boolean().nullable(),
}).meta({ id: 'NeedRequest' })
export type NeedRequest = z.output<typeof NeedRequest>

const Head = {
  id: z.uuid(), kind: Kind, title: z.string(), product: z.string().nullable(), stage: Stage, department: Named.nullable(), owner: Named,
  /** How many voices it joins, of how many different customers. */
  voices: z.int(), customers: z.int(), lastVoiceAt: Instant.nullable(),
  /** The newest request to a department; null while none was asked. */
  reply: NeedRequest.nullable(), createdAt: Instant, changedAt: Instant, version: z.int(), may: z.array(z.enum(['change', 'route', 'move', 'add'])),
}
export const NeedItem = z.object(Head).meta({ id: 'NeedItem' })
export type NeedItem = z.output<typeof NeedItem>
export const LaunchNotice = z.object({ customer: Named.nullable(), state: z.enum(NOTICE_STATES), reason: z.string().nullable(), messageId: z.uuid().nullable(), at: Instant })
export type LaunchNotice = z.output<typeof LaunchNotice>
export const Need = z.object({
  ...Head, summary: z.string().nullable(), direction: z.string().nullable(), targetOn: Day.nullable(), launchedAt: Instant.nullable(), launchNote: z.string().nullable(), declinedWhy: z.string().nullable(),
  requests: z.array(NeedRequest),
  /** How many different customers want to hear of the launch. */
  wanting: z.int(),
  /** Who was told of the launch, at most two hundred; `told` counts them all by what came of it. */
  notices: z.array(LaunchNotice), told: z.array(z.object({ state: z.enum(NOTICE_STATES), n: z.int() })),
  /** Where it may go from here. */
  next: z.array(Stage),
}).meta({ id: 'Need' })
export type Need = z.output<typeof Need>

const choices = <T extends z.ZodEnum>(of: T) => z.string().max(200).transform((text, context) => text.split(',').map((one) => {
  const known = of.safeParse(one)
  if (!known.success) context.addIssue({ code: 'custom', message: 'list.unknown-choice' })
  return known.data as z.output<T>
})).optional()
export const NeedQuery = Listing.extend({
  kind: choices(Kind), stage: choices(Stage), departmentId: z.uuid().optional(), owner: z.union([z.uuid(), z.literal('me')]).optional(),
  /** How the department that was asked stands to it. */
  reply: z.enum(['none', 'waiting', 'overdue', 'answered']).optional(),
})
export type NeedQuery = z.output<typeof NeedQuery>
export const VoiceQuery = Listing.extend({
  kind: choices(Kind), needId: z.uuid().optional(), joined: z.enum(['true', 'false']).optional(), customerId: z.uuid().optional(), caseId: z.uuid().optional(),
  /** A staff's id, or `me`. */
  takenBy: z.union([z.uuid(), z.literal('me')]).optional(), from: Day.optional(), to: Day.optional(),
}).omit({ q: true })
export type VoiceQuery = z.output<typeof VoiceQuery>

const need = { kind: Kind, title: line(200), summary: prose(5_000).nullable(), product: line(120).nullable(), departmentId: z.uuid().nullable(), ownerId: z.uuid() }
export const FormNeed = z.strictObject({ ...need, summary: need.summary.optional(), product: need.product.optional(), departmentId: need.departmentId.optional(), ownerId: need.ownerId.optional(), voiceIds: z.array(z.uuid()).max(100).default([]) })
export type FormNeed = z.output<typeof FormNeed>
export const ChangeNeed = z.strictObject({ ...z.object(need).partial().shape, version: z.int() })
export type ChangeNeed = z.output<typeof ChangeNeed>
export const MoveNeed = z.strictObject({ to: Stage, version: z.int(), direction: prose(5_000).optional(), targetOn: Day.optional(), launchNote: prose(2_000).optional(), why: prose(2_000).optional() })
export type MoveNeed = z.output<typeof MoveNeed>
/** To a need that is there, or to one that is formed with this title. */
const Joined = { needId: z.uuid().optional(), title: line(200).optional() }
const notBoth = (body: { needId?: string | undefined; title?: string | undefined }) => !(body.needId && body.title)
export const CaptureVoice = z.strictObject({
  kind: Kind,
  /** What the customer said; of a case or contact its subject when absent. */
  words: prose(4_000).optional(), product: line(120).optional(), cases: z.array(z.uuid()).max(50).default([]), interactions: z.array(z.uuid()).max(50).default([]), customerId: z.uuid().optional(), tell: z.boolean().default(false), ...Joined,
}).refine(notBoth, { error: 'voice.two-needs', path: ['needId'] }).refine((body) => body.words !== undefined || body.cases.length > 0 || body.interactions.length > 0, { error: 'voice.no-words', path: ['words'] })
export type CaptureVoice = z.output<typeof CaptureVoice>
export const JoinVoices = z.strictObject({ voiceIds: z.array(z.uuid()).min(1).max(100), ...Joined }).refine((body) => (body.needId === undefined) !== (body.title === undefined), { error: 'voice.which-need', path: ['needId'] })
export type JoinVoices = z.output<typeof JoinVoices>
export const ChangeVoice = z.strictObject({ kind: Kind.optional(), words: prose(4_000).optional(), product: line(120).nullable().optional(), tell: z.boolean().optional(), version: z.int() })
export type ChangeVoice = z.output<typeof ChangeVoice>
const Candidate = z.object({ id: z.uuid(), title: z.string(), kind: Kind, stage: Stage, voices: z.int() })
export const Overview = z.object({
  stages: z.array(z.object({ stage: Stage, n: z.int() })), loose: z.int(), waiting: z.int(), overdue: z.int(),
  /** Voices of the last thirty days by what they are. */
  heard: z.array(z.object({ kind: Kind, n: z.int() })),
}).meta({ id: 'NeedOverview' })

export const needs = {
  needs: endpoint('GET', '/needs', { query: NeedQuery, response: pageOf(NeedItem), access: 'need.read', about: 'Needs in one’s sight, newest first; `-voices` orders by how many asked; `q` finds by what a need says and what customers said of it, in pinyin too.' }),
  overview: endpoint('GET', '/need-overview', { response: Overview, access: 'voice.read', about: 'How many needs stand in which stage, what waits for a department, and what was heard in thirty days.' }),
  candidates: endpoint('GET', '/need-candidates', { query: z.strictObject({ text: z.string().trim().max(500).default(''), limit: z.coerce.number<number>().int().min(1).max(20).default(6) }), response: z.object({ items: z.array(Candidate) }), access: 'voice.read', about: 'Open needs that speak of the same, the nearest first; without a text those with most voices.' }),
  need: endpoint('GET', '/needs/:id', { params: Id, response: Need, access: 'need.read', about: 'One need with what departments answered and who was told.' }),
  voicesOf: endpoint('GET', '/needs/:id/voices', { params: Id, query: Listing.pick({ limit: true, cursor: true }), response: pageOf(Voice), access: 'need.read', about: 'The voices it joins, newest first; customers and cases only for who may see them.' }),
  form: endpoint('POST', '/needs', { body: FormNeed, response: Need, status: 201, access: 'need.steer', about: 'Forms a need, perhaps of voices that were heard.' }),
  change: endpoint('PATCH', '/needs/:id', { params: Id, body: ChangeNeed, response: Need, access: 'need.steer', about: 'Changes what a need says, whose it is and which department it concerns.' }),
  route: endpoint('POST', '/needs/:id/requests', { params: Id, body: z.strictObject({ version: z.int(), departmentId: z.uuid().optional(), question: prose(5_000).optional() }), response: Need, access: 'need.steer', about: 'Asks a department for its answer, with a deadline; its liaison gets a task.' }),
  move: endpoint('POST', '/needs/:id/stage', { params: Id, body: MoveNeed, response: Need, access: 'need.steer', about: 'Moves a need along: accepted when a department has answered and the direction is said, in production with its day, launched with what customers are told; each originator who wants it is then told once.' }),
  events: endpoint('GET', '/needs/:id/events', { params: Id, response: History, access: 'need.read', about: 'The history of a need, oldest first.' }),
}
export const voices = {
  voices: endpoint('GET', '/voices', { query: VoiceQuery, response: pageOf(Voice), access: 'voice.read', about: 'What customers said they need, newest first.' }),
  capture: endpoint('POST', '/voices', { body: CaptureVoice, response: z.object({ items: z.array(Voice) }), status: 201, access: 'voice.capture', about: 'Writes down what a customer needs: by itself, or one voice for each of several cases or contacts, at once joined to a need.' }),
  join: endpoint('POST', '/voices/join', { body: JoinVoices, response: Need, access: 'need.steer', about: 'Joins voices to a need that is there, or to a new one.' }),
  changeVoice: endpoint('PATCH', '/voices/:id', { params: Id, body: ChangeVoice, response: Voice, access: 'voice.capture', about: 'Corrects a voice: whoever took it, or who steers needs.' }),
  removeVoice: endpoint('DELETE', '/voices/:id', { params: Id, response: z.object({ id: z.uuid() }), access: 'voice.capture', about: 'Takes a voice away that was none; not one whose need is launched.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }).partial())
export const VoiceCaptured = event('voice.captured', z.object({ kind: Kind, needId: z.uuid().nullable(), caseId: z.uuid().nullable(), customerId: z.uuid().nullable() }))
export const VoiceChanged = event('voice.changed', z.object({ changed: Changed }))
export const VoiceRemoved = event('voice.removed', z.object({ needId: z.uuid().nullable() }))
export const NeedFormed = event('need.formed', z.object({ kind: Kind, departmentId: z.uuid().nullable() }))
export const NeedChanged = event('need.changed', z.object({ changed: Changed }))
export const NeedGrew = event('need.grew', z.object({ voices: z.int(), added: z.int() }))
export const NeedShrank = event('need.shrank', z.object({ voices: z.int() }))
export const NeedRouted = event('need.routed', z.object({ departmentId: z.uuid(), requestId: z.uuid(), voices: z.int(), dueAt: z.iso.datetime() }))
export const NeedAnswered = event('need.answered', z.object({ requestId: z.uuid(), late: z.boolean() }))
export const NeedMoved = event('need.moved', z.object({ from: Stage, to: Stage, changed: Changed }))
export const NeedTold = event('need.originators-told', z.object({ told: z.int(), untold: z.int() }))
