import { contingency, type Contingency } from './contingency.ts'
import { chiSquareUpper } from './distributions.ts'
import { compareLevels, isBlank, type Category, type Level } from './frequencies.ts'
import { InvalidInput } from './problem.ts'
import { checkWeights, gapsLeftOut, type WeightOptions } from './sample.ts'

export interface Crosstab extends Contingency {
  readonly rowLevels: readonly Level[]
  readonly columnLevels: readonly Level[]
  /** Respondents left out because one of the two is missing. */
  readonly missing: number
  /** Respondents counted. */
  readonly rows: number
  /**
   * With weights: Kish's design effect rows·Σw²/(Σw)² of those counted, and χ² on the effective size, which is the one to
   * trust for sampling weights (first-order correction of Rao and Scott). `chiSquare` itself takes the counts as they stand.
   */
  readonly corrected?: { readonly designEffect: number; readonly effectiveN: number; readonly chiSquare: number; readonly p: number }
}

export interface CrosstabOptions extends Pick<WeightOptions, 'weights'> {
  /** The order of rows and columns, which may name levels nobody chose; unless given, numbers by size and words by code point. */
  readonly rowLevels?: readonly Level[] | undefined
  readonly columnLevels?: readonly Level[] | undefined
  readonly fisher?: boolean | undefined
}

/**
 * Crosses two categorical variables of the same respondents. Counts are sums of weights; a respondent with either missing
 * (`null`, `undefined`, NaN, '') is left out and counted in `missing`. Scores of ordered figures are the levels where they
 * are numbers, else positions. Failures and sources: as `contingency`; a value that is not among given levels is an `InvalidInput`.
 * Source of the correction: Rao & Scott (1984), Annals of Statistics 12; Kish (1965).
 */
export function crosstab(a: ArrayLike<Category>, b: ArrayLike<Category>, { weights, rowLevels, columnLevels, fisher }: CrosstabOptions = {}): Crosstab {
  if (a.length !== b.length) throw new InvalidInput(`${a.length} and ${b.length} values are no pairs`)
  checkWeights(a.length, { weights })
  const [rowAt, columnAt] = [indexOf(a, rowLevels), indexOf(b, columnLevels)]
  const width = columnAt.levels.length
  const flat = new Float64Array(rowAt.levels.length * width)
  let [missing, rows, sum, squares] = [0, 0, 0, 0]
  for (let k = 0; k < a.length; k++) {
    const weight = weights ? weights[k]! : 1
    if (weight === 0) continue
    const [i, j] = [rowAt.at[k]!, columnAt.at[k]!]
    if (i < 0 || j < 0) {
      missing++
      continue
    }
    flat[i * width + j]! += weight
    rows++
    sum += weight
    squares += weight * weight
  }
  const counts = rowAt.levels.map((_, i) => Array.from(flat.subarray(i * width, (i + 1) * width)))
  // A level that only stands beside gaps or under weight 0 is no row of the table, unless it was asked for
  const keptRows = rowLevels ? counts.map((_, i) => i) : counts.flatMap((row, i) => (row.some((count) => count > 0) ? [i] : []))
  const keptColumns = Array.from({ length: width }, (_, j) => j).filter((j) => columnLevels || counts.some((row) => row[j]! > 0))
  const [rowNames, columnNames] = [keptRows.map((i) => rowAt.levels[i]!), keptColumns.map((j) => columnAt.levels[j]!)]
  const found = contingency(keptRows.map((i) => keptColumns.map((j) => counts[i]![j]!)), { rowScores: scores(rowNames), columnScores: scores(columnNames), fisher })
  const effectiveN = (sum * sum) / squares
  const chiSquare = (found.chiSquare * effectiveN) / sum
  return {
    ...found, rowLevels: rowNames, columnLevels: columnNames, missing, rows,
    ...(weights && { corrected: { designEffect: rows / effectiveN, effectiveN, chiSquare, p: chiSquareUpper(chiSquare, found.df) } }),
    problems: [...gapsLeftOut(missing), ...found.problems],
  }
}

function indexOf(values: ArrayLike<Category>, given: readonly Level[] | undefined): { levels: readonly Level[]; at: Int32Array } {
  const places = new Map<Category, number>(given?.map((level, i) => [level, i]))
  const at = new Int32Array(values.length)
  const seen: Level[] = []
  for (let k = 0; k < values.length; k++) {
    const value = values[k]
    let place = places.get(value)
    if (place === undefined) {
      if (isBlank(value)) place = -1
      else if (given) throw new InvalidInput(`“${String(value)}” is none of the levels ${given.join(', ')}`)
      else place = seen.push(value!) - 1
      places.set(value, place)
    }
    at[k] = place
  }
  if (given) return { levels: given, at }
  const order = seen.map((_, i) => i).sort((i, j) => compareLevels(seen[i]!, seen[j]!))
  const rank = new Int32Array(seen.length)
  order.forEach((i, place) => { rank[i] = place })
  for (let k = 0; k < at.length; k++) if (at[k]! >= 0) at[k] = rank[at[k]!]!
  return { levels: order.map((i) => seen[i]!), at }
}

const scores = (levels: readonly Level[]): number[] | undefined => (levels.every((level) => typeof level === 'number') ? (levels as number[]) : undefined)
