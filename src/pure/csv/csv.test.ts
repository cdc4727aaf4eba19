import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell, csvLine } from './index.ts'

test.each(['=1+1', '+8613800000000', '-2', '@SUM(A1)', '\tx', '\rx', '＝1'])('a cell %j is written as text, not as a formula', (text) => {
  expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/)
})
test('numbers stay numbers, negative ones too', () => {
  expect(csvCell(-2.5)).toBe('-2.5')
  expect(csvCell(Number.NaN)).toBe('')
})
test('nothing is an empty cell', () => {
  expect(csvLine([null, undefined, ''])).toBe(',,\r\n')
})
test('a reader of CSV gets back every cell of every line, and none that runs', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
    const read = parse(rows.map(csvLine).join(''), { relaxColumnCount: true, recordDelimiter: '\r\n' }) as string[][]
    expect(read.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '')))).toEqual(rows)
    for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  }))
})
