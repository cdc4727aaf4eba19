import { randomInt } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, notFound, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import type { Coupon } from '../contract.ts'
import { CouponIssued, CouponRedeemed, CouponReturned } from '../contract.ts'
import { shownCoupons } from '../queries.ts'
import { CODE_LETTERS, asCode } from '../rules.ts'
import type { CouponRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { accountOf, houseAccount, post, reverse } from './post.ts'

const CODE_LENGTH = 12
const newCode = () => Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('')
const issueKey = (id: string) => `coupon:${id}:issue`

export interface NewCoupon {
  /** The account that pays for it, in fen. */
  from: string
  value: number
  holder: { kind: string; id: string } | null
  /** What it was given for. */
  about: { kind: string; id: string }
  expiresAt: Date
  condition?: string | undefined
}
/** Issues a coupon: its value leaves the account that pays. @throws AppError refused `ledger.insufficient` */
export async function issueCoupon(ctx: Ctx, { from, value, holder, about, expiresAt, condition }: NewCoupon): Promise<Coupon> {
  const id = newId()
  const account = await accountOf(ctx, { kind: 'coupon', ownerKind: 'coupon', ownerId: id, unit: 'cny' })
  const row: CouponRow = {
    id, code: newCode(), account_id: account, holder_kind: holder?.kind ?? null, holder_id: holder?.id ?? null, about_kind: about.kind, about_id: about.id, value, condition: condition ?? null,
    issued_at: ctx.now, issued_by: ctx.actor.id, expires_at: expiresAt, state: 'issued', ended_at: null, ended_by: null, note: null, version: 1,
  }
  await tables(ctx).insertInto('coupon').values(row).execute()
  await post(ctx, { key: issueKey(id), kind: 'coupon-issued', about, entries: [{ accountId: from, amount: -value }, { accountId: account, amount: value }] })
  await ctx.emit(CouponIssued, id, { aboutKind: about.kind, aboutId: about.id, value, expiresAt: expiresAt.toISOString() })
  return (await shownCoupons(ctx, [row]))[0] as Coupon
}

const told = (row: CouponRow, to: CouponRow['state']) => ({ aboutKind: row.about_kind, aboutId: row.about_id, changed: { state: { from: row.state, to } } })
/** Ends a coupon that is still good; undefined when somebody was quicker. */
async function end(ctx: Ctx, row: CouponRow, state: 'redeemed' | 'revoked' | 'expired', note: string | null): Promise<CouponRow | undefined> {
  return await tables(ctx).updateTable('coupon').set((eb) => ({ state, ended_at: ctx.now, ended_by: ctx.actor.id, note, version: eb('version', '+', 1) })).where('id', '=', row.id).where('state', '=', 'issued').returningAll().executeTakeFirst() as CouponRow | undefined
}
const fresh = async (ctx: Ctx, id: string) => (await shownCoupons(ctx, [await tables(ctx).selectFrom('coupon').selectAll().where('id', '=', id).executeTakeFirstOrThrow() as CouponRow]))[0] as Coupon

/**
 * Takes a coupon in payment, once.
 * @throws AppError not-found `coupon.not-found`; refused `coupon.expired`; conflict `coupon.redeemed-already`, `coupon.revoked`
 */
export async function redeemCoupon(ctx: Ctx, { code, note }: { code: string; note?: string | undefined }): Promise<Coupon> {
  const row = await tables(ctx).selectFrom('coupon').selectAll().where('code', '=', asCode(code)).executeTakeFirst() as CouponRow | undefined
  if (!row) throw notFound('coupon')
  if (row.state === 'expired' || (row.state === 'issued' && row.expires_at <= ctx.now)) throw refused('coupon.expired', [{ path: 'code', code: 'coupon.expired' }])
  const won = row.state === 'issued' ? await end(ctx, row, 'redeemed', note ? maskPersonal(note) : null) : undefined
  if (!won) {
    const now = await fresh(ctx, row.id)
    throw conflict(now.state === 'revoked' ? 'coupon.was-revoked' : 'coupon.redeemed-already', now)
  }
  await post(ctx, { key: `coupon:${row.id}:redeem`, kind: 'coupon-redeemed', about: { kind: row.about_kind, id: row.about_id }, entries: [{ accountId: row.account_id, amount: -row.value }, { accountId: await houseAccount(ctx, 'paid', 'cny'), amount: row.value }] })
  await ctx.emit(CouponRedeemed, row.id, told(row, 'redeemed'))
  return (await shownCoupons(ctx, [won]))[0] as Coupon
}

/** Takes a coupon back. @throws AppError not-found; conflict `coupon.redeemed-already`, `record.stale` */
export async function revokeCoupon(ctx: Ctx, id: string, { reason, version }: { reason: string; version: number }): Promise<Coupon> {
  const row = await tables(ctx).selectFrom('coupon').selectAll().where('id', '=', id).executeTakeFirst() as CouponRow | undefined
  if (!row) throw notFound('coupon')
  if (row.state === 'issued' && row.version !== version) throw conflict('record.stale', await fresh(ctx, id))
  const won = await end(ctx, row, 'revoked', maskPersonal(reason))
  if (!won) throw conflict(row.state === 'redeemed' ? 'coupon.redeemed-already' : 'coupon.over', await fresh(ctx, id))
  await giveBack(ctx, row, 'revoked')
  return (await shownCoupons(ctx, [won]))[0] as Coupon
}
async function giveBack(ctx: Ctx, row: CouponRow, how: 'revoked' | 'expired'): Promise<void> {
  await reverse(ctx, { key: `coupon:${row.id}:${how}`, of: issueKey(row.id), kind: `coupon-${how}` })
  await ctx.emit(CouponReturned, row.id, { ...told(row, how), how })
}

const MOST_AT_ONCE = 200
/** Ends coupons whose time is over. @returns whether there may be more */
export async function expireCoupons(ctx: Ctx): Promise<boolean> {
  const rows = await tables(ctx).selectFrom('coupon').selectAll().where('state', '=', 'issued').where('expires_at', '<=', ctx.now).orderBy('expires_at').limit(MOST_AT_ONCE).execute() as CouponRow[]
  for (const row of rows) if (await end(ctx, row, 'expired', null)) await giveBack(ctx, row, 'expired')
  return rows.length === MOST_AT_ONCE
}
