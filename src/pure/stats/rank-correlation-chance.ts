import { normalCdf, normalUpper } from './distributions.ts'

/** Two-sided p of rank correlations without ties, as R's cor.test has them. */

/** Below this R counts Kendall's permutations. */
export const KENDALL_EXACT_BELOW = 50
/** Below this R takes Spearman's own distribution. */
export const SPEARMAN_EXACT_BELOW = 1290

/** Kendall's τ of n respondents with `score` concordant less discordant pairs, from the number of permutations with so many inversions. Source: Kendall (1938), Biometrika 30. */
export function kendallExactP(score: number, n: number): number {
  const pairs = (n * (n - 1)) / 2
  let shares = [1]
  for (let i = 2; i <= n; i++) {
    const next = Array.from({ length: shares.length + i - 1 }, () => 0)
    shares.forEach((share, inversions) => {
      for (let more = 0; more < i; more++) next[inversions + more]! += share / i
    })
    shares = next
  }
  const concordant = Math.round((score + pairs) / 2)
  const tail = Math.min(concordant, pairs - concordant)
  return Math.min(1, 2 * shares.slice(0, tail + 1).reduce((sum, share) => sum + share, 0))
}

/**
 * Spearman's ρ of n respondents: all permutations up to 9, Edgeworth's series beyond, of S = Σd² = (n³ − n)(1 − ρ)/6.
 * Source: Best & Roberts (1975), Applied Statistics 24, AS 89.
 */
export function spearmanP(rho: number, n: number): number {
  const s = Math.round(((n ** 3 - n) * (1 - rho)) / 6)
  const half = (n ** 3 - n) / 6
  return Math.min(1, 2 * (s > half ? atLeast(s, n) : 1 - atLeast(s + 2, n)))
}

const counted = new Map<number, Float64Array>()

/** P(S ≥ s); S takes even values only. */
function atLeast(s: number, n: number): number {
  if (n > 9) return Math.min(1, Math.max(0, edgeworth(s, n)))
  let shares = counted.get(n)
  if (!shares) counted.set(n, (shares = countPermutations(n)))
  let sum = 0
  for (let i = Math.max(0, s); i < shares.length; i++) sum += shares[i]!
  return sum
}

function countPermutations(n: number): Float64Array {
  const shares = new Float64Array((n ** 3 - n) / 3 + 1)
  let all = 1
  for (let i = 2; i <= n; i++) all *= i
  const step = (at: number, used: number, s: number): void => {
    if (at === n) {
      shares[s]! += 1 / all
      return
    }
    for (let j = 0; j < n; j++) if (!(used & (1 << j))) step(at + 1, used | (1 << j), s + (at - j) ** 2)
  }
  step(0, 0, 0)
  return shares
}

function edgeworth(s: number, n: number): number {
  const b = 1 / n
  const x = ((6 * (s - 1) * b) / (n * n - 1) - 1) * Math.sqrt(n - 1)
  const y = x * x
  const u = x * b * (0.2274 + b * (0.2531 + 0.1745 * b) + y * (-0.0758 + b * (0.1033 + 0.3932 * b) - y * b * (0.0879 + 0.0151 * b - y * (0.0072 - 0.0831 * b + y * b * (0.0131 - 4.6e-4 * y)))))
  return u / Math.exp(y / 2) + (x > 0 ? normalUpper(x) : 1 - normalCdf(x))
}
