import { tablesOf } from '../../kernel/context.ts'
import type { Remark, Scan } from './contract.ts'

export interface FileRow {
  id: string; hash: Buffer; size: number; name: string; type: string; declared_type: string | null; remarks: Remark[]
  owner_kind: string | null; owner_id: string | null; uploaded_by: string | null; at: Date; scan: Scan; deleted_at: Date | null; deleted_by: string | null
}
export interface UploadRow {
  id: string; name: string; size: number; declared_type: string | null; hash: Buffer | null; received: number; uploaded_by: string; at: Date; changed_at: Date
  /** Set when it is whole and has become a file. */
  file_id: string | null
}
export interface UploadPartRow { upload_id: string; start: number; size: number; part: string }
export interface FileStoreRow { single: boolean; id: string }

export const tables = tablesOf<{ file: FileRow; upload: UploadRow; upload_part: UploadPartRow; file_store: FileStoreRow }>()
