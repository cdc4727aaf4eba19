import { useRef, type KeyboardEvent, type RefObject } from 'react'
import type { Drawing, PlacedLine } from '../../../../pure/layers/index.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { durationText, numberText } from './duration-text.ts'
import { edgeKey, END, type Graph, type GraphEdge, type Measure, START } from './graph-model.ts'
import { curveOf, headOf } from './graph-shapes.ts'
import { shortName, widthOf, wordOf } from './graph-words.ts'
import type { OpenLog } from './open-log.ts'

interface Props {
  of: Graph; drawing: Drawing; log: OpenLog; measure: Measure; zoom: number
  chosen: string | null; choose: (activity: string | null) => void
  /** Ways that stand out: those of a case that is replayed, or of a bottleneck. */
  lit: ReadonlySet<string>; litNode: string | null
  /** Where the case that is replayed stands. */
  token: RefObject<SVGCircleElement | null>
  svg: RefObject<SVGSVGElement | null>
}

/** How heavy a value is among all, 0 to 1; counts by their order of magnitude. */
function weigher(values: readonly number[]): (value: number) => number {
  const most = Math.log1p(Math.max(0, ...values.filter(Number.isFinite)))
  return (value) => (most > 0 && Number.isFinite(value) ? Math.log1p(Math.max(0, value)) / most : 0)
}

/** The ways that cases take, drawn from top to bottom. With the keyboard: arrows go along ways and to neighbours, Enter opens a step, Escape leaves it. */
export function ProcessGraph({ of, drawing, log, measure, zoom, chosen, choose, lit, litNode, token, svg }: Props) {
  const t = useT()
  const valueOf = (edge: GraphEdge) => (measure === 'count' ? edge.count : measure === 'median' ? edge.medianSeconds : edge.totalSeconds)
  const width = weigher(of.edges.map(({ count }) => count))
  const heat = weigher(measure === 'count' ? [] : of.edges.map(valueOf))
  const fill = weigher(of.nodes.map((node) => (measure === 'count' ? node.count : node.totalSeconds)))
  const first = of.nodes[1]?.id
  const reach = chosen && of.nodes.some(({ id }) => id === chosen) ? chosen : first
  const group = useRef<SVGGElement>(null)
  const go = (id: string | undefined) => { if (id) (group.current?.querySelector(`[data-id="${CSS.escape(id)}"]`) as SVGGElement | null)?.focus() }
  const keys = (id: string) => (event: KeyboardEvent) => {
    const to = { ArrowDown: () => heaviest(of, id, 'from'), ArrowUp: () => heaviest(of, id, 'to'), ArrowLeft: () => beside(drawing, id, -1), ArrowRight: () => beside(drawing, id, 1) }[event.key]
    if (to) go(to())
    else if (event.key === 'Enter' || event.key === ' ') choose(chosen === id ? null : id)
    else if (event.key === 'Escape' && chosen) choose(null)
    else return
    event.preventDefault()
  }
  const isLit = (line: PlacedLine) => lit.has(edgeKey(line.from, line.to)) || (chosen !== null && (line.from === chosen || line.to === chosen))
  const dims = lit.size > 0 || chosen !== null
  return (
    <svg ref={svg} className="process-svg" data-dims={dims || undefined} width={drawing.width * zoom} height={drawing.height * zoom} viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="group" aria-label={t('process.graph')}>
      {drawing.lines.map((line, i) => {
        const edge = of.edges[i]!
        const hot = measure === 'count' ? 0 : Math.round(heat(valueOf(edge)) ** 2 * 100)
        return (
          <g key={edgeKey(line.from, line.to)} className="process-way" data-lit={isLit(line) || undefined} data-end={line.from === START || line.to === END || undefined} style={{ '--heat': `${hot}%` } as never}>
            <path d={curveOf(line)} data-key={edgeKey(line.from, line.to)} strokeWidth={line.from === START || line.to === END ? 1.6 : 1 + Math.round(width(edge.count) ** 2 * 45) / 10} />
            <path className="process-head" d={headOf(line)} />
          </g>
        )
      })}
      {drawing.lines.map((line, i) => {
        const edge = of.edges[i]!
        const said = wordOf(t, measure, edge)
        return (
          <g key={edgeKey(line.from, line.to)} className="process-word" data-lit={isLit(line) || undefined} aria-hidden>
            <title>{t('process.way', { from: nameOf(t, log, line.from), to: nameOf(t, log, line.to), n: numberText(edge.count), median: durationText(t, edge.medianSeconds) })}</title>
            <rect x={line.label.x - widthOf(said) / 2} y={line.label.y - 8.5} width={widthOf(said)} height={17} rx={4} />
            <text x={line.label.x} y={line.label.y + 4} textAnchor="middle">{said}</text>
          </g>
        )
      })}
      <g ref={group}>
        {drawing.boxes.map((box, i) => {
          const node = of.nodes[i]!
          if (box.id === START || box.id === END) {
            return <g key={box.id} className="process-end" data-id={box.id} transform={`translate(${box.x} ${box.y})`}><circle r={15} />{box.id === START ? <path d="M-4,-6 L7,0 L-4,6 Z" /> : <rect x={-5} y={-5} width={10} height={10} rx={1.5} />}<title>{t(box.id === START ? 'process.starts' : 'process.ends')}</title></g>
          }
          const name = log.activityName(box.id)
          const figure = measure === 'count' ? t('process.times', { n: numberText(node.count) }) : durationText(t, measure === 'median' ? node.medianSeconds : node.totalSeconds)
          return (
            <g
              key={box.id} className="process-step" data-id={box.id} data-chosen={box.id === chosen || undefined} data-lit={box.id === litNode || undefined} transform={`translate(${box.x - box.width / 2} ${box.y - box.height / 2})`} style={{ '--heat': `${Math.round(8 + fill(measure === 'count' ? node.count : node.totalSeconds) ** 2 * 34)}%` } as never}
              role="button" tabIndex={box.id === reach ? 0 : -1} aria-pressed={box.id === chosen} aria-label={`${name}, ${t('process.step-said', { n: numberText(node.count), cases: numberText(node.cases) })}, ${figure}`}
              onClick={() => choose(chosen === box.id ? null : box.id)} onKeyDown={keys(box.id)}
            >
              <rect width={box.width} height={box.height} rx={8} />
              <text x={box.width / 2} y={20} textAnchor="middle" className="process-name">{shortName(name)}</text>
              <text x={box.width / 2} y={37} textAnchor="middle" className="process-figure">{figure}</text>
              <title>{name}</title>
            </g>
          )
        })}
      </g>
      <circle ref={token} className="process-token" r={8} visibility="hidden" />
    </svg>
  )
}

const nameOf = (t: ReturnType<typeof useT>, log: OpenLog, id: string): string => (id === START ? t('process.starts') : id === END ? t('process.ends') : log.activityName(id))

/** The step that most cases go on to, or come from. */
function heaviest({ edges }: Graph, id: string, side: 'from' | 'to'): string | undefined {
  const other = side === 'from' ? 'to' : 'from'
  return edges.find((edge) => edge[side] === id && edge[other] !== id && edge[other] !== START && edge[other] !== END)?.[other]
}

/** The nearest step to the left or right, upright distance counting more. */
function beside({ boxes }: Drawing, id: string, way: -1 | 1): string | undefined {
  const here = boxes.find((box) => box.id === id)!
  return boxes.filter((box) => box.id !== START && box.id !== END && (box.x - here.x) * way > 4).toSorted((a, b) => far(a) - far(b))[0]?.id
  function far(box: (typeof boxes)[number]): number { return Math.abs(box.x - here.x) + 3 * Math.abs(box.y - here.y) }
}
