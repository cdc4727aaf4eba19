import { historyEntries } from '../../kernel/frame.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { namesOf } from '../people/index.ts'
import { GoalChanged, GoalSet, GoalWithdrawn, goals, metrics } from './contract.ts'
import { metricKind } from './definition.ts'
import { changeGoal, setGoal, withdrawGoal } from './goals/commands.ts'
import { getGoal, listGoals } from './goals/queries.ts'
import { listMetrics, recordsOfMetric, valueOfMetric } from './queries.ts'

/** Metrics: every figure is one definition; its value, its interval and the records behind it come from the same lines. */
export type { MetricDefinition } from './definition.ts'
export { metricKind } from './definition.ts'
export { facts } from './facts.ts'

const read = [{ permission: 'metric.read' as const, scope: 'all' }]
export const metricsModule = defineModule({
  name: 'metrics',
  permissions: ['metric.read', 'metric.goal'],
  grants: { cs_manager: [...read, { permission: 'metric.goal', scope: 'all' }], cs_supervisor: read, team_lead: read, agent: read, after_sales: read, clerk: read, info_specialist: read, evaluator: read },
  events: [GoalSet, GoalChanged, GoalWithdrawn],
  kinds: [metricKind],
  serves: [serve(metrics, {
    list: async (ctx) => listMetrics(ctx),
    value: (ctx, { params, query }) => valueOfMetric(ctx, params.key, query),
    records: (ctx, { params, query }) => recordsOfMetric(ctx, params.key, query),
  }), serve(goals, {
    all: async (ctx, { query }) => ({ items: await listGoals(ctx, query.withdrawn === 'true') }),
    get: (ctx, { params }) => getGoal(ctx, params.id),
    set: (ctx, { body }) => setGoal(ctx, body),
    change: (ctx, { params, body }) => changeGoal(ctx, params.id, body),
    withdraw: (ctx, { params, body }) => withdrawGoal(ctx, params.id, body),
    events: async (ctx, { params }) => historyEntries(ctx, [(await getGoal(ctx, params.id)).id], namesOf),
  })],
})
