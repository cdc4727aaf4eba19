import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ApiError } from '../../../kernel/client.ts'
import { verifyChain } from '../../../kernel/events.ts'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { strike } from '../../../kernel/jobs.ts'
import { cases } from '../../cases/contract.ts'
import { course as caseCourse } from '../../cases/course/contract.ts'
import { supervision } from '../../cases/supervision/contract.ts'
import { ring } from '../../clocks/jobs.ts'
import { notifications, units } from '../../people/contract.ts'
import { outbox, templates } from '../../messages/contract.ts'
import { tasks } from '../../tasks/contract.ts'
import { complaintCourse, complaints } from '../contract.ts'
import { systemActor } from '../../../kernel/actors.ts'
import { newId } from '../../../kernel/id.ts'
import { receiveMessage } from '../../cases/index.ts'
import { askPulses } from './pulse.ts'
import { scoreIn, stagesOf } from './rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let agent: Awaited<ReturnType<typeof house.hire>>
let mate: typeof agent
let lead: typeof agent
let manager: typeof agent
let teamId: string
/** The clock's bell, and what is heard of it. */
const bell = async () => { await strike(house.work, ring); await house.drain() }
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  agent = await house.hire('agent', { name: '林小雨' })
  mate = await house.hire('agent')
  lead = await house.hire('team_lead')
  teamId = (await manager.call(units.makeTeam, { body: { name: '投诉组', members: [{ id: lead.id, leader: true }, { id: agent.id }, { id: mate.id }] } })).id
})
afterAll(() => house.close())

const open = (more: { kind?: 'complaint' | 'grumble' | 'request'; description?: string; channel?: 'phone' | 'api' | 'email' | 'counter' | 'chat'; customer?: { name: string; email?: string; phone?: string } } = {}, by = agent) => by.call(cases.open, { body: { kind: 'complaint', subject: '空调不制冷', description: '装好第二天就不制冷了，打电话没人接', channel: 'phone', teamId, ...more } })
const move = async (id: string, to: string, fields?: Record<string, unknown>, by = agent) => { const { version } = await by.call(cases.get, { params: { id } }); return by.call(cases.move, { params: { id }, body: { to, version, ...(fields ? { fields } : {}) } }) }
const say = (id: string, body: string, by = agent) => by.call(cases.say, { params: { id }, body: { body, visibility: 'public' } })
const course = (id: string, by = agent) => by.call(complaintCourse.course, { params: { id } })
const record = (id: string, body: object, by = agent) => by.call(complaintCourse.keepRecord, { params: { id }, body: body as never })
const assess = (id: string, body: object, by = agent) => by.call(complaintCourse.assess, { params: { id }, body: body as never })
const refusal = async (going: Promise<unknown>) => going.then(() => { throw new Error('was not refused') }, (error: unknown) => { if (error instanceof ApiError) return error.problem; throw error })
const eventsOf = async (id: string) => (await agent.call(cases.events, { params: { id } })).items
const kindsOf = async (id: string) => (await eventsOf(id)).map(({ kind }) => kind)
const heard = async (by: typeof agent, id: string) => (await by.call(notifications.recent, { query: {} })).items.filter((one) => one.subjectId === id).map((one) => one.code)

/** What a ZIP file holds, by name. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const found = new Map<string, Buffer>()
  for (let at = bytes.readUInt32LE(end + 16), n = bytes.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [method, size, name, extra, note, head] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)]
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28)
    const body = bytes.subarray(from, from + size)
    found.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 8 ? inflateRawSync(body) : body)
    at += 46 + name + extra + note
  }
  return found
}

describe('the record', () => {
  test('has the words the complaint was opened with until somebody writes them down, apart from our view; emptied ones block confirming (ETQ-29)', async () => {
    const { id } = await open()
    expect((await course(id)).record).toMatchObject({ words: '装好第二天就不制冷了，打电话没人接', wordsAreFirst: true, missing: [] })
    const now = await record(id, { words: '你们装完就不管了', view: '安装后无人回访', emotionStart: 4 })
    expect(now.record).toMatchObject({ words: '你们装完就不管了', wordsAreFirst: false, view: '安装后无人回访', emotionStart: 4 })
    expect(JSON.stringify(await eventsOf(id))).not.toContain('装完就不管')
    await record(id, { words: '  ' })
    await move(id, 'listening')
    expect(await refusal(move(id, 'confirmed'))).toMatchObject({ status: 422, code: 'flow.guard-failed', errors: [{ path: 'fields.words', code: 'complaint.words-missing' }] })
    expect((await move(id, 'confirmed', { words: '装完就不管了' })).status.key).toBe('confirmed')
  })
  test('is asked for as a whole where the complaint is serious: each field that is missing blocks confirming and may come along (CMP-05)', async () => {
    const { id } = await open()
    await move(id, 'listening')
    await assess(id, { severity: 'serious' })
    const { errors } = await refusal(move(id, 'confirmed'))
    expect(errors?.map(({ path }) => path)).toEqual(['fields.product', 'fields.demand', 'fields.interest', 'fields.evidence', 'fields.emotionStart'])
    expect(await refusal(move(id, 'confirmed', { product: '壁挂空调', demand: '退货', interest: '家里有老人，怕热' }))).toMatchObject({ errors: [{ path: 'fields.evidence' }, { path: 'fields.emotionStart' }] })
    // What came along with a refused move is not kept.
    expect((await course(id)).record.product).toBeNull()
    expect((await move(id, 'confirmed', { product: '壁挂空调', demand: '退货', interest: '家里有老人，怕热', evidence: '室温照片两张', emotionStart: 4 })).status.key).toBe('confirmed')
    expect((await course(id)).record).toMatchObject({ demand: '退货', interest: '家里有老人，怕热', emotionStart: 4 })
  })
  test('is refused on stale versions and on cases that are none', async () => {
    const { id } = await open()
    const { version } = await record(id, { product: '空调' })
    expect(await refusal(record(id, { product: '冰箱', version: version - 1 }))).toMatchObject({ status: 409, code: 'record.stale' })
    expect(await refusal(record(id, { words: '漏\u0000水' }))).toMatchObject({ status: 400, errors: [{ path: 'words', code: 'text.control-characters' }] })
    expect(await refusal(record(id, { occurredAt: '2099-01-01T00:00:00Z' }))).toMatchObject({ status: 400, errors: [{ path: 'occurredAt', code: 'complaint.occurred-later' }] })
    expect(await refusal(record((await open({ kind: 'request' })).id, { product: '空调' }))).toMatchObject({ status: 422, code: 'complaint.not-a-complaint' })
  })
})

test('the four phases go in order; an illegal jump is a conflict and each step is stamped (CMP-04)', async () => {
  const { id } = await open()
  await move(id, 'listening')
  for (const to of ['resolving', 'following-up', 'closed']) expect(await refusal(move(id, to))).toMatchObject({ status: 409, code: 'flow.illegal-transition' })
  await move(id, 'confirmed'); await move(id, 'resolving'); await move(id, 'following-up', { solution: '补加制冷剂' })
  expect(await refusal(move(id, 'closed'))).toMatchObject({ status: 422, errors: expect.arrayContaining([{ path: 'fields.liability', code: 'complaint.liability-undetermined' }, { path: 'fields.concernResolved', code: 'complaint.concern-unanswered' }, { path: 'fields.cause', code: 'complaint.cause-missing' }].map((one) => expect.objectContaining(one))) })
  expect((await move(id, 'closed', { concernResolved: true, cause: 'installation-fault', liability: 'not-ours', basis: '检测报告' })).status.key).toBe('closed')
  expect((await eventsOf(id)).filter(({ kind }) => kind === 'case.moved').map(({ actor, data }) => [(data as { to: string }).to, actor?.id])).toEqual(['listening', 'confirmed', 'resolving', 'following-up', 'closed'].map((to) => [to, agent.id]))
})

describe('at the closing', () => {
  const solved = async () => { const { id } = await open(); await move(id, 'listening'); await move(id, 'confirmed'); await move(id, 'resolving'); await move(id, 'following-up', { solution: '补加制冷剂' }); return id }
  const judged = { liability: 'not-ours', basis: '检测报告' }
  test('nothing closes before “concern resolved?” is answered; no is an answer too, and opened again the customer is asked anew (CMP-14)', async () => {
    const id = await solved()
    expect((await refusal(move(id, 'closed', { ...judged, cause: 'service-slow' }))).errors).toMatchObject([{ path: 'fields.concernResolved', code: 'complaint.concern-unanswered' }])
    expect((await move(id, 'closed', { ...judged, cause: 'service-slow', concernResolved: false })).status.key).toBe('closed')
    expect(await course(id)).toMatchObject({ concernResolved: { resolved: false, done: { by: { id: agent.id } } } })
    await house.work.unit(systemActor, 'test', (ctx) => receiveMessage(ctx, { caseId: id, key: newId(), channel: 'email', at: ctx.now, body: '还是不制冷', customerId: null } as never))
    await house.drain()
    expect((await agent.call(cases.get, { params: { id } })).status.class).not.toBe('closed')
    expect((await course(id)).concernResolved).toBeNull()
    await move(id, 'solved', { solution: '换压缩机' })
    expect((await refusal(move(id, 'closed'))).errors).toMatchObject([{ code: 'complaint.concern-unanswered' }])
  })
  test('its cause is one of the tree, with words of one’s own beside it', async () => {
    const id = await solved()
    expect(await refusal(record(id, { cause: '师傅迟到', causeWords: '迟到两小时' }))).toMatchObject({ status: 400, errors: [{ path: 'cause', code: 'complaint.cause-unknown', message: expect.stringContaining('师傅迟到') }] })
    expect(await refusal(move(id, 'closed', { ...judged, concernResolved: true, cause: 'too-late', causeWords: '迟到两小时' }))).toMatchObject({ status: 400, errors: [{ path: 'fields.cause', code: 'complaint.cause-unknown' }] })
    // Words that name none of them alone are kept beside “other”, a name is as good as a key.
    expect((await record(id, { cause: '师傅迟到' })).cause).toMatchObject({ cause: 'other', words: '师傅迟到' })
    expect((await record(id, { cause: '延误', causeWords: null })).cause).toMatchObject({ cause: 'delivery-late', words: null })
    expect((await move(id, 'closed', { ...judged, concernResolved: true, cause: 'delivery-late', causeWords: '师傅迟到两小时，没有提前告知' })).status.key).toBe('closed')
    expect((await course(id)).cause).toMatchObject({ cause: 'delivery-late', words: '师傅迟到两小时，没有提前告知' })
    expect(JSON.stringify(await eventsOf(id))).not.toContain('两小时')
    expect((await record(id, { cause: 'delivery-late', causeWords: null })).cause).toMatchObject({ words: null })
  })
})

describe('while the customer is listened to', () => {
  test('nothing explains: neither a free text nor a template (CMP-06, ruling 4)', async () => {
    const { id } = await open()
    await move(id, 'listening')
    expect((await course(id)).listening).toBe(true)
    expect(await refusal(say(id, '我解释一下，这是因为旺季师傅不够。'))).toMatchObject({ status: 422, code: 'complaint.no-explaining', suggestion: '我在听，请您接着说。' })
    await say(id, '我在听，请您把经过慢慢说给我听。')
    const listed = (await agent.call(templates.templates, { query: { caseId: id } })).items
    expect(listed.filter(({ against }) => against).map(({ category }) => category).every((one) => one === 'explanation' || one === 'solution')).toBe(true)
    expect(listed.find(({ key }) => key === 'complaint-explanation')?.against).toMatchObject({ code: 'complaint.listening-locks' })
    expect(await refusal(agent.call(templates.renderTemplate, { params: { key: 'complaint-explanation' }, query: { locale: 'zh-CN', examples: 'true', caseId: id } }))).toMatchObject({ status: 422, code: 'complaint.listening-locks' })
    expect(await refusal(agent.call(complaintCourse.decide, { params: { id }, body: { text: '退货', how: 'phone' } }))).toMatchObject({ code: 'complaint.still-listening' })
    for (const offer of ['给您换一台新的。', 'We offer a refund of 20 yuan.']) expect(await refusal(say(id, offer))).toMatchObject({ code: 'complaint.no-explaining' })
    // What is written down waits as well, by itself or along with a move; what is solved at once may say how.
    const { version } = await agent.call(caseCourse.keepCourse, { params: { id }, body: { need: '换一台', version: 0 } })
    expect(await refusal(agent.call(caseCourse.keepCourse, { params: { id }, body: { answer: '可以换', version } }))).toMatchObject({ status: 422, code: 'complaint.solution-locked', errors: [{ path: 'answer' }] })
    const listening = await agent.call(cases.get, { params: { id } })
    for (const to of ['confirmed', 'waiting-customer']) expect(await refusal(agent.call(cases.move, { params: { id }, body: { to, version: listening.version, fields: { solution: '换新' } } }))).toMatchObject({ status: 422, errors: [{ path: 'fields.solution', code: 'complaint.solution-locked' }] })
    await move(id, 'confirmed')
    await say(id, '我解释一下，这是因为室外机接口漏加了制冷剂。')
    expect((await agent.call(templates.templates, { query: { caseId: id } })).items.every(({ against }) => against === null)).toBe(true)
  })
})

describe('severity', () => {
  test('gives the level by the matrix, apart from priority; a serious one is told up by itself, another level needs a reason (CMP-12, ruling 10)', async () => {
    const { id, priority } = await open()
    expect((await assess(id, { severity: 'moderate' })).assessment).toMatchObject({ level: { key: 'routine' }, proposed: 'routine' })
    expect(await heard(lead, id)).toEqual([])
    expect((await assess(id, { severity: 'serious' })).assessment).toMatchObject({ severity: 'serious', level: { key: 'serious', tells: ['supervisor', 'manager'] } })
    expect(await heard(lead, id)).toContain('complaint.notice-escalated')
    expect(await heard(manager, id)).toContain('complaint.notice-escalated')
    expect(await kindsOf(id)).toEqual(expect.arrayContaining(['complaint.assessed', 'complaint.escalated']))
    expect((await assess(id, { severity: 'minor', safety: 'actual' })).assessment).toMatchObject({ level: { key: 'critical' } })
    expect(await refusal(assess(id, { severity: 'serious', level: 'routine' }))).toMatchObject({ status: 422, code: 'complaint.level-needs-reason', errors: [{ path: 'reason' }] })
    expect((await assess(id, { severity: 'serious', level: 'raised', reason: '客户已当面谅解' })).assessment).toMatchObject({ level: { key: 'raised' }, proposed: 'serious', reason: '客户已当面谅解' })
    expect((await agent.call(cases.get, { params: { id } })).priority).toBe(priority)
  })
  test('shortens the first response; when it is not given the manager is paged (CMP-09)', async () => {
    const { id } = await open({ channel: 'api' })
    const due = async () => (await agent.call(cases.get, { params: { id } })).clocks.find(({ key }) => key === 'first-response')?.dueAt?.getTime() ?? 0
    const before = await due()
    await assess(id, { severity: 'critical' }, manager)
    expect(before - await due()).toBe(45 * 60_000)
    house.clock.pass(3_600)
    await bell()
    expect(await heard(manager, id)).toContain('complaint.notice-unanswered')
  })
})

describe('acknowledgement', () => {
  test('is given by whatever door it came, each within its clock (CMP-01)', async () => {
    const spoken = await open()
    const counter = await open({ channel: 'counter' })
    const mailed = await open({ channel: 'api', customer: { name: '周宁', email: `zhou${Date.now()}@example.com` } })
    const silent = await open({ channel: 'chat' })
    await house.drain()
    expect((await course(spoken.id)).acknowledgement).toMatchObject({ how: 'spoken', late: false, done: { by: { id: agent.id } } })
    expect((await course(counter.id)).acknowledgement).toMatchObject({ how: 'spoken' })
    const byMail = (await course(mailed.id, manager)).acknowledgement
    const sent = (await manager.call(outbox.list, { query: { aboutId: mailed.id } })).items
    expect([sent.map(({ template }) => template), byMail === null]).toEqual([['complaint-receipt'], sent[0]?.state === 'held'])
    // In the language they complained in, or wish to be written to in.
    const english = await open({ channel: 'api', description: 'The cooling stopped after two days and nobody answers.', customer: { name: 'Ann Lee', email: `ann${Date.now()}@example.com` } })
    await house.drain()
    const [receipt] = (await manager.call(outbox.list, { query: { aboutId: english.id } })).items
    expect(receipt).toMatchObject({ template: 'complaint-receipt', subject: expect.stringMatching(/^[^\p{Script=Han}]+$/u) })
    const waits = await course(silent.id, manager)
    expect([waits.acknowledgement, waits.acknowledgeBy === null]).toEqual([null, false])
    house.clock.pass(26 * 3_600)
    await bell()
    expect(await heard(lead, silent.id)).toContain('complaint.notice-unacknowledged')
    expect((await manager.call(complaintCourse.acknowledge, { params: { id: silent.id }, body: { how: 'message' } })).acknowledgement).toMatchObject({ how: 'message', late: true })
    expect(await refusal(manager.call(complaintCourse.acknowledge, { params: { id: silent.id }, body: { how: 'message' } }))).toMatchObject({ status: 409, code: 'complaint.already-acknowledged' })
  })
})

test('each step is told by the channel the customer likes best, and the log of messages has it (CAS-19)', async () => {
  const { id } = await open({ customer: { name: '林先生', email: 'lin.progress@example.com' } })
  await house.drain()
  await move(id, 'listening'); await move(id, 'confirmed'); await move(id, 'resolving')
  await house.drain()
  const sent = (await manager.call(outbox.list, { query: { aboutId: id } })).items.filter(({ template }) => template === 'complaint-progress')
  expect(sent.map(({ channel, automatic }) => [channel, automatic])).toEqual([['email', true], ['email', true]])
  const letters = async (template: string) => Promise.all((await manager.call(outbox.list, { query: { aboutId: id } })).items.filter((one) => one.template === template).map((one) => manager.call(outbox.get, { params: { id: one.id } })))
  const [latest] = await letters('complaint-progress')
  // Until when it is decided, in the company's zone.
  expect(latest?.text).toMatch(/我们会在 \d{4}年\d+月\d+日 \d{2}:\d{2} 前告诉您处理决定/)
  // Another time applies: it is told, too.
  await assess(id, { severity: 'critical' })
  await house.drain()
  expect((await letters('complaint-progress')).filter(({ text }) => text?.includes('处理时间有调整'))).toHaveLength(1)
})

describe('how content they are so far (CAS-19)', () => {
  const asked = async (id: string) => { house.clock.pass(3 * 86_400 + 1); await strike(house.work, askPulses); await house.drain(); return (await course(id)).pulse }
  const solving = async (more: Parameters<typeof open>[0]) => { const { id } = await open(more); await move(id, 'listening'); await move(id, 'confirmed'); await move(id, 'resolving'); await house.drain(); return id }
  test('is asked by the channel they like best once solving has gone on for its days; a low answer by mail reaches whoever leads at once', async () => {
    const id = await solving({ channel: 'email', customer: { name: '戚女士', email: 'qi.pulse@example.com' } })
    expect((await course(id)).pulse).toMatchObject({ asked: null, answer: null, due: expect.any(Date) })
    expect(await asked(id)).toMatchObject({ due: null, asked: { how: 'message' }, answer: null })
    expect((await manager.call(outbox.list, { query: { aboutId: id } })).items.filter(({ template }) => template === 'complaint-pulse')).toMatchObject([{ channel: 'email', automatic: true }])
    await house.work.unit(systemActor, 'test.mail', (ctx) => receiveMessage(ctx, { caseId: id, body: '2分，一直没人告诉我进展', channel: 'email', interactionId: newId(), at: ctx.now }))
    await house.drain()
    expect((await course(id)).pulse).toMatchObject({ answer: { score: 2, how: 'message' } })
    expect(await heard(lead, id)).toContain('complaint.notice-pulse')
    expect(await kindsOf(id)).toEqual(expect.arrayContaining(['complaint.pulse-asked', 'complaint.pulse-answered']))
    expect(await refusal(agent.call(complaintCourse.tellPulse, { params: { id }, body: { score: 5 } }))).toMatchObject({ status: 409, code: 'complaint.pulse-known' })
  })
  test('by telephone where nothing can be written; what is solved before its moment is not asked', async () => {
    const id = await solving({ customer: { name: '何先生', phone: '057188886666' } })
    const solved = await solving({ customer: { name: '吕女士', email: 'lv.pulse@example.com' } })
    await move(solved, 'solved')
    expect(await asked(id)).toMatchObject({ asked: { how: 'call' } })
    expect((await course(solved)).pulse).toBeNull()
    expect((await agent.call(tasks.list, { query: { whose: 'mine', aboutId: id } })).items).toEqual(expect.arrayContaining([expect.objectContaining({ title: expect.objectContaining({ zh: expect.stringContaining('问问对目前的处理是否满意') }) })]))
    expect((await agent.call(complaintCourse.tellPulse, { params: { id }, body: { score: 4, words: '有人管了' } })).pulse).toMatchObject({ answer: { score: 4, words: '有人管了', how: 'spoken', done: { by: { id: agent.id } } } })
    expect((await agent.call(tasks.list, { query: { whose: 'mine', aboutId: id } })).items.filter(({ title }) => JSON.stringify(title).includes('满意'))).toEqual([])
  })
  test.each([['4', 4], ['5分，很好', 5], ['３', 3], ['2星', 2], ['5/5', 5], ['1 号来的师傅', null], ['3.5', null], ['12345', null], ['你们好', null]] as const)('“%s” is read as %s', (text, score) => expect(scoreIn(text)).toBe(score))
})

test('a grumble becomes a complaint with all that was written (CMP-19)', async () => {
  const { id } = await open({ kind: 'grumble' })
  await record(id, { view: '只是发牢骚' })
  await agent.call(complaints.judge, { params: { id }, body: { liability: 'ours', basis: '预约记录' } })
  await move(id, 'open')
  const now = await agent.call(complaintCourse.upgrade, { params: { id }, body: { reason: '客户要求正式处理' } })
  expect(now).toMatchObject({ kind: 'complaint', record: { view: '只是发牢骚' }, upgraded: { by: { id: agent.id } }, listening: true })
  expect(await agent.call(complaints.get, { params: { id } })).toMatchObject({ liability: 'ours', basis: '预约记录' })
  expect(await kindsOf(id)).toEqual(expect.arrayContaining(['case.opened', 'complaint.judged', 'case.changed', 'complaint.upgraded']))
  expect(await refusal(agent.call(complaintCourse.upgrade, { params: { id }, body: { reason: '再来' } }))).toMatchObject({ code: 'complaint.not-a-grumble' })
})

describe('third parties', () => {
  test('a call for help reaches whoever leads, and stepping in is in the log (CMP-23)', async () => {
    const { id } = await open()
    const now = await agent.call(complaintCourse.askAssistance, { params: { id }, body: { kind: 'supervisor', why: '客户要求换人' } })
    await house.drain()
    expect(now.assistance).toMatchObject([{ kind: 'supervisor', why: '客户要求换人' }])
    expect(await heard(lead, id)).toContain('case.notice-help-asked')
    await lead.call(supervision.stepIn, { params: { id }, body: { reason: '接手与客户沟通' } })
    expect(await kindsOf(id)).toEqual(expect.arrayContaining(['complaint.assistance-asked', 'case.help-asked', 'case.stepped-in']))
  })
  test('a mediator or a body outside is named, with what came of it', async () => {
    const { id } = await open()
    expect(await refusal(agent.call(complaintCourse.askAssistance, { params: { id }, body: { kind: 'external', why: '双方谈不拢' } }))).toMatchObject({ errors: [{ path: 'who', code: 'complaint.assistance-needs-who' }] })
    const { assistance: [one] } = await agent.call(complaintCourse.askAssistance, { params: { id }, body: { kind: 'external', who: '区消费者协会', why: '双方谈不拢' } })
    const now = await agent.call(complaintCourse.settleAssistance, { params: { id, assistanceId: one?.id as string }, body: { outcome: '达成调解：退款一半' } })
    expect(now.assistance).toMatchObject([{ who: '区消费者协会', outcome: '达成调解：退款一半', may: [] }])
  })
})

test('a quarrel is settled by somebody else; confirmed it fails the evaluation and calls for a talk (CMP-28)', async () => {
  const { id } = await open()
  const { quarrels: [quarrel] } = await agent.call(complaintCourse.reportQuarrel, { params: { id }, body: { staffId: mate.id, what: '通话第三分钟开始对吼', source: 'recording' } })
  expect(quarrel).toMatchObject({ state: 'reported', evaluation: null, staff: { id: mate.id } })
  expect(await refusal(agent.call(complaintCourse.settleQuarrel, { params: { id: quarrel?.id as string }, body: { confirmed: true, reason: '听过录音', version: 1 } }))).toMatchObject({ status: 403 })
  const now = await manager.call(complaintCourse.settleQuarrel, { params: { id: quarrel?.id as string }, body: { confirmed: true, reason: '听过录音', version: 1 } })
  expect(now.quarrels).toMatchObject([{ state: 'confirmed', evaluation: 'fail', settled: { by: { id: manager.id } } }])
  expect(await heard(mate, id)).toContain('complaint.notice-quarrel-confirmed')
  expect((await eventsOf(id)).find(({ kind }) => kind === 'quarrel.settled')?.data).toMatchObject({ evaluation: 'fail', staffId: mate.id })
})

test('a complaint goes from a phone note to the archive; every stage has its actor, the pack is complete and verify is green (CMP-25)', async () => {
  const { id, number } = await open()
  await house.drain()
  await move(id, 'listening')
  await record(id, { product: '壁挂空调 KF-35', demand: '修好并说明原因', interest: '家里有老人，不能再热着', evidence: '室温照片', emotionStart: 4, view: '安装环节漏加制冷剂' })
  await assess(id, { severity: 'moderate', complexity: 'involved' })
  await move(id, 'confirmed')
  await move(id, 'resolving')
  // Whom it is about has no hand in it (CMP-02).
  await lead.call(complaints.nameAccused, { params: { id }, body: { staffIds: [mate.id] } })
  expect(await refusal(mate.call(complaintCourse.addFinding, { params: { id }, body: { kind: 'statement', what: '我没有错' } }))).toMatchObject({ code: 'complaint.accused-never-judges' })
  expect(await refusal(agent.call(complaintCourse.conclude, { params: { id }, body: { summary: '漏加' } }))).toMatchObject({ code: 'complaint.nothing-found' })
  const photo = (await agent.raw('POST', '/files', '压力表照片', { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent('压力表.txt') })).json() as { id: string; hash: string }
  await agent.call(complaintCourse.addFinding, { params: { id }, body: { kind: 'inspection', what: '低压侧压力 0.3 MPa', source: '师傅上门检测', attachments: [photo.id] } })
  await agent.call(complaintCourse.conclude, { params: { id }, body: { summary: '安装时漏加制冷剂' } })
  await agent.call(complaints.judge, { params: { id }, body: { liability: 'ours', basis: '上门检测记录' } })
  await say(id, '对不起，是我们安装时漏加了制冷剂。')
  await agent.call(complaintCourse.decide, { params: { id }, body: { text: '免费补加制冷剂，延保一年，明天上午上门。', how: 'message' } })
  // Declined: it stays in sight, and the customer is told where else to turn.
  const declined = await agent.call(complaintCourse.answer, { params: { id }, body: { accepted: false, words: '还要赔误工费' } })
  expect(declined).toMatchObject({ answer: { accepted: false, words: '还要赔误工费' }, recourse: { text: expect.stringContaining('12315') } })
  expect((await agent.call(cases.messages, { params: { id }, query: {} })).items.some(({ body }) => body.includes('12315'))).toBe(true)
  expect((await manager.call(tasks.list, { query: {} })).items.some(({ about }) => about?.id === id)).toBe(true)
  expect(await refusal(agent.call(complaintCourse.carryOut, { params: { id }, body: { what: '已补加' } }))).toMatchObject({ status: 422, code: 'complaint.declined-not-carried-out' })
  await agent.call(complaintCourse.decide, { params: { id }, body: { text: '另付误工补贴 200 元。', how: 'phone' } })
  await agent.call(complaintCourse.answer, { params: { id }, body: { accepted: true } })
  await agent.call(complaintCourse.carryOut, { params: { id }, body: { what: '已补加制冷剂，补贴到账' } })
  await move(id, 'following-up', { solution: '补加制冷剂并补贴' })
  await move(id, 'closed', { concernResolved: true, cause: 'installation-fault', emotionEnd: 1 })
  expect(await refusal(agent.call(complaintCourse.archive, { params: { id }, body: {} }))).toMatchObject({ status: 403 })
  await house.drain()
  const archived = await manager.call(complaintCourse.archive, { params: { id }, body: {} })
  expect(archived.stages.map(({ key, state }) => [key, state])).toEqual(['received', 'acknowledged', 'recorded', 'assessed', 'investigated', 'judged', 'decided', 'answered', 'carried-out', 'followed-up', 'cause', 'closed', 'archived'].map((key) => [key, 'done']))
  expect(archived.stages.map(({ by }) => by)).toEqual([...Array.from({ length: 12 }, () => agent.name), manager.name])
  expect(await refusal(record(id, { product: '别的' }))).toMatchObject({ code: 'complaint.is-archived' })

  const told = await manager.raw('GET', `/cases/${id}/evidence-pack`)
  expect([told.statusCode, told.headers['content-type']]).toEqual([200, 'application/zip'])
  expect(createHash('sha256').update(told.rawPayload).digest('hex')).toBe(archived.archived?.hash)
  const parts = unzip(told.rawPayload)
  expect([...parts.keys()]).toEqual(['case.json', 'complaint.json', 'messages.json', 'history.json', 'files.json', 'files/001-压力表.txt', 'README.txt', 'SHA256SUMS'])
  const sums = (parts.get('SHA256SUMS')?.toString('utf8') ?? '').trim().split('\n').map((one) => one.split('  ') as [string, string])
  for (const [sum, name] of sums) expect(createHash('sha256').update(parts.get(name) ?? '').digest('hex')).toBe(sum)
  expect(JSON.parse(parts.get('case.json')?.toString('utf8') ?? '')).toMatchObject({ number })
  const history = JSON.parse(parts.get('history.json')?.toString('utf8') ?? '') as { kind: string; hash: string | null }[]
  expect([history.length > 15, history.every(({ hash }) => hash !== null && /^[0-9a-f]{64}$/.test(hash))]).toEqual([true, true])
  expect(JSON.parse(parts.get('files.json')?.toString('utf8') ?? '')).toMatchObject([{ sha256: photo.hash, path: 'files/001-压力表.txt' }])
  expect(await verifyChain(house.directPool)).toMatchObject({ badAt: null })
})

test('whose last contact lies longer ago than its interval is in the silent list and pages its handler, until the customer hears from us (CMP-17)', async () => {
  const { id } = await open()
  await agent.call(cases.claim, { params: { id }, body: { version: (await agent.call(cases.get, { params: { id } })).version } })
  const silent = async () => (await lead.call(cases.list, { query: { silent: 'true', kind: 'complaint' } })).items.filter((one) => one.id === id)
  await say(id, '您好，已经收到，今天内给您答复。')
  const progress = (await agent.call(cases.get, { params: { id } })).clocks.find((clock) => clock.key === 'progress' && !clock.stoppedAt)
  const said = house.clock.now()
  expect(await silent()).toEqual([])
  house.clock.set(new Date(Number(progress?.dueAt) + 1_000))
  await bell()
  expect(await silent()).toMatchObject([{ id, silentSince: expect.any(Date) }])
  expect(Number(progress?.dueAt) - Number(said)).toBeGreaterThanOrEqual(9 * 3_600_000)
  expect(await heard(agent, id)).toContain('case.notice-overdue')
  expect((await lead.call(supervision.board, { query: {} })).silent.map((one) => one.case.id)).toContain(id)
  await say(id, '师傅明天上午九点到。')
  expect(await silent()).toEqual([])
})

test('who complained in English is told in English where else to turn', async () => {
  const { id } = await agent.call(cases.open, { body: { kind: 'complaint', subject: 'Water heater leaks', description: 'It leaked on day two.', channel: 'phone', teamId } })
  await agent.call(complaintCourse.decide, { params: { id }, body: { text: '更换密封圈，不退款', how: 'phone' } })
  const { recourse } = await agent.call(complaintCourse.answer, { params: { id }, body: { accepted: false } })
  expect(recourse?.text).toMatch(/^[^\p{Script=Han}]+12315/u)
})

test('a stage that others have passed is passed over, the next one is now', () => {
  const at = new Date('2026-11-22T08:00:00Z')
  expect(stagesOf([{ key: 'received', at, by: null }, { key: 'acknowledged', at: null, by: null }, { key: 'recorded', at, by: null }, { key: 'assessed', at: null, by: null }, { key: 'decided', at: null, by: null }]).map(({ state }) => state)).toEqual(['done', 'skipped', 'done', 'now', 'later'])
})
