import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kaplanMeier, survivalAt } from './kaplan-meier.ts'
import { logRank } from './log-rank.ts'

/** Acute myelogenous leukaemia, Miller (1997), the example of R's survival package. */
const maintained = { times: [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], observed: [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0] }
const without = { times: [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45], observed: [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1] }

test('survfit’s table of the maintained group', () => {
  const { points, median, n, events } = kaplanMeier(maintained.times, maintained.observed, { interval: 'log' })
  const printed = points.filter((point) => point.events > 0).map((point) => [point.time, point.atRisk, point.survival.toFixed(3), point.se.toFixed(4), point.lower.toFixed(4), point.upper.toFixed(3)].join(' '))
  expect(printed).toEqual([
    '9 11 0.909 0.0867 0.7541 1.000', '13 10 0.818 0.1163 0.6192 1.000', '18 8 0.716 0.1397 0.4884 1.000', '23 7 0.614 0.1526 0.3769 0.999',
    '31 5 0.491 0.1642 0.2549 0.946', '34 4 0.368 0.1627 0.1549 0.875', '48 2 0.184 0.1535 0.0359 0.944',
  ])
  expect([median, n, events]).toEqual([31, 11, 7])
})

test('medians and their intervals on each scale', () => {
  const of = (interval: 'log' | 'log-log' | 'plain') => {
    const { median, medianLower, medianUpper } = kaplanMeier(maintained.times, maintained.observed, { interval })
    return [median, medianLower, medianUpper]
  }
  expect(of('log')).toEqual([31, 18, Number.NaN])
  expect(of('log-log')).toEqual([31, 13, Number.NaN])
  expect(of('plain')).toEqual([31, 18, 48])
})

test('a curve that lies flat on a half has its median between', () => {
  expect(kaplanMeier([1, 2, 5, 6], [1, 1, 1, 1]).median).toBe(3.5)
})

test('survdiff’s two groups', () => {
  const found = logRank([...maintained.times, ...without.times], [...maintained.observed, ...without.observed], [...maintained.times.map(() => 'yes'), ...without.times.map(() => 'no')])
  expect(found.chiSquare).toBeCloseTo(3.3964, 4)
  expect(found.p).toBeCloseTo(0.0653, 4)
  expect(found.groups.map(({ group, n, observed, expected }) => [group, n, observed, expected.toFixed(2)])).toEqual([['no', 12, 11, '7.31'], ['yes', 11, 7, '10.69']])
})

const lives = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.boolean(), fc.constantFrom('a', 'b', 'c')), { minLength: 1, maxLength: 60 })

test('without censoring the curve is the share still there; weights are repeated rows; order does not matter', () => {
  fc.assert(fc.property(lives, (rows) => {
    const times = rows.map(([time]) => time)
    const full = kaplanMeier(times, times.map(() => true))
    for (const { time, survival } of full.points) expect(survival).toBeCloseTo(times.filter((other) => other > time).length / times.length, 10)
    const observed = rows.map(([, event]) => event)
    const twice = kaplanMeier([...times, ...times], [...observed, ...observed])
    expect(kaplanMeier(times, observed, { weights: times.map(() => 2) }).points).toEqual(twice.points)
    const back = kaplanMeier(times.toReversed(), observed.toReversed())
    expect(back.points).toEqual(kaplanMeier(times, observed).points)
  }))
})

test('renaming groups does not change the log-rank test, and observed and expected add up alike', () => {
  fc.assert(fc.property(lives, (rows) => {
    const [times, observed, groups] = [rows.map(([time]) => time), rows.map(([, event]) => event), rows.map(([, , group]) => group)]
    const plain = logRank(times, observed, groups)
    const twice = logRank([...times, ...times], [...observed, ...observed], [...groups, ...groups])
    const weighted = logRank(times, observed, groups, { weights: times.map(() => 2) })
    if (!Number.isNaN(plain.chiSquare)) expect(weighted.chiSquare).toBeCloseTo(twice.chiSquare, 8)
    const renamed = logRank(times, observed, groups.map((group) => ({ a: 'z', b: 'y', c: 'x' })[group]!))
    if (Number.isNaN(plain.chiSquare)) expect(renamed.chiSquare).toBeNaN()
    else expect(renamed.chiSquare).toBeCloseTo(plain.chiSquare, 8)
    const sum = (of: 'observed' | 'expected'): number => plain.groups.reduce((total, group) => total + group[of], 0)
    expect(sum('expected')).toBeCloseTo(sum('observed'), 9)
  }))
})

test('gaps are left out and said; nothing is made of nothing', () => {
  expect(kaplanMeier([1, null, 3], [true, true, null])).toMatchObject({ n: 1, missing: 2, problems: [{ code: 'missing-left-out' }] })
  expect(kaplanMeier([], [])).toMatchObject({ n: 0, points: [], median: Number.NaN, problems: [{ code: 'empty' }] })
  expect(logRank([1, 2], [1, 1], ['a', 'a'])).toMatchObject({ chiSquare: Number.NaN, problems: [{ code: 'too-few' }] })
  expect(logRank([1, 2], [0, 0], ['a', 'b'])).toMatchObject({ chiSquare: Number.NaN, p: Number.NaN, problems: [{ code: 'too-few' }] })
  expect(() => kaplanMeier([-1], [true])).toThrow('times[0]')
  const curve = kaplanMeier(maintained.times, maintained.observed)
  expect(survivalAt(curve, 0)).toBe(1)
  expect(survivalAt(curve, 20)).toBeCloseTo(0.716, 3)
  expect(survivalAt(curve, 162)).toBeNaN()
})
