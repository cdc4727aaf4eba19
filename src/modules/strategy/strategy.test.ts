import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { cases } from '../cases/contract.ts'
import { customers } from '../customers/contract.ts'
import { outbox, wishes } from '../messages/contract.ts'
import { units } from '../people/contract.ts'
import { search } from '../search/contract.ts'
import { tasks } from '../tasks/contract.ts'
import { agreements } from '../teamwork/contract.ts'
import { needs, voices } from './contract.ts'
import { againstStage } from './rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
let product: Person
let productDepartment: string
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager', { name: '王经理' })
  agent = await house.hire('agent', { name: '陈首问' })
  product = await house.hire('department_liaison', { name: '产品小赵' })
  productDepartment = (await manager.call(units.makeDepartment, { body: { name: '产品部', liaisonId: product.id } })).id
})
afterAll(() => house.close())

let nth = 0
const phone = () => `138001${String(++nth).padStart(5, '0')}`
async function contact(subject: string, customer: { name: string; phone?: string; email?: string } = { name: `客户${nth}`, phone: phone() }) {
  return agent.call(cases.open, { body: { kind: 'consultation', subject, description: `${subject}，请转告产品部`, channel: 'phone', customer } })
}
const capture = (by: Person, body: object) => by.call(voices.capture, { body: body as never }).then(({ items }) => items)
const getNeed = (id: string, by = manager) => by.call(needs.need, { params: { id } })
/** A need that its department has answered. */
async function answered(title: string) {
  const of = await manager.call(needs.form, { body: { kind: 'need', title, departmentId: productDepartment } })
  const asked = await manager.call(needs.route, { params: { id: of.id }, body: { version: of.version } })
  const request = asked.requests[0] as (typeof asked.requests)[number]
  const { version } = await product.call(agreements.request, { params: { id: request.id } })
  await product.call(agreements.answerRequest, { params: { id: request.id }, body: { version, answer: '可以做' } })
  return getNeed(of.id)
}
const inProduction = async (title: string) => {
  const of = await answered(title)
  const accepted = await manager.call(needs.move, { params: { id: of.id }, body: { to: 'accepted', version: of.version, direction: '下一代加大字面板' } })
  return manager.call(needs.move, { params: { id: of.id }, body: { to: 'production', version: accepted.version, targetOn: '2026-06-01' } })
}

describe('the voice of customers', () => {
  test('STR-13: five contacts with the same need are one insight with count five, sent to the product department, whose answer shows', async () => {
    const heard = await Promise.all(['想要大字面板', '按钮太小看不清', '老人不会用触摸屏', '字能不能大一点', '建议做老人模式'].map((subject) => contact(subject)))
    const of = await manager.call(needs.form, { body: { kind: 'need', title: '洗衣机老人模式', departmentId: productDepartment } })
    const four = await capture(agent, { kind: 'need', cases: heard.slice(0, 4).map(({ id }) => id), product: '洗衣机', needId: of.id })
    expect(four).toMatchObject([{ words: '想要大字面板', case: { number: heard[0]?.number, seen: true }, channel: 'phone', need: { id: of.id } }, {}, {}, {}])
    await house.drain()
    expect(await getNeed(of.id)).toMatchObject({ voices: 4, customers: 4, requests: [], reply: null })
    await capture(agent, { kind: 'need', words: '我妈八十岁了，电话 13912345678，字太小', cases: [heard[4]?.id], needId: of.id })
    await house.drain()
    const full = await getNeed(of.id)
    expect(full).toMatchObject({ voices: 5, customers: 5, stage: 'gathered', reply: { department: { name: '产品部' }, contact: { name: '产品小赵' }, state: 'open' } })
    const request = full.requests[0] as (typeof full.requests)[number]
    expect((await product.call(tasks.list, { query: { whose: 'mine', aboutId: request.id } })).items).toMatchObject([{ path: `/department-requests/${request.id}` }])
    // A sixth voice asks nobody again.
    await capture(agent, { kind: 'need', words: '字大一点', needId: of.id })
    await house.drain()
    const found = async (q: string, more: { reply?: 'waiting' | 'none'; sort?: string } = {}, by = manager) => (await by.call(needs.needs, { query: { q, ...more } })).items.map(({ id }) => id)
    // By its title, in pinyin, by what one customer said, in any order and beside filters.
    for (const q of ['老人模式', 'xiyijilaoren', '看不清', '八十岁']) expect(await found(q), q).toEqual([of.id])
    expect([await found('老人模式', { sort: '-voices' }), await found('老人模式', { reply: 'waiting' }), await found('老人模式', { reply: 'none' }), await found('冰箱')]).toEqual([[of.id], [of.id], [], []])
    expect((await agent.call(search.find, { query: { q: '老人模式' } })).items.find(({ kind }) => kind === 'need')).toMatchObject({ path: `/needs/${of.id}` })
    expect((await getNeed(of.id)).requests).toHaveLength(1)
    const asked = await product.call(agreements.request, { params: { id: request.id } })
    expect(asked).toMatchObject({ subject: '洗衣机老人模式', about: null, record: { kind: 'need', id: of.id } })
    await product.call(agreements.answerRequest, { params: { id: request.id }, body: { version: asked.version, answer: '列入下一代产品' } })
    await house.drain()
    expect(await getNeed(of.id)).toMatchObject({ reply: { state: 'answered', answer: '列入下一代产品', inTime: true } })
    expect((await manager.call(needs.events, { params: { id: of.id } })).items.map(({ kind }) => kind)).toEqual(['need.formed', 'need.grew', 'need.grew', 'need.routed', 'need.grew', 'need.answered'])
    expect((await manager.call(needs.needs, { query: { reply: 'answered' } })).items.map(({ id }) => id)).toContain(of.id)
    // The department reads the words, and no customer or case behind them.
    const words = (await product.call(needs.voicesOf, { params: { id: of.id }, query: {} })).items
    expect(words).toHaveLength(6)
    expect(words.every((one) => one.customer === null && !one.case?.seen)).toBe(true)
    expect(words.map((one) => one.words).join('')).not.toContain('13912345678')
  })
  test('a voice without a need waits to be joined; what says the same is proposed', async () => {
    const [loose] = await capture(agent, { kind: 'suggestion', words: '希望热水器能用手机提前开' })
    expect((await manager.call(voices.voices, { query: { joined: 'false' } })).items.map(({ id }) => id)).toContain(loose?.id)
    await expect(capture(agent, { kind: 'need', words: '热水器远程开机', title: '热水器远程开机' })).rejects.toMatchObject({ status: 403, code: 'need.not-yours' })
    const of = await manager.call(voices.join, { body: { voiceIds: [loose?.id as string], title: '热水器手机远程开机' } })
    expect(of).toMatchObject({ title: '热水器手机远程开机', kind: 'suggestion', voices: 1 })
    expect((await agent.call(needs.candidates, { query: { text: '想用手机远程打开热水器' } })).items[0]).toMatchObject({ id: of.id })
    const other = await manager.call(voices.join, { body: { voiceIds: [loose?.id as string], title: '另一个' } })
    expect([(await getNeed(of.id)).voices, other.voices]).toEqual([0, 1])
  })
  test('many who join at once are all counted', async () => {
    const of = await manager.call(needs.form, { body: { kind: 'defect', title: '遥控器电池盖松' } })
    await Promise.all(Array.from({ length: 20 }, (_, n) => capture(n % 2 ? agent : manager, { kind: 'defect', words: `电池盖第 ${n} 次掉了`, needId: of.id })))
    expect((await getNeed(of.id)).voices).toBe(20)
  })
  test('is corrected by whoever wrote it down, and nobody else at their post', async () => {
    const [one] = await capture(agent, { kind: 'need', words: '想要分期' })
    const colleague = await house.hire('agent')
    await expect(colleague.call(voices.changeVoice, { params: { id: one?.id as string }, body: { version: 1, kind: 'market-signal' } })).rejects.toMatchObject({ status: 403, code: 'voice.not-yours' })
    const changed = await agent.call(voices.changeVoice, { params: { id: one?.id as string }, body: { version: 1, kind: 'market-signal' } })
    expect(changed).toMatchObject({ kind: 'market-signal', version: 2 })
    await agent.call(voices.removeVoice, { params: { id: changed.id } })
    expect((await agent.call(voices.voices, { query: { takenBy: 'me' } })).items.map(({ id }) => id)).not.toContain(changed.id)
    await expect(capture(agent, { kind: 'need' })).rejects.toMatchObject({ status: 400 })
  })
})

describe('from need to product', () => {
  test('each stage asks for what belongs to it', async () => {
    const of = await manager.call(needs.form, { body: { kind: 'need', title: '空调静音' } })
    const move = (to: string, more: object = {}) => manager.call(needs.move, { params: { id: of.id }, body: { to, version: of.version, ...more } as never })
    await expect(move('accepted')).rejects.toMatchObject({ status: 422, code: 'need.not-ready', problem: { errors: [{ path: 'departmentId', code: 'need.not-answered' }, { path: 'direction', code: 'need.direction-missing' }] } })
    await expect(move('production', { targetOn: '2026-06-01' })).rejects.toMatchObject({ status: 409, code: 'need.illegal-move' })
    await expect(move('declined')).rejects.toMatchObject({ code: 'need.not-ready', problem: { errors: [{ path: 'why', code: 'need.why-missing' }] } })
    await expect(agent.call(needs.move, { params: { id: of.id }, body: { to: 'declined', version: 1, why: '不做' } })).rejects.toMatchObject({ status: 403 })
    expect(await move('declined', { why: '成本过高' })).toMatchObject({ stage: 'declined', declinedWhy: '成本过高', next: ['gathered'] })
    const asked = await answered('净水器滤芯提醒')
    await expect(manager.call(needs.move, { params: { id: asked.id }, body: { to: 'accepted', version: asked.version, direction: ' ' } })).rejects.toMatchObject({ status: 400 })
    expect(againstStage('accepted', { answered: 1, open: 1, direction: true, targetOn: false, launchNote: false, why: false })).toEqual([{ path: 'departmentId', code: 'need.answer-awaited' }])
  })
  test('STR-14: at launch every originating customer with consent gets one notice, and no other', async () => {
    const of = await inProduction('洗衣机加大字面板')
    const withMail = await contact('字太小', { name: '愿意的客户', email: 'yes@customer.example' })
    const twice = await contact('还是字太小', { name: '愿意的客户', email: 'yes@customer.example' })
    const silent = await contact('看不清', { name: '没问过的客户', email: 'no@customer.example' })
    const callers = await contact('大字', { name: '只有电话', phone: phone() })
    const refuses = await contact('要大字', { name: '后来拒绝的客户', email: 'never@customer.example' })
    await capture(agent, { kind: 'need', cases: [withMail.id, twice.id, callers.id, refuses.id], tell: true, needId: of.id })
    await capture(agent, { kind: 'need', cases: [silent.id], needId: of.id })
    const point = (await manager.call(customers.get, { params: { id: refuses.customer?.id as string } })).contactPoints[0]?.id as string
    await manager.call(wishes.sayConsent, { params: { id: refuses.customer?.id as string }, body: { contactPointId: point, purpose: 'follow-up', state: 'withdrawn', source: '电话' } })
    const ready = await getNeed(of.id)
    expect(ready).toMatchObject({ voices: 5, customers: 4, wanting: 3 })
    const launch = () => manager.call(needs.move, { params: { id: of.id }, body: { to: 'launched', version: ready.version, launchNote: '新款已带老人模式' } })
    const tries = await Promise.allSettled([launch(), launch(), launch()])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await house.drain()
    await house.drain()
    const done = await getNeed(of.id)
    expect(done.notices.map(({ customer, state }) => [customer?.name, state]).toSorted()).toEqual([['只有电话', 'no-address'], ['后来拒绝的客户', 'refused'], ['愿意的客户', 'held']])
    const sent = (await manager.call(outbox.list, { query: { aboutId: of.id } })).items
    expect(sent.filter(({ state }) => state !== 'refused')).toMatchObject([{ template: 'need-launched', automatic: true, purpose: 'follow-up' }])
    const whole = await manager.call(outbox.get, { params: { id: sent.find(({ state }) => state !== 'refused')?.id as string } })
    expect(whole.text).toContain('新款已带老人模式')
    await expect(capture(agent, { kind: 'need', words: '晚了', needId: of.id })).rejects.toMatchObject({ status: 409, code: 'need.is-over' })
  })
})
