import { expect, test } from 'vitest'
import { columnsOf, conditionOf } from '../../../../pure/conditions/index.ts'
import { bodyOf, draftOf, unreached, wanting } from './policy-draft.ts'

const name = { zh: '时限', en: 'Deadlines' }
const clock = { key: 'first', name, calendar: 'standard', startOn: ['opened'], stopOn: ['answered'] }
const grade = { field: 'grade', is: 'one-of', value: ['a', 'b'] } as const
const written = { any: [{ field: 'priority', is: 'equal', value: 'high' }, { field: 'grade', is: 'empty' }] } as const

test('what was opened and not touched is saved as it was, also what columns cannot say', () => {
  const body = { name, clocks: [{ ...clock, pauseOn: ['waiting-customer'], pauseLimit: 7_200, escalateAt: [1, 1.5, 3], rows: [{ when: { all: [{ field: 'channel', is: 'equal', value: 'chat' }, grade] }, seconds: 60, warnBefore: [30, 15] }, { when: written, seconds: 1_800 }, { seconds: 3_600 }] }] }
  expect(bodyOf(draftOf(body))).toEqual(body)
})
test('columns become a condition and back; what is left open fits everything', () => {
  expect(conditionOf({ channel: ['chat'], grade: ['a', 'b'], kind: [] })).toEqual({ all: [{ field: 'channel', is: 'equal', value: 'chat' }, grade] })
  expect(conditionOf({ kind: [] })).toBeUndefined()
  expect(columnsOf(grade as never)).toEqual({ grade: ['a', 'b'] })
  expect(columnsOf(written as never)).toBeNull()
})
test('a row that nothing reaches is told, and so is what is missing', () => {
  const draft = draftOf({ name, clocks: [{ ...clock, rows: [{ when: { field: 'channel', is: 'equal', value: 'chat' }, seconds: 60 }, { when: { all: [{ field: 'channel', is: 'equal', value: 'chat' }, grade] }, seconds: 30 }, { seconds: 600, warnBefore: [600] }, { when: grade, seconds: 10 }] }] })
  const rows = draft.clocks[0]?.rows ?? []
  expect(rows.map(({ id }) => unreached(rows).has(id))).toEqual([false, true, false, true])
  expect(wanting(draft)).toEqual([{ clock: draft.clocks[0]?.id, row: rows[2]?.id, what: 'warning' }])
  expect(wanting({ ...draft, name: { zh: '', en: '' }, clocks: [] }).map(({ what }) => what)).toEqual(['name', 'clocks'])
})
