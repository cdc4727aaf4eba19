import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict } from '../../../kernel/errors.ts'
import { on } from '../../../kernel/module.ts'
import { among } from '../../../kernel/transaction.ts'
import { CaseChanged, CaseMerged, CaseMoved, CaseOpened, MessageAdded } from '../../cases/contract.ts'
import { findCases } from '../../cases/index.ts'
import type { CaseFound } from '../../cases/index.ts'
import { clocksOf, signalClocks } from '../../clocks/index.ts'
import { ContactPointsAsked } from '../../messages/contract.ts'
import { deliveriesOf, queueMessage } from '../../messages/index.ts'
import type { Delivery } from '../../messages/index.ts'
import { complaintClocks } from '../deadlines.ts'
import { COMPLAINT_KINDS } from '../rules.ts'
import { dutyWords } from '../../people/index.ts'
import { acknowledgeByItself } from '../settings.ts'
import { holdSheet, touchSheet } from '../sheet.ts'
import type { ComplaintRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { ComplaintAcknowledged } from './contract.ts'
import type { ComplaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'
import { languageOf } from './language.ts'
import type { AcknowledgedHow } from './rules.ts'

/** Every complaint is acknowledged, by whatever door it came (ISO 10002, 7.4): on the page, in the conversation, or by a message that leaves by itself. */

/** Notes that the customer was told. @throws AppError as `holdSheet`; conflict `complaint.already-acknowledged` */
export async function acknowledge(ctx: Ctx, caseId: string, { how }: { how: 'spoken' | 'message' | 'letter' }): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  if (row.acknowledged_at) throw conflict('complaint.already-acknowledged', await getComplaintCourse(ctx, caseId))
  await note(ctx, [{ row, how, byId: ctx.actor.id, at: ctx.now }])
  return getComplaintCourse(ctx, caseId)
}

interface Told { row: Pick<ComplaintRow, 'case_id' | 'id'>; how: AcknowledgedHow; byId: string | null; at: Date }
/** Once for each, by what was told first: whoever comes second changes nothing. */
async function note(ctx: Ctx, all: readonly Told[]): Promise<void> {
  if (!all.length) return
  const told = [...new Map(all.toReversed().map((one) => [one.row.case_id, one])).values()]
  const clocks = await clocksOf(ctx, told.map(({ row }) => row.id))
  const { rows: won } = await sql<{ case_id: string }>`
    update complaint c set acknowledged_how = t.how, acknowledged_by = t.by_id, acknowledged_at = t.at, version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(told.map(({ row, how, byId, at }) => ({ case_id: row.case_id, how, by_id: byId, at })))}::jsonb) as t(case_id uuid, how text, by_id uuid, at timestamptz)
    where c.case_id = t.case_id and c.acknowledged_at is null returning c.case_id`.execute(ctx.db)
  const first = new Set(won.map(({ case_id }) => case_id))
  const noted = told.filter(({ row }) => first.has(row.case_id))
  await signalClocks(ctx, complaintClocks, noted.map(({ row, at }) => ({ subjectId: row.id, facts: {}, signal: 'acknowledged' as const, at })))
  for (const { row, how, at } of noted) {
    const due = clocks.get(row.id)?.find(({ key }) => key === 'acknowledgement')?.dueAt
    await ctx.emit(ComplaintAcknowledged, row.case_id, { how, late: due != null && at > due })
  }
}

/** Somebody else's past asks for no word from us. */
const BY_IMPORT = 'import.cases'

/** A complaint has come in, or a case has turned out to be one: its deadlines run, and its customer is told. */
export const takeUpComplaints = on([CaseOpened, CaseChanged], 'complaints.take-up', async (ctx, events) => {
  // By what happened to each first.
  const become = new Map(events.toReversed().flatMap(({ kind, via, subjectId, at, data }) => {
    const becomes = 'number' in data ? data.class === 'closed' || via === BY_IMPORT ? undefined : data.kind : data.changed['kind']?.to
    return typeof becomes === 'string' && COMPLAINT_KINDS.includes(becomes) ? [[subjectId, { kind: becomes, at, isNew: kind === CaseOpened.kind }] as const] : []
  }))
  const found = [...(await findCases(ctx, [...become.keys()])).values()].filter(({ removed_at, status_class }) => !removed_at && status_class !== 'closed')
  if (!found.length) return
  const ids = found.map(({ id }) => id)
  await touchSheet(ctx, ids)
  const rows = new Map((await tables(ctx).selectFrom('complaint').selectAll().where(among('case_id', ids)).execute()).map((row) => [row.case_id, row]))
  const taken = found.map((one) => ({ found: one, row: rows.get(one.id) as ComplaintRow, ...become.get(one.id) as { kind: string; at: Date; isNew: boolean } }))
  await signalClocks(ctx, complaintClocks, taken.map(({ found, row, kind, at }) => ({ subjectId: row.id, facts: { channel: found.channel, kind, severity: row.severity }, signal: 'received' as const, at })))
  const untold = taken.filter(({ row }) => !row.acknowledged_at)
  const sent = await deliveriesOf(ctx, untold.flatMap(({ found }) => receiptsOf(found.id)))
  const told: Told[] = []
  for (const { found, row, at, isNew } of untold) {
    const how = await toldHow(ctx, found, isNew, sent)
    if (how) told.push({ row, how, byId: how === 'spoken' ? found.first_responder_id : null, at })
  }
  await note(ctx, told)
})

const receiptsOf = (caseId: string) => [`mail-acknowledgement:${caseId}`, `complaint-receipt:${caseId}`] as const
const SPOKEN: readonly string[] = ['phone', 'counter']
/** How the customer knows already that it has come in; where nothing has told them a message does, if they can be reached by one. */
async function toldHow(ctx: Ctx, found: CaseFound, isNew: boolean, sent: ReadonlyMap<string, Delivery>): Promise<AcknowledgedHow | undefined> {
  if (found.channel === 'portal') return 'page'
  // Whoever takes it in says the number in the same conversation.
  if (SPOKEN.includes(found.channel) && isNew && found.first_responder_id) return 'spoken'
  const receipts = receiptsOf(found.id)
  const [, own] = receipts
  if (receipts.some((key) => !['refused', 'held', undefined].includes(sent.get(key)?.state))) return 'message'
  // A receipt that is held for want of a way out still goes to them: they get no second one.
  if (!ctx.settings.get(acknowledgeByItself) || !found.customer_id || receipts.some((key) => sent.get(key)?.state === 'held') || sent.has(own)) return undefined
  const points = await ctx.ask(ContactPointsAsked, { customerId: found.customer_id })
  const point = points.find(({ kind, value }) => kind === 'email' && value !== null)
  if (!point) return undefined
  const locale = await languageOf(ctx, found)
  const { state } = await queueMessage(ctx, {
    key: own, channel: 'email', about: { kind: 'case', id: found.id }, customerId: found.customer_id, to: [{ kind: 'email', contactPointId: point.id }], automatic: true, purpose: 'service', locale, ...(found.team_id ? { teamId: found.team_id } : {}),
    template: 'complaint-receipt', fields: { number: found.number, subject: found.subject, answer: await dutyWords(ctx, locale, found.team_id) },
  })
  return state === 'refused' || state === 'held' ? undefined : 'message'
}

const OVER: ReadonlySet<string> = new Set(['resolved', 'closed'])
/** Our first word to the customer acknowledges, too; a complaint that is over has nothing left to be told; one that its customer opens again is asked anew whether the concern is resolved (CMP-14). */
export const followComplaints = on([MessageAdded, CaseMoved, CaseMerged], 'complaints.follow', async (ctx, events) => {
  const again = events.flatMap(({ subjectId, data }) => 'toClass' in data && OVER.has(data.fromClass) && !OVER.has(data.toClass) && COMPLAINT_KINDS.includes(data.kind) ? [subjectId] : [])
  if (again.length) await tables(ctx).updateTable('complaint').set((eb) => ({ concern_resolved: null, concern_by: null, concern_at: null, version: eb('version', '+', 1) })).where(among('case_id', again)).where('concern_at', 'is not', null).execute()
  const told = events.filter(({ data }) => 'author' in data ? data.visibility === 'public' && data.author === 'staff' : 'mergeId' in data || (data.toClass === 'closed' && COMPLAINT_KINDS.includes(data.kind)))
  if (!told.length) return
  const rows = new Map((await tables(ctx).selectFrom('complaint').selectAll().where(among('case_id', [...new Set(told.map(({ subjectId }) => subjectId))])).execute()).map((row) => [row.case_id, row]))
  const closed = told.flatMap(({ subjectId, at, data }) => { const row = rows.get(subjectId); return row && !('author' in data) ? [{ subjectId: row.id, facts: {}, signal: 'closed' as const, at }] : [] })
  const answered = told.flatMap(({ subjectId, actor, at, data }) => { const row = rows.get(subjectId); return row && 'author' in data && !row.acknowledged_at ? [{ row, how: 'message' as const, byId: actor.kind === 'staff' ? actor.id : null, at }] : [] })
  await note(ctx, answered)
  if (closed.length) await signalClocks(ctx, complaintClocks, closed)
})
