import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { cases } from '../cases/contract.ts'
import { metrics } from '../metrics/contract.ts'
import { wall } from './contract.ts'
import type { Person } from '../../../test/house-with-past.ts'
import { openHouseWithPast } from '../../../test/house-with-past.ts'

let house: Awaited<ReturnType<typeof openHouseWithPast>>['house']
let manager: Person
let agent: Person
let teamId: string
let address: string
beforeAll(async () => {
  ({ house, manager, agent, teamId } = await openHouseWithPast({ days: 20, cases: 60 }))
  address = (await house.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => house.close())

const nowOf = async (who: Person, key: string, query = {}) => (await who.call(wall.now, { query })).now.find((one) => one.key === key)

test('counts what waits, what is late and what is silent, since when, of all and of one team', async () => {
  const begun = house.clock.now()
  const [waiting, open] = [await nowOf(manager, 'waiting'), await nowOf(manager, 'open')]
  const made = await agent.call(cases.open, { body: { kind: 'complaint', subject: '不制冷', description: '王女士说一点也不凉', channel: 'chat', priority: 'urgent', teamId, customer: { name: '王小红', phone: '13812345678' } } })
  await agent.call(cases.open, { body: { kind: 'request', subject: '发票', description: '换抬头', channel: 'email', priority: 'normal' } })
  expect((await nowOf(manager, 'waiting'))?.n).toBe((waiting?.n ?? 0) + 2)
  expect((await nowOf(manager, 'open', { teamId }))?.n).toBeGreaterThan(0)
  expect((await manager.call(wall.now, { query: {} })).queues.find(({ channel }) => channel === 'chat')).toMatchObject({ waiting: 1, open: expect.any(Number) })
  await agent.call(cases.claim, { params: { id: made.id }, body: {} })
  expect((await nowOf(manager, 'waiting'))?.n).toBe((waiting?.n ?? 0) + 1)
  const late = (await nowOf(manager, 'overdue'))?.n ?? 0
  house.clock.pass(9 * 3_600)
  expect((await nowOf(manager, 'overdue'))?.n).toBeGreaterThan(late)
  const silent = await nowOf(manager, 'silent')
  expect(silent?.n).toBeGreaterThan(0)
  expect(silent?.since?.getTime()).toBeLessThanOrEqual(begun.getTime())
  expect((await nowOf(manager, 'open'))?.n).toBe((open?.n ?? 0) + 2)
})

test('names no customer, and its figures of today are the API’s', async () => {
  const told = await manager.raw('GET', '/wallboard')
  expect(told.body).not.toMatch(/王小红|王女士|13812345678|1381234|不制冷/)
  const { today } = await manager.call(wall.now, { query: {} })
  expect(today.length).toBeGreaterThanOrEqual(6)
  for (const tile of today) expect((await manager.call(metrics.value, { params: { key: tile.metric.key }, query: { from: tile.from, to: tile.to } })).n, tile.key).toBe(tile.n)
  expect((await agent.raw('GET', '/wallboard')).statusCode).toBe(403)
})

test('who is connected is counted once, however many windows they have, and that they came is pushed', async () => {
  const before = (await manager.call(wall.now, { query: {} })).connected
  const heard: { entity: string }[] = []
  const connect = (who: Person) => new Promise<WebSocket>((resolve, reject) => {
    const socket = new WebSocket(`${address}/api/v1/live`, { headers: { authorization: `Bearer ${who.token}` } })
    socket.on('message', (text) => heard.push(JSON.parse(String(text)) as { entity: string }))
    socket.once('open', () => resolve(socket))
    socket.once('error', reject)
  })
  const counted = async (n: number) => { await expect.poll(async () => (await manager.call(wall.now, { query: {} })).connected).toBe(before + n) }
  const first = await connect(manager)
  await counted(1)
  const second = await connect(manager)
  const third = await connect(agent)
  await counted(2)
  expect((await manager.call(wall.now, { query: {} })).teams.find(({ id }) => id === teamId)?.people).toBe(1)
  expect(heard.filter(({ entity }) => entity === 'connected').length).toBeGreaterThan(0)
  for (const socket of [first, second, third]) socket.close()
  await counted(0)
})
