import type { Ctx } from '../../../kernel/context.ts'
import { dayIn, startOfDay } from '../../../kernel/days.ts'
import { conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { accountOf, accountsById, flowsOfAccounts, houseAccount, post } from '../../ledger/index.ts'
import type { Budget, GrantBudget, MakeBudget } from './contract.ts'
import { BudgetChanged } from './contract.ts'
import { toFen, toYuan } from './rules.ts'
import type { BudgetRow } from './tables.ts'
import { tables } from './tables.ts'

/** What a company sets aside to make up for what went wrong. */

async function shown(ctx: Ctx, rows: readonly BudgetRow[]): Promise<Budget[]> {
  const ids = rows.map((row) => row.account_id)
  const [accounts, flows] = await Promise.all([accountsById(ctx, ids), flowsOfAccounts(ctx, ids)])
  const accountOf = new Map(accounts.map((one) => [one.id, one]))
  return rows.map((row) => {
    const account = accountOf.get(row.account_id)
    const sums = flows.get(row.account_id)
    return {
      id: row.id, name: row.name, active: row.active, accountId: row.account_id, left: toYuan(account?.balance ?? 0), granted: toYuan(sums?.get('granted') ?? 0), spent: toYuan(-((sums?.get('remedy') ?? 0) + (sums?.get('remedy-back') ?? 0))),
      next: account?.next ? { amount: toYuan(account.next.amount), at: account.next.at } : null, madeAt: row.made_at, version: row.version,
    }
  })
}
const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('compensation_budget').selectAll()
/** All budgets, those in use first. */
export const listBudgets = async (ctx: Ctx): Promise<Budget[]> => shown(ctx, await rowsOf(ctx).orderBy('active', 'desc').orderBy('id', 'desc').limit(200).execute())
async function getBudget(ctx: Ctx, id: string): Promise<Budget> {
  const row = await rowsOf(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('compensation-budget')
  return (await shown(ctx, [row]))[0] as Budget
}
/** What is left of one budget. */
export async function leftOf(ctx: Ctx, id: string): Promise<{ name: string; left: number } | null> {
  const row = await rowsOf(ctx).where('id', '=', id).executeTakeFirst()
  return row ? { name: row.name, left: toYuan((await accountsById(ctx, [row.account_id]))[0]?.balance ?? 0) } : null
}

async function putIn(ctx: Ctx, row: Pick<BudgetRow, 'id' | 'account_id'>, { amount, lastDay, note }: GrantBudget): Promise<void> {
  const zone = ctx.settings.get(companyZone)
  if (lastDay && lastDay < dayIn(zone, ctx.now)) throw invalid('lastDay', 'compensation-budget.day-is-past')
  await post(ctx, {
    key: `budget:${row.id}:${newId()}`, kind: 'granted', about: { kind: 'compensation-budget', id: row.id }, note: note && maskPersonal(note),
    entries: [{ accountId: await houseAccount(ctx, 'granted', 'cny'), amount: -toFen(amount) }, { accountId: row.account_id, amount: toFen(amount), expiresAt: lastDay ? startOfDay(zone, lastDay, 1) : undefined }],
  })
}
/** @throws AppError invalid `compensation-budget.name-taken`, `compensation-budget.day-is-past` */
export async function makeBudget(ctx: Ctx, { name, ...grant }: MakeBudget): Promise<Budget> {
  const id = newId()
  const row = { id, name, account_id: await accountOf(ctx, { kind: 'budget', ownerKind: 'compensation-budget', ownerId: id, unit: 'cny' }), active: true, made_by: ctx.actor.id, made_at: ctx.now }
  const made = await tables(ctx).insertInto('compensation_budget').values(row).onConflict((on) => on.doNothing()).returning('id').executeTakeFirst()
  if (!made) throw invalid('name', 'compensation-budget.name-taken')
  await putIn(ctx, row, grant)
  await ctx.emit(BudgetChanged, id, { changed: { name: { from: null, to: name }, granted: { from: 0, to: grant.amount } } })
  return getBudget(ctx, id)
}
/** @throws AppError not-found; invalid `compensation-budget.day-is-past` */
export async function grantBudget(ctx: Ctx, id: string, grant: GrantBudget): Promise<Budget> {
  const before = await getBudget(ctx, id)
  await putIn(ctx, { id, account_id: before.accountId }, grant)
  await tables(ctx).updateTable('compensation_budget').set((eb) => ({ version: eb('version', '+', 1) })).where('id', '=', id).execute()
  await ctx.emit(BudgetChanged, id, { changed: { granted: { from: before.granted, to: toYuan(toFen(before.granted) + toFen(grant.amount)) } } })
  return getBudget(ctx, id)
}
/** @throws AppError not-found; conflict `record.stale`; invalid `compensation-budget.name-taken` */
export async function changeBudget(ctx: Ctx, id: string, { name, active, version }: { name?: string | undefined; active?: boolean | undefined; version: number }): Promise<Budget> {
  const before = await getBudget(ctx, id)
  if (name && await tables(ctx).selectFrom('compensation_budget').select('id').where('id', '<>', id).where((eb) => eb(eb.fn('lower', ['name']), '=', name.toLowerCase())).executeTakeFirst()) throw invalid('name', 'compensation-budget.name-taken')
  const won = await tables(ctx).updateTable('compensation_budget').set({ ...(name === undefined ? {} : { name }), ...(active === undefined ? {} : { active }), version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getBudget(ctx, id))
  await ctx.emit(BudgetChanged, id, { changed: { ...(name === undefined ? {} : { name: { from: before.name, to: name } }), ...(active === undefined ? {} : { active: { from: before.active, to: active } }) } })
  return getBudget(ctx, id)
}
/**
 * The budget that a compensation comes out of: the one named, else the oldest in use; null while a company keeps none.
 * @throws AppError invalid `compensation-budget.not-in-use`
 */
export async function budgetFor(ctx: Ctx, id: string | undefined): Promise<string | null> {
  const row = await tables(ctx).selectFrom('compensation_budget').select('id').where('active', '=', true).$if(id !== undefined, (q) => q.where('id', '=', id as string)).orderBy('id').executeTakeFirst()
  if (id && !row) throw invalid('budgetId', 'compensation-budget.not-in-use')
  return row?.id ?? null
}
