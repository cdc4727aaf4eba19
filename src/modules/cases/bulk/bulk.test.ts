import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { shell } from '../../../kernel/shell.ts'
import { notifications } from '../../people/contract.ts'
import { cases, desk } from '../contract.ts'
import { bulks } from './contract.ts'
import type { Bulk } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
let other: Person
let north: string
let south: string
beforeAll(async () => {
  house = await openWholeHouse()
  north = (await house.team('North')).id
  south = (await house.team('South')).id
  manager = await house.hire('cs_manager', { name: '王经理' })
  agent = await house.hire('agent', { teamId: north, name: '陈一' })
  other = await house.hire('agent', { teamId: south, name: '林二' })
})
afterAll(() => house.close())

let count = 0
const open = async (more: { teamId?: string; kind?: 'consultation' | 'complaint'; subject?: string } = {}) => manager.call(cases.open, { body: { kind: 'consultation', subject: `批量 ${++count}`, description: '空调不制冷', channel: 'api', ...more } })
const several = async (n: number, more: Parameters<typeof open>[0] = {}) => { const all = []; for (let at = 0; at < n; at++) all.push(await open(more)); return all }
const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id)
const run = async (who: Person, bulk: Bulk): Promise<Bulk> => {
  await who.call(bulks.start, { params: { id: bulk.id }, body: { version: bulk.version } })
  await house.drain()
  return who.call(bulks.bulkDeed, { params: { id: bulk.id } })
}
const get = (id: string) => manager.call(cases.get, { params: { id } })

test('what would be done is shown with who is refused why, and nothing is done yet', async () => {
  const [plain, taken, promised, foreign] = [await open({ teamId: north }), await open({ teamId: north }), await open({ teamId: north }), await open({ teamId: south })]
  const solved = await agent.call(cases.move, { params: { id: promised.id }, body: { to: 'solved', version: promised.version } })
  await agent.call(desk.promise, { params: { id: solved.id }, body: { what: '周五前回电', toWhom: 'customer', dueAt: '2026-03-06T02:00:00Z' } })
  const shown = await agent.call(bulks.prepare, { body: { deed: { kind: 'solve', solution: '已更换压缩机' }, choice: { ids: idsOf([plain, taken, promised, foreign]) } } })
  expect(shown).toMatchObject({ state: 'prepared', total: 4, waiting: 2, done: 0, refused: 2, may: ['start', 'cancel'] })
  expect(shown.refusals.map(({ code, n }) => [code, n]).sort()).toEqual([['bulk.already-so', 1], ['case.not-found', 1]])
  // What the reader may not see is counted and not named.
  expect(shown.refusals.find(({ code }) => code === 'case.not-found')?.examples).toEqual([])
  expect((await get(plain.id)).status.key).toBe('new')

  const over = await run(agent, shown)
  expect(over).toMatchObject({ state: 'done', done: 2, refused: 2, waiting: 0, may: [] })
  expect(await get(plain.id)).toMatchObject({ status: { key: 'solved' }, solution: '已更换压缩机' })
  expect((await get(plain.id)).clocks.every((clock) => clock.stoppedAt !== null || clock.key === 'progress')).toBe(true)
  const { items } = await manager.call(cases.events, { params: { id: plain.id } })
  expect(items.filter(({ kind }) => kind === 'case.moved')).toHaveLength(1)
  expect(items.at(-1)).toMatchObject({ kind: 'case.moved', actor: { id: agent.id } })
  // Closing meets the same guard as the single deed: an open promise stands against it.
  const closing = await agent.call(bulks.prepare, { body: { deed: { kind: 'close' }, choice: { ids: idsOf([plain, promised]) } } })
  expect(closing.refusals).toMatchObject([{ code: 'case.promise-open', n: 1, examples: [{ number: promised.number }] }])
})

test('all that match a view: the set is frozen, what comes later is not touched', async () => {
  const all = await several(7, { teamId: south, subject: '整个视图' })
  const shown = await other.call(bulks.prepare, { body: { deed: { kind: 'prioritise', priority: 'urgent' }, choice: { view: { team: south, priority: 'normal', statusClass: 'open' } } } })
  expect(shown.total).toBeGreaterThanOrEqual(7)
  const late = await open({ teamId: south })
  const over = await run(other, shown)
  expect(over.done).toBe(shown.total)
  expect(await Promise.all(all.map(async ({ id }) => (await get(id)).priority))).toEqual(Array.from({ length: 7 }, () => 'urgent'))
  expect((await get(late.id)).priority).toBe('normal')
  // The deadlines follow the priority, as they do one by one.
  const single = await manager.call(cases.change, { params: { id: late.id }, body: { version: late.version, priority: 'urgent' } })
  expect((await get(all[0]?.id as string)).clocks.map(({ key }) => key)).toEqual(single.clocks.map(({ key }) => key))
})

test('assigning many tells the receiver once, and cases keep their first responder', async () => {
  const all = await several(3, { teamId: north })
  await agent.call(cases.claim, { params: { id: all[0]?.id as string }, body: {} })
  const over = await run(manager, await manager.call(bulks.prepare, { body: { deed: { kind: 'assign', handlerId: other.id, teamId: south }, choice: { ids: idsOf(all) } } }))
  expect(over).toMatchObject({ done: 3, refused: 0, to: { handler: { name: '林二' }, team: { name: 'South' } } })
  expect(await get(all[0]?.id as string)).toMatchObject({ handler: { name: '林二' }, firstResponder: { name: '陈一' }, team: { name: 'South' }, transfers: 1 })
  expect(await get(all[1]?.id as string)).toMatchObject({ handler: { name: '林二' }, firstResponder: { name: '林二' }, status: { key: 'open' } })
  const { items } = await other.call(notifications.recent, { query: {} })
  expect(items.filter(({ code }) => code === 'case.notice-assigned')).toEqual([])
  expect(items.filter(({ code }) => code === 'bulk.notice-given')).toMatchObject([{ params: { n: 3 } }])
  expect((await manager.call(notifications.recent, { query: {} })).items[0]).toMatchObject({ code: 'bulk.notice-done', params: { done: 3, refused: 0 } })
})

test('what became impossible between the preview and its turn is refused then, and told', async () => {
  const [one, two] = await several(2, { teamId: north })
  const shown = await agent.call(bulks.prepare, { body: { deed: { kind: 'claim' }, choice: { ids: idsOf([one, two] as never) } } })
  await manager.call(cases.assign, { params: { id: one?.id as string }, body: { version: one?.version as number, handlerId: other.id } })
  const over = await run(agent, shown)
  expect(over).toMatchObject({ done: 1, refused: 1, refusals: [{ code: 'case.already-taken', n: 1 }] })
  const { items } = await agent.call(bulks.items, { params: { id: shown.id }, query: { state: 'refused' } })
  expect(items).toMatchObject([{ case: { number: one?.number }, refusal: 'case.already-taken' }])
})

test('stopped in the middle, what is done stays done and the rest is left', async () => {
  const all = await several(3, { teamId: north })
  const shown = await manager.call(bulks.prepare, { body: { deed: { kind: 'solve' }, choice: { ids: idsOf(all) } } })
  await manager.call(bulks.start, { params: { id: shown.id }, body: { version: shown.version } })
  const stopped = await manager.call(bulks.cancel, { params: { id: shown.id }, body: { version: shown.version + 1 } })
  expect(stopped).toMatchObject({ state: 'cancelled', done: 0, waiting: 3, may: [] })
  await house.drain()
  expect((await get(all[0]?.id as string)).status.key).toBe('new')
  await expect(manager.call(bulks.start, { params: { id: shown.id }, body: { version: stopped.version } })).rejects.toMatchObject({ status: 409, code: 'bulk.not-prepared' })
})

test('a started deed is nobody else’s, needs the right, and merging is refused with the reason', async () => {
  const one = await open({ teamId: north })
  const shown = await agent.call(bulks.prepare, { body: { deed: { kind: 'solve' }, choice: { ids: [one.id] } } })
  await expect(manager.call(bulks.bulkDeed, { params: { id: shown.id } })).rejects.toMatchObject({ status: 404 })
  await expect(agent.call(bulks.prepare, { body: { deed: { kind: 'assign', teamId: south }, choice: { ids: [one.id] } } })).rejects.toMatchObject({ status: 403 })
  await expect(agent.call(bulks.prepare, { body: { deed: { kind: 'merge' }, choice: { ids: [one.id] } } })).rejects.toMatchObject({ status: 422, code: 'bulk.no-merge' })
  await expect(agent.call(bulks.prepare, { body: { deed: { kind: 'solve' }, choice: { view: { colour: 'red' } } } })).rejects.toMatchObject({ status: 400 })
  await expect(agent.call(bulks.prepare, { body: { deed: { kind: 'solve' }, choice: {} } })).rejects.toMatchObject({ status: 400 })
})

test('two at once over the same cases: each case is done by exactly one of them', async () => {
  const all = await several(20, { teamId: north })
  const wishes = await Promise.all([agent, manager].map((who) => who.call(bulks.prepare, { body: { deed: { kind: 'claim' }, choice: { ids: idsOf(all) } } })))
  await Promise.all([agent, manager].map((who, at) => who.call(bulks.start, { params: { id: (wishes[at] as Bulk).id }, body: { version: 1 } })))
  await house.drain()
  const [one, two] = await Promise.all([agent, manager].map((who, at) => who.call(bulks.bulkDeed, { params: { id: (wishes[at] as Bulk).id } })))
  expect((one as Bulk).done + (two as Bulk).done).toBe(20)
  expect((one as Bulk).refused + (two as Bulk).refused).toBe(20)
})

test('a view with more than one deed takes says so', async () => {
  const admin = await house.hire('system_admin')
  const { items } = await admin.call(shell.settings, {})
  await admin.call(shell.changeSetting, { params: { key: 'cases.most-in-bulk' }, body: { value: 5, version: items.find(({ key }) => key === 'cases.most-in-bulk')?.version ?? 0 } })
  await house.drain()
  expect(await manager.call(bulks.prepare, { body: { deed: { kind: 'solve' }, choice: { view: {} } } })).toMatchObject({ total: 5, more: true })
})
