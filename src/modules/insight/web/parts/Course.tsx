import { lineShape } from '../../../../kernel/web/chart/line-shape.ts'

const WIDE = 148
const TALL = 44
/** A short line with its ground and the goal across it; dumb for screen readers, for the figures beside it say the same. */
export function Course({ points, target }: { points: readonly { value: number | null }[]; target: number | null }) {
  const values = points.map(({ value }) => value)
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return <span className="tile-course" aria-hidden />
  // A goal that lies far outside the line would press it flat.
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const near = target !== null && target >= least - (most - least || 1) && target <= most + (most - least || 1) ? target : null
  const [low, high] = near === null ? [least, most] : [Math.min(least, near), Math.max(most, near)]
  const ys = (value: number) => high > low ? TALL - 6 - (value - low) / (high - low) * (TALL - 14) : TALL / 2
  const xs = (at: number) => 3 + at * (WIDE - 8) / (values.length - 1)
  const { spots, lines } = lineShape(values.map((value) => ({ label: '', value })), xs, ys)
  const end = spots.at(-1)
  return (
    <svg className="tile-course" viewBox={`0 0 ${WIDE} ${TALL}`} aria-hidden>
      {lines.map(({ d }) => <path key={d} className="tile-course-ground" d={groundOf(d)} />)}
      {near === null ? null : <line className="tile-course-goal" x1={3} x2={WIDE - 5} y1={ys(near)} y2={ys(near)} />}
      {lines.map(({ d }) => <path key={d} className="tile-course-line" d={d} />)}
      {end ? <circle className="tile-course-end" cx={end.x} cy={end.y} r="3" /> : null}
    </svg>
  )
}
/** The same path down to the foot. */
function groundOf(d: string): string {
  const numbers = d.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? []
  return `${d} L${numbers.at(-2)} ${TALL} L${numbers[0]} ${TALL} Z`
}
