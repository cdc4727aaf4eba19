import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anova, correlation, createRandom, cronbachAlpha, crosstab, describe as summarise, factorAnalysis, fisherExact, friedman, kruskal, logistic, mannWhitney, nps, ols, quantile,
  relativeImportance, tukey, welch, wilcoxon, wilson, type FactorAnalysis,
} from './index.ts'

const close = (got: number, wanted: number, tolerance = 1e-8): void => {
  expect(Object.is(got, wanted) || Math.abs(got - wanted) <= tolerance * Math.max(1, Math.abs(wanted)), `${got} for ${wanted}`).toBe(true)
}
const answer = fc.integer({ min: 1, max: 7 })
const answers = fc.array(answer, { minLength: 3, maxLength: 40 })
const seed = fc.nat(1_000_000)

/** Respondents whose columns hang on two factors, and noise. */
function respondents(from: number, rows: number, columns: number): number[][] {
  const random = createRandom(from)
  return Array.from({ length: rows }, () => {
    const factors = [random.normal(), random.normal()]
    return Array.from({ length: columns }, (_, j) => factors[j % 2]! * (1 + j / 10) + random.normal() + 0.3 * factors[0]!)
  })
}

describe('the order of rows does not matter', () => {
  test('one variable', () => {
    fc.assert(fc.property(answers, seed, (x, from) => {
      const [a, b] = [summarise(x), summarise(createRandom(from).shuffle([...x]))]
      for (const key of ['mean', 'sd', 'median', 'q1', 'q3', 'skewness', 'kurtosis', 'se'] as const) close(b[key], a[key])
    }))
  })
  test('two variables, groups and models', () => {
    fc.assert(fc.property(seed, (from) => {
      const data = respondents(from, 40, 5)
      const mixed = createRandom(from + 1).shuffle([...data])
      const split = (rows: number[][]) => [rows.map((row) => row.slice(0, 4)), rows.map((row) => row[4]!)] as const
      ols(...split(mixed)).coefficients.forEach((value, j) => close(value, ols(...split(data)).coefficients[j]!))
      correlation(mixed).flat().forEach((value, j) => close(value, correlation(data).flat()[j]!))
      close(cronbachAlpha(mixed).alpha, cronbachAlpha(data).alpha)
      const columns = (rows: number[][]) => [0, 1, 2].map((j) => rows.map((row) => row[j]!))
      close(kruskal(columns(mixed)).h, kruskal(columns(data)).h)
      close(friedman(mixed).chiSquare, friedman(data).chiSquare)
      sameLoadings(factorAnalysis(mixed, { factors: 2, method: 'minres', rotation: 'oblimin' }), factorAnalysis(data, { factors: 2, method: 'minres', rotation: 'oblimin' }))
    }), { numRuns: 8 })
  })
})

function sameLoadings(got: FactorAnalysis, wanted: FactorAnalysis): void {
  got.loadings.forEach((row, i) => row.forEach((value, j) => expect(Math.abs(Math.abs(value) - Math.abs(wanted.loadings[i]![j]!))).toBeLessThan(1e-4)))
}

describe('another unit changes nothing but the unit', () => {
  const unit = fc.record({ by: fc.constantFrom(0.001, 0.5, 3, 1000), shift: fc.integer({ min: -1000, max: 1000 }) })
  test('one variable', () => {
    fc.assert(fc.property(answers, unit, (x, { by, shift }) => {
      const [a, b] = [summarise(x), summarise(x.map((value) => value * by + shift))]
      close(b.mean, a.mean * by + shift)
      close(b.sd / by, a.sd, 1e-6)
      if (a.sd > 0) close(b.skewness, a.skewness, 1e-5)
    }))
  })
  test('tests, correlations and factors', () => {
    fc.assert(fc.property(seed, unit, (from, { by, shift }) => {
      const data = respondents(from, 60, 6)
      const scaled = data.map((row) => row.map((value) => value * by + shift))
      const column = (rows: number[][], j: number) => rows.map((row) => row[j]!)
      close(welch(column(scaled, 0), column(scaled, 1)).t, welch(column(data, 0), column(data, 1)).t, 1e-6)
      close(mannWhitney(column(scaled, 0), column(scaled, 1)).p, mannWhitney(column(data, 0), column(data, 1)).p)
      correlation(scaled).flat().forEach((value, j) => close(value, correlation(data).flat()[j]!, 1e-6))
      const fit = (rows: number[][]) => ols(rows.map((row) => row.slice(0, 5)), column(rows, 5))
      fit(scaled).standardized.forEach((value, j) => close(value, fit(data).standardized[j]!, 1e-6))
      sameLoadings(factorAnalysis(scaled, { factors: 2, method: 'ml', rotation: 'varimax' }), factorAnalysis(data, { factors: 2, method: 'ml', rotation: 'varimax' }))
    }), { numRuns: 8 })
  })
})

describe('other names change nothing but the names', () => {
  test('crosstabs', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(1, 2)), { minLength: 4, maxLength: 60 }), (pairs) => {
      const [a, b] = [pairs.map(([row]) => row), pairs.map(([, column]) => column)]
      const renamed = crosstab(a.map((level) => ({ a: 'z', b: 'k', c: '甲' })[level]!), b.map((level) => 10 - level))
      const plain = crosstab(a, b)
      close(renamed.chiSquare, plain.chiSquare)
      close(renamed.cramersV, plain.cramersV)
      close(renamed.fisherP ?? -1, plain.fisherP ?? -1)
      expect(renamed.n).toBe(plain.n)
      close(crosstab(b, a).chiSquare, plain.chiSquare)
    }))
  })
  test('groups and items in another order', () => {
    fc.assert(fc.property(fc.array(answers, { minLength: 3, maxLength: 4 }), (groups) => {
      close(anova(groups.toReversed()).f, anova(groups).f, 1e-6)
      close(kruskal(groups.toReversed()).h, kruskal(groups).h)
    }))
    fc.assert(fc.property(seed, (from) => {
      const data = respondents(from, 50, 6)
      const back = data.map((row) => row.toReversed())
      const [a, b] = [data, back].map((rows) => factorAnalysis(rows, { factors: 2, method: 'principal-axis', rotation: 'varimax' })) as [FactorAnalysis, FactorAnalysis]
      a.communalities.forEach((value, j) => close(b.communalities[5 - j]!, value, 1e-6))
      const predictors = data.map((row) => row.slice(1))
      const y = data.map((row) => row[0]!)
      const lmg = relativeImportance(predictors, y).lmg
      relativeImportance(predictors.map((row) => row.toReversed()), y).lmg.forEach((value, j) => close(value, lmg[4 - j]!))
    }), { numRuns: 6 })
  })
})

describe('weights', () => {
  const weighted = fc.array(fc.tuple(answer, fc.integer({ min: 0, max: 4 })), { minLength: 4, maxLength: 30 })
  test('of 1 are no weights', () => {
    fc.assert(fc.property(answers, answers, (x, y) => {
      const ones = (list: readonly unknown[]) => list.map(() => 1)
      const { weighting: _, ...described } = summarise(x, { weights: ones(x) })
      const { weighting: __, ...plain } = summarise(x)
      expect(described).toEqual(plain)
      expect(welch(x, y, { weights: [ones(x), ones(y)] })).toEqual(welch(x, y))
      close(mannWhitney(x, y, { weights: [ones(x), ones(y)] }).pWithoutContinuity, mannWhitney(x, y).pWithoutContinuity)
    }))
    const data = respondents(3, 30, 4)
    const weights = data.map(() => 1)
    expect(correlation(data, { weights })).toEqual(correlation(data))
    const y = data.map((row) => row[3]!)
    const X = data.map((row) => row.slice(0, 3))
    ols(X, y, { weights }).se.forEach((value, j) => close(value, ols(X, y).se[j]!))
    close(cronbachAlpha(data, { weights }).alpha, cronbachAlpha(data).alpha)
  })
  test('that are whole count a row so many times', () => {
    fc.assert(fc.property(weighted, (rows) => {
      const [x, weights] = [rows.map(([value]) => value), rows.map(([, weight]) => weight)]
      const repeated = rows.flatMap(([value, weight]) => Array.from({ length: weight }, () => value))
      const [a, b] = [summarise(x, { weights }), summarise(repeated)]
      expect(a.n).toBe(b.n)
      for (const key of ['mean', 'sd', 'median', 'q1', 'q3', 'skewness', 'kurtosis', 'se'] as const) close(a[key], b[key])
      close(quantile(x, 0.37, { weights }), quantile(repeated, 0.37))
    }))
    fc.assert(fc.property(seed, fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 30, maxLength: 30 }), (from, weights) => {
      const data = respondents(from, 30, 4).map((row) => row.map((value) => Math.round(2 * value)))
      const repeated = data.flatMap((row, i) => Array.from({ length: weights[i]! }, () => row))
      for (const method of ['pearson', 'spearman', 'kendall'] as const) correlation(data, { weights, method }).flat().forEach((value, j) => close(value, correlation(repeated, { method }).flat()[j]!))
      const [X, y] = [(rows: number[][]) => rows.map((row) => row.slice(0, 3)), (rows: number[][]) => rows.map((row) => row[3]!)]
      ols(X(data), y(data), { weights, weighting: 'frequency' }).p.forEach((value, j) => close(value, ols(X(repeated), y(repeated)).p[j]!))
      const won = (rows: number[][]) => rows.map((row) => Number(row[3]! > 0))
      logistic(X(data), won(data), { weights }).se.forEach((value, j) => close(value, logistic(X(repeated), won(repeated)).se[j]!, 1e-6))
      close(wilcoxon(data.map(([a]) => a), data.map(([, b]) => b), { weights }).pWithoutContinuity, wilcoxon(repeated.map(([a]) => a), repeated.map(([, b]) => b)).pWithoutContinuity)
      close(friedman(data, { weights }).chiSquare, friedman(repeated).chiSquare)
    }), { numRuns: 8 })
  })
  test('of a sample: only their proportions matter', () => {
    fc.assert(fc.property(fc.array(fc.tuple(answer, fc.double({ min: 0.2, max: 3, noNaN: true })), { minLength: 4, maxLength: 30 }), (rows) => {
      const [x, weights] = [rows.map(([value]) => value), rows.map(([, weight]) => weight)]
      const [a, b] = [summarise(x, { weights, weighting: 'sampling' }), summarise(x, { weights: weights.map((weight) => weight * 40), weighting: 'sampling' })]
      for (const key of ['mean', 'sd', 'median', 'se', 'effectiveN'] as const) close(b[key], a[key], 1e-7)
      expect(a.effectiveN).toBeLessThanOrEqual(a.n + 1e-9)
      expect(a.n).toBe(x.length)
    }))
  })
  test('of a sample: correlations keep to their proportions too, and within ±1', () => {
    fc.assert(fc.property(seed, fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), { minLength: 12, maxLength: 12 }), (from, weights) => {
      const data = respondents(from, 12, 3).map((row) => row.map((value) => Math.round(value)))
      for (const method of ['pearson', 'spearman', 'kendall'] as const) {
        const got = correlation(data, { method, weights, weighting: 'sampling' }).flat()
        const scaled = correlation(data, { method, weights: weights.map((weight) => weight * 7), weighting: 'sampling' }).flat()
        const plain = correlation(data, { method, weights: weights.map(() => 1), weighting: 'sampling' }).flat()
        got.forEach((value, j) => {
          close(scaled[j]!, value, 1e-9)
          close(plain[j]!, correlation(data, { method }).flat()[j]!)
          expect(Math.abs(value) <= 1 + 1e-9 || Number.isNaN(value)).toBe(true)
        })
      }
    }), { numRuns: 20 })
  })
  test('of a sample: the variance is that of cov.wt', () => {
    // R: cov.wt(cbind(c(1, 3, 4, 8)), c(.5, 1.5, 1, 2)/5)$cov
    const [x, w] = [[1, 3, 4, 8], [0.1, 0.3, 0.2, 0.4]]
    const mean = x.reduce((sum, value, i) => sum + value * w[i]!, 0)
    close(summarise(x, { weights: [0.5, 1.5, 1, 2] }).variance, x.reduce((sum, value, i) => sum + w[i]! * (value - mean) ** 2, 0) / (1 - w.reduce((sum, value) => sum + value * value, 0)))
  })
  test('in a crosstab give the counts and a correction', () => {
    const got = crosstab(['a', 'a', 'b', 'b'], ['x', 'y', 'x', 'y'], { weights: [30, 10, 20, 40] })
    expect(got.counts).toEqual([[30, 10], [20, 40]])
    close(got.chiSquare, 50 / 3)
    expect(got.corrected!.effectiveN).toBeCloseTo(10_000 / 3000, 10)
  })
})

describe('figures keep within their bounds', () => {
  test('shares and scores', () => {
    fc.assert(fc.property(fc.nat(500), fc.nat(500), (a, b) => {
      const n = Math.max(a, b, 1)
      const { p, lower, upper } = wilson(Math.min(a, n), n)
      expect(lower >= 0 && lower <= p && p <= upper && upper <= 1).toBe(true)
    }))
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 }), (scores) => {
      const got = nps(scores)
      expect(got.promoters + got.passives + got.detractors).toBeCloseTo(scores.length, 9)
      expect(got.ci95.lower <= got.nps && got.nps <= got.ci95.upper && got.ci95.lower >= -100 && got.ci95.upper <= 100).toBe(true)
    }))
  })
  test('lmg sums to r² and no part is negative', () => {
    fc.assert(fc.property(seed, (from) => {
      const data = respondents(from, 40, 5)
      const { lmg, r2 } = relativeImportance(data.map((row) => row.slice(0, 4)), data.map((row) => row[4]!))
      close(lmg.reduce((sum, part) => sum + part, 0), r2)
      expect(Math.min(...lmg)).toBeGreaterThan(-1e-12)
      close(ols(data.map((row) => row.slice(0, 4)), data.map((row) => row[4]!)).r2, r2)
    }), { numRuns: 15 })
  })
  test('two groups: analysis of variance is Student’s t squared; p of the family is that of the pair', () => {
    fc.assert(fc.property(answers, answers, (a, b) => {
      const [family, single] = [tukey([a, b]), anova([a, b])]
      if (!Number.isNaN(single.p)) close(family.pairs[0]!.p, single.p, 1e-7)
    }), { numRuns: 8 })
  })
  test('Fisher’s p of any table is that of its transpose, and of two by two the sum by hand', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.nat(6), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 3 }), (table) => {
      close(fisherExact(table).p, fisherExact(table[0]!.map((_, j) => table.map((row) => row[j]!))).p)
    }), { numRuns: 30 })
    close(fisherExact([[3, 1], [1, 3]]).p, 34 / 70)
    close(fisherExact([[10, 4, 3], [2, 8, 6], [1, 3, 9], [4, 4, 4]]).p, 0.0183731331183531, 1e-10)
  })
})
