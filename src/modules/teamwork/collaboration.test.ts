import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { strike } from '../../kernel/jobs.ts'
import { cases } from '../cases/contract.ts'
import { notifications, staff, units } from '../people/contract.ts'
import { tasks } from '../tasks/contract.ts'
import { agreements } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
let colleague: Person
let product: Person
let finance: Person
let productDepartment: string
let financeDepartment: string
const beats = async () => {
  for (const one of house.house.flatMap((module) => module.beats ?? []).filter(({ name }) => /^(tasks|clocks)\./.test(name))) await strike(house.work, one)
  await house.drain()
}

beforeAll(async () => {
  house = await openWholeHouse()
  const hr = await house.hire('hr')
  manager = await house.hire('cs_manager', { name: '王经理' })
  agent = await house.hire('agent', { name: '陈首问' })
  colleague = await house.hire('agent', { name: '林二' })
  product = await house.hire('department_liaison', { name: '产品小赵' })
  finance = await house.hire('department_liaison', { name: '财务小钱' })
  const service = (await manager.call(units.makeDepartment, { body: { name: '客服部' } })).id
  productDepartment = (await manager.call(units.makeDepartment, { body: { name: '产品部', liaisonId: product.id } })).id
  financeDepartment = (await manager.call(units.makeDepartment, { body: { name: '财务部', liaisonId: finance.id } })).id
  for (const [who, departmentId] of [[agent, service], [colleague, service], [product, productDepartment], [finance, financeDepartment]] as const) {
    const { version } = await hr.call(staff.get, { params: { id: who.id } })
    await hr.call(staff.change, { params: { id: who.id }, body: { version, departmentId } })
  }
})
afterAll(() => house.close())

/** A case that the agent took in by telephone and handles. */
async function ownCase(priority: 'normal' | 'urgent' = 'normal') {
  const { id } = await agent.call(cases.open, { body: { kind: 'consultation', subject: '净水器滤芯能否通用', description: '客户问两代滤芯能否互换', channel: 'phone', priority, customer: { name: '李雷', phone: '13800138000' } } })
  return agent.call(cases.claim, { params: { id }, body: {} })
}
const told = async (who: Person, id: string) => { await house.drain(); return (await who.call(notifications.recent, { query: {} })).items.filter((one) => one.subjectId === id).map(({ code }) => code) }

describe('a department helps with a case', () => {
  test('CAS-09: the accountable owner stays, and the customer is told of one named contact', async () => {
    const before = await ownCase()
    const asked = await agent.call(agreements.askAboutCase, { params: { id: before.id }, body: { departmentId: productDepartment, subject: '二代滤芯能否装在一代机上', details: '请确认接口尺寸', guidance: '产品部正在核实，期间由我陈首问与您联系。' } })
    const after = await agent.call(cases.get, { params: { id: before.id } })
    expect(after).toMatchObject({ handler: { id: agent.id }, firstResponder: { id: agent.id }, offered: null, transfers: 0 })
    expect((await agent.call(cases.messages, { params: { id: before.id }, query: {} })).items[0]).toMatchObject({ visibility: 'public', body: '产品部正在核实，期间由我陈首问与您联系。', author: { name: '陈首问' } })
    expect(asked).toMatchObject({ state: 'open', within: '1d', answering: { name: '产品部' }, asking: { name: '客服部' }, contact: { id: product.id }, keeper: { id: agent.id, name: '陈首问' }, toldCustomer: true, about: { number: before.number, seen: true } })
    expect((await product.call(tasks.list, { query: { whose: 'mine', aboutId: asked.id } })).items).toMatchObject([{ path: `/department-requests/${asked.id}`, byHand: false, dueAt: asked.dueAt }])
    await product.call(agreements.answerRequest, { params: { id: asked.id }, body: { version: asked.version, answer: '不能，接口不同' } })
    expect(await told(agent, asked.id)).toEqual(['department-request.notice-answered'])
    expect((await agent.call(agreements.aboutCase, { params: { id: before.id } })).items).toMatchObject([{ state: 'answered', answer: '不能，接口不同', answeredBy: { name: '产品小赵' }, inTime: true }])
    expect((await product.call(tasks.list, { query: { whose: 'mine', aboutId: asked.id } })).items).toEqual([])
  })

  test('ORG-17: a liaison sees only what is addressed to their department, and of the case neither its page nor its customer', async () => {
    const of = await ownCase()
    const toProduct = await agent.call(agreements.askAboutCase, { params: { id: of.id }, body: { departmentId: productDepartment, subject: '请产品部核实，客户电话13800138000' } })
    const toFinance = await agent.call(agreements.askAboutCase, { params: { id: of.id }, body: { departmentId: financeDepartment, subject: '请财务部核实' } })
    const seen = (await product.call(agreements.requests, { query: { state: 'open' } })).items
    expect(seen.map(({ id }) => id)).toContain(toProduct.id)
    expect(seen.every(({ answering }) => answering.id === productDepartment)).toBe(true)
    expect((await product.raw('GET', `/department-requests/${toFinance.id}`)).json()).toMatchObject({ status: 404, code: 'department-request.not-found' })
    expect((await finance.raw('POST', `/department-requests/${toProduct.id}/answer`, { version: 1, answer: 'x' })).statusCode).toBe(404)
    const mine = await product.raw('GET', `/department-requests/${toProduct.id}`)
    expect(mine.json()).toMatchObject({ about: { number: of.number, seen: false }, keeper: { name: '陈首问' } })
    expect(mine.body).not.toContain('13800138000')
    expect(mine.body).not.toContain('李雷')
    for (const path of [`/cases/${of.id}`, `/cases/${of.id}/messages`, `/cases/${of.id}/collaborations`, '/cases', '/customers']) expect((await product.raw('GET', path)).statusCode, path).toBe(403)
    expect((await colleague.raw('GET', `/department-requests/${toProduct.id}`)).statusCode).toBe(404)
  })

  test('asked back, the deadline waits until the asker has added what was missing', async () => {
    house.clock.set('2026-06-08T01:00:00Z')
    const of = await ownCase('urgent')
    const asked = await agent.call(agreements.askAboutCase, { params: { id: of.id }, body: { departmentId: productDepartment, subject: '冒烟，能否远程判断' } })
    expect(asked.dueAt).toEqual(new Date('2026-06-08T02:00:00Z'))
    house.clock.set('2026-06-08T01:30:00Z')
    const back = await product.call(agreements.addWord, { params: { id: asked.id }, body: { version: asked.version, text: '机身编号是多少？' } })
    expect(back).toMatchObject({ may: ['answer'], askedBackAt: new Date('2026-06-08T01:30:00Z') })
    expect(await told(agent, asked.id)).toEqual(['department-request.notice-asked-back'])
    house.clock.set('2026-06-08T03:30:00Z')
    await beats()
    expect(await agent.call(agreements.request, { params: { id: asked.id } })).toMatchObject({ overdue: false, escalatedTo: null })
    const added = await agent.call(agreements.addWord, { params: { id: asked.id }, body: { version: back.version, text: 'A2-7781' } })
    // Half an hour was left; the company's lunch break is none in the shipped calendar.
    expect(added).toMatchObject({ askedBackAt: null, dueAt: new Date('2026-06-08T04:00:00Z'), words: [{ kind: 'question', by: { name: '产品小赵' } }, { kind: 'addition', text: 'A2-7781' }] })
    house.clock.set('2026-06-08T04:00:05Z')
    await beats()
    expect(await agent.call(agreements.request, { params: { id: asked.id } })).toMatchObject({ overdue: true })
  })

  test('a case is not solved over the head of a department; the request is answered or taken back first', async () => {
    const of = await ownCase()
    const asked = await agent.call(agreements.askAboutCase, { params: { id: of.id }, body: { departmentId: productDepartment, subject: '核实' } })
    const refused = await agent.raw('POST', `/cases/${of.id}/transitions`, { to: 'solved', version: of.version, fields: { solution: '好了' } })
    expect(refused.json()).toMatchObject({ status: 422, code: 'flow.guard-failed', errors: [{ code: 'department-request.open-on-case' }] })
    await agent.call(agreements.withdrawRequest, { params: { id: asked.id }, body: { version: asked.version } })
    expect((await agent.raw('POST', `/cases/${of.id}/transitions`, { to: 'solved', version: of.version, fields: { solution: '好了' } })).statusCode).toBe(200)
  })

  test('needs a department with a liaison, another than one’s own, and a case that is one’s own', async () => {
    const of = await ownCase()
    const empty = (await manager.call(units.makeDepartment, { body: { name: '仓储部' } })).id
    expect((await agent.raw('POST', `/cases/${of.id}/collaborations`, { departmentId: empty, subject: 'x' })).json()).toMatchObject({ status: 422, code: 'agreement.no-liaison', errors: [{ path: 'departmentId' }] })
    expect((await agent.call(agreements.aboutCase, { params: { id: of.id } })).departments.map(({ name }) => name)).toEqual(['产品部', '财务部'])
    expect((await colleague.raw('POST', `/cases/${of.id}/collaborations`, { departmentId: productDepartment, subject: 'x' })).statusCode).toBe(404)
  })
})
