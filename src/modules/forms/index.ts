import type { Grant } from '../../kernel/context.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { SubmissionChanged, SubmissionMade, forms } from './contract.ts'
import { formKind } from './definition.ts'
import { solutionRating } from './definitions/solution-rating.ts'
import { getForm, getSubmission, listForms, listSubmissions } from './queries.ts'
import { submissionResource } from './tables.ts'

/** Forms: versioned instruments of questions, answered about a record, scored from 0 to 100, each answer kept with its version. */
export { changeSubmission, formOf, submitForm } from './commands/submit-form.ts'
export { formKind } from './definition.ts'
export { answersOf } from './queries.ts'

const reads = (...scopes: string[]): Grant[] => scopes.map((scope) => ({ permission: 'submission.read', scope }))

export const formsModule = defineModule({
  name: 'forms',
  permissions: ['submission.read'],
  // What speaks of one's own work is one's own to read; a team's of those who lead it.
  grants: {
    cs_manager: reads('all'), cs_supervisor: reads('all'), team_lead: reads('own', 'team'), evaluator: reads('all'),
    agent: reads('own'), after_sales: reads('own'), clerk: reads('own'), info_specialist: reads('own'), installer: reads('own'),
  },
  events: [SubmissionMade, SubmissionChanged],
  kinds: [formKind],
  definitions: [solutionRating],
  invariants: [{ name: 'every submission keeps the version it was given to', sql: `select s.id from submission s where not exists (select from definition d where d.id = s.form_id and d.kind = 'form' and d.key = s.form_key)` }],
  resources: [submissionResource],
  serves: [serve(forms, {
    list: async (ctx) => ({ items: listForms(ctx) }),
    get: async (ctx, { params }) => getForm(ctx, params.id),
    submissions: (ctx, { query }) => listSubmissions(ctx, query),
    submission: (ctx, { params }) => getSubmission(ctx, params.id),
  })],
})
