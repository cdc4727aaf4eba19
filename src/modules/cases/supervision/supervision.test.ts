import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { strike } from '../../../kernel/jobs.ts'
import { ring } from '../../clocks/jobs.ts'
import { notifications, units } from '../../people/contract.ts'
import { cases, handovers } from '../contract.ts'
import type { OpenCase } from '../contract.ts'
import { supervision } from './contract.ts'
import type { Supervision } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let lead: Person
let agent: Person
let other: Person
let stranger: Person
let team: string
beforeAll(async () => {
  house = await openWholeHouse()
  const manager = await house.hire('cs_manager')
  lead = await house.hire('team_lead', { name: '周组长' })
  agent = await house.hire('agent', { name: '陈首问' })
  other = await house.hire('agent', { name: '林二' })
  team = (await manager.call(units.makeTeam, { body: { name: '一线', members: [{ id: lead.id, leader: true }, { id: agent.id }, { id: other.id }] } })).id
  stranger = await house.hire('team_lead', { teamId: (await house.team('二线')).id })
})
afterAll(() => house.close())

const taken = async (more: Partial<OpenCase> = {}) => {
  const { id } = await agent.call(cases.open, { body: { kind: 'request', subject: '换货', description: '型号不对', channel: 'phone', teamId: team, ...more } })
  return agent.call(cases.claim, { params: { id }, body: {} })
}
const told = async (who: Person, id: string) => (await who.call(notifications.recent, { query: {} })).items.filter((one) => one.subjectId === id).map((one) => one.code)
const board = (who: Person = lead) => who.call(supervision.board, { query: {} })
const ids = (of: Supervision[keyof Pick<Supervision, 'help' | 'overdue' | 'silent' | 'unaccepted' | 'waiting'>]) => of.map((one) => one.case.id)
const refusal = (promise: Promise<unknown>) => promise.then(() => 'not refused', (error: { problem?: { code?: string } }) => error.problem?.code)

describe('a call for help', () => {
  test('reaches whoever leads at once; stepping in takes the case over, is logged with its reason, and is no handing around', async () => {
    const { id } = await taken()
    const call = await agent.call(supervision.call, { params: { id }, body: { why: '客户要求与负责人通话' } })
    expect(call).toMatchObject({ state: 'open', askedBy: { name: '陈首问' }, may: ['withdraw'] })
    expect(await refusal(agent.call(supervision.call, { params: { id }, body: { why: '再请一次' } }))).toBe('help.already')
    await house.drain()
    expect(await told(lead, id)).toContain('case.notice-help-asked')
    const [first] = (await board()).help
    expect(first).toMatchObject({ case: { id }, help: { why: '客户要求与负责人通话', may: ['advise', 'step-in'] } })
    const mine = await lead.call(supervision.stepIn, { params: { id }, body: { reason: '客户情绪激动' } })
    expect(mine).toMatchObject({ handler: { name: '周组长' }, firstResponder: { name: '陈首问' }, transfers: 0 })
    expect((await agent.call(supervision.calls, { params: { id } })).items).toMatchObject([{ state: 'stepped-in', settledBy: { name: '周组长' }, may: [] }])
    await house.drain()
    expect(await told(agent, id)).toContain('case.notice-stepped-in')
    const history = (await lead.call(cases.events, { params: { id } })).items.filter(({ kind }) => kind.includes('help') || kind.includes('stepped'))
    expect(history.map(({ kind }) => kind)).toEqual(['case.help-asked', 'case.help-settled', 'case.stepped-in'])
    expect(history.at(-1)?.data['reason']).toBe('客户情绪激动')
    expect(await refusal(lead.call(supervision.stepIn, { params: { id }, body: { reason: '又一次' } }))).toBe('help.is-yours')
    expect((await board()).help).toEqual([])
  })
  test('is taken back by who asked, or answered with advice; over it is over, and it is nobody else’s', async () => {
    const { id } = await taken()
    const first = await agent.call(supervision.call, { params: { id }, body: { why: '不确定退款上限' } })
    expect(await refusal(stranger.call(supervision.settle, { params: { id: first.id }, body: {} }))).toBe('case.not-found')
    expect(await agent.call(supervision.settle, { params: { id: first.id }, body: {} })).toMatchObject({ state: 'withdrawn' })
    const second = await agent.call(supervision.call, { params: { id }, body: { why: '还是不确定' } })
    expect(await lead.call(supervision.settle, { params: { id: second.id }, body: { version: second.version } })).toMatchObject({ state: 'advised', settledBy: { name: '周组长' } })
    expect(await refusal(lead.call(supervision.settle, { params: { id: second.id }, body: {} }))).toBe('help.over')
    await house.drain()
    expect(await told(agent, id)).toContain('case.notice-help-advised')
  })
  test('whoever leads gives nothing out of their own sight: they hand it over, and the refusal says so', async () => {
    const { id } = await agent.call(cases.open, { body: { kind: 'request', subject: '换货', description: '型号不对', channel: 'phone' } })
    const { version } = await agent.call(cases.claim, { params: { id }, body: {} })
    await expect(lead.call(cases.assign, { params: { id }, body: { version, handlerId: stranger.id } })).rejects.toMatchObject({ status: 422, code: 'case.given-out-of-sight', problem: { errors: [{ path: 'handlerId' }] } })
    expect(await lead.call(cases.get, { params: { id } })).toMatchObject({ handler: { id: agent.id }, version })
    expect(await lead.call(cases.assign, { params: { id }, body: { version, handlerId: other.id } })).toMatchObject({ handler: { id: other.id } })
  })
  test('of two who step in at once one has the case and the other is told', async () => {
    const supervisor = await house.hire('cs_supervisor')
    const { id, version } = await taken()
    const tries = await Promise.all([lead, supervisor].map((who) => who.raw('POST', `/cases/${id}/step-in`, { reason: '介入', version })))
    expect(tries.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
  })
})

describe('the board', () => {
  test('shows what is overdue, unclaimed and not accepted, with who has how much, and only to whoever may give cases', async () => {
    house.clock.set('2026-03-16T02:00:00Z')
    const late = await taken({ priority: 'urgent' })
    const offered = await taken()
    const { id: lying } = await agent.call(cases.open, { body: { kind: 'request', subject: '等人认领', description: '还没有人', channel: 'phone', teamId: team } })
    await agent.call(handovers.offer, { params: { id: offered.id }, body: { toStaffId: other.id, facts: '事实', done: '已做', promised: '', pending: '待办', dueAt: '2026-03-20T02:00:00Z' } }).catch((error: unknown) => { throw error })
    house.clock.pass(31 * 60)
    await strike(house.work, ring)
    await house.drain()
    const now = await board()
    expect(ids(now.overdue)).toContain(late.id)
    expect(now.overdue.find((one) => one.case.id === late.id)?.since).toEqual(new Date('2026-03-16T02:30:00Z'))
    expect(ids(now.waiting)).toEqual([lying])
    expect(ids(now.unaccepted)).toEqual([offered.id])
    expect(now.counts).toMatchObject({ waiting: 1, unaccepted: 1, help: 0 })
    const of = now.people.find(({ staff }) => staff.id === agent.id)
    expect(of?.overdue).toBe(now.overdue.filter((one) => one.case.handler?.id === agent.id).length)
    // Another team's leader sees none of it, an agent not even the board.
    expect(ids((await board(stranger)).overdue)).toEqual([])
    expect(await refusal(board(agent))).toBe('auth.forbidden')
  })
})
