/** Routing: who takes work, to whom a case goes by itself, and why. */
import { defineModule, serve, serveOutside } from '../../kernel/module.ts'
import { beConnected, declareAvailability, steerAgent } from './commands/declare.ts'
import { AgentSteered, AvailabilityDeclared, CaseRouted, RoutingEnded, connection, routing } from './contract.ts'
import { routingKind } from './definition.ts'
import { answerPolicy } from './definitions/policy.ts'
import { standardRouting } from './definitions/standard.ts'
import { followAvailability, noteBegun, noteWaiting, passOn } from './listeners.ts'
import { mayGoOn } from './may-go-on.ts'
import { agentsInSight, explainRouting, fairness, listWaiting, stateOf } from './queries.ts'
import { routeBeat } from './route.ts'
import { settings } from './settings.ts'
import { agentResource } from './tables.ts'

const take = { permission: 'routing.take', scope: 'own' } as const
const all = (permission: 'routing.read' | 'routing.steer') => ({ permission, scope: 'all' })

export const routingModule = defineModule({
  name: 'routing',
  permissions: ['routing.take', 'routing.read', 'routing.steer'],
  grants: {
    cs_manager: [take, all('routing.read'), all('routing.steer')], cs_supervisor: [take, all('routing.read'), all('routing.steer')], team_lead: [take, { permission: 'routing.read', scope: 'led' }], supervision: [take, { permission: 'routing.read', scope: 'line' }, { permission: 'routing.read', scope: 'led' }],
    agent: [take], after_sales: [take],
  },
  settings, kinds: [routingKind], definitions: [standardRouting, answerPolicy],
  events: [AvailabilityDeclared, AgentSteered, CaseRouted, RoutingEnded],
  answers: [mayGoOn],
  listeners: [noteWaiting, noteBegun, passOn, followAvailability],
  beats: [routeBeat], resources: [agentResource],
  invariants: [{ name: 'an assignment by rule that is still open is of a case in hand', sql: `select d.id from routing_decision d where d.acted_at is null and d.ended_at is null and not exists (select from clock k where k.subject_id = d.id and k.stopped_at is null)` }],
  serves: [serve(routing, {
    mine: (ctx) => stateOf(ctx, ctx.actor.id as string),
    declare: (ctx, { body }) => declareAvailability(ctx, body),
    agents: async (ctx) => ({ items: await agentsInSight(ctx) }),
    steer: (ctx, { params, body }) => steerAgent(ctx, params.id, body),
    waiting: async (ctx) => ({ items: await listWaiting(ctx) }),
    explain: (ctx, { params }) => explainRouting(ctx, params.id),
    fairness: async (ctx, { query }) => ({ items: await fairness(ctx, query) }),
  }), serveOutside(connection, {
    beat: (work, actor) => beConnected(work, actor),
  })],
})
