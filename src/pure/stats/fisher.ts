import { InvalidInput, type Problem } from './problem.ts'
import { logGamma } from './special-functions.ts'

export interface FisherExact {
  /** Two-sided: the chance of all tables with these margins that are no likelier than the one seen. */
  readonly p: number
  readonly n: number
  readonly problems: readonly Problem[]
}

/** Tables as likely as the one seen up to this in ln are taken as equal, as R does. */
const EQUAL = 1e-7
/** Steps after which the enumeration gives up, one to two seconds. */
const PATIENCE = 1_500_000

/**
 * Fisher's exact test of a table of whole counts of any size. Columns are filled one after the other; what is left of the
 * row totals is a node, and pasts of the same node and likelihood are taken together (the network algorithm).
 * Failures: counts that are not whole (`InvalidInput`); an empty row or column is left out; one row or column left → NaN
 * (`constant`); more than `patience` steps → NaN (`too-large`), never an approximation.
 * Source: Fisher (1934); Mehta & Patel (1983), JASA 78; R's fisher.test.
 */
export function fisherExact(counts: readonly (readonly number[])[], { patience = PATIENCE }: { readonly patience?: number } = {}): FisherExact {
  if (!counts.every((row) => row.length === counts[0]!.length && row.every((count) => Number.isSafeInteger(count) && count >= 0))) throw new InvalidInput('Fisher’s test needs whole counts of 0 or more')
  const rowSums = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columnSums = (counts[0] ?? []).map((_, j) => counts.reduce((sum, row) => sum + row[j]!, 0))
  const n = rowSums.reduce((sum, count) => sum + count, 0)
  const [some, others] = [rowSums.filter((sum) => sum > 0), columnSums.filter((sum) => sum > 0)]
  if (some.length < 2 || others.length < 2) return { p: Number.NaN, n, problems: [{ code: n === 0 ? 'empty' : 'constant' }] }
  const table = logFactorials(n)
  const seen = -counts.flat().reduce((sum, count) => sum + table[count]!, 0)
  const [rows, columns] = some.length <= others.length ? [some, others] : [others, some]
  const p = rows.length === 2 && columns.length === 2 ? twoByTwo(rows, columns, seen + EQUAL, table) : enumerate(rows, columns.sort((a, b) => b - a), seen + EQUAL, table, patience)
  return p === undefined ? { p: Number.NaN, n, problems: [{ code: 'too-large' }] } : { p: Math.min(1, p), n, problems: [] }
}

function logFactorials(n: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, k) => (k < 2 ? 0 : logGamma(k + 1)))
}

/** One cell says it all: Σ over its values of what is no likelier than the table seen. */
function twoByTwo([r0, r1]: readonly number[], [c0, c1]: readonly number[], seen: number, log: Float64Array): number {
  const constant = log[r0!]! + log[r1!]! + log[c0!]! + log[c1!]! - log[r0! + r1!]!
  let p = 0
  for (let x = Math.max(0, c0! - r1!); x <= Math.min(r0!, c0!); x++) {
    const likelihood = -(log[x]! + log[r0! - x]! + log[c0! - x]! + log[r1! - c0! + x]!)
    if (likelihood <= seen) p += Math.exp(constant + likelihood)
  }
  return p
}

interface Node {
  readonly left: readonly number[]
  /** How many ways, by ln likelihood so far (without the constant), rounded so that equal ones meet. */
  readonly pasts: Map<number, number>
}

const MEET = 1e9

function enumerate(rows: readonly number[], columns: readonly number[], seen: number, log: Float64Array, patience: number): number | undefined {
  const sumOf = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + log[size]!, 0)
  const total = rows.reduce((sum, row) => sum + row, 0)
  const constant = sumOf(rows) + sumOf(columns) - log[total]!
  // Nodes are numbered by their row totals; a table whose numbers would not fit takes far too long anyway
  if ((total + 1) ** rows.length > Number.MAX_SAFE_INTEGER) return undefined
  let steps = 0
  let p = 0
  let nodes = new Map<number, Node>([[0, { left: sorted(rows), pasts: new Map([[0, 1]]) }]])
  for (let j = 0; j < columns.length; j++) {
    const next = new Map<number, Node>()
    const after = columns.slice(j + 1)
    for (const { left, pasts } of nodes.values()) {
      const here = columns.slice(j)
      const size = left.reduce((sum, row) => sum + row, 0)
      const likeliest = -Math.max(evenly(here, left.length, log), evenly(left, here.length, log), proportional(left, here, size, log))
      const leastLikely = -Math.min(sumOf(here), sumOf(left))
      const everything = log[size]! - sumOf(left) - sumOf(here)
      const open: [number, number][] = []
      for (const [past, ways] of pasts) {
        if (past / MEET + likeliest <= seen) p += ways * Math.exp(constant + past / MEET + everything)
        else if (past / MEET + leastLikely <= seen) open.push([past, ways])
      }
      if (open.length === 0) continue
      if (after.length === 0) {
        const rest = -sumOf(left)
        for (const [past, ways] of open) if (past / MEET + rest <= seen) p += ways * Math.exp(constant + past / MEET + rest)
        continue
      }
      fill(left, columns[j]!, log, (remaining, likelihood) => {
        steps += open.length
        const ordered = sorted(remaining)
        const name = ordered.reduce((all, size) => all * (total + 1) + size, 0)
        let node = next.get(name)
        if (!node) next.set(name, (node = { left: ordered, pasts: new Map() }))
        for (const [past, ways] of open) {
          const reached = past + Math.round(likelihood * MEET)
          node.pasts.set(reached, (node.pasts.get(reached) ?? 0) + ways)
        }
        return steps <= patience
      })
      if (steps > patience) return undefined
    }
    nodes = next
  }
  return p
}

/** Ascending; by insertion, for there are few. */
function sorted(sizes: readonly number[]): number[] {
  const out = [...sizes]
  for (let i = 1; i < out.length; i++) {
    const size = out[i]!
    let j = i
    for (; j > 0 && out[j - 1]! > size; j--) out[j] = out[j - 1]!
    out[j] = size
  }
  return out
}


/** The least that Σ ln x! can be when each size is spread over `parts`. */
function evenly(sizes: readonly number[], parts: number, log: Float64Array): number {
  return sizes.reduce((sum, size) => {
    const each = Math.floor(size / parts)
    const more = size - each * parts
    return sum + more * log[each + 1]! + (parts - more) * log[each]!
  }, 0)
}

/**
 * The least that Σ ln x! can be over tables with these margins, by Lagrange's multipliers ln(r/n) and ln c: what is left for
 * each cell, ln x! − x ln(rc/n), is least at the whole part of rc/n.
 */
function proportional(rows: readonly number[], columns: readonly number[], size: number, log: Float64Array): number {
  let sum = 0
  for (const row of rows) if (row > 0) sum += row * Math.log(row / size)
  for (const column of columns) sum += column * Math.log(column)
  for (const row of rows) {
    for (const column of columns) {
      const mean = (row * column) / size
      const whole = Math.floor(mean)
      if (mean > 0) sum += log[whole]! - whole * Math.log(mean)
    }
  }
  return sum
}

/** Every way to take `amount` out of what is left of the rows; `found` says whether to go on. */
function fill(left: readonly number[], amount: number, log: Float64Array, found: (remaining: number[], likelihood: number) => boolean): void {
  const room = Array.from({ length: left.length + 1 }, () => 0)
  for (let i = left.length - 1; i >= 0; i--) room[i] = room[i + 1]! + left[i]!
  const remaining = [...left]
  const step = (i: number, rest: number, likelihood: number): boolean => {
    if (i === left.length) return found(remaining, likelihood)
    const [from, to] = [Math.max(0, rest - room[i + 1]!), Math.min(left[i]!, rest)]
    for (let taken = from; taken <= to; taken++) {
      remaining[i] = left[i]! - taken
      if (!step(i + 1, rest - taken, likelihood - log[taken]!)) return false
    }
    return true
  }
  step(0, amount, 0)
}
