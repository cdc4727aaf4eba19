import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ScoreDefinition } from './contract.ts'
import { customerGrade, gradeOf, scoreKind } from './grade.ts'

const shipped = customerGrade.body as ScoreDefinition
const keys = shipped.parts.map((part) => part.key)
const of = (...values: number[]) => Object.fromEntries(keys.map((key, at) => [key, values[at]!]))

test('SEG-09: 90, 80, 100 and 80 weighed 40, 25, 20 and 15 are 88, an A, of 36, 20, 20 and 12', () => {
  const graded = gradeOf(shipped, of(90, 80, 100, 80))
  expect(graded).toMatchObject({ score: 88, grade: 'A' })
  expect(graded.parts.map((part) => [part.value, part.weight, part.adds])).toEqual([[90, 40, 36], [80, 25, 20], [100, 20, 20], [80, 15, 12]])
})
test('the grades begin at 85, 70 and 50', () => {
  expect([85, 84.99, 70, 69.99, 50, 49.99, 0].map((value) => gradeOf(shipped, of(value, value, value, value)).grade)).toEqual(['A', 'B', 'B', 'C', 'C', 'D', 'D'])
})
test('a part without a value is named', () => expect(() => gradeOf(shipped, { [keys[0]!]: 1 })).toThrow(keys[1]!))
test('steps turn a value into points, the highest that is reached', () => {
  const stepped: ScoreDefinition = { ...shipped, parts: [{ key: 'orders', name: { zh: '订单', en: 'Orders' }, weight: 1, steps: [{ from: 10, points: 100 }, { from: 3, points: 60 }] }] }
  expect([12, 10, 9, 3, 2].map((orders) => gradeOf(stepped, { orders }).score)).toEqual([100, 100, 60, 60, 0])
})
test('the parts add up to the score, which lies between the least and the most', () => {
  fc.assert(fc.property(fc.array(fc.record({ weight: fc.integer({ min: 1, max: 100 }), value: fc.integer({ min: 0, max: 100 }) }), { minLength: 1, maxLength: 8 }), (parts) => {
    const graded = gradeOf({ ...shipped, parts: parts.map(({ weight }, at) => ({ key: `p${at}`, name: { zh: '项', en: 'Part' }, weight })) }, Object.fromEntries(parts.map(({ value }, at) => [`p${at}`, value])))
    expect(graded.parts.reduce((sum, part) => sum + part.adds, 0)).toBeCloseTo(graded.score, 0)
    expect(graded.score).toBeGreaterThanOrEqual(Math.min(...parts.map((one) => one.value)) - 0.01)
    expect(graded.score).toBeLessThanOrEqual(Math.max(...parts.map((one) => one.value)) + 0.01)
  }))
})
test('a definition whose grades do not fall, or that names a part twice, is refused', () => {
  expect(() => scoreKind.compile({ ...shipped, grades: [{ grade: 'A', from: 50 }, { grade: 'B', from: 70 }] }, { key: 'x', id: 'x', version: 1 })).toThrow('grades.1.from')
  expect(() => scoreKind.compile({ ...shipped, parts: [...shipped.parts, shipped.parts[0]!] }, { key: 'x', id: 'x', version: 1 })).toThrow('stands here twice')
})
