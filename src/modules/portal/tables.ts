import { tablesOf } from '../../kernel/context.ts'
import type { TeamRefRow } from '../people/index.ts'
import type { EntryKind, Language } from './contract.ts'

export interface BrandRow {
  id: string; slug: string; line_id: string | null; team_id: string | null
  name_zh: string | null; name_en: string | null; sender_zh: string | null; sender_en: string | null; intro_zh: string | null; intro_en: string | null
  notice_zh: string | null; notice_en: string | null; contact_zh: string | null; contact_en: string | null
  accent: string; banner: string; logo_id: string | null; kinds: EntryKind[]; languages: Language[]; active: boolean; changed_at: Date; version: number
}
export interface TrackRow {
  id: string; code_hash: Buffer; case_id: string; brand_id: string; locale: Language
  /** `email` is sealed under the key of `customer_id`. */
  customer_id: string | null; email: Buffer | null; consented_at: Date | null; notice_version: number | null
  next_notice_at: Date | null; notices: number; at: Date; version: number
}
export const tables = tablesOf<{
  portal_brand: BrandRow
  portal_track: TrackRow
  portal_track_case: { track_id: string; case_id: string; at: Date }
  portal_ticket: { ticket: Buffer; at: Date }
  portal_upload: { file_id: string; holder: Buffer; at: Date }
  portal_rating: { case_id: string; solution_id: string; submission_id: string; at: Date }
  team_ref: TeamRefRow
}>()
