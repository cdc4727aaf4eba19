import { normalCdf, normalDensity } from './distributions.ts'
import { inRange } from './in-range.ts'
import { logGamma } from './special-functions.ts'

export interface ControlConstants {
  readonly n: number
  /** Mean and standard deviation of the range of n standard normal values. */
  readonly d2: number
  readonly d3: number
  /** Mean of the standard deviation of n standard normal values. */
  readonly c4: number
  /** Limits of means by the mean range and the mean standard deviation. */
  readonly A2: number
  readonly A3: number
  /** Limits of ranges. */
  readonly D3: number
  readonly D4: number
  /** Limits of standard deviations. */
  readonly B3: number
  readonly B4: number
}

const known = new Map<number, ControlConstants>()

/**
 * The constants of control charts with limits at three sigma, for groups of n.
 * c4 = √(2/(n−1))·Γ(n/2)/Γ((n−1)/2); d2 and d3 by integration over the distribution of the range (relative error below 1e-9).
 * @param n size of a group, whole, 2 to 1000
 * @throws InvalidInput outside these
 * Source: Montgomery, Introduction to Statistical Quality Control, appendix VI; qcc.
 */
export function controlConstants(n: number): ControlConstants {
  inRange('n', n, '[2, 1000]', true)
  const found = known.get(n)
  if (found) return found
  const c4 = standardDeviationBias(n)
  const { mean: d2, sd: d3 } = rangeMoments(n)
  const [rangeWidth, deviationWidth] = [(3 * d3) / d2, (3 * Math.sqrt(1 - c4 * c4)) / c4]
  const made: ControlConstants = {
    n, d2, d3, c4,
    A2: 3 / (d2 * Math.sqrt(n)),
    A3: 3 / (c4 * Math.sqrt(n)),
    D3: Math.max(0, 1 - rangeWidth),
    D4: 1 + rangeWidth,
    B3: Math.max(0, 1 - deviationWidth),
    B4: 1 + deviationWidth,
  }
  known.set(n, made)
  return made
}

/** d2 as every printed table has it, and d3 as qcc 2 and 3.0 have it, for groups of 2 to 25. */
const PRINTED_D2 = [1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847, 2.97, 3.078, 3.173, 3.258, 3.336, 3.407, 3.472, 3.532, 3.588, 3.64, 3.689, 3.735, 3.778, 3.819, 3.858, 3.895, 3.931] as const
const PRINTED_D3 = [
  0.8525033, 0.8883697, 0.8798108, 0.8640855, 0.8480442, 0.8332108, 0.8198378, 0.8078413, 0.7970584, 0.787323, 0.7784873, 0.7704257,
  0.763033, 0.7562217, 0.7499188, 0.7440627, 0.7386021, 0.7334929, 0.728698, 0.7241851, 0.7199267, 0.7158987, 0.7120802, 0.7084528,
] as const

/**
 * d2 and d3 as charts use them: the rounded figures of the printed tables up to groups of 25, so that limits are those of
 * the textbooks and of qcc (at most 0.04 % from the exact ones), and the exact ones above.
 */
export function printedRangeConstants(n: number): Pick<ControlConstants, 'd2' | 'd3'> {
  const [d2, d3] = [PRINTED_D2[n - 2], PRINTED_D3[n - 2]]
  return d2 === undefined || d3 === undefined ? controlConstants(n) : { d2, d3 }
}

/** c4(n): the mean standard deviation of n standard normal values. */
export const standardDeviationBias = (n: number): number => Math.sqrt(2 / (n - 1)) * Math.exp(logGamma(n / 2) - logGamma((n - 1) / 2))

/** Nodes and weights of Gauss and Legendre for ten points on [−1, 1], the half above 0. */
const NODES = [0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717] as const
const WEIGHTS = [0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814] as const

/** E[W] = ∫ P(W > w) dw and E[W²] = 2∫ w·P(W > w) dw of the range W of n standard normal values. */
function rangeMoments(n: number): { mean: number, sd: number } {
  const width = 0.0625
  const grid = Array.from({ length: 289 }, (_, i) => -9 + i * width)
  // The integrand dies away on both sides, where equal steps are as good as any rule.
  const upTo = (w: number): number => n * width * grid.reduce((sum, x) => sum + normalDensity(x) * (normalCdf(x + w) - normalCdf(x)) ** (n - 1), 0)
  let [first, second] = [0, 0]
  for (let panel = 0; panel < 16; panel++) {
    for (const [i, node] of NODES.entries()) {
      for (const w of [panel + 0.5 - node / 2, panel + 0.5 + node / 2]) {
        const part = (WEIGHTS[i]! / 2) * (1 - upTo(w))
        first += part
        second += 2 * w * part
      }
    }
  }
  return { mean: first, sd: Math.sqrt(second - first * first) }
}
