import fc from 'fast-check'
import { sql as raw } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { systemActor } from '../../kernel/actors.ts'
import { ApiError } from '../../kernel/client.ts'
import { AppError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import type { Ctx } from '../../kernel/context.ts'
import { ledger } from './contract.ts'
import { accountOf, accountsById, houseAccount, issueCoupon, ledgerModule, post, reverse } from './index.ts'
import { asCode, codeInGroups, drawFrom } from './rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let manager: Awaited<ReturnType<typeof house.hire>>
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
})
afterAll(() => house.close())

const unit = <T>(run: (ctx: Ctx) => Promise<T>) => house.work.unit(systemActor, 'test', run)
const points = (): Promise<string> => house.work.unit(systemActor, 'test', (ctx) => accountOf(ctx, { kind: 'points', ownerKind: 'customer', ownerId: newId(), unit: 'points' }))
let nth = 0
const give = (accountId: string, amount: number, { expiresAt, key = `give:${++nth}` }: { expiresAt?: Date; key?: string } = {}) =>
  unit(async (ctx) => post(ctx, { key, kind: 'points', entries: [{ accountId: await houseAccount(ctx, 'given', 'points'), amount: -amount }, { accountId, amount, expiresAt }] }))
const spend = (accountId: string, amount: number, key = `spend:${++nth}`) =>
  unit(async (ctx) => post(ctx, { key, kind: 'paid', entries: [{ accountId, amount: -amount }, { accountId: await houseAccount(ctx, 'spent', 'points'), amount }] }))
const balance = async (accountId: string) => (await house.work.read(systemActor, 'test', (ctx) => accountsById(ctx, [accountId])))[0]?.balance
const days = (n: number) => new Date(house.clock.now().getTime() + n * 86_400_000)
const code = (going: Promise<unknown>) => going.then(() => 'done', (error: unknown) => { if (error instanceof AppError || error instanceof ApiError) return error.code; throw error })
/** The clock strikes. */
const strike = () => unit(async (ctx) => { for (const { run } of ledgerModule.beats ?? []) await run(ctx) })
/** What `verify` would find. */
async function broken() {
  const found: string[] = []
  for (const { name, sql } of ledgerModule.invariants ?? []) if ((await house.work.read(systemActor, 'test', (ctx) => raw.raw(sql).execute(ctx.db))).rows.length) found.push(name)
  return found
}

describe('postings', () => {
  test('earned 100, spent 30, the rest expires (CAR-06)', async () => {
    const account = await points()
    await give(account, 100, { expiresAt: days(30) })
    await spend(account, 30)
    expect(await balance(account)).toBe(70)
    house.clock.pass(31 * 86_400)
    expect(await balance(account)).toBe(0)
    expect(await code(spend(account, 1))).toBe('ledger.insufficient')
    await strike()
    expect(await balance(account)).toBe(0)
    expect(await broken()).toEqual([])
  })
  test('spend first what expires first, and a reversal gives it back with its day', async () => {
    const account = await points()
    await give(account, 50, { expiresAt: days(60) })
    await give(account, 50, { expiresAt: days(10) })
    await spend(account, 60, 'spend:lots')
    house.clock.pass(11 * 86_400)
    expect(await balance(account)).toBe(40)
    await unit((ctx) => reverse(ctx, { key: 'back:lots', of: 'spend:lots', kind: 'remedy-back' }))
    // Fifty of the sixty had ten days to live, which are over.
    expect(await balance(account)).toBe(50)
    await unit((ctx) => reverse(ctx, { key: 'back:lots-again', of: 'spend:lots', kind: 'remedy-back' }))
    expect(await balance(account)).toBe(50)
    await strike()
    expect(await broken()).toEqual([])
  })
  test('the same key posts once; what does not balance is not posted', async () => {
    const account = await points()
    await Promise.all([give(account, 10, { key: 'once' }), give(account, 10, { key: 'once' })])
    expect(await balance(account)).toBe(10)
    await expect(unit((ctx) => post(ctx, { key: 'askew', kind: 'paid', entries: [{ accountId: account, amount: 5 }] }))).rejects.toThrow('balance')
  })
  test('whatever is done at once, nothing is below zero, nothing is lost, and every success is counted', async () => {
    const deed = fc.record({ from: fc.nat(2), to: fc.nat(2), amount: fc.integer({ min: 1, max: 60 }), back: fc.boolean() })
    await fc.assert(fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 24 }), async (deeds) => {
      const accounts = await Promise.all([points(), points(), points()]) as [string, string, string]
      await Promise.all(accounts.map((account) => give(account, 100)))
      const net = [100, 100, 100]
      await Promise.all(deeds.filter(({ from, to }) => from !== to).map(async ({ from, to, amount, back }) => {
        const key = `move:${++nth}`
        const done = await code(unit((ctx) => post(ctx, { key, kind: 'paid', entries: [{ accountId: accounts[from] as string, amount: -amount }, { accountId: accounts[to] as string, amount }] })))
        if (done === 'ledger.insufficient') return
        expect(done).toBe('done')
        net[from]! -= amount; net[to]! += amount
        if (back && await code(unit((ctx) => reverse(ctx, { key: `back:${key}`, of: key, kind: 'remedy-back' }))) === 'done') { net[from]! += amount; net[to]! -= amount }
      }))
      expect(await Promise.all(accounts.map(balance))).toEqual(net)
      expect(net.every((one) => one >= 0)).toBe(true)
    }), { numRuns: 8 })
    expect(await broken()).toEqual([])
  })
  test('are read with their history by whoever may', async () => {
    const account = await points()
    await give(account, 20, { expiresAt: days(5) })
    await spend(account, 5)
    expect((await manager.call(ledger.entries, { params: { id: account }, query: {} })).items.map(({ amount, balanceAfter }) => [amount, balanceAfter])).toEqual([[-5, 15], [20, 20]])
    expect(await manager.call(ledger.account, { params: { id: account } })).toMatchObject({ balance: 15, unit: 'points', next: { amount: 15 } })
    const agent = await house.hire('agent')
    expect(await code(agent.call(ledger.account, { params: { id: account } }))).toBe('auth.forbidden')
  })
})

describe('a coupon', () => {
  const budget = () => unit(async (ctx) => {
    const account = await accountOf(ctx, { kind: 'budget', ownerKind: 'test', ownerId: newId(), unit: 'cny' })
    await post(ctx, { key: `grant:${++nth}`, kind: 'granted', entries: [{ accountId: await houseAccount(ctx, 'granted', 'cny'), amount: -100_00 }, { accountId: account, amount: 100_00 }] })
    return account
  })
  const issue = (from: string, value = 30_00) => unit((ctx) => issueCoupon(ctx, { from, value, holder: { kind: 'customer', id: newId() }, about: { kind: 'test', id: newId() }, expiresAt: days(30) }))
  test('is redeemed exactly once, whoever comes at the same moment; the second is refused (CAR-08)', async () => {
    const { id, code: word } = await issue(await budget())
    const tries = await Promise.all(Array.from({ length: 12 }, (_, n) => code(manager.call(ledger.redeem, { body: { code: n % 2 ? word : codeInGroups(word).toLowerCase() } }))))
    expect(tries.filter((one) => one === 'done')).toHaveLength(1)
    expect(tries.filter((one) => one === 'coupon.redeemed-already')).toHaveLength(11)
    expect((await manager.call(ledger.coupons, { query: { code: word } })).items).toMatchObject([{ id, state: 'redeemed', may: [] }])
    expect(await broken()).toEqual([])
  })
  test('is refused when it has expired, and its value is back where it came from', async () => {
    const from = await budget()
    const { code: word } = await issue(from)
    expect(await balance(from)).toBe(70_00)
    house.clock.pass(31 * 86_400)
    expect(await code(manager.call(ledger.redeem, { body: { code: word } }))).toBe('coupon.expired')
    await strike()
    expect(await balance(from)).toBe(100_00)
    expect((await manager.call(ledger.coupons, { query: { code: word } })).items).toMatchObject([{ state: 'expired' }])
  })
  test('is taken back with a reason, and then good for nothing', async () => {
    const from = await budget()
    const { id, version, code: word } = await issue(from)
    await manager.call(ledger.revoke, { params: { id }, body: { reason: '发错客户', version } })
    expect(await balance(from)).toBe(100_00)
    expect(await code(manager.call(ledger.redeem, { body: { code: word } }))).toBe('coupon.was-revoked')
    expect(await code(manager.call(ledger.redeem, { body: { code: 'NO-SUCH-CODE' } }))).toBe('coupon.not-found')
  })
  test('is not issued beyond what there is', async () => {
    expect(await code(issue(await budget(), 100_01))).toBe('ledger.insufficient')
  })
})

test('what a lot order gives is what the first lots have', () => {
  fc.assert(fc.property(fc.array(fc.nat(50), { maxLength: 8 }), fc.integer({ min: 1, max: 300 }), (lots, amount) => {
    const draws = drawFrom(lots.map((remaining, at) => ({ id: `${at}`, remaining })), amount)
    const sum = lots.reduce((a, b) => a + b, 0)
    if (sum < amount) return draws === undefined
    const taken = new Map(draws?.map((one) => [Number(one.lotId), one.amount]))
    const last = Math.max(...taken.keys())
    return [...taken.values()].reduce((a, b) => a + b, 0) === amount && lots.every((remaining, at) => at < last ? (taken.get(at) ?? 0) === remaining : at > last ? !taken.has(at) : true)
  }))
  expect(asCode(codeInGroups('7K3M9QXT2B4D').toLowerCase())).toBe('7K3M9QXT2B4D')
})
