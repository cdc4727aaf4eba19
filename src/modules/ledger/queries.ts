import { sql } from 'kysely'
import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import { decodeCursor, encodeCursor, inOrder, listIds } from '../../kernel/listing.ts'
import type { ListQuery } from '../../kernel/listing.ts'
import { among } from '../../kernel/transaction.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import { namesOf } from '../people/index.ts'
import type { Coupon, CouponQuery, LedgerAccount, LedgerEntry } from './contract.ts'
import { asCode } from './rules.ts'
import type { CouponRow } from './tables.ts'
import { accountResource, couponResource, tables } from './tables.ts'

const recordOf = (kind: string | null, id: string | null) => kind && id ? { kind, id } : null

/** What can be spent of guarded accounts, what came together in open ones; what expires next. In the order of the ids. */
export async function accountsById(ctx: Ctx, ids: readonly string[]): Promise<LedgerAccount[]> {
  if (!ids.length) return []
  const [rows, lots, sums] = await Promise.all([
    tables(ctx).selectFrom('ledger_account').selectAll().where(among('id', ids)).execute(),
    tables(ctx).selectFrom('ledger_lot').select(['account_id', 'remaining', 'expires_at']).where(among('account_id', ids)).where('remaining', '>', 0).where(sql<boolean>`expires_at < 'infinity'`).orderBy('expires_at').execute(),
    tables(ctx).selectFrom('ledger_entry as e').innerJoin('ledger_account as a', 'a.id', 'e.account_id').select(['e.account_id', sql<number>`sum(e.amount)::bigint`.as('sum')]).where(among('e.account_id', ids)).where('a.balance', 'is', null).groupBy('e.account_id').execute(),
  ])
  const sumOf = new Map(sums.map((row) => [row.account_id, row.sum]))
  return inOrder(ids, rows).map((row) => {
    const own = lots.filter((lot) => lot.account_id === row.id)
    const gone = own.filter(({ expires_at }) => expires_at <= ctx.now).reduce((sum, { remaining }) => sum + remaining, 0)
    const next = own.find(({ expires_at }) => expires_at > ctx.now)
    return {
      id: row.id, kind: row.kind, owner: { kind: row.owner_kind, id: row.owner_id }, unit: row.unit, balance: row.balance === null ? sumOf.get(row.id) ?? 0 : row.balance - gone, open: row.balance === null,
      next: next ? { amount: next.remaining, at: next.expires_at as Date } : null, createdAt: row.created_at, version: row.version,
    }
  })
}
/** What can be spent of the account of this owner and kind; 0 before its first touch. */
export async function balanceOf(ctx: Ctx, { kind, ownerKind, ownerId, unit }: { kind: string; ownerKind: string; ownerId: string; unit: LedgerAccount['unit'] }): Promise<Pick<LedgerAccount, 'balance' | 'next'>> {
  const row = await tables(ctx).selectFrom('ledger_account').select('id').where('owner_kind', '=', ownerKind).where('owner_id', '=', ownerId).where('kind', '=', kind).where('unit', '=', unit).executeTakeFirst()
  return (row && (await accountsById(ctx, [row.id]))[0]) ?? { balance: 0, next: null }
}

export async function listAccounts(ctx: Ctx, query: ListQuery & { ownerId?: string | undefined; kind?: string | undefined }): Promise<{ items: LedgerAccount[]; nextCursor: string | null }> {
  const filter: Condition = { all: [...(query.ownerId ? [{ field: 'ownerId', is: 'equal', value: query.ownerId } as const] : []), ...(query.kind ? [{ field: 'kind', is: 'equal', value: query.kind } as const] : [])] }
  const page = await listIds(ctx, { table: 'ledger_account', resource: accountResource, permission: 'ledger.read', sorts: { createdAt: { column: 'id', type: 'uuid' } }, sort: '-createdAt' }, query, filter)
  return { items: await accountsById(ctx, page.ids), nextCursor: page.nextCursor }
}
/** @throws AppError not-found `ledger-account.not-found` */
export async function getAccount(ctx: Ctx, id: string): Promise<LedgerAccount> {
  const row = await tables(ctx).selectFrom('ledger_account as t').select('id').where('id', '=', id).where(inSight(ctx, accountResource, 'ledger.read', 't')).executeTakeFirst()
  const [found] = row ? await accountsById(ctx, [row.id]) : []
  if (!found) throw notFound('ledger-account')
  return found
}
/** What came into an account and left it, latest first. Who may see the account is for the caller to have decided. */
export async function entriesOf(ctx: Ctx, accountId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<{ items: LedgerEntry[]; nextCursor: string | null }> {
  let asked = tables(ctx).selectFrom('ledger_entry as e').innerJoin('ledger_transaction as x', 'x.id', 'e.transaction_id').leftJoin('ledger_lot as l', 'l.entry_id', 'e.id')
    .select(['e.id', 'e.transaction_id', 'e.amount', 'e.balance_after', 'x.kind', 'x.about_kind', 'x.about_id', 'x.note', 'x.by_id', 'x.at', 'l.expires_at']).where('e.account_id', '=', accountId)
  if (cursor) asked = asked.where('e.id', '<', decodeCursor(cursor, '-id', 'uuid').id)
  const rows = await asked.orderBy('e.id', 'desc').limit(limit + 1).execute()
  const page = rows.slice(0, limit)
  const names = await namesOf(ctx, [...new Set(page.flatMap((row) => row.by_id ?? []))])
  const last = page.at(-1)
  return {
    items: page.map((row) => ({ id: row.id, transactionId: row.transaction_id, kind: row.kind, amount: row.amount, balanceAfter: row.balance_after, about: recordOf(row.about_kind, row.about_id), note: row.note, by: row.by_id ? { id: row.by_id, name: names.get(row.by_id) ?? '' } : null, at: row.at, expiresAt: row.expires_at instanceof Date ? row.expires_at : null })),
    nextCursor: rows.length > limit && last ? encodeCursor({ s: '-id', v: last.id, id: last.id }) : null,
  }
}

/** Coupons as readers see them, in this order. */
export async function shownCoupons(ctx: Ctx, rows: readonly CouponRow[]): Promise<Coupon[]> {
  const names = await namesOf(ctx, [...new Set(rows.flatMap((row) => [row.issued_by ?? [], row.ended_by ?? []].flat()))])
  const named = (id: string | null) => id ? { id, name: names.get(id) ?? '' } : null
  return rows.map((row) => {
    const isGood = row.state === 'issued' && row.expires_at > ctx.now
    return {
      id: row.id, code: row.code, value: row.value, condition: row.condition, state: row.state === 'issued' && !isGood ? 'expired' : row.state, holder: recordOf(row.holder_kind, row.holder_id), about: { kind: row.about_kind, id: row.about_id },
      issuedAt: row.issued_at, issuedBy: named(row.issued_by), expiresAt: row.expires_at, endedAt: row.ended_at, endedBy: named(row.ended_by), note: row.note,
      may: isGood ? [...(ctx.actor.can('coupon.redeem') ? ['redeem' as const] : []), ...(ctx.actor.can('coupon.revoke') ? ['revoke' as const] : [])] : [], version: row.version,
    }
  })
}
/** Of a holder, or of what they were given for, latest first; at most a hundred. Who may see them is for the caller to have decided. */
export async function couponsOf(ctx: Ctx, of: { holderKind: string; holderIds: readonly string[] } | { aboutKind: string; aboutIds: readonly string[] }): Promise<Coupon[]> {
  const asked = tables(ctx).selectFrom('coupon').selectAll()
  const rows = await ('holderKind' in of ? asked.where('holder_kind', '=', of.holderKind).where(among('holder_id', of.holderIds)) : asked.where('about_kind', '=', of.aboutKind).where(among('about_id', of.aboutIds))).orderBy('id', 'desc').limit(100).execute()
  return shownCoupons(ctx, rows as CouponRow[])
}
export async function listCoupons(ctx: Ctx, query: CouponQuery): Promise<{ items: Coupon[]; nextCursor: string | null }> {
  const filter: Condition = { all: [
    ...(query.state ? [{ field: 'state', is: 'one-of', value: query.state } as const] : []), ...(query.holderId ? [{ field: 'holderId', is: 'equal', value: query.holderId } as const] : []), ...(query.code ? [{ field: 'code', is: 'equal', value: asCode(query.code) } as const] : []),
  ] }
  const page = await listIds(ctx, { table: 'coupon', resource: couponResource, permission: 'coupon.read', sorts: { issuedAt: { column: 'id', type: 'uuid' } }, sort: '-issuedAt' }, query, filter)
  const rows = page.ids.length ? await tables(ctx).selectFrom('coupon').selectAll().where('id', 'in', page.ids).execute() as CouponRow[] : []
  return { items: await shownCoupons(ctx, inOrder(page.ids, rows)), nextCursor: page.nextCursor }
}
/** What came into accounts less what left them, by account and kind of posting. */
export async function flowsOfAccounts(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Map<string, number>>> {
  const rows = ids.length ? await tables(ctx).selectFrom('ledger_entry as e').innerJoin('ledger_transaction as x', 'x.id', 'e.transaction_id').select(['e.account_id', 'x.kind', sql<number>`sum(e.amount)::bigint`.as('sum')]).where(among('e.account_id', ids)).groupBy(['e.account_id', 'x.kind']).execute() : []
  return new Map([...Map.groupBy(rows, (row) => row.account_id)].map(([id, of]) => [id, new Map(of.map((row) => [row.kind, row.sum]))]))
}
