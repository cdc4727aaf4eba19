import type { Ctx } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { beat } from '../../kernel/module.ts'
import { giveCase } from '../cases/index.ts'
import { startClocks } from '../clocks/index.ts'
import { candidatesFor, hold } from './candidates.ts'
import { CaseRouted } from './contract.ts'
import { answerClocks } from './deadlines.ts'
import { routingKind } from './definition.ts'
import { inOrderOf, judge } from './rules.ts'
import type { KeptCandidate, WaitingCase } from './tables.ts'
import { tables } from './tables.ts'

const BATCH = 50
const SECOND_MS = 1_000
/** When to look again at a case that nobody could be given to; whatever frees somebody makes it due at once. */
const AGAIN_MS = 60 * SECOND_MS

const factsOf = (of: WaitingCase) => ({ kind: of.kind, channel: of.channel, priority: of.priority, teamId: of.team_id, hasCustomer: of.customer_id !== null, severity: of.severity, service: of.service, grade: of.customer_grade })

/** What is thought of one case now: its queue, and everybody with what speaks for or against them. */
export async function consider(ctx: Ctx, of: WaitingCase) {
  const routing = ctx.definitions.current(routingKind, 'cases', ctx.now)
  const queue = routing.is.queueOf(factsOf(of))
  if (!queue) return undefined
  const agents = await candidatesFor(ctx, of, queue.needs)
  const judged = agents.map((agent) => ({ agent, ...judge(agent, queue.needs) }))
  return { definitionId: routing.id, queue, judged, order: inOrderOf(queue.by, judged.filter(({ verdict }) => verdict === 'possible').map(({ agent }) => agent)) }
}

/** Gives one waiting case to the first in order who still has room; of a case that somebody takes by hand meanwhile, nothing is taken away. @returns whether it is settled */
async function routeOne(ctx: Ctx, of: WaitingCase): Promise<boolean> {
  const thought = await consider(ctx, of)
  // No queue of the company's wants it: it is left to people.
  if (!thought) return true
  for (const { id } of thought.order) {
    if (!await hold(ctx, id)) continue
    const given = await giveCase(ctx, of.id, id)
    if (!given) return true
    const decision = newId()
    const candidates: KeptCandidate[] = thought.judged.map(({ agent, verdict, detail }) => ({ staffId: agent.id, verdict: agent.id === id ? 'chosen' : verdict, detail, load: agent.load, capacity: agent.capacity }))
    tables.insert(ctx, 'routing_decision', [{ id: decision, case_id: of.id, at: ctx.now, definition_id: thought.definitionId, queue: thought.queue.key, staff_id: id, candidates: JSON.stringify(candidates), made_first: given.madeFirst, acted_at: null, ended_at: null, ended_why: null }])
    await tables(ctx).updateTable('agent_state').set({ last_given_at: ctx.now }).where('staff_id', '=', id).execute()
    await startClocks(ctx, answerClocks, [{ subjectId: decision, facts: { channel: of.channel, priority: of.priority }, signal: 'given' }])
    await ctx.emit(CaseRouted, decision, { caseId: of.id, staffId: id, queue: thought.queue.key })
    return true
  }
  return false
}

/** Tries what waits and is due, the most pressing first. @returns whether there may be more */
export async function routeWaiting(ctx: Ctx): Promise<boolean> {
  const due = await tables(ctx).selectFrom('routing_waiting').select('case_id').where('next_at', '<=', ctx.now).orderBy('next_at').limit(2_000).execute()
  if (!due.length) return false
  const ids = due.map((row) => row.case_id)
  const cases = await tables(ctx).selectFrom('case_waiting').selectAll().where('id', 'in', ids).orderBy('rank_at').orderBy('id').execute()
  const gone = ids.filter((id) => !cases.some((one) => one.id === id))
  if (gone.length) await tables(ctx).deleteFrom('routing_waiting').where('case_id', 'in', gone).execute()
  const now = cases.slice(0, BATCH)
  for (const one of now) {
    if (await routeOne(ctx, one)) await tables(ctx).deleteFrom('routing_waiting').where('case_id', '=', one.id).execute()
    else await tables(ctx).updateTable('routing_waiting').set((eb) => ({ next_at: new Date(ctx.now.getTime() + AGAIN_MS), tries: eb('tries', '+', 1) })).where('case_id', '=', one.id).execute()
  }
  return cases.length > BATCH
}
export const routeBeat = beat('routing.route', 1, routeWaiting)

/** Lays cases down to be assigned, those that lie there already at once. */
export async function putInWaiting(ctx: Ctx, caseIds: readonly string[]): Promise<void> {
  const ids = [...new Set(caseIds)].toSorted()
  if (!ids.length) return
  await tables(ctx).insertInto('routing_waiting').values(ids.map((id) => ({ case_id: id, since: ctx.now, next_at: ctx.now, tries: 0 }))).onConflict((on) => on.column('case_id').doUpdateSet({ next_at: ctx.now })).execute()
}
/** Somebody may have become free: whatever waits is looked at again. */
export const lookAgain = async (ctx: Ctx): Promise<void> => { await tables(ctx).updateTable('routing_waiting').set({ next_at: ctx.now }).where('next_at', '>', ctx.now).execute() }
