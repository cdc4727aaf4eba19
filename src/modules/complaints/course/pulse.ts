import type { Ctx } from '../../../kernel/context.ts'
import { conflict, refused } from '../../../kernel/errors.ts'
import { beat, on } from '../../../kernel/module.ts'
import { among } from '../../../kernel/transaction.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { CaseMoved, MessageAdded } from '../../cases/contract.ts'
import { BY_BULK_QUIETLY, findCase, listMessages } from '../../cases/index.ts'
import type { CaseFound } from '../../cases/index.ts'
import { ContactPointsAsked } from '../../messages/contract.ts'
import { proposeFor, queueMessage } from '../../messages/index.ts'
import { notify, standInsOf, superiorsOf } from '../../people/index.ts'
import { addTask, finishTask } from '../../tasks/index.ts'
import { languageOf } from './language.ts'
import { findComplaint } from '../queries.ts'
import { pulseDays } from '../settings.ts'
import { holdSheet } from '../sheet.ts'
import { tables } from '../tables.ts'
import { PulseAnswered, PulseAsked } from './contract.ts'
import type { ComplaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'
import { LOW_PULSE, scoreIn } from './rules.ts'
import type { PulseHow } from './rules.ts'

/** How content a customer is while we are still at it, asked once by the channel they like best (CAS-19): low is told to whoever can still mend it. */

const DAY_MS = 86_400_000
const MANY = 100
const KINDS: Readonly<Record<string, readonly string[]>> = { email: ['email'], sms: ['sms', 'phone'], wechat: ['wechat'] }
const callKey = (caseId: string) => `complaint-pulse:${caseId}`

/** The moment is set when solving begins. */
export const planPulse = on(CaseMoved, 'complaints.plan-pulse', async (ctx, events) => {
  const days = ctx.settings.get(pulseDays)
  if (!days) return
  const begun = events.filter(({ via, data }) => data.kind === 'complaint' && data.to === 'resolving' && via !== BY_BULK_QUIETLY)
  if (begun.length) await tables(ctx).insertInto('complaint_pulse').values(begun.map(({ subjectId, at }) => ({ case_id: subjectId, due_at: new Date(at.getTime() + days * DAY_MS) }))).onConflict((c) => c.doNothing()).execute()
})

/** Those whose moment has come are asked; what is over by then is not. */
export const askPulses = beat('complaints.pulse', 300, async (ctx) => {
  const due = await tables(ctx).selectFrom('complaint_pulse').select('case_id').where('asked_at', 'is', null).where('due_at', '<=', ctx.now).orderBy('due_at').limit(MANY).forUpdate().skipLocked().execute()
  for (const { case_id } of due) {
    const found = await findCase(ctx, case_id).catch(() => undefined)
    const how = found && !found.removed_at && found.status_class !== 'closed' && found.status_class !== 'resolved' ? await ask(ctx, found) : null
    if (!how) { await tables(ctx).deleteFrom('complaint_pulse').where('case_id', '=', case_id).execute(); continue }
    await tables(ctx).updateTable('complaint_pulse').set({ asked_at: ctx.now, asked_how: how }).where('case_id', '=', case_id).execute()
    await ctx.emit(PulseAsked, case_id, { how })
  }
  return due.length === MANY
})

async function ask(ctx: Ctx, found: CaseFound): Promise<'message' | 'page' | 'call' | null> {
  const customerId = found.customer_id
  if (customerId) {
    const { channel } = await proposeFor(ctx, customerId, { urgency: 'low', complexity: 'simple', safety: 'false', purpose: 'service' })
    const point = channel && channel !== 'phone' ? (await ctx.ask(ContactPointsAsked, { customerId })).find(({ kind, value }) => value !== null && KINDS[channel]?.includes(kind)) : undefined
    if (channel && channel !== 'phone' && point) {
      const { state } = await queueMessage(ctx, {
        key: `complaint-pulse:${found.id}`, channel, about: { kind: 'case', id: found.id }, customerId, to: [{ kind: channel, contactPointId: point.id }], automatic: true, purpose: 'service', locale: await languageOf(ctx, found), ...(found.team_id ? { teamId: found.team_id } : {}),
        template: 'complaint-pulse', fields: { number: found.number },
      })
      if (state !== 'refused' && (state !== 'held' || channel === 'email')) return 'message'
    }
  }
  if (found.channel === 'portal') return 'page'
  const ownerId = found.handler_id ?? found.first_responder_id
  if (!customerId || !ownerId) return null
  await addTask(ctx, { key: callKey(found.id), title: { zh: `致电客户，问问对目前的处理是否满意：${found.number}`, en: `Call and ask how content they are so far: ${found.number}` }, ownerId, dueAt: new Date(ctx.now.getTime() + DAY_MS), about: { kind: 'case', id: found.id }, source: { kind: 'case', id: found.id }, path: `/cases/${found.id}?tab=complaint` })
  return 'call'
}

/** Keeps what the customer said, once. @returns whether it was the first */
async function keep(ctx: Ctx, found: CaseFound, { score, words, how, byId, at }: { score: number; words: string | null; how: PulseHow; byId: string | null; at: Date }): Promise<boolean> {
  const won = await tables(ctx).insertInto('complaint_pulse').values({ case_id: found.id, due_at: at, asked_at: at, asked_how: 'call', score, words: words && maskPersonal(words), answered_how: how, answered_by: byId, answered_at: at })
    .onConflict((c) => c.column('case_id').doUpdateSet((eb) => ({ asked_at: eb.fn.coalesce('complaint_pulse.asked_at', 'excluded.asked_at'), asked_how: eb.fn.coalesce('complaint_pulse.asked_how', 'excluded.asked_how'), score, words: words && maskPersonal(words), answered_how: how, answered_by: byId, answered_at: at })).where('complaint_pulse.score', 'is', null)).returning('case_id').executeTakeFirst()
  if (!won) return false
  await finishTask(ctx, { key: callKey(found.id) }, String(score))
  await ctx.emit(PulseAnswered, found.id, { how, score })
  if (score <= LOW_PULSE) {
    const staffId = found.handler_id ?? found.first_responder_id
    const { supervisors } = await superiorsOf(ctx, { staffId, teamId: found.team_id })
    const named = [...(staffId ? [staffId] : []), ...supervisors]
    const away = await standInsOf(ctx, named)
    await notify(ctx, [...new Set(named.map((id) => away.get(id) ?? id))].filter((id) => id !== ctx.actor.id), { code: 'complaint.notice-pulse', subjectKind: 'case', subjectId: found.id, params: { number: found.number, score } })
  }
  return true
}

/** Writes down what the customer said when they were asked. @throws AppError as `holdSheet`; conflict `complaint.pulse-known` */
export async function tellPulse(ctx: Ctx, caseId: string, { score, words }: { score: number; words?: string | undefined }): Promise<ComplaintCourse> {
  await holdSheet(ctx, caseId)
  if (!await keep(ctx, await findComplaint(ctx, caseId), { score, words: words ?? null, how: 'spoken', byId: ctx.actor.id, at: ctx.now })) throw conflict('complaint.pulse-known', await getComplaintCourse(ctx, caseId))
  return getComplaintCourse(ctx, caseId)
}
/** The customer says it themselves on their page; the house acts for them. @throws AppError refused `complaint.pulse-known` */
export async function pulseForCustomer(house: Ctx, caseId: string, { score, words }: { score: number; words?: string | undefined }): Promise<void> {
  if (!await keep(house, await findComplaint(house, caseId), { score, words: words ?? null, how: 'page', byId: null, at: house.now })) throw refused('complaint.pulse-known', [{ path: 'score', code: 'complaint.pulse-known' }])
}

/** Who answers the message with a figure has answered the question. */
export const hearPulses = on(MessageAdded, 'complaints.hear-pulse', async (ctx, events) => {
  const said = events.filter(({ data }) => data.author === 'customer' && data.visibility === 'public')
  if (!said.length) return
  const open = await tables(ctx).selectFrom('complaint_pulse').select(['case_id', 'asked_at']).where(among('case_id', [...new Set(said.map(({ subjectId }) => subjectId))])).where('asked_at', 'is not', null).where('score', 'is', null).execute()
  for (const { case_id, asked_at } of open) {
    const found = await findCase(ctx, case_id).catch(() => undefined)
    if (!found) continue
    const { items } = await listMessages(ctx, case_id, { limit: 20 })
    for (const { data, at } of said.filter((one) => one.subjectId === case_id && asked_at !== null && one.at >= asked_at)) {
      const score = scoreIn(items.find(({ id }) => id === data.messageId)?.body ?? '')
      if (score !== null) { await keep(ctx, found, { score, words: null, how: 'message', byId: null, at }); break }
    }
  }
})
