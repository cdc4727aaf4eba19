import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { tasks } from '../../tasks/contract.ts'
import { cases } from '../contract.ts'
import { services } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let agent: Person
let manager: Person
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  agent = await house.hire('agent')
})
afterAll(() => house.close())

const wish = { customer: { name: '欧阳娜', phone: '13812345678' }, answers: { order: 'D-2026-0311', kind: 'special', title: '首问科技', tax: '91310000MA1FL', mailbox: 'fapiao@example.com' } }
const ask = (key = 'invoice', body: Parameters<typeof agent.call<(typeof services.request)['spec']>>[1]['body'] = wish) => agent.call(services.request, { params: { key }, body })

test('CAS-14: a request from the catalogue opens its case, keeps the form and gives its tasks with their hours', async () => {
  const { items } = await agent.call(services.services, {})
  expect(items.map(({ key }) => key)).toEqual(['return-goods', 'repair', 'install', 'invoice', 'record-correction'])
  expect(items.find(({ key }) => key === 'invoice')).toMatchObject({ solutionSeconds: 18 * 3_600, tasks: [{ key: 'issue', hours: 9 }, { key: 'send', hours: 13 }], form: { questions: { name: { zh: '发票申请表' } } } })
  const opened = await ask()
  // Monday 09:00: the policy of this service gives two working days, not the five of other requests.
  expect(opened).toMatchObject({ kind: 'request', subject: '补开发票', service: 'invoice', customer: { name: '欧阳娜' }, firstResponder: { id: agent.id } })
  expect(opened.clocks.find(({ key }) => key === 'solution')?.dueAt?.toISOString()).toBe('2026-03-03T10:00:00.000Z')
  const { item } = await agent.call(services.serviceOf, { params: { id: opened.id } })
  expect(item).toMatchObject({ service: { key: 'invoice', name: { zh: '补开发票' } }, submissionId: expect.any(String), tasks: [{ title: { zh: '核对并开具发票' }, state: 'open', owner: null }, { state: 'open' }] })
  expect(item?.tasks[0]?.dueAt?.toISOString()).toBe('2026-03-02T10:00:00.000Z')
  const clerk = await house.hire('clerk')
  expect((await clerk.call(tasks.list, { query: { whose: 'claimable' } })).items.filter((one) => one.about.id === opened.id)).toHaveLength(2)
  expect((await agent.call(cases.list, { query: { service: 'invoice' } })).items.map(({ id }) => id)).toEqual([opened.id])
  expect((await agent.call(cases.list, { query: { service: 'repair' } })).items).toEqual([])
})

test('a wrong answer names its question, and nothing is opened', async () => {
  const count = async () => Number((await house.pool.query('select count(*) as n from "case"')).rows[0].n)
  const before = await count()
  await expect(ask('invoice', { ...wish, answers: { ...wish.answers, mailbox: 'no-address', kind: 'golden' } })).rejects.toMatchObject({ status: 400, problem: { errors: expect.arrayContaining([expect.objectContaining({ path: 'answers.kind' }), expect.objectContaining({ path: 'answers.mailbox' })]) } })
  await expect(ask('holiday')).rejects.toMatchObject({ status: 404, code: 'service.not-found' })
  expect(await count()).toBe(before)
})

test('a request is solved after its tasks, and what lies in the bin leaves nobody anything to do', async () => {
  const opened = await ask('record-correction', { customer: wish.customer, answers: { what: 'contact', right: '换了号码', proof: 'call' } })
  const claimed = await agent.call(cases.claim, { params: { id: opened.id }, body: { version: opened.version } })
  await expect(agent.call(cases.move, { params: { id: opened.id }, body: { to: 'solved', version: claimed.version, fields: { solution: '已更正' } } })).rejects.toMatchObject({ status: 422, problem: { errors: [{ code: 'service.tasks-open' }] } })
  const { item } = await agent.call(services.serviceOf, { params: { id: opened.id } })
  const info = await house.hire('info_specialist')
  const mine = await info.call(tasks.claim, { params: { id: item?.tasks[0]?.id as string }, body: {} })
  await info.call(tasks.finish, { params: { id: mine.id }, body: { version: mine.version, outcome: '已回拨核实并更正' } })
  expect(await agent.call(cases.move, { params: { id: opened.id }, body: { to: 'solved', version: claimed.version, fields: { solution: '已更正' } } })).toMatchObject({ status: { key: 'solved' } })
  const other = await ask()
  await manager.call(cases.remove, { params: { id: other.id }, body: { version: other.version, reason: '重复受理' } })
  await house.drain()
  expect((await manager.call(tasks.list, { query: { aboutId: other.id } })).items).toEqual([])
})
