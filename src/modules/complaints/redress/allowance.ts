import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { refused } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { among } from '../../../kernel/transaction.ts'
import { customerFamily } from '../../customers/index.ts'
import type { Allowance } from './contract.ts'
import { toFen, toYuan } from './rules.ts'
import { yearlyCap } from './settings.ts'
import { tables } from './tables.ts'

/** How much a customer may be granted in a year of the calendar, whichever of their merged records is named. */

export const yearOf = (ctx: Pick<Ctx, 'settings' | 'now'>): number => Number(dayIn(ctx.settings.get(companyZone), ctx.now).slice(0, 4))
async function takenOf(ctx: Ctx, family: readonly string[], year: number): Promise<number> {
  const rows = await tables(ctx).selectFrom('compensation_year').select('taken').where(among('customer_id', family)).where('year', '=', year).execute()
  return rows.reduce((sum, { taken }) => sum + taken, 0)
}
/** What a customer has been granted this year, in yuan. */
export async function allowanceOf(ctx: Ctx, customerId: string): Promise<Allowance> {
  const [year, cap] = [yearOf(ctx), ctx.settings.get(yearlyCap)]
  return { year, taken: toYuan(await takenOf(ctx, await customerFamily(ctx, customerId), year)), cap: cap || null }
}
const over = (taken: number, cap: number) => refused('compensation.over-yearly-cap', [{ path: 'amount', code: 'compensation.over-yearly-cap', params: { left: toYuan(Math.max(0, toFen(cap) - taken)), cap } }], { params: { left: toYuan(Math.max(0, toFen(cap) - taken)), cap } })

/** Refuses what would go beyond the cap, and takes nothing. @throws AppError refused `compensation.over-yearly-cap` */
export async function checkAllowance(ctx: Ctx, customerId: string, amount: number): Promise<void> {
  const cap = ctx.settings.get(yearlyCap)
  const taken = await takenOf(ctx, await customerFamily(ctx, customerId), yearOf(ctx))
  if (cap && taken + amount > toFen(cap)) throw over(taken, cap)
}
/**
 * Counts an amount in fen against the customer's year; of several at once those that still fit win.
 * @returns the year   @throws AppError refused `compensation.over-yearly-cap`
 */
export async function takeAllowance(ctx: Ctx, customerId: string, amount: number): Promise<number> {
  const [year, cap] = [yearOf(ctx), ctx.settings.get(yearlyCap)]
  const family = (await customerFamily(ctx, customerId)).sort()
  await sql`insert into compensation_year (customer_id, year, taken) select id, ${year}, 0 from unnest(${family}::uuid[]) as id order by id on conflict do nothing`.execute(ctx.db)
  const rows = await tables(ctx).selectFrom('compensation_year').select('taken').where(among('customer_id', family)).where('year', '=', year).orderBy('customer_id').forUpdate().execute()
  const taken = rows.reduce((sum, row) => sum + row.taken, 0)
  if (cap && taken + amount > toFen(cap)) throw over(taken, cap)
  await tables(ctx).updateTable('compensation_year').set((eb) => ({ taken: eb('taken', '+', amount) })).where('customer_id', '=', customerId).where('year', '=', year).execute()
  return year
}
/** Counts in a customer's year what was granted before it was known whose complaint it was. @returns the year */
export async function countGrant(ctx: Ctx, customerId: string, amount: number, year = yearOf(ctx)): Promise<number> {
  await sql`insert into compensation_year (customer_id, year, taken) values (${customerId}, ${year}, ${amount}) on conflict (customer_id, year) do update set taken = compensation_year.taken + excluded.taken`.execute(ctx.db)
  return year
}
/** Gives an amount back to the year it was counted in. */
export const freeAllowance = (ctx: Ctx, customerId: string, year: number, amount: number) =>
  tables(ctx).updateTable('compensation_year').set((eb) => ({ taken: eb('taken', '-', amount) })).where('customer_id', '=', customerId).where('year', '=', year).execute()
