import type { Grant } from '../../kernel/context.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { linkable } from '../library/index.ts'
import { insideRoles, namesOf } from '../people/index.ts'
import { addCause, askChange, causesOf, changesOfCase, historyOfFlow } from './causes/causes.ts'
import { CauseAdded, causes } from './causes/contract.ts'
import { documentCauses } from './document-causes/contract.ts'
import { answerCauses, askRevision, causesOfDocument, documentCauseEvents, revisionsOfCase } from './document-causes/revisions.ts'
import { editChange, endChange, goLive, linkChange, planChange, unlinkChange } from './commands/change-process.ts'
import { dropMilestone, editMilestone, finishMilestone, planMilestone } from './commands/rollout.ts'
import * as told from './contract.ts'
import { changes } from './contract.ts'
import { improvementMetrics } from './facts.ts'
import { beginChange, consult, decide, editProposal, giveOpinion, ownProposal, propose, withdrawProposal } from './proposals/commands.ts'
import { proposalEvents, proposals } from './proposals/contract.ts'
import { findProposal, getProposal, listProposals } from './proposals/queries.ts'
import { proposalResource } from './proposals/tables.ts'
import { findChange, getChange, listChanges } from './queries.ts'
import { changesAreReady } from './ready-to-publish.ts'
import { improveRecurring } from './recurring.ts'
import { changeResource } from './tables.ts'

const PERMISSIONS = ['process-change.read', 'process-change.write', 'process-change.go-live', 'improvement.read', 'improvement.propose', 'improvement.decide'] as const
const all = (...permissions: (typeof PERMISSIONS)[number][]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))
const read = all('process-change.read', 'improvement.read')
const own: Grant[] = [{ permission: 'process-change.write', scope: 'own' }, { permission: 'improvement.propose', scope: 'own' }]

/** Improvement: how the ways of working change, with what must stand ready before, and how each change reaches everybody. */
export const improvementModule = defineModule({
  name: 'improvement',
  permissions: PERMISSIONS,
  grants: {
    ...Object.fromEntries(insideRoles.map((role) => [role, read])), supervision: [...read, ...own], improvement_owner: [...read, ...own], evaluator: [...read, { permission: 'improvement.propose', scope: 'own' }], management: all(...PERMISSIONS),
    cs_manager: all(...PERMISSIONS), cs_supervisor: all('process-change.read', 'process-change.write', 'improvement.read', 'improvement.propose'), team_lead: [...read, ...own],
    trainer: [...read, ...own],
  },
  definitions: improvementMetrics,
  separations: [ownProposal],
  events: [...Object.values(told).filter((one): one is typeof told.ChangePlanned => typeof one === 'object' && 'kind' in one && 'subject' in one), CauseAdded, ...documentCauseEvents, ...proposalEvents],
  resources: [changeResource, proposalResource],
  listeners: [improveRecurring, answerCauses],
  answers: [changesAreReady],
  invariants: [
    { name: 'what is live has all that it needs', sql: `select id from process_change c where state in ('live', 'closed') and (select count(distinct part) from process_change_link l where l.change_id = c.id) < 3` },
    { name: 'nobody approved their own improvement', sql: `select id from improvement_proposal where state = 'approved' and decided_by in (made_by, owner_id)` },
    { name: 'no improvement was approved while departments could still answer', sql: `select p.id from improvement_proposal p join improvement_opinion o on o.proposal_id = p.id where p.state = 'approved' and o.stance is null and p.decided_at < p.opinions_due` },
  ],
  serves: [serve(causes, {
    causesOf: async (ctx, { params }) => ({ items: await causesOf(ctx, params.id) }),
    addCause: async (ctx, { params, body }) => ({ items: await addCause(ctx, params.id, body) }),
    changesOfCase: async (ctx, { params }) => ({ items: await changesOfCase(ctx, params.id) }),
    askChange: (ctx, { params, body }) => askChange(ctx, params.id, body),
    historyOfFlow: async (ctx, { params }) => ({ items: await historyOfFlow(ctx, params.key) }),
  }), serve(documentCauses, {
    askRevision: (ctx, { params, body }) => askRevision(ctx, params.id, body),
    revisionsOfCase: async (ctx, { params }) => ({ items: await revisionsOfCase(ctx, params.id) }),
    causesOfDocument: async (ctx, { params }) => ({ items: await causesOfDocument(ctx, params.id) }),
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
  }), serve(proposals, {
    proposals: (ctx, { query }) => listProposals(ctx, query),
    proposal: (ctx, { params }) => getProposal(ctx, params.id),
    propose: (ctx, { body }) => propose(ctx, body),
    editProposal: (ctx, { params, body }) => editProposal(ctx, params.id, body),
    consult: (ctx, { params, body }) => consult(ctx, params.id, body),
    giveOpinion: (ctx, { params, body }) => giveOpinion(ctx, params.id, params.opinionId, body),
    decide: (ctx, { params, body }) => decide(ctx, params.id, body),
    withdraw: (ctx, { params, body }) => withdrawProposal(ctx, params.id, body),
    begin: (ctx, { params, body }) => beginChange(ctx, params.id, body),
    proposalEvents: async (ctx, { params }) => historyEntries(ctx, [(await findProposal(ctx, params.id)).id], namesOf),
  })],
})
