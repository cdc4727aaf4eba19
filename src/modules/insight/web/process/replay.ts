import { useEffect, useRef, useState, type RefObject } from 'react'
import { edgeKey } from './graph-model.ts'

const STEP_MS = 900

/** Walks a case step by step: the token moves along the drawn ways, or stands at once at the step where motion is unwelcome. */
export function useReplay(steps: readonly string[], svg: RefObject<SVGSVGElement | null>, token: RefObject<SVGCircleElement | null>) {
  const [at, setAt] = useState(-1)
  const [isPlaying, setPlaying] = useState(false)
  const frame = useRef(0)
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  useEffect(() => {
    const dot = token.current
    if (!dot) return undefined
    cancelAnimationFrame(frame.current)
    const here = steps[at]
    if (here === undefined) {
      dot.setAttribute('visibility', 'hidden')
      return undefined
    }
    const place = (x: number, y: number) => { dot.setAttribute('cx', String(x)); dot.setAttribute('cy', String(y)); dot.setAttribute('visibility', 'visible') }
    const before = steps[at - 1]
    const path = before === undefined ? null : svg.current?.querySelector<SVGPathElement>(`path[data-key="${CSS.escape(edgeKey(before, here))}"]`) ?? null
    const next = () => { if (at + 1 < steps.length) setAt(at + 1); else setPlaying(false) }
    if (!path || still || !isPlaying) {
      const box = svg.current?.querySelector<SVGGElement>(`.process-step[data-id="${CSS.escape(here)}"]`)
      const shift = box?.transform.baseVal.consolidate()?.matrix
      const size = box?.querySelector('rect')
      if (shift && size) place(shift.e + Number(size.getAttribute('width')), shift.f)
      if (!isPlaying) return undefined
      const timer = setTimeout(next, STEP_MS)
      return () => clearTimeout(timer)
    }
    const length = path.getTotalLength()
    let begun = 0
    const move = (now: number) => {
      begun ||= now
      const part = Math.min(1, (now - begun) / STEP_MS)
      const point = path.getPointAtLength(length * part)
      place(point.x, point.y)
      if (part < 1) frame.current = requestAnimationFrame(move)
      else next()
    }
    frame.current = requestAnimationFrame(move)
    return () => cancelAnimationFrame(frame.current)
  }, [at, isPlaying, steps, svg, token, still])
  const play = () => { if (at >= steps.length - 1) setAt(0); else if (at < 0) setAt(0); setPlaying(true) }
  return { at, isPlaying, play, pause: () => setPlaying(false), goTo: (place: number) => { setPlaying(false); setAt(Math.max(-1, Math.min(steps.length - 1, place))) } }
}
export type Replay = ReturnType<typeof useReplay>
