import { correlation } from './correlation.ts'
import { firstDependent } from './definite-solve.ts'
import { faultOf, hasGaps, invertDefinite } from './matrix.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { checkWeights, completeRows, gapsLeftOut, isConstant, momentsOf, widthOf, type Column, type CompleteRows, type Table, type WeightOptions } from './sample.ts'

/** Predictors and an outcome, complete rows only, with the moments that regressions rest on. */
export interface Design {
  /** Predictors, then the outcome. */
  readonly complete: CompleteRows
  readonly width: number
  readonly means: readonly number[]
  readonly sds: readonly number[]
  /** Correlations among predictors, and of each with the outcome. */
  readonly R: readonly (readonly number[])[]
  readonly withOutcome: readonly number[]
  /** Inverse of `R`; undefined when the predictors cannot be told apart: see `problems`. */
  readonly inverse: readonly (readonly number[])[] | undefined
  readonly problems: Problem[]
}

export function readDesign(X: Table, y: Column, options: WeightOptions): Design {
  if (X.length !== y.length) throw new InvalidInput(`${X.length} rows of predictors and ${y.length} outcomes`)
  const width = widthOf(X)
  if (X.length > 0 && width === 0) throw new InvalidInput('At least one predictor is needed')
  checkWeights(X.length, options)
  const complete = completeRows(Array.from(X, (row, i) => [...Array.from(row), y[i]]), options)
  const moments = complete.columns.map((values) => momentsOf({ values, weights: complete.weights, total: complete.total }))
  const problems = gapsLeftOut(complete.missing)
  const rows = complete.rows.length
  if (rows === 0) problems.push({ code: 'empty' })
  else if (rows < width + 2) problems.push({ code: 'too-few' })
  complete.columns.slice(0, width).forEach((column, at) => {
    if (rows > 1 && isConstant(column)) problems.push({ code: 'constant', at })
  })
  const lacking = problems.some(({ code }) => code !== 'missing-left-out')
  const all = rows > 1 ? correlation(transposed(complete.columns), { weights: complete.weights, weighting: 'frequency' }) : []
  const R = all.slice(0, width).map((row) => row.slice(0, width))
  const found = lacking || hasGaps(R) ? undefined : invertDefinite(R)
  if (!lacking && !found) {
    const at = firstDependent(R)
    problems.push({ code: faultOf(R), ...(at !== undefined && { at }) })
  }
  return {
    complete, width, means: moments.map(({ mean }) => mean), sds: moments.map(({ variance }) => Math.sqrt(variance)),
    R, withOutcome: all.slice(0, width).map((row) => row[width]!), inverse: found?.inverse, problems,
  }
}

const transposed = (columns: readonly Float64Array[]): number[][] => Array.from(columns[0]!, (_, i) => columns.map((column) => column[i]!))
