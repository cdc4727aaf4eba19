import { expect, test } from 'vitest'
import { describeBeside, rowsOf } from './fixtures/beside.ts'
import { bartlettSphericity, correlation, eigenvalues, factorAnalysis, factorScores, kmo, parallelAnalysis, type ExtractionMethod, type RotationMethod } from './index.ts'

/** Figures of psych 2.2.9, GPArotation and R's factanal on 25 items of bfi. Loadings agree up to sign and order. */

interface Loadings { rows: string[]; cols: string[]; values: number[][] }
interface Golden {
  items: string[]; n_complete: number; correlation: Loadings; kmo: { overall: number; msa: Record<string, number> }; bartlett: { chisq: number; df: number }; determinant: number; eigenvalues: number[]
  pca_unrotated: { loadings: Loadings; ss: number[]; communalities: Record<string, number> }; pca_varimax_kaiser_eps1e12: { loadings: Loadings }; pca_oblimin: { pattern: Loadings; phi: Loadings }; pca_promax_m4: { pattern: Loadings; phi: Loadings }; pca_varimax_raw: { loadings: Loadings }; pca_oblimin_kaiser: { pattern: Loadings }
  paf_unrotated: { loadings: Loadings; communalities: Record<string, number> }; paf_varimax: { loadings: Loadings; ss: number[] }; paf_oblimin: { pattern: Loadings; phi: Loadings }
  ml: { uniquenesses: Record<string, number>; varimax_loadings: Loadings; chisq: number; df: number; p: number }; pca_varimax_scores_first5: Loadings; parallel_analysis_components: number
}

/** For each factor of `wanted`, which of `got` it is, and its sign; and how far they are apart at most. */
function matched(got: readonly (readonly number[])[], wanted: readonly (readonly number[])[]): { order: { at: number; sign: number }[]; apart: number } {
  let apart = 0
  const order = wanted[0]!.map((_, j) => {
    const tried = got[0]!.flatMap((__, at) => [1, -1].map((sign) => ({ at, sign, gap: Math.max(...got.map((row, i) => Math.abs(sign * row[at]! - wanted[i]![j]!))) })))
    const best = tried.reduce((a, b) => (b.gap < a.gap ? b : a))
    apart = Math.max(apart, best.gap)
    return best
  })
  expect(new Set(order.map(({ at }) => at)).size).toBe(order.length)
  return { order, apart }
}

describeBeside('bfi', ['02-survey/bfi.csv', '02-survey/golden/bfi-efa.json'], (csv, json) => {
  const golden = JSON.parse(json!) as Golden
  const data = rowsOf(csv!).map((row) => golden.items.map((name) => (row[name] === '' || row[name] === 'NA' ? null : Number(row[name]))))
  const R = golden.correlation.values
  const of = (method: ExtractionMethod, rotation: RotationMethod) => factorAnalysis({ R, n: golden.n_complete }, { factors: 5, method, rotation })

  test('correlations, adequacy and eigenvalues', () => {
    correlation(data, { missing: 'listwise' }).forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(R[i]![j]!, 10)))
    const adequacy = kmo(R)
    expect(adequacy.overall).toBeCloseTo(golden.kmo.overall, 9)
    golden.items.forEach((name, i) => expect(adequacy.items[i]).toBeCloseTo(golden.kmo.msa[name]!, 9))
    const sphericity = bartlettSphericity(R, golden.n_complete)
    expect(sphericity.chiSquare).toBeCloseTo(golden.bartlett.chisq, 6)
    expect(sphericity.determinant / golden.determinant).toBeCloseTo(1, 9)
    eigenvalues(R).forEach((value, i) => expect(value).toBeCloseTo(golden.eigenvalues[i]!, 9))
  })

  test.each<[ExtractionMethod, RotationMethod, Loadings, number]>([
    ['pca', 'none', golden.pca_unrotated.loadings, 1e-6],
    ['pca', 'varimax', golden.pca_varimax_kaiser_eps1e12.loadings, 1e-5],
    ['pca', 'oblimin', golden.pca_oblimin.pattern, 1e-4],
    ['pca', 'promax', golden.pca_promax_m4.pattern, 1e-6],
    ['principal-axis', 'none', golden.paf_unrotated.loadings, 1e-6],
    ['principal-axis', 'varimax', golden.paf_varimax.loadings, 1e-5],
    ['principal-axis', 'oblimin', golden.paf_oblimin.pattern, 1e-4],
    ['ml', 'varimax', golden.ml.varimax_loadings, 1e-5],
  ])('%s, %s', (method, rotation, wanted, tolerance) => {
    const got = of(method, rotation)
    expect(got.converged).toBe(true)
    expect(matched(got.loadings, wanted.values).apart).toBeLessThan(tolerance)
  })

  test('with and without Kaiser’s normalisation', () => {
    const of = (rotation: RotationMethod, kaiser: boolean) => factorAnalysis({ R }, { factors: 5, method: 'pca', rotation, kaiser }).loadings
    expect(matched(of('varimax', false), golden.pca_varimax_raw.loadings.values).apart).toBeLessThan(1e-5)
    expect(matched(of('oblimin', true), golden.pca_oblimin_kaiser.pattern.values).apart).toBeLessThan(1e-4)
  })

  test('oblique factors are correlated as in R', () => {
    for (const [method, rotation, wanted] of [['pca', 'oblimin', golden.pca_oblimin], ['pca', 'promax', golden.pca_promax_m4], ['principal-axis', 'oblimin', golden.paf_oblimin]] as const) {
      const got = of(method, rotation)
      const { order } = matched(got.loadings, wanted.pattern.values)
      order.forEach((a, i) => order.forEach((b, j) => expect(Math.abs(a.sign * b.sign * got.phi![a.at]![b.at]! - wanted.phi.values[i]![j]!)).toBeLessThan(1e-4)))
    }
  })

  test('variance, communalities and fit', () => {
    of('pca', 'none').ssLoadings.forEach((value, i) => expect(value).toBeCloseTo(golden.pca_unrotated.ss[i]!, 8))
    of('principal-axis', 'varimax').ssLoadings.forEach((value, i) => expect(value).toBeCloseTo(golden.paf_varimax.ss.toSorted((a, b) => b - a)[i]!, 5))
    of('principal-axis', 'none').communalities.forEach((value, i) => expect(value).toBeCloseTo(golden.paf_unrotated.communalities[golden.items[i]!]!, 7))
    const ml = of('ml', 'varimax')
    ml.uniquenesses.forEach((value, i) => expect(value).toBeCloseTo(golden.ml.uniquenesses[golden.items[i]!]!, 6))
    expect(ml.fit!.df).toBe(golden.ml.df)
    expect(ml.fit!.chiSquare).toBeCloseTo(golden.ml.chisq, 6)
    expect(ml.fit!.p / golden.ml.p).toBeCloseTo(1, 6)
  })

  test('minres and principal axis meet in the same solution', () => {
    expect(matched(of('minres', 'none').loadings, of('principal-axis', 'none').loadings).apart).toBeLessThan(1e-8)
  })

  test('scores of the first respondents', () => {
    const analysis = factorAnalysis(data, { factors: 5, method: 'pca', rotation: 'varimax' })
    expect([analysis.n, analysis.missing]).toEqual([golden.n_complete, 2800 - golden.n_complete])
    const { order } = matched(analysis.loadings, golden.pca_varimax_kaiser_eps1e12.loadings.values)
    const { scores } = factorScores(data, analysis)
    golden.pca_varimax_scores_first5.values.forEach((row, i) => row.forEach((value, j) => expect(scores[i]![order[j]!.at]! * order[j]!.sign).toBeCloseTo(value, 5)))
  })

  test('parallel analysis decides as psych, whatever the seed', () => {
    for (const seed of [1, 2]) expect(parallelAnalysis(data, { seed, draws: 60 }).factors).toBe(golden.parallel_analysis_components)
  })
})
