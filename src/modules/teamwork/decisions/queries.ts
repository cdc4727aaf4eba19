import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import { namesOf } from '../../people/index.ts'
import { NONE, actionCounts, actionsOf } from '../actions.ts'
import type { Action, Decision, DecisionQuery, Opinion } from '../contract.ts'
import { standing } from '../rules.ts'
import { decisionResource, tables } from '../tables.ts'

const LIST = { table: 'decision', resource: decisionResource, permission: 'decision.read', sort: '-createdAt', sorts: { createdAt: { column: 'id', type: 'uuid' } } } as const

/** A page of decision records, newest first. */
export async function listDecisions(ctx: Ctx, { state, meetingId, consensus, ...page }: DecisionQuery): Promise<{ items: Decision[]; nextCursor: string | null }> {
  const filter = { all: Object.entries({ state, meetingId, consensus }).flatMap(([field, value]) => value === undefined ? [] : [{ field, is: 'equal' as const, value }]) }
  const { ids, nextCursor } = await listIds(ctx, LIST, page, filter)
  return { items: await decisionsById(ctx, ids), nextCursor }
}

async function decisionsById(ctx: Ctx, ids: readonly string[]): Promise<Decision[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('decision as d').leftJoin('meeting as m', 'm.id', 'd.meeting_id').selectAll('d').select('m.title as meeting_title').where('d.id', 'in', ids).execute()
  const options = Map.groupBy(await tables(ctx).selectFrom('decision_option').selectAll().where('decision_id', 'in', ids).orderBy('position').execute(), (row) => row.decision_id)
  const said = Map.groupBy(await tables(ctx).selectFrom('decision_opinion').select(['decision_id', 'option_id', 'staff_id', 'stance', 'after_decision']).where('decision_id', 'in', ids).orderBy('id').execute(), (row) => row.decision_id)
  const names = await namesOf(ctx, rows.flatMap((row) => [row.opened_by, ...(row.decider_id ? [row.decider_id] : [])]))
  const counts = await actionCounts(ctx, ids)
  const me = ctx.actor.id
  const writes = ctx.actor.can('decision.write')
  return inOrder(ids, rows).map((row) => {
    // What stands as it was decided counts as it was then said.
    const words = (said.get(row.id) ?? []).filter((one) => !one.after_decision).map((one) => ({ by: one.staff_id, optionId: one.option_id, stance: one.stance }))
    const leads = row.opened_by === me || ctx.actor.grants.some((grant) => grant.permission === 'decision.write' && grant.scope === 'all')
    return {
      id: row.id, title: row.title, background: row.background, meeting: row.meeting_id ? { id: row.meeting_id, name: row.meeting_title ?? '' } : null, state: row.state,
      options: (options.get(row.id) ?? []).map(({ id, text }) => ({ id, text })), chosenId: row.chosen_id, outcome: row.outcome, rationale: row.rationale, consensus: row.consensus, decider: row.decider_id ? { id: row.decider_id, name: names.get(row.decider_id) ?? '' } : null,
      counts: standing(words, row.chosen_id), actions: counts.get(row.id) ?? NONE, openedBy: { id: row.opened_by, name: names.get(row.opened_by) ?? '' }, createdAt: row.created_at, decidedAt: row.decided_at, version: row.version,
      may: !writes ? [] : row.state === 'open' ? ['opine', ...(leads ? ['decide', 'withdraw'] as const : [])] : row.state === 'decided' ? ['opine', ...(leads ? ['act'] as const : [])] : [],
    }
  })
}

/** @throws AppError not-found `decision.not-found` */
export async function getDecision(ctx: Ctx, id: string): Promise<Decision> {
  const [found] = await decisionsById(ctx, [id])
  if (!found) throw notFound('decision')
  return found
}

/** Everything that was said about a decision, oldest first. */
export async function opinionsOf(ctx: Ctx, id: string): Promise<Opinion[]> {
  await getDecision(ctx, id)
  const rows = await tables(ctx).selectFrom('decision_opinion as o').innerJoin('staff_ref as s', 's.id', 'o.staff_id').selectAll('o').select('s.name').where('o.decision_id', '=', id).orderBy('o.id').limit(2_000).execute()
  return rows.map((row) => ({ id: row.id, optionId: row.option_id, by: { id: row.staff_id, name: row.name }, stance: row.stance, text: row.text, afterDecision: row.after_decision, at: row.at }))
}
export const decisionActions = async (ctx: Ctx, id: string): Promise<Action[]> => actionsOf(ctx, [(await getDecision(ctx, id)).id])
