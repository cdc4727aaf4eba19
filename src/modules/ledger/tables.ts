import type { ColumnType, Generated } from 'kysely'
import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { Coupon, LedgerAccount } from './contract.ts'

export interface AccountRow { id: string; kind: string; owner_kind: string; owner_id: string; unit: LedgerAccount['unit']; balance: number | null; created_at: Date; version: Generated<number> }
export interface TransactionRow { id: string; key: string; kind: string; about_kind: string | null; about_id: string | null; note: string | null; at: Date; by_id: string | null; reverses_id: string | null }
export interface EntryRow { id: string; transaction_id: string; account_id: string; amount: number; balance_after: number | null }
/** `infinity` where it never expires. */
export interface LotRow { id: string; account_id: string; entry_id: string; amount: number; remaining: number; expires_at: ColumnType<Date | number, Date | string, Date | string> }
export interface CouponRow {
  id: string; code: string; account_id: string; holder_kind: string | null; holder_id: string | null; about_kind: string; about_id: string; value: number; condition: string | null; issued_at: Date; issued_by: string | null; expires_at: Date
  state: Coupon['state']; ended_at: Date | null; ended_by: string | null; note: string | null; version: number
}
export const tables = tablesOf<{ ledger_account: AccountRow; ledger_transaction: TransactionRow; ledger_entry: EntryRow; ledger_lot: LotRow; ledger_draw: { entry_id: string; lot_id: string; amount: number }; coupon: CouponRow }>()

export const accountResource: Resource = {
  name: 'ledger-account', read: 'ledger.read', legs: {},
  fields: { id: { type: 'id' }, kind: { type: 'text' }, ownerId: { type: 'id' } },
  load: (ctx, ids) => tables(ctx).selectFrom('ledger_account').select(['id', 'version']).where('id', 'in', ids).execute(),
}
export const couponResource: Resource = {
  name: 'coupon', read: 'coupon.read', legs: {},
  fields: { id: { type: 'id' }, state: { type: 'choice' }, holderId: { type: 'id' }, code: { type: 'text' } },
  load: (ctx, ids) => tables(ctx).selectFrom('coupon').select(['id', 'version']).where('id', 'in', ids).execute(),
}
