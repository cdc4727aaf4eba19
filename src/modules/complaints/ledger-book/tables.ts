import { tablesOf } from '../../../kernel/context.ts'
import { seenByFigures } from '../../cases/index.ts'
import type { Case } from '../../cases/contract.ts'
import type { CustomerRef } from '../../customers/index.ts'
import type { StaffRefRow, TeamRefRow } from '../../people/index.ts'
import type { Severity } from '../course/rules.ts'
import type { Liability } from '../rules.ts'
import type { DigestCounts } from './contract.ts'

export interface BookRow {
  id: string; number: string; kind: Case['kind']; channel: Case['channel']; status_class: Case['status']['class']; customer_id: string | null; team_id: string | null; handler_id: string | null; created_at: Date; closed_at: Date | null; subject: string
  product: string | null; severity: Severity | null; liability: Liability; cause: string | null; branch: string | null; conflict_level: number | null; accepted: boolean | null; satisfaction: number | null; resolved: boolean; archived_at: Date | null
}
export interface DigestRow { id: string; month: string; counts: DigestCounts; note: string | null; issued_by: string; issued_at: Date; version: number }
export const tables = tablesOf<{ complaint_digest: DigestRow; customer_ref: CustomerRef; staff_ref: StaffRefRow; team_ref: TeamRefRow }>()

export const bookFields = {
  id: { type: 'id' }, kind: { type: 'choice' }, channel: { type: 'choice' }, statusClass: { type: 'choice' }, severity: { type: 'choice' }, liability: { type: 'choice' }, cause: { type: 'choice' }, branch: { type: 'choice' }, product: { type: 'choice' }, accepted: { type: 'boolean' }, resolved: { type: 'boolean' },
  teamId: { type: 'id' }, handlerId: { type: 'id' }, firstResponderId: { type: 'id' }, createdAt: { type: 'instant' }, closedAt: { type: 'instant' },
} as const
/** Who has which rows of the book: by the scopes of cases, yet by a permission of its own, so that whoever keeps the book reads it without reading the cases. */
export const bookResource = { legs: seenByFigures.legs, fields: bookFields }
