import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { ApiError } from '../../../kernel/client.ts'
import { cases } from '../../cases/contract.ts'
import { tasks } from '../../tasks/contract.ts'
import { regulators } from './contract.ts'
import { lastDayOf, stretchesOf } from './rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let lead: Awaited<ReturnType<typeof house.hire>>
beforeAll(async () => {
  house = await openWholeHouse()
  lead = await house.hire('cs_supervisor')
})
afterAll(() => house.close())
const refusal = async (going: Promise<unknown>) => going.then(() => { throw new Error('was not refused') }, (error: unknown) => { if (error instanceof ApiError) return error.problem; throw error })

describe('terms', () => {
  const weekdays = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
  test('leave the day of receipt out; working days pass over days off, calendar days that end on one end on the next working day', () => {
    expect(lastDayOf('2026-03-02', { days: 7, unit: 'working' }, weekdays)).toBe('2026-03-11')
    expect(lastDayOf('2026-03-06', { days: 1, unit: 'working' }, weekdays)).toBe('2026-03-09')
    expect(lastDayOf('2026-03-02', { days: 60, unit: 'calendar' }, weekdays)).toBe('2026-05-01')
    expect(lastDayOf('2026-03-03', { days: 60, unit: 'calendar' }, weekdays)).toBe('2026-05-04')
    // Day by day: whoever reads it can count along.
    expect(stretchesOf('2026-03-05', { days: 3, unit: 'working' }, weekdays).map(({ from, to, kind, first, last }) => [from, to, kind, first, last])).toEqual([
      ['2026-03-05', '2026-03-05', 'received', null, null], ['2026-03-06', '2026-03-06', 'counted', 1, 1], ['2026-03-07', '2026-03-08', 'off', null, null], ['2026-03-09', '2026-03-10', 'counted', 2, 3],
    ])
    expect(stretchesOf('2026-03-04', { days: 3, unit: 'calendar' }, weekdays).map(({ from, to, kind, last }) => [from, to, kind, last])).toEqual([
      ['2026-03-04', '2026-03-04', 'received', null], ['2026-03-05', '2026-03-07', 'counted', 3], ['2026-03-08', '2026-03-08', 'off', null], ['2026-03-09', '2026-03-09', 'moved', null],
    ])
    expect(() => lastDayOf('2026-03-03', { days: 1, unit: 'working' }, () => false)).toThrow(RangeError)
  })
})

test('a table from 12315 and 12345 becomes complaints with statutory days, once; wrong rows are told with their line', async () => {
  const csv = '来源,编号,收到日期,标题,内容,投诉人,联系电话,答复期限\n12315,SH2026-0001,2026-03-02,热水器漏水拒不退款,商家推诿,王建国,13800001111,\n12345热线,GD-77,2026/2/27,空调噪音扰民,,,,2026-03-03\n12315,SH2026-0002,不是日期,x,x,,,\n工商,9,2026-03-01,x,x,,,\n'
  const report = await lead.call(regulators.importRegulatorCases, { body: { csv } })
  expect(report).toMatchObject({ rows: 4, imported: 2, known: 0, rejected: [{ line: 4, field: 'receivedOn', code: 'import.bad-date' }, { line: 5, field: 'authority', code: 'regulator-case.unknown-authority' }] })
  expect(await lead.call(regulators.importRegulatorCases, { body: { csv } })).toMatchObject({ imported: 0, known: 2 })
  const { items } = await lead.call(regulators.listRegulatorCases, { query: { open: 'true' } })
  // The 28th of February was a Saturday worked; the first of May and what follows are days off.
  expect(items.map(({ number, answerDueOn, settleDueOn, answerLate }) => [number, answerDueOn, settleDueOn, answerLate])).toEqual([['GD-77', '2026-03-03', '2026-03-09', false], ['SH2026-0001', '2026-03-11', '2026-05-06', false]])
  const first = items[1]
  const why = async (id = '') => (await lead.call(regulators.regulatorTerms, { params: { id } })).items
  expect(await why(first?.case.id)).toMatchObject([{ stage: 'answer', dueOn: '2026-03-11', term: { days: 7, unit: 'working' }, days: [{ kind: 'received' }, { from: '2026-03-03', to: '2026-03-06', first: 1, last: 4 }, { kind: 'off' }, { from: '2026-03-09', to: '2026-03-11', first: 5, last: 7 }] }, { stage: 'settle', dueOn: '2026-05-06', days: expect.arrayContaining([expect.objectContaining({ kind: 'moved', to: '2026-05-06' })]) }])
  // The notice named the day of the answer itself.
  expect(await why(items[0]?.case.id)).toMatchObject([{ stage: 'answer', dueOn: '2026-03-03', term: null, days: [] }, { stage: 'settle', term: { days: 7 } }])
  expect(await lead.call(cases.get, { params: { id: first?.case.id ?? '' } })).toMatchObject({ kind: 'complaint', subject: '热水器漏水拒不退款', priority: 'high', customer: { name: '王建国' } })
  expect((await lead.call(tasks.list, { query: { sourceKind: 'regulator-case', sourceId: first?.id ?? '' } })).items.map(({ dueAt, byHand }) => [dueAt?.toISOString(), byHand])).toEqual([['2026-03-11T16:00:00.000Z', false], ['2026-05-06T16:00:00.000Z', false]])
})

test('what the regulator was told is kept with its moment, and finishes the tasks; late is late', async () => {
  const it = await lead.call(regulators.registerRegulatorCase, { body: { authority: '12315', number: 'SH2026-0100', receivedOn: '2026-02-27', subject: '退款纠纷', description: '不退款', contact: '李科' } })
  expect(it).toMatchObject({ answerLate: false, may: ['answer', 'settle'] })
  expect(await refusal(lead.call(regulators.registerRegulatorCase, { body: { authority: '12315', number: 'SH2026-0100', receivedOn: '2026-02-27', subject: 'x', description: 'x' } }))).toMatchObject({ status: 422, code: 'regulator-case.known' })
  expect(await refusal(lead.call(regulators.registerRegulatorCase, { body: { authority: '12315', number: 'later', receivedOn: '2027-01-01', subject: 'x', description: 'x' } }))).toMatchObject({ status: 400, errors: [{ path: 'receivedOn' }] })
  house.clock.set('2026-04-20T01:00:00Z')
  const answered = await lead.call(regulators.recordReply, { params: { id: it.id }, body: { stage: 'answer', words: '已联系投诉人，正在核实', version: it.version } })
  expect(answered).toMatchObject({ answer: '已联系投诉人，正在核实', answeredBy: { id: lead.id }, answerLate: true, may: ['settle'] })
  expect(await refusal(lead.call(regulators.recordReply, { params: { id: it.id }, body: { stage: 'settle', words: 'x', version: answered.version } }))).toMatchObject({ status: 400, errors: [{ path: 'outcome' }] })
  expect(await lead.call(regulators.recordReply, { params: { id: it.id }, body: { stage: 'settle', words: '已全额退款，投诉人满意', outcome: 'agreed', version: answered.version } })).toMatchObject({ outcome: 'agreed', may: [] })
  expect((await lead.call(tasks.list, { query: { sourceKind: 'regulator-case', sourceId: it.id } })).items).toEqual([])
  expect((await lead.call(cases.events, { params: { id: it.case.id } })).items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['complaint.regulator-registered', 'complaint.regulator-replied']))
  expect(await refusal((await house.hire('agent')).call(regulators.recordReply, { params: { id: it.id }, body: { stage: 'settle', words: 'x', version: 3 } }))).toMatchObject({ status: 403, code: 'case.not-yours' })
})
