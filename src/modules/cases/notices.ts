import type { Ctx } from '../../kernel/context.ts'
import { on } from '../../kernel/module.ts'
import { ClockBreached, ClockPauseEnded, ClockWarned } from '../clocks/contract.ts'
import { clocksOf, dueOf } from '../clocks/index.ts'
import { MessageBounced, MessageFailed } from '../messages/contract.ts'
import { membersOf, notify, notifyInHours, superiorsOf } from '../people/index.ts'
import { BY_BULK, BY_BULK_QUIETLY } from './bulk/run.ts'
import { bounceHandover } from './commands/answer-handover.ts'
import { messageOfKey } from './commands/send-reply.ts'
import { CaseAssigned, CaseMoved, CasePassedAround, HandoverAccepted, HandoverDeclined, HandoverOffered } from './contract.ts'
import { due } from './deadlines.ts'
import { tables } from './tables.ts'

/** Who has to know at once: the handler of what they were given, and of a deadline that is near or past; the first responder where nobody handles it. */

const subjectOf = async (ctx: Ctx, ids: readonly string[]) =>
  new Map((await tables(ctx).selectFrom('case').select(['id', 'number', 'handler_id', 'first_responder_id']).where('id', 'in', [...new Set(ids)]).where('removed_at', 'is', null).execute()).map((row) => [row.id, row]))

/** Whoever is given a case by somebody else hears of it. */
export const tellAssigned = on(CaseAssigned, 'cases.tell-assigned', async (ctx, events) => {
  const rows = await subjectOf(ctx, events.map((one) => one.subjectId))
  for (const { subjectId, actor, via, data } of events) {
    const row = rows.get(subjectId)
    // Of many at once they hear once, when all are given.
    if (via === BY_BULK || via === BY_BULK_QUIETLY) continue
    if (row && data.handlerId && 'handlerId' in data.changed && data.handlerId !== actor.id) await notify(ctx, [data.handlerId], { code: 'case.notice-assigned', subjectKind: 'case', subjectId, params: { number: row.number } })
  }
})

/** What the customer takes up again is told to whoever had it last: the desk alone would show it only to those who look. */
export const tellReopened = on(CaseMoved, 'cases.tell-reopened', async (ctx, events) => {
  const own = events.filter(({ actor, data }) => actor.kind !== 'staff' && (data.fromClass === 'resolved' || data.fromClass === 'closed') && data.toClass === 'open')
  if (!own.length) return
  const rows = await subjectOf(ctx, own.map((one) => one.subjectId))
  for (const { subjectId } of own) {
    const row = rows.get(subjectId)
    const who = row?.handler_id ?? row?.first_responder_id
    if (row && who) await notify(ctx, [who], { code: 'case.notice-reopened', subjectKind: 'case', subjectId, params: { number: row.number } })
  }
})

/** Whoever works on a case hears within their shift or their team's hours that a deadline is near, and that it has passed. */
export const tellDeadlines = on([ClockWarned, ClockBreached], 'cases.tell-deadlines', async (ctx, events) => {
  const own = events.filter((one) => one.data.subjectKind === 'case')
  if (!own.length) return
  const rows = await subjectOf(ctx, own.map((one) => one.subjectId))
  for (const { subjectId, kind, data } of own) {
    const row = rows.get(subjectId)
    const who = row?.handler_id ?? row?.first_responder_id
    const notice = { code: kind === 'clock.warned' ? 'case.notice-due-soon' : 'case.notice-overdue', subjectKind: 'case', subjectId, params: { number: row?.number ?? '', clock: data.keys[0] ?? '' } }
    if (row && who) await notifyInHours(ctx, [who], notice, { about: { kind: 'clock', id: data.clocks[0]?.id ?? subjectId } })
  }
})

/** A deadline whose pauses may take no longer counts again while the case still waits: the case is due again, and whoever works on it hears it. */
export const takeUpDeadlines = on(ClockPauseEnded, 'cases.take-up-deadlines', async (ctx, events) => {
  const ids = [...new Set(events.filter(({ data }) => data.subjectKind === 'case').map(({ subjectId }) => subjectId))]
  if (!ids.length) return
  const clocks = await clocksOf(ctx, ids)
  const rows = await subjectOf(ctx, ids)
  for (const id of ids) {
    const dueAt = dueOf((clocks.get(id) ?? []).filter((clock) => clock.dueAt))?.dueAt ?? null
    await tables(ctx).updateTable('case').set({ due_at: due(dueAt) }).where('id', '=', id).execute()
    const row = rows.get(id)
    const who = row?.handler_id ?? row?.first_responder_id
    if (row && who) await notify(ctx, [who], { code: 'case.notice-pause-ended', subjectKind: 'case', subjectId: id, params: { number: row.number } })
  }
})

/** A case whose customer should have heard from us stands in the list of the silent until they do. */
export const noteSilent = on(ClockBreached, 'cases.note-silent', async (ctx, events) => {
  const silent = events.filter(({ data }) => data.subjectKind === 'case' && data.keys.includes('progress')).map(({ subjectId }) => subjectId)
  if (silent.length) await tables(ctx).updateTable('case').set({ silent_since: ctx.now }).where('id', 'in', silent).where('silent_since', 'is', null).where('status_class', '=', 'open').execute()
})

/** Whoever answered hears that it did not reach the customer. What is refused or held at once they see at the message itself. */
export const tellUndelivered = on([MessageFailed, MessageBounced], 'cases.tell-undelivered', async (ctx, events) => {
  for (const { data } of events) {
    const messageId = data.about.kind === 'case' ? messageOfKey(data.key) : undefined
    if (!messageId) continue
    const row = await tables(ctx).selectFrom('message as m').innerJoin('case as c', 'c.id', 'm.case_id').select(['m.author_id', 'c.number', 'c.handler_id']).where('m.id', '=', messageId).executeTakeFirst()
    const who = [row?.author_id, row?.handler_id].filter((id) => id !== null && id !== undefined)
    if (row && who.length) await notify(ctx, who, { code: 'case.notice-undelivered', subjectKind: 'case', subjectId: data.about.id, params: { number: row.number } })
  }
})

/** The receiver hears of what is offered, the sender of what became of it. */
export const tellHandovers = on([HandoverOffered, HandoverAccepted, HandoverDeclined], 'cases.tell-handovers', async (ctx, events) => {
  const rows = await subjectOf(ctx, events.map((one) => one.subjectId))
  for (const { subjectId, kind, actor, data } of events) {
    const row = rows.get(subjectId)
    if (!row) continue
    const who = kind !== HandoverOffered.kind ? [data.fromId] : data.toStaffId ? [data.toStaffId] : data.toTeamId ? await membersOf(ctx, data.toTeamId) : []
    await notify(ctx, who.filter((id) => id !== actor.id), { code: kind.replace('case.handover-', 'case.notice-handover-'), subjectKind: 'case', subjectId, params: { number: row.number } })
  }
})

/** An offer that nobody has taken in time goes back: the sender hears it, and the superiors of those who let it lie. Shortly before, the receiver is reminded. */
export const bounceUnaccepted = on([ClockWarned, ClockBreached], 'cases.bounce-unaccepted', async (ctx, events) => {
  for (const { subjectId, kind, data } of events) {
    if (data.subjectKind !== 'handover') continue
    if (kind === ClockWarned.kind) {
      const waiting = await tables(ctx).selectFrom('case_handover as o').innerJoin('case as c', 'c.id', 'o.case_id').select(['o.case_id', 'o.to_staff_id', 'o.to_team_id', 'c.number']).where('o.id', '=', subjectId).where('o.state', '=', 'offered').executeTakeFirst()
      if (waiting) await notifyInHours(ctx, waiting.to_staff_id ? [waiting.to_staff_id] : await membersOf(ctx, waiting.to_team_id as string), { code: 'case.notice-handover-waits', subjectKind: 'case', subjectId: waiting.case_id, params: { number: waiting.number } }, { about: { kind: 'clock', id: data.clocks[0]?.id ?? subjectId } })
      continue
    }
    const row = await bounceHandover(ctx, subjectId)
    const of = row && (await subjectOf(ctx, [row.case_id])).get(row.case_id)
    if (!row || !of) continue
    const { supervisors } = await superiorsOf(ctx, { staffId: row.to_staff_id, teamId: row.to_team_id })
    await notify(ctx, [row.from_id, ...supervisors], { code: 'case.notice-handover-bounced', subjectKind: 'case', subjectId: row.case_id, params: { number: of.number } })
  }
})

/** What goes from hand to hand is told to the supervisor of whoever has it now (CAS-12). */
export const tellPassedAround = on(CasePassedAround, 'cases.tell-passed-around', async (ctx, events) => {
  const rows = new Map((await tables(ctx).selectFrom('case').select(['id', 'number', 'handler_id', 'team_id']).where('id', 'in', events.map((one) => one.subjectId)).execute()).map((row) => [row.id, row]))
  for (const { subjectId, data } of events) {
    const row = rows.get(subjectId)
    if (!row) continue
    const { supervisors } = await superiorsOf(ctx, { staffId: row.handler_id, teamId: row.team_id })
    await notify(ctx, supervisors, { code: `case.notice-passed-${data.how}`, subjectKind: 'case', subjectId, params: { number: row.number, n: data.transfers } })
  }
})
