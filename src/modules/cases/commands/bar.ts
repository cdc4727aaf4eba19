import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { answer } from '../../../kernel/module.ts'
import { among } from '../../../kernel/transaction.ts'
import { staffWithout } from '../../people/index.ts'
import { CaseMayBeHandled } from '../contract.ts'
import { tables } from '../tables.ts'

/** The case's row is held until the unit ends, so that whom it is given to and who is kept out of it can't be settled at the same moment. */
export const holdCase = (ctx: Ctx, id: string) => tables(ctx).selectFrom('case').select(['handler_id', 'barred']).where('id', '=', id).forUpdate().executeTakeFirst()

/**
 * Keeps people out of a case for the module above that knows why: they read what they may read and do nothing in it, whatever their rights.
 * Whom a case that became part of this one keeps out stays out. Replaces who was kept out before.
 * @throws AppError refused `case.barred-handles` when one of them handles it now
 */
export async function barFrom(ctx: Ctx, id: string, staffIds: readonly string[]): Promise<void> {
  const row = await holdCase(ctx, id)
  if (row?.handler_id && staffIds.includes(row.handler_id)) throw refused('case.barred-handles', [{ path: 'staffIds', code: 'case.barred-handles' }])
  const carried = (await tables(ctx).selectFrom('case_merge').select('barred').where('into_id', '=', id).where('undone_at', 'is', null).execute()).flatMap((merge) => merge.barred)
  await setBarred(ctx, id, [...staffIds, ...carried])
}
export const setBarred = (ctx: Ctx, id: string, staffIds: readonly string[]) =>
  sql`update "case" set barred = nullif(array(select distinct unnest(${staffIds}::uuid[])), '{}') where id = ${id}`.execute(ctx.db)

/** Nobody is given a case whose roles let them work on none: they could not even open it. */
export const withoutRightNeverHandle = answer(CaseMayBeHandled, 'cases.without-right', async (ctx, { caseIds, staffIds }) => {
  const without = await staffWithout(ctx, 'case.write', staffIds)
  return caseIds.flatMap((caseId) => without.map((staffId) => ({ caseId, staffId, reason: { code: 'case.handles-none' } })))
})

/** Whoever is kept out of a case is never given it (CMP-02). */
export const barredNeverHandle = answer(CaseMayBeHandled, 'cases.barred', async (ctx, { caseIds, staffIds }) => {
  const rows = await tables(ctx).selectFrom('case').select(['id', 'barred']).where(among('id', caseIds)).where('barred', 'is not', null).execute()
  return rows.flatMap(({ id, barred }) => (barred ?? []).filter((one) => staffIds.includes(one)).map((staffId) => ({ caseId: id, staffId, reason: { code: 'case.barred' } })))
})
