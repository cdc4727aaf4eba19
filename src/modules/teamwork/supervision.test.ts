import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { strike } from '../../kernel/jobs.ts'
import { notifications, staff, units } from '../people/contract.ts'
import { tasks } from '../tasks/contract.ts'
import { inspections } from './inspections/contract.ts'
import { summaries } from './summaries/contract.ts'
import { dueOn, periodOf } from './summaries/rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let boss: Person
let agent: Person
const DAY = 86_400
beforeAll(async () => {
  house = await openWholeHouse()
  const hr = await house.hire('hr')
  manager = await house.hire('cs_manager', { name: '王经理' })
  boss = await house.hire('cs_supervisor', { name: '赵主管' })
  agent = await house.hire('agent', { name: '陈专员' })
  for (const [who, above] of [[agent, boss], [boss, manager]] as const) {
    const { version } = await hr.call(staff.get, { params: { id: who.id } })
    await hr.call(staff.change, { params: { id: who.id }, body: { version, managerId: above.id } })
  }
})
afterAll(() => house.close())
const at = (seconds: number) => new Date(house.clock.now().getTime() + seconds * 1_000).toISOString()
const beats = async () => {
  for (const one of house.house.flatMap((module) => module.beats ?? []).filter(({ name }) => /^(tasks|teamwork)\./.test(name))) await strike(house.work, one)
  await house.drain()
}
const inbox = async (who: Person, kind: string) => (await who.call(tasks.list, { query: { whose: 'mine' } })).items.filter((one) => one.source.kind === kind)
const codes = async (who: Person, id: string) => (await who.call(notifications.recent, { query: { limit: 100 } })).items.filter((one) => one.subjectId === id).map((one) => one.code)

describe('an inspection', () => {
  const inspect = (by: Person, more: object = {}) => by.call(inspections.inspect, { body: { staffId: agent.id, area: '电话礼仪', finding: '通话结束先于客户挂机', expected: '等客户先挂机', dueAt: at(2 * DAY), ...more } as never })
  test('gives a deadline, is put right by the person, and is closed by somebody else alone', async () => {
    const found = await inspect(boss)
    expect(found).toMatchObject({ state: 'open', overdue: false, staff: { name: '陈专员' }, inspector: { name: '赵主管' } })
    const [task] = await inbox(agent, 'inspection')
    expect(task).toMatchObject({ about: { kind: 'inspection', id: found.id }, byHand: false, path: `/inspections/${found.id}` })
    await expect(boss.call(inspections.verify, { params: { id: found.id }, body: { version: found.version } })).rejects.toMatchObject({ status: 409, code: 'inspection.not-now' })
    const right = await agent.call(inspections.putRight, { params: { id: found.id }, body: { version: found.version, text: '已改，今天三通都等客户先挂' } })
    expect(right).toMatchObject({ state: 'corrected', may: [] })
    expect(await inbox(agent, 'inspection')).toEqual([])
    const [check] = await inbox(boss, 'inspection')
    expect(check?.title).toMatchObject({ zh: '核验整改：电话礼仪' })
    const back = await boss.call(inspections.sendBack, { params: { id: found.id }, body: { version: right.version, text: '昨天还有一通', dueAt: at(DAY) } })
    expect(back).toMatchObject({ state: 'open', round: 2 })
    const again = await agent.call(inspections.putRight, { params: { id: found.id }, body: { version: back.version, text: '已复听并改正' } })
    const closed = await boss.call(inspections.verify, { params: { id: found.id }, body: { version: again.version } })
    expect(closed).toMatchObject({ state: 'verified', verifiedBy: { name: '赵主管' }, late: false })
    expect((await agent.call(inspections.inspection, { params: { id: found.id } })).words.map((one) => one.kind)).toEqual(['correction', 'return', 'correction'])
    expect((await boss.call(inspections.inspectionEvents, { params: { id: found.id } })).items.map((one) => one.kind)).toEqual(['inspection.made', 'inspection.corrected', 'inspection.returned', 'inspection.corrected', 'inspection.verified'])
  })
  test('a supervisor of one business line inspects its people and reads what was found of them, and of no other line', async () => {
    const admin = await house.hire('system_admin')
    const [ours, theirs] = [await manager.call(units.makeLine, { body: { name: '家电' } }), await manager.call(units.makeLine, { body: { name: '手机' } })]
    const [ironer, caller, half] = [await house.hire('agent'), await house.hire('agent'), await house.hire('clerk', { name: '本线主管' })]
    await manager.call(units.makeTeam, { body: { name: '家电组', lineId: ours.id, members: [{ id: ironer.id }] } })
    await manager.call(units.makeTeam, { body: { name: '手机组', lineId: theirs.id, members: [{ id: caller.id }] } })
    await admin.call(staff.assignRole, { params: { id: half.id }, body: { key: 'management', lineId: ours.id } })
    const [seen, hidden] = [await inspect(manager, { staffId: ironer.id }), await inspect(manager, { staffId: caller.id })]
    expect((await half.call(inspections.inspections, { query: {} })).items.map(({ id }) => id)).toEqual([seen.id])
    await expect(half.call(inspections.inspection, { params: { id: hidden.id } })).rejects.toMatchObject({ status: 404 })
    await expect(inspect(half, { staffId: caller.id })).rejects.toMatchObject({ status: 403, code: 'inspection.not-yours' })
    const own = await inspect(half, { staffId: ironer.id })
    const right = await ironer.call(inspections.putRight, { params: { id: seen.id }, body: { version: seen.version, text: '已改' } })
    // What the manager found of the line may be verified by whoever leads it.
    expect((await half.call(inspections.verify, { params: { id: seen.id }, body: { version: right.version } })).verifiedBy?.name).toBe('本线主管')
    expect((await manager.call(inspections.inspections, { query: {} })).items.map(({ id }) => id)).toEqual(expect.arrayContaining([seen.id, hidden.id, own.id]))
  })
  test('of a supervisor is never verified by that supervisor, whatever their rights', async () => {
    const found = await inspect(manager, { staffId: boss.id })
    const right = await boss.call(inspections.putRight, { params: { id: found.id }, body: { version: found.version, text: '已补' } })
    await expect(boss.call(inspections.verify, { params: { id: found.id }, body: { version: right.version } })).rejects.toMatchObject({ status: 403, code: 'inspection.own-correction' })
    await manager.call(inspections.verify, { params: { id: found.id }, body: { version: right.version } })
    await expect(inspect(boss, { staffId: boss.id })).rejects.toMatchObject({ code: 'inspection.oneself' })
    await expect(inspect(agent, { staffId: boss.id })).rejects.toMatchObject({ status: 403 })
  })
  test('that is overdue goes up the line', async () => {
    const found = await inspect(boss, { area: '着装', dueAt: at(3_600) })
    house.clock.pass(4 * DAY)
    await beats()
    expect((await boss.call(inspections.inspections, { query: { overdue: 'true' } })).items.map((one) => one.id)).toContain(found.id)
    const task = (await agent.call(tasks.list, { query: { whose: 'mine' } })).items.find((one) => one.about.id === found.id)
    expect(task).toMatchObject({ overdue: true })
    expect(task?.escalationLevel).toBeGreaterThan(0)
    expect((await codes(boss, task?.id as string))).toContain('task.notice-escalated')
  })
  test('is seen by its person, its inspector and who leads them, and by no colleague', async () => {
    const found = await inspect(boss, { area: '记录' })
    const colleague = await house.hire('agent')
    await expect(colleague.call(inspections.inspection, { params: { id: found.id } })).rejects.toMatchObject({ status: 404 })
    expect((await manager.call(inspections.inspection, { params: { id: found.id } })).id).toBe(found.id)
  })
})

describe('work summaries', () => {
  test('periods: a week from Monday to Sunday due on Friday, a month due so many days after', () => {
    expect(periodOf('2026-11-22', 'week')).toEqual({ fromOn: '2026-11-16', untilOn: '2026-11-22' })
    expect(dueOn(periodOf('2026-11-18', 'week'), -2)).toBe('2026-11-20')
    expect(periodOf('2026-02-10', 'month')).toEqual({ fromOn: '2026-02-01', untilOn: '2026-02-28' })
    expect(dueOn(periodOf('2028-02-29', 'month'), 3)).toBe('2028-03-03')
  })
  test('one is asked of each supervisor each week, once; missing, it is overdue; handed in late, it says so; the manager reads it', async () => {
    // To the beginning of a week, so that its deadline lies ahead.
    while (new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', weekday: 'short' }).format(house.clock.now()) !== 'Tue') house.clock.pass(DAY)
    await beats()
    await beats()
    const mine = (await boss.call(summaries.summaries, { query: { mine: 'true', state: 'due' } })).items
    const now = mine.filter((one) => !one.overdue)
    expect(now).toHaveLength(1)
    const [one] = now
    expect((await agent.call(summaries.summaries, { query: {} })).items).toEqual([])
    expect((await inbox(boss, 'work-summary')).map((task) => task.about.id)).toContain(one?.id)
    house.clock.pass(5 * DAY)
    await beats()
    expect((await manager.call(summaries.summaries, { query: { overdue: 'true' } })).items.map((it) => it.id)).toContain(one?.id)
    await expect(agent.call(summaries.handIn, { params: { id: one?.id as string }, body: { version: 1, done: '替人写' } })).rejects.toMatchObject({ status: 404 })
    const given = await boss.call(summaries.handIn, { params: { id: one?.id as string }, body: { version: one?.version as number, done: '处理工单 120 件', plans: '下周培训' } })
    expect(given).toMatchObject({ state: 'handed-in', late: true })
    await house.drain()
    expect(await codes(manager, given.id)).toEqual(['work-summary.notice-handed-in'])
    expect(await manager.call(summaries.read, { params: { id: given.id }, body: { version: given.version, remark: '注意复盘投诉' } })).toMatchObject({ state: 'read', readBy: { name: '王经理' } })
    await expect(boss.call(summaries.handIn, { params: { id: given.id }, body: { version: given.version + 1, done: '再写' } })).rejects.toMatchObject({ status: 409, code: 'work-summary.not-now' })
  })
})
