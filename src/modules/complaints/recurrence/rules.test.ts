import { describe, expect, test } from 'vitest'
import { recurring } from './rules.ts'

const day = (n: number) => new Date(Date.UTC(2026, 2, 1) + n * 86_400_000)
const at = (...days: number[]) => days.map((n) => ({ id: `on ${n}`, at: day(n) }))

describe('the same cause again', () => {
  test('three within thirty days are enough; both ends belong to it', () => {
    expect(recurring(at(0, 12, 30), 'on 30', { needed: 3, days: 30 })).toEqual(['on 0', 'on 12', 'on 30'])
    expect(recurring(at(0, 12, 31), 'on 31', { needed: 3, days: 30 })).toEqual([])
  })
  test('one that was coded late is found in the stretch it lies in', () => {
    expect(recurring(at(0, 20, 40, 55), 'on 20', { needed: 3, days: 30 })).toEqual([])
    expect(recurring(at(0, 20, 28, 40, 49), 'on 20', { needed: 3, days: 30 })).toEqual(['on 20', 'on 28', 'on 40', 'on 49'])
  })
})
