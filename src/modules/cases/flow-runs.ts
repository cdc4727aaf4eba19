import { sql } from 'kysely'
import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { AppError } from '../../kernel/errors.ts'
import { answer, on } from '../../kernel/module.ts'
import { among } from '../../kernel/transaction.ts'
import { FlowSubjectTold, StepDone, StepMayFinish } from '../flows/contract.ts'
import { flowSubject, flowsStartingOn, followOwners, holdSteps, startFlow } from '../flows/index.ts'
import { moveCase } from './commands/move-case.ts'
import { courseGuards } from './course/guards.ts'
import { CaseAssigned, CaseChanged, CaseClaimed, CaseMoved, CaseOpened, FirstResponderChanged, HandoverAccepted, KINDS } from './contract.ts'
import { caseResource, tables } from './tables.ts'

/** What flows may ask about a case, on which kinds of case they start, and what a case does as its runs go on. */
flowSubject({
  key: 'case', name: { zh: '工单', en: 'Case' },
  fields: { kind: { type: 'choice', options: KINDS }, channel: { type: 'choice' }, priority: { type: 'choice' }, statusClass: { type: 'choice' }, hasCustomer: { type: 'boolean' } },
  words: { kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, priority: { zh: '优先级', en: 'Priority' }, statusClass: { zh: '状态', en: 'Status' }, hasCustomer: { zh: '有客户档案', en: 'Has a customer record' } },
  catalogue: { kind: 'case.kind', channel: 'case.channel', priority: 'case.priority', statusClass: 'flow.class' },
  kinds: KINDS, kindWords: 'case.kind', guards: ['classified', 'promises-kept', 'need-restated', 'need-confirmed', 'triaged'],
})

const rowOf = (ctx: Ctx, id: string) => tables(ctx).selectFrom('case').selectAll().where('id', '=', id).executeTakeFirst()

export const tellFlows = answer(FlowSubjectTold, 'cases.flow-subject', async (ctx, { kind, ids }) => {
  if (kind !== 'case') return []
  const seen = ctx.actor.can('case.read') ? inSight(ctx, caseResource, 'case.read', 'c') : sql<boolean>`false`
  const rows = await tables(ctx).selectFrom('case as c').selectAll('c').select(seen.as('seen')).where(among('c.id', ids)).execute()
  return rows.map((row) => ({
    id: row.id, seen: row.seen && !row.removed_at, label: row.number, path: `/cases/${row.id}`, firstResponderId: row.first_responder_id, handlerId: row.handler_id, teamId: row.team_id, customerId: row.customer_id,
    facts: { kind: row.kind, channel: row.channel, priority: row.priority, statusClass: row.status_class, hasCustomer: row.customer_id !== null },
  }))
})
/** The guards that steps of a flow on cases may name. */
export const guardSteps = answer(StepMayFinish, 'cases.flow-guards', async (ctx, { about, guards }) => {
  const row = about.kind === 'case' ? await rowOf(ctx, about.id) : undefined
  return row ? [
    ...(guards.includes('classified') && !row.classified ? [{ code: 'case.not-classified' }] : []),
    ...(guards.includes('promises-kept') && row.promise_due_at ? [{ code: 'case.promise-open' }] : []),
    ...await courseGuards(ctx, row.id, guards),
  ] : []
})

/** A case of a kind that a flow starts on gets a run of it, when it is opened and when its kind becomes another. */
export const startFlows = on([CaseOpened, CaseChanged], 'cases.start-flows', async (ctx, events) => {
  const starting = new Map<string, string[]>()
  for (const { kind, subjectId, actor, data } of events) {
    const of = kind === 'case.opened' ? (data as { kind: string }).kind : (data as { changed: Record<string, { to: unknown }> }).changed['kind']?.to
    if (typeof of !== 'string') continue
    const flows = starting.get(of) ?? flowsStartingOn(ctx, 'case', of)
    starting.set(of, flows)
    for (const flow of flows) await startFlow(ctx, { flow, about: { kind: 'case', id: subjectId }, key: `case:${subjectId}:${flow}`, startedBy: actor.kind === 'staff' ? actor.id : null })
  }
})

/** Steps of the handler go with the case from hand to hand. */
export const moveSteps = on([CaseClaimed, CaseAssigned, FirstResponderChanged, HandoverAccepted], 'cases.move-steps', async (ctx, events) => {
  await followOwners(ctx, 'case', [...new Set(events.map((one) => one.subjectId))])
})

/** While a case waits for the customer or a third party, the time of its steps stands still. */
export const pauseSteps = on(CaseMoved, 'cases.pause-steps', async (ctx, events) => {
  const moved = events.filter(({ data }) => data.fromClass !== data.toClass).map(({ subjectId }) => subjectId)
  const rows = moved.length ? await tables(ctx).selectFrom('case').select(['id', 'status_class']).where(among('id', [...new Set(moved)])).execute() : []
  await holdSteps(ctx, 'case', new Map(rows.map((row) => [row.id, row.status_class])))
})

/** A step that moves its subject moves the case, as far as the case's own flow allows it now. */
export const followSteps = on(StepDone, 'cases.follow-steps', async (ctx, events) => {
  for (const { data } of events) {
    const to = data.moves
    const row = data.about.kind === 'case' && to ? await rowOf(ctx, data.about.id) : undefined
    if (!row || !to || row.status === to || row.removed_at) continue
    try { await ctx.attempt('cases.follow-steps', (part) => moveCase(part, row.id, { to, version: row.version })) } catch (error) { if (!(error instanceof AppError)) throw error }
  }
})
