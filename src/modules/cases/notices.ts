import type { Ctx } from '../../kernel/context.ts'
import { on } from '../../kernel/module.ts'
import { ClockBreached, ClockWarned } from '../clocks/contract.ts'
import { MessageBounced, MessageFailed } from '../messages/contract.ts'
import { notify } from '../people/index.ts'
import { messageOfKey } from './commands/send-reply.ts'
import { CaseAssigned, CaseMoved } from './contract.ts'
import { tables } from './tables.ts'

/** Who has to know at once: the handler of what they were given, and of a deadline that is near or past; the first responder where nobody handles it. */

const subjectOf = async (ctx: Ctx, ids: readonly string[]) =>
  new Map((await tables(ctx).selectFrom('case').select(['id', 'number', 'handler_id', 'first_responder_id']).where('id', 'in', [...new Set(ids)]).where('removed_at', 'is', null).execute()).map((row) => [row.id, row]))

/** Whoever is given a case by somebody else hears of it. */
export const tellAssigned = on(CaseAssigned, 'cases.tell-assigned', async (ctx, events) => {
  const rows = await subjectOf(ctx, events.map((one) => one.subjectId))
  for (const { subjectId, actor, data } of events) {
    const row = rows.get(subjectId)
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

/** Whoever works on a case hears that a deadline is near, and that it has passed. */
export const tellDeadlines = on([ClockWarned, ClockBreached], 'cases.tell-deadlines', async (ctx, events) => {
  const own = events.filter((one) => one.data.subjectKind === 'case')
  if (!own.length) return
  const rows = await subjectOf(ctx, own.map((one) => one.subjectId))
  for (const { subjectId, kind, data } of own) {
    const row = rows.get(subjectId)
    const who = row?.handler_id ?? row?.first_responder_id
    if (row && who) await notify(ctx, [who], { code: kind === 'clock.warned' ? 'case.notice-due-soon' : 'case.notice-overdue', subjectKind: 'case', subjectId, params: { number: row.number, clock: data.keys[0] ?? '' } })
  }
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
