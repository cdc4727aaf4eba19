import { historyEntries } from '../../kernel/frame.ts'
import { beat, defineModule, inUnit, serve } from '../../kernel/module.ts'
import { namesOf } from '../people/index.ts'
import { addAdjustment, withdrawAdjustment } from './adjustments/commands.ts'
import { AdjustmentMade, AdjustmentWithdrawn, adjustments } from './adjustments/contract.ts'
import { listAdjustments } from './adjustments/queries.ts'
import { AnomalyFound, AnomalyGone, AnomalyNoted, anomalies } from './anomalies/contract.ts'
import { listAnomalies, noteAnomaly } from './anomalies/queries.ts'
import { watchMetrics } from './anomalies/watch.ts'
import { GoalChanged, GoalSet, GoalWithdrawn, MetricRecomputed, goals, metrics } from './contract.ts'
import { metricKind } from './definition.ts'
import { changeGoal, setGoal, withdrawGoal } from './goals/commands.ts'
import { getGoal, listGoals } from './goals/queries.ts'
import { inquiry } from './inquiry/contract.ts'
import { contrastOfMetric } from './inquiry/contrast.ts'
import { controlOfMetric, spreadOfMetric } from './inquiry/control.ts'
import { groupsOfMetric } from './inquiry/groups.ts'
import { versionsOfMetric } from './inquiry/versions.ts'
import { objectives } from './objectives/contract.ts'
import { cardKind, treeKind } from './objectives/definition.ts'
import { cardOf, listCards, listTrees, treeOf } from './objectives/queries.ts'
import { shippedObjectives } from './objectives/shipped.ts'
import { findMetric, listMetrics, recordsOfMetric, valueOfMetric, valuesOfMetrics, windowIn } from './queries.ts'
import { dropOld, fillNext } from './rollups/fill.ts'
import { recompute, recomputeCommand, rollupStatus } from './rollups/status.ts'
import { settings } from './settings.ts'

/** Metrics: every figure is one definition; its value, its interval and the records behind it come from the same lines. */
export type { MetricDefinition } from './definition.ts'
export { metricKind } from './definition.ts'
export { facts } from './facts.ts'
export { narrowing } from './narrowings.ts'
export { goalsInForce } from './goals/queries.ts'
export { differenceText, figureText, goalState } from './rules.ts'
export { figuresFollow } from './rollups/marks.ts'
export { listMetrics, recordsOfMetric as metricRecords, valuesOfMetrics as metricValues } from './queries.ts'

const read = [{ permission: 'metric.read' as const, scope: 'all' }]
export const metricsModule = defineModule({
  name: 'metrics',
  permissions: ['metric.read', 'metric.goal', 'metric.recompute', 'metric.adjust'],
  settings,
  grants: { management: [...read, { permission: 'metric.goal', scope: 'all' }], supervision: read, execution: read, appeal_reviewer: read, improvement_owner: read, risk_owner: read, cs_manager: [...read, { permission: 'metric.goal', scope: 'all' }, { permission: 'metric.recompute', scope: 'all' }, { permission: 'metric.adjust', scope: 'all' }], cs_supervisor: read, team_lead: read, agent: read, after_sales: read, clerk: read, info_specialist: read, evaluator: read },
  events: [GoalSet, GoalChanged, GoalWithdrawn, MetricRecomputed, AnomalyFound, AnomalyGone, AnomalyNoted, AdjustmentMade, AdjustmentWithdrawn],
  beats: [beat('metrics.fill', 30, (ctx) => fillNext(ctx)), beat('metrics.drop-old', 86_400, dropOld), beat('metrics.watch', 3_600, watchMetrics)],
  commands: { 'metrics recompute': { about: 'Counts metrics from zero: all, or those named', usage: 'metrics recompute [KEY…]', run: recomputeCommand },
    'metrics watch': inUnit('metrics watch', 'Looks now for days out of the ordinary, which the clock does every hour', 'metrics watch', async (ctx) => { await watchMetrics(ctx); return listAnomalies(ctx, { open: 'true' }) }) },
  kinds: [metricKind, treeKind, cardKind],
  definitions: shippedObjectives,
  serves: [serve(metrics, {
    list: async (ctx) => listMetrics(ctx),
    values: async (ctx, { query: { keys, ...query } }) => ({ items: await valuesOfMetrics(ctx, keys.map((key) => ({ key, query }))) }),
    rollups: (ctx) => rollupStatus(ctx),
    recompute: (ctx, { body }) => recompute(ctx, body.key),
    value: (ctx, { params, query }) => valueOfMetric(ctx, params.key, query),
    records: (ctx, { params, query }) => recordsOfMetric(ctx, params.key, query),
  }), serve(inquiry, {
    groups: (ctx, { params, query }) => groupsOfMetric(ctx, params.key, query),
    contrast: (ctx, { params, query }) => contrastOfMetric(ctx, params.key, query),
    control: (ctx, { params, query }) => controlOfMetric(ctx, params.key, query),
    spread: (ctx, { params, query }) => spreadOfMetric(ctx, params.key, query),
    versions: (ctx, { params, query }) => versionsOfMetric(ctx, params.key, query),
  }), serve(anomalies, {
    anomalies: (ctx, { query }) => listAnomalies(ctx, query),
    note: (ctx, { params, body }) => noteAnomaly(ctx, params.id, body),
  }), serve(adjustments, {
    of: async (ctx, { params, query }) => ({ items: await listAdjustments(ctx, findMetric(ctx, params.key).key, windowIn(ctx, query)) }),
    add: (ctx, { params, body }) => addAdjustment(ctx, params.key, body),
    withdrawAdjustment: (ctx, { params, body }) => withdrawAdjustment(ctx, params.id, body),
  }), serve(objectives, {
    trees: async (ctx) => listTrees(ctx),
    tree: (ctx, { params, query }) => treeOf(ctx, params.key, query),
    cards: async (ctx) => listCards(ctx),
    card: (ctx, { params, query }) => cardOf(ctx, params.key, query),
  }), serve(goals, {
    all: async (ctx, { query }) => ({ items: await listGoals(ctx, query.withdrawn === 'true') }),
    get: (ctx, { params }) => getGoal(ctx, params.id),
    set: (ctx, { body }) => setGoal(ctx, body),
    change: (ctx, { params, body }) => changeGoal(ctx, params.id, body),
    withdraw: (ctx, { params, body }) => withdrawGoal(ctx, params.id, body),
    events: async (ctx, { params }) => historyEntries(ctx, [(await getGoal(ctx, params.id)).id], namesOf),
  })],
})
