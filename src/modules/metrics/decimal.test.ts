import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOTHING, decimal, deviation, numberOf, plus } from './decimal.ts'

const text = fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 999_999 })).map(([whole, rest]) => `${whole}.${String(rest).padStart(6, '0')}`)
const sum = (texts: readonly string[]) => texts.reduce((all, one) => plus(all, decimal(one)), NOTHING)

test('no order of adding changes a sum', () => {
  fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), (texts) => {
    expect(numberOf(sum(texts))).toBe(numberOf(sum(texts.toReversed())))
    expect(numberOf(sum(texts))).toBeCloseTo(texts.reduce((all, one) => all + Number(one), 0), 5)
  }))
})
test('0.1 and 0.2 are 0.3, and what is below nothing stays below it', () => {
  expect(numberOf(plus(decimal('0.1'), decimal('0.2')))).toBe(0.3)
  expect(numberOf(decimal('-0.05'))).toBe(-0.05)
})
test('the deviation is that of the values, also where they are large and lie close together', () => {
  const values = ['1000000000.1', '1000000000.2', '1000000000.3']
  const squares = values.map((value) => { const { units, scale } = decimal(value); return { units: units * units, scale: scale * 2 } }).reduce(plus, NOTHING)
  expect(deviation(3, sum(values), squares)).toBeCloseTo(0.1, 12)
  expect(deviation(1, decimal('4'), decimal('16'))).toBeNull()
  expect(deviation(2, decimal('8'), decimal('32'))).toBe(0)
})
