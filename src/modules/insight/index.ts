/** Insight: what is shown to whoever leads. It counts nothing of its own; every number is a metric's. */
import type { Grant } from '../../kernel/context.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { dashboards } from './contract.ts'
import { dashboardKind } from './dashboards/definition.ts'
import { getDashboard, listDashboards, recordsOfTile } from './dashboards/queries.ts'
import { dashboards as shippedBoards } from './definitions/dashboards.ts'

const PERMISSIONS = ['dashboard.read'] as const
const all = (...words: (typeof PERMISSIONS)[number][]): Grant[] => words.map((permission) => ({ permission, scope: 'all' }))
const own: Grant[] = [{ permission: 'dashboard.read', scope: 'own' }]

export const insightModule = defineModule({
  name: 'insight',
  permissions: PERMISSIONS,
  grants: { cs_manager: all('dashboard.read'), cs_supervisor: all('dashboard.read'), team_lead: own, agent: own, after_sales: own, info_specialist: own, clerk: own, evaluator: own, system_admin: own },
  kinds: [dashboardKind],
  definitions: shippedBoards,
  serves: [serve(dashboards, {
    list: async (ctx) => listDashboards(ctx),
    get: (ctx, { params, query }) => getDashboard(ctx, params.key, query),
    records: (ctx, { params, query }) => recordsOfTile(ctx, params.key, params.tile, query),
  })],
})
