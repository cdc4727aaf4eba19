/** Mid-ranks of weighted values: the mean of the ranks that equal values share. */
export interface Ranks {
  readonly ranks: Float64Array
  /** Σ(t³ − t) over groups of t equal values. */
  readonly ties: number
}

/** Ranks from 1; a value of weight w takes up w ranks, its rank is the middle of those its equals take up. Source: Conover (1999), Practical nonparametric statistics, §5. */
export function rank(values: ArrayLike<number>, weights?: ArrayLike<number>): Ranks {
  const n = values.length
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Float64Array(n)
  let [ties, below] = [0, 0]
  for (let i = 0; i < n; ) {
    let j = i
    let size = 0
    while (j < n && values[order[j]!] === values[order[i]!]) size += weights ? weights[order[j++]!]! : Number(j++ >= 0)
    for (let k = i; k < j; k++) ranks[order[k]!] = below + (size + 1) / 2
    ties += size ** 3 - size
    below += size
    i = j
  }
  return { ranks, ties }
}
