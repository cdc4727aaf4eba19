import { InvalidInput, type Problem } from './problem.ts'

/** One measurement. `null`, `undefined` and NaN are missing; an infinite one is an `InvalidInput`. */
export type Value = number | null | undefined
/** The measurements of one variable, one for each respondent. */
export type Column = ArrayLike<Value>
/** Respondents in rows, variables in columns. */
export type Table = ArrayLike<Column>

/**
 * How weights are meant.
 * - `frequency`: a row of weight 3 is three equal respondents. Everything is as if it stood there three times.
 * - `sampling`: weights say whom a respondent stands for (as raking makes them). Only their proportions matter: they are
 *   scaled to sum to Kish's effective size (Σw)² / Σw², so that variances are R's `cov.wt` and errors grow with uneven weights.
 * Unless said, whole numbers are frequencies and anything else sampling weights; results name what was taken.
 */
export type Weighting = 'frequency' | 'sampling'

export interface WeightOptions {
  /** One for each row, 0 or more; a row of weight 0 counts as not there. */
  readonly weights?: ArrayLike<number> | undefined
  readonly weighting?: Weighting | undefined
}

/** What is left of a column when gaps and rows of weight 0 are taken out. */
export interface Sample {
  readonly values: Float64Array
  /** Scaled as `weighting` says; undefined when all count once. */
  readonly weights: Float64Array | undefined
  /** What the weights sum to: the size that variances and tests reckon with. */
  readonly total: number
  /** Respondents: rows, or what they stand for where weights are frequencies. */
  readonly n: number
  /** Rows with a gap. */
  readonly missing: number
  readonly weighting: Weighting | undefined
}

export function isMissing(value: Value): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value)
}

/** The number of rows, after checking that weights belong to them. */
export function checkWeights(rows: number, { weights, weighting }: WeightOptions): Weighting | undefined {
  if (!weights) return undefined
  if (weights.length !== rows) throw new InvalidInput(`${weights.length} weights for ${rows} rows`)
  let whole = true
  for (let i = 0; i < rows; i++) {
    const weight = weights[i]!
    if (!(weight >= 0) || weight === Infinity) throw new InvalidInput(`Weight ${i} is ${weight}; weights are numbers of 0 or more`)
    if (whole && !Number.isInteger(weight)) whole = false
  }
  return weighting ?? (whole ? 'frequency' : 'sampling')
}

/** Takes the rows out of `weights` that `rows` names and scales them as `weighting` asks. */
export function scaleWeights(rows: ArrayLike<number>, weights: ArrayLike<number>, weighting: Weighting): { weights: Float64Array; total: number } {
  const kept = new Float64Array(rows.length)
  let sum = 0
  let squares = 0
  for (let i = 0; i < rows.length; i++) {
    const weight = weights[rows[i]!]!
    kept[i] = weight
    sum += weight
    squares += weight * weight
  }
  if (weighting === 'frequency' || sum === 0) return { weights: kept, total: sum }
  const total = (sum * sum) / squares
  for (let i = 0; i < kept.length; i++) kept[i]! *= total / sum
  return { weights: kept, total }
}

/** Reads one variable. */
export function readSample(x: Column, options: WeightOptions = {}): Sample {
  const weighting = checkWeights(x.length, options)
  const { weights } = options
  const values = new Float64Array(x.length)
  const rows: number[] = []
  let missing = 0
  let n = 0
  for (let i = 0; i < x.length; i++) {
    if (weights && weights[i] === 0) continue
    const value = x[i]
    if (isMissing(value)) {
      missing++
      continue
    }
    if (!Number.isFinite(value)) throw new InvalidInput(`Row ${i} holds ${String(value)}, which is no measurement`)
    values[n++] = value
    if (weights) rows.push(i)
  }
  const kept = values.length === n ? values : values.slice(0, n)
  if (!weights || !weighting) return { values: kept, weights: undefined, total: n, n, missing, weighting }
  const scaled = scaleWeights(rows, weights, weighting)
  return { values: kept, weights: scaled.weights, total: scaled.total, n: weighting === 'frequency' ? scaled.total : n, missing, weighting }
}

/** Complete rows of a table, by columns. */
export interface CompleteRows {
  readonly columns: readonly Float64Array[]
  readonly weights: Float64Array | undefined
  readonly total: number
  readonly n: number
  /** Rows left out because of a gap. */
  readonly missing: number
  /** Which rows of the table they are. */
  readonly rows: readonly number[]
  readonly weighting: Weighting | undefined
}

/** The number of columns; an `InvalidInput` when rows differ in length. */
export function widthOf(table: Table): number {
  const width = table[0]?.length ?? 0
  for (let i = 1; i < table.length; i++) {
    if (table[i]!.length !== width) throw new InvalidInput(`Row ${i} has ${table[i]!.length} columns, row 0 has ${width}`)
  }
  return width
}

/** Leaves out every row with a gap (listwise deletion). */
export function completeRows(table: Table, options: WeightOptions = {}): CompleteRows {
  const width = widthOf(table)
  const weighting = checkWeights(table.length, options)
  const rows: number[] = []
  let missing = 0
  outer: for (let i = 0; i < table.length; i++) {
    if (options.weights?.[i] === 0) continue
    const row = table[i]!
    for (let j = 0; j < width; j++) {
      const value = row[j]
      if (isMissing(value)) {
        missing++
        continue outer
      }
      if (!Number.isFinite(value)) throw new InvalidInput(`Row ${i}, column ${j} holds ${value}, which is no measurement`)
    }
    rows.push(i)
  }
  const columns = Array.from({ length: width }, () => new Float64Array(rows.length))
  for (let i = 0; i < rows.length; i++) {
    const row = table[rows[i]!]!
    for (let j = 0; j < width; j++) columns[j]![i] = row[j] as number
  }
  if (!options.weights || !weighting) return { columns, weights: undefined, total: rows.length, n: rows.length, missing, rows, weighting }
  const { weights, total } = scaleWeights(rows, options.weights, weighting)
  return { columns, weights, total, n: weighting === 'frequency' ? total : rows.length, missing, rows, weighting }
}

/** Mean and variance (divisor: size − 1), in two passes so that a large mean costs no digits. */
export function momentsOf({ values, weights, total }: Pick<Sample, 'values' | 'weights' | 'total'>): { mean: number; variance: number } {
  if (values.length === 0) return { mean: Number.NaN, variance: Number.NaN }
  if (isConstant(values)) return { mean: values[0]!, variance: total > 1 ? 0 : Number.NaN }
  const rough = gapsFrom(0, values, weights) / total
  const mean = rough + gapsFrom(rough, values, weights) / total
  return { mean, variance: total > 1 ? squaresAbout(mean, values, weights) / (total - 1) : Number.NaN }
}

function gapsFrom(centre: number, values: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (weights ? weights[i]! : 1) * (values[i]! - centre)
  return sum
}

function squaresAbout(mean: number, values: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const gap = values[i]! - mean
    sum += (weights ? weights[i]! : 1) * gap * gap
  }
  return sum
}

export function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false
  return true
}

/** What is to be said of rows with gaps. */
export const gapsLeftOut = (missing: number): Problem[] => (missing > 0 ? [{ code: 'missing-left-out' }] : [])

/** 1 − α/2 of a confidence such as 0.95; an `InvalidInput` outside 0 … 1. */
export function upperTailOf(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) throw new InvalidInput(`A confidence lies between 0 and 1, not at ${confidence}`)
  return 0.5 + confidence / 2
}

export interface Interval {
  readonly lower: number
  readonly upper: number
}
