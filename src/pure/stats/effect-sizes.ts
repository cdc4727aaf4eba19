import { normalQuantile } from './distributions.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { upperTailOf, type Interval } from './sample.ts'

export type EffectWord = 'negligible' | 'small' | 'medium' | 'large'
export type EffectKind = 'cohens-d' | 'cohens-h' | 'r' | 'eta-squared' | 'cliffs-delta' | 'w'

const BOUNDS: Readonly<Record<EffectKind, readonly [number, number, number]>> = {
  'cohens-d': [0.2, 0.5, 0.8],
  'cohens-h': [0.2, 0.5, 0.8],
  'r': [0.1, 0.3, 0.5],
  'w': [0.1, 0.3, 0.5],
  'eta-squared': [0.01, 0.06, 0.14],
  'cliffs-delta': [0.147, 0.33, 0.474],
}

/** The customary word for the size of an effect, whatever its sign; undefined for NaN. Source: Cohen (1988); for Cliff's delta Romano et al. (2006). */
export function effectWord(kind: EffectKind, size: number): EffectWord | undefined {
  const value = Math.abs(size)
  if (Number.isNaN(value)) return undefined
  const [small, medium, large] = BOUNDS[kind]
  if (value < small) return 'negligible'
  if (value < medium) return 'small'
  return value < large ? 'medium' : 'large'
}

/** Cohen's h of two proportions (0 … 1): 2 asin √p − 2 asin √q. Source: Cohen (1988), §6. */
export function cohensH(p: number, q: number): number {
  if (!(p >= 0 && p <= 1 && q >= 0 && q <= 1)) throw new InvalidInput(`${p} and ${q} are not both proportions`)
  return 2 * Math.asin(Math.sqrt(p)) - 2 * Math.asin(Math.sqrt(q))
}

export interface OddsRatio extends Interval {
  /** (a·d)/(b·c); 0 or Infinity when a cell is empty. */
  readonly oddsRatio: number
  /** (a/(a+b)) / (c/(c+d)). */
  readonly riskRatio: number
  readonly n: number
  readonly problems: readonly Problem[]
}

/**
 * Odds ratio of a two-by-two table [[a, b], [c, d]] with Woolf's interval exp(ln OR ± z √(1/a + 1/b + 1/c + 1/d)).
 * Failure: an empty cell → no interval (`small-counts`). Source: Woolf (1955), Annals of Human Genetics 19.
 */
export function oddsRatio([[a, b], [c, d]]: readonly [readonly [number, number], readonly [number, number]], confidence = 0.95): OddsRatio {
  if (![a, b, c, d].every((count) => count >= 0 && count < Infinity)) throw new InvalidInput('Counts are numbers of 0 or more')
  const z = normalQuantile(upperTailOf(confidence))
  const ratio = (a * d) / (b * c)
  const reach = z * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
  const whole = Math.min(a, b, c, d) > 0
  return {
    oddsRatio: ratio, riskRatio: a / (a + b) / (c / (c + d)), lower: whole ? ratio * Math.exp(-reach) : Number.NaN, upper: whole ? ratio * Math.exp(reach) : Number.NaN,
    n: a + b + c + d, problems: whole ? [] : [{ code: 'small-counts' }],
  }
}
