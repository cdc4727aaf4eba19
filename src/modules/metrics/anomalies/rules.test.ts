import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../pure/stats/index.ts'
import { judgeLast } from './rules.ts'
import type { DayValue } from './rules.ts'

const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10)
const counts = (values: readonly number[]): DayValue[] => values.map((value, at) => ({ from: day(at), value, n: value, numerator: value, denominator: null }))
const shares = (values: readonly [number, number][]): DayValue[] => values.map(([hits, n], at) => ({ from: day(at), value: n ? hits / n * 100 : null, n, numerator: hits, denominator: n }))

describe('a day out of the ordinary', () => {
  test('thirty complaints after four weeks of about ten are six standard deviations away; twelve are not', () => {
    const usual = Array.from({ length: 28 }, (_, at) => 9 + at % 3)
    // Mean 10 − 1/28 ≈ 9.96; the spread between days (0.84) is less than chance makes of a count (√9.96), so that stands for it.
    const [found] = judgeLast('count', 1, counts([...usual, 30]))
    expect(found).toMatchObject({ kind: 'level', value: 30, expected: expect.closeTo(9.964, 3), score: expect.closeTo((30 - 9.9643) / (Math.sqrt(9.9643) * Math.sqrt(29 / 28)), 3), days: 28 })
    expect(judgeLast('count', 1, counts([...usual, 12]))).toEqual([])
  })
  test('a quiet Monday is found by its weekday although the whole week varies as much', () => {
    // Mondays have a hundred, all other days ten: a Monday of ten is usual for the month and unheard of for a Monday.
    const weeks = Array.from({ length: 57 }, (_, at) => at % 7 === 0 ? 100 : 10)
    expect(judgeLast('count', 1, counts([...weeks.slice(0, 56), 10])).map(({ kind, expected, days }) => [kind, expected, days])).toEqual([['seasonal', 100, 8]])
    expect(judgeLast('count', 1, counts(weeks))).toEqual([])
  })
  test('a share is judged by its number: one of two says nothing, fifty of a hundred does', () => {
    const usual = Array.from({ length: 28 }, (): [number, number] => [90, 100])
    expect(judgeLast('share', 100, shares([...usual, [1, 2]]))).toEqual([])
    expect(judgeLast('share', 100, shares([...usual, [50, 100]]))[0]).toMatchObject({ kind: 'level', value: 50, expected: 90 })
    expect(judgeLast('share', 100, shares([...usual, [0, 0]]))).toEqual([])
  })
  test('one after many days of none says nothing, many do, and days before the first count are none', () => {
    const rare = Array.from({ length: 28 }, (_, at) => Number(at === 3))
    expect(judgeLast('count', 1, counts([...rare, 1]))).toEqual([])
    expect(judgeLast('count', 1, counts([...rare, 3]))).toEqual([])
    expect(judgeLast('count', 1, counts([...rare, 9]))[0]).toMatchObject({ kind: 'level', value: 9, days: 25 })
    // Twenty a day since it began two weeks ago are usual, whatever stood before.
    expect(judgeLast('count', 1, counts([...Array.from({ length: 40 }, () => 0), ...Array.from({ length: 15 }, () => 20)]))).toEqual([])
    expect(judgeLast('share', 100, shares([...Array.from({ length: 28 }, (): [number, number] => [3, 3]), [0, 2]]))).toEqual([])
    expect(judgeLast('share', 100, shares([...Array.from({ length: 28 }, (): [number, number] => [3, 3]), [1, 6]]))[0]).toMatchObject({ value: expect.closeTo(16.67, 1), expected: 100 })
  })
  test('too little before says nothing', () => {
    expect(judgeLast('count', 1, counts([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 90]))).toEqual([])
  })
  test('days that only vary by chance are seldom found: fewer than one in a hundred of them', () => {
    const random = createRandom(7)
    const draw = () => { let n = 0; for (let left = Math.exp(-20), p = 1; p > left; n++) p *= random.uniform(); return n }
    const all = Array.from({ length: 2_000 }, draw)
    const found = all.slice(63).filter((_, at) => judgeLast('count', 1, counts(all.slice(at, at + 64))).length > 0)
    expect(found.length).toBeLessThan(20)
  })
})
