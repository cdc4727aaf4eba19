import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  betaCdf, betaQuantile, binomialCdf, binomialQuantile, chiSquareCdf, chiSquareQuantile, createRandom, fCdf, fQuantile, fUpper, gammaCdf, gammaQuantile,
  hypergeometricProbability, normalCdf, normalQuantile, normalUpper, poissonCdf, poissonQuantile, studentisedRangeCdf, studentisedRangeQuantile,
  studentisedRangeUpper, tCdf, tQuantile, tTwoSided,
} from './index.ts'

/** Relative distance, so that tiny tails count as much as middling ones. */
const close = (got: number, wanted: number, tolerance = 1e-12): void => {
  expect(Math.abs(got / wanted - 1), `${got} for ${wanted}`).toBeLessThan(tolerance)
}

describe('known values', () => {
  test('normal', () => {
    close(normalCdf(-11.937598334275172), 3.768403378425557e-33)
    close(normalUpper(-1.96), 0.9750021048517795)
    close(normalQuantile(0.975), 1.959963984540054)
    close(normalQuantile(1e-30), -11.464024688443615)
  })
  test('t, chi-square, F', () => {
    close(tQuantile(0.975, 10), 2.228138851986275)
    close(tQuantile(0.975, 1), 12.706204736174698)
    close(tTwoSided(2.228138851986275, 10), 0.05)
    close(chiSquareQuantile(0.95, 1), 3.841458820694124)
    close(chiSquareQuantile(0.95, 300), 341.39509, 1e-7)
    close(fQuantile(0.95, 3, 20), 3.09839121214078, 1e-11)
    close(fUpper(27.1113434761804, 13, 86), 5.89320302258842e-25, 1e-12)
  })
  test('studentised range, as the printed tables', () => {
    close(studentisedRangeQuantile(0.95, 3, 10), 3.876776750013, 1e-10)
    close(studentisedRangeQuantile(0.95, 2, 1), 17.9692870641, 1e-9)
    close(studentisedRangeQuantile(0.99, 10, Infinity), 5.1566349600896, 1e-10)
    // With two groups Q = √2 |t|
    close(studentisedRangeUpper(3 * Math.SQRT2, 2, 7), tTwoSided(3, 7), 1e-11)
    close(studentisedRangeUpper(9 * Math.SQRT2, 2, 1), tTwoSided(9, 1), 1e-11)
    close(studentisedRangeUpper(5 * Math.SQRT2, 2, 5000), tTwoSided(5, 5000), 1e-10)
  })
  test('drawing without putting back', () => {
    close(hypergeometricProbability(3, 10, 15, 7), 163_800 / 480_700)
    expect(hypergeometricProbability(8, 10, 15, 7)).toBe(0)
  })
})

const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true })
const size = fc.double({ min: 0.3, max: 3000, noNaN: true })

describe('a quantile is the inverse of its distribution', () => {
  const inverse = (name: string, quantile: (p: number, a: number, b: number) => number, cdf: (x: number, a: number, b: number) => number, tolerance = 1e-9) =>
    test(name, () => {
      fc.assert(fc.property(probability, size, size, (p, a, b) => close(cdf(quantile(p, a, b), a, b), p, tolerance)), { numRuns: 200 })
    })
  inverse('normal', (p) => normalQuantile(p), (x) => normalCdf(x))
  inverse('t', tQuantile, tCdf)
  inverse('chi-square', chiSquareQuantile, chiSquareCdf)
  inverse('gamma', gammaQuantile, gammaCdf)
  inverse('F', fQuantile, fCdf)
  inverse('beta', betaQuantile, betaCdf, 1e-6)
  test('counts: the smallest that reaches p', () => {
    fc.assert(fc.property(probability, fc.nat(5000), probability, (p, n, chance) => {
      const x = binomialQuantile(p, n, chance)
      expect(binomialCdf(x, n, chance)).toBeGreaterThanOrEqual(p * (1 - 1e-12))
      expect(x === 0 || binomialCdf(x - 1, n, chance) < p).toBe(true)
      const y = poissonQuantile(p, n)
      expect(poissonCdf(y, n)).toBeGreaterThanOrEqual(p * (1 - 1e-12))
      expect(y === 0 || poissonCdf(y - 1, n) < p).toBe(true)
    }), { numRuns: 200 })
  })
  test('studentised range', () => {
    fc.assert(fc.property(fc.double({ min: 0.3, max: 0.9999, noNaN: true }), fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 400 }), (p, groups, df) =>
      close(studentisedRangeCdf(studentisedRangeQuantile(p, groups, df), groups, df), p, 1e-9)), { numRuns: 6 })
  })
})

test('arguments outside their range give NaN, never a number', () => {
  for (const value of [normalQuantile(1.1), tCdf(1, -1), tQuantile(2, 5), chiSquareCdf(1, 0), gammaCdf(1, 1, -1), fQuantile(0.5, 0, 3), betaCdf(0.5, 0, 1), binomialCdf(1, 3, 1.5), poissonCdf(1, -2), studentisedRangeUpper(1, 1, 4)]) {
    expect(value).toBeNaN()
  }
})

describe('draws', () => {
  test('are the same for a seed and others for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).uniform)
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
    expect(draw(2 ** 40)).not.toEqual(draw(0))
    expect(() => createRandom(1.5)).toThrow('whole number')
  })
  test('are spread as they should be', () => {
    const random = createRandom(1)
    const uniforms = Array.from({ length: 20_000 }, random.uniform)
    const normals = Array.from({ length: 20_000 }, random.normal)
    const mean = (x: number[]) => x.reduce((sum, value) => sum + value, 0) / x.length
    expect(mean(uniforms)).toBeCloseTo(0.5, 2)
    expect(mean(normals.map((z) => z * z))).toBeCloseTo(1, 1)
    expect(normals.filter((z) => Math.abs(z) < 1.96).length / 20_000).toBeCloseTo(0.95, 2)
    expect([...random.shuffle([1, 2, 3, 4, 5])].sort()).toEqual([1, 2, 3, 4, 5])
    expect(Math.max(...Array.from({ length: 100 }, () => random.integer(3)))).toBe(2)
  })
})
