import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { systemActor } from '../../kernel/actors.ts'
import { newId } from '../../kernel/id.ts'
import { strike } from '../../kernel/jobs.ts'
import { cases } from '../cases/contract.ts'
import { receiveMessage } from '../cases/index.ts'
import { routing } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let team: string
let former: Person
let present: Person
beforeAll(async () => {
  house = await openWholeHouse()
  team = (await house.team('North')).id
  former = await house.hire('agent', { teamId: team, name: '甲' })
  present = await house.hire('agent', { teamId: team, name: '乙' })
})
afterAll(() => house.close())
const declare = (who: Person, available: boolean) => who.call(routing.declare, { body: { available, ...(available ? {} : { reason: '午休' }) } as never })
const solved = async () => {
  const { id } = await former.call(cases.open, { body: { kind: 'request', subject: '空调不制冷', description: 'x', channel: 'phone', teamId: team } })
  const { version } = await former.call(cases.claim, { params: { id }, body: {} })
  await former.call(cases.move, { params: { id }, body: { to: 'solved', version, fields: { solution: '已修' } } })
  return id
}
const customerWrites = (caseId: string) => house.work.unit(systemActor, 'test', (ctx) => receiveMessage(ctx, { caseId, body: '又坏了', channel: 'phone', interactionId: newId(), at: ctx.now }))
const settle = async () => {
  await house.drain()
  for (const one of house.house.flatMap((module) => module.beats ?? []).filter(({ name }) => name === 'routing.route')) await strike(house.work, one)
  await house.drain()
}
const handlerOf = async (id: string) => (await present.call(cases.get, { params: { id } })).handler?.name ?? null

test('a case that comes back goes on with its handler only while they take work; else to somebody who does', async () => {
  const [one, two] = [await solved(), await solved()]
  await declare(former, true)
  await customerWrites(one)
  expect(await handlerOf(one)).toBe('甲')
  await declare(former, false)
  await customerWrites(two)
  expect(await handlerOf(two)).toBeNull()
  await declare(present, true)
  await settle()
  expect(await handlerOf(two)).toBe('乙')
  expect((await present.call(cases.get, { params: { id: two } })).firstResponder?.name).toBe('甲')
})
test('opened again by a colleague it does not go to somebody without room, but whoever opens their own case goes on with it', async () => {
  const [one, two] = [await solved(), await solved()]
  await declare(former, false)
  const reopen = async (who: Person, id: string) => who.call(cases.move, { params: { id }, body: { to: 'open', version: (await who.call(cases.get, { params: { id } })).version } })
  expect((await reopen(present, one)).handler).toBeNull()
  expect((await reopen(former, two)).handler?.name).toBe('甲')
})
