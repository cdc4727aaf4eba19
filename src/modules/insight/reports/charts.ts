import type { Unit } from '../../metrics/contract.ts'

/** Charts of a printed report as SVG without script: columns for days, a line for months, bars for parts. */

const WIDE = 660
const TALL = 170
const [LEFT, RIGHT, TOP, FOOT] = [52, 8, 12, 24]
const wide = WIDE - LEFT - RIGHT
const tall = TALL - TOP - FOOT
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] as string)

interface Point { label: string; value: number | null }
/** A round step so that at most five marks stand on the axis; times by the clock. */
function marksOf(unit: Unit, low: number, high: number): number[] {
  const least = (high - low || 1) / 4
  const clock = unit === 'seconds' ? [60, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800].find((one) => one >= least) : undefined
  const power = 10 ** Math.floor(Math.log10(least))
  const step = clock ?? ([1, 2, 2.5, 5, 10].find((one) => one * power >= least) ?? 10) * power
  const whole = unit === 'count' ? Math.max(1, Math.ceil(step)) : step
  const first = Math.floor(low / whole) * whole
  return Array.from({ length: Math.max(1, Math.ceil((high - first) / whole - 1e-9)) + 1 }, (_, n) => first + n * whole)
}

/** `kind` columns stand on nothing; a line may begin where its values lie. */
export function drawn(kind: 'columns' | 'line', points: readonly Point[], unit: Unit, say: (value: number) => string, title: string): string {
  const known = points.flatMap(({ value }) => value === null ? [] : [value])
  if (known.length < 2) return ''
  const least = Math.min(...known)
  const most = Math.max(...known)
  const ground = kind === 'columns' || least < most / 2 ? Math.min(0, least) : least - (most - least) * 0.25
  const marks = marksOf(unit, ground, unit === 'percent' ? Math.min(100, most) : most)
  const [low, high] = [marks[0] as number, Math.max(most, marks.at(-1) as number)]
  const ys = (value: number) => TOP + tall * (1 - (value - low) / (high - low || 1))
  const slot = wide / points.length
  const xs = (at: number) => LEFT + slot * (at + 0.5)
  const every = Math.max(1, Math.ceil(points.length / 13))
  const grid = marks.map((mark) => `<line class="grid" x1="${LEFT}" x2="${WIDE - RIGHT}" y1="${ys(mark).toFixed(1)}" y2="${ys(mark).toFixed(1)}"/><text class="mark" x="${LEFT - 8}" y="${(ys(mark) + 3.5).toFixed(1)}" text-anchor="end">${escaped(say(mark))}</text>`).join('')
  const labels = points.map(({ label }, at) => (points.length - 1 - at) % every === 0 ? `<text class="mark" x="${xs(at).toFixed(1)}" y="${TALL - 6}" text-anchor="middle">${escaped(label)}</text>` : '').join('')
  const body = kind === 'columns'
    ? points.map(({ value }, at) => value === null ? '' : `<rect class="column" x="${(LEFT + slot * at + slot * 0.16).toFixed(1)}" y="${ys(value).toFixed(1)}" width="${(slot * 0.68).toFixed(1)}" height="${Math.max(0, ys(low) - ys(value)).toFixed(1)}" rx="1.5"/>`).join('')
    : `<path class="line" d="${pathOf(points, xs, ys)}"/>${points.map(({ value }, at) => value === null ? '' : `<circle class="${at === points.length - 1 ? 'dot last' : 'dot'}" cx="${xs(at).toFixed(1)}" cy="${ys(value).toFixed(1)}" r="${at === points.length - 1 ? 4 : 2.5}"/>`).join('')}`
  return `<svg viewBox="0 0 ${WIDE} ${TALL}" role="img" aria-label="${escaped(title)}">${grid}${body}${labels}</svg>`
}
function pathOf(points: readonly Point[], xs: (at: number) => number, ys: (value: number) => number): string {
  let open = false
  return points.map(({ value }, at) => {
    if (value === null) { open = false; return '' }
    const step = `${open ? 'L' : 'M'}${xs(at).toFixed(1)} ${ys(value).toFixed(1)}`
    open = true
    return step
  }).join('')
}
