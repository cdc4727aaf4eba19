import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { systemActor } from '../../../kernel/actors.ts'
import { newId } from '../../../kernel/id.ts'
import { forms } from '../../forms/contract.ts'
import { tasks } from '../../tasks/contract.ts'
import { cases, merges } from '../contract.ts'
import type { Case, OpenCase } from '../contract.ts'
import { receiveMessage } from '../index.ts'
import { course, links } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let admin: Person
let agent: Person
let other: Person
beforeAll(async () => {
  house = await openWholeHouse()
  const north = (await house.team('North')).id
  admin = await house.hire('system_admin')
  manager = await house.hire('cs_manager', { name: '王经理' })
  agent = await house.hire('agent', { teamId: north, name: '陈首问' })
  other = await house.hire('agent', { name: '外人' })
})
afterAll(() => house.close())

const versions = new Map<string, number>()
async function set(key: string, value: unknown) {
  const answer = await admin.raw('PATCH', `/settings/${key}`, { value, version: versions.get(key) ?? 0 })
  expect(answer.statusCode, answer.body).toBe(200)
  versions.set(key, (versions.get(key) ?? 0) + 1)
  await house.drain()
}
let phone = 13_700_000_000
let customer: OpenCase['customer']
beforeEach(() => { customer = { name: '欧阳娜', phone: String(++phone) } })
const open = async (more: Partial<OpenCase> = {}) => {
  const { id } = await agent.call(cases.open, { body: { kind: 'request', subject: '空调不制冷', description: '昨天装的，今天不制冷', channel: 'phone', ...(customer ? { customer } : {}), ...more } })
  return agent.call(cases.claim, { params: { id }, body: {} })
}
const move = (of: Case, to: string, fields?: object) => agent.call(cases.move, { params: { id: of.id }, body: { to, version: of.version, ...(fields ? { fields } : {}) } as never })
const tryMove = (of: Case, to: string, fields?: object) => agent.raw('POST', `/cases/${of.id}/transitions`, { to, version: of.version, ...(fields ? { fields } : {}) })
const get = (id: string) => agent.call(cases.get, { params: { id } })
const courseOf = (id: string) => agent.call(course.course, { params: { id } })

describe('CAS-13: a pressing case', () => {
  test('cannot leave triage without suspected causes and an emergency measure; the refusal names both, and the move itself may bring them', async () => {
    const { id } = await agent.call(cases.open, { body: { kind: 'request', subject: '漏水', description: '漏水', channel: 'phone', priority: 'high' } })
    const fresh = await get(id)
    const refused = await tryMove(fresh, 'open')
    expect(refused.json()).toMatchObject({ status: 422, code: 'flow.guard-failed', errors: [{ path: 'fields.suspectedCauses', code: 'course.causes-missing' }, { path: 'fields.emergencyMeasure', code: 'course.measure-missing' }] })
    expect((await tryMove(fresh, 'open', { suspectedCauses: ['installation-fault'] })).json()).toMatchObject({ errors: [{ path: 'fields.emergencyMeasure' }] })
    const moved = await move(fresh, 'open', { suspectedCauses: ['installation-fault', '水管老化'], emergencyMeasure: '请客户先关总阀' })
    expect(moved.status.key).toBe('open')
    expect(await courseOf(id)).toMatchObject({ suspectedCauses: [{ key: 'installation-fault', name: { zh: '安装不当' } }, { key: '水管老化', name: null }], emergencyMeasure: '请客户先关总阀', triagedBy: { id: agent.id }, triageMissing: false })
  })
  test('taken by somebody it still goes nowhere; one of normal priority asks for nothing', async () => {
    const urgent = await open({ priority: 'urgent' })
    expect((await tryMove(urgent, 'solved', { solution: 'x' })).statusCode).toBe(422)
    const normal = await open()
    const solved = await move(normal, 'solved', { solution: '已换件' })
    expect((await move(solved, 'closed')).status.key).toBe('closed')
  })
})

describe('the customer’s need', () => {
  test('CAS-07: an answer cannot be recorded before the need summary is saved; then the consultation goes through its phases', async () => {
    const of = await open({ kind: 'consultation' })
    expect(await courseOf(of.id)).toMatchObject({ phase: 'listen', need: null })
    const refused = await agent.raw('PATCH', `/cases/${of.id}/course`, { answer: '可以通用' })
    expect(refused.json()).toMatchObject({ status: 422, code: 'course.need-first', errors: [{ path: 'need' }] })
    const heard = await agent.call(course.keepCourse, { params: { id: of.id }, body: { need: '想确认二代滤芯能否装一代机', version: 0 } })
    expect(heard).toMatchObject({ phase: 'answer', needBy: { id: agent.id } })
    expect(await agent.call(course.keepCourse, { params: { id: of.id }, body: { answer: '不能', version: heard.version } })).toMatchObject({ phase: 'follow-up', answer: '不能' })
    expect((await agent.raw('PATCH', `/cases/${of.id}/course`, { answerDocument: 'no-such' })).json()).toMatchObject({ status: 422, code: 'course.unknown-document' })
    await move(of, 'solved', { solution: '不能通用' })
    const followUp = await agent.call(course.planFollowUp, { params: { id: of.id }, body: {} })
    await agent.call(course.answerFollowUp, { params: { id: followUp.id }, body: { outcome: 'solved', satisfaction: 5 } })
    expect((await courseOf(of.id)).phase).toBe('done')
  })
  test('where the company wants it, no reply leaves and nothing is solved before the need is written down', async () => {
    await set('cases.need-first', true)
    const of = await open({ kind: 'consultation' })
    expect((await agent.raw('POST', `/cases/${of.id}/messages`, { body: '可以', visibility: 'public' })).json()).toMatchObject({ status: 422, code: 'course.need-first' })
    expect((await tryMove(of, 'solved', { solution: 'x' })).json()).toMatchObject({ errors: [{ path: 'fields.need' }] })
    expect((await tryMove(of, 'solved', { solution: 'x', need: '问能否通用' })).statusCode).toBe(200)
    await set('cases.need-first', false)
  })
  test('CAS-08: the share of cases whose restated need was confirmed is a figure; other words are confirmed anew', async () => {
    const close = async (of: Case) => move(await move(of, 'solved', { solution: 'x' }), 'closed')
    const [one, two] = [await open({ channel: 'counter' }), await open({ channel: 'counter' })]
    const said = await agent.call(course.keepCourse, { params: { id: one.id }, body: { need: '换新机', needConfirmed: true } })
    expect(said.needConfirmedBy).toMatchObject({ id: agent.id })
    expect((await agent.call(course.keepCourse, { params: { id: one.id }, body: { need: '换同型号新机' } })).needConfirmedAt).toBeNull()
    await agent.call(course.keepCourse, { params: { id: one.id }, body: { needConfirmed: true } })
    await close(one)
    await close(two)
    const figure = await manager.raw('GET', '/metrics/need-confirmed?from=2026-03-01&to=2026-03-31&by=channel')
    expect((figure.json() as { groups: object[] }).groups).toContainEqual(expect.objectContaining({ group: 'counter', value: 50, numerator: 1, n: 2 }))
  })
})

describe('CAS-18: the closing checklist', () => {
  test('only warns by default, and blocks with every unticked item where the company wants it', async () => {
    const first = await move(await open(), 'solved', { solution: 'x' })
    expect((await move(first, 'closed')).warnings).toMatchObject([{ code: 'closing.unticked' }])
    await set('cases.closing-checklist', 'block')
    const solved = await move(await open(), 'solved', { solution: 'x' })
    const refused = await tryMove(solved, 'closed', { closing: { thanked: true } })
    expect(refused.json()).toMatchObject({ code: 'flow.guard-failed', errors: [{ path: 'fields.closing.offeredHelp' }, { path: 'fields.closing.feedback' }, { path: 'fields.closing.followChannel' }] })
    expect((await courseOf(solved.id)).closing.thanked).toBe(false)
    expect((await move(solved, 'closed', { closing: { thanked: true, offeredHelp: true, feedback: 'satisfied', followChannel: 'phone' } })).warnings).toBeUndefined()
    await set('cases.closing-checklist', 'warn')
  })
  test('ORG-09: an after-sales call is closed only with a record, the form for it or the result written down; other channels and kinds are not asked', async () => {
    const solved = await move(await open({ kind: 'support' }), 'solved')
    expect((await tryMove(solved, 'closed')).json()).toMatchObject({ status: 422, code: 'flow.guard-failed', errors: [{ path: 'fields.solution', code: 'closing.call-record' }] })
    expect((await tryMove(solved, 'closed', { solution: '   ' })).statusCode).toBeGreaterThanOrEqual(400)
    const form = (await agent.call(forms.list, { query: {} })).items.find(({ key }) => key === 'after-sales-call')
    await agent.call(forms.submit, { body: { formId: form?.id as string, about: { kind: 'case', id: solved.id }, answers: { matter: 'fault', said: '不出热水', answer: '教客户重置', next: 'none' } } })
    expect((await move(solved, 'closed')).status.class).toBe('closed')
    const noted = await move(await open({ kind: 'installation' }), 'solved')
    expect((await move(noted, 'closed', { solution: '已约明早上门' })).solution).toBe('已约明早上门')
    for (const more of [{ kind: 'support', channel: 'api' }, { kind: 'request' }] as const) expect((await move(await move(await open(more), 'solved'), 'closed')).status.class).toBe('closed')
  })
  test('a dissatisfied customer gets an analysis record, a task of whoever leads, finished with causes and finding', async () => {
    const of = await move(await open(), 'solved', { solution: 'x' })
    const { analyses } = await agent.call(course.keepCourse, { params: { id: of.id }, body: { closing: { feedback: 'dissatisfied' } } })
    expect(analyses).toMatchObject([{ origin: 'closing', state: 'open' }])
    await house.drain()
    expect((await manager.call(tasks.list, { query: { aboutId: of.id } })).items).toHaveLength(1)
    await agent.call(course.finishAnalysis, { params: { id: analyses[0]?.id as string }, body: { causes: ['service-slow'], finding: '等了三天才回复', measure: '周末排班' } })
    expect((await courseOf(of.id)).analyses).toMatchObject([{ state: 'done', causes: [{ name: { zh: '响应慢' } }], finding: '等了三天才回复' }])
    expect((await manager.call(tasks.list, { query: { aboutId: of.id } })).items).toHaveLength(0)
  })
})

describe('CAS-17: after the solution', () => {
  test('“not solved” opens the case again, asks why, and counts against first contact resolution', async () => {
    const fcr = async () => (await manager.raw('GET', '/metrics/first-contact-resolution?from=2026-04-01&to=2026-04-30')).json() as { n: number; numerator: number }
    house.clock.set('2026-04-06T01:00:00Z')
    const [good, bad] = [await open({ kind: 'complaint' }), await open({ kind: 'complaint' })]
    const solved: Case[] = []
    for (const of of [good, bad]) solved.push(await move(of, 'solved', { solution: '已换件' }))
    await house.drain()
    const followUp = (await courseOf(bad.id)).followUps[0]
    expect(followUp).toMatchObject({ state: 'open', owner: { id: agent.id }, dueAt: new Date('2026-04-08T01:00:00Z') })
    expect((await agent.call(tasks.list, { query: { whose: 'mine', aboutId: bad.id } })).items).toMatchObject([2, 7, 30].map((days) => ({ byHand: false, path: `/cases/${bad.id}`, dueAt: new Date(Date.UTC(2026, 3, 6 + days, 1)) })))
    await agent.call(course.answerFollowUp, { params: { id: followUp?.id as string }, body: { outcome: 'not-solved', satisfaction: 1, note: '还是不冷' } })
    const again = await get(bad.id)
    expect(again.status).toEqual({ key: 'open', class: 'open' })
    expect(await courseOf(bad.id)).toMatchObject({ analyses: [{ origin: 'follow-up' }], followUps: [{ state: 'answered', outcome: 'not-solved' }, { afterDays: 7 }, { afterDays: 30 }] })
    await move(await move(again, 'solved', { solution: '换了压缩机' }), 'closed', { concernResolved: true, cause: 'service-slow', liability: 'not-ours', basis: '检测报告' })
    await move(solved[0] as Case, 'closed', { concernResolved: true, cause: 'service-slow', liability: 'not-ours', basis: '检测报告' })
    await house.drain()
    house.clock.set('2026-04-20T01:00:00Z')
    expect(await fcr()).toMatchObject({ n: 2, numerator: 1 })
    house.clock.set('2026-03-02T01:00:00Z')
  })
  test('a complaint is asked about again after 7 and 30 days, also when it is closed; a solution that was not kept opens it', async () => {
    const of = await move(await move(await open({ kind: 'complaint' }), 'solved', { solution: '换新' }), 'closed', { concernResolved: true, cause: 'service-slow', liability: 'not-ours', basis: '检测报告' })
    await house.drain()
    const [first, second] = (await courseOf(of.id)).followUps
    await agent.call(course.answerFollowUp, { params: { id: first?.id ?? '' }, body: { outcome: 'solved' } })
    await house.drain()
    expect((await courseOf(of.id)).followUps.map(({ afterDays, state }) => [afterDays, state])).toEqual([[0, 'answered'], [7, 'open'], [30, 'open']])
    await agent.call(course.answerFollowUp, { params: { id: second?.id ?? '' }, body: { outcome: 'not-solved', note: '说好换新，一直没送来' } })
    await house.drain()
    expect((await get(of.id)).status.class).toBe('open')
    expect((await courseOf(of.id)).followUps.map(({ afterDays, state }) => [afterDays, state])).toEqual([[0, 'answered'], [7, 'answered'], [30, 'cancelled']])
    expect((await courseOf((await open({ kind: 'grumble' })).id)).followUps).toEqual([])
  })
  test('a case that its customer opens again needs no follow-up any more', async () => {
    const of = await move(await open({ kind: 'complaint' }), 'solved', { solution: 'x' })
    await house.drain()
    await house.work.unit(systemActor, 'test', (ctx) => receiveMessage(ctx, { caseId: of.id, body: '又坏了', channel: 'phone', interactionId: newId(), at: ctx.now }))
    await house.drain()
    expect((await courseOf(of.id)).followUps).toMatchObject([0, 7, 30].map((afterDays) => ({ afterDays, state: 'cancelled' })))
    expect((await agent.call(tasks.list, { query: { aboutId: of.id } })).items).toHaveLength(0)
  })
})

describe('cases that belong together', () => {
  test('a parent is closed after its children; a child has one parent and no children', async () => {
    const parent = await open()
    const child = await agent.call(links.child, { params: { id: parent.id }, body: { kind: 'request', subject: '派师傅上门', description: '周三前上门' } })
    expect(child.customer?.id).toBe(parent.customer?.id)
    expect((await agent.call(links.links, { params: { id: parent.id } })).items).toMatchObject([{ kind: 'child', case: { number: child.number, seen: true } }])
    expect((await agent.call(links.links, { params: { id: child.id } })).items).toMatchObject([{ kind: 'parent', case: { number: parent.number } }])
    const solved = await move(parent, 'solved', { solution: 'x' })
    expect((await tryMove(solved, 'closed')).json()).toMatchObject({ status: 422, errors: [{ code: 'course.children-open' }] })
    await move(child, 'solved', { solution: '已上门' })
    expect((await tryMove(solved, 'closed')).statusCode).toBe(200)
    const third = await open()
    const link = (id: string, kind: string, caseId: string) => agent.raw('POST', `/cases/${id}/links`, { kind, caseId })
    expect((await link(third.id, 'child', child.id)).json()).toMatchObject({ code: 'link.has-parent' })
    expect((await link(child.id, 'child', third.id)).json()).toMatchObject({ code: 'link.child-has-children' })
    expect((await link(third.id, 'child', third.id)).json()).toMatchObject({ status: 400, errors: [{ path: 'caseId', code: 'link.with-itself' }] })
  })
  test('of many who make each other parents at once no ring comes about', async () => {
    const ring = await Promise.all([open(), open(), open()])
    const answers = await Promise.all(ring.map((one, n) => agent.raw('POST', `/cases/${one.id}/links`, { kind: 'child', caseId: (ring[(n + 1) % 3] as Case).id })))
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1)
    expect(answers.every(({ statusCode }) => [201, 422].includes(statusCode))).toBe(true)
  })
  test('a link stands once, is told to both, and can be taken away', async () => {
    const [one, two] = [await open(), await open()]
    const made = await agent.call(links.link, { params: { id: one.id }, body: { kind: 'causes', caseId: two.id } })
    expect((await agent.call(links.links, { params: { id: two.id } })).items).toMatchObject([{ kind: 'caused-by' }])
    expect((await agent.raw('POST', `/cases/${two.id}/links`, { kind: 'caused-by', caseId: one.id })).json()).toMatchObject({ status: 409, code: 'link.already' })
    await agent.call(links.endLink, { params: { id: made.id } })
    expect((await agent.call(links.links, { params: { id: two.id } })).items).toEqual([])
    expect((await other.raw('GET', `/cases/${one.id}/links`)).statusCode).toBe(404)
  })
})

describe('a split', () => {
  test('lets messages go on as a case of their own, whose deadlines count from the first of them; merging takes it back', async () => {
    const of = await open()
    house.clock.pass(3_600)
    const { messageId } = await house.work.unit(systemActor, 'test', (ctx) => receiveMessage(ctx, { caseId: of.id, body: '另外发票抬头错了', channel: 'phone', interactionId: newId(), at: ctx.now }))
    const said = house.clock.now()
    house.clock.pass(3_600)
    const part = await agent.call(links.split, { params: { id: of.id }, body: { messageIds: [messageId], subject: '发票抬头错误', kind: 'request' } })
    expect(part).toMatchObject({ subject: '发票抬头错误', customer: { id: of.customer?.id }, firstResponder: { id: agent.id }, handler: { id: agent.id } })
    expect(part.clocks.find(({ key }) => key === 'first-response')?.startedAt).toEqual(said)
    const bodies = async (id: string) => (await agent.call(cases.messages, { params: { id }, query: {} })).items.map(({ body, visibility }) => `${visibility} ${body}`)
    expect(await bodies(of.id)).toEqual(['public 昨天装的，今天不制冷'])
    expect((await bodies(part.id)).toSorted()).toEqual(['internal 空调不制冷', 'public 另外发票抬头错了'])
    expect((await agent.call(links.links, { params: { id: part.id } })).items).toMatchObject([{ kind: 'split-from', case: { number: of.number }, may: [] }])
    await house.drain()
    const found = (await agent.raw('GET', `/search?q=${encodeURIComponent('发票抬头')}&kind=message`)).json() as { items: { path: string }[] }
    expect(found.items.map(({ path }) => path)).toContain(`/cases/${part.id}`)
    await agent.call(merges.merge, { params: { id: part.id }, body: { intoCaseId: of.id } })
    expect(await bodies(of.id)).toHaveLength(3)
  })
  test('leaves at least one message, and takes only its own', async () => {
    const [one, two] = [await open(), await open()]
    const ids = async (of: Case) => (await agent.call(cases.messages, { params: { id: of.id }, query: {} })).items.map(({ id }) => id)
    expect((await agent.raw('POST', `/cases/${one.id}/split`, { messageIds: await ids(one), subject: 'x' })).json()).toMatchObject({ code: 'split.nothing-left' })
    expect((await agent.raw('POST', `/cases/${one.id}/split`, { messageIds: await ids(two), subject: 'x' })).json()).toMatchObject({ code: 'split.unknown-message' })
  })
})

describe('CAS-01 and CHN-15: a customer’s journey', () => {
  test('shows four stages with cases, what the customer did and gaps; what other systems tell is taken once', async () => {
    const inquiry = await open({ kind: 'consultation' })
    await open({ kind: 'complaint' })
    const id = inquiry.customer?.id as string
    const at = house.clock.now().toISOString()
    const tell = (externalId: string) => manager.raw('POST', '/behaviours', { events: [{ customerId: id, kind: 'order', label: '订单 A-1', amount: 1299, source: 'shop', externalId, at }] })
    const journey = async () => (await agent.call(course.journey, { params: { id } })).stages.map(({ stage, cases: own, behaviours, gap }) => [stage, own.length, behaviours.length, gap])
    expect(await journey()).toEqual([['inquiry', 1, 0, false], ['purchase', 0, 0, true], ['use', 0, 0, true], ['after-sales', 1, 0, false]])
    expect((await tell('A-1')).json()).toEqual({ taken: 1, known: 0, refused: [] })
    expect((await tell('A-1')).json()).toEqual({ taken: 0, known: 1, refused: [] })
    await agent.call(course.keepCourse, { params: { id: inquiry.id }, body: { stage: 'use' } })
    expect(await journey()).toEqual([['inquiry', 0, 0, true], ['purchase', 0, 1, false], ['use', 1, 0, false], ['after-sales', 1, 0, false]])
    expect((await manager.raw('GET', `/customers/${id}/behaviours`)).json()).toMatchObject({ items: [{ kind: 'order', label: '订单 A-1', amount: 1299 }] })
    expect((await manager.raw('POST', '/behaviours', { events: [{ customerId: newId(), kind: 'visit', label: 'x', source: 'shop', externalId: 'v', at }] })).json()).toMatchObject({ status: 422, errors: [{ path: 'events.0.customerId', code: 'customer.not-found' }] })
    expect((await agent.raw('POST', '/behaviours', { events: [] })).statusCode).toBe(403)
  })
})
