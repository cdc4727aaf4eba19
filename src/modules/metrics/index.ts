import { defineModule, serve } from '../../kernel/module.ts'
import { metrics } from './contract.ts'
import { metricKind } from './definition.ts'
import { listMetrics, recordsOfMetric, valueOfMetric } from './queries.ts'

/** Metrics: every figure is one definition; its value, its interval and the records behind it come from the same lines. */
export type { MetricDefinition } from './definition.ts'
export { metricKind } from './definition.ts'
export { facts } from './facts.ts'
export type { Facts } from './facts.ts'

const read = [{ permission: 'metric.read' as const, scope: 'all' }]
export const metricsModule = defineModule({
  name: 'metrics',
  permissions: ['metric.read'],
  grants: { cs_manager: read, cs_supervisor: read, team_lead: read, agent: read, after_sales: read, clerk: read, info_specialist: read, evaluator: read },
  kinds: [metricKind],
  serves: [serve(metrics, {
    list: async (ctx) => listMetrics(ctx),
    value: (ctx, { params, query }) => valueOfMetric(ctx, params.key, query),
    records: (ctx, { params, query }) => recordsOfMetric(ctx, params.key, query),
  })],
})
