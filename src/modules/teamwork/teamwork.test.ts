import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { strike } from '../../kernel/jobs.ts'
import { metrics } from '../metrics/contract.ts'
import { notifications, staff, units } from '../people/contract.ts'
import { tasks } from '../tasks/contract.ts'
import { agreements, decisions, meetings, memos, reviews } from './contract.ts'
import type { Decision, Memo } from './contract.ts'
import { nextStart } from './meetings/repeat.ts'
import { consensusOf, monthsLater, nextReview, standing } from './rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let boss: Person
let lead: Person
let agent: Person
let colleague: Person
let installer: Person
let hr: Person
const HOUR = 3_600
beforeAll(async () => {
  house = await openWholeHouse()
  hr = await house.hire('hr', { name: '人事' })
  manager = await house.hire('cs_manager', { name: '王经理' })
  boss = await house.hire('cs_supervisor', { name: '赵主管' })
  lead = await house.hire('team_lead', { name: '周组长' })
  agent = await house.hire('agent', { name: '陈首问' })
  colleague = await house.hire('agent', { name: '林二' })
  installer = await house.hire('installer', { name: '孙师傅' })
  for (const [who, above] of [[agent, lead], [colleague, lead], [lead, boss], [installer, boss]] as const) await change(who, { managerId: above.id })
})
afterAll(() => house.close())

const change = async (who: Person, fields: { managerId?: string; departmentId?: string }) => {
  const { version } = await hr.call(staff.get, { params: { id: who.id } })
  await hr.call(staff.change, { params: { id: who.id }, body: { version, ...fields } })
}
const at = (seconds: number) => new Date(house.clock.now().getTime() + seconds * 1_000).toISOString()
const beats = async () => {
  for (const one of house.house.flatMap((module) => module.beats ?? []).filter(({ name }) => /^(tasks|teamwork|clocks)\./.test(name))) await strike(house.work, one)
  await house.drain()
}
const told = async (who: Person, id: string) => (await who.call(notifications.recent, { query: { limit: 100 } })).items.filter((one) => one.subjectId === id).map((one) => one.code)

describe('a meeting', () => {
  const plan = (more: Record<string, unknown> = {}) => manager.call(meetings.plan, { body: { type: 'cross-department', title: '服务协调会', startsAt: at(24 * HOUR), people: [lead.id, installer.id], agenda: [{ topic: '上月投诉', minutes: 20 }], ...more } as never })
  test('COL-02: invites its people, who answer; a decision in it gives an action with an owner, whose lateness stays in sight at the next meeting', async () => {
    const meeting = await plan({ repeats: 'month' })
    await house.drain()
    expect(await told(lead, meeting.id)).toEqual(['meeting.notice-planned'])
    expect(await lead.call(meetings.answerMeeting, { params: { id: meeting.id }, body: { comes: true } })).toMatchObject({ people: expect.arrayContaining([{ id: lead.id, name: '周组长', answer: 'comes', attended: null }]) })
    const { id, version, options } = await manager.call(decisions.openDecision, { body: { title: '安装预约改为当日回电', meetingId: meeting.id, options: ['当日回电'] } })
    const due = at(48 * HOUR)
    const made = await manager.call(decisions.decide, { params: { id }, body: { version, chosenId: options[0]?.id ?? '', outcome: '所有预约当日回电', actions: [{ title: '改话术', ownerId: agent.id, dueAt: due }] } })
    expect(made).toMatchObject({ state: 'decided', actions: { open: 1, overdue: 0 } })
    await house.drain()
    const { items: [action] } = await agent.call(tasks.list, { query: { whose: 'mine' } })
    expect(action).toMatchObject({ title: { text: '改话术' }, owner: { id: agent.id }, about: { kind: 'decision', id } })
    const closed = await manager.call(meetings.closeMeeting, { params: { id: meeting.id }, body: { version: meeting.version, minutes: '一致同意。', attended: [manager.id, lead.id] } })
    expect(closed).toMatchObject({ state: 'held', people: expect.arrayContaining([expect.objectContaining({ id: installer.id, attended: false }), expect.objectContaining({ id: lead.id, attended: true })]) })
    const { items: [next] } = await manager.call(meetings.meetings, { query: { seriesId: meeting.seriesId, state: 'planned' } })
    expect(next).toMatchObject({ title: '服务协调会', startsAt: nextStart(meeting.startsAt, 'month', 'Asia/Shanghai'), people: expect.arrayContaining([expect.objectContaining({ id: lead.id })]), agenda: [{ topic: '上月投诉', minutes: 20 }] })
    house.clock.pass(72 * HOUR)
    await beats()
    expect((await manager.call(meetings.meetingActions, { params: { id: next?.id ?? '' } })).items).toMatchObject([{ id: action?.id, overdue: true, owner: { name: '陈首问' } }])
    expect(await manager.call(meetings.meeting, { params: { id: meeting.id } })).toMatchObject({ actions: { open: 1, overdue: 1 } })
    await agent.call(tasks.finish, { params: { id: action?.id ?? '' }, body: { version: (await agent.call(tasks.get, { params: { id: action?.id ?? '' } })).version, outcome: '已改' } })
    expect((await manager.call(meetings.meetingActions, { params: { id: next?.id ?? '' } })).items).toEqual([])
    expect((await manager.call(meetings.meetingActions, { params: { id: meeting.id } })).items).toMatchObject([{ state: 'done' }])
  })
  test('is moved and closed by its host alone, and called off with what would follow', async () => {
    const meeting = await plan({ repeats: 'week' })
    expect((await lead.raw('PATCH', `/meetings/${meeting.id}`, { version: meeting.version, title: 'x' })).json()).toMatchObject({ status: 403, code: 'meeting.not-yours' })
    const cancelled = await manager.call(meetings.cancelMeeting, { params: { id: meeting.id }, body: { version: meeting.version, series: true } })
    house.clock.pass(14 * 24 * HOUR)
    await beats()
    expect((await manager.call(meetings.meetings, { query: { seriesId: meeting.seriesId } })).items).toMatchObject([{ id: meeting.id, state: 'cancelled' }])
    expect((await manager.raw('POST', `/meetings/${meeting.id}/close`, { version: cancelled.version, minutes: 'x', attended: [] })).json()).toMatchObject({ code: 'meeting.over' })
  })
  test('whose time has come without anybody closing it is followed by the next, once', async () => {
    const meeting = await plan({ repeats: 'week' })
    house.clock.pass(25 * HOUR)
    await beats()
    await beats()
    expect((await manager.call(meetings.meetings, { query: { seriesId: meeting.seriesId } })).items.map((one) => one.startsAt)).toEqual([nextStart(meeting.startsAt, 'week', 'Asia/Shanghai'), meeting.startsAt])
  })
  test('comes at the same time of day where clocks are changed', () => {
    expect(nextStart(new Date('2026-03-25T09:00:00Z'), 'week', 'Europe/Berlin')?.toISOString()).toBe('2026-04-01T08:00:00.000Z')
    expect(nextStart(new Date('2026-01-31T01:00:00Z'), 'month', 'Asia/Shanghai')?.toISOString()).toBe('2026-02-28T01:00:00.000Z')
  })
})

describe('a decision', () => {
  const open = () => boss.call(decisions.openDecision, { body: { title: '热线是否延长到 22 点', background: '晚间来电增加', options: ['延长', '不延长'] } })
  const say = (who: Person, of: Decision, stance: 'for' | 'against' | 'neutral', text: string, option = 0) => who.call(decisions.opine, { params: { id: of.id }, body: { stance, text, optionId: of.options[option]?.id ?? '' } })
  const made = async () => {
    const of = await open()
    await say(lead, of, 'for', '晚间投诉多')
    await say(agent, of, 'for', '愿意排班')
    await say(installer, of, 'against', '夜间没有师傅可派')
    return boss.call(decisions.decide, { params: { id: of.id }, body: { version: of.version, chosenId: of.options[0]?.id ?? '', outcome: '延长，先试三个月', rationale: '来电数据' } })
  }
  test('with an action of a day that is over is refused at its field and stays open', async () => {
    const of = await open()
    const refused = await boss.raw('POST', `/decisions/${of.id}/decide`, { version: of.version, chosenId: of.options[0]?.id ?? '', outcome: '延长', actions: [{ title: '排班', ownerId: agent.id, dueAt: at(HOUR) }, { title: '通知', ownerId: agent.id, dueAt: at(-HOUR) }] })
    expect(refused.json()).toMatchObject({ status: 400, errors: [{ path: 'actions.1.dueAt', code: 'decision.action-past' }] })
    expect(await boss.call(decisions.decision, { params: { id: of.id } })).toMatchObject({ state: 'open', version: of.version })
  })
  test('keeps who was for and against by name, and how far they agreed', async () => {
    const of = await made()
    expect(of).toMatchObject({ state: 'decided', consensus: 'majority', counts: { for: 2, against: 1, neutral: 0 }, decider: { name: '赵主管' } })
    const { items } = await agent.call(decisions.opinions, { params: { id: of.id } })
    expect(items.map((one) => [one.by.name, one.stance, one.text])).toEqual([['周组长', 'for', '晚间投诉多'], ['陈首问', 'for', '愿意排班'], ['孙师傅', 'against', '夜间没有师傅可派']])
  })
  test('COL-04: keeps dissent for good: no door deletes it, and the database refuses whoever tries behind the doors', async () => {
    const of = await made()
    const { items } = await agent.call(decisions.opinions, { params: { id: of.id } })
    const dissent = items.find((one) => one.stance === 'against')?.id ?? ''
    for (const method of ['DELETE', 'PATCH']) expect((await manager.raw(method, `/decisions/${of.id}/opinions/${dissent}`, {})).statusCode).toBe(404)
    await expect(house.directPool.query('delete from decision_opinion where id = $1', [dissent])).rejects.toThrow('decision.opinion-stays')
    await expect(house.directPool.query(`update decision_opinion set stance = 'for' where id = $1`, [dissent])).rejects.toThrow('decision.opinion-stays')
    await expect(house.directPool.query(`update decision set outcome = 'other' where id = $1`, [of.id])).rejects.toThrow('decision.written-once')
    await expect(house.directPool.query('delete from decision where id = $1', [of.id])).rejects.toThrow('decision.written-once')
    await expect(house.directPool.query('delete from decision_option where decision_id = $1', [of.id])).rejects.toThrow('decision.written-once')
    expect((await boss.raw('POST', `/decisions/${of.id}/decide`, { version: of.version, outcome: '改了' })).json()).toMatchObject({ status: 409, code: 'decision.over' })
    expect((await agent.call(decisions.opinions, { params: { id: of.id } })).items).toEqual(items)
  })
  test('takes further words after it, marked as such, which change nothing of what was counted', async () => {
    const of = await made()
    expect(await say(colleague, of, 'against', '之后才看到')).toMatchObject({ afterDecision: true })
    expect(await agent.call(decisions.decision, { params: { id: of.id } })).toMatchObject({ consensus: 'majority', counts: { for: 2, against: 1 } })
  })
  test('is made by whoever opened it or looks after all of them', async () => {
    const of = await open()
    expect((await agent.raw('POST', `/decisions/${of.id}/decide`, { version: of.version, outcome: 'x' })).json()).toMatchObject({ status: 403, code: 'decision.not-yours' })
    expect(await manager.call(decisions.decide, { params: { id: of.id }, body: { version: of.version, outcome: '不定', actions: [] } })).toMatchObject({ consensus: 'alone', decider: { name: '王经理' } })
  })
  test('whose people change their mind counts their last word; who is only for another option is against', () => {
    const said = (by: string, stance: 'for' | 'against' | 'neutral', optionId: string | null = 'a') => ({ by, stance, optionId })
    expect(standing([said('x', 'against'), said('x', 'for'), said('y', 'for', 'b'), said('z', 'neutral', null)], 'a')).toEqual({ for: 1, against: 1, neutral: 1 })
    fc.assert(fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (pro, against, neutral) => {
      const level = consensusOf({ for: pro, against, neutral })
      expect(level === 'unanimous' || level === 'consent' || level === 'alone').toBe(against === 0)
      if (against >= pro && against > 0) expect(level).toBe('contested')
    }))
  })
})

describe('a message with receipt', () => {
  const send = (more: Record<string, unknown> = {}) => lead.call(memos.sendMemo, { body: { receivers: [agent.id], matter: '周五前核对三份合同', why: '客户催办', expected: '逐份核对金额并回复', replyBy: at(4 * HOUR), ...more } as never }).then(({ items }) => items[0] as Memo)
  test('COL-06: 9 of 12 read back is a closed-loop rate of 75 %, and what is not read back goes up', { timeout: 120_000 }, async () => {
    house.clock.set('2026-05-11T01:00:00Z')
    const receivers = await Promise.all(Array.from({ length: 12 }, () => house.hire('agent')))
    for (const one of receivers) await change(one, { managerId: lead.id })
    const { items } = await boss.call(memos.sendMemo, { body: { receivers: receivers.map((one) => one.id), matter: '新退换政策', expected: '复述三条要点', replyBy: at(8 * HOUR) } })
    expect(items).toHaveLength(12)
    for (const [nth, one] of receivers.slice(0, 9).entries()) {
      const memo = items.find((item) => item.receiver.id === one.id) as Memo
      await one.call(memos.readBack, { params: { id: memo.id }, body: { version: memo.version, text: `第 ${nth} 人复述` } })
    }
    house.clock.pass(9 * HOUR)
    await beats()
    const rate = await manager.call(metrics.value, { params: { key: 'closed-loop-rate' }, query: { from: '2026-05-11', to: '2026-05-11' } })
    expect(rate).toMatchObject({ value: 75, n: 12, numerator: 9 })
    const late = (await boss.call(memos.memos, { query: { box: 'out', overdue: 'true' } })).items
    expect(late.map((one) => one.receiver.id).toSorted()).toEqual(receivers.slice(9).map((one) => one.id).toSorted())
    expect(await told(boss, late[0]?.id ?? '')).toEqual(['memo.notice-unconfirmed'])
    house.clock.set('2026-05-12T02:00:00Z')
    await beats()
    const up = (await lead.call(notifications.recent, { query: { limit: 100 } })).items.filter((one) => one.code === 'task.notice-escalated' && one.at > new Date('2026-05-11'))
    expect(up).toHaveLength(3)
    expect((await receivers[0]!.call(tasks.list, { query: { whose: 'mine' } })).items).toEqual([])
  })
  test('what is to be done by a day that is over is refused at its field, and nobody is sent anything', async () => {
    const before = (await lead.call(memos.memos, { query: { box: 'out' } })).items.length
    expect((await lead.raw('POST', '/memos', { receivers: [agent.id], matter: '核对合同', expected: '逐份核对', replyBy: at(4 * HOUR), doneBy: at(-HOUR) })).json()).toMatchObject({ status: 400, errors: [{ path: 'doneBy', code: 'memo.done-by-past' }] })
    expect((await lead.call(memos.memos, { query: { box: 'out' } })).items).toHaveLength(before)
  })
  test('stays open when it was only seen, closes when it is read back, and opens again when it was misunderstood', async () => {
    const memo = await send()
    await agent.call(memos.readMemo, { params: { id: memo.id }, body: {} })
    const seen = await lead.call(memos.memo, { params: { id: memo.id } })
    expect(seen).toMatchObject({ state: 'waiting', readAt: house.clock.now() })
    expect((await lead.raw('POST', `/memos/${memo.id}/read-back`, { version: seen.version, text: 'x' })).json()).toMatchObject({ code: 'memo.not-yours' })
    const back = await agent.call(memos.readBack, { params: { id: memo.id }, body: { version: seen.version, text: '周五前看两份合同' } })
    expect(back).toMatchObject({ state: 'confirmed', late: false })
    expect(await told(lead, memo.id)).toEqual(['memo.notice-confirmed'])
    const again = await lead.call(memos.correct, { params: { id: memo.id }, body: { version: back.version, text: '是三份', replyBy: at(2 * HOUR) } })
    expect(again).toMatchObject({ state: 'waiting', round: 2 })
    house.clock.pass(3 * HOUR)
    const second = await agent.call(memos.readBack, { params: { id: memo.id }, body: { version: again.version, text: '三份，周五前' } })
    expect(second).toMatchObject({ state: 'confirmed', late: true })
    await agent.call(memos.feedBack, { params: { id: memo.id }, body: { text: '已全部核对' } })
    expect((await lead.call(memos.memo, { params: { id: memo.id } })).words.map((one) => [one.kind, one.by.name])).toEqual([['read-back', '陈首问'], ['correction', '周组长'], ['read-back', '陈首问'], ['feedback', '陈首问']])
  })
  test('is its sender’s, its receiver’s and those who lead them; withdrawn it asks for nothing more', async () => {
    const memo = await send()
    expect((await colleague.raw('GET', `/memos/${memo.id}`)).statusCode).toBe(404)
    expect((await boss.raw('GET', `/memos/${memo.id}`)).statusCode).toBe(200)
    await lead.call(memos.withdrawMemo, { params: { id: memo.id }, body: { version: memo.version } })
    expect((await agent.call(tasks.list, { query: { whose: 'mine', aboutId: memo.id } })).items).toEqual([])
    expect((await lead.raw('POST', '/memos', { receivers: [lead.id], matter: 'x', expected: 'x', replyBy: at(60) })).json()).toMatchObject({ code: 'memo.to-oneself' })
  })
})

describe('an agreement between departments', () => {
  let service: string
  let field: string
  let agreement: string
  beforeAll(async () => {
    service = (await manager.call(units.makeDepartment, { body: { name: '客服部' } })).id
    field = (await manager.call(units.makeDepartment, { body: { name: '安装部', liaisonId: installer.id } })).id
    await change(agent, { departmentId: service })
    await change(installer, { departmentId: field })
    agreement = (await manager.call(agreements.makeAgreement, { body: { name: '客服与安装', askingId: service, answeringId: field, requests: [{ key: 'visit', name: { zh: '上门确认', en: 'Confirm a visit' }, within: '4h' }, { key: 'parts', name: { zh: '配件查询', en: 'Ask for parts' }, within: '1d' }] } })).id
  })
  const ask = (subject: string, request = 'visit') => agent.call(agreements.ask, { body: { agreementId: agreement, request, subject } })
  test('COL-08: gives each request a clock in working time; the month’s scorecard says how many replies came in time, and a late one goes to the superior of both', async () => {
    house.clock.set('2026-06-08T01:00:00Z')
    const [first, second, third, late] = [await ask('第一单'), await ask('第二单'), await ask('第三单', 'parts'), await ask('第四单')]
    expect(first).toMatchObject({ dueAt: new Date('2026-06-08T05:00:00Z'), contact: { id: installer.id } })
    expect(third.dueAt).toEqual(new Date('2026-06-08T10:00:00Z'))
    for (const one of [first, second, third]) await installer.call(agreements.answerRequest, { params: { id: one.id }, body: { version: one.version, answer: '可以' } })
    house.clock.set('2026-06-08T05:00:05Z')
    await beats()
    expect(await told(boss, late.id)).toEqual(['department-request.notice-escalated'])
    expect(await told(lead, late.id)).toEqual([])
    const after = await agent.call(agreements.request, { params: { id: late.id } })
    expect(after).toMatchObject({ overdue: true, escalatedTo: { name: '赵主管' } })
    expect(await manager.call(agreements.scorecard, { query: { month: '2026-06' } })).toMatchObject({ items: [{ department: { name: '安装部' }, asked: 4, due: 4, onTime: 3, share: 75, overdueNow: 1, escalated: 1 }] })
    await installer.call(agreements.answerRequest, { params: { id: late.id }, body: { version: after.version, answer: '抱歉，晚了' } })
    expect(await told(agent, late.id)).toEqual(['department-request.notice-answered'])
    const card = await manager.call(agreements.scorecard, { query: { month: '2026-06' } })
    expect(card.items[0]).toMatchObject({ share: 75, overdueNow: 0 })
    expect((await manager.raw('GET', '/coordination?month=2026-07')).json()).toMatchObject({ code: 'agreement.month-ahead' })
  })
  test('is asked by the department that may ask, answered by the one that owes it, and needs a liaison', async () => {
    expect((await colleague.raw('POST', '/department-requests', { agreementId: agreement, request: 'visit', subject: 'x' })).json()).toMatchObject({ status: 403, code: 'agreement.not-yours' })
    expect((await agent.raw('POST', '/department-requests', { agreementId: agreement, request: 'nothing', subject: 'x' })).json()).toMatchObject({ code: 'agreement.unknown-request' })
    const of = await ask('谁来答')
    expect((await colleague.raw('POST', `/department-requests/${of.id}/answer`, { version: of.version, answer: 'x' })).json()).toMatchObject({ code: 'department-request.not-found' })
    expect((await boss.raw('POST', `/department-requests/${of.id}/answer`, { version: of.version, answer: 'x' })).json()).toMatchObject({ code: 'department-request.not-yours' })
    expect((await manager.raw('POST', '/agreements', { name: '反过来', askingId: field, answeringId: service, requests: [{ key: 'a', name: { zh: '甲', en: 'A' }, within: '1h' }] })).json()).toMatchObject({ code: 'agreement.no-liaison' })
    expect((await manager.raw('POST', '/agreements', { name: '又一份', askingId: service, answeringId: field, requests: [{ key: 'a', name: { zh: '甲', en: 'A' }, within: '1h' }] })).json()).toMatchObject({ code: 'agreement.exists' })
    expect((await agent.raw('POST', '/agreements', { name: 'x', askingId: field, answeringId: service, requests: [] })).statusCode).toBe(403)
    await agent.call(agreements.withdrawRequest, { params: { id: of.id }, body: { version: of.version } })
    expect((await installer.raw('POST', `/department-requests/${of.id}/answer`, { version: of.version + 1, answer: 'x' })).json()).toMatchObject({ code: 'department-request.over' })
  })
})

describe('a review that comes round', () => {
  test('QLT-25: switched from quarter to month is rescheduled, with its task; holding it plans the next', async () => {
    house.clock.set('2026-07-01T01:00:00Z')
    const set = await manager.call(reviews.setReview, { body: { name: '服务标准', every: 'quarter', ownerId: lead.id, lastOn: '2026-06-15' } })
    expect(set.nextOn).toBe('2026-09-15')
    const due = async () => (await lead.call(tasks.list, { query: { whose: 'mine', sourceId: set.id } })).items.map((one) => one.dueAt?.toISOString())
    expect(await due()).toEqual(['2026-09-15T10:00:00.000Z'])
    const monthly = await manager.call(reviews.changeReview, { params: { id: set.id }, body: { version: set.version, every: 'month' } })
    expect(monthly.nextOn).toBe('2026-07-15')
    expect(await due()).toEqual(['2026-07-15T10:00:00.000Z'])
    expect((await lead.raw('PATCH', `/reviews/${set.id}`, { version: monthly.version, every: 'quarter' })).statusCode).toBe(403)
    house.clock.set('2026-07-20T01:00:00Z')
    expect((await manager.call(reviews.reviews, {})).items.find((one) => one.id === set.id)).toMatchObject({ overdue: true })
    const held = await lead.call(reviews.holdReview, { params: { id: set.id }, body: { version: monthly.version, heldOn: '2026-07-20', findings: '两条标准要改' } })
    expect(held).toMatchObject({ lastOn: '2026-07-20', nextOn: '2026-08-20', overdue: false, reviews: [{ dueOn: '2026-07-15', heldOn: '2026-07-20', findings: '两条标准要改', heldBy: { name: '周组长' } }] })
    expect(await due()).toEqual(['2026-08-20T10:00:00.000Z'])
    const handed = await manager.call(reviews.changeReview, { params: { id: set.id }, body: { version: held.version, ownerId: colleague.id } })
    expect(handed.owner.name).toBe('林二')
    expect((await colleague.call(tasks.list, { query: { whose: 'mine', sourceId: set.id } })).items).toHaveLength(1)
    await manager.call(reviews.changeReview, { params: { id: set.id }, body: { version: handed.version, state: 'ended' } })
    expect((await colleague.call(tasks.list, { query: { whose: 'mine', sourceId: set.id } })).items).toEqual([])
  })
  test('falls on the last day where a month has no such day, and stays overdue when it was missed', async () => {
    expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28')
    expect(monthsLater('2027-11-30', 3)).toBe('2028-02-29')
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
    fc.assert(fc.property(day, (last) => { expect(nextReview(last, 'month') > last && nextReview(last, 'quarter') > nextReview(last, 'month')).toBe(true) }))
    const missed = await manager.call(reviews.setReview, { body: { name: '月度标准回顾', every: 'month', ownerId: colleague.id, lastOn: '2025-10-16' } })
    expect(missed).toMatchObject({ nextOn: '2025-11-16', overdue: true })
  })
})
