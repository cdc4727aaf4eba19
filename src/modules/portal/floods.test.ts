import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { strike } from '../../kernel/jobs.ts'
import { cases } from '../cases/contract.ts'
import { visitorOf } from './fixtures.ts'
import { tellAtSetTimes } from './notices.ts'
import { placesOf } from './limits.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let agent: Person
let manager: Person
let addresses = 0
const visitor = () => visitorOf(house, `198.51.${++addresses}.9`)
beforeAll(async () => {
  house = await openWholeHouse()
  agent = await house.hire('agent', { name: '陈首问' })
  manager = await house.hire('cs_manager')
})
afterAll(() => house.close())

test.each([
  ['203.0.113.9', '203.0.113.9', '203.0.113'], ['::ffff:203.0.113.9', '203.0.113.9', '203.0.113'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2', '2001:db8:1'], ['2001:db8::1', '2001:db8:0:0', '2001:db8:0'], ['2001:0DB8:0001:0002::1', '2001:db8:1:2', '2001:db8:1'], ['::1', '0:0:0:0', '0:0:0'],
])('%s is the household %s in the net %s', (address, host, network) => expect(placesOf(address)).toEqual({ host, network }))

describe('floods', () => {
  test('a form sent faster than a person types, or by a program that fills every field, is refused', async () => {
    const me = visitor()
    const { ticket } = await me.ticket()
    expect((await me.submit({ ticket, phone: '13111110000' })).body.code).toBe('portal.too-fast')
    house.clock.pass(4)
    expect((await me.submit({ ticket, phone: '13111110000', website: 'https://spam.example' })).body.code).toBe('portal.looks-automatic')
    expect((await me.submit({ ticket, phone: '13111110000' })).status).toBe(201)
    house.clock.pass(25 * 3_600)
    expect((await me.submit({ ticket: `${(await me.ticket()).ticket}x`, phone: '13111110000' })).body.code).toBe('portal.ticket-bad')
    expect((await me.submit({ ticket, phone: '13111110000' })).body.code).toBe('portal.ticket-bad')
  })
  test('of entries from one address end in 429, of many from everywhere in a sum that a browser solves', async () => {
    house.clock.pass(3_600)
    const loud = visitor()
    const statuses: number[] = []
    for (let n = 0; n < 22; n++) statuses.push((await loud.submit({ phone: `130111100${10 + n}` })).status)
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 201))
    expect(statuses.slice(20)).toEqual([429, 429])
    for (let n = 0; n < 42; n++) await visitor().submit({ phone: `130222200${10 + n}` })
    const calm = visitor()
    const before = await calm.ticket()
    expect(before.bits).toBe(16)
    house.clock.pass(5)
    expect((await calm.submit({ ticket: before.ticket, found: 1, phone: '13022229999' })).body.code).toBe('portal.challenge-needed')
    expect((await calm.submit({ phone: '13022229998' })).status).toBe(201)
    house.clock.pass(3_600)
    expect((await calm.ticket()).bits).toBe(0)
  })
})

describe('notices', () => {
  const mails = async (id: string) => (await house.directPool.query<{ template_key: string; key: string }>(`select m.template_key, k.key from outgoing_message m join outgoing_key k on k.message_id = m.id where m.about_id = $1 order by m.id`, [id])).rows
  test('go to the address given when it is taken on and solved, and at the set time while nothing is heard', async () => {
    const me = visitor()
    const { body: { code, number } } = await me.submit({ phone: '13711117777', email: 'waits@example.com' })
    const id = String((await manager.call(cases.list, { query: { channel: 'portal' } })).items.find((one) => one.number === number)?.id)
    const set = (await me.track(code)).body.nextNoticeAt as unknown as string
    expect(new Date(set).getTime() - house.clock.now().getTime()).toBe(3 * 86_400_000)
    house.clock.pass(3 * 86_400 + 60)
    await strike(house.work, tellAtSetTimes)
    await strike(house.work, tellAtSetTimes)
    expect((await mails(id)).map((one) => one.template_key)).toEqual(['portal-receipt', 'portal-progress'])
    await agent.call(cases.claim, { params: { id }, body: {} })
    await house.drain()
    const { version } = await agent.call(cases.get, { params: { id } })
    await agent.call(cases.move, { params: { id }, body: { to: 'solved', version } })
    await house.drain()
    expect((await mails(id)).map((one) => one.template_key)).toEqual(['portal-receipt', 'portal-progress', 'portal-progress', 'portal-progress'])
    expect((await me.track(code)).body.nextNoticeAt).toBeNull()
    const told = (await manager.call(cases.events, { params: { id } })).items.filter(({ kind }) => kind === 'portal.noticed').map(({ data }) => data['about'])
    expect(told).toEqual(['still-open', 'in-progress', 'solved'])
  })
})
