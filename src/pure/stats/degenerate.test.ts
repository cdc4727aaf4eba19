import { describe, expect, test } from 'vitest'
import {
  adjustP, anova, bartlettSphericity, bootstrap, chiSquareGoodness, cochranQ, contingency, correlation, correlations, cronbachAlpha, crosstab, describe as summarise, dunn, eigenvalues,
  factorAnalysis, factorScores, fisherExact, frequencies, friedman, gamesHowell, kmo, kruskal, levene, logistic, mannWhitney, mcnemar, nps, ols, omega, pairedT, parallelAnalysis,
  partialCorrelation, quantile, relativeImportance, topBox, tukey, twoProportions, welch, welchAnova, wilcoxon, wilson, type Problem,
} from './index.ts'

const codes = ({ problems }: { problems: readonly Problem[] }) => problems.map(({ code, at }) => (at === undefined ? code : `${code} ${at}`))
const missing = [null, Number.NaN, undefined]
const line = Array.from({ length: 12 }, (_, i) => i)
/** Two noisy columns, a third to be made of them. */
const noisy = line.map((i) => [Math.sin(i * 7), Math.cos(i * 5)])

describe('nothing to measure', () => {
  test('is said and gives no number', () => {
    for (const empty of [[], missing]) {
      expect(codes(summarise(empty))).toContain('empty')
      expect([summarise(empty).mean, summarise(empty).sd, summarise(empty).min, quantile(empty, 0.5), nps(empty).nps, topBox(empty, 4).share]).toEqual(Array.from({ length: 6 }, () => Number.NaN))
      for (const result of [nps(empty), topBox(empty, 4), frequencies(empty), pairedT(empty, empty), wilcoxon(empty, empty), bootstrap(empty, () => 1, { seed: 1, draws: 10 })]) expect(codes(result)).toContain('empty')
      for (const p of [welch(empty, [1, 2]).p, mannWhitney(empty, [1, 2]).p, anova([empty, [1, 2]]).p, kruskal([empty, [1, 2]]).p, welchAnova([empty, [1, 2]]).p]) expect(p).toBeNaN()
      expect(codes(mannWhitney(empty, [1, 2]))).toContain('empty 0')
      expect(codes(crosstab(empty, empty))).toContain('empty')
      expect(crosstab(empty, empty).chiSquare).toBeNaN()
    }
    expect(codes(cronbachAlpha([]))).toEqual(['empty'])
    expect(cronbachAlpha([[null, 1], [2, null]]).alpha).toBeNaN()
    expect(codes(ols([], []))).toEqual(['empty'])
    expect(codes(friedman([[null, 1]]))).toEqual(['missing-left-out', 'empty'])
    expect(wilson(0, 0)).toMatchObject({ p: Number.NaN, lower: Number.NaN, upper: Number.NaN, n: 0 })
    expect(twoProportions(0, 0, 1, 2).p).toBeNaN()
    expect(chiSquareGoodness([0, 0]).p).toBeNaN()
    expect(codes(factorAnalysis([], { factors: 1, method: 'minres', rotation: 'none' }))).toContain('empty')
  })
})

describe('one respondent', () => {
  test('has a mean and no spread', () => {
    const one = summarise([4])
    expect([one.n, one.mean, one.median]).toEqual([1, 4, 4])
    expect([one.sd, one.se, one.ci95.lower, one.skewness]).toEqual(Array.from({ length: 4 }, () => Number.NaN))
    expect(codes(one)).toEqual(['too-few'])
    expect(codes(welch([1], [2, 3]))).toContain('too-few 0')
    expect(welch([1], [2, 3]).p).toBeNaN()
    expect(pairedT([1], [2]).p).toBeNaN()
    expect(codes(ols([[1]], [2]))).toEqual(['too-few'])
    expect(correlation([[1, 2]])).toEqual([[Number.NaN, Number.NaN], [Number.NaN, Number.NaN]])
    expect(cronbachAlpha([[1, 2]]).alpha).toBeNaN()
  })
})

describe('what does not vary', () => {
  const flat = line.map(() => 3)
  test('has no test', () => {
    expect(summarise(flat)).toMatchObject({ sd: 0, skewness: Number.NaN, kurtosis: Number.NaN })
    for (const result of [summarise(flat), nps(flat), pairedT(line, line.map((value) => value + 0.1)), wilcoxon(flat, flat), mannWhitney(flat, flat), kruskal([flat, flat]), anova([flat, flat]), dunn([flat, flat]), tukey([flat, flat])]) {
      expect(codes(result).some((code) => code.startsWith('constant'))).toBe(true)
    }
    for (const p of [welch(flat, flat).p, pairedT(flat, flat).p, pairedT([0.3, 0.2, 0.7], [0.2, 0.1, 0.6]).p, wilcoxon(flat, flat).p, mannWhitney(flat, flat).p, kruskal([flat, flat]).p, anova([flat, flat]).p, welchAnova([flat, line]).p, levene([flat, flat]).p, friedman(line.map(() => [1, 1, 1])).p, gamesHowell([flat, flat]).pairs[0]!.p]) {
      expect(p).toBeNaN()
    }
    expect(codes(contingency([[3, 4]]))).toEqual(['constant'])
    expect(contingency([[3, 4]]).p).toBeNaN()
    expect(fisherExact([[3, 0], [4, 0]]).p).toBeNaN()
    expect(cochranQ([[1, 1], [0, 0]]).p).toBeNaN()
    expect(codes(mcnemar(['a', 'b'], ['a', 'b']))).toContain('constant')
    expect(twoProportions(0, 5, 0, 7).p).toBeNaN()
  })
  test('is named among columns', () => {
    const data = noisy.map((row) => [row[0]!, 5, row[1]!])
    const result = correlations(data)
    expect(codes(result)).toEqual(['constant 1'])
    expect(result.r[0]![1]).toBeNaN()
    expect(result.r[0]![2]).not.toBeNaN()
    expect(codes(ols(data, line))).toEqual(['constant 1'])
    expect(ols(data, line).coefficients.every(Number.isNaN)).toBe(true)
    for (const method of ['minres', 'principal-axis', 'ml', 'pca'] as const) {
      const factors = factorAnalysis(data, { factors: 1, method, rotation: 'none' })
      expect(codes(factors)).toEqual(['constant 1'])
      expect(factors.converged).toBe(false)
      expect(factors.loadings.flat().every(Number.isNaN)).toBe(true)
    }
    expect(codes(parallelAnalysis(data, { seed: 1, draws: 5 }))).toEqual(['constant 1'])
    expect(parallelAnalysis(data, { seed: 1, draws: 5 }).factors).toBeNaN()
    expect(codes(cronbachAlpha(data))).toContain('constant 1')
    expect(kmo(result.r).overall).toBeNaN()
    expect(codes(logistic(data, line.map((i) => i % 2)))).toEqual(['constant 1'])
  })
  test('as an outcome is said', () => {
    expect(codes(ols(noisy, flat))).toEqual(['constant'])
    expect([ols(noisy, flat).r2, ols(noisy, flat).p[1], relativeImportance(noisy, flat).r2]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(codes(logistic(noisy, flat.map(() => 1)))).toEqual(['constant'])
  })
})

describe('what follows from something else', () => {
  const data = noisy.map(([a, b]) => [a!, b!, a! + b!])
  test('is called singular, and nothing is dropped silently', () => {
    expect(codes(ols(data, line))).toEqual(['singular 2'])
    expect(ols(data, line).coefficients.every(Number.isNaN)).toBe(true)
    expect(codes(relativeImportance(data, line))).toEqual(['singular 2'])
    expect(codes(logistic(data, line.map((i) => i % 2)))).toEqual(['singular 2'])
    const R = correlation(data)
    expect(codes(kmo(R))).toEqual(['singular'])
    expect(codes(bartlettSphericity(R, 12))).toEqual(['singular'])
    for (const method of ['minres', 'principal-axis', 'pca'] as const) expect(codes(factorAnalysis(data, { factors: 1, method, rotation: 'none' }))).toContain('singular')
    const ml = factorAnalysis(data, { factors: 1, method: 'ml', rotation: 'none' })
    expect(codes(ml)).toEqual(['singular', 'not-converged'])
    expect(ml.loadings.flat().every(Number.isNaN)).toBe(true)
    const pca = factorAnalysis(data, { factors: 1, method: 'pca', rotation: 'none' })
    expect(codes(factorScores(data, pca))).toEqual(['singular'])
    expect(factorScores(data, pca).scores.flat().every(Number.isNaN)).toBe(true)
    expect(partialCorrelation(data, 0, 1, [2]).r).toBeNaN()
  })
  test('a matrix that no data could have is called so', () => {
    const R = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]
    expect(codes(kmo(R))).toEqual(['not-positive-definite'])
    expect(codes(factorAnalysis({ R, n: 100 }, { factors: 1, method: 'ml', rotation: 'none' }))).toContain('not-positive-definite')
  })
})

describe('factor analyses that go wrong', () => {
  // Three variables of one factor with r12·r13/r23 = 1.2: the communality would be above 1
  const R = [[1, 0.8, 0.9], [0.8, 1, 0.6], [0.9, 0.6, 1]]
  test('a Heywood case is named at its variable', () => {
    for (const method of ['minres', 'ml', 'principal-axis'] as const) expect(codes(factorAnalysis({ R, n: 200 }, { factors: 1, method, rotation: 'none' }))).toContain('heywood 0')
  })
  test('more factors than can be told, fewer respondents than variables', () => {
    expect(codes(factorAnalysis({ R, n: 200 }, { factors: 2, method: 'minres', rotation: 'none' }))).toContain('not-identified')
    expect(codes(factorAnalysis(noisy.slice(0, 2), { factors: 1, method: 'pca', rotation: 'none' }))).toContain('too-few')
    expect(codes(parallelAnalysis(noisy.slice(0, 2), { seed: 1, draws: 5 }))).toContain('too-few')
    expect(codes(bartlettSphericity([[1, 0.2], [0.2, 1]], 2))).toEqual(['too-few'])
  })
  const equal = (size: number, r: number) => Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : r)))
  test('factors that could as well be others', () => {
    for (const method of ['minres', 'ml', 'principal-axis', 'pca'] as const) {
      // nothing in common; one factor and no second
      expect(codes(factorAnalysis({ R: equal(5, 0), n: 200 }, { factors: 1, method, rotation: 'none' }))).toEqual(['not-identified'])
      const second = factorAnalysis({ R: equal(6, 0.5), n: 200 }, { factors: 2, method, rotation: 'varimax' })
      expect(codes(second)).toContain('not-identified')
      expect(second.loadings.flat().every(Number.isFinite)).toBe(true)
      expect(codes(factorAnalysis({ R: equal(6, 0.5), n: 200 }, { factors: 1, method, rotation: 'none' }))).toEqual([])
    }
  })
  test('an iteration that does not settle is not passed off as one that did', () => {
    const runaway = factorAnalysis({ R: equal(5, -0.2), n: 200 }, { factors: 1, method: 'principal-axis', rotation: 'none' })
    expect(runaway.converged).toBe(false)
    expect(codes(runaway)).toContain('not-converged')
  })
  test('nonsense is refused', () => {
    for (const wrong of [[[1, 0.2], [0.3, 1]], [[1, 2], [2, 1]], [[2, 0], [0, 2]], [[1, 0]]]) expect(() => kmo(wrong)).toThrow(RangeError)
    for (const factors of [0, 1.5, 4, Number.NaN]) expect(() => factorAnalysis({ R }, { factors, method: 'pca', rotation: 'none' })).toThrow(RangeError)
    expect(() => eigenvalues([[1, 2], [3, 4]])).toThrow('symmetric')
    expect(() => parallelAnalysis(noisy, { seed: 1.5, draws: 5 })).toThrow('seed')
  })
})

describe('logistic regression', () => {
  test('says when the outcomes are told apart without fault', () => {
    const perfect = logistic(line.map((x) => [x]), line.map((x) => Number(x > 5)))
    expect(codes(perfect)).toEqual(['separation'])
    expect([perfect.converged, perfect.coefficients, perfect.fitted.every(Number.isNaN)]).toEqual([false, [Number.NaN, Number.NaN], true])
    // apart but for one value at which both occur
    expect(codes(logistic([1, 2, 3, 4, 4, 5, 6, 7].map((x) => [x]), [0, 0, 0, 0, 1, 1, 1, 1]))).toEqual(['separation'])
  })
  test('finds known coefficients', () => {
    // O-ring failures by temperature (Dalal et al. 1989): R gives 15.0429 and −0.2322
    const degrees = [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58]
    const failed = [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1]
    const fit = logistic(degrees.map((x) => [x]), failed)
    expect(fit.coefficients[0]).toBeCloseTo(15.0429, 3)
    expect(fit.coefficients[1]).toBeCloseTo(-0.2322, 4)
    expect(fit.se[1]).toBeCloseTo(0.1082, 4)
    expect([fit.nullDeviance, fit.deviance].map((value) => value.toFixed(3))).toEqual(['28.267', '20.315'])
  })
  test('refuses outcomes that are neither 0 nor 1', () => {
    expect(() => logistic(line.map((x) => [x]), line)).toThrow('0 or 1')
  })
})

describe('gaps', () => {
  test('are counted and said', () => {
    expect(summarise([1, null, 3, Number.NaN])).toMatchObject({ n: 2, missing: 2, mean: 2, problems: [{ code: 'missing-left-out' }] })
    expect(crosstab(['a', null, 'b', 'b'], ['x', 'y', '', 'y'])).toMatchObject({ n: 2, missing: 2 })
    expect(ols([...noisy, [null, 1]], [...line, 4])).toMatchObject({ n: 12, missing: 1 })
    expect(factorScores([...noisy, [null, 1]], factorAnalysis(noisy, { factors: 1, method: 'pca', rotation: 'none' }))).toMatchObject({ n: 12, missing: 1 })
  })
  test('in correlations must be spoken for', () => {
    const data = [...noisy.map((row) => [...row, row[0]! * 2 + row[1]! ** 2]), [1, null, 3]]
    expect(() => correlation(data)).toThrow('listwise')
    expect(correlations(data, { missing: 'pairwise' }).n).toEqual([[13, 12, 13], [12, 12, 12], [13, 12, 13]])
    expect(correlations(data, { missing: 'listwise' }).n.flat().every((n) => n === 12)).toBe(true)
  })
  test('an infinite answer is no answer', () => {
    expect(() => summarise([1, Infinity])).toThrow(RangeError)
    expect(() => correlation([[1, 2], [Infinity, 3]])).toThrow(RangeError)
  })
})

describe('arguments that contradict each other are refused', () => {
  test.each<[string, () => unknown]>([
    ['weights of another length', () => summarise([1, 2], { weights: [1] })],
    ['a negative weight', () => summarise([1, 2], { weights: [1, -1] })],
    ['pairs of unequal length', () => pairedT([1, 2], [1])],
    ['a confidence of 95', () => wilson(1, 2, 95)],
    ['more successes than trials', () => wilson(3, 2)],
    ['a score of 11', () => nps([11])],
    ['an item that is not there', () => cronbachAlpha([[1, 2], [2, 1]], { reverse: [2] })],
    ['rows of unequal length', () => correlation([[1, 2], [1]])],
    ['one group', () => anova([[1, 2]])],
    ['a level that was not foreseen', () => crosstab(['a'], ['b'], { rowLevels: ['c'] })],
    ['halves in Fisher’s table', () => fisherExact([[1.5, 2], [1, 1]])],
    ['a p of 2', () => adjustP([2], 'holm')],
    ['omega of two items', () => omega([[1, 2]])],
  ])('%s', (_, act) => {
    expect(act).toThrow(RangeError)
  })
})

test('a table too large for its exact p says so instead of guessing', () => {
  const table = [[8, 9, 12, 3, 4], [3, 9, 20, 2, 1], [2, 2, 4, 14, 9]]
  expect(fisherExact(table, { patience: 10_000 })).toEqual({ p: Number.NaN, n: 102, problems: [{ code: 'too-large' }] })
  const crossed = contingency(table)
  expect(crossed.fisherP).toBeUndefined()
  expect(crossed.p).toBeGreaterThan(0)
})
