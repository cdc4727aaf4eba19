import './chart.css'
import { lineShape } from './line-shape.ts'

const WIDE = 120
const TALL = 28
/** A line of a few values without axes, beside figures that say the same; it stays dumb for screen readers. */
export function Spark({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return <span className="spark" aria-hidden />
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const { spots, lines } = lineShape(values.map((value) => ({ label: '', value })), (at) => 3 + at * (WIDE - 6) / (values.length - 1), (value) => high > low ? TALL - 4 - (value - low) / (high - low) * (TALL - 8) : TALL / 2)
  const end = spots.at(-1)
  return (
    <svg className="spark" viewBox={`0 0 ${WIDE} ${TALL}`} style={{ maxWidth: WIDE }} aria-hidden>
      {lines.map(({ d }) => <path key={d} d={d} />)}
      {end ? <circle className="spark-end" cx={end.x} cy={end.y} r="2.5" /> : null}
    </svg>
  )
}
