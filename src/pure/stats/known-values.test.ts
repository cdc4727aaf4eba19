import { describe, expect, test } from 'vitest'
import {
  adjustP, bootstrap, chiSquareGoodness, clopperPearson, cochranQ, correlations, dunn, effectWord, fisherExact, frequencies, friedman, gamesHowell, levene, logistic, mannWhitney, mcnemarOfCounts,
  mcnemar, oddsRatio, ols, omega, parallelAnalysis, partialCorrelation, quantile, relativeImportance, shapiroWilk, topBox, twoProportions, wilcoxon,
} from './index.ts'
import { spearmanP } from './rank-correlation-chance.ts'

/** Figures computed with SciPy 1.17 or by hand, for what the survey data do not cover. */

const near = (got: number, wanted: number): void => {
  expect(Math.abs(got / wanted - 1), `${got} for ${wanted}`).toBeLessThan(1e-6)
}
const groups = [[5.1, 4.2, 5.8, 3.3, 4.7, 5, 4.4], [3.2, 2.1, 4, 3.6, 2.8], [1.9, 2.2, 2.7, 3.1, 1.2, 2.4]]
const x = [1, 2, 2, 3, 4, 4, 5, 6, 7, 7]
const y = [2, 1, 3, 3, 5, 4, 4, 7, 6, 8]
const z = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]

describe('which groups differ', () => {
  test('Games and Howell', () => {
    const { pairs } = gamesHowell(groups)
    const wanted = [[9.170271490563401, 0.019289173625544054], [10.998622558780426, 0.0002575881794893986], [8.220617940081455, 0.15026451845458522]]
    pairs.forEach(({ df, p }, i) => {
      near(df, wanted[i]![0]!)
      near(p, wanted[i]![1]!)
    })
    expect(pairs.map(({ first, second }) => `${first}${second}`)).toEqual(['01', '02', '12'])
    for (const { lower, upper, p } of pairs) expect(lower < 0 && upper > 0).toBe(p > 0.05)
  })
  test('Dunn, with Holm’s adjustment', () => {
    const { pairs } = dunn(groups)
    near(pairs[0]!.statistic, 2.019971297677751)
    pairs.forEach(({ p }, i) => near(p, [0.04338636483178406, 0.000473767986311106, 0.20839197663576747][i]!))
    near(pairs[1]!.adjustedP, 3 * 0.000473767986311106)
    near(pairs[0]!.adjustedP, 2 * 0.04338636483178406)
  })
  test('adjustments', () => {
    expect(adjustP([0.01, 0.04, Number.NaN, 0.03], 'holm')).toEqual([0.03, 0.06, Number.NaN, 0.06])
    expect(adjustP([0.01, 0.04, 0.03], 'bonferroni').map((p) => p.toFixed(2))).toEqual(['0.03', '0.12', '0.09'])
    expect(adjustP([0.01, 0.04, 0.03], 'benjamini-hochberg').map((p) => p.toFixed(3))).toEqual(['0.030', '0.040', '0.040'])
  })
  test('Brown and Forsythe', () => near(levene(groups).p, 0.9382655026358279))
})

describe('relations', () => {
  const data = x.map((value, i) => [value, y[i]!, z[i]!])
  test('Pearson, Spearman, Kendall', () => {
    const pearson = correlations(data)
    near(pearson.r[0]![1]!, 0.9112342108572171)
    near(pearson.p[0]![1]!, 0.00024374316916596226)
    near(pearson.lower[0]![1]!, 0.6606436096135527)
    near(pearson.upper[0]![1]!, 0.97910927098865)
    near(correlations(data, { method: 'spearman' }).r[0]![1]!, 0.9230812927028521)
    near(correlations(data, { method: 'spearman' }).p[0]![1]!, 0.00013945841265031002)
    near(correlations(data, { method: 'kendall' }).r[0]![1]!, 0.8000553690695199)
    near(correlations(data, { method: 'kendall' }).p[0]![1]!, 0.0019219310175841537)
  })
  test('rank correlations of small samples without ties', () => {
    const p = (size: number, method: 'spearman' | 'kendall') => correlations([3, 1, 4, 2, 7, 5, 9, 6, 8, 12, 10, 11].slice(0, size).map((value, i) => [i, value]), { method }).p[0]![1]!
    near(p(7, 'spearman'), 0.04801587301587302)
    near(p(7, 'kendall'), 0.06904761904761905)
    near(p(12, 'kendall'), 0.0004988835110362888)
    // pspearman(36, 10, approximation = "AS89") of the R package of that name
    near(spearmanP(1 - (6 * 36) / 990, 10), 2 * 0.005825634)
  })
  test('what is left when a third is held still', () => {
    const got = partialCorrelation(data, 0, 1, [2])
    near(got.r, 0.9047178261972736)
    expect([got.df, got.n]).toEqual([7, 10])
  })
  test('weighted least squares, as lm with weights', () => {
    const X = [2, 1, 4, 3, 6, 5, 8, 7, 1, 9, 2, 3].map((value, i) => [i + 1, value])
    const fit = ols(X, [3, 4, 6, 5, 7, 9, 8, 11, 10, 12, 13, 15], { weights: [0.5, 1, 2, 1.5, 1, 0.7, 1, 1, 2, 1, 1, 0.3] })
    fit.coefficients.forEach((value, j) => near(value, [1.973754250507259, 0.9397138036920152, 0.08964957473052557][j]!))
    fit.se.forEach((value, j) => near(value, [0.6456289826703522, 0.08198898615848875, 0.09787823115315555][j]!))
    near(fit.aic, 36.86524934235197)
  })
  test('logistic regression on two predictors', () => {
    const X = [2, 1, 4, 3, 6, 5, 8, 7, 1, 9, 2, 3].map((value, i) => [i + 1, value])
    const fit = logistic(X, [0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1])
    fit.coefficients.forEach((value, j) => near(value, [-2.279321396988492, 0.2696288887686675, 0.1186672651482835][j]!))
    fit.se.forEach((value, j) => near(value, [1.7896044761438301, 0.20580827800831597, 0.2557826878439306][j]!))
    near(fit.deviance, 14.0052859857783)
    near(fit.oddsRatios[1]!.oddsRatio, Math.exp(0.2696288887686675))
  })
  test('two predictors share what they explain half and half beyond their own', () => {
    const { lmg, r2, correlation } = relativeImportance(x.map((value, i) => [value, z[i]!]), y)
    near(lmg[0]!, (correlation[0]! ** 2 + r2 - correlation[1]! ** 2) / 2)
    near(lmg[1]!, (correlation[1]! ** 2 + r2 - correlation[0]! ** 2) / 2)
  })
})

describe('ranks and counts', () => {
  test('exact p in small samples', () => {
    const two = mannWhitney([1.1, 2.2, 3.3, 9.1, 6.5, 7.2], [2.3, 5.5, 7.7, 8.8, 9.9])
    expect([two.u, two.exact]).toEqual([9, true])
    near(two.p, 0.32900432900432897)
    const paired = wilcoxon([1.1, 2.2, 3.3, 9.1, 4, 7.7, 6.1, 5], [2.3, 1.9, 7.7, 3, 3.6, 6.2, 8, 3])
    expect([paired.v, paired.exact]).toEqual([21, true])
    near(paired.p, 0.7421875)
  })
  test('several measurements of the same', () => {
    near(friedman([[7, 9, 8], [6, 5, 7], [9, 7, 6], [8, 5, 6], [3, 4, 4], [6, 6, 8]]).p, 0.7274705090242854)
    const q = cochranQ([[1, 1, 0], [1, 0, 0], [1, 1, 1], [0, 1, 0], [1, 1, 0], [1, 0, 0], [1, 1, 0], [0, 0, 0]])
    near(q.q, 7)
    near(q.p, 0.0301973834223185)
  })
  test('Fisher’s p of a large table', () => {
    near(fisherExact([[50_120, 49_880], [49_600, 50_400]]).p, 0.020284042813353845)
    near(fisherExact([[3, 40], [30, 12]]).p, 3.8249107953722884e-10)
  })
  test('change', () => {
    const got = mcnemarOfCounts([[101, 59], [6, 33]])
    near(got.chiSquare, 43.215384615384615)
    near(got.chiSquareCorrected, 41.6)
    near(got.exactP, 4.964650327128616e-12)
    const answers = mcnemar(['no', 'no', 'yes', 'no', null], ['yes', 'yes', 'no', 'no', 'yes'])
    expect([answers.n, answers.missing, answers.levels]).toEqual([4, 1, ['no', 'yes']])
    near(answers.chiSquare, 1 / 3)
  })
  test('shares foreseen', () => {
    near(chiSquareGoodness([20, 30, 25, 25]).p, 0.5724067044708798)
    near(chiSquareGoodness([10, 30], [0.25, 0.75]).chiSquare + 1, 1)
  })
  test('odds', () => {
    const got = oddsRatio([[30, 10], [20, 40]])
    near(got.oddsRatio, 6)
    near(got.riskRatio, 2.25)
    near(got.lower, Math.exp(Math.log(6) - 1.959963984540054 * Math.sqrt(1 / 30 + 1 / 10 + 1 / 20 + 1 / 40)))
    expect(oddsRatio([[3, 0], [2, 4]])).toMatchObject({ oddsRatio: Infinity, upper: Number.NaN, problems: [{ code: 'small-counts' }] })
  })
  test('Newcombe’s example of two proportions', () => {
    // 56 of 70 against 48 of 80, method 10
    const { newcombe } = twoProportions(56, 70, 48, 80)
    expect([newcombe.lower.toFixed(4), newcombe.upper.toFixed(4)]).toEqual(['0.0524', '0.3339'])
    expect(clopperPearson(0, 10).lower).toBe(0)
  })
  test('answers counted', () => {
    const { rows, n, missing } = frequencies([5, 4, 5, null, 10], { weights: [1, 2, 1, 1, 0] })
    expect([n, missing, rows]).toEqual([4, 1, [{ value: 4, count: 2, share: 0.5, cumulative: 0.5 }, { value: 5, count: 2, share: 0.5, cumulative: 1 }]])
    expect(topBox([5, 4, 3, null, 5], 4)).toMatchObject({ share: 0.75, count: 3, n: 4, missing: 1 })
  })
  test('normality in small samples', () => {
    const got = shapiroWilk(groups[0]!)
    near(got.w, 0.9814555460628184)
    near(got.p, 0.9663025617605302)
    expect(fisherExact([[2, 3], [6, 4]]).n).toBe(15)
  })
  test('words for effects', () => {
    expect([effectWord('cohens-d', -0.9), effectWord('r', 0.2), effectWord('eta-squared', 0.005), effectWord('w', Number.NaN)]).toEqual(['large', 'small', 'negligible', undefined])
  })
})

describe('chance comes from the seed', () => {
  const mean = (values: Float64Array, weights?: Float64Array) => values.reduce((sum, value, i) => sum + value * (weights?.[i] ?? 1), 0) / (weights?.reduce((sum, weight) => sum + weight, 0) ?? values.length)
  test('bootstrap', () => {
    const [a, b, other] = [1, 1, 2].map((seed) => bootstrap(y, mean, { seed, draws: 400 }))
    expect(a).toEqual(b)
    expect(other!.percentile).not.toEqual(a!.percentile)
    expect(a!.se).toBeGreaterThan(0.5)
    expect(a!.percentile.lower < a!.estimate && a!.estimate < a!.percentile.upper && a!.bca.lower < a!.bca.upper).toBe(true)
    expect(bootstrap(y, mean, { seed: 1, draws: 50, weights: y.map((_, i) => (i === 0 ? 100 : 1)) }).estimate).toBeCloseTo((200 + 41) / 109, 10)
  })
  test('bootstrap, as scipy 1.17 has it in 400,000 draws, within the chance of 40,000', () => {
    const skewed = [12, 45, 7, 3, 88, 23, 31, 5, 64, 17, 150, 9, 41, 28, 2, 19, 73, 11, 36, 210]
    const of = (statistic: (values: Float64Array) => number) => bootstrap(skewed, statistic, { seed: 5, draws: 40_000 })
    const within = (got: { lower: number; upper: number }, lower: number, upper: number, by: number) => expect(Math.max(Math.abs(got.lower - lower), Math.abs(got.upper - upper))).toBeLessThan(by)
    const [ofMean, ofMedian, ofP90] = [of(mean), of((values) => quantile(values, 0.5)), of((values) => quantile(values, 0.9))]
    within(ofMean.percentile, 23.65, 68.8, 0.6)
    within(ofMean.bca, 26.7, 76.25, 1.2)
    within(ofMedian.percentile, 11.5, 43, 1)
    within(ofP90.percentile, 43.3, 210, 3)
    expect([ofMean.se, ofMedian.se, ofP90.se].map((se, at) => Math.abs(se / [11.628, 8.698, 45.804][at]! - 1) < 0.03)).toEqual([true, true, true])
  })
  test('parallel analysis', () => {
    const data = Array.from({ length: 60 }, (_, i) => [0, 1, 2, 3].map((j) => Math.sin(i * (j < 2 ? 1 : 3)) + 0.3 * Math.cos(i * 11 * (j + 2))))
    const [a, b] = [1, 1].map((seed) => parallelAnalysis(data, { seed, draws: 50 }))
    expect(a).toEqual(b)
    expect(a!.factors).toBe(2)
    // chance's eigenvalues sum to the number of variables, as the data's do
    expect(a!.simulatedMean.reduce((sum, value) => sum + value, 0)).toBeCloseTo(4, 8)
  })
})

test('omega of equal items is alpha’s bound: three items of one factor', () => {
  const data = Array.from({ length: 300 }, (_, i) => [1, 2, 3].map((j) => Math.sin(i * 1.7) + 0.6 * Math.sin(i * (j * 2.3 + 0.37))))
  const plain = omega(data)
  expect(plain.omega).toBeGreaterThan(0.8)
  const turned = omega(data.map(([a, b, c]) => [a!, -b!, c!]), { reverse: [1] })
  expect(turned.omega).toBeCloseTo(plain.omega, 8)
  expect(omega(data.map(([a, b, c]) => [a!, -b!, c!])).problems).toEqual([{ code: 'negative', at: 1 }])
})
