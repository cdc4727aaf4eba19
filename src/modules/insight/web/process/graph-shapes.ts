import type { PlacedLine, Point } from '../../../../pure/layers/index.ts'

const at = ({ x, y }: Point): string => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`

/** The curve of a line: upright where it leaves a box, where it enters one, and where it passes between others. */
export function curveOf({ points, from, to }: PlacedLine): string {
  const [first, ...rest] = points
  if (!first) return ''
  if (from === to) {
    const [side, end] = rest as [Point, Point]
    return `M${at(first)} C${at({ x: side.x, y: first.y - 8 })} ${at({ x: side.x + 4, y: side.y - 10 })} ${at(side)} S${at({ x: side.x, y: end.y + 8 })} ${at(end)}`
  }
  let before = first
  return `M${at(first)} ${rest.map((point) => {
    const middle = (before.y + point.y) / 2
    const curve = Math.abs(before.x - point.x) < .5 ? `L${at(point)}` : `C${at({ x: before.x, y: middle })} ${at({ x: point.x, y: middle })} ${at(point)}`
    before = point
    return curve
  }).join(' ')}`
}

/** The head of the arrow at the end of a line. */
export function headOf({ points, from, to, back }: PlacedLine): string {
  const end = points.at(-1)!
  if (from === to) return `M${at(end)} l8,-3.5 v7 z`
  return back ? `M${at(end)} l-4,8 h8 z` : `M${at(end)} l-4,-8 h8 z`
}
