import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { StaffRefRow, TeamRefRow } from '../people/index.ts'
import type { Submission } from './contract.ts'

export interface SubmissionRow {
  id: string; form_key: string; form_id: string; about_kind: string; about_id: string; customer_id: string | null; staff_id: string | null; team_id: string | null
  /** Answers but texts, by question. */
  answers: unknown
  /** The texts, as JSON sealed under the key of `sealed_under`: the customer, or the submission itself. */
  texts: Buffer | null; sealed_under: string
  score: number | null; by_kind: Submission['by']['kind']; by_id: string | null; via: Submission['via']; at: Date; changed_at: Date; version: number
}
export const tables = tablesOf<{ submission: SubmissionRow; staff_ref: StaffRefRow; team_ref: TeamRefRow }>()

/** What one answered oneself or what speaks of one's own work, of one's team's, or all. Each leg has an index that ends in the order of the list (migrations/0010). */
export const submissionResource: Resource = {
  name: 'submission', read: 'submission.read',
  fields: { formKey: { type: 'choice' }, aboutId: { type: 'id' }, customerId: { type: 'id' }, staffId: { type: 'id' }, teamId: { type: 'id' }, byId: { type: 'id' }, via: { type: 'choice' }, at: { type: 'instant' } },
  legs: {
    own: [{ field: 'staffId', is: 'equal', value: { var: 'me' } }, { field: 'byId', is: 'equal', value: { var: 'me' } }],
    team: [{ field: 'teamId', is: 'one-of', value: { var: 'teams' } }],
  },
  load: async (ctx, ids) => tables(ctx).selectFrom('submission').select(['id', 'version', 'staff_id as staffId', 'by_id as byId', 'team_id as teamId']).where('id', 'in', ids).execute(),
}
