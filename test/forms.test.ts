import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../src/kernel/actors.ts'
import { definitions } from '../src/kernel/definition-contract.ts'
import { newId } from '../src/kernel/id.ts'
import { openWholeHouse } from './whole-house.ts'
import { cases } from '../src/modules/cases/contract.ts'
import { search } from '../src/modules/search/contract.ts'
import type { Answers, FormDefinition } from '../src/modules/forms/contract.ts'
import { anonymousForms, drafts, forms, reports } from '../src/modules/forms/contract.ts'
import { submitForm } from '../src/modules/forms/index.ts'

/** Forms through the door: filled about records, begun and gone on with, changed, reported. */

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person, agent: Person, other: Person, lead: Person, evaluator: Person, clerk: Person
let teamId: string
beforeAll(async () => {
  house = await openWholeHouse()
  teamId = (await house.team('售后组')).id
  manager = await house.hire('cs_manager', { name: '沈经理' })
  agent = await house.hire('agent', { teamId, name: '陈首问' })
  lead = await house.hire('team_lead', { teamId })
  other = await house.hire('agent')
  evaluator = await house.hire('evaluator')
  clerk = await house.hire('clerk')
})
afterAll(() => house.close())

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==', 'base64')
const send = async (who: Person, name: string, bytes: Buffer | string) => (await house.app.inject({ method: 'POST', url: '/api/v1/files', headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) }, payload: bytes })).json<{ id: string }>().id
const idOf = async (key: string) => (await manager.call(forms.list, {})).items.find((one) => one.key === key)?.id as string
const openCase = () => agent.call(cases.open, { body: { kind: 'complaint', subject: '空调漏水', description: '装好一周就漏水', channel: 'phone', customer: { name: '王小明', phone: '13912345678' } } })
const words = (text: string) => ({ zh: text, en: text })
/** Lays a form down as a company does: drafted, reviewed, published. */
async function publish(key: string, sections: FormDefinition['sections'], more: Partial<FormDefinition> = {}): Promise<string> {
  const draft = await manager.call(definitions.draft, { body: { kind: 'form', key, body: { name: words(key), sections, ...more } as never } })
  const reviewed = await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'review', version: draft.revision } })
  await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: reviewed.revision } })
  await house.drain()
  return draft.id
}
const callback = { reached: 'yes', solved: true, content: 5, recommend: 9, tries: 1, action: 'none' }
const standing = (id: string) => ({ kind: 'form', id })

describe('a form about a case', () => {
  test('is filled by who sees the case, speaks of its handler, and stands beside it', async () => {
    const it = await openCase()
    const form = await idOf('callback-record')
    const about = { kind: 'case', id: it.id }
    expect(await agent.call(forms.subject, { params: about })).toMatchObject({ title: `${it.number} 空调漏水`, path: `/cases/${it.id}` })
    const came = await agent.call(forms.submit, { body: { formId: form, about, answers: callback } })
    expect(came).toMatchObject({ score: 100, passed: null })
    const whole = await agent.call(forms.submission, { params: { id: came.id } })
    expect(whole).toMatchObject({ about, staff: { id: agent.id }, by: { kind: 'staff', id: agent.id, name: '陈首问' }, via: 'internal', customerId: it.customer?.id, subject: { path: `/cases/${it.id}` }, may: ['change'] })
    expect((await manager.call(forms.submissions, { query: { aboutKind: 'case', aboutId: it.id } })).items.map(({ id }) => id)).toEqual([came.id])
    expect((await clerk.raw('POST', '/submissions', { formId: form, about, answers: callback })).json()).toMatchObject({ status: 404, code: 'submission.no-subject' })
    expect((await other.raw('GET', `/submissions/${came.id}`)).statusCode).toBe(404)
  })
  test('with wrong answers is refused at each of them; about another kind of record by its name', async () => {
    const it = await openCase()
    const form = await idOf('callback-record')
    const refused = await agent.raw('POST', '/submissions', { formId: form, about: { kind: 'case', id: it.id }, answers: { reached: 'yes', content: 2, tries: 0, action: 'call-again' } })
    expect(refused.statusCode).toBe(400)
    expect(refused.json<{ errors: { path: string; code: string }[] }>().errors.map(({ path, code }) => `${path} ${code}`)).toEqual(['answers.solved answer.required', 'answers.why answer.required', 'answers.tries answer.too-low', 'answers.call-on answer.required'])
    expect((await agent.raw('POST', '/submissions', { formId: form, about: { kind: 'team', id: teamId }, answers: callback })).json()).toMatchObject({ status: 422, code: 'form.not-for' })
    expect((await agent.raw('POST', '/submissions', { formId: form, about: standing(form), answers: callback })).json()).toMatchObject({ code: 'form.not-for' })
  })
  test('may be changed by its author for a day; what stood there is kept, and later only a manager changes it', async () => {
    const it = await openCase()
    const { id } = await agent.call(forms.submit, { body: { formId: await idOf('callback-record'), about: { kind: 'case', id: it.id }, answers: { ...callback, content: 2, why: '来得太晚' } } })
    expect(await agent.call(forms.change, { params: { id }, body: { answers: callback, version: 1 } })).toMatchObject({ score: 100 })
    expect(await agent.call(forms.past, { params: { id } })).toMatchObject({ items: [{ version: 1, score: 25, answers: { content: 2, why: '来得太晚' } }] })
    expect((await agent.raw('PATCH', `/submissions/${id}`, { answers: callback, version: 1 })).json()).toMatchObject({ code: 'record.stale' })
    house.clock.pass(25 * 3_600)
    expect((await agent.raw('PATCH', `/submissions/${id}`, { answers: callback, version: 2 })).json()).toMatchObject({ status: 403, code: 'submission.not-changeable' })
    expect(await manager.call(forms.change, { params: { id }, body: { answers: { ...callback, content: 4 }, version: 2 } })).toMatchObject({ score: 75 })
  })
})

describe('what was begun', () => {
  test('goes on at another desk, is kept from losing to a late save, and goes when it is sent', async () => {
    const it = await openCase()
    const form = await idOf('callback-record')
    const about = { kind: 'case', id: it.id }
    const begun = await agent.call(drafts.open, { body: { formId: form, about } })
    const saved = await agent.call(drafts.save, { params: { id: begun.id }, body: { answers: { reached: 'yes', content: 1, why: '电话 13912345678 没人接' }, page: 0, version: 1 } })
    expect(await agent.call(drafts.open, { body: { formId: form, about } })).toMatchObject({ id: begun.id, answers: { reached: 'yes', content: 1, why: '电话 13912345678 没人接' }, seed: begun.seed, version: 2 })
    expect((await agent.raw('PATCH', `/form-drafts/${begun.id}`, { answers: {}, page: 0, version: 1 })).json()).toMatchObject({ status: 409, code: 'form-draft.elsewhere', current: { version: saved.version, answers: { content: 1 } } })
    const { rows: [row] } = await house.pool.query('select d::text as text from form_draft d where id = $1', [begun.id])
    expect(row.text).not.toContain('13912345678')
    expect((await other.raw('PATCH', `/form-drafts/${begun.id}`, { answers: {}, page: 0, version: 2 })).statusCode).toBe(404)
    expect((await agent.call(drafts.begun, {})).items.map(({ id }) => id)).toContain(begun.id)
    const { id } = await agent.call(forms.submit, { body: { formId: form, about, answers: callback, draftId: begun.id } })
    expect(await agent.call(forms.submission, { params: { id } })).toMatchObject({ seed: begun.seed, begunAt: begun.begunAt })
    expect((await agent.call(drafts.begun, {})).items.map((one) => one.id)).not.toContain(begun.id)
  })
  test('against the clock is taken within its minutes and not after them', async () => {
    const form = await idOf('service-exam')
    const about = standing(form)
    const right = { who: 'first', duties: ['take', 'hand', 'follow'], close: false, steps: 1, name: '首问负责制' }
    expect((await agent.raw('POST', '/submissions', { formId: form, about, answers: right })).json()).toMatchObject({ status: 422, code: 'submission.not-begun' })
    const begun = await agent.call(drafts.open, { body: { formId: form, about } })
    expect(begun.dueAt?.getTime()).toBe(begun.begunAt.getTime() + 20 * 60_000)
    house.clock.pass(20 * 60)
    const came = await agent.call(forms.submit, { body: { formId: form, about, answers: right, draftId: begun.id } })
    expect(came).toMatchObject({ score: 100, passed: true })
    expect((await agent.call(forms.submission, { params: { id: came.id } })).may).toEqual([])
    const late = await other.call(drafts.open, { body: { formId: form, about } })
    house.clock.pass(22 * 60)
    expect((await other.raw('POST', '/submissions', { formId: form, about, answers: right, draftId: late.id })).json()).toMatchObject({ status: 422, code: 'submission.too-late' })
  })
})

test('files and signatures hang on their submission, are looked at, and are read by those who see it', async () => {
  const it = await openCase()
  const form = await idOf('site-check')
  const about = { kind: 'case', id: it.id }
  const answers = async (photo: string) => ({ power: true, gas: true, wall: true, space: true, height: 1.5, goods: [{ model: 'KFR-35', count: 2, intact: true }, { model: 'KFR-72', count: 1, intact: false }], photos: [photo], signature: await send(agent, '签名.png', PNG) })
  const text = await answers(await send(agent, '说明.txt', '不是照片'))
  expect((await agent.raw('POST', '/submissions', { formId: form, about, answers: text })).json()).toMatchObject({ status: 400, errors: [{ path: 'answers.photos', code: 'answer.wrong-file-type' }] })
  const good = await answers(await send(agent, '现场.png', PNG))
  const came = await agent.call(forms.submit, { body: { formId: form, about, answers: good } })
  const whole = await manager.call(forms.submission, { params: { id: came.id } })
  expect(whole.answers).toMatchObject({ items: 3, goods: [{ model: 'KFR-35' }, { count: 1 }] })
  expect(whole.files).toHaveLength(2)
  expect(came.score).toBeCloseTo((3 + 3 + 2 + 2 + 1) / 12 * 100)
  expect((await manager.raw('GET', `/files/${good.signature}`)).statusCode).toBe(200)
  expect((await other.raw('GET', `/files/${good.signature}`)).statusCode).toBe(404)
})

describe('an anonymous form', () => {
  test('is sent without a trace of who sent it, and shows nothing until enough have', async () => {
    const form = await idOf('meeting-feedback')
    const about = standing(form)
    const answers = (worth: number) => ({ statements: { aim: 'p5', 'right-people': 'p4', heard: 'p3', decided: 'p5' }, worth, better: `更短一些 ${worth}` })
    expect((await agent.raw('POST', '/submissions', { formId: form, about, answers: answers(10) })).json()).toMatchObject({ code: 'form.is-anonymous' })
    expect((await agent.raw('POST', '/form-drafts', { formId: form, about })).json()).toMatchObject({ code: 'form.is-anonymous' })
    const key = newId()
    const first = await agent.call(anonymousForms.submitAnonymously, { body: { formId: form, about, answers: answers(50) } }, { idempotencyKey: key })
    expect(await agent.call(anonymousForms.submitAnonymously, { body: { formId: form, about, answers: answers(50) } }, { idempotencyKey: key })).toEqual(first)
    await house.drain()
    const { rows } = await house.pool.query('select actor_kind, actor_id from event_log where subject_id = $1', [first.id])
    expect(rows).toEqual([{ actor_kind: 'system', actor_id: null }])
    for (const worth of [60, 70, 80]) await other.call(anonymousForms.submitAnonymously, { body: { formId: form, about, answers: answers(worth) } })
    expect(await manager.call(reports.figures, { params: { id: form }, query: {} })).toMatchObject({ n: 4, tooFew: true, score: null, questions: [{ tooFew: true, rows: null }, { numbers: null }, {}, {}] })
    expect((await manager.call(reports.words, { params: { id: form }, query: { question: 'better' } })).items).toEqual([])
    expect((await manager.raw('GET', `/forms/${form}/export`)).json()).toMatchObject({ code: 'form.too-few-answers' })
    expect(await manager.call(forms.submission, { params: { id: first.id } })).toMatchObject({ answers: {}, masked: ['answers'], by: { id: null, name: null } })
    await lead.call(anonymousForms.submitAnonymously, { body: { formId: form, about, answers: answers(90) } })
    expect(await manager.call(reports.figures, { params: { id: form }, query: {} })).toMatchObject({ n: 5, tooFew: false, questions: [{ rows: [{ key: 'aim', n: 5 }, {}, {}, {}] }, { numbers: { mean: 70, median: 70 } }, {}, {}] })
    expect((await manager.call(reports.words, { params: { id: form }, query: { question: 'better' } })).items.map(({ submissionId }) => submissionId)).toEqual([null, null, null, null, null])
  })
})

describe('figures', () => {
  const questions: FormDefinition['sections'][number]['questions'] = [
    { kind: 'single', key: 'way', text: words('way'), options: [{ key: 'home', text: words('上门') }, { key: 'shop', text: words('到店') }], other: true },
    { kind: 'scale', key: 'good', text: words('good'), to: 5, weight: 1 }, { kind: 'nps', key: 'nps', text: words('nps') },
    { kind: 'text', key: 'word', text: words('word') }, { kind: 'text', key: 'phone', text: words('phone'), fieldClass: 'personal' },
  ]
  let form: string
  let next: string
  const give = (id: string, answers: Answers, more: object = {}) => house.work.unit(systemActor, 'test', (ctx) => submitForm(ctx, { form: 'after-visit', version: id, about: { kind: 'case', id: newId() }, answers, via: 'phone', staffId: agent.id, teamId, ...more }))
  beforeAll(async () => {
    form = await publish('after-visit', [{ key: 's', questions }])
    for (const [way, good, nps] of [['home', 5, 10], ['home', 4, 9], ['home', 5, 7], ['shop', 1, 0], ['shop', 2, 6]] as const) await give(form, { way, good, nps, word: `=1+${good} 师傅很好`, phone: '13800001111' })
    await give(form, { way: 'other', 'way.other': '视频', good: 3, nps: 8 }, { staffId: other.id, teamId: null })
    // The next version asks one question otherwise, another one the same.
    next = await publish('after-visit', [{ key: 's', questions: [questions[0] as never, { kind: 'scale', key: 'good', text: words('good'), to: 7, weight: 1 }, questions[2] as never, questions[3] as never] }])
    await give(next, { way: 'shop', good: 7, nps: 10 })
  })
  const figures = (who: Person, id: string, query: object = {}) => who.call(reports.figures, { params: { id }, query })
  test('are counted with their intervals over one version', async () => {
    const found = await figures(manager, form, { across: 'false' })
    expect(found).toMatchObject({ n: 6, complete: true, versions: [{ version: 1, n: 6 }] })
    const [way, good, nps, word] = found.questions
    expect(way).toMatchObject({ n: 6, options: [{ key: 'home', count: 3, share: 0.5 }, { key: 'shop', count: 2 }, { key: 'other', count: 1 }] })
    // Wilson, 3 of 6: as R's prop.test(3, 6, correct = FALSE) says.
    expect(way?.options?.[0]?.lower).toBeCloseTo(0.18761, 4)
    expect(way?.options?.[0]?.upper).toBeCloseTo(0.81239, 4)
    expect(good).toMatchObject({ numbers: { median: 3.5, min: 1, max: 5 }, top: { share: 0.5 } })
    expect(good?.numbers?.mean).toBeCloseTo(20 / 6)
    expect(nps).toMatchObject({ nps: { value: 0, promoters: 2, passives: 2, detractors: 2 } })
    expect(word).toMatchObject({ kind: 'text', options: null })
    expect(found.score?.mean).toBeCloseTo((100 + 75 + 100 + 0 + 25 + 50) / 6)
  })
  test('go across versions where a question was the same, and not where it was another', async () => {
    const found = await figures(manager, next)
    expect(found).toMatchObject({ n: 7, versions: [{ version: 1, n: 6 }, { version: 2, n: 1 }] })
    expect(found.questions.map(({ key, n, versions }) => [key, n, versions])).toEqual([['way', 7, [1, 2]], ['good', 1, [2]], ['nps', 7, [1, 2]], ['word', 0, [1, 2]]])
  })
  test('of two questions stand against each other', async () => {
    const table = await manager.call(reports.crosstab, { params: { id: form }, query: { rows: 'way', columns: 'good', across: 'false' } })
    expect(table).toMatchObject({ n: 6, counts: [[0, 0, 0, 1, 2], [1, 1, 0, 0, 0], [0, 0, 1, 0, 0]], chiSquare: { df: 8 } })
    expect((await manager.raw('GET', `/forms/${form}/crosstab?rows=way&columns=word`)).json()).toMatchObject({ errors: [{ path: 'columns', code: 'form.not-for-crosstab' }] })
  })
  test('and words are those one may see: a team leader’s of the team, an agent none', async () => {
    expect((await figures(lead, form, { across: 'false' })).n).toBe(5)
    expect((await lead.call(reports.words, { params: { id: form }, query: { question: 'word', limit: 2 } })).items).toHaveLength(2)
    const all = await lead.call(reports.words, { params: { id: form }, query: { question: 'word', limit: 3 } })
    const rest = await lead.call(reports.words, { params: { id: form }, query: { question: 'word', limit: 3, cursor: all.nextCursor as string } })
    expect([...all.items, ...rest.items]).toHaveLength(5)
    expect((await agent.raw('GET', `/forms/${form}/figures`)).statusCode).toBe(403)
    expect((await manager.raw('GET', `/forms/${form}/words?question=phone`)).json()).toMatchObject({ errors: [{ code: 'form.no-words-to-it' }] })
  })
  test('leave as CSV, one row a submission, with nothing a spreadsheet would run and nothing the reader may not see', async () => {
    expect((await lead.raw('GET', `/forms/${form}/export`)).statusCode).toBe(403)
    const answer = await evaluator.raw('GET', `/forms/${form}/export?across=false&language=en`)
    expect(answer.headers['content-type']).toContain('text/csv')
    const lines = answer.body.replace('\ufeff', '').trimEnd().split('\r\n')
    expect(lines).toHaveLength(7)
    expect(lines[0]).toContain('way [way],way [way] other,good [good],nps [nps],word [word],phone [phone]')
    expect(lines.at(-1)).toContain("上门,,5,10,'=1+5 师傅很好")
    expect(answer.body).not.toContain('13800001111')
    expect((await manager.raw('GET', `/forms/${form}/export?across=false`)).body).toContain('13800001111')
  })
  test('personal answers are hidden from those who may not read them, and no search finds them', async () => {
    const { id } = await give(form, { way: 'home', good: 5, nps: 9, word: '蓝牙遥控器失灵', phone: '李四光住址' })
    await house.drain()
    expect(await agent.call(forms.submission, { params: { id } })).toMatchObject({ masked: ['answers.phone'], answers: { word: '蓝牙遥控器失灵' } })
    expect((await manager.call(forms.submission, { params: { id } })).answers).toMatchObject({ phone: '李四光住址' })
    const { rows: [row] } = await house.pool.query('select s::text as text from submission s where id = $1', [id])
    expect(row.text).not.toContain('李四光')
    const hits = async (who: Person, q: string) => (await who.call(search.find, { query: { q, kind: 'submission' } })).items.map((one) => one.id)
    expect(await hits(manager, '蓝牙遥控器')).toEqual([id])
    expect(await hits(other, '蓝牙遥控器')).toEqual([])
    expect(await hits(manager, '李四光')).toEqual([])
    expect((await manager.call(forms.submissions, { query: { q: '蓝牙', form: 'after-visit' } })).items.map((one) => one.id)).toEqual([id])
  })
})

test('a form that can’t be used is refused when it is drafted, with the question and the remedy', async () => {
  const refused = await manager.raw('POST', '/definitions', { kind: 'form', key: 'broken', body: { name: words('x'), sections: [{ key: 's', questions: [{ kind: 'yes-no', key: 'a', text: words('a'), when: { field: 'b', is: 'equal', value: true } }, { kind: 'yes-no', key: 'b', text: words('b') }] }] } })
  expect(refused.statusCode).toBe(422)
  expect(refused.json()).toMatchObject({ errors: [{ path: 'body.sections.0.questions.0.when', message: '“a”引用了排在后面的“b”；请把“b”移到它前面，或改用前面的题目。' }] })
})
