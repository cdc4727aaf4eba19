import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { processCapability } from './capability.ts'
import { controlChart } from './control-chart.ts'
import { controlConstants } from './control-constants.ts'
import { brokenRules } from './control-rules.ts'
import { cusumChart } from './cusum-chart.ts'
import { ewmaChart } from './ewma-chart.ts'
import { describeBeside, rowsOf } from './fixtures/beside.ts'

interface Golden { center: number, std_dev: number, limits: number[], statistics: number[], new: number[], violations: (number | null)[] }

describeBeside('charts of qcc', ['02b-spc/golden/spc.json', '02b-spc/pistonrings.csv', '02b-spc/orangejuice.csv', '02b-spc/circuit.csv'], (text, rings, juice, circuit) => {
  const golden = JSON.parse(text) as Record<string, Golden> & { constants: Record<string, number>[] }
  const subgroups: number[][] = []
  for (const { diameter, sample } of rowsOf(rings)) (subgroups[Number(sample) - 1] ??= []).push(Number(diameter))
  const trial = (csv: string, name: string): number[] => rowsOf(csv).filter((row) => row['trial'] === 'TRUE').map((row) => Number(row[name]))
  const means = controlChart({ kind: 'xbar-r', subgroups, baseline: 25 })
  const drawn = {
    pistonrings_xbar: means,
    pistonrings_R: controlChart({ kind: 'xbar-r', subgroups: subgroups.slice(0, 25) }).spread!,
    pistonrings_S: controlChart({ kind: 'xbar-s', subgroups: subgroups.slice(0, 25) }).spread!,
    orangejuice_p: controlChart({ kind: 'p', counts: trial(juice, 'D'), sizes: 50 }),
    circuit_c: controlChart({ kind: 'c', counts: trial(circuit, 'x') }),
  }

  test.each(Object.entries(drawn))('%s', (name, chart) => {
    const wanted = golden[name]!
    expect(chart.center).toBeCloseTo(wanted.center, 9)
    expect(chart.lower).toBeCloseTo(wanted.limits[0]!, 9)
    expect(chart.upper).toBeCloseTo(wanted.limits.at(-1)!, 9)
    for (const [i, value] of [...wanted.statistics, ...wanted.new].entries()) expect(chart.points[i]!.value).toBeCloseTo(value, 10)
    expect(chart.violations.map(({ index }) => index)).toEqual(wanted.violations.flatMap((rule, i) => (rule === 1 ? [i] : [])))
  })

  test('sigma from ranges and from standard deviations', () => {
    expect(means.sigma[0]).toBeCloseTo(golden['pistonrings_xbar']!.std_dev, 12)
    expect(controlChart({ kind: 'xbar-s', subgroups: subgroups.slice(0, 25) }).sigma[0]).toBeCloseTo(golden['pistonrings_S']!.std_dev, 12)
  })

  test('capability, within groups and over all, with intervals', () => {
    const chart = controlChart({ kind: 'xbar-r', subgroups: subgroups.slice(0, 25) })
    const found = processCapability({ values: subgroups.slice(0, 25).flat(), sigma: chart.sigma[0]!, lower: 73.95, upper: 74.05 })
    const rows = (golden['pistonrings_capability_73.95_74.05'] as unknown as { indices: [number, number, number][] }).indices
    for (const [i, name] of (['cp', 'cpl', 'cpu', 'cpk', 'cpm', 'pp', 'ppl', 'ppu', 'ppk', 'ppm'] as const).entries()) {
      for (const [j, value] of [found[name].value, found[name].lower, found[name].upper].entries()) expect(value).toBeCloseTo(rows[i]![j]!, 9)
    }
    expect(found).toMatchObject({ n: 125, observed: { below: 0, above: 0 } })
  })

  test('a drift is found no later than a point lies beyond the limits', () => {
    const input = { values: means.points.map(({ value }) => value), sizes: 5, center: means.center, sigma: means.sigma[0]! }
    const first = means.violations[0]!.index
    expect(ewmaChart(input).violations[0]).toBeLessThanOrEqual(first)
    expect(cusumChart(input).violations[0]!.index).toBeLessThanOrEqual(first)
    expect(cusumChart(input).violations[0]!.side).toBe('above')
  })

  test('constants for groups of 2 to 25', () => {
    for (const wanted of golden.constants) for (const [name, value] of Object.entries(wanted)) expect(controlConstants(wanted['n']!)[name as 'n']).toBeCloseTo(value, 8)
  })
})

describe('rules', () => {
  const z = [2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 3.2]
  test('of Western Electric, as qcc’s own tests have them', () => {
    const where = (values: number[], rule: number): number[] => brokenRules(values, 'western-electric', [rule]).map(({ index }) => index)
    expect(where([0, 3.2, -3.5, 2.9], 1)).toEqual([1, 2])
    expect(where([0, 2.5, 1, 2.6, 0], 2)).toEqual([3])
    expect(where([0, 1.2, 1.3, 0.2, 1.4, 1.5], 3)).toEqual([5])
    expect(where([-1, -1, -1, -1, -1, -1, -1, -1, 1], 4)).toEqual([7])
    expect([2, 3, 4].map((rule) => where(z, rule))).toEqual([[2, 3, 4, 5, 6, 7], [4, 5, 6, 7], [7]])
  })

  test.each([
    [1, [0, 3.1, -3.1], [1, 2]],
    [2, [0, ...Array<number>(9).fill(0.5), -0.5], [9]],
    [3, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.4], [5]],
    [3, [0.5, 0.4, 0.3, 0.2, 0.1, 0], [5]],
    [4, Array.from({ length: 15 }, (_, i) => (i % 2 ? 0.5 : -0.5)), [13, 14]],
    [5, [2.1, 0, 2.1], [2]],
    [5, [2.1, 0, -2.1], []],
    [6, [1.1, 1.1, 0, 1.1, 1.1], [4]],
    [7, Array.from({ length: 15 }, (_, i) => (i % 2 ? 0.9 : -0.9)), [14]],
    [8, [1.1, 1.1, 1.1, 1.1, -1.1, -1.1, -1.1, -1.1], [7]],
    [8, Array<number>(8).fill(1.1), []],
  ])('Nelson %i', (rule, values, where) => {
    expect(brokenRules(values, 'nelson', [rule]).map(({ index }) => index)).toEqual(where)
  })

  test('a gap breaks a run', () => {
    expect(brokenRules([1, 1, 1, 1, Number.NaN, 1, 1, 1, 1], 'western-electric', [4])).toEqual([])
  })

  test('upside down they break at the same points', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 40 }), fc.constantFrom('western-electric' as const, 'nelson' as const), (values, set) => {
      const all = set === 'nelson' ? [1, 2, 3, 4, 5, 6, 7, 8] : [1, 2, 3, 4]
      expect(brokenRules(values.map((value) => -value), set, all)).toEqual(brokenRules(values, set, all))
    }))
  })
})

test('groups of unequal size have limits of their own', () => {
  const chart = controlChart({ kind: 'p', counts: [5, 10, 2], sizes: [100, 200, 50] })
  const share = 17 / 350
  expect(chart.center).toBeCloseTo(share, 12)
  expect(chart.upper).toBeNaN()
  for (const { size, upper, lower } of chart.points) {
    expect(upper).toBeCloseTo(share + 3 * Math.sqrt((share * (1 - share)) / size), 12)
    expect(lower).toBe(Math.max(0, share - 3 * Math.sqrt((share * (1 - share)) / size)))
  }
  expect(controlChart({ kind: 'np', counts: [5, 10, 2], sizes: [100, 200, 50] }).points.map(({ center }) => center)).toEqual([100, 200, 50].map((size) => share * size))
  expect(controlChart({ kind: 'u', counts: [5, 10], sizes: [1, 4] }).points.map(({ value }) => value)).toEqual([5, 2.5])
})

test('drift charts by hand, over a gap, and upside down', () => {
  const { points } = ewmaChart({ values: [12, null, 8], center: 10, sigma: 2, lambda: 0.5 })
  expect(points.map(({ ewma }) => ewma)).toEqual([11, 11, 9.5])
  expect(points[0]!.upper).toBeCloseTo(10 + 3 * Math.sqrt(0.25 * 4), 12)
  expect(points[2]!.upper).toBeCloseTo(10 + 3 * Math.sqrt(0.25 * 4 + 0.25 * 1), 12)
  const up = cusumChart({ values: [13, 13, 13, 13], center: 10, sigma: 1 })
  expect(up.points.map(({ above }) => above)).toEqual([2.5, 5, 7.5, 10])
  expect(up.violations).toEqual([{ index: 2, side: 'above' }, { index: 3, side: 'above' }])
  expect(cusumChart({ values: [7, 7, 7], center: 10, sigma: 1 }).violations).toEqual([{ index: 2, side: 'below' }])
  expect(() => ewmaChart({ values: [1], center: 0, sigma: 0 })).toThrow('sigma')
})

test('capability with one limit knows what it needs that limit for', () => {
  const { cp, cpu, cpl, cpk, expected } = processCapability({ values: [9, 10, 11], sigma: 1, upper: 13 })
  expect([cp.value, cpl.value, cpu.value, cpk.value]).toEqual([Number.NaN, Number.NaN, 1, 1])
  expect(expected.above).toBeCloseTo(0.00135, 5)
  expect(processCapability({ values: [5], sigma: 1, upper: 13 }).problems).toEqual([{ code: 'too-few' }])
  expect(() => processCapability({ values: [5], sigma: 1 })).toThrow('at least one')
})

test('each phase has its own centre, and the step between them is no moving range', () => {
  const values = [10, 11, 10, 11, 10, 11, 50, 51, 50, 51, 50, 51]
  const whole = controlChart({ kind: 'i-mr', values })
  const phased = controlChart({ kind: 'i-mr', values, phases: [6] })
  expect(whole.violations.length).toBeGreaterThan(0)
  expect(phased.violations).toEqual([])
  expect(phased.points.map(({ center }) => center)).toEqual([...Array<number>(6).fill(10.5), ...Array<number>(6).fill(50.5)])
  expect(phased.sigma.map((sigma) => sigma * 1.128)).toEqual([1, 1])
  expect(phased.spread!.points[6]!.rules).toEqual([])
})

test('a point beyond three sigma is flagged as a special cause', () => {
  const { violations } = controlChart({ kind: 'i-mr', values: [...Array.from({ length: 20 }, (_, i) => 100 + (i % 3)), 140], baseline: 20 })
  expect(violations).toContainEqual({ index: 20, rule: 1 })
})

test('moving and stretching the measure moves and stretches the chart', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 6 }), { minLength: 3, maxLength: 12 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom('xbar-s' as const, 'xbar-r' as const), (subgroups, factor, kind) => {
    const plain = controlChart({ kind, subgroups })
    const other = controlChart({ kind, subgroups: subgroups.map((group) => group.map((value) => value * factor + 7)) })
    for (const [i, point] of plain.points.entries()) {
      expect(other.points[i]!.upper).toBeCloseTo(point.upper * factor + 7, 6)
      expect(other.points[i]!.value).toBeCloseTo(point.value * factor + 7, 6)
    }
  }), { numRuns: 40 })
})

test('too little, nothing varying, and gaps are said', () => {
  expect(controlChart({ kind: 'i-mr', values: [] })).toMatchObject({ n: 0, center: Number.NaN, problems: [{ code: 'empty' }] })
  expect(controlChart({ kind: 'i-mr', values: [5] })).toMatchObject({ problems: [{ code: 'too-few', at: 0 }] })
  expect(controlChart({ kind: 'i-mr', values: [5, 5, 5] })).toMatchObject({ center: 5, upper: 5, lower: 5, violations: [], problems: [{ code: 'constant', at: 0 }] })
  expect(controlChart({ kind: 'i-mr', values: [5, null, 6, 7] }).problems).toEqual([{ code: 'missing-left-out' }])
  expect(controlChart({ kind: 'xbar-s', subgroups: [[1, 2, null], [3], [2, 4]] })).toMatchObject({ n: 2, problems: [{ code: 'missing-left-out' }] })
  expect(controlChart({ kind: 'c', counts: [0, 0] })).toMatchObject({ center: 0, problems: [{ code: 'constant', at: 0 }] })
})

test('what makes no sense is refused by name', () => {
  expect(() => controlChart({ kind: 'p', counts: [5], sizes: [4] })).toThrow('counts[0]: 5 of 4')
  expect(() => controlChart({ kind: 'u', counts: [5, 5], sizes: [4] })).toThrow('sizes')
  expect(() => controlChart({ kind: 'c', counts: [1, 2], rules: [5] })).toThrow('rules')
  expect(() => controlChart({ kind: 'c', counts: [1, 2, 3], phases: [2, 1] })).toThrow('phases')
})

test('what a chart is not drawn from is named', () => {
  expect(() => controlChart({ kind: 'p', defectives: [1], sizes: 5 } as never)).toThrow("counts: a chart of kind 'p' needs counts and sizes")
  expect(() => controlChart({ kind: 'q' } as never)).toThrow("kind: 'q' is not one of xbar-s, xbar-r, i-mr, p, np, u, c")
})
