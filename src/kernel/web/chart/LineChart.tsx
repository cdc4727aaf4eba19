import './chart.css'
import { useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { lineShape, shownLabels, type ChartPoint } from './line-shape.ts'

export interface LineChartProps {
  /** What it shows, for whoever can't see it; a table of the same figures belongs beside it. */
  label: string
  points: readonly ChartPoint[]
  /** Marks of the value axis, ascending; the first and last bound it. */
  ticks: readonly number[]
  tickText: (value: number) => string
  /** What is said of a point: shown at it, and spoken. */
  tell: (at: number) => { title: string; value: string; more?: readonly string[] }
  /** A line across, such as a goal. */
  target?: { value: number; name: string }
  height?: number
}
const TOP = 10
const FOOT = 24
/** From here on signs are as wide as high: Chinese. */
const WIDE = 0x2e80

/** A line over time with its band of uncertainty. The pointer and the arrow keys go from point to point. */
export function LineChart({ label, points, ticks, tickText, tell, target, height = 232 }: LineChartProps) {
  const hint = useId()
  const ground = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(640)
  const [here, setHere] = useState<number | null>(null)
  useLayoutEffect(() => {
    const node = ground.current
    if (!node) return
    const seen = new ResizeObserver(([entry]) => { if (entry) setWidth(Math.max(200, Math.round(entry.contentRect.width))) })
    seen.observe(node)
    return () => seen.disconnect()
  }, [])
  const texts = ticks.map(tickText)
  const left = Math.max(24, ...texts.map((text) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! > WIDE ? 11.5 : 6.8), 0) + 12))
  const right = 14
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1]
  const [wide, tall] = [width - left - right, height - TOP - FOOT]
  const xs = (at: number) => left + (points.length > 1 ? at * wide / (points.length - 1) : wide / 2)
  const ys = (value: number) => TOP + tall * (1 - (Math.min(high, Math.max(low, value)) - low) / (high - low || 1))
  const { spots, lines, bands } = lineShape(points, xs, ys)
  const labels = shownLabels(points.length, wide, 58)
  const at = here !== null && here < points.length ? here : null
  const told = at === null ? null : tell(at)
  const nearest = (x: number) => points.length > 1 ? Math.min(points.length - 1, Math.max(0, Math.round((x - left) / wide * (points.length - 1)))) : 0
  const go = (event: React.KeyboardEvent) => {
    const last = points.length - 1
    const to = { ArrowLeft: Math.max(0, (at ?? last + 1) - 1), ArrowRight: Math.min(last, (at ?? -1) + 1), Home: 0, End: last }[event.key]
    if (event.key === 'Escape' && at !== null) setHere(null)
    else if (to !== undefined && last >= 0) setHere(to)
    else return
    event.preventDefault()
  }
  const spot = at === null ? undefined : spots.find((one) => one.at === at)
  return (
    <div ref={ground} className="chart" role="group" aria-roledescription="chart" aria-label={label} aria-describedby={hint} tabIndex={0} onKeyDown={go} onBlur={() => setHere(null)}
      onPointerMove={(event) => setHere(nearest(event.clientX - event.currentTarget.getBoundingClientRect().left))} onPointerDown={(event) => setHere(nearest(event.clientX - event.currentTarget.getBoundingClientRect().left))} onPointerLeave={() => setHere(null)}>
      <svg width={width} height={height} aria-hidden>
        {ticks.map((tick, n) => (
          <g key={tick}>
            <line className="chart-grid" x1={left} x2={width - right} y1={ys(tick)} y2={ys(tick)} data-ground={n === 0 || undefined} />
            <text className="chart-mark" x={left - 8} y={ys(tick) + 4} textAnchor="end">{texts[n]}</text>
          </g>
        ))}
        {points.map((point, n) => labels.has(n) ? <text key={n} className="chart-mark" x={xs(n)} y={height - 6} textAnchor={n === points.length - 1 && points.length > 1 ? 'end' : xs(n) < left + 20 && points.length > 1 ? 'start' : 'middle'}>{point.label}</text> : null)}
        {bands.map((d) => <path key={d} className="chart-band" d={d} />)}
        {target ? <><line className="chart-target" x1={left} x2={width - right} y1={ys(target.value)} y2={ys(target.value)} /><text className="chart-target-name" x={width - right} y={ys(target.value) - 5} textAnchor="end">{target.name}</text></> : null}
        {lines.map(({ d, partial }) => <path key={d} className="chart-line" d={d} data-partial={partial || undefined} />)}
        {at === null ? null : <line className="chart-here" x1={xs(at)} x2={xs(at)} y1={TOP} y2={height - FOOT} />}
        {spots.map((one) => points.length <= 45 || one.at === at || one.partial || alone(points, one.at) ? <circle key={one.at} className="chart-dot" cx={one.x} cy={one.y} r={one.at === at ? 5 : points.length > 24 ? 2.5 : 3.5} data-partial={one.partial || undefined} /> : null)}
      </svg>
      {at === null || !told ? null : (
        <div className="chart-tip" style={{ top: Math.max(0, (spot?.y ?? TOP + tall / 2) - 76), ...(xs(at) > width / 2 ? { right: width - xs(at) + 12 } : { left: xs(at) + 12 }) }} aria-hidden>
          <span>{told.title}</span><strong>{told.value}</strong>{told.more?.map((line): ReactNode => <span key={line}>{line}</span>)}
        </div>
      )}
      <span id={hint} className="unseen" role="status">{told ? [told.title, told.value, ...(told.more ?? [])].join('. ') : ''}</span>
    </div>
  )
}
/** A value between two gaps has no line to stand on. */
const alone = (points: readonly ChartPoint[], at: number) => (points[at - 1]?.value ?? null) === null && (points[at + 1]?.value ?? null) === null
