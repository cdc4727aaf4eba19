/**
 * The point near `start` where the slope of f, taken by central differences of `step` that are cut at 0 and 1, vanishes in
 * every coordinate that is not on 0 or 1. R's optim stops there rather than at the true minimum, some 1e-5 away; whoever
 * compares with R needs the same point. Newton's steps; `start` itself when they lead nowhere near.
 */
export function differenceRoot(f: (x: readonly number[]) => number, start: readonly number[], step = 1e-3): number[] {
  const free = [...start.keys()].filter((i) => start[i]! > 1e-6 && start[i]! < 1 - 1e-6)
  const put = (x: readonly number[], i: number, value: number): number[] => x.map((old, j) => (i === j ? value : old))
  const slope = (x: readonly number[]): number[] => free.map((i) => {
    const [low, high] = [Math.max(0, x[i]! - step), Math.min(1, x[i]! + step)]
    return (f(put(x, i, high)) - f(put(x, i, low))) / (high - low)
  })
  let x = [...start]
  for (let turn = 0; turn < 20; turn++) {
    const now = slope(x)
    const curvature = free.map((i) => {
      const [above, below] = [slope(put(x, i, x[i]! + 1e-4)), slope(put(x, i, x[i]! - 1e-4))]
      return above.map((value, j) => (value - below[j]!) / 2e-4)
    })
    const move = solved(curvature, now)
    if (!move) return [...start]
    x = x.map((value, i) => (free.includes(i) ? value - move[free.indexOf(i)]! : value))
    if (x.some((value, i) => !(Math.abs(value - start[i]!) < 0.01 && value >= 0 && value <= 1))) return [...start]
    if (move.every((part) => Math.abs(part) < 1e-11)) return x
  }
  return x
}

/** Solves Σᵢ rows[i][j]·yᵢ = right[j] by elimination with pivots; nothing when singular. */
function solved(rows: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const n = right.length
  const m = right.map((value, j) => [...rows.map((row) => row[j]!), value])
  for (let i = 0; i < n; i++) {
    const pivot = m.slice(i).reduce((best, row, k) => (Math.abs(row[i]!) > Math.abs(m[best]![i]!) ? i + k : best), i)
    if (!(Math.abs(m[pivot]![i]!) > 0)) return undefined
    ;[m[i], m[pivot]] = [m[pivot]!, m[i]!]
    for (let k = 0; k < n; k++) {
      if (k === i) continue
      const factor = m[k]![i]! / m[i]![i]!
      for (let c = i; c <= n; c++) m[k]![c]! -= factor * m[i]![c]!
    }
  }
  return m.map((row, i) => row[n]! / row[i]!)
}
