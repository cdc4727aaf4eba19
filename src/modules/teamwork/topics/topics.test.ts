import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { notifications } from '../../people/contract.ts'
import { topics } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
let other: Person
let stranger: Person
let team: string
beforeAll(async () => {
  house = await openWholeHouse()
  team = (await house.team('一线')).id
  manager = await house.hire('cs_manager', { name: '王经理' })
  agent = await house.hire('agent', { teamId: team, name: '陈首问' })
  other = await house.hire('agent', { teamId: team, name: '林二' })
  stranger = await house.hire('agent', { name: '外组赵六' })
})
afterAll(() => house.close())

const told = async (who: Person, id: string) => {
  await house.drain()
  return (await who.call(notifications.recent, { query: { limit: 50 } })).items.filter((one) => one.subjectId === id).map((one) => one.code)
}
const unread = async (who: Person) => (await who.call(topics.topics, { query: { unread: 'true' } })).items.map((one) => one.id)

describe('COL-01: an announcement', () => {
  test('reaches everybody, shows who has not read it, and is new again once it was changed', async () => {
    const made = await manager.call(topics.announce, { body: { title: '国庆值班', body: '请各组周五前报名。' } })
    expect([await told(agent, made.id), await told(stranger, made.id), await told(manager, made.id)]).toEqual([['topic.notice-announced'], ['topic.notice-announced'], []])
    expect(await unread(agent)).toEqual([made.id])
    expect(await agent.call(topics.readTopic, { params: { id: made.id }, body: {} })).toMatchObject({ unread: false, may: ['reply'] })
    expect(await unread(agent)).toEqual([])
    const readers = async () => (await manager.call(topics.readers, { params: { id: made.id } })).items
    expect((await readers()).filter((one) => one.upToDate).map((one) => one.name).toSorted()).toEqual(['王经理', '陈首问'].toSorted())
    expect((await readers()).slice(0, 2).map((one) => one.readAt)).toEqual([null, null])
    house.clock.pass(60)
    await manager.call(topics.changeTopic, { params: { id: made.id }, body: { version: made.version, body: '请各组周四前报名。' } })
    expect(await unread(agent)).toEqual([made.id])
    expect((await readers()).filter((one) => one.upToDate).map((one) => one.name)).toEqual(['王经理'])
    await agent.call(topics.readTopic, { params: { id: made.id }, body: {} })
  })
  test('is for whoever leads to write, and of one team is nobody else’s', async () => {
    expect((await agent.raw('POST', '/announcements', { title: 'x', body: 'y' })).statusCode).toBe(403)
    const made = await manager.call(topics.announce, { body: { title: '一线周会改到周三', body: '下午三点。', teamId: team } })
    expect([await told(agent, made.id), await told(stranger, made.id)]).toEqual([['topic.notice-announced'], []])
    expect((await stranger.raw('GET', `/topics/${made.id}`)).statusCode).toBe(404)
    expect((await stranger.call(topics.topics, { query: {} })).items.map((one) => one.id)).not.toContain(made.id)
    expect((await manager.call(topics.readers, { params: { id: made.id } })).items.map((one) => one.name).toSorted()).toEqual(['林二', '陈首问'].toSorted())
    expect((await manager.raw('POST', '/announcements', { title: 'x', body: 'y', teamId: '00000000-0000-7000-8000-00000000ffff' })).json()).toMatchObject({ status: 400, errors: [{ path: 'teamId', code: 'team.not-found' }] })
  })
})

describe('COL-01: a discussion of a process', () => {
  test('is found at the process; whoever is named hears of it, its author hears of replies, and a number in it is masked', async () => {
    expect((await agent.raw('POST', '/topics', { title: 'x', body: 'y', flow: 'no-such-process' })).json()).toMatchObject({ status: 400, errors: [{ path: 'flow', code: 'topic.unknown-flow' }] })
    const made = await agent.call(topics.discuss, { body: { title: '退换货第三步太慢', body: '仓库要两天才回。', flow: 'loyalty' } })
    expect(made).toMatchObject({ kind: 'discussion', flow: { key: 'loyalty' }, may: ['reply', 'change', 'close'] })
    expect((await other.call(topics.topics, { query: { flow: 'loyalty' } })).items.map((one) => one.id)).toEqual([made.id])
    const said = await other.call(topics.replyInTopic, { params: { id: made.id }, body: { body: '建议直接打 13912345678 问仓库', mentions: [stranger.id] } })
    expect(said).toMatchObject({ author: { name: '林二' }, mentions: [{ id: stranger.id, name: '外组赵六' }], body: expect.not.stringContaining('13912345678') as string })
    expect([await told(stranger, made.id), await told(agent, made.id), await told(other, made.id)]).toEqual([['topic.notice-mentioned'], ['topic.notice-replied'], []])
    expect((await agent.call(topics.replies, { params: { id: made.id } })).items).toHaveLength(1)
  })
  test('of a team names nobody outside it; ended it takes no more words, and two who end it at once end it once', async () => {
    const made = await agent.call(topics.discuss, { body: { title: '组内分工', body: '谁接晚班？', teamId: team } })
    expect((await other.raw('POST', `/topics/${made.id}/replies`, { body: '赵六？', mentions: [stranger.id] })).json()).toMatchObject({ status: 400, errors: [{ path: 'mentions', code: 'topic.mention-outside' }] })
    expect((await other.raw('POST', `/topics/${made.id}/close`, { version: made.version })).json()).toMatchObject({ status: 403, code: 'topic.not-yours' })
    const both = await Promise.all([1, 2].map(() => agent.raw('POST', `/topics/${made.id}/close`, { version: made.version })))
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    expect((await other.raw('POST', `/topics/${made.id}/replies`, { body: '我来' })).json()).toMatchObject({ status: 409, code: 'topic.is-closed' })
    expect((await other.call(topics.replies, { params: { id: made.id } })).items).toEqual([])
    await house.drain()
    expect((await agent.call(topics.topicEvents, { params: { id: made.id } })).items.map(({ kind }) => kind)).toEqual(['topic.opened', 'topic.closed'])
  })
})
