import type { Grant } from '../../kernel/context.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { answer, defineModule, serve, serveOutside } from '../../kernel/module.ts'
import { FileMayBeRead } from '../files/contract.ts'
import { namesOf } from '../people/index.ts'
import { dropDraft, listDrafts, openDraft, saveDraft, sweepDrafts } from './commands/drafts.ts'
import { changeFilled, fillAnonymously, fillForm, keepPicture } from './commands/fill.ts'
import { FormBegun, FormDraftDropped, FormDraftSaved, SubmissionChanged, SubmissionMade, anonymousForms, drafts, forms, reports } from './contract.ts'
import { formKind } from './definition.ts'
import { shippedForms } from './definitions/shipped-forms.ts'
import { exportAnswers } from './figures/export.ts'
import { crosstabOf, figuresOfForm, wordsOf } from './figures/report.ts'
import { findableSubmissions } from './findable.ts'
import { getForm, listForms, listSubmissions, maySee, pastOf, submissionOf } from './queries.ts'
import { settings } from './settings.ts'
import { subjectOf } from './subjects.ts'
import { submissionResource } from './tables.ts'

/** Forms: versioned instruments of questions, answered about a record, scored from 0 to 100, each answer kept with its version. */
export { changeSubmission, submitForm } from './commands/submit-form.ts'
export { formKind } from './definition.ts'
export { answersOf, recordsWithForm } from './queries.ts'
export { formOf } from './subjects.ts'

const reads = (...scopes: string[]): Grant[] => scopes.map((scope) => ({ permission: 'submission.read', scope }))
const all = (...words: string[]): Grant[] => words.map((word) => ({ permission: `submission.${word}` as const, scope: 'all' }))

export const formsModule = defineModule({
  name: 'forms',
  permissions: ['submission.read', 'submission.fill', 'submission.change', 'submission.report', 'submission.export'],
  // What speaks of one's own work is one's own to read; a team's of those who lead it.
  grants: {
    cs_manager: all('read', 'fill', 'change', 'report', 'export'), cs_supervisor: all('read', 'fill', 'report'), evaluator: all('read', 'fill', 'report', 'export'),
    team_lead: [...reads('own', 'team'), ...all('fill', 'report')], supervision: [...reads('own', 'team'), ...all('fill', 'report')], management: [...reads('own'), ...all('fill', 'report')], appeal_reviewer: all('read', 'fill'),
    ...Object.fromEntries(['execution', 'agent', 'after_sales', 'clerk', 'info_specialist', 'installer', 'department_liaison', 'trainer', 'mentor', 'trainee', 'interviewer', 'mediator', 'improvement_owner', 'risk_owner'].map((role) => [role, [...reads('own'), ...all('fill')]])),
  },
  events: [SubmissionMade, SubmissionChanged, FormBegun, FormDraftSaved, FormDraftDropped],
  settings,
  kinds: [formKind],
  definitions: shippedForms,
  invariants: [{ name: 'every submission keeps the version it was given to', sql: `select s.id from submission s where not exists (select from definition d where d.id = s.form_id and d.kind = 'form' and d.key = s.form_key)` }],
  resources: [submissionResource],
  listeners: [findableSubmissions],
  beats: [sweepDrafts],
  answers: [answer(FileMayBeRead, 'forms.files', async (ctx, { ownerKind, ownerId }) => {
    if (ownerKind === 'form-picture') return [{ may: ctx.actor.kind === 'staff' }]
    return ownerKind === 'submission' && await maySee(ctx, ownerId) ? [{ may: true }] : []
  })],
  serves: [serve(forms, {
    list: async (ctx) => ({ items: listForms(ctx) }),
    get: async (ctx, { params }) => getForm(ctx, params.id),
    subject: (ctx, { params }) => subjectOf(ctx, params),
    picture: (ctx, { body }) => keepPicture(ctx, body.fileId),
    submissions: (ctx, { query }) => listSubmissions(ctx, query),
    submission: (ctx, { params }) => submissionOf(ctx, params.id),
    submit: (ctx, { body }) => fillForm(ctx, body),
    change: (ctx, { params, body }) => changeFilled(ctx, params.id, body),
    past: (ctx, { params }) => pastOf(ctx, params.id),
    events: async (ctx, { params }) => historyEntries(ctx, [(await submissionOf(ctx, params.id)).id], namesOf),
  }), serveOutside(anonymousForms, {
    submitAnonymously: (work, actor, { body }, door) => fillAnonymously(work, actor, body, door),
  }), serve(drafts, {
    begun: (ctx) => listDrafts(ctx),
    open: (ctx, { body }) => openDraft(ctx, body),
    save: (ctx, { params, body }) => saveDraft(ctx, params.id, body),
    drop: (ctx, { params }) => dropDraft(ctx, params.id),
  }), serve(reports, {
    figures: (ctx, { params, query }) => figuresOfForm(ctx, params.id, query),
    crosstab: (ctx, { params, query }) => crosstabOf(ctx, params.id, query),
    words: (ctx, { params, query }) => wordsOf(ctx, params.id, query),
    export: (ctx, { params, query }) => exportAnswers(ctx, params.id, query),
  })],
})
