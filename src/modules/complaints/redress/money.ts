import type { Ctx } from '../../../kernel/context.ts'
import { AppError, refused } from '../../../kernel/errors.ts'
import { accountOf, houseAccount, issueCoupon, post, reverse } from '../../ledger/index.ts'
import { freeAllowance, takeAllowance } from './allowance.ts'
import { couponDays, pointsDays } from './settings.ts'
import type { RemedyRow } from './tables.ts'
import { tables } from './tables.ts'

/** The money of a solution: set aside once it may be offered, given when it is carried out, free again when it comes to nothing. */

const DAY_MS = 86_400_000
const setAsideKey = (id: string) => `remedy:${id}:set-aside`
const about = (row: Pick<RemedyRow, 'id'>) => ({ kind: 'remedy', id: row.id })
const ownAccount = (ctx: Ctx, row: Pick<RemedyRow, 'id'>) => accountOf(ctx, { kind: 'remedy', ownerKind: 'remedy', ownerId: row.id, unit: 'cny' })
type Costly = Pick<RemedyRow, 'id' | 'amount' | 'budget_id' | 'customer_id'>

/**
 * Sets the money of a solution aside: out of its budget, and counted in its customer's year.
 * @returns the year it counts in; null where it costs nothing or nobody is known   @throws AppError refused `compensation.over-yearly-cap`, `compensation.over-budget`
 */
export async function setAside(ctx: Ctx, row: Costly): Promise<number | null> {
  if (row.amount === null) return null
  const year = row.customer_id ? await takeAllowance(ctx, row.customer_id, row.amount) : null
  const budget = row.budget_id ? await tables(ctx).selectFrom('compensation_budget').select('account_id').where('id', '=', row.budget_id).executeTakeFirstOrThrow() : undefined
  const from = budget?.account_id ?? await houseAccount(ctx, 'granted', 'cny')
  try {
    await post(ctx, { key: setAsideKey(row.id), kind: 'remedy', about: about(row), entries: [{ accountId: from, amount: -row.amount }, { accountId: await ownAccount(ctx, row), amount: row.amount }] })
  } catch (error) {
    if (error instanceof AppError && error.code === 'ledger.insufficient') throw refused('compensation.over-budget', [{ path: 'amount', code: 'compensation.over-budget' }])
    throw error
  }
  return year
}
/** Frees the money of a solution that comes to nothing. */
export async function free(ctx: Ctx, row: Costly & Pick<RemedyRow, 'year'>): Promise<void> {
  if (row.amount === null) return
  await reverse(ctx, { key: `remedy:${row.id}:free`, of: setAsideKey(row.id), kind: 'remedy-back' })
  if (!row.customer_id || row.year === null) return
  await freeAllowance(ctx, row.customer_id, row.year, row.amount)
  await tables(ctx).updateTable('complaint_remedy').set({ year: null }).where('id', '=', row.id).execute()
}
/** Gives the customer what was set aside. @returns the coupon's id where it is one */
export async function give(ctx: Ctx, row: RemedyRow): Promise<string | null> {
  if (row.amount === null || row.way === null) return null
  const from = await ownAccount(ctx, row)
  if (row.way === 'coupon') {
    const coupon = await issueCoupon(ctx, { from, value: row.amount, holder: row.customer_id ? { kind: 'customer', id: row.customer_id } : null, about: about(row), expiresAt: new Date(ctx.now.getTime() + ctx.settings.get(couponDays) * DAY_MS), condition: row.condition ?? undefined })
    return coupon.id
  }
  await post(ctx, { key: `remedy:${row.id}:paid`, kind: 'paid', about: about(row), entries: [{ accountId: from, amount: -row.amount }, { accountId: await houseAccount(ctx, 'paid', 'cny'), amount: row.amount }] })
  if (row.way === 'points' && row.points !== null && row.customer_id) {
    const account = await accountOf(ctx, { kind: 'points', ownerKind: 'customer', ownerId: row.customer_id, unit: 'points' })
    await post(ctx, { key: `remedy:${row.id}:points`, kind: 'points', about: about(row), entries: [{ accountId: await houseAccount(ctx, 'points', 'points'), amount: -row.points }, { accountId: account, amount: row.points, expiresAt: new Date(ctx.now.getTime() + ctx.settings.get(pointsDays) * DAY_MS) }] })
  }
  return null
}
