import { tablesOf } from '../context.ts'
import type { Locale } from '../context.ts'
import type { ExportColumn, ExportRequest } from './contract.ts'

export interface ExportRow {
  id: string; list: string; title: string; path: string; params: Record<string, string>; query: Record<string, string>; columns: ExportColumn[]; language: Locale
  /** The permissions of the token it was asked for with; null for somebody who signed in. */
  words: string[] | null
  rows: number; reason: string | null; by_id: string; at: Date; state: ExportRequest['state']; decided_by: string | null; decided_at: Date | null; answer: string | null; until_at: Date | null; fault: string | null; version: number
}
export const tables = tablesOf<{ export_request: ExportRow; export_part: { export_id: string; part: number; body: Buffer } }>()
