import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ahpWeights } from './ahp.ts'
import { pareto } from './pareto.ts'
import { powerTwoMeans, powerTwoProportions, sampleSizeForTwoMeans, sampleSizeForTwoProportions } from './power.ts'
import { rake } from './raking.ts'
import { marginOfError, sampleSize, sampleSizeForMean } from './sample-size.ts'

test('385 for 95 % ± 5 points, 278 of a thousand', () => {
  expect(sampleSize({ margin: 0.05, confidence: 0.95 })).toBe(385)
  expect(sampleSize({ margin: 0.05, confidence: 0.95, population: 1000 })).toBe(278)
  expect(sampleSize({ margin: 0.03, confidence: 0.99, proportion: 0.2 })).toBe(1180)
  expect(sampleSize({ margin: 0.05, confidence: 0.95, population: 1 })).toBe(1)
  expect(sampleSizeForMean({ margin: 2, confidence: 0.95, sd: 15 })).toBe(217)
  expect(() => sampleSize({ margin: 5, confidence: 0.95 })).toThrow('margin')
})

test('the sample size is the smallest that keeps the margin', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), fc.constantFrom(0.8, 0.9, 0.95, 0.99), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (points, confidence, proportion) => {
    const n = sampleSize({ margin: points / 100, confidence, proportion })
    expect(marginOfError({ n, confidence, proportion })).toBeLessThanOrEqual(points / 100 + 1e-9)
    if (n > 1) expect(marginOfError({ n: n - 1, confidence, proportion })).toBeGreaterThan(points / 100)
  }))
  expect(marginOfError({ n: 200, confidence: 0.95, population: 200 })).toBe(0)
})

test('power as R’s documentation has it', () => {
  expect(powerTwoProportions({ n: 50, p1: 0.5, p2: 0.75 })).toBeCloseTo(0.7401659, 6)
  expect(sampleSizeForTwoProportions({ p1: 0.5, p2: 0.75, power: 0.9 })).toBe(77)
  expect(powerTwoMeans({ n: 20, delta: 1 })).toBeCloseTo(0.8689528, 6)
  expect(sampleSizeForTwoMeans({ delta: 1, power: 0.9 })).toBe(23)
  expect(sampleSizeForTwoMeans({ delta: 1, power: 0.9, sides: 1 })).toBe(18)
  expect(powerTwoMeans({ n: 3, delta: 1 })).toBeCloseTo(0.1572361, 6)
  expect(() => sampleSizeForTwoProportions({ p1: 0.5, p2: 0.5 })).toThrow('p2')
})

test('raking gives every margin its share', () => {
  const row = fc.record({ sex: fc.constantFrom('f', 'm'), age: fc.constantFrom('young', 'old') })
  fc.assert(fc.property(fc.array(row, { minLength: 8, maxLength: 60 }), fc.double({ min: 0.2, max: 0.8, noNaN: true }), (rows, young) => {
    fc.pre(['f', 'm'].every((sex) => ['young', 'old'].every((age) => rows.some((one) => one.sex === sex && one.age === age))))
    const targets = { sex: { f: 52, m: 48 }, age: { young, old: 1 - young } }
    const found = rake(rows, targets)
    expect(found).toMatchObject({ converged: true, problems: [], n: rows.length })
    for (const { target, reached } of found.margins) expect(reached).toBeCloseTo(target, 8)
    expect(found.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(rows.length, 8)
    expect(found.designEffect).toBeGreaterThanOrEqual(1 - 1e-12)
    expect(found.effectiveSampleSize * found.designEffect).toBeCloseTo(rows.length, 8)
    const back = rake(rows.toReversed(), targets).weights.toReversed()
    for (const [i, weight] of found.weights.entries()) expect(back[i]).toBeCloseTo(weight, 6)
  }), { numRuns: 40 })
})

test('one margin: weights are target over share', () => {
  const { weights, designEffect } = rake([{ sex: 'f' }, { sex: 'f' }, { sex: 'f' }, { sex: 'm' }], { sex: { f: 0.5, m: 0.5 } })
  expect(weights).toEqual([2 / 3, 2 / 3, 2 / 3, 2].map((weight) => expect.closeTo(weight, 12) as number))
  expect(designEffect).toBeCloseTo(4 / 3, 12)
})

test('what cannot be reached is said, with how near it came', () => {
  const apart = rake([{ a: 'x', b: 'y' }, { a: 'z', b: 'w' }], { a: { x: 1, z: 3 }, b: { y: 1, w: 1 } })
  expect(apart).toMatchObject({ converged: false, problems: [{ code: 'not-converged' }], maxDeviation: 0.25 })
  const empty = rake([{ sex: 'f' }, { sex: 'f' }], { sex: { f: 0.5, m: 0.5 } })
  expect(empty).toMatchObject({ converged: false, problems: [{ code: 'unmatched' }, { code: 'not-converged' }] })
  expect(empty.margins[1]).toEqual({ variable: 'sex', level: 'm', target: 0.5, reached: 0, n: 0 })
  expect(rake([], { sex: { f: 1 } })).toMatchObject({ problems: [{ code: 'empty' }], n: 0 })
  expect(rake([{ sex: 'f' }, { sex: 'x' }, { sex: null }], { sex: { f: 1 } }).problems).toEqual([{ code: 'unmatched' }])
})

test('Pareto: most first, the fewest that make up four fifths', () => {
  const found = pareto({ late: 50, rude: 5, wrong: 30, lost: 15 })
  expect(found.rows.map(({ key, cumulative }) => [key, cumulative])).toEqual([['late', 0.5], ['wrong', 0.8], ['lost', 0.95], ['rude', 1]])
  expect(found.vitalFew).toEqual(['late', 'wrong'])
  expect(pareto({ a: 0 })).toMatchObject({ n: 0, vitalFew: [], problems: [{ code: 'empty' }] })
  expect(() => pareto({ a: -1 })).toThrow('counts.a')
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.integer({ min: 0, max: 99 }), { minKeys: 1 }), (counts) => {
    const { rows, vitalFew, n } = pareto(counts)
    fc.pre(n > 0)
    expect(rows.at(-1)!.cumulative).toBeCloseTo(1, 12)
    const without = rows.slice(0, vitalFew.length - 1).reduce((sum, row) => sum + row.count, 0)
    expect(without / n).toBeLessThan(0.8)
  }))
})

test('AHP: judgements without contradiction give their weights back', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 15 }), (parts) => {
    const sum = parts.reduce((total, part) => total + part, 0)
    const { weights, consistencyRatio, consistent } = ahpWeights(parts.map((a) => parts.map((b) => a / b)))
    for (const [i, weight] of weights.entries()) expect(weight).toBeCloseTo(parts[i]! / sum, 10)
    expect(consistencyRatio).toBeCloseTo(0, 10)
    expect(consistent).toBe(true)
  }))
})

test('AHP: Saaty’s own example, and judgements that contradict each other', () => {
  // Distance to Philadelphia is consistent enough; a > b > c > a is not.
  const { weights, lambdaMax, consistencyRatio } = ahpWeights([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]])
  expect(weights.map((weight) => weight.toFixed(3))).toEqual(['0.637', '0.258', '0.105'])
  expect(lambdaMax).toBeCloseTo(3.0385, 4)
  expect(consistencyRatio).toBeCloseTo(0.033, 3)
  const circle = ahpWeights([[1, 3, 1 / 3], [1 / 3, 1, 3], [3, 1 / 3, 1]])
  expect(circle.consistent).toBe(false)
  expect(() => ahpWeights([[1, 3], [3, 1]])).toThrow('reciprocal')
  expect(() => ahpWeights([[1, 2, 3]])).toThrow('columns')
})
