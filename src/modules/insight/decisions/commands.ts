import type { Ctx } from '../../../kernel/context.ts'
import { startOfDay, dayIn } from '../../../kernel/days.ts'
import { conflict, invalid } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { listMetrics, metricValues } from '../../metrics/index.ts'
import { requireStaff } from '../../people/index.ts'
import { addTask, finishTask } from '../../tasks/index.ts'
import type { Decide, Decision, FrozenFigure } from '../contract.ts'
import { DecisionMade, DecisionReviewed } from '../contract.ts'
import { tables } from '../tables.ts'
import { findDecision, getDecision } from './queries.ts'

const taskKey = (id: string) => `decision-log:${id}`
/** The review is due at the end of the working day. */
const DUE_HOURS = 18

/**
 * Keeps a decision with the figures of this moment, as the one who decides sees them, and sets the task to look at it again.
 * @throws AppError 400 decision.review-in-the-past, metric.window-…; 404 metric.not-found; refused staff.unknown
 */
export async function decide(ctx: Ctx, { question, options, chosen, reasons, reviewOn, deciderId, figures }: Decide): Promise<Decision> {
  const zone = ctx.settings.get(companyZone)
  if (reviewOn <= dayIn(zone, ctx.now)) throw invalid('reviewOn', 'decision.review-in-the-past')
  const decider = deciderId ?? ctx.actor.id as string
  await requireStaff(ctx, decider, 'deciderId')
  const known = new Map(listMetrics(ctx).items.map((one) => [one.key, one]))
  for (const [at, { metric, where }] of figures.entries()) {
    const of = known.get(metric)
    if (!of) throw invalid(`figures.${at}.metric`, 'metric.not-found')
    const strange = Object.keys(where).find((field) => !of.by.some((one) => one.field === field))
    if (strange) throw invalid(`figures.${at}.where`, 'metric.not-divided-so', { by: strange, known: of.by.map(({ field }) => field).join(', ') })
  }
  const values = await metricValues(ctx, figures.map(({ metric, from, to, where }) => ({ key: metric, query: { from, to, where } })))
  const frozen = figures.map(({ metric, where }, at): Omit<FrozenFigure, 'at'> & { at: string } => {
    const of = known.get(metric)!
    const value = values[at]!
    return { metric, name: of.name, formula: of.formula, unit: of.unit, better: of.better, definitionVersion: value.definitionVersion, from: value.from, to: value.to, where, value: value.value, n: value.n, numerator: value.numerator, denominator: value.denominator, interval: value.interval, at: ctx.now.toISOString() }
  })
  const id = newId()
  await tables(ctx).insertInto('insight_decision').values({
    id, question, options: JSON.stringify(options), chosen, reasons, decider_id: decider, decided_by: ctx.actor.id as string, decided_at: ctx.now, review_on: reviewOn, figures: JSON.stringify(frozen), reviewed_at: null, reviewed_by: null, verdict: null, outcome: null,
  }).execute()
  await addTask(ctx, {
    key: taskKey(id), title: { zh: '复核一项决策', en: 'Review a decision' }, note: question, ownerId: decider, dueAt: new Date(startOfDay(zone, reviewOn).getTime() + DUE_HOURS * 3_600_000),
    about: { kind: 'decision-log', id }, source: { kind: 'decision-log', id }, path: `/decision-log/${id}`, byHand: false,
  })
  await ctx.emit(DecisionMade, id, { deciderId: decider, reviewOn, metrics: figures.map(({ metric }) => metric) })
  return getDecision(ctx, id)
}

/** Says what became of a decision; its task is done with it. @throws AppError 404 decision-log.not-found, 409 record.stale, decision.reviewed-already */
export async function reviewDecision(ctx: Ctx, id: string, { version, verdict, outcome }: { version: number; verdict: NonNullable<Decision['verdict']>; outcome: string }): Promise<Decision> {
  const before = await findDecision(ctx, id)
  if (before.reviewed_at) throw conflict('decision.reviewed-already', await getDecision(ctx, id))
  const won = await tables(ctx).updateTable('insight_decision').set({ reviewed_at: ctx.now, reviewed_by: ctx.actor.id, verdict, outcome, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getDecision(ctx, id))
  await finishTask(ctx, { key: taskKey(id) }, verdict)
  await ctx.emit(DecisionReviewed, id, { verdict })
  return getDecision(ctx, id)
}
