import { expect, test } from 'vitest'
import { describeBeside, rowsOf } from './fixtures/beside.ts'
import {
  anova, bartlettVariances, clopperPearson, contingency, correlation, cronbachAlpha, crosstab, describe as summarise, kruskal, levene, mannWhitney, nps, ols, pairedT, pairwiseT, quantile, shape, shapiroWilk, studentT, topBox, tukey,
  twoProportions, welch, welchAnova, wilcoxon, wilson, type Reliability,
} from './index.ts'

/** Figures of R 4.2.2 (stats, psych, car, vcd) on survey data: closed forms agree to 1e-6. */

const num = (cell: string | undefined): number | null => (cell === '' || cell === 'NA' || cell === undefined ? null : Number(cell))
const near = (got: number, wanted: number, what = ''): void => {
  expect(Math.abs(got - wanted) <= 1e-6 * Math.max(1e-3, Math.abs(wanted)), `${what} ${got} for ${wanted}`).toBe(true)
}
const column = (rows: Record<string, string>[], name: string) => rows.map((row) => num(row[name]))
const table = (rows: Record<string, string>[], names: readonly string[]) => rows.map((row) => names.map((name) => num(row[name])))

interface Summary { n: number; mean: number; sd: number; variance: number; median: number; min: number; max: number; se: number; skew_type3_psych: number; kurtosis_type3_psych: number; skew_type1: number; kurtosis_type1: number; skew_type2_SPSS: number; kurtosis_type2_SPSS: number; quartiles_type6_SPSS: number[]; quartiles_type7: number[]; ci95_mean: number[] }

describeBeside('descriptives of bfi', ['02-survey/bfi.csv', '02-survey/golden/bfi-descriptives.json'], (csv, json) => {
  test('every item', () => {
    const rows = rowsOf(csv!)
    for (const [name, wanted] of Object.entries(JSON.parse(json!) as Record<string, Summary>)) {
      const got = summarise(column(rows, name))
      expect([got.n, got.median, got.min, got.max, got.missing]).toEqual([wanted.n, wanted.median, wanted.min, wanted.max, 2800 - wanted.n])
      expect([got.q1, got.median, got.q3]).toEqual(wanted.quartiles_type7)
      for (const key of ['mean', 'sd', 'variance', 'se'] as const) near(got[key], wanted[key], `${name} ${key}`)
      near(got.skewness, wanted.skew_type3_psych)
      near(got.kurtosis, wanted.kurtosis_type3_psych)
      near(got.ci95.lower, wanted.ci95_mean[0]!)
      near(got.ci95.upper, wanted.ci95_mean[1]!)
      const types = [[1, wanted.skew_type1, wanted.kurtosis_type1], [2, wanted.skew_type2_SPSS, wanted.kurtosis_type2_SPSS], [3, wanted.skew_type3_psych, wanted.kurtosis_type3_psych]] as const
      for (const [type, skewness, kurtosis] of types) {
        near(shape(column(rows, name), type).skewness, skewness)
        near(shape(column(rows, name), type).kurtosis, kurtosis)
      }
      expect([0.25, 0.5, 0.75].map((p) => quantile(column(rows, name), p, { type: 6 }))).toEqual(wanted.quartiles_type6_SPSS)
    }
  })
})

interface Crossed {
  name: string; n: number; observed: number[][]; expected: number[][]; row_pct: number[][]; col_pct: number[][]; pearson: { chisq: number; df: number; p: number }; likelihood_ratio: { g2: number; p: number }
  cramers_v: number; contingency_c: number; phi: number; pearson_residuals: number[][]; adjusted_residuals: number[][]; expected_below_5: number; min_expected: number; kendall_tau_b: number; gamma: number; linear_by_linear: number
}

describeBeside('crosstabs', ['02-survey/bfi.csv', '02-survey/golden/crosstabs.json'], (csv, json) => {
  const crossings = JSON.parse(json!) as Crossed[]
  test.each(crossings.map((wanted) => [wanted.name, wanted] as const))('%s', (_, wanted) => {
    const got = contingency(wanted.observed)
    expect([got.n, got.df, got.smallCells]).toEqual([wanted.n, wanted.pearson.df, wanted.expected_below_5])
    near(got.chiSquare, wanted.pearson.chisq)
    near(got.p, wanted.pearson.p)
    near(got.likelihoodRatio.chiSquare, wanted.likelihood_ratio.g2)
    near(got.likelihoodRatio.p, wanted.likelihood_ratio.p)
    near(got.cramersV, wanted.cramers_v)
    near(got.contingencyC, wanted.contingency_c)
    near(got.phi, wanted.phi)
    near(got.minExpected, wanted.min_expected)
    near(got.tauB, wanted.kendall_tau_b)
    near(got.gamma, wanted.gamma)
    near(got.linearByLinear.chiSquare, wanted.linear_by_linear)
    const pairs: [readonly (readonly number[])[], number[][], number][] = [
      [got.expected, wanted.expected, 1], [got.pearsonResiduals, wanted.pearson_residuals, 1], [got.adjustedResiduals, wanted.adjusted_residuals, 1],
      [got.rowShares, wanted.row_pct, 100], [got.columnShares, wanted.col_pct, 100],
    ]
    for (const [mine, theirs, scale] of pairs) mine.forEach((row, i) => row.forEach((value, j) => near(value * scale, theirs[i]![j]!)))
  })
  test('from the answers themselves', () => {
    const rows = rowsOf(csv!)
    const wanted = crossings[0]!
    const got = crosstab(column(rows, 'gender'), column(rows, 'education'))
    expect(got.counts).toEqual(wanted.observed)
    expect([got.rowLevels, got.columnLevels, got.missing]).toEqual([[1, 2], [1, 2, 3, 4, 5], 2800 - wanted.n])
    near(got.chiSquare, wanted.pearson.chisq)
  })
})

interface Groups {
  t_tests: { means: number[]; student: Tested; welch: Tested; cohens_d_pooled: number; mann_whitney: { W: number; p_continuity: number; p_no_continuity: number }; levene_mean: { F: number; p: number }; levene_median: { F: number; p: number } }[]
  anovas: { groups: string[]; anova: { ss_between: number; ss_within: number; F: number; p: number; eta2: number }; welch: { F: number; df2: number; p: number }; kruskal: { H: number; p: number }; levene_mean: { F: number; p: number }; bartlett: { K2: number; p: number }; tukey: { values: number[][] }; bonferroni_p: { values: (number | null)[][] } }[]
  paired: { t: number; df: number; p: number; ci: number[]; wilcoxon_V: number; wilcoxon_p_no_continuity: number }[]
  normality: { shapiro_x19: { W: number; p: number } }
  correlations: { pearson_hbat: { rows: string[]; values: number[][] } }
}
interface Tested { t: number; df: number; p: number; ci: number[] }

describeBeside('group tests', ['02-survey/bfi.csv', '02-survey/hbat.csv', '02-survey/mobi.csv', '02-survey/golden/group-tests.json'], (bfi, hbat, mobi, json) => {
  const figures = JSON.parse(json!) as Groups
  test('two groups: neuroticism by gender', () => {
    const rows = rowsOf(bfi!)
    const of = (gender: string) => rows.filter((row) => row['gender'] === gender).map((row) => ['N1', 'N2', 'N3', 'N4', 'N5'].map((name) => num(row[name])))
      .map((items) => (items.includes(null) ? null : items.reduce<number>((sum, value) => sum + value!, 0) / 5))
    const [men, women] = [of('1'), of('2')]
    const wanted = figures.t_tests[0]!
    for (const [got, expected] of [[studentT(men, women), wanted.student], [welch(men, women), wanted.welch]] as const) {
      near(got.t, expected.t)
      near(got.df, expected.df)
      near(got.p, expected.p)
      near(got.ci.lower, expected.ci[0]!)
      near(got.ci.upper, expected.ci[1]!)
      near(got.cohensD, wanted.cohens_d_pooled)
    }
    const ranked = mannWhitney(men, women)
    near(ranked.u, wanted.mann_whitney.W)
    near(ranked.p, wanted.mann_whitney.p_continuity)
    near(ranked.pWithoutContinuity, wanted.mann_whitney.p_no_continuity)
    near(levene([men, women], { center: 'mean' }).f, wanted.levene_mean.F)
    near(levene([men, women]).p, wanted.levene_median.p)
  })
  test('three groups: satisfaction by length of custom', () => {
    const wanted = figures.anovas[0]!
    const rows = rowsOf(hbat!)
    const groups = wanted.groups.map((name) => column(rows.filter((row) => row['x1'] === name), 'x19'))
    const got = anova(groups)
    near(got.ssBetween, wanted.anova.ss_between)
    near(got.ssWithin, wanted.anova.ss_within)
    near(got.f, wanted.anova.F)
    near(got.p, wanted.anova.p)
    near(got.etaSquared, wanted.anova.eta2)
    near(welchAnova(groups).f, wanted.welch.F)
    near(welchAnova(groups).df2, wanted.welch.df2)
    near(welchAnova(groups).p, wanted.welch.p)
    near(kruskal(groups).h, wanted.kruskal.H)
    near(kruskal(groups).p, wanted.kruskal.p)
    near(levene(groups, { center: 'mean' }).p, wanted.levene_mean.p)
    near(bartlettVariances(groups).chiSquare, wanted.bartlett.K2)
    near(bartlettVariances(groups).p, wanted.bartlett.p)
    const normality = shapiroWilk(column(rows, 'x19'))
    near(normality.w, figures.normality.shapiro_x19.W)
    near(normality.p, figures.normality.shapiro_x19.p)
    tukey(groups).pairs.forEach((pair, i) => {
      const [difference, lower, upper, p] = wanted.tukey.values[i]!
      near(pair.difference, difference!)
      near(pair.lower, lower!)
      near(pair.upper, upper!)
      // R's ptukey itself is good to about 1e-10
      expect(Math.abs(pair.p - p!)).toBeLessThan(1e-9)
    })
    const [[first], [second, third]] = wanted.bonferroni_p.values as [number[], number[]]
    const adjusted = pairwiseT(groups, { adjust: 'bonferroni' }).pairs.map((pair) => pair.adjustedP)
    near(adjusted[0]!, first!)
    near(adjusted[1]!, second!)
    near(adjusted[2]!, third!)
  })
  test('paired: expectation against perception', () => {
    const rows = rowsOf(mobi!)
    const [x, y, wanted] = [column(rows, 'CUEX1'), column(rows, 'PERQ1'), figures.paired[0]!]
    const got = pairedT(x, y)
    expect([got.df, got.n]).toEqual([wanted.df, 250])
    near(got.t, wanted.t)
    near(got.p, wanted.p)
    near(got.ci.lower, wanted.ci[0]!)
    near(got.ci.upper, wanted.ci[1]!)
    near(wilcoxon(x, y).v, wanted.wilcoxon_V)
    near(wilcoxon(x, y).pWithoutContinuity, wanted.wilcoxon_p_no_continuity)
  })
  test('correlations', () => {
    const wanted = figures.correlations.pearson_hbat
    correlation(table(rowsOf(hbat!), wanted.rows)).forEach((row, i) => row.forEach((value, j) => near(value, wanted.values[i]![j]!)))
  })
})

interface Fit { name: string; formula: string; n: number; coef: { rows: string[]; values: number[][] }; beta_std: Record<string, number>; r2: number; adj_r2: number; F: number; p: number; sigma: number; vif: Record<string, number>; durbin_watson: number; aic: number; bic: number }

describeBeside('regressions', ['02-survey/hbat.csv', '02-survey/mobi.csv', '02-survey/corp_rep.csv', '02-survey/golden/regression.json'], (hbat, mobi, corporate, json) => {
  test.each((JSON.parse(json!) as Fit[]).map((wanted) => [wanted.name, wanted] as const))('%s', (name, wanted) => {
    const rows = rowsOf((name.startsWith('HBAT') ? hbat : name.startsWith('mobi') ? mobi : corporate)!)
    const [outcome, right] = wanted.formula.split(' ~ ') as [string, string]
    const predictors = right.split(' + ')
    const got = ols(table(rows, predictors), column(rows, outcome))
    expect(got.n).toBe(wanted.n)
    wanted.coef.values.forEach(([b, se, t, p], j) => {
      near(got.coefficients[j]!, b!, 'b')
      near(got.se[j]!, se!, 'se')
      near(got.t[j]!, t!, 't')
      near(got.p[j]!, p!, 'p')
    })
    predictors.forEach((predictor, j) => {
      near(got.standardized[j]!, wanted.beta_std[predictor]!, 'beta')
      near(got.vif[j]!, wanted.vif[predictor]!, 'vif')
    })
    near(got.r2, wanted.r2)
    near(got.adjustedR2, wanted.adj_r2)
    near(got.f, wanted.F)
    near(got.fP, wanted.p)
    near(got.sigma, wanted.sigma)
    near(got.durbinWatson, wanted.durbin_watson)
    near(got.aic, wanted.aic)
    near(got.bic, wanted.bic)
  })
})

interface Scale {
  n: number; alpha: number; std_alpha: number; mean_inter_item_r: number; scale_mean: number; scale_variance: number
  items: { item: string; mean: number; sd: number; scale_mean_if_deleted: number; scale_variance_if_deleted: number; corrected_item_total_r: number; item_total_r: number; smc: number; alpha_if_deleted: number }[]
  reversed: string | string[] | Record<string, never>; split_half: { r: number; spearman_brown_equal: number; guttman: number }; alpha_ci95_feldt: { lower: number; upper: number }; guttman_lambda: { l1: number; l2: number; l4_max: number; l6: number }
}

function sameScale(got: Reliability, wanted: Scale): void {
  expect(got.n).toBe(wanted.n)
  near(got.alpha, wanted.alpha)
  near(got.standardized, wanted.std_alpha)
  near(got.meanInterItemCorrelation, wanted.mean_inter_item_r)
  near(got.scale.mean, wanted.scale_mean)
  near(got.scale.variance, wanted.scale_variance)
  near(got.ci95.lower, wanted.alpha_ci95_feldt.lower)
  near(got.ci95.upper, wanted.alpha_ci95_feldt.upper)
  near(got.lambda1, wanted.guttman_lambda.l1)
  near(got.lambda2, wanted.guttman_lambda.l2)
  near(got.lambda6, wanted.guttman_lambda.l6)
  near(got.splitHalf.r, wanted.split_half.r)
  near(got.splitHalf.spearmanBrown, wanted.split_half.spearman_brown_equal)
  near(got.splitHalf.guttman, wanted.split_half.guttman)
  // psych does not look at every split of an odd number of items, so that it may miss the best by a little
  if (!wanted.items.some((item) => item.corrected_item_total_r < 0)) expect(got.lambda4).toBeGreaterThan(wanted.guttman_lambda.l4_max - 1e-9)
  wanted.items.forEach((item, j) => {
    const mine = got.items[j]!
    near(mine.mean, item.mean)
    near(mine.sd, item.sd)
    near(mine.itemRestCorrelation, item.corrected_item_total_r)
    near(mine.itemTotalCorrelation, item.item_total_r)
    near(mine.alphaIfDropped, item.alpha_if_deleted)
    near(mine.scaleMeanIfDropped, item.scale_mean_if_deleted)
    near(mine.scaleVarianceIfDropped, item.scale_variance_if_deleted)
    near(mine.smc, item.smc)
  })
}

describeBeside('reliability', ['02-survey/bfi.csv', '02-survey/golden/bfi-reliability.json', '02-survey/customer_satisfaction.csv', '02-survey/golden/customer_satisfaction-reliability.json'], (bfi, json, satisfaction, other) => {
  test.each(Object.entries(JSON.parse(json!) as Record<string, Scale>))('bfi %s', (_, wanted) => {
    const names = wanted.items.map(({ item }) => item)
    const reversed = [wanted.reversed].flat().flatMap((name) => (typeof name === 'string' ? [names.indexOf(name)] : []))
    sameScale(cronbachAlpha(table(rowsOf(bfi!), names), { reverse: reversed }), wanted)
  })
  test('customer satisfaction', () => {
    const wanted = JSON.parse(other!) as Scale
    sameScale(cronbachAlpha(table(rowsOf(satisfaction!), wanted.items.map(({ item }) => item))), wanted)
  })
})

describeBeside('shares', ['02-survey/mobi.csv', '02-survey/golden/nps-csat.json', '02-survey/golden/proportions.json'], (mobi, json, other) => {
  const rows = rowsOf(mobi!)
  test('net promoter score and top box', () => {
    const wanted = JSON.parse(json!) as { nps: { promoters: number; passives: number; detractors: number; nps: number; se: number }; csat: { top2box_pct: number } }
    const got = nps(column(rows, 'CUSL3'))
    expect([got.promoters, got.passives, got.detractors, got.n]).toEqual([wanted.nps.promoters, wanted.nps.passives, wanted.nps.detractors, 250])
    near(got.nps, wanted.nps.nps)
    near(got.se, wanted.nps.se)
    near(topBox(column(rows, 'CUSA1'), 9).share * 100, wanted.csat.top2box_pct)
  })
  test('intervals of proportions', () => {
    const wanted = JSON.parse(other!) as { wilson: { x: number; n: number; wilson: number[]; clopper_pearson: number[] }[]; two_prop: { x: number[]; n: number[]; chisq: number; p: number; ci: number[] }[] }
    for (const { x, n, wilson: scored, clopper_pearson: exact } of wanted.wilson) {
      expect(wilson(x, n).lower).toBeCloseTo(scored[0]!, 9)
      expect(wilson(x, n).upper).toBeCloseTo(scored[1]!, 9)
      expect(clopperPearson(x, n).lower).toBeCloseTo(exact[0]!, 9)
      expect(clopperPearson(x, n).upper).toBeCloseTo(exact[1]!, 9)
    }
    for (const { x, n, chisq, p, ci } of wanted.two_prop) {
      const got = twoProportions(x[0]!, n[0]!, x[1]!, n[1]!)
      near(got.chiSquare, chisq)
      near(got.p, p)
      near(got.ci.lower, ci[0]!)
      near(got.ci.upper, ci[1]!)
    }
  })
})

