/** Ledger: values that are owed, given and spent, by double entry: budgets, coupons, points. */
import type { Grant } from '../../kernel/context.ts'
import { beat, defineModule, serve } from '../../kernel/module.ts'
import { expireAccount } from './commands/post.ts'
import { expireCoupons, redeemCoupon, revokeCoupon } from './commands/coupons.ts'
import { CouponIssued, CouponRedeemed, CouponReturned, LedgerPosted, ledger } from './contract.ts'
import { entriesOf, getAccount, listAccounts, listCoupons } from './queries.ts'
import { accountResource, couponResource, tables } from './tables.ts'

export { accountOf, houseAccount, post, reverse } from './commands/post.ts'
export { issueCoupon } from './commands/coupons.ts'
export { accountsById, balanceOf, couponsOf, flowsOfAccounts } from './queries.ts'

const PERMISSIONS = ['ledger.read', 'coupon.read', 'coupon.redeem', 'coupon.revoke'] as const
const all = (...permissions: (typeof PERMISSIONS)[number][]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))

const MOST_AT_ONCE = 200
const expiry = beat('ledger.expire', 60, async (ctx) => {
  const rows = await tables(ctx).selectFrom('ledger_lot').select('account_id').distinct().where('remaining', '>', 0).where('expires_at', '<=', ctx.now).limit(MOST_AT_ONCE).execute()
  // One order for all, as postings take them.
  for (const { account_id } of rows.sort((a, b) => a.account_id < b.account_id ? -1 : 1)) await expireAccount(ctx, account_id)
  return await expireCoupons(ctx) || rows.length === MOST_AT_ONCE
})

export const ledgerModule = defineModule({
  name: 'ledger',
  permissions: PERMISSIONS,
  grants: {
    cs_manager: all(...PERMISSIONS), cs_supervisor: all(...PERMISSIONS), team_lead: all('coupon.read', 'coupon.redeem', 'coupon.revoke'), agent: all('coupon.redeem'), after_sales: all('coupon.redeem'), clerk: all('ledger.read', 'coupon.read', 'coupon.redeem'), management: all('ledger.read', 'coupon.read', 'coupon.redeem'),
  },
  events: [LedgerPosted, CouponIssued, CouponRedeemed, CouponReturned],
  resources: [accountResource, couponResource],
  beats: [expiry],
  invariants: [
    { name: 'what is given is what is taken', sql: 'select transaction_id as id from ledger_entry group by transaction_id having sum(amount) <> 0' },
    { name: 'an account has what its entries come to', sql: 'select a.id from ledger_account a where a.balance is not null and a.balance <> coalesce((select sum(e.amount) from ledger_entry e where e.account_id = a.id), 0)' },
    { name: 'an account has what is left of its lots', sql: 'select a.id from ledger_account a where a.balance is not null and a.balance <> coalesce((select sum(l.remaining) from ledger_lot l where l.account_id = a.id), 0)' },
    { name: 'a coupon holds its value exactly while it is issued', sql: `select c.id from coupon c join ledger_account a on a.id = c.account_id where a.balance <> case when c.state = 'issued' then c.value else 0 end` },
  ],
  serves: [serve(ledger, {
    accounts: (ctx, { query }) => listAccounts(ctx, query),
    account: (ctx, { params }) => getAccount(ctx, params.id),
    entries: async (ctx, { params, query }) => entriesOf(ctx, (await getAccount(ctx, params.id)).id, query),
    coupons: (ctx, { query }) => listCoupons(ctx, query),
    redeem: (ctx, { body }) => redeemCoupon(ctx, body),
    revoke: (ctx, { params, body }) => revokeCoupon(ctx, params.id, body),
  })],
})
