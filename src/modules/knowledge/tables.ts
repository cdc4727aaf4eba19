import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { CorrectionState } from './contract.ts'
import type { GapState } from './gaps/contract.ts'
import type { ArticleKind } from './rules.ts'

export interface EntryRow {
  id: string; document_id: string; version_id: string; number: number; key: string; kind: ArticleKind; seen_by: 'everyone' | 'leaders'; audience: 'inside' | 'customers'; active: boolean
  title_zh: string | null; title_en: string | null; product: string | null; tags: string[]; outcome: 'success' | 'failure' | null; owner_id: string | null
  began_at: Date; offered_until: Date | number; review_due: string | null; changed_at: Date; version: number
}
export interface CorrectionRow {
  id: string; document_id: string; version_id: string; by_id: string; says: string; proposal: string; case_id: string | null; state: CorrectionState
  decided_by: string | null; decided_at: Date | null; reason: string | null; draft_id: string | null; done_version_id: string | null; at: Date; version: number
}
export interface GapRow {
  id: string; words: string; folded: string; state: GapState; searches: number; by_staff: number; by_customers: number; first_at: Date; last_at: Date; checked_at: Date | null
  /** Whether the task to write it was given. */
  asked: boolean; document_id: string | null; decided_by: string | null; decided_at: Date | null; reason: string | null; version: number
}
interface KnowledgeTables {
  knowledge_gap: GapRow
  knowledge_miss: { id: string; gap_id: string; staff_id: string | null; visitor: Buffer | null; at: Date }
  knowledge_visitor: { visitor: Buffer; customer_id: string; at: Date }
  knowledge_entry: EntryRow
  knowledge_vote: { id: string; document_id: string; version_id: string; helpful: boolean; by_kind: 'staff' | 'customer'; staff_id: string | null; visitor: Buffer | null; case_id: string | null; note: string | null; at: Date }
  knowledge_use: { id: string; document_id: string; version_id: string; case_id: string; staff_id: string; words: string[]; state: 'waiting' | 'sent' | 'dropped'; message_id: string | null; at: Date; settled_at: Date | null }
  knowledge_correction: CorrectionRow
  knowledge_model_case: { document_id: string; case_id: string; nominated_by: string; at: Date }
  knowledge_kept_finding: { document_id: string; finding: string; kept_by: string; reason: string; at: Date }
  knowledge_view: { id: string; document_id: string; visitor: Buffer; locale: string; at: Date; settled_at: Date; contact_at: Date | null }
}
export const tables = tablesOf<KnowledgeTables>()

/** Who is offered which articles. What is for leaders is for whoever may see all. */
export const articleResource: Resource = {
  name: 'article', read: 'knowledge.read',
  fields: {
    id: { type: 'id' }, kind: { type: 'choice' }, seenBy: { type: 'choice' }, audience: { type: 'choice' }, active: { type: 'boolean' }, product: { type: 'text' }, tags: { type: 'tags' }, outcome: { type: 'choice' }, offeredUntil: { type: 'instant' },
  },
  legs: { everyone: [{ field: 'seenBy', is: 'equal', value: 'everyone' }] },
  load: async (ctx, ids) => await tables(ctx).selectFrom('knowledge_entry').select(['document_id as id', 'version', 'seen_by as seenBy']).where('document_id', 'in', ids).execute(),
}

/** Whoever tends knowledge sees every proposal, everybody else their own. */
export const correctionResource = (seesAll: boolean): Pick<Resource, 'legs' | 'fields'> => ({
  fields: { state: { type: 'choice' }, documentId: { type: 'id' }, byId: { type: 'id' } },
  legs: seesAll ? {} : { everyone: [OWN] },
})
const OWN = { field: 'byId', is: 'equal', value: { var: 'me' } } as const
