import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { sql as raw } from 'kysely'
import { systemActor } from '../../../kernel/actors.ts'
import { ApiError } from '../../../kernel/client.ts'
import { cases } from '../../cases/contract.ts'
import { customers } from '../../customers/contract.ts'
import { ledger } from '../../ledger/contract.ts'
import { ledgerModule } from '../../ledger/index.ts'
import { notifications, staff } from '../../people/contract.ts'
import { tasks } from '../../tasks/contract.ts'
import { complaints } from '../contract.ts'
import { complaintCourse } from '../course/contract.ts'
import { complaintsModule } from '../index.ts'
import { budgets, remedies } from './contract.ts'
import type { Remedy } from './contract.ts'
import { needsApproval, nextOf, REMEDY_DEEDS, REMEDY_STATES } from './rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let agent: Person
let lead: Person
let manager: Person
beforeAll(async () => {
  house = await openWholeHouse()
  const { id: teamId } = await house.team('投诉组')
  manager = await house.hire('cs_manager')
  lead = await house.hire('team_lead', { teamId })
  agent = await house.hire('agent', { teamId })
  const admin = await house.hire('system_admin')
  for (const [person, managerId] of [[agent, lead.id], [lead, manager.id]] as const) {
    const { version } = await admin.call(staff.get, { params: { id: person.id } })
    await admin.call(staff.change, { params: { id: person.id }, body: { version, managerId } })
  }
})
afterAll(() => house.close())

const refusal = async (going: Promise<unknown>) => going.then(() => { throw new Error('was not refused') }, (error: unknown) => { if (error instanceof ApiError) return error.problem; throw error })
let nth = 0
const customer = () => agent.call(customers.add, { body: { type: 'person', name: `林小满${++nth}`, contactPoints: [{ kind: 'phone', value: `1390000${1000 + nth}` }] } })
/** A complaint whose customer was heard. */
async function complaint({ customerId, kind = 'complaint', record = true }: { customerId?: string; kind?: 'complaint' | 'grumble'; record?: boolean } = {}) {
  const of = customerId ?? (await customer()).id
  const { id, number } = await agent.call(cases.open, { body: { kind, subject: '洗衣机漏水', description: '用了三天就漏水', channel: 'phone', customerId: of } })
  if (kind === 'complaint') {
    if (record) await agent.call(complaintCourse.keepRecord, { params: { id }, body: { demand: '退 150 元', interest: '不想再等一个星期' } as never })
    const { version } = await agent.call(cases.get, { params: { id } })
    await agent.call(cases.move, { params: { id }, body: { to: 'confirmed', version } })
  }
  return { id, number, customerId: of }
}
const propose = (id: string, body: Record<string, unknown>, by: Person = agent) => by.call(remedies.proposeRemedy, { params: { id }, body: { option: 'compensate', plan: '补偿误工', ...body } as never })
const say = (it: Remedy, answer: 'accepted' | 'declined' = 'accepted', words = '可以') => agent.call(remedies.answerRemedy, { params: { id: it.id }, body: { answer, words, version: it.version } })
const carryOut = (it: Remedy) => agent.call(remedies.carryOutRemedy, { params: { id: it.id }, body: { version: it.version } })
const decide = (it: Remedy, by: Person, approve = true, note?: string) => by.call(remedies.decideRemedy, { params: { id: it.id }, body: { approve, version: it.version, ...(note ? { note } : {}) } })
async function broken() {
  const found: string[] = []
  for (const { name, sql } of [...ledgerModule.invariants ?? [], ...complaintsModule.invariants ?? []]) if ((await house.work.read(systemActor, 'test', (ctx) => raw.raw(sql).execute(ctx.db))).rows.length) found.push(name)
  return found
}

describe('a solution', () => {
  test('is chosen from a catalogue that a company extends, and offered, accepted and carried out (CMP-10)', async () => {
    const { id } = await complaint()
    const { options, limit, missing } = await agent.call(remedies.remediesOfCase, { params: { id } })
    expect(options.map(({ key }) => key)).toEqual(['explain', 'repair', 'redo', 'replace', 'refund', 'compensate', 'goodwill'])
    expect({ limit, missing }).toEqual({ limit: 200, missing: [] })
    const ready = await propose(id, { option: 'repair', plan: '明天上午上门更换门封' })
    expect(ready).toMatchObject({ state: 'ready', amount: null, may: ['offer', 'answer', 'withdraw'] })
    const offered = await agent.call(remedies.offerRemedy, { params: { id: ready.id }, body: { version: ready.version } })
    const accepted = await say(offered)
    expect(accepted).toMatchObject({ state: 'accepted', answer: 'accepted', answerWords: '可以' })
    expect((await agent.call(tasks.list, { query: { sourceKind: 'remedy', sourceId: ready.id } })).items).toMatchObject([{ path: `/remedies/${ready.id}`, owner: { id: agent.id } }])
    expect(await carryOut(accepted)).toMatchObject({ state: 'done', may: [] })
    expect((await agent.call(cases.events, { params: { id } })).items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['complaint.remedy-proposed', 'complaint.remedy-offered', 'complaint.remedy-answered', 'complaint.remedy-done']))
    expect(await refusal(propose(id, { option: 'repair', amount: 50 }))).toMatchObject({ status: 400, errors: [{ path: 'amount', code: 'remedy.costs-nothing' }] })
    expect(await refusal(propose(id, { option: 'magic' }))).toMatchObject({ status: 400, errors: [{ path: 'option', code: 'remedy.unknown-option' }] })
    expect(await refusal(propose(id, { amount: 50 }))).toMatchObject({ status: 400, errors: [{ path: 'way', code: 'remedy.needs-way' }] })
  })
  test('needs demand and interest first (CMP-08), and is none while the customer is still being heard (CMP-06)', async () => {
    const { id } = await complaint({ record: false })
    expect(await refusal(propose(id, { option: 'repair' }))).toMatchObject({ status: 422, code: 'remedy.needs-record', errors: [{ path: 'demand', code: 'remedy.needs-demand' }, { path: 'interest', code: 'remedy.needs-interest' }] })
    const heard = await agent.call(cases.open, { body: { kind: 'complaint', subject: '漏水', description: '漏水', channel: 'phone' } })
    await agent.call(cases.claim, { params: { id: heard.id }, body: {} })
    await agent.call(complaintCourse.keepRecord, { params: { id: heard.id }, body: { demand: '退款', interest: '放心' } as never })
    expect(await refusal(propose(heard.id, { option: 'explain' }))).toMatchObject({ status: 422, code: 'remedy.still-listening' })
    const grumble = await complaint({ kind: 'grumble' })
    expect(await propose(grumble.id, { option: 'explain' })).toMatchObject({ state: 'ready' })
  })
  test('that the customer declines says why, and what was asked, offered and accepted stands side by side', async () => {
    const { id } = await complaint()
    const first = await propose(id, { way: 'refund', asked: 300, amount: 80 })
    expect(await refusal(agent.call(remedies.answerRemedy, { params: { id: first.id }, body: { answer: 'declined', version: first.version } }))).toMatchObject({ status: 400, errors: [{ path: 'words', code: 'remedy.needs-reason' }] })
    expect(await say(first, 'declined', '太少了')).toMatchObject({ state: 'declined', asked: 300, amount: 80, accepted: null, answerWords: '太少了' })
    const second = await say(await propose(id, { way: 'refund', asked: 300, amount: 150.5 }))
    expect(second).toMatchObject({ asked: 300, amount: 150.5, accepted: 150.5 })
    expect(await refusal(say(second))).toMatchObject({ status: 409, code: 'remedy.moved-on' })
    expect(await broken()).toEqual([])
  })
})

describe('authority', () => {
  test('beyond one’s limit somebody up the line decides, who sees the history; nobody decides their own (CMP-10, CMP-16, ORG-14)', async () => {
    const before = await complaint()
    await carryOut(await say(await propose(before.id, { way: 'coupon', amount: 50 })))
    const { id, number } = await complaint({ customerId: before.customerId })
    const asked = await propose(id, { way: 'refund', asked: 1_200, amount: 900 })
    expect(asked).toMatchObject({ state: 'asked', limit: 200, approver: { id: lead.id }, may: ['withdraw'] })
    expect(await refusal(decide(asked, agent))).toMatchObject({ status: 403 })
    const [task] = (await lead.call(tasks.list, { query: { sourceKind: 'remedy', sourceId: asked.id } })).items
    expect(task).toMatchObject({ owner: { id: lead.id }, path: `/remedies/${asked.id}`, byHand: false })
    expect(await lead.call(remedies.remedyBackground, { params: { id: asked.id } })).toMatchObject({
      demand: '退 150 元', interest: '不想再等一个星期', liability: 'undetermined', complaints: 2, allowance: { taken: 50, cap: 3_000 }, ofCase: [], ofCustomer: [{ option: { key: 'compensate' }, amount: 50, state: 'done' }],
    })
    expect(await refusal(decide(asked, lead, false))).toMatchObject({ status: 400, errors: [{ path: 'note', code: 'remedy.needs-reason' }] })
    const ready = await decide(asked, lead, true, '同意，走退款')
    expect(ready).toMatchObject({ state: 'ready', decidedBy: { id: lead.id }, decisionNote: '同意，走退款' })
    expect((await agent.call(notifications.recent, { query: {} })).items).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'remedy.notice-approved', subjectId: asked.id, params: { number } })]))
    expect((await lead.call(tasks.get, { params: { id: task?.id ?? '' } })).state).toBe('done')
    const own = await propose(id, { way: 'refund', amount: 12_000 }, lead).catch((error: unknown) => (error as ApiError).problem)
    // Beyond the customer's year it is not even asked for.
    expect(own).toMatchObject({ status: 422, code: 'compensation.over-yearly-cap', errors: [{ path: 'amount' }] })
  })
  test('is of a whole complaint: many small solutions don’t walk round it, nor two yeses at once (CMP-10, ORG-14)', async () => {
    const { id } = await complaint()
    expect(await propose(id, { way: 'coupon', amount: 150 })).toMatchObject({ state: 'ready', limit: 200 })
    expect((await agent.call(remedies.remediesOfCase, { params: { id } })).limit).toBe(50)
    expect(await propose(id, { way: 'coupon', amount: 50 })).toMatchObject({ state: 'ready', limit: 50 })
    expect(await propose(id, { way: 'coupon', amount: 0.01 })).toMatchObject({ state: 'asked', limit: 0, approver: { id: lead.id } })
    const nameless = await agent.call(cases.open, { body: { kind: 'grumble', subject: '匿名投诉', description: '洗衣机漏水', channel: 'phone' } })
    const asked = await Promise.all([5_000, 5_001].map((amount) => propose(nameless.id, { way: 'refund', amount })))
    const decided = await Promise.all(asked.map((one) => decide(one, lead).then(() => 'yes', (error: unknown) => (error as ApiError).problem?.code)))
    expect(decided.toSorted()).toEqual(['remedy.beyond-your-limit', 'yes'])
  })
  test('a lead is no judge of their own proposal, nor of what goes beyond their own limit', async () => {
    const { id } = await complaint()
    const own = await propose(id, { way: 'gift', gift: '保温杯', amount: 60, support: '请经理出面致歉' }, lead)
    expect(own).toMatchObject({ state: 'asked', support: '请经理出面致歉', approver: { id: manager.id } })
    expect(await refusal(decide(own, lead))).toMatchObject({ status: 403, code: 'remedy.proposer-never-decides' })
    expect(await decide(own, manager, false, '先不送')).toMatchObject({ state: 'refused' })
  })
  test('whom the complaint is about neither proposes nor decides', async () => {
    const { id } = await complaint()
    await manager.call(complaints.nameAccused, { params: { id }, body: { staffIds: [lead.id] } })
    const asked = await propose(id, { way: 'refund', amount: 400 })
    expect(asked.approver).toMatchObject({ id: manager.id })
    expect(await refusal(decide(asked, lead))).toMatchObject({ status: 422, code: 'complaint.accused-never-judges' })
    expect(await refusal(propose(id, { option: 'explain' }, lead))).toMatchObject({ status: 422, code: 'complaint.accused-never-judges' })
  })
  test('what waits for somebody whom the complaint turns out to be about is decided by the next above, with its task', async () => {
    const { id } = await complaint()
    const asked = await propose(id, { way: 'refund', amount: 400 })
    expect(asked).toMatchObject({ state: 'asked', approver: { id: lead.id } })
    const waiting = async (who: typeof lead) => (await who.call(tasks.list, { query: { whose: 'mine', sourceId: asked.id, state: 'open' } })).items.length
    expect([await waiting(lead), await waiting(manager)]).toEqual([1, 0])
    await manager.call(complaints.nameAccused, { params: { id }, body: { staffIds: [lead.id] } })
    const now = await manager.call(remedies.getRemedy, { params: { id: asked.id } })
    expect(now).toMatchObject({ state: 'asked', approver: { id: manager.id } })
    expect([await waiting(lead), await waiting(manager)]).toEqual([0, 1])
    expect(await decide(now, manager)).toMatchObject({ state: 'ready' })
  })
  test('whoever sees neither the case nor a proposal for them finds nothing', async () => {
    const { id } = await complaint()
    await agent.call(cases.claim, { params: { id }, body: {} })
    const it = await propose(id, { way: 'coupon', amount: 10 })
    const stranger = await house.hire('agent', { teamId: (await house.team('别的组')).id })
    expect(await refusal(stranger.call(remedies.getRemedy, { params: { id: it.id } }))).toMatchObject({ status: 404, code: 'remedy.not-found' })
    expect((await stranger.call(remedies.listRemedies, { query: {} })).items).toEqual([])
    expect((await agent.call(remedies.listRemedies, { query: { proposer: 'me', state: 'ready' } })).items.map((one) => one.id)).toContain(it.id)
  })
})

describe('compensation', () => {
  test('a coupon is issued once, seen on the customer’s page and redeemed exactly once (CMP-16)', async () => {
    const { id, customerId } = await complaint()
    const accepted = await say(await propose(id, { way: 'coupon', amount: 100, condition: '满 200 元可用' }))
    const both = await Promise.all([carryOut(accepted), carryOut(accepted)].map((one) => one.then(() => 'done', (error: unknown) => (error as ApiError).status)))
    expect(both.sort()).toEqual([409, 'done'])
    const seen = await agent.call(remedies.redressOfCustomer, { params: { id: customerId } })
    expect(seen).toMatchObject({ allowance: { taken: 100, cap: 3_000 }, coupons: [{ value: 10_000, state: 'issued', condition: '满 200 元可用' }], items: [{ state: 'done', way: 'coupon' }] })
    const code = seen.coupons[0]?.code ?? ''
    const tries = await Promise.all(Array.from({ length: 8 }, () => agent.call(ledger.redeem, { body: { code } }).then(() => 200, (error: unknown) => (error as ApiError).status)))
    expect(tries.sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
    expect(await broken()).toEqual([])
  })
  test('coupons and points need a customer to whom they belong', async () => {
    const { id } = await agent.call(cases.open, { body: { kind: 'complaint', subject: '门店态度差', description: '不愿留名', channel: 'phone' } })
    await agent.call(complaintCourse.keepRecord, { params: { id }, body: { demand: '道歉' } as never })
    const { version } = await agent.call(cases.get, { params: { id } })
    await agent.call(cases.move, { params: { id }, body: { to: 'confirmed', version } })
    for (const way of ['coupon', 'points']) expect(await refusal(propose(id, { way, amount: 20 }))).toMatchObject({ status: 400, errors: [{ path: 'way', code: 'remedy.needs-customer' }] })
    expect(await agent.call(remedies.remediesOfCase, { params: { id } })).toMatchObject({ items: [] })
  })
  test('points are given to the customer’s account', async () => {
    const { id, customerId } = await complaint()
    const it = await propose(id, { way: 'points', amount: 30 })
    expect(it).toMatchObject({ points: 3_000 })
    await carryOut(await say(it))
    expect(await agent.call(remedies.redressOfCustomer, { params: { id: customerId } })).toMatchObject({ points: { balance: 3_000, next: { amount: 3_000 } } })
  })
  test('a gesture of goodwill waits for no answer', async () => {
    const { id } = await complaint()
    const it = await propose(id, { option: 'goodwill', way: 'gift', gift: '鲜花', amount: 60 })
    expect(it.may).toEqual(['carry-out', 'withdraw'])
    expect(await carryOut(it)).toMatchObject({ state: 'done', gift: '鲜花' })
  })
  test('the cap of a customer’s year holds, however many ask at once, and what is taken back is free again (CMP-16)', async () => {
    const customerId = (await customer()).id
    const of = await Promise.all(Array.from({ length: 6 }, () => complaint({ customerId })))
    const asked = await Promise.all(of.map(({ id }) => propose(id, { way: 'refund', amount: 700 })))
    // Each fits when it is asked for; together they do not.
    const decided = await Promise.all(asked.map((one) => decide(one, lead).then(() => 200, (error: unknown) => (error as ApiError).problem?.code ?? 'failed')))
    expect(decided.filter((one) => one === 200)).toHaveLength(4)
    expect(decided.filter((one) => one === 'compensation.over-yearly-cap')).toHaveLength(2)
    const { allowance, items } = await agent.call(remedies.redressOfCustomer, { params: { id: customerId } })
    expect(allowance).toMatchObject({ taken: 2_800, cap: 3_000 })
    const ready = items.find((one) => one.state === 'ready') as Remedy
    await agent.call(remedies.withdrawRemedy, { params: { id: ready.id }, body: { reason: '客户撤诉', version: ready.version } })
    expect((await agent.call(remedies.redressOfCustomer, { params: { id: customerId } })).allowance.taken).toBe(2_100)
    expect(await broken()).toEqual([])
  })
  test('what was granted before it was known whose complaint it was counts in that customer’s year (CMP-16)', async () => {
    const { id } = await agent.call(cases.open, { body: { kind: 'grumble', subject: '匿名投诉', description: '洗衣机漏水', channel: 'phone' } })
    const first = await propose(id, { way: 'refund', amount: 150 })
    const customerId = (await customer()).id
    const { version } = await agent.call(cases.get, { params: { id } })
    await agent.call(cases.change, { params: { id }, body: { version, customerId } })
    await house.drain()
    expect((await agent.call(remedies.redressOfCustomer, { params: { id: customerId } })).allowance.taken).toBe(150)
    const right = (await customer()).id
    await agent.call(cases.change, { params: { id }, body: { version: version + 1, customerId: right } })
    await house.drain()
    const taken = async (who: string) => (await agent.call(remedies.redressOfCustomer, { params: { id: who } })).allowance.taken
    expect([await taken(customerId), await taken(right)]).toEqual([0, 150])
    await agent.call(remedies.withdrawRemedy, { params: { id: first.id }, body: { reason: '客户撤诉', version: (await agent.call(remedies.getRemedy, { params: { id: first.id } })).version } })
    expect(await taken(right)).toBe(0)
    expect(await broken()).toEqual([])
  })
  test('comes out of a budget once there is one, never beyond it, and an unused coupon goes back into it', async () => {
    const budget = await manager.call(budgets.makeBudget, { body: { name: '2026 年售后补偿', amount: 500, note: '全年' } })
    expect(await refusal(agent.call(budgets.makeBudget, { body: { name: 'x', amount: 1 } }))).toMatchObject({ status: 403 })
    const left = async () => (await manager.call(budgets.listBudgets, {})).items.find((one) => one.id === budget.id)
    const of = await Promise.all(Array.from({ length: 5 }, () => complaint()))
    const done = await Promise.all(of.map(({ id }) => propose(id, { way: 'coupon', amount: 150 }).catch((error: unknown) => (error as ApiError).problem)))
    const good = done.filter((one): one is Remedy => one !== undefined && 'state' in one)
    expect(good).toHaveLength(3)
    expect(done.filter((one) => one && 'code' in one && one.code === 'compensation.over-budget')).toHaveLength(2)
    expect(await left()).toMatchObject({ granted: 500, spent: 450, left: 50 })
    await say(good[0] as Remedy, 'declined', '不要券')
    expect(await left()).toMatchObject({ spent: 300, left: 200 })
    const given = await carryOut(await say(good[1] as Remedy))
    await lead.call(ledger.revoke, { params: { id: given.coupon?.id ?? '' }, body: { reason: '发错', version: given.coupon?.version ?? 0 } })
    await house.drain()
    expect(await left()).toMatchObject({ spent: 150, left: 350 })
    await manager.call(budgets.grantBudget, { params: { id: budget.id }, body: { amount: 100, lastDay: '2026-12-31' } })
    const more = await left()
    expect(more).toMatchObject({ granted: 600, left: 450, next: { amount: 100 } })
    await manager.call(budgets.changeBudget, { params: { id: budget.id }, body: { active: false, version: more?.version ?? 0 } })
    expect(await broken()).toEqual([])
  })
})

test('what may follow what: nothing after the end, and a goodwill gesture is not asked about', () => {
  for (const state of ['refused', 'declined', 'done', 'withdrawn'] as const) expect(REMEDY_DEEDS.filter((deed) => nextOf(deed, state, false) || nextOf(deed, state, true))).toEqual([])
  for (const state of REMEDY_STATES) expect(nextOf('answer', state, true)).toBe(false)
  expect([needsApproval(20_000, 20_000, false, false), needsApproval(20_001, 20_000, false, false), needsApproval(null, 0, false, false), needsApproval(1, 5, false, true), needsApproval(1, 5, true, false)]).toEqual([false, true, false, true, true])
})
