import type { Ctx } from '../../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../../kernel/errors.ts'
import { sheetsOf } from '../../sheet.ts'
import { RemedyChanged } from '../contract.ts'
import { optionKind } from '../option-kind.ts'
import { findRemedy, getRemedy } from '../queries.ts'
import { nextOf } from '../rules.ts'
import type { RemedyDeed } from '../rules.ts'
import type { RemedyRow } from '../tables.ts'
import { tables } from '../tables.ts'

/** Changes a solution that nobody has changed meanwhile; of two at once one wins. @throws AppError conflict `record.stale` */
export async function turn(ctx: Ctx, row: Pick<RemedyRow, 'id' | 'case_id' | 'state'>, set: Partial<Omit<RemedyRow, 'id' | 'version'>>, version: number): Promise<RemedyRow> {
  const won = await tables(ctx).updateTable('complaint_remedy').set({ ...set, version: version + 1 }).where('id', '=', row.id).where('version', '=', version).returningAll().executeTakeFirst()
  if (!won) throw conflict('record.stale', await getRemedy(ctx, row.id))
  if (set.state) await ctx.emit(RemedyChanged, row.id, { caseId: row.case_id, changed: { state: { from: row.state, to: set.state } } })
  return won
}
/** A solution that the actor works on and that this deed may follow. @throws AppError not-found; forbidden `case.not-yours`; refused `complaint.accused-never-judges`; conflict `remedy.moved-on` */
export async function remedyToTurn(ctx: Ctx, id: string, deed: RemedyDeed): Promise<RemedyRow> {
  const row = await findRemedy(ctx, id)
  if (!row.may_write) throw new AppError('forbidden', 'case.not-yours')
  if ((await sheetsOf(ctx, [row.case_id])).get(row.case_id)?.accused.includes(ctx.actor.id ?? '')) throw refused('complaint.accused-never-judges', [{ path: '', code: 'complaint.accused-never-judges' }])
  if (!nextOf(deed, row.state, ctx.definitions.version(optionKind, row.option_id).is.goodwill)) throw conflict('remedy.moved-on', await getRemedy(ctx, id))
  return row
}
