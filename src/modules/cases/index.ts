import { answer, defineModule, serve, serveOutside } from '../../kernel/module.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { FileMayBeRead } from '../files/contract.ts'
import { explainClocks } from '../clocks/index.ts'
import { namesOf } from '../people/index.ts'
import { answerChecks } from './accuracy/answer-check.ts'
import { addMessage } from './commands/add-message.ts'
import { acceptHandover, declineHandover, withdrawHandover } from './commands/answer-handover.ts'
import { barredNeverHandle, withoutRightNeverHandle } from './commands/bar.ts'
import { assignCase } from './commands/assign-case.ts'
import { changeCase, changeFirstResponder, removeCase, restoreCase } from './commands/change-case.ts'
import { claimCase } from './commands/claim-case.ts'
import { offerHandover } from './commands/hand-over-case.ts'
import { importCases } from './commands/import-cases.ts'
import { markRead, readersOf } from './commands/mark-read.ts'
import { mergeCase, undoMerge } from './commands/merge-cases.ts'
import { moveCase } from './commands/move-case.ts'
import { openCase } from './commands/open-case.ts'
import { keepPromise, makePromise, withdrawPromise } from './commands/promises.ts'
import { listDrafts, saveDraft } from './commands/save-draft.ts'
import { CaseAssigned, CaseChanged, CaseClaimed, CaseEscalated, CaseMerged, CaseMoved, CaseOpened, CasePassedAround, CaseRemoved, CaseRestored, CaseTookIn, CaseUnmerged, DraftDropped, DraftSaved, FirstResponderChanged, HandoverAccepted, HandoverBounced, HandoverDeclined, HandoverOffered, HandoverWithdrawn, MessageAdded, PromiseBroken, PromiseKept, PromiseMade, PromiseWithdrawn, ReadingMarked, cases, desk, handovers, merges, presence } from './contract.ts'
import { courseParts } from './course/index.ts'
import { workspaceParts } from './desk/index.ts'
import { caseFields } from './definitions/fields.ts'
import { caseFlows } from './definitions/flows.ts'
import { caseMetrics } from './definitions/metrics.ts'
import { handoverPolicy } from './definitions/handover-policy.ts'
import { casePolicy } from './definitions/policy.ts'
import { caseRules } from './definitions/shipped-rules.ts'
import { automationMetrics } from './automation.ts'
import { caseFigures, contactFigures, deadlineFigures } from './facts.ts'
import { followSteps, guardSteps, moveSteps, pauseSteps, startFlows, tellFlows } from './flow-runs.ts'
import './rule-actions.ts'
import './subject.ts'
import { caseCells } from './export-cells.ts'
import { escalateOverdue, escalationBeat } from './escalation.ts'
import { findCase, getCase, listCases, listMessages } from './queries.ts'
import { findableCases, findableMessages } from './findable.ts'
import { formsAboutCases } from './form-subject.ts'
import { handoversOf, listHandovers } from './handovers.ts'
import { keepManners, mannersMetrics } from './manners/manners.ts'
import { freeLeavers } from './leavers.ts'
import { bounceUnaccepted, noteSilent, tellAssigned, tellDeadlines, tellHandovers, takeUpDeadlines, tellPassedAround, tellReopened, tellUndelivered } from './notices.ts'
import { beHere, hereOn } from './presence.ts'
import { cancelBulk, prepareBulk, startBulk } from './bulk/commands.ts'
import { BulkCancelled, BulkEnded, BulkPrepared, BulkStarted, bulks } from './bulk/contract.ts'
import { getBulk, listBulks, listItems } from './bulk/queries.ts'
import { beginBulk, bulkBeat, bulkJob, bulkSweep, tellBulk } from './bulk/run.ts'
import { mostInBulk } from './bulk/settings.ts'
import { bulkResource } from './bulk/tables.ts'
import { promiseBeat } from './promise-beat.ts'
import { reachServes } from './reach/index.ts'
import { serviceParts } from './services/index.ts'
import { supervisionParts } from './supervision/parts.ts'
import { sweepBeat } from './sweep.ts'
import { workOf } from './work-of.ts'
import { settings } from './settings.ts'
import { caseResource, draftResource, handoverResource, presenceResource, tables } from './tables.ts'

/** Cases: what customers ask of us, from the first word to the closed file. */
export { BY_BULK_QUIETLY } from './bulk/run.ts'
export { giveCase, takeBackCase } from './commands/give-case.ts'
export { seenByFigures } from './facts.ts'
export { carriesWithMoves } from './carried.ts'
export { barFrom } from './commands/bar.ts'
export { binCase, changeCase, restoreCase, setSeverity } from './commands/change-case.ts'
export { moveCase } from './commands/move-case.ts'
export { fulfil as fulfilService } from './services/fulfil.ts'
export { listServices } from './services/requests.ts'
export { CaseNeedsVoice, reach } from './reach/contract.ts'
export { services } from './services/contract.ts'
export { openCaseFrom } from './commands/open-case.ts'
export type { BroughtCase } from './commands/open-case.ts'
export { answerBy, messageOfKey } from './commands/send-reply.ts'
export { receiveMessage } from './commands/receive-message.ts'
export { casesByVersion } from './flow-use.ts'
export { addMessage } from './commands/add-message.ts'
export { causeOf, causesInTree } from './course/causes.ts'
export { HandlerMayGoOn } from './course/reopening.ts'
export { caseRefs, withMerged } from './course/refs.ts'
export { findCase, findCases, firstWords, getCase, listCases, listMessages } from './queries.ts'
export type { CaseFound } from './queries.ts'
export type { CaseRefRow } from './tables.ts'
export { callForHelp } from './supervision/help-calls.ts'
export { workspace } from './desk/contract.ts'
export { similarCases } from './desk/similar.ts'
export { imagesNamed } from './desk/rules.ts'
export { isBlocked } from './desk/spam.ts'
export { standingOf } from './standing.ts'
export { waitingFor } from './waiting.ts'
export { keepCourse } from './course/course.ts'
export type { Standing } from './standing.ts'

const ALL = ['case.read', 'case.open', 'case.write', 'case.claim', 'case.assign', 'case.change-first-responder', 'case.remove'] as const
const grant = (scope: string, ...words: string[]) => words.map((word) => ({ permission: `case.${word}` as const, scope }))

export const casesModule = defineModule({
  name: 'cases',
  permissions: [...ALL, ...workspaceParts.permissions],
  grants: {
    cs_manager: [...ALL.map((permission) => ({ permission, scope: 'all' })), ...workspaceParts.grants.cs_manager],
    cs_supervisor: [...grant('all', 'read', 'open', 'write', 'claim', 'assign'), ...workspaceParts.grants.cs_supervisor],
    team_lead: [...grant('own', 'read', 'write'), ...grant('offered', 'read'), ...grant('team', 'read', 'write', 'claim', 'assign'), ...grant('queue', 'read', 'write', 'claim', 'assign'), ...grant('all', 'open'), ...workspaceParts.grants.team_lead],
    agent: [...grant('own', 'read', 'write'), ...grant('offered', 'read'), ...grant('team', 'read', 'write', 'claim'), ...grant('queue', 'read', 'claim'), ...grant('all', 'open')],
    after_sales: [...grant('own', 'read', 'write'), ...grant('offered', 'read'), ...grant('team', 'read', 'write', 'claim'), ...grant('queue', 'read', 'claim'), ...grant('all', 'open')],
    clerk: [...grant('own', 'read', 'write'), ...grant('offered', 'read'), ...grant('team', 'read'), ...grant('all', 'open')],
    info_specialist: [...grant('own', 'read', 'write'), ...grant('offered', 'read'), ...grant('all', 'open')],
    management: grant('all', 'read'),
    supervision: [...grant('line', 'read', 'write', 'claim', 'assign'), ...grant('own', 'read', 'write'), ...grant('offered', 'read'), ...grant('team', 'read', 'write', 'claim', 'assign'), ...grant('all', 'open')],
    execution: [...grant('own', 'read', 'write'), ...grant('offered', 'read'), ...grant('all', 'open')],
    evaluator: grant('all', 'read'), appeal_reviewer: grant('all', 'read'),
    mediator: [...grant('own', 'read', 'write'), ...grant('offered', 'read')], partner: [...grant('own', 'read', 'write'), ...grant('offered', 'read')],
    installer: [...grant('own', 'read', 'write'), ...grant('offered', 'read')],
  },
  events: [CaseOpened, CaseClaimed, CaseAssigned, CaseChanged, CaseMoved, MessageAdded, FirstResponderChanged, CaseRemoved, CaseRestored, PromiseMade, PromiseKept, PromiseBroken, PromiseWithdrawn, CaseEscalated, HandoverOffered, HandoverAccepted, HandoverDeclined, HandoverBounced, HandoverWithdrawn, CasePassedAround, CaseMerged, CaseTookIn, CaseUnmerged, DraftSaved, DraftDropped, ReadingMarked, ...workspaceParts.events, ...supervisionParts.events, ...courseParts.events, ...serviceParts.events, BulkPrepared, BulkStarted, BulkCancelled, BulkEnded],
  settings: [...settings, mostInBulk, ...courseParts.settings],
  kinds: [...workspaceParts.kinds, ...serviceParts.kinds],
  definitions: [...workspaceParts.definitions, ...courseParts.definitions, ...caseFlows, ...caseFields, ...serviceParts.definitions, casePolicy, handoverPolicy, ...caseMetrics, ...mannersMetrics, ...answerChecks, ...automationMetrics, ...caseRules],
  commands: { 'import cases': importCases },
  invariants: [
    { name: 'who handles a case is not before its first responder', sql: 'select id from "case" where handler_id is not null and first_responder_id is null' },
    { name: 'who is kept out of a case does not handle it', sql: 'select id from "case" where handler_id = any (barred)' },
    { name: 'every message belongs to a case', sql: 'select m.id from message m where not exists (select from "case" c where c.id = m.case_id)' },
    { name: 'every case has its first message', sql: 'select c.id from "case" c where not exists (select from message m where m.case_id = c.id)' },
    { name: 'no clock of a solved case still runs', sql: `select c.id from "case" c join clock k on k.subject_id = c.id where c.status_class in ('resolved', 'closed') and k.stopped_at is null` },
    { name: 'a case has a deadline exactly while a clock of it is due', sql: `select c.id from "case" c where c.due_at <> coalesce((select min(k.due_at) from clock k where k.subject_id = c.id and k.stopped_at is null), 'infinity')` },
    { name: 'the kind of a solved case has been said', sql: `select id from "case" where status_class in ('resolved', 'closed') and not classified` },
    { name: 'a case knows its nearest open promise', sql: `select id from "case" c where promise_due_at is distinct from (select min(due_at) from case_promise p where p.case_id = c.id and p.state = 'open')` },
    { name: 'a case is offered exactly while a handover of it waits', sql: `select c.id from "case" c left join case_handover o on o.case_id = c.id and o.state = 'offered' where (c.offered_staff_id, c.offered_team_id) is distinct from (o.to_staff_id, o.to_team_id)` },
    { name: 'a merged case is closed and part of one that is not merged itself', sql: `select c.id from "case" c join "case" i on i.id = c.merged_into_id where c.status_class <> 'closed' or i.merged_into_id is not null` },
    { name: 'what waits for us has a place, and nothing else has', sql: `select id from "case" where (rank_at < 'infinity') <> (status_class = 'open' and turn_at is not null)` },
  ],
  resources: [caseResource, draftResource, presenceResource, handoverResource, bulkResource],
  jobs: [...workspaceParts.jobs, bulkJob],
  beats: [...workspaceParts.beats, promiseBeat, escalationBeat, sweepBeat, bulkBeat, bulkSweep],
  listeners: [...workspaceParts.listeners, ...supervisionParts.listeners, ...courseParts.listeners, ...serviceParts.listeners, findableCases, findableMessages, tellAssigned, tellDeadlines, takeUpDeadlines, tellReopened, freeLeavers, tellUndelivered, escalateOverdue, tellHandovers, bounceUnaccepted, noteSilent, tellPassedAround, caseFigures, contactFigures, deadlineFigures, startFlows, moveSteps, pauseSteps, followSteps, beginBulk, tellBulk, keepManners],
  answers: [barredNeverHandle, withoutRightNeverHandle, caseCells, formsAboutCases, tellFlows, guardSteps, answer(FileMayBeRead, 'cases.files', async (ctx, { ownerKind, ownerId }) => {
    if (ownerKind !== 'message') return []
    const message = await tables(ctx).selectFrom('message').select('case_id').where('id', '=', ownerId).executeTakeFirst()
    if (!message || !ctx.actor.can('case.read')) return []
    const part = await tables(ctx).selectFrom('case').select('merged_into_id').where('id', '=', message.case_id).executeTakeFirst()
    return await findCase(ctx, part?.merged_into_id ?? message.case_id).then(() => [{ may: true }], () => [])
  })],
  serves: [...workspaceParts.serves, ...supervisionParts.serves, ...courseParts.serves, ...serviceParts.serves, ...reachServes, serve(cases, {
    list: (ctx, { query }) => listCases(ctx, query),
    get: (ctx, { params }) => getCase(ctx, params.id),
    open: (ctx, { body }) => openCase(ctx, body),
    change: (ctx, { params, body }) => changeCase(ctx, params.id, body),
    claim: (ctx, { params, body }) => claimCase(ctx, params.id, body.version),
    assign: (ctx, { params, body }) => assignCase(ctx, params.id, body),
    move: (ctx, { params, body }) => moveCase(ctx, params.id, body),
    messages: (ctx, { params, query }) => listMessages(ctx, params.id, query),
    say: (ctx, { params, body }) => addMessage(ctx, params.id, body),
    changeFirstResponder: (ctx, { params, body }) => changeFirstResponder(ctx, params.id, body),
    why: async (ctx, { params }) => ({ items: await explainClocks(ctx, (await findCase(ctx, params.id)).id) }),
    events: async (ctx, { params }) => historyEntries(ctx, [(await findCase(ctx, params.id)).id], namesOf),
    remove: (ctx, { params, body }) => removeCase(ctx, params.id, body),
    restore: (ctx, { params, body }) => restoreCase(ctx, params.id, body.version),
  }), serve(desk, {
    work: (ctx, { params }) => workOf(ctx, params.id),
    drafts: (ctx) => listDrafts(ctx),
    saveDraft: (ctx, { params, body }) => saveDraft(ctx, params.id, body),
    read: (ctx, { params, body }) => markRead(ctx, params.id, body),
    readers: async (ctx, { params }) => ({ items: await readersOf(ctx, params.id) }),
    promise: (ctx, { params, body }) => makePromise(ctx, params.id, body),
    keep: (ctx, { params, body }) => keepPromise(ctx, params.id, params.promiseId, body.version),
    withdraw: (ctx, { params, body }) => withdrawPromise(ctx, params.id, params.promiseId, body),
  }), serve(handovers, {
    ofCase: async (ctx, { params }) => ({ items: await handoversOf(ctx, (await findCase(ctx, params.id)).id) }),
    handovers: (ctx, { query }) => listHandovers(ctx, query),
    offer: (ctx, { params, body }) => offerHandover(ctx, params.id, body),
    accept: (ctx, { params, body }) => acceptHandover(ctx, params.id, body.version),
    decline: (ctx, { params, body }) => declineHandover(ctx, params.id, body),
    withdrawHandover: (ctx, { params, body }) => withdrawHandover(ctx, params.id, body.version),
  }), serve(merges, {
    merge: (ctx, { params, body }) => mergeCase(ctx, params.id, body),
    undo: (ctx, { params, body }) => undoMerge(ctx, params.id, body.version),
  }), serve(bulks, {
    prepare: (ctx, { body }) => prepareBulk(ctx, body),
    start: (ctx, { params, body }) => startBulk(ctx, params.id, body.version),
    cancel: (ctx, { params }) => cancelBulk(ctx, params.id),
    bulkDeed: (ctx, { params }) => getBulk(ctx, params.id),
    bulkDeeds: (ctx, { query }) => listBulks(ctx, query),
    items: (ctx, { params, query }) => listItems(ctx, params.id, query),
  }), serveOutside(presence, {
    here: (work, actor, { params }) => work.read(actor, 'cases.here', async (ctx) => ({ items: await hereOn(ctx, (await findCase(ctx, params.id)).id) })),
    beHere: (work, actor, { params, body }) => beHere(work, actor, params.id, body),
  })],
})
