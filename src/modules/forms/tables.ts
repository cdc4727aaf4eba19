import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { StaffRefRow, TeamRefRow } from '../people/index.ts'
import type { Submission } from './contract.ts'

export interface SubmissionRow {
  id: string; form_key: string; form_id: string; about_kind: string; about_id: string; customer_id: string | null; staff_id: string | null; team_id: string | null
  /** What is chosen or counted, by question. */
  answers: unknown
  /** What is written or personal, as JSON sealed under the key of `sealed_under`: the customer, or the submission itself. */
  texts: Buffer | null; sealed_under: string
  score: number | null; passed: boolean | null; sections: unknown; failed: string[]; seed: number | null; begun_at: Date | null
  by_kind: Submission['by']['kind']; by_id: string | null; via: Submission['via']; at: Date; changed_at: Date; version: number
}
interface PastRow { submission_id: string; version: number; answers: unknown; texts: Buffer | null; score: number | null; passed: boolean | null; at: Date; by_kind: Submission['by']['kind']; by_id: string | null }
export interface DraftRow {
  id: string; form_key: string; form_id: string; about_kind: string; about_id: string; staff_id: string; answers: unknown; texts: Buffer | null; page: number
  seed: number; begun_at: Date; changed_at: Date; version: number
}
export const tables = tablesOf<{ submission: SubmissionRow; submission_past: PastRow; form_draft: DraftRow; staff_ref: StaffRefRow; team_ref: TeamRefRow }>()

/** What one answered oneself or what speaks of one's own work, of one's team's, or all. Each leg has an index that ends in the order of the list (migrations/0010). */
export const submissionResource: Resource = {
  name: 'submission', read: 'submission.read',
  fields: {
    formKey: { type: 'choice' }, formId: { type: 'id' }, aboutKind: { type: 'choice' }, aboutId: { type: 'id' }, customerId: { type: 'id' }, staffId: { type: 'id' }, teamId: { type: 'id' }, byId: { type: 'id' },
    via: { type: 'choice' }, passed: { type: 'boolean' }, at: { type: 'instant' },
  },
  legs: {
    own: [{ field: 'staffId', is: 'equal', value: { var: 'me' } }, { field: 'byId', is: 'equal', value: { var: 'me' } }],
    team: [{ field: 'teamId', is: 'one-of', value: { var: 'teams' } }],
  },
  load: async (ctx, ids) => tables(ctx).selectFrom('submission').select(['id', 'version', 'staff_id as staffId', 'by_id as byId', 'team_id as teamId']).where('id', 'in', ids).execute(),
}
