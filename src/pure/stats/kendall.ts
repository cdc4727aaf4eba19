/** Pairs counted for Kendall's τ and its kin: `score` = Σ over pairs of w·w′·sign, with the weight of all pairs and of those tied. */
export interface PairCount {
  readonly score: number
  readonly pairs: number
  readonly tiedX: number
  readonly tiedY: number
  readonly tiedBoth: number
}

/**
 * Counts concordant less discordant pairs in O(n log n) by a Fenwick tree over the ranks of y. A row of weight w is w
 * respondents, tied with each other; under sampling weights (`alone`) it is one, who makes no pair. Source: Knight (1966), JASA 61.
 */
export function countPairs(x: ArrayLike<number>, y: ArrayLike<number>, weights?: ArrayLike<number>, alone = false): PairCount {
  const n = x.length
  const levels = [...new Set(Array.from(y))].sort((a, b) => a - b)
  const at = new Map(levels.map((value, i) => [value, i + 1]))
  const tree = new Float64Array(levels.length + 1)
  const upTo = (i: number) => {
    let sum = 0
    for (let k = i; k > 0; k -= k & -k) sum += tree[k]!
    return sum
  }
  const weight = (i: number) => (weights ? weights[i]! : 1)
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!)
  const ofY = new Float64Array(levels.length + 1)
  const selfOf = (i: number) => (alone ? weight(i) ** 2 : weight(i))
  const selfOfY = new Float64Array(levels.length + 1)
  let [score, tiedX, tiedBoth, done, self] = [0, 0, 0, 0, 0]
  for (let i = 0; i < n; ) {
    let j = i
    let [sameX, selfX] = [0, 0]
    while (j < n && x[order[j]!] === x[order[i]!]) {
      const here = order[j]!
      const rank = at.get(y[here]!)!
      const below = upTo(rank - 1)
      const above = done - upTo(rank)
      score += weight(here) * (below - above)
      sameX += weight(here)
      selfX += selfOf(here)
      j++
    }
    tiedX += (sameX * sameX - selfX) / 2
    self += selfX
    for (let k = i; k < j; ) {
      let m = k
      let [same, selfBoth] = [0, 0]
      for (; m < j && y[order[m]!] === y[order[k]!]; m++) {
        same += weight(order[m]!)
        selfBoth += selfOf(order[m]!)
      }
      tiedBoth += (same * same - selfBoth) / 2
      k = m
    }
    for (let k = i; k < j; k++) {
      const rank = at.get(y[order[k]!]!)!
      ofY[rank]! += weight(order[k]!)
      selfOfY[rank]! += selfOf(order[k]!)
      for (let m = rank; m < tree.length; m += m & -m) tree[m]! += weight(order[k]!)
    }
    done += sameX
    i = j
  }
  const tiedY = ofY.reduce((sum, size, rank) => sum + (size * size - selfOfY[rank]!) / 2, 0)
  return { score, pairs: (done * done - self) / 2, tiedX, tiedY, tiedBoth }
}

/** τ-b = score / √((pairs − tiedX)(pairs − tiedY)); NaN when a variable does not vary. Source: Kendall (1945), Biometrika 33. */
export function tauB({ score, pairs, tiedX, tiedY }: PairCount): number {
  const whole = Math.sqrt((pairs - tiedX) * (pairs - tiedY))
  return whole > 0 ? score / whole : Number.NaN
}

/** γ = (C − D) / (C + D). Source: Goodman & Kruskal (1954), JASA 49. */
export function gammaOf({ score, pairs, tiedX, tiedY, tiedBoth }: PairCount): number {
  const untied = pairs - tiedX - tiedY + tiedBoth
  return untied > 0 ? score / untied : Number.NaN
}
