import { normalQuantile } from './distributions.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { gapsLeftOut, readSample, upperTailOf, type Column, type Interval, type WeightOptions } from './sample.ts'

export interface NetPromoterScore {
  /** −100 … 100: promoters less detractors in per cent of those who answered. */
  readonly nps: number
  /** Counts: scores of 9 and 10, 7 and 8, 0 to 6. */
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
  readonly n: number
  readonly missing: number
  readonly se: number
  readonly ci95: Interval
  readonly problems: readonly Problem[]
}

/**
 * Net promoter score of answers 0 … 10 (anything else is an `InvalidInput`): 100 (P − D) / n, with the standard error
 * 100 √((p + d − (p − d)²) / n) of a difference of multinomial shares and the normal interval kept within −100 … 100.
 * Failures: nobody answered → NaN (`empty`); all of one kind, so that the error is 0 and says nothing (`constant`).
 * Source: Reichheld (2003), Harvard Business Review 81; Rocks (2016), Interval estimation for the net promoter score, The American Statistician 70.
 */
export function nps(scores: Column, { confidence = 0.95, ...options }: WeightOptions & { readonly confidence?: number } = {}): NetPromoterScore {
  const { values, weights, total, n, missing } = readSample(scores, options)
  let [promoting, detracting] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    const score = values[i]!
    if (!Number.isInteger(score) || score < 0 || score > 10) throw new InvalidInput(`A score is a whole number from 0 to 10, not ${score}`)
    const weight = weights ? weights[i]! : 1
    if (score >= 9) promoting += weight
    else if (score <= 6) detracting += weight
  }
  const [p, d] = [promoting / total, detracting / total]
  const se = 100 * Math.sqrt(Math.max(0, p + d - (p - d) ** 2) / total)
  const score = 100 * (p - d)
  const reach = normalQuantile(upperTailOf(confidence)) * se
  const count = (weight: number) => (n === 0 ? 0 : (weight / total) * n)
  const problems = gapsLeftOut(missing)
  if (n === 0) problems.push({ code: 'empty' })
  else if (se === 0) problems.push({ code: 'constant' })
  return {
    nps: score, promoters: count(promoting), passives: count(total - promoting - detracting), detractors: count(detracting), n, missing, se,
    ci95: { lower: Math.max(-100, score - reach), upper: Math.min(100, score + reach) }, problems,
  }
}
