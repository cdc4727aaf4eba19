import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../kernel/contract.ts'

/** The ledger: values that are owed, given and spent, by double entry. Amounts are whole smallest units: fen of the yuan, single points. */

export const UNITS = ['cny', 'points'] as const
export const Unit = z.enum(UNITS)
export type Unit = z.output<typeof Unit>
const Named = z.object({ id: z.uuid(), name: z.string() })
const RecordRef = z.object({ kind: z.string(), id: z.uuid() })

export const LedgerAccount = z.object({
  id: z.uuid(), kind: z.string(), owner: RecordRef, unit: Unit,
  /** What can be spent now. Open accounts, where values come from and go to, may be below zero. */
  balance: z.int(), open: z.boolean(),
  /** What expires next, and when. */
  next: z.object({ amount: z.int(), at: Instant }).nullable(), createdAt: Instant, version: z.int(),
}).meta({ id: 'LedgerAccount' })
export type LedgerAccount = z.output<typeof LedgerAccount>

export const LedgerEntry = z.object({
  id: z.uuid(), transactionId: z.uuid(), kind: z.string(), amount: z.int(), balanceAfter: z.int().nullable(), about: RecordRef.nullable(), note: z.string().nullable(), by: Named.nullable(), at: Instant, expiresAt: Instant.nullable(),
}).meta({ id: 'LedgerEntry' })
export type LedgerEntry = z.output<typeof LedgerEntry>

export const COUPON_STATES = ['issued', 'redeemed', 'revoked', 'expired'] as const
export const Coupon = z.object({
  id: z.uuid(), code: z.string(), value: z.int(), condition: z.string().nullable(), state: z.enum(COUPON_STATES), holder: RecordRef.nullable(), about: RecordRef,
  issuedAt: Instant, issuedBy: Named.nullable(), expiresAt: Instant, endedAt: Instant.nullable(), endedBy: Named.nullable(), note: z.string().nullable(), may: z.array(z.enum(['redeem', 'revoke'])), version: z.int(),
}).meta({ id: 'Coupon' })
export type Coupon = z.output<typeof Coupon>
const States = z.string().max(60).transform((text, context) => text.split(',').map((one) => {
  const known = z.enum(COUPON_STATES).safeParse(one)
  if (!known.success) context.addIssue({ code: 'custom', message: 'list.unknown-choice' })
  return known.data as (typeof COUPON_STATES)[number]
})).optional()
export const CouponQuery = Listing.omit({ q: true }).extend({ state: States, holderId: z.uuid().optional(), code: line(40).optional() })
export type CouponQuery = z.output<typeof CouponQuery>

export const ledger = {
  accounts: endpoint('GET', '/ledger-accounts', { query: Listing.omit({ q: true }).extend({ ownerId: z.uuid().optional(), kind: line(60).optional() }), response: pageOf(LedgerAccount), access: 'ledger.read', about: 'Accounts of the ledger with what can be spent of them, newest first.' }),
  account: endpoint('GET', '/ledger-accounts/:id', { params: Id, response: LedgerAccount, access: 'ledger.read', about: 'One account.' }),
  entries: endpoint('GET', '/ledger-accounts/:id/entries', { params: Id, query: Listing.omit({ q: true, sort: true }), response: pageOf(LedgerEntry), access: 'ledger.read', about: 'What came into an account and what left it, latest first.' }),
  coupons: endpoint('GET', '/coupons', { query: CouponQuery, response: pageOf(Coupon), access: 'coupon.read', about: 'Coupons, newest first; by state, holder or whole code.' }),
  redeem: endpoint('POST', '/coupons/redeem', { body: z.strictObject({ code: line(40), note: prose(500).optional() }), response: Coupon, access: 'coupon.redeem', perMinute: 120, about: 'Takes a coupon in payment: of many at once exactly one wins, the others get 409. An expired one is refused.' }),
  revoke: endpoint('POST', '/coupons/:id/revoke', { params: Id, body: z.strictObject({ reason: prose(500), version: z.int() }), response: Coupon, access: 'coupon.revoke', about: 'Takes a coupon back that nobody has redeemed; its value goes back to where it came from.' }),
}

const Told = { aboutKind: z.string().nullable(), aboutId: z.uuid().nullable() }
export const LedgerPosted = event('ledger.posted', z.object({ key: z.string(), posting: z.string(), ...Told, entries: z.array(z.object({ accountId: z.uuid(), amount: z.int() })) }))
export const CouponIssued = event('coupon.issued', z.object({ ...Told, value: z.int(), expiresAt: z.string() }))
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
export const CouponRedeemed = event('coupon.redeemed', z.object({ ...Told, changed: Changed }))
/** Not redeemed and never to be: its value is free again. */
export const CouponReturned = event('coupon.returned', z.object({ ...Told, how: z.enum(['revoked', 'expired']), changed: Changed }))
