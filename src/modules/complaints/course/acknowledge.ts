import type { Ctx } from '../../../kernel/context.ts'
import { conflict } from '../../../kernel/errors.ts'
import { companyLanguage } from '../../../kernel/frame.ts'
import { on } from '../../../kernel/module.ts'
import { among } from '../../../kernel/transaction.ts'
import { CaseChanged, CaseMerged, CaseMoved, CaseOpened, MessageAdded } from '../../cases/contract.ts'
import { findCase } from '../../cases/index.ts'
import type { CaseFound } from '../../cases/index.ts'
import { clocksOf, signalClocks } from '../../clocks/index.ts'
import { ContactPointsAsked } from '../../messages/contract.ts'
import { deliveriesOf, queueMessage } from '../../messages/index.ts'
import { complaintClocks } from '../deadlines.ts'
import { COMPLAINT_KINDS } from '../rules.ts'
import { acknowledgeByItself } from '../settings.ts'
import { holdSheet, touchSheet } from '../sheet.ts'
import type { ComplaintRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { ComplaintAcknowledged } from './contract.ts'
import type { ComplaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'
import type { AcknowledgedHow } from './rules.ts'

/** Every complaint is acknowledged, by whatever door it came (ISO 10002, 7.4): on the page, in the conversation, or by a message that leaves by itself. */

/** Notes that the customer was told. @throws AppError as `holdSheet`; conflict `complaint.already-acknowledged` */
export async function acknowledge(ctx: Ctx, caseId: string, { how }: { how: 'spoken' | 'message' | 'letter' }): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  if (row.acknowledged_at) throw conflict('complaint.already-acknowledged', await getComplaintCourse(ctx, caseId))
  await note(ctx, row, how, ctx.actor.id, ctx.now)
  return getComplaintCourse(ctx, caseId)
}

/** Once: whoever comes second changes nothing. */
async function note(ctx: Ctx, { case_id, id }: Pick<ComplaintRow, 'case_id' | 'id'>, how: AcknowledgedHow, byId: string | null, at: Date): Promise<void> {
  const due = (await clocksOf(ctx, [id])).get(id)?.find(({ key }) => key === 'acknowledgement')?.dueAt
  const won = await tables(ctx).updateTable('complaint').set((eb) => ({ acknowledged_how: how, acknowledged_by: byId, acknowledged_at: at, version: eb('version', '+', 1) })).where('case_id', '=', case_id).where('acknowledged_at', 'is', null).returning('case_id').executeTakeFirst()
  if (!won) return
  await signalClocks(ctx, complaintClocks, [{ subjectId: id, facts: {}, signal: 'acknowledged', at }])
  await ctx.emit(ComplaintAcknowledged, case_id, { how, late: due != null && at > due })
}

/** Somebody else's past asks for no word from us. */
const BY_IMPORT = 'import.cases'

/** A complaint has come in, or a case has turned out to be one: its deadlines run, and its customer is told. */
export const takeUpComplaints = on([CaseOpened, CaseChanged], 'complaints.take-up', async (ctx, events) => {
  for (const { kind, via, subjectId, at, data } of events) {
    const becomes = 'number' in data ? data.class === 'closed' || via === BY_IMPORT ? undefined : data.kind : data.changed['kind']?.to
    if (typeof becomes !== 'string' || !COMPLAINT_KINDS.includes(becomes)) continue
    const found = await findCase(ctx, subjectId).catch(() => undefined)
    if (!found || found.removed_at || found.status_class === 'closed') continue
    await touchSheet(ctx, [subjectId])
    const row = await tables(ctx).selectFrom('complaint').selectAll().where('case_id', '=', subjectId).executeTakeFirstOrThrow()
    await signalClocks(ctx, complaintClocks, [{ subjectId: row.id, facts: { channel: found.channel, kind: becomes, severity: row.severity }, signal: 'received', at }])
    if (row.acknowledged_at) continue
    const how = await toldHow(ctx, found, kind === CaseOpened.kind)
    if (how) await note(ctx, row, how, how === 'spoken' ? found.first_responder_id : null, at)
  }
})

const SPOKEN: readonly string[] = ['phone', 'counter']
/** How the customer knows already that it has come in; where nothing has told them a message does, if they can be reached by one. */
async function toldHow(ctx: Ctx, found: CaseFound, isNew: boolean): Promise<AcknowledgedHow | undefined> {
  if (found.channel === 'portal') return 'page'
  // Whoever takes it in says the number in the same conversation.
  if (SPOKEN.includes(found.channel) && isNew && found.first_responder_id) return 'spoken'
  const receipt = `mail-acknowledgement:${found.id}`
  const own = `complaint-receipt:${found.id}`
  const sent = await deliveriesOf(ctx, [receipt, own])
  if ([...sent.values()].some(({ state }) => state !== 'refused' && state !== 'held')) return 'message'
  if (!ctx.settings.get(acknowledgeByItself) || !found.customer_id || sent.has(own)) return undefined
  const points = await ctx.ask(ContactPointsAsked, { customerId: found.customer_id })
  const point = points.find(({ kind, value }) => kind === 'email' && value !== null)
  if (!point) return undefined
  const { state } = await queueMessage(ctx, {
    key: own, channel: 'email', about: { kind: 'case', id: found.id }, customerId: found.customer_id, to: [{ kind: 'email', contactPointId: point.id }], automatic: true, purpose: 'service', locale: ctx.settings.get(companyLanguage), ...(found.team_id ? { teamId: found.team_id } : {}),
    template: 'complaint-receipt', fields: { number: found.number, subject: found.subject },
  })
  return state === 'refused' || state === 'held' ? undefined : 'message'
}

/** Our first word to the customer acknowledges, too; a complaint that is over has nothing left to be told. */
export const followComplaints = on([MessageAdded, CaseMoved, CaseMerged], 'complaints.follow', async (ctx, events) => {
  const told = events.filter(({ data }) => 'author' in data ? data.visibility === 'public' && data.author === 'staff' : 'mergeId' in data || (data.toClass === 'closed' && COMPLAINT_KINDS.includes(data.kind)))
  if (!told.length) return
  const rows = new Map((await tables(ctx).selectFrom('complaint').selectAll().where(among('case_id', [...new Set(told.map(({ subjectId }) => subjectId))])).execute()).map((row) => [row.case_id, row]))
  for (const { subjectId, actor, at, data } of told) {
    const row = rows.get(subjectId)
    if (!row) continue
    if (!('author' in data)) await signalClocks(ctx, complaintClocks, [{ subjectId: row.id, facts: {}, signal: 'closed', at }])
    else if (!row.acknowledged_at) await note(ctx, row, 'message', actor.kind === 'staff' ? actor.id : null, at)
  }
})
