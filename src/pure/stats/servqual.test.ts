import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cronbachAlpha } from './cronbach-alpha.ts'
import { servqual, type ServqualResponse } from './servqual.ts'

const items = [{ id: 'on-time', dimension: 'reliability' }, { id: 'as-promised', dimension: 'reliability' }, { id: 'polite', dimension: 'empathy' }]
const said = (...pairs: [number | null, number | null][]): ServqualResponse => Object.fromEntries(pairs.map(([perception, expectation], i) => [items[i]!.id, { perception, expectation }]))

test('a perception of 4.0 and an expectation of 4.6 show −0.6, and a dimension is the mean of its items', () => {
  const { items: rows, dimensions, overall, n } = servqual([said([4, 5], [6, 6], [5, 7]), said([4, 4.2], [5, 6], [5, 6])], { items })
  expect(rows[0]).toMatchObject({ perception: 4, expectation: 4.6, n: 2 })
  expect(rows[0]!.gap).toBeCloseTo(-0.6, 12)
  expect(dimensions[0]!.gap).toBeCloseTo((-0.6 - 0.5) / 2, 12)
  expect(dimensions[1]!.gap).toBe(-1.5)
  expect(overall.gap).toBeCloseTo((-0.55 - 1.5) / 2, 12)
  expect(n).toBe(2)
})

test('importance of dimensions weighs the overall gap', () => {
  const { overall, dimensions } = servqual([said([4, 5], [6, 6], [5, 7])], { items, weights: { reliability: 75, empathy: 25 } })
  expect(dimensions.map(({ weight }) => weight)).toEqual([0.75, 0.25])
  expect(overall.gap).toBeCloseTo(0.75 * -0.5 + 0.25 * -2, 12)
  expect(overall.unweightedGap).toBeCloseTo((-0.5 - 2) / 2, 12)
})

test('reversed items are turned round on both sides, so that the gap changes its sign', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })), { minLength: 1, maxLength: 20 }), (pairs) => {
    const responses = pairs.map(([perception, expectation]) => ({ q: { perception, expectation } }))
    const plain = servqual(responses, { items: [{ id: 'q', dimension: 'd' }] }).items[0]!
    const turned = servqual(responses, { items: [{ id: 'q', dimension: 'd', reversed: true }] }).items[0]!
    expect(turned.gap).toBeCloseTo(-plain.gap, 10)
    expect(turned.perception).toBeCloseTo(8 - plain.perception, 10)
    const doubled = servqual([...responses, ...responses], { items: [{ id: 'q', dimension: 'd' }] }).items[0]!
    expect(servqual(responses, { items: [{ id: 'q', dimension: 'd' }], respondentWeights: responses.map(() => 2) }).items[0]!.gap).toBeCloseTo(doubled.gap, 10)
  }))
})

test('alpha is that of the gaps, over those who answered all', () => {
  const answers: [number, number][][] = [[[4, 5], [6, 6]], [[3, 6], [4, 6]], [[5, 5], [6, 7]], [[2, 7], [4, 7]]]
  const { dimensions } = servqual([...answers.map((pairs) => said(...pairs)), said([4, 5])], { items: items.slice(0, 2) })
  expect(dimensions[0]!.alpha).toBeCloseTo(cronbachAlpha(answers.map((pairs) => pairs.map(([p, e]) => p - e))).alpha, 12)
  expect(dimensions[0]!.n).toBe(4)
})

test('what was not asked or not answered is not made up', () => {
  const found = servqual([said([4, 5], [null, 6], [5, 7])], { items })
  expect(found.items[1]).toMatchObject({ n: 0, missing: 1, gap: Number.NaN })
  expect(found.overall.gap).toBeNaN()
  expect(found.problems).toEqual([{ code: 'empty', at: 1 }, { code: 'missing-left-out' }])
  expect(servqual([], { items: [] }).overall.gap).toBeNaN()
  expect(() => servqual([said([8, 5])], { items })).toThrow('responses[0].on-time.perception')
  expect(() => servqual([], { items, weights: { speed: 1 } })).toThrow('weights.speed')
})
