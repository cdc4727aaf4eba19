import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goals, metrics } from '../../metrics/contract.ts'
import { dashboards } from '../contract.ts'
import type { Dashboard, TileValue } from '../contract.ts'
import { dashboards as dashboardsShipped } from '../definitions/dashboards.ts'
import type { Person } from '../../../../test/house-with-past.ts'
import { openHouseWithPast } from '../../../../test/house-with-past.ts'

let house: Awaited<ReturnType<typeof openHouseWithPast>>['house']
let manager: Person
let agent: Person
let teamId: string
beforeAll(async () => { ({ house, manager, agent, teamId } = await openHouseWithPast()) })
afterAll(() => house.close())

async function boardsOf(who: Person): Promise<Dashboard[]> {
  const boards: Dashboard[] = []
  for (const { key } of (await who.call(dashboards.boards, {})).items) boards.push(await who.call(dashboards.board, { params: { key }, query: {} }))
  return boards
}
async function recordsOf(who: Person, board: string, tile: TileValue, filters: Record<string, string> = {}): Promise<number> {
  let count = 0
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const page = await who.call(dashboards.tileRecords, { params: { key: board, tile: tile.key }, query: { ...filters, from: tile.from, to: tile.to, limit: 200, ...(cursor ? { cursor } : {}) } })
    count += page.items.length
    cursor = page.nextCursor ?? undefined
  }
  return count
}

describe('every shipped board', () => {
  test('ANA-01, QLT-24: has twelve tiles, and each number on it is the API’s and has exactly its records behind it', async () => {
    const admin = await house.hire('system_admin')
    const seats = [...(await boardsOf(manager)).map((board) => ({ board, who: manager })), ...(await boardsOf(admin)).map((board) => ({ board, who: admin }))]
    expect([...new Set(seats.map(({ board }) => board.key))].sort()).toEqual(dashboardsShipped.map(({ key }) => key).filter((key) => key !== 'wallboard').sort())
    let counted = 0
    for (const { board, who } of seats) {
      expect(board.tiles.map(({ key }) => key), board.key).toHaveLength(12)
      for (const tile of board.tiles) {
        const parts = Object.entries(tile.where)
        expect(parts.length, `${board.key} ${tile.key}`).toBeLessThanOrEqual(1)
        const api = await who.call(metrics.value, { params: { key: tile.metric.key }, query: { from: tile.from, to: tile.to, against: board.against, ...(parts[0] ? { by: parts[0][0], group: parts[0][1] } : {}) } })
        const told = (of: { value: number | null; n: number; numerator: number | null; denominator: number | null; interval: unknown }) => ({ value: of.value, n: of.n, numerator: of.numerator, denominator: of.denominator, interval: of.interval })
        expect(told(tile), `${board.key} ${tile.key}`).toEqual(told(api))
        expect(tile.comparison, `${board.key} ${tile.key}`).toEqual(api.comparison)
        expect(await recordsOf(who, board.key, tile), `${board.key} ${tile.key}`).toBe(tile.n)
        counted += tile.n
      }
    }
    expect(counted).toBeGreaterThan(5_000)
  }, 120_000)
  test('shows somebody what they may see: an agent’s figures are of their own cases', async () => {
    const [mine] = await boardsOf(agent)
    const theirs = (await boardsOf(manager)).find(({ key }) => key === mine?.key)
    const of = (board: Dashboard | undefined) => board?.tiles.find(({ metric }) => metric.key === 'cases-received')?.n ?? 0
    expect(of(mine)).toBeGreaterThan(0)
    expect(of(mine)).toBeLessThan(of(theirs))
    for (const tile of mine?.tiles ?? []) expect(await recordsOf(agent, mine?.key as string, tile), tile.key).toBe(tile.n)
  })
})

test('one sees the boards of one’s roles, whoever leads all of them, the own one first', async () => {
  expect((await agent.call(dashboards.boards, {})).items.map(({ key, mine }) => [key, mine])).toEqual([['agent', true]])
  const all = (await manager.call(dashboards.boards, {})).items
  expect(all[0]).toMatchObject({ mine: true })
  expect(all.map(({ key }) => key)).toContain('agent')
  expect((await agent.raw('GET', '/dashboards/manager')).statusCode).toBe(404)
})

test('team and channel narrow a tile, its records and its link together; what can’t be divided says so and stays whole', async () => {
  const filters = { teamId, channel: 'phone' }
  const board = await manager.call(dashboards.board, { params: { key: 'agent' }, query: filters })
  const whole = await manager.call(dashboards.board, { params: { key: 'agent' }, query: {} })
  for (const tile of board.tiles) {
    expect(await recordsOf(manager, 'agent', tile, filters), tile.key).toBe(tile.n)
    if (tile.unfiltered.length === 2) expect(tile.n).toBe(whole.tiles.find(({ key }) => key === tile.key)?.n)
  }
  const received = board.tiles.find(({ metric }) => metric.key === 'cases-received')
  expect(received?.where).toEqual(filters)
  expect(received?.n).toBeGreaterThan(0)
  expect(board.tiles.find(({ metric }) => metric.key === 'contacts-received')).toMatchObject({ where: { channel: 'phone' }, unfiltered: ['teamId'] })
})

test('a goal of the whole company is held against the whole, a team’s against the team’s', async () => {
  const day = house.clock.now().toISOString().slice(0, 10)
  const smart = { specific: '首次响应', attainable: '上月已接近', relevant: '客户先要有人应', ownerId: manager.id, from: day, deadline: day, metric: 'first-response-attainment', direction: 'at-least' as const }
  await manager.call(goals.set, { body: { ...smart, name: '全公司首响', target: 1 } })
  await manager.call(goals.set, { body: { ...smart, name: '电话组首响', target: 100.5, teamId } })
  const goalIn = async (query: object) => (await manager.call(dashboards.board, { params: { key: 'agent' }, query })).tiles.find(({ metric }) => metric.key === 'first-response-attainment')?.goal
  expect(await goalIn({})).toMatchObject({ name: '全公司首响', state: 'green' })
  expect(await goalIn({ teamId })).toMatchObject({ name: '电话组首响', state: 'red' })
  expect(await goalIn({ channel: 'phone' })).toBeNull()
})
