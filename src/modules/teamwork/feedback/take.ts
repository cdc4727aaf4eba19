import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { on } from '../../../kernel/module.ts'
import { CaseOpened, MessageAdded } from '../../cases/contract.ts'
import { findCase } from '../../cases/index.ts'
import { signalClocks, startClocks } from '../../clocks/index.ts'
import { findCustomer } from '../../customers/index.ts'
import { notify, readDepartments, requireStaff } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import { feedbackClocks } from '../deadlines.ts'
import { feedbackKinds } from '../settings.ts'
import { tables } from '../tables.ts'
import type { FeedbackRow } from '../tables.ts'
import type { Feedback, TakeFeedback } from './contract.ts'
import { FeedbackAnswered, FeedbackAssigned, FeedbackChangeNoted, FeedbackTaken, FeedbackWithdrawn } from './contract.ts'
import { findFeedback, leads } from './queries.ts'
import { tellCustomer } from './tell.ts'

/** Longer ago than this nobody waits for an answer any more: such a case was imported. */
const FRESH_MS = 86_400_000
const taskKey = (id: string, to: string) => `feedback:${id}:${to}`

/** Who answers it: the person, the department's liaison, else the managers. */
async function answerer(ctx: Ctx, { staff_id, department_id }: Pick<FeedbackRow, 'staff_id' | 'department_id'>): Promise<{ ownerId: string } | { roleKey: string }> {
  if (staff_id) return { ownerId: staff_id }
  const liaison = department_id ? (await readDepartments(ctx)).find((one) => one.id === department_id)?.liaisonId : null
  return liaison ? { ownerId: liaison } : { roleKey: 'cs_manager' }
}
const nameOf = (to: { ownerId: string } | { roleKey: string }) => 'ownerId' in to ? to.ownerId : to.roleKey
async function askAnswer(ctx: Ctx, row: Pick<FeedbackRow, 'id' | 'tone' | 'words' | 'staff_id' | 'department_id'>, dueAt: Date): Promise<void> {
  const to = await answerer(ctx, row)
  const short = row.words.slice(0, 60)
  const words = { criticism: { zh: '答复批评', en: 'Answer criticism' }, praise: { zh: '答谢表扬', en: 'Thank for praise' }, idea: { zh: '答复意见', en: 'Answer an idea' }, coaching: { zh: '回应辅导记录', en: 'Answer a coaching note' } }[row.tone]
  await addTask(ctx, { key: taskKey(row.id, nameOf(to)), title: { zh: `${words.zh}：${short}`, en: `${words.en}: ${short}` }, ...to, dueAt, about: { kind: 'feedback', id: row.id }, source: { kind: 'feedback', id: row.id }, path: `/feedback/${row.id}`, byHand: false })
  if ('ownerId' in to && to.ownerId !== ctx.actor.id) await notify(ctx, [to.ownerId], { code: `feedback.notice-${row.tone}`, subjectKind: 'feedback', subjectId: row.id, params: { words: short } })
}

async function lay(ctx: Ctx, of: Pick<FeedbackRow, 'tone' | 'source' | 'words' | 'staff_id' | 'department_id' | 'case_id' | 'customer_id' | 'said_at' | 'taken_by'>): Promise<string> {
  const id = newId()
  const [{ dueAt }] = await startClocks(ctx, feedbackClocks, [{ subjectId: id, facts: { tone: of.tone, source: of.source }, signal: 'taken' }])
  if (!dueAt) throw refused('feedback.no-time')
  await tables(ctx).insertInto('feedback').values({ id, ...of, state: 'open', due_at: dueAt, reply: null, message_id: null, replied_by: null, replied_at: null, change: null, changed_by: null, changed_at: null, created_at: ctx.now, version: 1 }).execute()
  // What a customer said in a case is answered there, by whoever handles it.
  if (of.taken_by !== null || of.case_id === null) await askAnswer(ctx, { id, ...of }, dueAt)
  await ctx.emit(FeedbackTaken, id, { tone: of.tone, source: of.source, staffId: of.staff_id, departmentId: of.department_id, caseId: of.case_id, dueAt: dueAt.toISOString() })
  return id
}
async function requireAbout(ctx: Ctx, staffId: string | null | undefined, departmentId: string | null | undefined): Promise<void> {
  if (staffId) await requireStaff(ctx, staffId, 'staffId')
  if (departmentId && !(await readDepartments(ctx)).some(({ id }) => id === departmentId)) throw refused('department.unknown', [{ path: 'departmentId', code: 'department.unknown' }])
}

/** Coaching is for somebody one leads: a report, a member of one's team, somebody of one's business line (ORG-03). */
function requireOwnAgent(ctx: Ctx, staffId: string | null | undefined, departmentId: string | null | undefined): void {
  if (!staffId) throw invalid('staffId', 'feedback.coaching-needs-person')
  if (departmentId) throw invalid('departmentId', 'feedback.coaching-needs-person')
  if (staffId === ctx.actor.id || !leads(ctx, staffId)) throw refused('feedback.coaching-own-agents', [{ path: 'staffId', code: 'feedback.coaching-own-agents' }])
}

/**
 * Writes praise, criticism or an idea down, or a note of coaching. @throws AppError refused `staff.*`, `department.unknown`, `feedback.coaching-own-agents`, not-found for what is not in sight,
 * invalid `feedback.said-ahead`, `feedback.coaching-needs-person`
 */
export async function takeFeedback(ctx: Ctx, { tone, words, staffId, departmentId, caseId, customerId, saidAt, ...body }: TakeFeedback): Promise<Feedback> {
  await requireAbout(ctx, staffId, departmentId)
  if (tone === 'coaching') requireOwnAgent(ctx, staffId, departmentId)
  const source = tone === 'coaching' ? 'superior' : body.source
  if (saidAt && saidAt > ctx.now) throw invalid('saidAt', 'feedback.said-ahead')
  const of = caseId ? await findCase(ctx, caseId) : undefined
  const customer = of?.customer_id ?? (customerId ? (await findCustomer(ctx, customerId)).id : null)
  const id = await lay(ctx, { tone, source, words: maskPersonal(words), staff_id: staffId ?? null, department_id: departmentId ?? null, case_id: of?.id ?? null, customer_id: customer, said_at: saidAt ?? ctx.now, taken_by: ctx.actor.id })
  return findFeedback(ctx, id)
}

async function openTo(ctx: Ctx, id: string, deed: Feedback['may'][number]): Promise<Feedback> {
  const before = await findFeedback(ctx, id)
  if (before.may.includes(deed)) return before
  throw before.state !== 'open' ? conflict('feedback.over', before) : new AppError('forbidden', 'feedback.not-yours')
}
async function step(ctx: Ctx, before: Feedback, version: number, set: Partial<FeedbackRow>): Promise<void> {
  const won = await tables(ctx).updateTable('feedback').set({ ...set, version: version + 1 }).where('id', '=', before.id).where('version', '=', version).where('state', '=', before.state).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await findFeedback(ctx, before.id))
}
const moved = (from: string, to: string) => ({ changed: { state: { from, to } } })
const endTask = async (ctx: Ctx, of: { id: string; staff_id: string | null; department_id: string | null }, end: typeof finishTask) => end(ctx, { key: taskKey(of.id, nameOf(await answerer(ctx, of))) })
const keys = (of: Feedback) => ({ id: of.id, staff_id: of.staff?.id ?? null, department_id: of.department?.id ?? null })

/** Says whom or which department it is about. @throws AppError forbidden `feedback.not-yours`, conflict `feedback.over`, `record.stale` */
export async function assignFeedback(ctx: Ctx, id: string, { version, staffId, departmentId }: { version: number; staffId: string | null; departmentId: string | null }): Promise<Feedback> {
  const before = await openTo(ctx, id, 'assign')
  await requireAbout(ctx, staffId, departmentId)
  await step(ctx, before, version, { staff_id: staffId, department_id: departmentId })
  await cancelTask(ctx, { key: taskKey(id, nameOf(await answerer(ctx, keys(before)))) }, '')
  await askAnswer(ctx, { id, tone: before.tone, words: before.words, staff_id: staffId, department_id: departmentId }, before.dueAt)
  await ctx.emit(FeedbackAssigned, id, { changed: { staffId: { from: before.staff?.id ?? null, to: staffId }, departmentId: { from: before.department?.id ?? null, to: departmentId } } })
  return findFeedback(ctx, id)
}
/** Answers it; whoever wrote it down hears of it, and so does the customer who said it. @throws as `assignFeedback`, and as `tellCustomer` */
export async function replyToFeedback(ctx: Ctx, id: string, { version, text }: { version: number; text: string }): Promise<Feedback> {
  const before = await openTo(ctx, id, 'reply')
  await step(ctx, before, version, { state: 'answered', reply: maskPersonal(text), replied_by: ctx.actor.id, replied_at: ctx.now })
  await signalClocks(ctx, feedbackClocks, [{ subjectId: id, facts: { tone: before.tone, source: before.source }, signal: 'answered' }])
  await endTask(ctx, keys(before), finishTask)
  await ctx.emit(FeedbackAnswered, id, { late: ctx.now > before.dueAt, inCase: false, ...moved('open', 'answered') })
  await tellCustomer(ctx, before, maskPersonal(text))
  if (before.takenBy && before.takenBy.id !== ctx.actor.id) await notify(ctx, [before.takenBy.id], { code: 'feedback.notice-answered', subjectKind: 'feedback', subjectId: id, params: { words: before.words.slice(0, 60) } })
  return findFeedback(ctx, id)
}
/** Writes down what was changed because of it. @throws as `assignFeedback` */
export async function noteChange(ctx: Ctx, id: string, { version, text }: { version: number; text: string }): Promise<Feedback> {
  const before = await openTo(ctx, id, 'note-change')
  await step(ctx, before, version, { change: maskPersonal(text), changed_by: ctx.actor.id, changed_at: ctx.now })
  await ctx.emit(FeedbackChangeNoted, id, {})
  return findFeedback(ctx, id)
}
/** @throws as `assignFeedback` */
export async function withdrawFeedback(ctx: Ctx, id: string, version: number): Promise<Feedback> {
  const before = await openTo(ctx, id, 'withdraw')
  await step(ctx, before, version, { state: 'withdrawn' })
  await signalClocks(ctx, feedbackClocks, [{ subjectId: id, facts: { tone: before.tone, source: before.source }, signal: 'withdrawn' }])
  await cancelTask(ctx, { key: taskKey(id, nameOf(await answerer(ctx, keys(before)))) }, '')
  await ctx.emit(FeedbackWithdrawn, id, moved('open', 'withdrawn'))
  return findFeedback(ctx, id)
}

const TONE_OF: Readonly<Record<string, Feedback['tone']>> = { praise: 'praise', suggestion: 'idea', complaint: 'criticism', grumble: 'criticism' }
/** What customers say of their own accord comes in as a case of its kind: its answer has a clock too. */
export const takeFromCases = on(CaseOpened, 'teamwork.feedback-of-cases', async (ctx, events) => {
  const kinds: readonly string[] = ctx.settings.get(feedbackKinds)
  const heard = events.filter(({ data }) => kinds.includes(data.kind) && data.class !== 'closed')
  if (!heard.length) return
  const rows = await tables(ctx).selectFrom('case_ref').select(['id', 'subject', 'kind', 'customer_id', 'created_at']).where('id', 'in', heard.map(({ subjectId }) => subjectId)).where('created_at', '>', new Date(ctx.now.getTime() - FRESH_MS)).execute()
  for (const row of rows) await lay(ctx, { tone: TONE_OF[row.kind] ?? 'idea', source: 'customer', words: maskPersonal(row.subject), staff_id: null, department_id: null, case_id: row.id, customer_id: row.customer_id, said_at: row.created_at, taken_by: null })
})
/** Our first answer in the case answers what the customer said in it. */
export const answerInCases = on(MessageAdded, 'teamwork.feedback-answered', async (ctx, events) => {
  const ours = events.filter(({ data, actor }) => data.visibility === 'public' && data.author === 'staff' && actor.id !== null)
  if (!ours.length) return
  const open = await tables(ctx).selectFrom('feedback').selectAll().where('case_id', 'in', ours.map(({ subjectId }) => subjectId)).where('state', '=', 'open').where('source', '=', 'customer').where('taken_by', 'is', null).execute()
  for (const row of open) {
    const said = ours.find(({ subjectId, at }) => subjectId === row.case_id && at >= row.created_at) ?? ours.find(({ subjectId }) => subjectId === row.case_id)
    if (!said) continue
    const won = await tables(ctx).updateTable('feedback').set({ state: 'answered', message_id: said.data.messageId, replied_by: said.actor.id, replied_at: said.at, version: row.version + 1 }).where('id', '=', row.id).where('state', '=', 'open').returning('id').executeTakeFirst()
    if (!won) continue
    await signalClocks(ctx, feedbackClocks, [{ subjectId: row.id, facts: { tone: row.tone, source: row.source }, signal: 'answered', at: said.at }])
    await ctx.emit(FeedbackAnswered, row.id, { late: said.at > row.due_at, inCase: true, ...moved('open', 'answered') })
  }
})
