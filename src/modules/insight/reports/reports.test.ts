import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../../kernel/actors.ts'
import { dayIn } from '../../../kernel/days.ts'
import { changes } from '../../improvement/contract.ts'
import { proposals } from '../../improvement/proposals/contract.ts'
import { metrics } from '../../metrics/contract.ts'
import { tasks } from '../../tasks/contract.ts'
import { decisions, reports } from '../contract.ts'
import type { Person } from '../../../../test/house-with-past.ts'
import { openHouseWithPast } from '../../../../test/house-with-past.ts'
import { reportTemplates } from '../definitions/report-templates.ts'
import type { TemplateBody } from './definition.ts'
import { nextMoment, runSchedules } from './schedules.ts'

let house: Awaited<ReturnType<typeof openHouseWithPast>>['house']
let manager: Person
let agent: Person
let lead: Person
const FEBRUARY = { from: '2026-02-01', to: '2026-02-28' }
beforeAll(async () => { ({ house, manager, agent, lead } = await openHouseWithPast()) })
afterAll(() => house.close())

const page = async (id: string, more = '') => (await manager.raw('GET', `/reports/${id}/file?lang=zh-CN${more}`)).body
const rowsOf = (csv: string) => csv.replace('\ufeff', '').trim().split('\r\n').map((line) => line.split(','))

describe('the monthly service report', () => {
  test('ANA-18: has all its chapters, with the figures that the API gives; a chapter of a module that is not built says so and shows what exists', async () => {
    const { items } = await manager.call(reports.templates, {})
    const monthly = items.find(({ key }) => key === 'monthly-service')
    expect(monthly?.chapters.map(({ key }) => key)).toEqual(['volume', 'quality', 'satisfaction', 'complaints', 'improvement', 'training', 'risk'])
    const made = await manager.call(reports.publish, { body: { template: 'monthly-service', ...FEBRUARY } })
    const html = await page(made.id)
    for (const chapter of monthly?.chapters ?? []) expect(html).toContain(chapter.name.zh)
    expect(html).toContain('还没有培训记录')
    const csv = rowsOf((await manager.raw('GET', `/reports/${made.id}/file?as=csv&lang=en`)).body)
    const [head, ...rows] = csv
    const of = (row: readonly string[] | undefined, column: string) => row?.[head?.indexOf(column) ?? -1]
    for (const key of ['cases-received', 'first-response-attainment', 'complaint-rate']) {
      const api = await manager.call(metrics.value, { params: { key }, query: { ...FEBRUARY, against: 'previous' } })
      const row = rows.find((one) => of(one, 'Metric') === key && of(one, 'Part') === '')
      expect(Number(of(row, 'Value'))).toBe(api.value)
      expect(Number(of(row, 'Records'))).toBe(api.n)
      expect(Number(of(row, 'Before'))).toBe(api.comparison?.value)
      expect(of(row, 'Formula')).not.toBe('')
    }
    expect(html).toContain(`<p class="value num">${(await manager.call(metrics.value, { params: { key: 'cases-received' }, query: FEBRUARY })).n}</p>`)
    expect(html).not.toMatch(/<script|https?:\/\//)
  })
  test('ANA-18: the chapter of improvement counts what was proposed, decided and changed in the period', { timeout: 120_000 }, async () => {
    const owner = await house.hire('cs_supervisor')
    const proposed = await owner.call(proposals.propose, { body: { title: '来电先问机号', problem: '要回拨才能查保修', rootCause: '登记表里机号不必填', measure: '把机号提到第一项' } })
    await owner.call(changes.plan, { body: { title: '登记表调整', reason: '少回拨一次', description: '机号提到第一项', flowKey: 'case', plannedOn: '2026-12-01' } })
    await house.drain()
    const day = dayIn('Asia/Shanghai', new Date(proposed.madeAt))
    const made = await manager.call(reports.publish, { body: { template: 'monthly-service', from: day, to: day, chapters: ['improvement'] } })
    const [head, ...rows] = rowsOf((await manager.raw('GET', `/reports/${made.id}/file?as=csv&lang=en`)).body)
    const value = (key: string) => rows.find((row) => row[head!.indexOf('Metric')] === key)?.[head!.indexOf('Value')]
    expect(['improvements-proposed', 'changes-planned', 'changes-live'].map(value)).toEqual(['1', '1', '0'])
    expect((await manager.call(metrics.records, { params: { key: 'improvements-proposed' }, query: { from: day, to: day } })).items).toMatchObject([{ record: { kind: 'improvement', id: proposed.id }, label: '来电先问机号' }])
    expect(await page(made.id)).not.toContain('系统中还没有本期改进措施的记录')
  })
  test('every metric that a shipped report names but for those of modules to come is in force', async () => {
    const known = new Set((await manager.call(metrics.list, {})).items.map(({ key }) => key))
    const named = reportTemplates.flatMap(({ body }) => (body as TemplateBody).chapters.flatMap(({ figures, beside = [] }) => [...figures, ...beside].map(({ metric }) => metric)))
    expect([...new Set(named)].filter((key) => !known.has(key)).sort()).toEqual(['exam-pass-rate', 'hazards-fixed-in-time', 'risk-open', 'training-completion', 'training-coverage'])
  })
  test('keeps the figures of its moment, whatever happens to the records, and is changed by nobody', async () => {
    const made = await manager.call(reports.publish, { body: { template: 'weekly-service', from: '2026-02-02', to: '2026-02-08', chapters: ['volume'] } })
    const before = await page(made.id)
    const { n } = await manager.call(metrics.value, { params: { key: 'cases-received' }, query: { from: '2026-02-02', to: '2026-02-08' } })
    await house.pool.query(`update "case" set removed_at = now() where id in (select id from "case" where created_at >= '2026-02-02' and created_at < '2026-02-08' limit 5)`)
    expect(await page(made.id)).toBe(before)
    expect(before).toContain(`<p class="value num">${n}</p>`)
    expect(made.chapters).toEqual(['volume'])
    expect(before).not.toContain('id="c2"')
    await expect(house.pool.query('update insight_report set page_zh = $1 where id = $2', ['', made.id])).rejects.toThrow(/report.immutable/)
    await expect(house.pool.query('delete from insight_report where id = $1', [made.id])).rejects.toThrow(/report.immutable|permission denied/)
  })
  test('is seen before it is published by who prepares it, and by nobody else', async () => {
    const clerk = await house.hire('clerk')
    const draft = await clerk.raw('GET', `/report-previews?template=monthly-service&from=2026-02-01&to=2026-02-28&chapters=volume,risk&lang=en&inline=true`)
    expect(draft.headers['content-disposition']).toMatch(/^inline/)
    expect(draft.body).toContain('Draft')
    expect(draft.body).toContain('No risks are registered yet')
    expect((await clerk.raw('POST', '/reports', { template: 'monthly-service', ...FEBRUARY })).statusCode).toBe(403)
    expect((await agent.raw('GET', '/report-previews?template=monthly-service&from=2026-02-01&to=2026-02-28')).statusCode).toBe(403)
    expect((await manager.raw('GET', '/report-previews?template=monthly-service&from=2026-02-01&to=2026-02-28&chapters=moon')).json()).toMatchObject({ status: 400, errors: [{ code: 'report.unknown-chapter' }] })
  })
  // Everybody hears the whole of the month before that.
  test('goes to its receivers with its files, each kept in the log; sent twice it is two messages, run twice it is one', { timeout: 120_000 }, async () => {
    const made = await manager.call(reports.publish, { body: { template: 'monthly-service', ...FEBRUARY, chapters: ['volume'] } })
    const clerk = await house.hire('clerk')
    expect((await manager.raw('POST', `/reports/${made.id}/send`, { receivers: [lead.id, agent.id] })).json()).toMatchObject({ status: 422, errors: [{ path: 'receivers.1', code: 'report.receiver-may-not-read' }] })
    await manager.call(reports.send, { params: { id: made.id }, body: { receivers: [lead.id, clerk.id], formats: ['html', 'csv'] } })
    await house.drain()
    const sent = await manager.call(reports.report, { params: { id: made.id } })
    expect(sent.receivers.map(({ staff, state }) => [staff.id, state]).sort()).toEqual([[lead.id, 'held'], [clerk.id, 'held']].sort())
    const { rows: [count] } = await house.directPool.query<{ messages: number; files: number }>(`select (select count(*)::int from outgoing_message where about_id = $1) as messages, (select count(*)::int from file where owner_kind = 'report' and owner_id = $1) as files`, [made.id])
    expect(count).toEqual({ messages: 2, files: 4 })
    expect((await manager.call(reports.reportEvents, { params: { id: made.id } })).items.map(({ kind }) => kind)).toEqual(['report.published', 'report.sent'])
  })
})

describe('a scheduled report', () => {
  test('ANA-05: is made at its time of the last whole month, sent to those who are still here, and made once', { timeout: 120_000 }, async () => {
    const leaver = await house.hire('team_lead')
    expect((await manager.raw('POST', '/report-schedules', { name: '月报', template: 'monthly-service', every: 'month', day: 3, hour: 8, formats: ['html'], receivers: [agent.id] })).json()).toMatchObject({ status: 422, errors: [{ path: 'receivers.0', code: 'report.receiver-may-not-read' }] })
    const made = await manager.call(reports.schedule, { body: { name: '月报', template: 'monthly-service', every: 'month', day: 3, hour: 8, formats: ['html'], receivers: [lead.id, leaver.id] } })
    expect(made.nextAt).toEqual(new Date('2026-03-03T00:00:00Z'))
    await house.pool.query('update staff set active = false, left_at = now() where id = $1', [leaver.id])
    house.clock.set('2026-03-03T00:00:30Z')
    while (await house.work.unit(systemActor, 'insight.schedules', runSchedules));
    await house.drain()
    const [report] = (await manager.call(reports.published, { query: { limit: 1 } })).items
    expect(report).toMatchObject({ template: 'monthly-service', ...FEBRUARY, scheduleId: made.id, publishedBy: null })
    expect(report?.receivers.map(({ staff }) => staff.id)).toEqual([lead.id])
    const [kept] = (await manager.call(reports.schedules, {})).items
    expect(kept).toMatchObject({ lastReportId: report?.id, fault: null, nextAt: new Date('2026-04-03T00:00:00Z') })
  })
  test('comes round on its day in the company’s zone', () => {
    const at = (every: 'week' | 'month' | 'quarter', day: number, hour: number, now: string) => nextMoment({ every, day, hour }, 'Asia/Shanghai', new Date(now)).toISOString()
    expect(at('week', 1, 9, '2026-03-02T00:59:59Z')).toBe('2026-03-02T01:00:00.000Z')
    expect(at('week', 1, 9, '2026-03-02T01:00:00Z')).toBe('2026-03-09T01:00:00.000Z')
    expect(at('month', 28, 0, '2026-02-28T00:00:00Z')).toBe('2026-03-27T16:00:00.000Z')
    expect(at('quarter', 5, 8, '2026-11-22T00:00:00Z')).toBe('2027-01-05T00:00:00.000Z')
  })
})

describe('the decision log', () => {
  test('ANA-04: keeps the figures of the moment beside today’s, sets a task to look again, and says what became of it', async () => {
    const before = await manager.call(metrics.value, { params: { key: 'cases-received' }, query: FEBRUARY })
    const made = await manager.call(decisions.decide, { body: {
      question: '是否增加晚班？', options: ['增加一人', '不增加'], chosen: 0, reasons: '二月受理量上升，晚间无人应答。', reviewOn: '2026-04-30', deciderId: lead.id, figures: [{ metric: 'cases-received', ...FEBRUARY, where: { channel: 'phone' } }, { metric: 'cases-received', ...FEBRUARY }],
    } })
    expect(made.figures[1]?.frozen).toMatchObject({ value: before.value, n: before.n, definitionVersion: before.definitionVersion, ...FEBRUARY })
    expect(made.figures[0]?.frozen.n).toBeLessThan(before.n)
    const phone = made.figures[0]?.frozen
    const [{ id: gone } = { id: '' }] = (await house.pool.query<{ id: string }>(`select id from "case" where channel = 'phone' and created_at >= '2026-02-10' and created_at < '2026-02-12' and removed_at is null limit 1`)).rows
    await manager.raw('POST', `/cases/${gone}/remove`, { version: (await manager.raw('GET', `/cases/${gone}`)).json().version, reason: '重复' })
    await house.drain()
    const later = await manager.call(decisions.decision, { params: { id: made.id } })
    expect(later.figures[0]?.frozen).toEqual(phone)
    expect(later.figures[0]?.again?.n).toBe((phone?.n ?? 0) - 1)
    expect(later.figures[0]?.today?.to).toBe('2026-03-03')
    const [task] = (await lead.call(tasks.list, { query: { aboutId: made.id } })).items
    expect(task).toMatchObject({ owner: { id: lead.id }, path: `/decision-log/${made.id}`, dueAt: new Date('2026-04-30T10:00:00Z') })
    const reviewed = await manager.call(decisions.review, { params: { id: made.id }, body: { version: made.version, verdict: 'kept', outcome: '晚间应答率上升。' } })
    expect(reviewed).toMatchObject({ state: 'reviewed', verdict: 'kept', may: [] })
    expect(reviewed.figures[0]?.frozen).toEqual(phone)
    expect((await lead.call(tasks.list, { query: { aboutId: made.id, state: 'done' } })).items).toHaveLength(1)
    await expect(house.pool.query(`update insight_decision set figures = '[]' where id = $1`, [made.id])).rejects.toThrow(/figures-immutable/)
  })
  test('wants two options, a figure and a day to come back to', async () => {
    const wrong = await manager.raw('POST', '/decision-log', { question: '？', options: ['一'], chosen: 0, reasons: '', reviewOn: '2026-01-01', figures: [] })
    expect(wrong.json().errors.map(({ path }: { path: string }) => path).sort()).toEqual(['figures', 'options', 'reasons'])
    const past = await manager.raw('POST', '/decision-log', { question: '加人？', options: ['是', '否'], chosen: 0, reasons: '忙', reviewOn: '2026-01-01', figures: [{ metric: 'cases-received', ...FEBRUARY }] })
    expect(past.json()).toMatchObject({ status: 400, errors: [{ path: 'reviewOn', code: 'decision.review-in-the-past' }] })
    expect((await agent.raw('GET', '/decision-log')).statusCode).toBe(403)
  })
})
