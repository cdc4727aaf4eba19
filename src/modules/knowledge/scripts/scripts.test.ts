import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { ApiError } from '../../../kernel/client.ts'
import { systemActor } from '../../../kernel/actors.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import { cases } from '../../cases/contract.ts'
import { complaints } from '../../complaints/contract.ts'
import { customers } from '../../customers/contract.ts'
import { submitForm } from '../../forms/index.ts'
import { metrics } from '../../metrics/contract.ts'
import { templates } from '../../messages/contract.ts'
import { staff as staffContract } from '../../people/contract.ts'
import { calls } from '../calls/contract.ts'
import { coverageOf } from '../calls/rules.ts'
import { shippedScripts } from '../definitions/scripts.ts'
import { scripts } from './contract.ts'
import { SCENES, salutationOf, titleFaults } from './rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let agent: Awaited<ReturnType<typeof house.hire>>
let other: typeof agent
let manager: typeof agent
let teamId: string
beforeAll(async () => {
  house = await openWholeHouse()
  teamId = (await house.team('电话客服组')).id
  agent = await house.hire('agent', { teamId, name: '陈小满' })
  other = await house.hire('agent', { teamId, name: '何立' })
  manager = await house.hire('cs_manager')
})
afterAll(() => house.close())

const refusal = (going: Promise<unknown>) => going.then(() => { throw new Error('was not refused') }, (error: unknown) => { if (error instanceof ApiError) return error.problem; throw error })
const open = (more: Partial<Parameters<typeof agent.call<(typeof cases.open)['spec']>>[1]['body']> = {}, by = agent) => by.call(cases.open, { body: { kind: 'support', subject: '空调不制冷', description: '装好第二天就不制冷了', channel: 'phone', teamId, ...more } })
const customer = (name: string, title?: string) => agent.call(customers.add, { body: { type: 'person', name, contactPoints: [], ...(title ? { title } : {}) } })
const ofCase = (id: string, query: { scene?: (typeof SCENES)[number]; q?: string } = {}) => agent.call(scripts.scriptsOfCase, { params: { id }, query })
const says = (id: string, body: string) => agent.call(cases.say, { params: { id }, body: { body, visibility: 'public' } })
const all = async () => (await agent.call(scripts.listScripts, { query: {} })).items

describe('the library', () => {
  test('has at least one approved script in both languages for each scene (KNW-04)', async () => {
    const { items, scenes } = await agent.call(scripts.listScripts, { query: {} })
    expect(scenes.map(({ scene }) => scene)).toEqual(SCENES)
    for (const { scene, count } of scenes) expect(count, scene).toBeGreaterThan(0)
    for (const { key, text } of items) { expect(text.zh, key).toMatch(/\p{Script=Han}/u); expect(text.en, key).toMatch(/[A-Za-z]{2}/) }
    expect(items).toHaveLength(shippedScripts.length)
  })
  test('holds every sentence that the handbooks quote, word by word, in its scene (ETQ-09, ETQ-14, KNW-05)', async () => {
    const items = await all()
    const where = (words: string) => items.filter(({ text }) => text.zh.includes(words)).map(({ scene }) => scene)
    expect(where('您好，欢迎光临')).toContain('greeting')
    expect(where('我明白您的意思，您需要')).toEqual(['active-feedback'])
    expect(where('您提出的这个问题很重要，我们会认真对待。')).toEqual(['active-feedback'])
    expect(where('如果您还有其他问题，欢迎随时联系我').length).toBeGreaterThan(2)
    expect(new Set(where('如果您还有其他问题，欢迎随时联系我'))).toEqual(new Set(['closing']))
    for (const [words, scene] of [['感谢您的反映，我理解您的心情', 'soothing'], ['我感到有些困扰', 'complaint'], ['我可能没有说清楚', 'complaint'], ['我马上为您核实', 'active-feedback'], ['请问有什么可以帮您', 'greeting']] as const) expect(where(words), words).toContain(scene)
  })
  test('is found by word, pinyin and initials, and by scene and channel', async () => {
    const keys = async (query: { q?: string; scene?: 'peak'; channel?: 'chat' }) => (await agent.call(scripts.listScripts, { query })).items.map(({ key }) => key)
    expect(await keys({ q: '欢迎光临' })).toContain('greeting-chat')
    expect(await keys({ q: 'gaofengqi' })).toContain('peak-wait')
    expect(await keys({ q: 'gfq' })).toContain('peak-wait')
    expect(await keys({ q: 'keep you waiting' })).toContain('hold-longer')
    expect((await agent.call(scripts.listScripts, { query: { scene: 'peak' } })).items.every(({ scene }) => scene === 'peak')).toBe(true)
    expect(await keys({ channel: 'chat' })).not.toContain('greeting-phone')
  })
  test('takes the house’s own version after review, refuses a place nobody fills, and says who may not write', async () => {
    const body = { name: { zh: '门店问候', en: 'Shop welcome' }, scene: 'greeting', channels: ['counter'], fields: [], text: { zh: '您好，欢迎来到{{company}}！', en: 'Welcome to {{company}}!' }, standard: false }
    expect(await refusal(manager.call(definitions.draft, { body: { kind: 'script', key: 'greeting-shop', body: { ...body, text: { zh: '您好，{{nobody}}', en: 'Hello' } } } }))).toMatchObject({ status: 422, code: 'definition.does-not-compile' })
    expect(await refusal(agent.call(definitions.draft, { body: { kind: 'script', key: 'greeting-shop', body } }))).toMatchObject({ status: 403 })
    const draft = await manager.call(definitions.draft, { body: { kind: 'script', key: 'greeting-shop', body } })
    expect((await all()).map(({ key }) => key)).not.toContain('greeting-shop')
    const review = await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'review', version: draft.revision } })
    await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: review.revision } })
    await house.drain()
    expect((await all()).find(({ key }) => key === 'greeting-shop')).toMatchObject({ scene: 'greeting', shipped: false })
  })
  test('says nothing that the guard of words holds back, apologies apart', async () => {
    const { id } = await open()
    for (const { key, scene, judged } of (await ofCase(id)).items) if (scene !== 'apology') expect([key, judged.zh?.level === 'refuse' ? judged.zh.message : null, judged.en?.level === 'refuse' ? judged.en.message : null]).toEqual([key, null, null])
  })
})

describe('whom one speaks to (ETQ-10)', () => {
  test('is addressed by the title of the profile, and neutrally where none is known', async () => {
    const known = await open({ customerId: (await customer('王芳', '女士')).id })
    const unknown = await open({ customerId: (await customer('李雷')).id })
    expect((await ofCase(known.id)).address).toMatchObject({ salutation: { zh: '王女士', en: 'Ms 王芳' }, hello: { zh: '王女士，您好' }, known: true })
    expect((await ofCase(unknown.id)).address).toMatchObject({ salutation: { zh: '您', en: '' }, hello: { zh: '您好', en: 'Hello' }, known: false })
    const [item] = (await ofCase(known.id, { scene: 'complaint', q: '受理投诉' })).items
    expect(item?.text.zh).toBe(`王女士，您的投诉我已经受理，编号${known.number}，由我负责到底。我先听您把经过说完，请您慢慢说。`)
  })
  test.each([
    [{ type: 'person', name: '欧阳娜娜', title: '女士' }, '欧阳女士', 'Ms 欧阳娜娜'], [{ type: 'person', name: '王芳', title: null }, '您', ''], [{ type: 'organisation', name: '远山物业', title: '女士' }, '您', ''],
    [{ type: 'person', name: '张伟', title: 'Mr.' }, '张先生', 'Mr 张伟'], [{ type: 'person', name: 'Anna Smith', title: 'Ms' }, 'Anna Smith女士', 'Ms Smith'], [{ type: 'person', name: '陈明', title: '老师' }, '陈老师', ''],
  ] as const)('%o', (of, zh, en) => { expect([salutationOf(of, 'zh-CN'), salutationOf(of, 'en')]).toEqual([zh, en]) })
  test('a wrong title is remarked when the answer leaves, a missing one in our first words only', async () => {
    const { id } = await open({ customerId: (await customer('王芳', '女士')).id })
    expect((await says(id, '您好，您反映的情况我已经记下，今天下午三点前答复您。')).warnings).toMatchObject([{ code: 'script.no-title', suggestion: '王女士' }])
    expect((await says(id, '王先生，您好，配件今天下午三点到。')).warnings).toMatchObject([{ code: 'script.wrong-title', suggestion: '王女士' }])
    expect((await says(id, '配件已经到了，师傅今天下午三点上门。')).warnings).toBeUndefined()
    const of = { type: 'person', name: '王芳', title: '女士' } as const
    expect(titleFaults('请转告王先生的邻居', of, { opens: false })).toHaveLength(1)
    expect(titleFaults('王女士，您好', of, { opens: true })).toEqual([])
    expect(titleFaults('李先生已经出发', of, { opens: false })).toEqual([])
    expect(titleFaults('Dear Mr Smith', { type: 'person', name: 'Anna Smith', title: 'Ms' }, { opens: true })).toMatchObject([{ instead: 'Ms Smith' }])
  })
})

describe('a chat', () => {
  test('is greeted by the approved words with the agent’s name before anything else, which is no first response (ETQ-09)', async () => {
    house.clock.set('2026-03-05T02:00:00Z')
    const of = await open({ channel: 'chat', kind: 'consultation', customerId: (await customer('周敏', '女士')).id }, other)
    await agent.call(cases.claim, { params: { id: of.id }, body: {} })
    await house.drain()
    const said = async () => (await agent.call(cases.messages, { params: { id: of.id }, query: {} })).items.filter(({ author, visibility }) => author.kind === 'staff' && visibility === 'public').reverse()
    expect(await said()).toMatchObject([{ body: '周女士，您好，欢迎光临！我是首问的客服陈小满，请问有什么可以帮您？', author: { id: agent.id } }])
    const [first] = (await agent.call(cases.get, { params: { id: of.id } })).clocks
    expect(first).toMatchObject({ key: 'first-response', state: 'running' })
    expect((await agent.call(cases.events, { params: { id: of.id } })).items.map(({ kind }) => kind)).toContain('case.greeted')
    expect((await agent.call(scripts.usesOf, { params: { id: of.id } })).items).toMatchObject([{ key: 'greeting-chat', by: { id: agent.id } }])
    // Given on to a colleague it is not greeted a second time.
    await manager.call(cases.assign, { params: { id: of.id }, body: { version: (await agent.call(cases.get, { params: { id: of.id } })).version, handlerId: other.id } })
    await house.drain()
    expect(await said()).toHaveLength(1)
  })
})

describe('on a case', () => {
  test('scripts stand filled and judged; the scene it needs stands first; what soothed is kept (ETQ-14, CMP-14)', async () => {
    const of = await open({ kind: 'complaint' })
    await agent.call(complaints.judge, { params: { id: of.id }, body: { liability: 'not-ours', basis: '检测报告' } })
    const { items, scenes, opens } = await ofCase(of.id)
    expect([scenes[0], scenes[1], opens]).toEqual(['greeting', 'soothing', true])
    expect(items.find(({ key }) => key === 'apology-ours')?.judged.zh).toMatchObject({ level: 'refuse', suggestion: '感谢您的反映，我理解您的心情。' })
    expect(items.find(({ key }) => key === 'apology-waiting')?.judged.zh).toBeNull()
    await agent.call(scripts.use, { params: { id: of.id, key: 'soothing-thanks' }, body: {} })
    expect((await agent.call(scripts.usesOf, { params: { id: of.id } })).items).toMatchObject([{ key: 'soothing-thanks', scene: 'soothing', by: { name: '陈小满' } }])
    expect(await refusal(agent.call(scripts.use, { params: { id: of.id, key: 'no-such' }, body: {} }))).toMatchObject({ status: 404, code: 'script.not-found' })
  })
  test('uses equal the event log, per agent too; whatever nobody used is listed (KNW-08)', async () => {
    const { id } = await open()
    const use = (key: string, by = agent) => by.call(scripts.use, { params: { id, key }, body: {} })
    for (const key of ['feedback-important', 'feedback-important', 'hold-ask']) await use(key)
    await use('feedback-important', other)
    await agent.call(templates.useTemplate, { params: { key: 'progress-note' }, body: { about: { kind: 'case', id } } })
    await house.drain()
    const { items, people } = await agent.call(scripts.usage, { query: { days: 30 } })
    const { rows } = await house.pool.query(`select data ->> 'key' as key, count(*)::int as n from event_log where kind = 'case.script-used' group by 1`)
    for (const { key, n } of rows as { key: string; n: number }[]) expect(items.find((one) => one.kind === 'script' && one.key === key)?.uses, key).toBe(n)
    expect(items.find(({ key }) => key === 'feedback-important')).toMatchObject({ uses: 3, people: 2 })
    expect(items.find(({ key }) => key === 'progress-note')).toMatchObject({ kind: 'template', uses: 1 })
    expect(items.filter(({ uses }) => uses === 0).map(({ key }) => key)).toEqual(expect.arrayContaining(['festival-birthday', 'solution-note']))
    expect(people.find(({ staff }) => staff.id === other.id)).toMatchObject({ uses: 1, scripts: 1 })
    const figure = await manager.call(metrics.value, { params: { key: 'script-uses' }, query: { from: '2026-01-01', to: '2027-12-31', by: 'wording' } })
    expect(figure.groups?.find(({ group }) => group === 'feedback-important')?.value).toBe(3)
  })
  test('what customers say on the portal after a template was used counts for it, before what they say when called (ETQ-27)', async () => {
    const of = await open({ customerId: (await customer('赵敏')).id })
    const rate = (solution: number) => house.work.unit(systemActor, 'test', (ctx) => submitForm(ctx, { form: 'solution-rating', about: { kind: 'case', id: of.id }, answers: { solution, handling: 5 }, via: 'portal' }))
    const satisfaction = async () => (await agent.call(scripts.usage, { query: { days: 30 } })).items.find(({ key }) => key === 'solution-note')
    await rate(1)
    house.clock.pass(60)
    await agent.call(templates.useTemplate, { params: { key: 'solution-note' }, body: { about: { kind: 'case', id: of.id } } })
    await house.drain()
    expect((await satisfaction())?.satisfaction).toBeNull()
    house.clock.pass(60)
    await rate(4)
    expect((await satisfaction())?.satisfaction).toEqual({ mean: 4, n: 1 })
    expect(await manager.call(metrics.value, { params: { key: 'template-satisfaction' }, query: { from: '2026-01-01', to: '2027-12-31' } })).toMatchObject({ value: 4, n: 1 })
  })
  test('a text with a place that nobody filled is not sent, whoever wants it (ETQ-27)', async () => {
    const { id } = await open()
    expect(await refusal(says(id, '{{name}}，您好，配件今天到。'))).toMatchObject({ status: 422, code: 'text-guard.unfilled' })
    expect(await refusal(manager.call(cases.say, { params: { id }, body: { body: '您好，{{ due }}前答复。', visibility: 'public', guardReason: '先发出去' } }))).toMatchObject({ status: 422, code: 'text-guard.unfilled' })
    await agent.call(cases.say, { params: { id }, body: { body: '模板里写的是 {{name}}', visibility: 'internal' } })
  })
  test('a vague promise is remarked and asks for a date (ETQ-26); a hurry phrase is held back (ETQ-31)', async () => {
    const { id } = await open()
    expect((await says(id, '我们会尽快处理，谢谢您。')).warnings).toMatchObject([{ code: 'text-guard.vague', suggestion: expect.any(String) }])
    expect(await refusal(says(id, '您快点，赶紧说。'))).toMatchObject({ status: 422, code: 'text-guard.hurry' })
  })
  test('the words for peak time stand first while more cases wait than usual (ETQ-31)', async () => {
    const { id } = await open()
    expect((await ofCase(id)).peak).toBeNull()
    for (let n = 0; n < 11; n++) await open({ channel: 'portal' })
    const { peak, items } = await ofCase(id)
    expect(peak).toMatchObject({ threshold: 10 })
    expect(peak?.waiting).toBeGreaterThan(10)
    expect(items[0]).toMatchObject({ key: 'peak-wait', scene: 'peak' })
  })
})

describe('the language of a customer', () => {
  test('greets a chat in it and says the call in it: the profile first, else what they write', async () => {
    const inEnglish = await agent.call(customers.add, { body: { type: 'person', name: 'Anna Smith', title: 'Ms', language: 'en', contactPoints: [] } })
    expect(inEnglish.language).toBe('en')
    const chat = await open({ channel: 'chat', customerId: inEnglish.id, subject: '空调不制冷', description: '坐席代客户登记' }, other)
    await agent.call(cases.claim, { params: { id: chat.id }, body: {} })
    await house.drain()
    const first = (await agent.call(cases.messages, { params: { id: chat.id }, query: {} })).items.find(({ author }) => author.kind === 'staff')
    expect(first?.body).toMatch(/^Hello Ms Smith.*陈小满/s)
    const { id } = await open({ customerId: inEnglish.id })
    expect(await agent.call(calls.callScript, { params: { id } })).toMatchObject({ speaks: 'en' })
    // Nobody asked Mr Lee, who writes in English, and 李雷, who writes in Chinese.
    const writes = await open({ channel: 'chat', customerId: (await customer('Tom Lee')).id, subject: 'Air conditioner does not cool', description: 'It was installed yesterday and does not cool at all.' })
    expect(await ofCase(writes.id)).toMatchObject({ speaks: 'en' })
    expect(await ofCase((await open({ channel: 'chat', customerId: (await customer('李雷')).id })).id)).toMatchObject({ speaks: 'zh-CN' })
    // Asked later, the profile counts.
    await agent.call(customers.change, { params: { id: inEnglish.id }, body: { language: 'zh-CN', version: inEnglish.version } })
    expect(await agent.call(calls.callScript, { params: { id } })).toMatchObject({ speaks: 'zh-CN' })
  })
})

describe('a call (ETQ-24)', () => {
  test('has its script by stage with number and company; ticked steps give the coverage', async () => {
    const person = await manager.call(staffContract.get, { params: { id: agent.id } }).catch(() => undefined)
    const { id } = await open()
    const script = await agent.call(calls.callScript, { params: { id } })
    expect(script.stages.map(({ key }) => key)).toEqual(['opening', 'verify', 'hold', 'transfer', 'closing'])
    expect(script.stages[0]?.says.zh).toBe(`您好，首问客户服务，工号${person?.workNumber ?? '陈小满'}，请问有什么可以帮您？`)
    expect(script).toMatchObject({ coverage: 0, needed: 10, done: 0, version: 0, may: ['tick'] })
    const opening = ['opening.greet', 'opening.company', 'opening.number', 'opening.offer']
    const first = await agent.call(calls.tickSteps, { params: { id }, body: { said: opening, version: 0 } })
    expect(first).toMatchObject({ coverage: 40, needed: 10, done: 4, by: { id: agent.id } })
    // A stage that was begun counts with all its steps.
    expect(await agent.call(calls.tickSteps, { params: { id }, body: { said: [...opening, 'hold.ask'], version: first.version } })).toMatchObject({ needed: 12, done: 5, coverage: 41.7 })
    expect(await refusal(agent.call(calls.tickSteps, { params: { id }, body: { said: opening, version: 0 } }))).toMatchObject({ status: 409 })
    expect(await refusal(agent.call(calls.tickSteps, { params: { id }, body: { said: ['opening.sing'] } }))).toMatchObject({ status: 400, errors: [{ path: 'said.0', code: 'call-script.unknown-step' }] })
    expect(await refusal(agent.call(calls.callScript, { params: { id: (await open({ channel: 'email' })).id } }))).toMatchObject({ status: 422, code: 'call-script.not-a-call' })
    expect((await manager.call(metrics.value, { params: { key: 'call-script-coverage' }, query: { from: '2026-01-01', to: '2027-12-31' } })).value).toBeCloseTo(41.7)
  })
  test('follows the script of its kind: complaints are listened to first; a call that has begun keeps its own', async () => {
    const complaint = await open({ kind: 'complaint' })
    const script = await agent.call(calls.callScript, { params: { id: complaint.id } })
    expect([script.key, script.stages.map(({ key }) => key)]).toEqual(['phone-complaint', ['opening', 'listen', 'confirm', 'promise', 'transfer', 'closing']])
    expect((await agent.call(calls.callScript, { params: { id: (await open({ kind: 'grumble' })).id } })).key).toBe('phone-complaint')
    const begun = await open({ kind: 'installation' })
    await agent.call(calls.tickSteps, { params: { id: begun.id }, body: { said: ['opening.greet'] } })
    const says = { zh: '您好，想约哪一天安装？', en: 'Hello, which day suits you?' }
    const body = { name: { zh: '安装预约', en: 'Booking an installation' }, kinds: ['installation'], stages: [{ key: 'book', name: { zh: '预约', en: 'Booking' }, always: true, says, steps: [{ key: 'day', words: { zh: '约定日期', en: 'Agree on a day' } }] }] }
    const draft = await manager.call(definitions.draft, { body: { kind: 'call-script', key: 'phone-installation', body } })
    const review = await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'review', version: draft.revision } })
    await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: review.revision } })
    await house.drain()
    expect(await agent.call(calls.callScript, { params: { id: (await open({ kind: 'installation' })).id } })).toMatchObject({ key: 'phone-installation', stages: [{ says }] })
    expect((await agent.call(calls.callScript, { params: { id: begun.id } })).key).toBe('phone-call')
    expect((await agent.call(calls.callScript, { params: { id: (await open()).id } })).key).toBe('phone-call')
  })
  test('needs nothing where no step is asked for, and everything said is 100', () => {
    expect(coverageOf([], new Set())).toMatchObject({ coverage: 100 })
    expect(coverageOf([{ key: 'a', always: false, steps: [{ key: 'x' }] }], new Set())).toMatchObject({ needed: 0, coverage: 100 })
    expect(coverageOf([{ key: 'a', always: true, steps: [{ key: 'x' }, { key: 'y' }] }], new Set(['a.x', 'a.y']))).toMatchObject({ needed: 2, coverage: 100 })
  })
})
