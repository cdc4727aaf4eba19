import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../kernel/actors.ts'
import { newId } from '../../kernel/id.ts'
import { openWholeHouse } from '../../../test/whole-house.ts'
import type { Answers } from './contract.ts'
import { forms } from './contract.ts'
import { changeSubmission, formOf, submitForm } from './index.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person, agent: Person, other: Person
let teamId: string
beforeAll(async () => {
  house = await openWholeHouse()
  teamId = (await house.team('售后组')).id
  manager = await house.hire('cs_manager')
  agent = await house.hire('agent', { teamId })
  other = await house.hire('agent')
})
afterAll(() => house.close())

const unit = <T>(run: Parameters<typeof house.work.unit<T>>[2]) => house.work.unit(systemActor, 'test', run)
const rate = (answers: Answers, more: object = {}) => unit((ctx) => submitForm(ctx, { form: 'solution-rating', about: { kind: 'case', id: newId() }, answers, via: 'portal', staffId: agent.id, teamId, ...more }))

describe('a submission', () => {
  test('is kept with its answers, its score and the version it was given to', async () => {
    const { id, score } = await rate({ solution: 5, handling: 3, word: '师傅很准时' })
    expect(score).toBe(75)
    expect(await manager.call(forms.submission, { params: { id } })).toMatchObject({ form: { key: 'solution-rating', version: 1 }, answers: { solution: 5, handling: 3, word: '师傅很准时' }, score: 75, staff: { id: agent.id }, team: { id: teamId }, by: { kind: 'customer', id: null }, via: 'portal', questions: { sections: [{ questions: [{ key: 'solution' }, { key: 'handling' }, { key: 'word' }] }] } })
  })
  test('with wrong answers is refused, each at its question', async () => {
    await expect(rate({ solution: 9, sold: 1 })).rejects.toMatchObject({ kind: 'invalid', details: { errors: [{ path: 'answers.sold', code: 'answer.unknown-question' }, { path: 'answers.solution', code: 'answer.off-the-scale' }, { path: 'answers.handling', code: 'answer.required' }] } })
    await expect(rate({}, { form: 'no-such-form' })).rejects.toMatchObject({ code: 'form.not-found' })
    await expect(rate({ solution: 5, handling: 5 }, { version: newId() })).rejects.toMatchObject({ code: 'form.not-found' })
  })
  test('may be changed by its version; the log keeps from what to what, of words only that they changed', async () => {
    const { id } = await rate({ solution: 2, handling: 2, word: '电话 13812345678 没人接' })
    expect(await unit((ctx) => changeSubmission(ctx, id, { answers: { solution: 4, handling: 2, word: '后来接了' }, version: 1 }))).toEqual({ id, score: 50, passed: null })
    await expect(unit((ctx) => changeSubmission(ctx, id, { answers: { solution: 5, handling: 5 }, version: 1 }))).rejects.toMatchObject({ code: 'record.stale' })
    expect((await manager.call(forms.submission, { params: { id } })).answers).toEqual({ solution: 4, handling: 2, word: '后来接了' })
    await house.drain()
    const { rows: [told] } = await house.pool.query(`select data from event_log where kind = 'submission.changed' and subject_id = $1`, [id])
    expect(told.data.changed).toEqual({ solution: { from: 2, to: 4 }, word: { from: '…', to: '…' } })
  })
  test('hides what was written in one’s own words, and loses it with the key of its person', async () => {
    const customerId = newId()
    const { id } = await rate({ solution: 1, handling: 1, word: '请回电 13812345678' }, { customerId })
    const { rows: [row] } = await house.pool.query('select s::text as text from submission s where id = $1', [id])
    expect(row.text).not.toContain('13812345678')
    await unit((ctx) => ctx.vault.destroy(ctx, customerId))
    expect((await manager.call(forms.submission, { params: { id } })).answers).toEqual({ solution: 1, handling: 1 })
  })
})

describe('who sees it', () => {
  test('whose work it speaks of, those who see all, and nobody else', async () => {
    const { id } = await rate({ solution: 3, handling: 3 })
    const seen = async (who: Person) => (await who.call(forms.submissions, { query: { form: 'solution-rating', limit: 200 } })).items.map((one) => one.id)
    expect(await seen(manager)).toContain(id)
    expect(await seen(agent)).toContain(id)
    expect(await seen(other)).toEqual([])
    expect((await other.raw('GET', `/submissions/${id}`)).statusCode).toBe(404)
    expect((await agent.raw('GET', `/submissions/${id}`)).statusCode).toBe(200)
    const lead = await house.hire('team_lead', { teamId })
    expect(await seen(lead)).toContain(id)
    expect((await lead.call(forms.submissions, { query: { staff: other.id } })).items).toEqual([])
  })
  test('page after page, newest first by when it was answered', async () => {
    const aboutId = newId()
    for (const at of ['2026-01-03T00:00:00Z', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']) await rate({ solution: 3, handling: 3 }, { about: { kind: 'case', id: aboutId }, at: new Date(at) })
    const first = await manager.call(forms.submissions, { query: { aboutId, limit: 2 } })
    const rest = await manager.call(forms.submissions, { query: { aboutId, limit: 2, cursor: first.nextCursor as string } })
    expect([...first.items, ...rest.items].map(({ at }) => at.toISOString().slice(0, 10))).toEqual(['2026-01-03', '2026-01-02', '2026-01-01'])
    expect(rest.nextCursor).toBeNull()
  })
})

test('the forms in force are listed, and each version read with its questions', async () => {
  const { items } = await agent.call(forms.list, {})
  const shipped = items.find(({ key }) => key === 'solution-rating')
  expect(shipped).toMatchObject({ version: 1, name: { zh: '满意度评价' } })
  const whole = await agent.call(forms.get, { params: { id: shipped?.id as string } })
  expect(whole.questions.sections[0]?.questions).toHaveLength(3)
  expect((await agent.raw('GET', `/forms/${newId()}`)).statusCode).toBe(404)
  expect(await house.work.read(systemActor, 'test', async (ctx) => formOf(ctx, 'solution-rating').id)).toBe(shipped?.id)
})
