/** Where the parts of a line chart lie: pure geometry in pixels. */

export interface ChartPoint {
  /** What stands below it on the axis. */
  label: string
  value: number | null
  /** Of the interval, where there is one. */
  low?: number | null
  high?: number | null
  /** Its time is not over yet, or lies in part outside what was asked. */
  partial?: boolean
}
export interface Spot { at: number; x: number; y: number; partial: boolean }

const d = (spots: readonly { x: number; y: number }[]) => spots.map(({ x, y }, n) => `${n ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')

/** The spots, the lines between neighbours and the bands around them; a point without a value is a gap. `ys` says where a value lies. */
export function lineShape(points: readonly ChartPoint[], xs: (at: number) => number, ys: (value: number) => number): { spots: Spot[]; lines: { d: string; partial: boolean }[]; bands: string[] } {
  const spots = points.flatMap(({ value, partial = false }, at): Spot[] => value === null ? [] : [{ at, x: xs(at), y: ys(value), partial }])
  const whole: Spot[][] = []
  const lines: { d: string; partial: boolean }[] = []
  for (const spot of spots) {
    const before = whole.at(-1)?.at(-1)
    if (before && before.at === spot.at - 1) whole.at(-1)!.push(spot)
    else whole.push([spot])
  }
  const bands: string[] = []
  for (const run of whole) {
    const solid = run.filter((spot) => !spot.partial)
    if (solid.length > 1) lines.push({ d: d(solid), partial: false })
    for (const [n, spot] of run.entries()) {
      const next = run[n + 1]
      if (next && (spot.partial || next.partial)) lines.push({ d: d([spot, next]), partial: true })
    }
    // A chain of neighbours with an interval; one alone is drawn as a short bar of its own.
    let chain: Spot[] = []
    const close = () => {
      if (chain.length) {
        const [above, below] = [chain.map(({ at, x }) => ({ x, y: ys(points[at]!.high!) })), chain.map(({ at, x }) => ({ x, y: ys(points[at]!.low!) })).reverse()]
        if (chain.length === 1) bands.push(`M${(above[0]!.x - 4).toFixed(1)} ${above[0]!.y.toFixed(1)}h8V${below[0]!.y.toFixed(1)}h-8Z`)
        else bands.push(`${d([...above, ...below])}Z`)
      }
      chain = []
    }
    for (const spot of run) {
      const { low = null, high = null } = points[spot.at]!
      if (low === null || high === null) close()
      else chain.push(spot)
    }
    close()
  }
  return { spots, lines, bands }
}

/** Which labels are written so that none touches the next: every so many, and the last one. */
export function shownLabels(count: number, width: number, each: number): ReadonlySet<number> {
  if (count < 1) return new Set()
  const step = Math.max(1, Math.ceil(count * each / Math.max(width, 1)))
  return new Set(Array.from({ length: count }, (_, n) => n).filter((n) => (count - 1 - n) % step === 0))
}
