import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { AppError, refused } from '../../kernel/errors.ts'
import { among } from '../../kernel/transaction.ts'
import type { Recorded } from './course/rules.ts'
import { findComplaint } from './queries.ts'
import type { ComplaintRow } from './tables.ts'
import { tables } from './tables.ts'

/** The sheet of a complaint: one row beside its case, made at first touch. */

/** What of a complaint other parts build on; a complaint nobody has touched yet has nothing said. */
export interface ComplaintSheet extends Recorded { caseId: string; view: string | null; emotionEnd: number | null; conflictLevel: number | null; level: string | null; cause: string | null; concernResolved: boolean | null; accused: readonly string[]; archivedAt: Date | null }

const shown = (caseId: string, row: ComplaintRow | undefined): ComplaintSheet => ({
  caseId, words: row?.words ?? null, product: row?.product ?? null, view: row?.view ?? null, demand: row?.demand ?? null, interest: row?.interest ?? null, evidence: row?.evidence ?? null, emotionStart: row?.emotion_start ?? null, emotionEnd: row?.emotion_end ?? null,
  conflictLevel: row?.conflict_level ?? null, severity: row?.severity ?? null, level: row?.level ?? null, cause: row?.cause ?? null, concernResolved: row?.concern_resolved ?? null, accused: row?.accused ?? [], archivedAt: row?.archived_at ?? null,
})
/** The sheets of these complaints, also of those nobody has touched. */
export async function sheetsOf(ctx: Pick<Ctx, 'db'>, caseIds: readonly string[]): Promise<ReadonlyMap<string, ComplaintSheet>> {
  const rows = new Map(caseIds.length ? (await tables(ctx).selectFrom('complaint').selectAll().where(among('case_id', caseIds)).execute()).map((row) => [row.case_id, row]) : [])
  return new Map(caseIds.map((id) => [id, shown(id, rows.get(id))]))
}
/** The record of one complaint; `missing` names demand and interest where they were not said: both are needed before a solution is proposed (CMP-08). */
export async function recordOf(ctx: Ctx, caseId: string): Promise<ComplaintSheet & { missing: ('demand' | 'interest')[] }> {
  const sheet = (await sheetsOf(ctx, [caseId])).get(caseId) as ComplaintSheet
  return { ...sheet, missing: (['demand', 'interest'] as const).filter((field) => !sheet[field]?.trim()) }
}

/** Makes the sheet where there is none yet. */
export const touchSheet = (ctx: Ctx, caseIds: readonly string[]) => caseIds.length
  ? sql`insert into complaint (case_id, liability, version) select id, 'undetermined', 0 from unnest(${caseIds}::uuid[]) c (id) on conflict do nothing`.execute(ctx.db) : undefined

/** The sheet, made at first touch and held until the unit ends. */
export async function lockSheet(ctx: Ctx, caseId: string): Promise<ComplaintRow> {
  await touchSheet(ctx, [caseId])
  return tables(ctx).selectFrom('complaint').selectAll().where('case_id', '=', caseId).forUpdate().executeTakeFirstOrThrow()
}

/**
 * The sheet of a complaint that the actor works on, held until the unit ends. Whom it is about does nothing with it.
 * @throws AppError refused `complaint.not-a-complaint`, `complaint.accused-never-judges`, `complaint.is-archived`; forbidden `case.not-yours`
 */
export async function holdSheet(ctx: Ctx, caseId: string, { archived = false }: { archived?: boolean } = {}): Promise<ComplaintRow> {
  const found = await findComplaint(ctx, caseId)
  const row = await lockSheet(ctx, caseId)
  if (row.accused.includes(ctx.actor.id ?? '')) throw refused('complaint.accused-never-judges', [{ path: '', code: 'complaint.accused-never-judges' }])
  if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (row.archived_at && !archived) throw refused('complaint.is-archived', [{ path: '', code: 'complaint.is-archived' }])
  return row
}
/** Writes parts of a sheet that is held. */
export const writeSheet = (ctx: Ctx, row: Pick<ComplaintRow, 'case_id' | 'version'>, set: Partial<Omit<ComplaintRow, 'case_id' | 'id' | 'version'>>) =>
  tables(ctx).updateTable('complaint').set({ ...set, version: row.version + 1 }).where('case_id', '=', row.case_id).execute()
