import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { ApiError } from '../../kernel/client.ts'
import { definitions } from '../../kernel/definition-contract.ts'
import { cases } from '../cases/contract.ts'
import { course } from '../cases/course/contract.ts'
import { customers } from '../customers/contract.ts'
import { documents } from '../library/contract.ts'
import { metrics } from '../metrics/contract.ts'
import { tasks } from '../tasks/contract.ts'
import { receptions } from './briefs/contract.ts'
import { briefFor, industriesIn } from './briefs/rules.ts'
import { diagnoses } from './diagnosis/contract.ts'
import { faultsOfTree, standingAfter } from './diagnosis/rules.ts'
import type { Step, Tree } from './diagnosis/rules.ts'
import { emergencies } from './emergency/contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let agent: Awaited<ReturnType<typeof house.hire>>
let other: typeof agent
let manager: typeof agent
let lead: typeof agent
beforeAll(async () => {
  house = await openWholeHouse()
  const { id: teamId } = await house.team('电话客服组')
  agent = await house.hire('agent', { teamId, name: '陈小满' })
  other = await house.hire('agent', { teamId })
  lead = await house.hire('team_lead', { teamId })
  manager = await house.hire('cs_manager')
  await house.drain()
})
afterAll(() => house.close())

const refusal = (going: Promise<unknown>) => going.then(() => { throw new Error('was not refused') }, (error: unknown) => { if (error instanceof ApiError) return error.problem; throw error })
const open = (more: Partial<{ subject: string; customerId: string; kind: 'support' | 'complaint' }> = {}) => agent.call(cases.open, { body: { kind: 'support', subject: '洗衣机不通电', description: '按了没有反应', channel: 'phone', ...more } })
/** Approves what the product brought. */
async function approve(key: string) {
  const { id } = await manager.call(documents.byKey, { params: { key } })
  const { shown } = await manager.call(documents.get, { params: { id } })
  await manager.call(documents.move, { params: { id, versionId: shown.id }, body: { deed: 'approve', revision: shown.revision } })
  return id
}

describe('guided diagnosis (KNW-09)', () => {
  test('path and cause stay with the case, its course bears cause and measure, and figures count it', async () => {
    const { id } = await open()
    const begun = await agent.call(diagnoses.begin, { params: { id }, body: { tree: 'no-power' } })
    expect(begun).toMatchObject({ path: [], cause: null, next: { key: 'danger', answers: [{ key: 'yes' }, { key: 'no' }] } })
    const path = [{ ask: 'danger', answer: 'no' }, { ask: 'socket', answer: 'no' }, { ask: 'breaker', answer: 'yes' }]
    const on = await agent.call(diagnoses.walk, { params: { id: begun.id }, body: { path, version: begun.version } })
    expect(on).toMatchObject({ cause: null, next: { key: 'again' }, path: [{ asked: { zh: expect.stringContaining('焦味') }, answered: { zh: '不是' } }, {}, {}] })
    const done = await agent.call(diagnoses.walk, { params: { id: begun.id }, body: { path: [...path, { ask: 'again', answer: 'no' }], version: on.version } })
    expect(done).toMatchObject({ next: null, cause: { key: 'overload', name: { zh: '线路过载' } }, foundAt: expect.any(Date) })
    expect((await agent.call(diagnoses.diagnosesOfCase, { params: { id } })).items).toMatchObject([{ id: begun.id, cause: { key: 'overload' } }])
    expect(await agent.call(course.course, { params: { id } })).toMatchObject({ suspectedCauses: [{ key: 'customer-use', name: { zh: '使用不当' } }], emergencyMeasure: expect.stringContaining('大功率电器') })
    expect((await agent.call(cases.events, { params: { id } })).items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['case.diagnosis-begun', 'case.diagnosis-walked', 'case.cause-found']))
    const figure = await manager.call(metrics.value, { params: { key: 'causes-diagnosed' }, query: { from: '2024-01-01', to: '2030-12-31', by: 'causeName' } })
    expect(figure.groups?.find(({ group }) => group === '线路过载')?.value).toBe(1)
  })
  test('goes back by a shorter path, takes no step that the tree has not, and loses no race', async () => {
    const { id } = await open()
    const { id: diagnosis, version } = await agent.call(diagnoses.begin, { params: { id }, body: { tree: 'no-power' } })
    const walk = (path: Step[], at?: number) => agent.call(diagnoses.walk, { params: { id: diagnosis }, body: { path, ...(at === undefined ? {} : { version: at }) } })
    expect(await walk([{ ask: 'danger', answer: 'yes' }])).toMatchObject({ cause: { key: 'hazard' } })
    expect(await walk([])).toMatchObject({ cause: null, foundAt: null, next: { key: 'danger' } })
    expect(await refusal(walk([{ ask: 'lock', answer: 'yes' }]))).toMatchObject({ status: 400, errors: [{ path: 'path', code: 'diagnosis.not-on-the-tree' }] })
    expect(await refusal(walk([{ ask: 'danger', answer: 'yes' }, { ask: 'socket', answer: 'yes' }]))).toMatchObject({ status: 400 })
    expect(await refusal(walk([], version))).toMatchObject({ status: 409, code: 'record.stale' })
    expect(await refusal(agent.call(diagnoses.begin, { params: { id }, body: { tree: 'no-such' } }))).toMatchObject({ status: 400, errors: [{ path: 'tree', code: 'diagnosis.unknown-tree' }] })
  })
  test('a figure leads on by where it lies, at its bounds too, and is kept as it was said', async () => {
    const { id } = await open({ subject: '空调不制冷' })
    const { id: diagnosis, version } = await agent.call(diagnoses.begin, { params: { id }, body: { tree: 'no-cooling' } })
    const walk = (path: Step[]) => agent.call(diagnoses.walk, { params: { id: diagnosis }, body: { path } })
    const mode = { ask: 'mode', answer: 'yes' }
    expect(await walk([mode])).toMatchObject({ version: version + 1, next: { key: 'difference', measure: { unit: { zh: '℃' }, min: 0, max: 30 } } })
    expect(await walk([mode, { ask: 'difference', value: 2.9 }])).toMatchObject({ next: { key: 'outdoor' }, path: [{}, { answer: 'none', value: 2.9, unit: { zh: '℃' } }] })
    expect(await walk([mode, { ask: 'difference', value: 3 }])).toMatchObject({ next: { key: 'filter' } })
    expect(await walk([mode, { ask: 'difference', value: 8 }])).toMatchObject({ cause: { key: 'room' } })
    for (const value of [-0.1, 30.1]) expect(await refusal(walk([mode, { ask: 'difference', value }]))).toMatchObject({ status: 400, errors: [{ path: 'path', code: 'diagnosis.out-of-range', message: '请填 0 到 30 ℃ 之间的数值。' }] })
    expect(await refusal(walk([mode, { ask: 'difference', answer: 'none', value: 9 }]))).toMatchObject({ status: 400, errors: [{ code: 'diagnosis.not-on-the-tree' }] })
    expect((await agent.call(diagnoses.diagnosesOfCase, { params: { id } })).items[0]?.path[1]).toMatchObject({ value: 8, answered: { zh: '温差正常' } })
  })
  test('causes come by frequency with the vital few (Pareto)', async () => {
    for (const answer of ['yes', 'yes', 'yes']) {
      const { id } = await agent.call(diagnoses.begin, { params: { id: (await open()).id }, body: { tree: 'no-power' } })
      await agent.call(diagnoses.walk, { params: { id }, body: { path: [{ ask: 'danger', answer }] } })
    }
    const { n, items } = await agent.call(diagnoses.causes, { query: { tree: 'no-power' } })
    expect([n, items.map(({ name, count, vital }) => [name, count, vital])]).toEqual([4, [['有安全隐患', 3, true], ['线路过载', 1, true]]])
    expect(items.at(-1)?.cumulative).toBeCloseTo(1)
  })
  test('a tree with a circle, a loose end or what nobody reaches is not taken', async () => {
    const words = { zh: '问', en: 'Q' }
    const tree: Tree = { first: 'a', asks: [{ key: 'a', words, answers: [{ key: 'yes', words, ask: 'b' }, { key: 'no', words, cause: 'x' }] }, { key: 'b', words, answers: [{ key: 'yes', words, cause: 'y' }, { key: 'no', words, cause: 'x' }] }], causes: [{ key: 'x', name: words, measure: words }, { key: 'y', name: words, measure: words }] }
    expect(faultsOfTree(tree)).toEqual([])
    const [a, b] = tree.asks as [Tree['asks'][number], Tree['asks'][number]]
    expect(faultsOfTree({ ...tree, asks: [a, { ...b, answers: [{ key: 'yes', words, ask: 'a' }, { key: 'no', words, cause: 'y' }] }] }).map(({ code }) => code)).toContain('circle')
    expect(faultsOfTree({ ...tree, asks: [a, { ...b, answers: [{ key: 'yes', words }, { key: 'no', words, cause: 'y' }] }] }).map(({ code, at }) => [code, at])).toEqual([['leads-nowhere', 'b.yes']])
    const measure = { unit: words, min: 0, max: 10 }
    const split = (...bounds: (number | undefined)[]) => faultsOfTree({ ...tree, asks: [{ ...a, measure, answers: a.answers.map((one, at) => ({ ...one, below: bounds[at] })) }, b] }).map(({ code }) => code)
    expect([split(5, undefined), split(undefined, undefined), split(0, undefined), split(10, undefined), split(5, 8)]).toEqual([[], ['bounds'], ['bounds'], ['bounds'], ['bounds']])
    expect(faultsOfTree({ ...tree, causes: [...tree.causes, { key: 'z', name: words, measure: words }] }).map(({ code, at }) => [code, at])).toEqual([['never-reached', 'z']])
    expect(await refusal(manager.call(definitions.draft, { body: { kind: 'diagnosis', key: 'broken', body: { name: { zh: '坏树', en: 'Broken' }, ...tree, first: 'nowhere' } as never } }))).toMatchObject({ status: 422, code: 'definition.does-not-compile' })
  })
  test('every walk along a sound tree ends at a cause, whatever is answered', () => {
    const words = { zh: '问', en: 'Q' }
    fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (size, picks) => {
      const key = (n: number) => `q${n}`
      const asks = Array.from({ length: size }, (_, n) => ({ key: key(n), words, answers: [{ key: 'yes', words, ...(n + 1 < size ? { ask: key(n + 1) } : { cause: 'end' }) }, { key: 'no', words, ...(n + 1 < size && (picks[n] ?? 0) % 2 ? { ask: key(n + 1 + (picks[n + 12] ?? 0) % (size - n - 1)) } : { cause: 'end' }) }] }))
      const tree: Tree = { first: 'q0', asks, causes: [{ key: 'end', name: words, measure: words }] }
      expect(faultsOfTree(tree)).toEqual([])
      const path: Step[] = []
      for (let n = 0; n <= size; n++) {
        const { ask, cause } = standingAfter(tree, path) ?? {}
        if (cause) return
        path.push({ ask: ask?.key ?? '', answer: (picks[n + 24] ?? 0) % 2 ? 'yes' : 'no' })
      }
      expect(standingAfter(tree, path)?.cause).toBeTruthy()
    }))
  })
})

describe('emergency cards (KNW-07)', () => {
  test('activating one pins it for everybody at once, and ending it takes it down', async () => {
    const documentId = await approve('emergency-outage')
    expect((await agent.call(emergencies.cards, {})).items).toMatchObject([{ key: 'emergency-outage', words: { zh: { title: '系统或网络故障' }, en: { title: 'System or network outage' } } }])
    expect(await refusal(agent.call(emergencies.pin, { body: { documentId } }))).toMatchObject({ status: 403 })
    const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
    const socket = new WebSocket(`${address.replace('http', 'ws')}/api/v1/live`, { headers: { authorization: `Bearer ${other.token}` } })
    const heard: { entity: string; id?: string }[] = []
    const signal = new Promise<void>((resolve) => socket.on('message', (text: Buffer) => { const said = JSON.parse(text.toString()) as { entity: string; id?: string }; heard.push(said); if (said.entity === 'emergency') resolve() }))
    await new Promise((resolve) => socket.once('open', resolve))
    const pin = await lead.call(emergencies.pin, { body: { documentId, note: '预计十一点恢复' } })
    await house.drain()
    await signal
    expect(heard).toContainEqual(expect.objectContaining({ entity: 'emergency', id: pin.id }))
    socket.close()
    for (const who of [agent, other, manager]) expect((await who.call(emergencies.active, {})).items).toMatchObject([{ id: pin.id, words: { zh: { say: expect.stringContaining('工程师正在抢修') } }, note: '预计十一点恢复', by: { id: lead.id } }])
    expect(await refusal(lead.call(emergencies.pin, { body: { documentId } }))).toMatchObject({ status: 409, code: 'emergency.is-pinned' })
    await lead.call(emergencies.end, { params: { id: pin.id }, body: { version: pin.version } })
    expect((await agent.call(emergencies.active, {})).items).toEqual([])
    expect(await refusal(lead.call(emergencies.end, { params: { id: pin.id }, body: {} }))).toMatchObject({ status: 409, code: 'emergency.is-over' })
    expect((await agent.call(emergencies.past, { query: {} })).items).toMatchObject([{ id: pin.id, endedBy: { id: lead.id } }])
  })
  test('words of the moment are pinned too, and a card that is not approved is none', async () => {
    const { id } = await manager.call(documents.byKey, { params: { key: 'emergency-weather' } })
    expect(await refusal(lead.call(emergencies.pin, { body: { documentId: id } }))).toMatchObject({ status: 400, errors: [{ path: 'documentId', code: 'emergency.no-card' }] })
    expect(await refusal(lead.call(emergencies.pin, { body: {} }))).toMatchObject({ status: 400 })
    const pin = await lead.call(emergencies.pin, { body: { words: { zh: { title: '三号仓停电', say: '您好，三号仓今天发货顺延一天。' } } } })
    expect(await lead.call(emergencies.note, { params: { id: pin.id }, body: { note: '下午三点恢复', version: pin.version } })).toMatchObject({ note: '下午三点恢复', version: 2 })
    await lead.call(emergencies.end, { params: { id: pin.id }, body: {} })
  })
})

describe('receptions (CAS-20, KNW-02)', () => {
  const organisation = () => manager.call(customers.add, { body: { type: 'organisation', name: '江南酒店管理有限公司', industry: '酒店', contactPoints: [] } })
  const tomorrow = () => new Date(house.clock.now().getTime() + 20 * 3_600_000)
  const book = async (at = tomorrow()) => agent.call(receptions.plan, { body: { customerId: (await organisation()).id, at: at.toISOString(), place: '二楼接待室', purpose: '洽谈客房空调年度维保' } })
  test('an appointment tomorrow has its card at once, with history, likely issues and the brief of the industry; the host has a task', async () => {
    await approve('brief-hospitality')
    const of = await organisation()
    const { id: caseId } = await open({ subject: '客房空调异响', customerId: of.id })
    const made = await agent.call(receptions.plan, { body: { customerId: of.id, caseId, at: tomorrow().toISOString(), place: '二楼接待室', purpose: '洽谈客房空调年度维保', materials: '维保合同两份' } })
    expect(made).toMatchObject({ state: 'planned', prepAt: expect.any(Date), checklist: expect.arrayContaining([expect.objectContaining({ key: 'industry', done: false })]), may: ['change', 'tick', 'receive', 'cancel', 'miss'] })
    const card = await agent.call(receptions.getReception, { params: { id: made.id } })
    expect(card).toMatchObject({ brief: { key: 'brief-hospitality', title: { zh: '酒店与民宿' } }, profile: { industry: '酒店' }, history: [{ subject: '客房空调异响' }], issues: [{ why: 'purpose' }, { text: '客房空调异响', why: 'open' }], materials: '维保合同两份' })
    expect(card.brief?.sections.map(({ key }) => key)).toEqual(['flow', 'terms', 'faqs', 'manners'])
    expect((await agent.call(tasks.list, { query: {} })).items.find(({ about }) => about.id === made.id)).toMatchObject({ title: { zh: '准备客户接待' }, state: 'open' })
    expect(await refusal(other.call(receptions.getReception, { params: { id: made.id } }))).toMatchObject({ status: 404 })
  })
  test('prepared is when everything is ticked; the share of prepared receptions is a figure', async () => {
    const ready = await book()
    let now = ready
    for (const { key } of ready.checklist) now = await agent.call(receptions.tick, { params: { id: ready.id }, body: { key, done: true, version: now.version } })
    expect(now.preparedAt).toBeInstanceOf(Date)
    expect((await agent.call(tasks.list, { query: {} })).items.some(({ about, state }) => about.id === ready.id && state === 'open')).toBe(false)
    await agent.call(receptions.settle, { params: { id: ready.id, deed: 'receive' }, body: { version: now.version } })
    const unready = await book()
    await agent.call(receptions.tick, { params: { id: unready.id }, body: { key: 'profile', done: true } })
    await agent.call(receptions.settle, { params: { id: unready.id, deed: 'receive' }, body: {} })
    const off = await book()
    await agent.call(receptions.settle, { params: { id: off.id, deed: 'cancel' }, body: {} })
    expect(await refusal(agent.call(receptions.tick, { params: { id: off.id }, body: { key: 'profile', done: true } }))).toMatchObject({ status: 409, code: 'reception.is-settled' })
    expect(await manager.call(metrics.value, { params: { key: 'receptions-prepared' }, query: { from: '2024-01-01', to: '2030-12-31' } })).toMatchObject({ value: 50, n: 2 })
    expect((await agent.call(receptions.listReceptions, { query: { state: 'received', host: 'me' } })).items.map(({ id }) => id).toSorted()).toEqual([ready.id, unready.id].toSorted())
  })
  test('one that is further off gets its card a day before, and nobody comes in the past', async () => {
    const later = await book(new Date(house.clock.now().getTime() + 10 * 86_400_000))
    expect(later).toMatchObject({ prepAt: null, checklist: [] })
    expect(await agent.call(receptions.change, { params: { id: later.id }, body: { version: later.version, at: tomorrow().toISOString() } })).toMatchObject({ prepAt: expect.any(Date) })
    expect(await refusal(book(new Date(house.clock.now().getTime() - 1_000)))).toMatchObject({ status: 400, errors: [{ path: 'at', code: 'reception.in-the-past' }] })
  })
  test('the customer’s industry opens the right brief', () => {
    const briefs = [{ industries: industriesIn('酒店、宾馆, 民宿；hotel'), key: 'hotel' }, { industries: ['餐饮'], key: 'food' }]
    expect(['酒店', '经济型酒店', 'Hotel', '连锁餐饮'].map((one) => briefFor(briefs, one)?.key)).toEqual(['hotel', 'hotel', 'hotel', 'food'])
    expect([briefFor(briefs, null), briefFor(briefs, '采矿')]).toEqual([undefined, undefined])
  })
})
