import type { Grant } from '../../kernel/context.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { linkable } from '../library/index.ts'
import { insideRoles, namesOf } from '../people/index.ts'
import { addCause, askChange, causesOf, changesOfCase, historyOfFlow } from './causes/causes.ts'
import { CauseAdded, causes } from './causes/contract.ts'
import { editChange, endChange, goLive, linkChange, planChange, unlinkChange } from './commands/change-process.ts'
import { dropMilestone, editMilestone, finishMilestone, planMilestone } from './commands/rollout.ts'
import * as told from './contract.ts'
import { changes } from './contract.ts'
import { findChange, getChange, listChanges } from './queries.ts'
import { improveRecurring } from './recurring.ts'
import { changeResource } from './tables.ts'

const PERMISSIONS = ['process-change.read', 'process-change.write', 'process-change.go-live'] as const
const all = (...permissions: (typeof PERMISSIONS)[number][]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))
const read = all('process-change.read')
const own: Grant = { permission: 'process-change.write', scope: 'own' }

/** Improvement: how the ways of working change, with what must stand ready before, and how each change reaches everybody. */
export const improvementModule = defineModule({
  name: 'improvement',
  permissions: PERMISSIONS,
  grants: {
    ...Object.fromEntries(insideRoles.map((role) => [role, read])), supervision: [...read, own], improvement_owner: [...read, own], management: all(...PERMISSIONS),
    cs_manager: all(...PERMISSIONS), cs_supervisor: all('process-change.read', 'process-change.write'), team_lead: [...read, own],
    trainer: [...read, own],
  },
  events: [...Object.values(told).filter((one): one is typeof told.ChangePlanned => typeof one === 'object' && 'kind' in one && 'subject' in one), CauseAdded],
  resources: [changeResource],
  listeners: [improveRecurring],
  invariants: [
    { name: 'what is live has all that it needs', sql: `select id from process_change c where state in ('live', 'closed') and (select count(distinct part) from process_change_link l where l.change_id = c.id) < 3` },
  ],
  serves: [serve(causes, {
    causesOf: async (ctx, { params }) => ({ items: await causesOf(ctx, params.id) }),
    addCause: async (ctx, { params, body }) => ({ items: await addCause(ctx, params.id, body) }),
    changesOfCase: async (ctx, { params }) => ({ items: await changesOfCase(ctx, params.id) }),
    askChange: (ctx, { params, body }) => askChange(ctx, params.id, body),
    historyOfFlow: async (ctx, { params }) => ({ items: await historyOfFlow(ctx, params.key) }),
  }), serve(changes, {
    linkable: async (ctx, { query }) => ({ items: await linkable(ctx, query.kind) }),
    list: (ctx, { query }) => listChanges(ctx, query),
    get: (ctx, { params }) => getChange(ctx, params.id),
    plan: (ctx, { body }) => planChange(ctx, body),
    edit: (ctx, { params, body }) => editChange(ctx, params.id, body),
    link: (ctx, { params, body }) => linkChange(ctx, params.id, body),
    unlink: (ctx, { params }) => unlinkChange(ctx, params.id, params.linkId),
    goLive: (ctx, { params, body }) => goLive(ctx, params.id, body.version),
    end: (ctx, { params, body }) => endChange(ctx, params.id, body),
    addMilestone: (ctx, { params, body }) => planMilestone(ctx, params.id, body),
    editMilestone: (ctx, { params, body }) => editMilestone(ctx, params.id, params.milestoneId, body),
    finishMilestone: (ctx, { params, body }) => finishMilestone(ctx, params.id, params.milestoneId, body),
    dropMilestone: (ctx, { params }) => dropMilestone(ctx, params.id, params.milestoneId),
    events: async (ctx, { params }) => historyEntries(ctx, [(await findChange(ctx, params.id)).id], namesOf),
  })],
})
