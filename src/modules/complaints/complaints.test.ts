import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ApiError } from '../../kernel/client.ts'
import { strike } from '../../kernel/jobs.ts'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { bulks } from '../cases/bulk/contract.ts'
import { cases, merges } from '../cases/contract.ts'
import { workspace } from '../cases/desk/contract.ts'
import { supervision } from '../cases/supervision/contract.ts'
import { complaintCourse } from './course/contract.ts'
import { complaints } from './contract.ts'
import { complaintFigures } from './figures/contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let agent: Awaited<ReturnType<typeof house.hire>>
let lead: typeof agent
beforeAll(async () => {
  house = await openWholeHouse()
  const { id: teamId } = await house.team('投诉组')
  agent = await house.hire('agent', { teamId })
  lead = await house.hire('team_lead', { teamId })
})
afterAll(() => house.close())

const open = (kind: 'complaint' | 'grumble' | 'request', by = agent) => by.call(cases.open, { body: { kind, subject: '空调不制冷', description: '装好第二天就不制冷了', channel: 'phone' } })
const say = (id: string, body: string, more: { guardReason?: string } = {}, by = agent) => by.call(cases.say, { params: { id }, body: { body, visibility: 'public', ...more } })
const refusal = async (going: Promise<unknown>) => going.then(() => { throw new Error('was not refused') }, (error: unknown) => { if (error instanceof ApiError) return error.problem; throw error })
const judge = (id: string, liability: 'undetermined' | 'ours' | 'not-ours' | 'shared', by = agent) => by.call(complaints.judge, { params: { id }, body: { liability, basis: '检测报告' } })
const eventsOf = async (id: string) => (await agent.call(cases.events, { params: { id } })).items.map(({ kind }) => kind)
async function close(id: string, judged: object = {}) {
  for (const to of ['confirmed', 'resolving', 'following-up', 'closed']) {
    const { version, next } = await agent.call(cases.get, { params: { id } })
    if (!next.includes(to)) continue
    await agent.call(cases.move, { params: { id }, body: { to, version, fields: { solution: '更换压缩机', ...(to === 'closed' ? { concernResolved: true, cause: 'installation-fault', ...judged } : {}) } } })
  }
}

describe('liability', () => {
  test('is undetermined first, and judged with basis, judge and history', async () => {
    const { id } = await open('complaint')
    expect(await agent.call(complaints.get, { params: { id } })).toMatchObject({ liability: 'undetermined', judge: null, judgements: [], toJudge: true })
    await judge(id, 'shared')
    const seen = await agent.call(complaints.judge, { params: { id }, body: { liability: 'ours', basis: '安装时漏加制冷剂' } })
    expect(seen).toMatchObject({ liability: 'ours', basis: '安装时漏加制冷剂', judge: { id: agent.id }, judgements: [{ liability: 'ours' }, { liability: 'shared' }] })
    expect(await eventsOf(id)).toContain('complaint.judged')
  })
  test('is judged on complaints and grumbles only', async () => {
    expect(await refusal(judge((await open('request')).id, 'ours'))).toMatchObject({ status: 422, code: 'complaint.not-a-complaint' })
    expect(await judge((await open('grumble')).id, 'ours')).toMatchObject({ liability: 'ours' })
  })
  test('is never judged by whom the complaint is about, who can’t be given it either (CMP-02)', async () => {
    const { id, version } = await open('complaint', lead)
    await lead.call(complaints.nameAccused, { params: { id }, body: { staffIds: [agent.id] } })
    expect(await refusal(judge(id, 'not-ours'))).toMatchObject({ status: 422, code: 'complaint.accused-never-judges' })
    expect(await refusal(lead.call(cases.assign, { params: { id }, body: { version, handlerId: agent.id } }))).toMatchObject({ status: 422, code: 'case.barred' })
    expect(await lead.call(bulks.prepare, { body: { deed: { kind: 'assign', handlerId: agent.id }, choice: { ids: [id] } } })).toMatchObject({ refusals: [{ code: 'case.barred', n: 1 }] })
  })
  test('is nothing whom it is about can touch: no taking over, no giving on, no answer, no step, no merging into a case of theirs (CMP-02)', async () => {
    const boss = await house.hire('cs_supervisor')
    const { id, version } = await open('complaint')
    const accuse = (...staffIds: string[]) => boss.call(complaints.nameAccused, { params: { id }, body: { staffIds } })
    await accuse(lead.id, agent.id)
    expect(await lead.call(cases.get, { params: { id } })).toMatchObject({ id, may: [] })
    const forbidden = { status: 403, code: 'case.not-yours' }
    expect(await refusal(lead.call(supervision.stepIn, { params: { id }, body: { reason: '我自己来' } }))).toMatchObject(forbidden)
    expect(await refusal(lead.call(cases.assign, { params: { id }, body: { version, handlerId: boss.id } }))).toMatchObject(forbidden)
    expect(await refusal(lead.call(cases.move, { params: { id }, body: { to: 'confirmed', version } }))).toMatchObject(forbidden)
    expect(await refusal(say(id, '您好，一切都好。', {}, lead))).toMatchObject(forbidden)
    expect(await lead.call(bulks.prepare, { body: { deed: { kind: 'tag', add: ['x'] }, choice: { ids: [id] } } })).toMatchObject({ refusals: [{ code: 'case.not-yours', n: 1 }] })
    expect(await refusal(agent.call(cases.claim, { params: { id }, body: {} }))).toMatchObject({ status: 422, code: 'case.barred' })

    const other = await open('request', lead)
    await boss.call(cases.assign, { params: { id: other.id }, body: { version: other.version, handlerId: lead.id } })
    expect(await refusal(boss.call(merges.merge, { params: { id }, body: { intoCaseId: other.id } }))).toMatchObject({ status: 422, code: 'merge.handler-barred' })
    await boss.call(cases.assign, { params: { id: other.id }, body: { version: other.version + 1, handlerId: boss.id } })
    const merge = await boss.call(merges.merge, { params: { id }, body: { intoCaseId: other.id } })
    expect(await refusal(say(other.id, '您好', {}, lead))).toMatchObject(forbidden)
    await boss.call(merges.undo, { params: { id: merge.id }, body: {} })
    expect(await say(other.id, '您好', {}, lead)).toMatchObject({ author: { id: lead.id } })

    await accuse()
    expect(await say(id, '您好', {}, lead)).toMatchObject({ author: { id: lead.id } })
  })
  test('names nobody who is given the case at the same moment (CMP-02)', async () => {
    const boss = await house.hire('cs_supervisor')
    for (let round = 0; round < 8; round++) {
      const { id, version } = await open('complaint')
      await Promise.allSettled([
        lead.call(cases.assign, { params: { id }, body: { version, handlerId: agent.id } }),
        boss.call(complaints.nameAccused, { params: { id }, body: { staffIds: [agent.id] } }),
      ])
      const [{ handler }, { accused }] = await Promise.all([boss.call(cases.get, { params: { id } }), boss.call(complaints.get, { params: { id } })])
      expect([handler?.id === agent.id, accused.length > 0]).not.toEqual([true, true])
    }
  })
})

describe('an apology', () => {
  test('that was written to leave later is judged again at its moment: held where the fault is no longer ours, let go with the reason it was written with', async () => {
    const send = house.house.flatMap((module) => module.beats ?? []).find(({ name }) => name === 'cases.send-scheduled')!
    const later = (id: string, more: object = {}, by = agent) => by.call(workspace.scheduleReply, { params: { id }, body: { body: '非常抱歉，是我们装错了。', sendAt: new Date(house.clock.now().getTime() + 60_000).toISOString(), ...more } })
    const { id } = await open('complaint')
    await judge(id, 'ours')
    await later(id)
    await judge(id, 'not-ours')
    await later(id, { guardReason: '客户经理答应过' }, lead)
    house.clock.pass(61)
    await strike(house.work, send)
    await house.drain()
    expect((await agent.call(workspace.beside, { params: { id } })).scheduled).toMatchObject([{ state: 'held', reason: 'text-guard.apology-not-ours', by: { id: agent.id } }])
    expect((await agent.call(cases.messages, { params: { id }, query: {} })).items).toMatchObject([{ body: '非常抱歉，是我们装错了。', author: { id: lead.id } }, {}])
  })
  test('is refused where it is not our fault, with soothing words instead, and the log knows (CMP-13)', async () => {
    const { id } = await open('complaint')
    await judge(id, 'not-ours')
    expect(await refusal(say(id, '非常抱歉'))).toMatchObject({ status: 422, code: 'text-guard.apology-not-ours', suggestion: '感谢您的反映，我理解您的心情。' })
    expect(await eventsOf(id)).toContain('text-guard.refused')
    expect(await refusal(say(id, '非常抱歉', { guardReason: '客户坚持' }))).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ code: 'text-guard.needs-lead' })]) })
    expect((await say(id, '不好意思，让您久等了。检测结果今天下午三点前给您。')).warnings).toBeUndefined()
    const later = (body: string, more: object = {}, by = agent) => by.call(workspace.scheduleReply, { params: { id }, body: { body, sendAt: new Date(house.clock.now().getTime() + 3_600_000).toISOString(), ...more } })
    expect(await refusal(later('非常抱歉'))).toMatchObject({ status: 422, code: 'text-guard.apology-not-ours' })
    expect(await later('抱歉，这是总经理的意思。', { guardReason: '总经理要求' }, lead)).toMatchObject({ state: 'waiting' })
    await say(id, '抱歉，这是总经理的意思。', { guardReason: '总经理要求' }, lead)
    expect(await eventsOf(id)).toContain('text-guard.overridden')
  })
  test('is warned about while nobody knows, and needs approval where the fault is shared', async () => {
    const { id } = await open('complaint')
    expect((await say(id, '非常抱歉')).warnings).toMatchObject([{ code: 'text-guard.apology-undetermined' }])
    await judge(id, 'shared')
    expect(await refusal(say(id, '非常抱歉'))).toMatchObject({ code: 'text-guard.apology-needs-approval' })
    expect(await refusal(agent.call(complaints.approveApology, { params: { id }, body: {} }))).toMatchObject({ status: 403 })
    await lead.call(complaints.approveApology, { params: { id }, body: {} })
    expect((await say(id, '非常抱歉')).warnings).toBeUndefined()
  })
  test('is owed before a complaint of our fault is closed (CMP-12)', async () => {
    const { id } = await open('complaint')
    await judge(id, 'ours')
    expect(await refusal(close(id))).toMatchObject({ status: 422, code: 'flow.guard-failed', errors: [expect.objectContaining({ code: 'complaint.no-apology' })] })
    await say(id, '抱歉让您久等了。')
    expect(await refusal(close(id))).toMatchObject({ errors: [expect.objectContaining({ code: 'complaint.no-apology' })] })
    await say(id, '对不起，是我们安装时漏加了制冷剂。')
    await close(id)
    expect(await agent.call(cases.get, { params: { id } })).toMatchObject({ status: { key: 'closed' } })
    expect((await agent.call(complaints.get, { params: { id } })).apologies).toMatchObject([{ how: 'message', by: { id: agent.id } }])
  })
  test('made by telephone counts once it is noted', async () => {
    const { id } = await open('complaint')
    await judge(id, 'ours')
    await agent.call(complaints.noteApology, { params: { id }, body: { how: 'phone', note: '电话里向客户致歉' } })
    await close(id)
    expect(await agent.call(cases.get, { params: { id } })).toMatchObject({ status: { key: 'closed' } })
  })
  test('costs nothing on a case that is no complaint', async () => {
    const { id } = await open('request')
    expect((await say(id, '非常抱歉')).warnings).toBeUndefined()
  })
})

test('a complaint is not closed while nobody has said who is liable (CMP-11); the judgement may come along with its basis', async () => {
  const begun = await open('complaint')
  await judge(begun.id, 'undetermined')
  expect(await refusal(close(begun.id))).toMatchObject({ errors: [expect.objectContaining({ code: 'complaint.liability-undetermined' })] })
  const plain = await open('complaint')
  expect(await refusal(close(plain.id))).toMatchObject({ status: 422, code: 'flow.guard-failed', title: '还不能这样做：责任还没有判定，先判定再办结。', errors: [{ path: 'fields.liability', code: 'complaint.liability-undetermined' }] })
  expect(await refusal(close(plain.id, { liability: 'not-ours' }))).toMatchObject({ status: 422, errors: [{ path: 'fields.basis', code: 'complaint.basis-missing' }] })
  expect(await refusal(close(plain.id, { liability: 'ours', basis: '漏加制冷剂' }))).toMatchObject({ errors: [{ path: 'apologies', code: 'complaint.no-apology' }] })
  await close(plain.id, { liability: 'not-ours', basis: '客户自行改动了线路' })
  expect(await agent.call(cases.get, { params: { id: plain.id } })).toMatchObject({ status: { key: 'closed' } })
  expect(await agent.call(complaints.get, { params: { id: plain.id } })).toMatchObject({ liability: 'not-ours', judge: { id: agent.id }, basis: '客户自行改动了线路', judgements: [{ liability: 'not-ours' }] })
  const noted = await open('grumble')
  const { version } = await agent.call(cases.get, { params: { id: noted.id } })
  const solved = await agent.call(cases.move, { params: { id: noted.id }, body: { to: 'solved', version, fields: { solution: '已说明' } } })
  expect((await agent.call(cases.move, { params: { id: noted.id }, body: { to: 'closed', version: solved.version } })).status.key).toBe('closed')
})

describe('words that leave', () => {
  test('are refused when they turn the customer away, with a better sentence (ETQ-11, CMP-15); their writer may give a reason', async () => {
    const { id } = await open('request')
    expect(await refusal(say(id, '不知道'))).toMatchObject({ status: 422, code: 'text-guard.forbidden', suggestion: '我马上为您核实。', errors: [{ path: 'body', code: 'text-guard.forbidden' }] })
    expect(await say(id, '不知道', { guardReason: '客户要我照原话回复' })).toMatchObject({ body: '不知道' })
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(['text-guard.refused', 'text-guard.overridden']))
  })
  test('keep a whole identity card number in the house, and out of the answer', async () => {
    const { id } = await open('request')
    const problem = await refusal(say(id, '您的身份证11010519491231002X已核对'))
    expect(problem).toMatchObject({ code: 'text-guard.personal-id-card' })
    expect(JSON.stringify(problem)).not.toContain('11010519491231002X')
  })
  test('only warn about the rest, and notes among colleagues are free', async () => {
    const { id } = await open('request')
    expect((await say(id, '固件有问题，我们会尽快处理')).warnings).toMatchObject([{ code: 'text-guard.jargon', suggestion: '设备里自带的程序' }, { code: 'text-guard.vague' }])
    expect(await agent.call(cases.say, { params: { id }, body: { body: '这个我不知道，闭嘴', visibility: 'internal' } })).toMatchObject({ visibility: 'internal' })
    for (const body of ['您好，已为您登记，师傅明天上午与您联系。', '已收到，我们马上处理', 'Hello, your refund is on its way.']) expect((await say(id, body)).warnings).toBeUndefined()
  })
})

test('CMP-21: the board’s teams and products are of every complaint, whether its cause was said or not', async () => {
  const manager = await house.hire('cs_manager')
  const { id } = await open('complaint')
  await agent.call(complaintCourse.keepRecord, { params: { id }, body: { demand: '换新', interest: '能用', product: '中央空调' } as never })
  await open('complaint')
  await house.drain()
  const board = await manager.call(complaintFigures.board, { query: {} })
  const received = board.volume[0]?.value.n
  expect(received).toBeGreaterThan(1)
  expect(board.teams.reduce((sum, { n }) => sum + n, 0)).toBe(received)
  expect(board.products).toContainEqual(expect.objectContaining({ product: '中央空调', n: 1 }))
})
