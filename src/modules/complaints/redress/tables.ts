import type { Generated, Selectable } from 'kysely'
import type { Resource } from '../../../kernel/access.ts'
import { tablesOf } from '../../../kernel/context.ts'
import type { CaseRefRow } from '../../cases/index.ts'
import type { RemedyState, Way } from './rules.ts'

interface RemedyColumns {
  id: string; case_id: string; team_id: string | null; customer_id: string | null; option_key: string; option_id: string; plan: string; state: RemedyState
  /** Fen; `amount` is what is offered, `asked` what the customer wants. */
  way: Way | null; asked: number | null; amount: number | null; points: number | null; gift: string | null; condition: string | null
  budget_id: string | null; /** Whose cap it counts in. */ year: Generated<number | null>
  /** What the proposer might have granted alone then, in fen. */
  authority: number; proposer_id: string; proposed_at: Date; support: string | null
  approver_id: string | null; decided_by: Generated<string | null>; decided_at: Generated<Date | null>; decision_note: Generated<string | null>
  offered_by: Generated<string | null>; offered_at: Generated<Date | null>; answer: Generated<'accepted' | 'declined' | null>; answered_by: Generated<string | null>; answered_at: Generated<Date | null>; answer_words: Generated<string | null>
  done_by: Generated<string | null>; done_at: Generated<Date | null>; done_note: Generated<string | null>; coupon_id: Generated<string | null>; withdrawn_by: Generated<string | null>; withdrawn_at: Generated<Date | null>; withdrawn_why: Generated<string | null>
  version: Generated<number>
}
interface BudgetColumns { id: string; name: string; account_id: string; active: boolean; made_by: string | null; made_at: Date; version: Generated<number> }
export const tables = tablesOf<{ complaint_remedy: RemedyColumns; compensation_budget: BudgetColumns; compensation_year: { customer_id: string; year: number; taken: number }; case_ref: CaseRefRow }>()
export type RemedyRow = Selectable<RemedyColumns>
export type BudgetRow = Selectable<BudgetColumns>

const me = { var: 'me' } as const
/** Who proposed it, who is asked about it, and the team that has the case. */
export const remedyResource: Resource = {
  name: 'remedy', read: 'remedy.read',
  fields: { id: { type: 'id' }, state: { type: 'choice' }, way: { type: 'choice' }, optionKey: { type: 'choice' }, caseId: { type: 'id' }, customerId: { type: 'id' }, proposerId: { type: 'id' }, approverId: { type: 'id' }, teamId: { type: 'id' } },
  legs: {
    own: [{ field: 'proposerId', is: 'equal', value: me }, { field: 'approverId', is: 'equal', value: me }],
    team: [{ field: 'teamId', is: 'one-of', value: { var: 'teams' } }],
  },
  load: (ctx, ids) => tables(ctx).selectFrom('complaint_remedy').select(['id', 'version', 'proposer_id as proposerId', 'approver_id as approverId', 'team_id as teamId']).where('id', 'in', ids).execute(),
}
