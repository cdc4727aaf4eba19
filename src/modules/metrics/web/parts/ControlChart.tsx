import type { z } from 'zod'
import { useLayoutEffect, useRef, useState } from 'react'
import { language } from '../../../../kernel/web/words.ts'
import type { ControlPoint, MetricControl } from '../../inquiry/contract.ts'
import { axisText, figureText } from './figure-text.ts'

type Point = z.output<typeof ControlPoint>
const [TOP, FOOT, RIGHT, HEIGHT] = [10, 22, 12, 240]
/** From here on signs are as wide as high: Chinese. */
const WIDE = 0x2e80
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! > WIDE ? 11.5 : 6.6), 0)

/** Points over time between their limits; a point that breaks a rule stands out. The limits widen where a step has few records. */
export function ControlChart({ of, label }: { of: MetricControl; label: string }) {
  const ground = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(640)
  useLayoutEffect(() => {
    const node = ground.current
    if (!node) return
    const seen = new ResizeObserver(([entry]) => { if (entry) setWidth(Math.max(240, Math.round(entry.contentRect.width))) })
    seen.observe(node)
    return () => seen.disconnect()
  }, [])
  const all = of.points.flatMap(({ value, lower, upper }) => [value, lower, upper]).filter((one) => one !== null)
  if (!all.length) return null
  const [low, most] = [Math.min(...all), Math.max(...all)]
  const high = most > low ? most : low + 1
  const marks = [low, (low + high) / 2, high].map((value) => ({ value, text: axisText(language(), of.unit, value) }))
  const left = Math.max(24, ...marks.map(({ text }) => widthOf(text))) + 12
  const x = (at: number) => left + (of.points.length > 1 ? at * (width - left - RIGHT) / (of.points.length - 1) : (width - left - RIGHT) / 2)
  const y = (value: number) => TOP + (HEIGHT - TOP - FOOT) * (1 - (value - low) / (high - low))
  const path = (pick: (point: Point) => number | null) => of.points.reduce((text, point, at) => { const value = pick(point); return value === null ? `${text} ` : `${text}${text === '' || text.endsWith(' ') ? 'M' : 'L'}${x(at).toFixed(1)},${y(value).toFixed(1)}` }, '')
  const step = Math.max(1, Math.ceil(of.points.length / Math.max(2, Math.floor((width - left) / 64))))
  return (
    <div ref={ground}>
      <svg className="control" width={width} height={HEIGHT} role="img" aria-label={label}>
        {marks.map(({ value, text }) => <text key={value} x={left - 8} y={y(value) + 4} textAnchor="end">{text}</text>)}
        {of.points.map(({ from }, at) => at % step ? null : <text key={from} x={x(at)} y={HEIGHT - 4} textAnchor="middle">{from.slice(5)}</text>)}
        <path className="control-limit" d={path(({ upper }) => upper)} /><path className="control-limit" d={path(({ lower }) => lower)} /><path className="control-center" d={path(({ center }) => center)} />
        <path className="control-line" d={path(({ value }) => value)} />
        {of.points.map(({ from, value, n, rules }, at) => value === null ? null : <circle key={from} cx={x(at)} cy={y(value)} r={rules.length ? 4.5 : 2.6} {...(rules.includes(1) ? { 'data-rule': 1 } : {})}><title>{`${from}: ${figureText(language(), of.unit, value)} (n = ${n})`}</title></circle>)}
      </svg>
    </div>
  )
}
