import fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentOf, newId } from '../../kernel/id.ts'
import { walk } from './months.ts'

const moment = fc.date({ min: new Date('2011-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
const id = moment.map((at) => newId(at))
const bounds = fc.uniqueArray(id, { maxLength: 40 }).map((ids) => ids.sort())

test('the ranges cover every id once, newest first, whatever months there are', () => {
  fc.assert(fc.property(bounds, moment, fc.option(id), (months, now, before) => {
    const ranges = walk(months, now, before)
    expect(ranges[0]?.to).toBe(before)
    expect(ranges.at(-1)?.from).toBeNull()
    ranges.slice(1).forEach((range, at) => {
      expect(range.to).toBe(ranges[at]?.from)
      expect(ranges.slice(at + 1).every(({ from }) => from === null || from < (range.to as string))).toBe(true)
    })
    for (const { from } of ranges) if (from !== null) expect(momentOf(from) <= now && (before === null || from < before)).toBe(true)
  }))
})

test('ten years take five statements, and the first reads one month', () => {
  const months = Array.from({ length: 121 }, (_, month) => newId(new Date(Date.UTC(2016, month, 1))))
  const ranges = walk(months, new Date('2026-01-15T00:00:00Z'), null)
  expect(ranges).toHaveLength(5)
  expect(ranges[0]?.from).toBe(months.at(-1))
})
