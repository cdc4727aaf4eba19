/** Teamwork: meetings and what they decide, messages that are read back, agreements between departments, reviews that come round. */
import { historyEntries } from '../../kernel/frame.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { linkable } from '../library/index.ts'
import { insideRoles, namesOf } from '../people/index.ts'
import { changeAgreement, endAgreement, makeAgreement } from './agreements/agree.ts'
import { addRequestWord, askAboutCase, casesWaitForDepartments, requestFiles, requestsAboutCase } from './agreements/ask-about-case.ts'
import { answerRequest, askDepartment, escalateRequests, withdrawRequest } from './agreements/ask.ts'
import { getRequest, listAgreements, listRequests } from './agreements/queries.ts'
import { scorecard } from './agreements/scorecard.ts'
import { cancelAudit, changeAudit, closeAudit, findInAudit, holdAudit, planAudit } from './audits/audit.ts'
import { auditEvents, audits } from './audits/contract.ts'
import { auditResource, findAudit, getAudit, listAudits } from './audits/queries.ts'
import * as told from './contract.ts'
import { addActions, decide, openDecision, opine, withdrawDecision } from './decisions/decide.ts'
import { decisionActions, getDecision, listDecisions, opinionsOf } from './decisions/queries.ts'
import { teamworkMetrics } from './definitions/metrics.ts'
import { auditForm } from './definitions/audit-form.ts'
import { answerPolicies } from './definitions/answer-policies.ts'
import { participationMetrics } from './definitions/participation.ts'
import { requestPolicy } from './definitions/policy.ts'
import './facts.ts'
import { answerMeeting, cancelMeeting, changeMeeting, closeMeeting, meetingBeat, planMeeting, tellMeetings } from './meetings/plan.ts'
import { getMeeting, listMeetings, meetingActions } from './meetings/queries.ts'
import { correctMemo, escalateMemos, feedBack, readBack, readMemo, sendMemo, withdrawMemo } from './memos/loop.ts'
import { findMemo, getMemo, listMemos } from './memos/queries.ts'
import { changeCadence, holdReview, listCadences, setCadence } from './reviews/cadence.ts'
import { paperParts } from './papers/index.ts'
import { topicParts } from './topics/index.ts'
import { settings } from './settings.ts'
import { inspectionEvents, inspections } from './inspections/contract.ts'
import { correct, inspect, ownCorrection, sendBack, verify, withdraw } from './inspections/inspect.ts'
import { findInspection, getInspection, inspectionResource, listInspections } from './inspections/queries.ts'
import { linkables, suggestions, suggestionEvents } from './suggestions/contract.ts'
import { alikeSuggestions, findSuggestion, listSuggestions, suggestionResource } from './suggestions/queries.ts'
import { addEvidence, changeSuggestion, decideSuggestion, dropEvidence, finishSuggestion, ownSuggestion, submit, withdrawSuggestion } from './suggestions/suggest.ts'
import { feedback, feedbackEvents } from './feedback/contract.ts'
import { feedbackOfCase, feedbackResource, findFeedback, listFeedback } from './feedback/queries.ts'
import { answerInCases, assignFeedback, noteChange, replyToFeedback, takeFeedback, takeFromCases, withdrawFeedback } from './feedback/take.ts'
import { feedbackReply } from './feedback/tell.ts'
import { summaries, summaryEvents } from './summaries/contract.ts'
import { handIn, readSummary, summaryBeat, waiveSummary } from './summaries/hand-in.ts'
import { findSummary, listSummaries, summaryResource } from './summaries/queries.ts'
import { decisionResource, meetingResource, memoResource, requestResource } from './tables.ts'

export { askAboutRecord, requestsAboutRecords } from './agreements/ask-about-record.ts'
export { likeness } from './likeness.ts'

const PERMISSIONS = ['meeting.read', 'meeting.write', 'decision.read', 'decision.write', 'memo.read', 'memo.send', 'agreement.read', 'agreement.write', 'agreement.ask', 'review.read', 'review.write', 'review.hold', 'department-request.read', 'inspection.read', 'inspection.write', 'work-summary.read', 'suggestion.read', 'suggestion.submit', 'suggestion.decide', 'feedback.read', 'feedback.write', 'feedback.answer', 'process-audit.read', 'process-audit.write', ...paperParts.permissions, ...topicParts.permissions] as const
const grant = (scope: string, ...permissions: (typeof PERMISSIONS)[number][]) => permissions.map((permission) => ({ permission, scope }))
/** What was agreed is open to everybody; what is said to somebody is theirs and of those who lead them. */
const everyone = [...grant('team', 'topic.read'), ...grant('own', 'topic.discuss'), ...grant('all', 'meeting.read', 'decision.read', 'agreement.read', 'review.read', 'suggestion.read', 'process-audit.read'), ...grant('own', 'suggestion.submit', 'feedback.read', 'feedback.write', 'feedback.answer', 'meeting.write', 'decision.write', 'memo.read', 'memo.send', 'agreement.ask', 'review.hold', 'inspection.read', 'work-summary.read', 'paper-request.read'), ...grant('led', 'memo.read', 'inspection.read', 'work-summary.read', 'feedback.read'), ...['own', 'answering', 'led'].flatMap((scope) => grant(scope, 'department-request.read'))]

export const teamworkModule = defineModule({
  name: 'teamwork',
  permissions: PERMISSIONS,
  grants: { ...Object.fromEntries(insideRoles.map((role) => [role, everyone])), management: [...everyone, ...grant('all', 'topic.announce', 'paper-request.ask', 'process-audit.write', 'review.write', 'meeting.write', 'agreement.write', 'inspection.read', 'inspection.write', 'work-summary.read', 'suggestion.decide', 'feedback.read')], supervision: [...everyone, ...grant('all', 'topic.announce', 'paper-request.ask'), ...grant('led', 'inspection.write', 'feedback.answer')], evaluator: [...everyone, ...grant('all', 'inspection.write', 'feedback.read', 'process-audit.write')], improvement_owner: [...everyone, ...grant('all', 'suggestion.decide')], cs_supervisor: [...everyone, ...grant('all', 'topic.announce', 'paper-request.ask', 'process-audit.write', 'review.write', 'meeting.write', 'department-request.read', 'inspection.write', 'suggestion.decide', 'feedback.read', 'feedback.answer')], team_lead: [...everyone, ...grant('all', 'topic.announce', 'paper-request.ask'), ...grant('asking', 'department-request.read'), ...grant('led', 'inspection.write', 'feedback.answer')], cs_manager: grant('all', ...PERMISSIONS) },
  events: [...Object.values(told).filter((one): one is typeof told.MeetingPlanned => typeof one === 'object' && 'kind' in one && 'subject' in one), ...inspectionEvents, ...summaryEvents, ...suggestionEvents, ...feedbackEvents, ...auditEvents, ...paperParts.events, ...topicParts.events],
  separations: [ownCorrection, ownSuggestion],
  settings,
  answers: [casesWaitForDepartments, requestFiles, ...paperParts.answers],
  definitions: [requestPolicy, ...answerPolicies, ...teamworkMetrics, ...participationMetrics, auditForm, feedbackReply],
  resources: [meetingResource, decisionResource, memoResource, requestResource, inspectionResource, summaryResource, suggestionResource, feedbackResource, auditResource, ...paperParts.resources, ...topicParts.resources],
  listeners: [tellMeetings, escalateMemos, escalateRequests, takeFromCases, answerInCases],
  beats: [meetingBeat, summaryBeat],
  invariants: [
    ...paperParts.invariants, ...topicParts.invariants,
    { name: 'nobody verified the correction of their own work', sql: 'select id from inspection where verified_by = staff_id' },
    { name: 'a decision that was made has its outcome, its decider and its level of consensus', sql: `select id from decision where state = 'decided' and (outcome is null or decider_id is null or consensus is null)` },
    { name: 'a request between departments that is over has no running clock', sql: `select r.id from department_request r join clock_ref k on k.subject_id = r.id where r.state <> 'open' and k.stopped_at is null` },
    { name: 'what was adopted rests on evidence', sql: `select id from suggestion s where state in ('adopted', 'done') and not exists (select from suggestion_evidence e where e.suggestion_id = s.id)` },
    { name: 'an audit was closed with nothing left to verify', sql: `select a.id from process_audit a join inspection i on i.about_kind = 'process-audit' and i.about_id = a.id where a.state = 'closed' and i.state not in ('verified', 'withdrawn')` },
    { name: 'feedback that is over has no running clock', sql: `select f.id from feedback f join clock_ref k on k.subject_id = f.id where f.state <> 'open' and k.stopped_at is null` },
    { name: 'a message that was read back says so in its words', sql: `select id from memo m where state = 'confirmed' and not exists (select from memo_word w where w.memo_id = m.id and w.kind = 'read-back')` },
  ],
  serves: [
    ...paperParts.serves, ...topicParts.serves,
    serve(inspections, {
      inspections: (ctx, { query }) => listInspections(ctx, query),
      inspection: (ctx, { params }) => getInspection(ctx, params.id),
      inspect: (ctx, { body }) => inspect(ctx, body),
      putRight: (ctx, { params, body }) => correct(ctx, params.id, body),
      verify: (ctx, { params, body }) => verify(ctx, params.id, body.version),
      sendBack: (ctx, { params, body }) => sendBack(ctx, params.id, body),
      withdrawInspection: (ctx, { params, body }) => withdraw(ctx, params.id, body.version),
      inspectionEvents: async (ctx, { params }) => historyEntries(ctx, [(await findInspection(ctx, params.id)).id], namesOf),
    }),
    serve(linkables, { evidenceChoices: async (ctx, { query }) => ({ items: await linkable(ctx, query.kind) }) }),
    serve(audits, {
      audits: async (ctx, { query }) => ({ items: await listAudits(ctx, query) }),
      audit: (ctx, { params }) => getAudit(ctx, params.id),
      planAudit: (ctx, { body }) => planAudit(ctx, body),
      changeAudit: (ctx, { params, body }) => changeAudit(ctx, params.id, body),
      holdAudit: (ctx, { params, body }) => holdAudit(ctx, params.id, body),
      findInAudit: (ctx, { params, body }) => findInAudit(ctx, params.id, body),
      closeAudit: (ctx, { params, body }) => closeAudit(ctx, params.id, body.version),
      cancelAudit: (ctx, { params, body }) => cancelAudit(ctx, params.id, body),
      auditEvents: async (ctx, { params }) => historyEntries(ctx, [(await findAudit(ctx, params.id)).id], namesOf),
    }),
    serve(suggestions, {
      suggestions: (ctx, { query }) => listSuggestions(ctx, query),
      alike: async (ctx, { query }) => ({ items: await alikeSuggestions(ctx, query.text) }),
      suggestion: (ctx, { params }) => findSuggestion(ctx, params.id),
      submit: (ctx, { body }) => submit(ctx, body),
      changeSuggestion: (ctx, { params, body }) => changeSuggestion(ctx, params.id, body),
      addEvidence: (ctx, { params, body }) => addEvidence(ctx, params.id, body),
      dropEvidence: (ctx, { params }) => dropEvidence(ctx, params.id, params.evidenceId),
      decideSuggestion: (ctx, { params, body }) => decideSuggestion(ctx, params.id, body),
      finishSuggestion: (ctx, { params, body }) => finishSuggestion(ctx, params.id, body),
      withdrawSuggestion: (ctx, { params, body }) => withdrawSuggestion(ctx, params.id, body.version),
      suggestionEvents: async (ctx, { params }) => historyEntries(ctx, [(await findSuggestion(ctx, params.id)).id], namesOf),
    }),
    serve(feedback, {
      feedbacks: (ctx, { query }) => listFeedback(ctx, query),
      feedback: (ctx, { params }) => findFeedback(ctx, params.id),
      ofCase: async (ctx, { params }) => ({ items: await feedbackOfCase(ctx, params.id) }),
      take: (ctx, { body }) => takeFeedback(ctx, body),
      assign: (ctx, { params, body }) => assignFeedback(ctx, params.id, body),
      reply: (ctx, { params, body }) => replyToFeedback(ctx, params.id, body),
      noteChange: (ctx, { params, body }) => noteChange(ctx, params.id, body),
      withdrawFeedback: (ctx, { params, body }) => withdrawFeedback(ctx, params.id, body.version),
      feedbackEvents: async (ctx, { params }) => historyEntries(ctx, [(await findFeedback(ctx, params.id)).id], namesOf),
    }),
    serve(summaries, {
      summaries: (ctx, { query }) => listSummaries(ctx, query),
      summary: (ctx, { params }) => findSummary(ctx, params.id),
      handIn: (ctx, { params, body }) => handIn(ctx, params.id, body),
      read: (ctx, { params, body }) => readSummary(ctx, params.id, body),
      waive: (ctx, { params, body }) => waiveSummary(ctx, params.id, body),
    }),
    serve(told.meetings, {
      meetings: (ctx, { query }) => listMeetings(ctx, query),
      meeting: (ctx, { params }) => getMeeting(ctx, params.id),
      plan: (ctx, { body }) => planMeeting(ctx, body),
      changeMeeting: (ctx, { params, body }) => changeMeeting(ctx, params.id, body),
      answerMeeting: (ctx, { params, body }) => answerMeeting(ctx, params.id, body.comes),
      closeMeeting: (ctx, { params, body }) => closeMeeting(ctx, params.id, body),
      cancelMeeting: (ctx, { params, body }) => cancelMeeting(ctx, params.id, body),
      meetingActions: async (ctx, { params }) => ({ items: await meetingActions(ctx, params.id) }),
      meetingEvents: async (ctx, { params }) => historyEntries(ctx, [(await getMeeting(ctx, params.id)).id], namesOf),
    }),
    serve(told.decisions, {
      decisions: (ctx, { query }) => listDecisions(ctx, query),
      decision: (ctx, { params }) => getDecision(ctx, params.id),
      openDecision: (ctx, { body }) => openDecision(ctx, body),
      opinions: async (ctx, { params }) => ({ items: await opinionsOf(ctx, params.id) }),
      opine: (ctx, { params, body }) => opine(ctx, params.id, body),
      decide: (ctx, { params, body }) => decide(ctx, params.id, body),
      act: async (ctx, { params, body }) => ({ items: await addActions(ctx, params.id, body.actions) }),
      decisionActions: async (ctx, { params }) => ({ items: await decisionActions(ctx, params.id) }),
      withdrawDecision: (ctx, { params, body }) => withdrawDecision(ctx, params.id, body.version),
      decisionEvents: async (ctx, { params }) => historyEntries(ctx, [(await getDecision(ctx, params.id)).id], namesOf),
    }),
    serve(told.memos, {
      memos: (ctx, { query }) => listMemos(ctx, query),
      memo: (ctx, { params }) => getMemo(ctx, params.id),
      sendMemo: async (ctx, { body }) => ({ items: await sendMemo(ctx, body) }),
      readMemo: (ctx, { params }) => readMemo(ctx, params.id),
      readBack: (ctx, { params, body }) => readBack(ctx, params.id, body),
      correct: (ctx, { params, body }) => correctMemo(ctx, params.id, body),
      feedBack: (ctx, { params, body }) => feedBack(ctx, params.id, body.text),
      withdrawMemo: (ctx, { params, body }) => withdrawMemo(ctx, params.id, body.version),
      memoEvents: async (ctx, { params }) => historyEntries(ctx, [(await findMemo(ctx, params.id)).id], namesOf),
    }),
    serve(told.agreements, {
      agreements: async (ctx) => ({ items: await listAgreements(ctx) }),
      makeAgreement: (ctx, { body }) => makeAgreement(ctx, body),
      changeAgreement: (ctx, { params, body }) => changeAgreement(ctx, params.id, body),
      endAgreement: (ctx, { params, body }) => endAgreement(ctx, params.id, body.version),
      requests: (ctx, { query }) => listRequests(ctx, query),
      request: (ctx, { params }) => getRequest(ctx, params.id),
      aboutCase: (ctx, { params }) => requestsAboutCase(ctx, params.id),
      askAboutCase: (ctx, { params, body }) => askAboutCase(ctx, params.id, body),
      addWord: (ctx, { params, body }) => addRequestWord(ctx, params.id, body),
      ask: (ctx, { body }) => askDepartment(ctx, body),
      answerRequest: (ctx, { params, body }) => answerRequest(ctx, params.id, body),
      withdrawRequest: (ctx, { params, body }) => withdrawRequest(ctx, params.id, body.version),
      requestEvents: async (ctx, { params }) => historyEntries(ctx, [(await getRequest(ctx, params.id)).id], namesOf),
      scorecard: (ctx, { query }) => scorecard(ctx, query.month),
    }),
    serve(told.reviews, {
      reviews: async (ctx) => ({ items: await listCadences(ctx) }),
      setReview: (ctx, { body }) => setCadence(ctx, body),
      changeReview: (ctx, { params, body }) => changeCadence(ctx, params.id, body),
      holdReview: (ctx, { params, body }) => holdReview(ctx, params.id, body),
    }),
  ],
})
