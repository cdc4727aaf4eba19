import { normalQuantile, normalUpper, tTwoSided } from './distributions.ts'
import { countPairs, tauB, type PairCount } from './kendall.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { KENDALL_EXACT_BELOW, kendallExactP, SPEARMAN_EXACT_BELOW, spearmanP } from './rank-correlation-chance.ts'
import { rank } from './ranks.ts'
import { checkWeights, completeRows, isConstant, isMissing, scaleWeights, upperTailOf, widthOf, type Table, type Weighting, type WeightOptions } from './sample.ts'

export type CorrelationMethod = 'pearson' | 'spearman' | 'kendall'

export interface CorrelationOptions extends WeightOptions {
  /**
   * What becomes of rows with gaps: `listwise` leaves a row out altogether, `pairwise` only where its gap is (the matrix
   * may then be one that no data could have). Must be said when there are gaps.
   */
  readonly missing?: 'pairwise' | 'listwise' | undefined
  readonly method?: CorrelationMethod | undefined
}

export interface Correlations {
  /** Correlations, −1 … 1; NaN where one of two does not vary. */
  readonly r: number[][]
  /** Two-sided p of no correlation: Student's t; for spearman and kendall without ties in samples not too large their own distributions, as in R, else t and the normal distribution with tie correction. */
  readonly p: number[][]
  /** Ends of the interval by Fisher's z; NaN for kendall and below four respondents. */
  readonly lower: number[][]
  readonly upper: number[][]
  /** Respondents behind each figure. */
  readonly n: number[][]
  /** The sizes that p and intervals reckon with: Kish's effective size under sampling weights, else `n`. */
  readonly effectiveN: number[][]
  readonly missing: number
  readonly problems: readonly Problem[]
}

/** The matrix `r` of `correlations`. */
export const correlation = (data: Table, options: CorrelationOptions = {}): number[][] => correlations(data, { ...options, inference: false }).r

/**
 * Correlations of all columns with each other. Pearson's r; Spearman's ρ (r of the mid-ranks); Kendall's τ-b.
 * With weights sums and ranks are weighted as `WeightOptions` says.
 * Failures: gaps without `missing` → `InvalidInput`; a constant column → NaN (`constant`, at the column); fewer than two rows → NaN (`too-few`).
 * Source: R's cor and cor.test; Bishara & Hittner (2017) for Fisher's z with ranks (variance (1 + r²/2)/(n − 3) for spearman).
 */
export function correlations(data: Table, { missing, method = 'pearson', confidence = 0.95, inference = true, ...options }: CorrelationOptions & { readonly confidence?: number; readonly inference?: boolean } = {}): Correlations {
  const width = widthOf(data)
  const z = normalQuantile(upperTailOf(confidence))
  const complete = completeRows(data, options)
  if (complete.missing > 0 && missing === undefined) throw new InvalidInput('There are gaps: say missing: “listwise” or “pairwise”')
  const square = (fill: number) => Array.from({ length: width }, () => Array.from({ length: width }, () => fill))
  const [r, p, lower, upper] = [square(Number.NaN), square(Number.NaN), square(Number.NaN), square(Number.NaN)]
  const [n, effectiveN] = [square(0), square(0)]
  const problems: Problem[] = missing === 'listwise' && complete.missing > 0 ? [{ code: 'missing-left-out' }] : []
  const pairwise = missing === 'pairwise' && complete.missing > 0
  const gaps = pairwise ? readGaps(data, options) : undefined
  const prepared = pairwise ? undefined : complete.columns.map((column) => prepare(column, complete, method))
  const constant = new Set<number>()
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      const pair = gaps ? both(gaps, i, j) : { x: complete.columns[i]!, y: complete.columns[j]!, weights: complete.weights, weighting: complete.weighting, total: complete.total, n: complete.n }
      n[i]![j] = n[j]![i] = pair.n
      effectiveN[i]![j] = effectiveN[j]![i] = pair.total
      const flat = isConstant(pair.x)
      if (flat && i === j) constant.add(i)
      if (!(pair.total > 1) || flat || isConstant(pair.y)) continue
      let counted: PairCount | undefined
      let value: number
      if (method === 'kendall') {
        counted = countPairs(pair.x, pair.y, pair.weights, pair.weighting === 'sampling')
        value = i === j ? 1 : tauB(counted)
      } else {
        const [left, right] = prepared ? [prepared[i]!, prepared[j]!] : [prepare(pair.x, pair, method), prepare(pair.y, pair, method)]
        value = i === j ? 1 : Math.max(-1, Math.min(1, dot(left, right)))
      }
      r[i]![j] = r[j]![i] = value
      if (!inference || i === j) continue
      p[i]![j] = p[j]![i] = chanceOf(value, method, counted, pair)
      if (counted || !(pair.total > 3)) continue
      const reach = z * Math.sqrt((method === 'spearman' ? 1 + (value * value) / 2 : 1) / (pair.total - 3))
      lower[i]![j] = lower[j]![i] = Math.tanh(Math.atanh(value) - reach)
      upper[i]![j] = upper[j]![i] = Math.tanh(Math.atanh(value) + reach)
    }
  }
  if (!pairwise && !(complete.total > 1)) problems.push({ code: complete.n === 0 ? 'empty' : 'too-few' })
  else for (const at of constant) problems.push({ code: 'constant', at })
  return { r, p, lower, upper, n, effectiveN, missing: complete.missing, problems }
}

interface Weighed {
  readonly weights: Float64Array | undefined
  readonly weighting: Weighting | undefined
  readonly total: number
  readonly n: number
}

/** A column less its mean, scaled to a sum of squares of 1, so that a correlation is a sum of products. */
function prepare(column: Float64Array, { weights, total }: Weighed, method: CorrelationMethod): Float64Array {
  const values = method === 'spearman' ? rank(column, weights).ranks : column
  const out = new Float64Array(values.length)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += weights ? weights[i]! * values[i]! : values[i]!
  const mean = sum / total
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const gap = values[i]! - mean
    out[i] = weights ? gap * Math.sqrt(weights[i]!) : gap
    squares += out[i]! * out[i]!
  }
  const scale = 1 / Math.sqrt(squares)
  for (let i = 0; i < out.length; i++) out[i]! *= scale
  return out
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

interface Gaps {
  readonly columns: readonly Float64Array[]
  readonly options: WeightOptions
}

function readGaps(data: Table, options: WeightOptions): Gaps {
  const columns = Array.from({ length: widthOf(data) }, (_, j) => Float64Array.from({ length: data.length }, (_, i) => {
    const value = data[i]![j]
    if (isMissing(value) || options.weights?.[i] === 0) return Number.NaN
    return value
  }))
  return { columns, options }
}

function both({ columns, options }: Gaps, i: number, j: number): Pair {
  const [a, b] = [columns[i]!, columns[j]!]
  const rows: number[] = []
  for (let k = 0; k < a.length; k++) if (!Number.isNaN(a[k]) && !Number.isNaN(b[k])) rows.push(k)
  const [x, y] = [Float64Array.from(rows, (k) => a[k]!), Float64Array.from(rows, (k) => b[k]!)]
  const weighting = checkWeights(a.length, options)
  if (!options.weights || !weighting) return { x, y, weights: undefined, weighting, total: rows.length, n: rows.length }
  const { weights, total } = scaleWeights(rows, options.weights, weighting)
  return { x, y, weights, weighting, total, n: weighting === 'frequency' ? total : rows.length }
}

interface Pair extends Weighed {
  readonly x: Float64Array
  readonly y: Float64Array
}

function chanceOf(r: number, method: CorrelationMethod, counted: PairCount | undefined, { x, y, ...weighed }: Pair): number {
  const { total, weights } = weighed
  const untied = (): boolean => !weights && new Set(x).size === x.length && new Set(y).size === y.length
  if (counted) return total < KENDALL_EXACT_BELOW && untied() ? kendallExactP(counted.score, total) : kendallP(counted, x, y, weighed)
  if (method === 'spearman' && total < SPEARMAN_EXACT_BELOW && untied()) return spearmanP(r, total)
  return tTwoSided(r * Math.sqrt((total - 2) / (1 - r * r)), total - 2)
}

/** Two-sided p of Kendall's score by the normal distribution with the variance for ties. Source: Kendall (1970), Rank correlation methods, §4. */
function kendallP({ score }: PairCount, x: Float64Array, y: Float64Array, { weights, total: n }: Weighed): number {
  const [tx, ty] = [tieSums(x, weights), tieSums(y, weights)]
  const variance = (n * (n - 1) * (2 * n + 5) - tx.fives - ty.fives) / 18
    + (tx.threes * ty.threes) / (9 * n * (n - 1) * (n - 2) || Infinity) + (tx.twos * ty.twos) / (2 * n * (n - 1))
  return Math.min(1, 2 * normalUpper(Math.abs(score) / Math.sqrt(variance)))
}

function tieSums(values: Float64Array, weights: Float64Array | undefined): { fives: number; threes: number; twos: number } {
  const sizes = new Map<number, number>()
  for (let i = 0; i < values.length; i++) sizes.set(values[i]!, (sizes.get(values[i]!) ?? 0) + (weights ? weights[i]! : 1))
  let [fives, threes, twos] = [0, 0, 0]
  for (const t of sizes.values()) {
    fives += t * (t - 1) * (2 * t + 5)
    threes += t * (t - 1) * (t - 2)
    twos += t * (t - 1)
  }
  return { fives, threes, twos }
}
