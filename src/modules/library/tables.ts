import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { StaffRefRow } from '../people/index.ts'
import type { DocumentItem, DocumentState, DocumentVersion } from './contract.ts'

export interface DocumentRow {
  id: string; key: string; kind: string; state: DocumentState; title_zh: string | null; title_en: string | null; seen_by: DocumentItem['seenBy']; readers: string[]
  owner_id: string | null
  /** Who last wrote on its open version. */
  author_id: string | null
  review_due: string | null; reviewed_on: string | null; review_opened_at: Date | null; review_reason: string | null; told_soon: string | null; told_overdue: string | null
  made_at: Date; changed_at: Date; version: number
}
export interface VersionRow {
  id: string; document_id: string; number: number; state: DocumentState; kind_id: string; texts: unknown; fields: unknown; links: unknown; note: string | null
  author_ids: string[]; submitted_by: string | null; submitted_at: Date | null; returned_note: string | null; approved_by: string | null; approved_at: Date | null
  began_at: Date | null; ended_at: Date | null; ended_why: DocumentVersion['endedWhy']; effective_on: string | null; expires_on: string | null; shipped_hash: Buffer | null; reminded_on: string | null
  made_at: Date; changed_at: Date; revision: number
}
export interface ResultRow {
  id: string; document_id: string; version_id: string; staff_id: string; sort: 'training' | 'assessment'; passed: boolean; score: number | null; held_on: string; evidence: string; recorded_by: string; at: Date
}
interface LibraryTables {
  document: DocumentRow
  document_version: VersionRow
  document_confirmation: { version_id: string; staff_id: string; document_id: string; at: Date }
  document_result: ResultRow
  document_use: { id: string; document_id: string; version_id: string; staff_id: string; how: 'opened' | 'used'; about_kind: string | null; about_id: string | null; day: string; at: Date }
  staff_ref: StaffRefRow
}
export const tables = tablesOf<LibraryTables>()

/** What may be read before it is in force too: people are trained on it first. */
const READABLE = ['approved', 'in-force'] as const
const own = [{ field: 'ownerId', is: 'equal', value: { var: 'me' } }, { field: 'authorId', is: 'equal', value: { var: 'me' } }] as const
/** Who sees which documents; drafts only their authors, owners, and whoever sees all. Each leg has an index that ends in `id desc` (migrations/0028). */
export const documentResource: Resource = {
  name: 'document', read: 'document.read',
  fields: { id: { type: 'id' }, kind: { type: 'choice' }, state: { type: 'choice' }, seenBy: { type: 'choice' }, ownerId: { type: 'id' }, authorId: { type: 'id' }, reviewDue: { type: 'date' } },
  legs: {
    own,
    everyone: [...own, { all: [{ field: 'seenBy', is: 'equal', value: 'everyone' }, { field: 'state', is: 'one-of', value: READABLE }] }],
    leaders: [...own, { field: 'state', is: 'one-of', value: ['review', ...READABLE, 'retired'] }],
  },
  load: async (ctx, ids) => await tables(ctx).selectFrom('document').select(['id', 'version', 'state', 'seen_by as seenBy', 'owner_id as ownerId', 'author_id as authorId']).where('id', 'in', ids).execute(),
}
