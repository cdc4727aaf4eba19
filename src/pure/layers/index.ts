import { orient } from './orient.ts'
import { orderLayers } from './order.ts'
import { placeAcross } from './place.ts'
import { ranksOf } from './ranks.ts'

export interface Box { readonly id: string; readonly width: number; readonly height: number }
export interface Line {
  readonly from: string; readonly to: string
  /** What the drawing is arranged by: heavy lines run straight and downward. 1 when absent. */
  readonly weight?: number
  /** Room for words upon the line. */
  readonly label?: { readonly width: number; readonly height: number }
}
export interface Point { readonly x: number; readonly y: number }
/** `x` and `y` are the middle of a box. */
export interface PlacedBox extends Box, Point {}
export interface PlacedLine {
  readonly from: string; readonly to: string
  /** From one box to the other; a curve through them whose tangents are upright never crosses a box. */
  readonly points: readonly Point[]
  /** The middle of its words. */
  readonly label: Point
  /** Runs against the direction of the drawing. */
  readonly back: boolean
}
export interface Drawing { readonly boxes: readonly PlacedBox[]; readonly lines: readonly PlacedLine[]; readonly width: number; readonly height: number }
export interface Gaps {
  /** Between boxes of one layer. */
  readonly across?: number
  /** Between a layer of boxes and one of words. */
  readonly along?: number
  readonly margin?: number
}

/** A place in a layer: a box, or where a line passes through. */
export interface Spot { box: number; line: number; width: number; height: number; x: number; after: number }

/**
 * Draws boxes and the lines between them in layers from top to bottom: heavy lines point downward, few lines cross, no box
 * and no words lie upon others. The same input gives the same drawing.
 * @throws RangeError for a box that stands twice and a line from or to a box that is not there
 * Source: Sugiyama, Tagawa & Toda (1981); words as places of their own after Gansner et al. (1993); places across by isotonic regression.
 */
export function layOut(given: readonly Box[], lines: readonly Line[], { across = 28, along = 20, margin = 12 }: Gaps = {}): Drawing {
  const codes = new Map(given.map(({ id }, i) => [id, i]))
  if (codes.size < given.length) throw new RangeError(`boxes: ${given.find(({ id }, i) => codes.get(id) !== i)!.id} stands twice`)
  const codeOf = (id: string): number => {
    const code = codes.get(id)
    if (code === undefined) throw new RangeError(`lines: ${id} is no box`)
    return code
  }
  const ends = lines.map(({ from, to, weight = 1 }) => ({ from: codeOf(from), to: codeOf(to), weight }))
  const turned = orient(given.length, ends)
  const downward = ends.map(({ from, to, weight }, i) => (turned[i] ? { from: to, to: from, weight } : { from, to, weight }))
  // Every second layer is for words alone.
  const ranks = ranksOf(given.length, downward.filter(({ from, to }) => from !== to)).map((rank) => rank * 2)

  const spots: Spot[] = given.map(({ width, height }, box) => ({ box, line: -1, width, height, x: 0, after: 0 }))
  const layers: number[][] = Array.from({ length: Math.max(0, ...ranks.map((rank) => rank + 1)) }, () => [])
  for (const [box, rank] of ranks.entries()) layers[rank]!.push(box)
  const chains = downward.map(({ from, to }, line) => {
    if (from === to) {
      const of = spots[from]!
      of.after = Math.max(of.after, LOOP + (lines[line]!.label?.width ?? 0))
      return [from, to]
    }
    const middle = ranks[from]! + 2 * Math.floor((ranks[to]! - ranks[from]!) / 4) + 1
    const chain = [from]
    for (let rank = ranks[from]! + 1; rank < ranks[to]!; rank++) {
      const label = rank === middle ? lines[line]!.label : undefined
      chain.push(spots.length)
      layers[rank]!.push(spots.length)
      spots.push({ box: -1, line, width: label?.width ?? 2, height: label?.height ?? 0, x: 0, after: 0 })
    }
    return [...chain, to]
  })
  const links = chains.flatMap((chain, line) => (downward[line]!.from === downward[line]!.to ? [] : chain.slice(1).map((to, i) => ({ from: chain[i]!, to, weight: ends[line]!.weight }))))
  const ordered = orderLayers(layers, links, spots.length)
  placeAcross(ordered, links, spots, across)

  let y = margin
  const middles = ordered.map((layer) => {
    const height = Math.max(0, ...layer.map((spot) => spots[spot]!.height))
    const middle = y + height / 2
    y += height + along
    return middle
  })
  const layerOf = new Map(ordered.flatMap((layer, rank) => layer.map((spot) => [spot, rank] as const)))
  const left = (spots.length ? Math.min(...spots.map(({ x, width }) => x - width / 2)) : 0) - margin
  const at = (spot: number): Point => ({ x: spots[spot]!.x - left, y: middles[layerOf.get(spot)!]! })
  const ports = portsOf(chains, downward, spots)
  const placedLines = lines.map(({ from, to }, line): PlacedLine => {
    const chain = chains[line]!
    if (from === to) return loopOf(from, at(chain[0]!), spots[chain[0]!]!, lines[line]!)
    const [top, bottom] = [chain[0]!, chain.at(-1)!]
    const inner = chain.slice(1, -1)
    const points: Point[] = [
      { x: at(top).x + ports.out[line]!, y: at(top).y + spots[top]!.height / 2 },
      ...inner.flatMap((spot) => (spots[spot]!.height > 0 ? [{ x: at(spot).x, y: at(spot).y - spots[spot]!.height / 2 }, { x: at(spot).x, y: at(spot).y + spots[spot]!.height / 2 }] : [at(spot)])),
      { x: at(bottom).x + ports.into[line]!, y: at(bottom).y - spots[bottom]!.height / 2 },
    ]
    const words = inner.find((spot) => spots[spot]!.height > 0) ?? inner[Math.floor(inner.length / 2)]!
    return { from, to, points: turned[line] ? points.reverse() : points, label: at(words), back: turned[line]! }
  })
  return {
    boxes: given.map((box, i) => ({ ...box, ...at(i) })), lines: placedLines,
    width: (spots.length ? Math.max(...spots.map(({ x, width, after }) => x + width / 2 + after)) : 0) - left + margin, height: Math.max(0, y - along) + margin,
  }
}

const LOOP = 26
/** A line from a box to itself: out and in at its right side. */
function loopOf(id: string, { x, y }: Point, { width, height }: Spot, { label }: Line): PlacedLine {
  const side = x + width / 2
  return { from: id, to: id, points: [{ x: side, y: y - height / 4 }, { x: side + LOOP, y }, { x: side, y: y + height / 4 }], label: { x: side + LOOP - 4 + (label?.width ?? 0) / 2, y }, back: false }
}

/** Where on its box each line begins and ends, from the middle: side by side in the order in which they come and go. */
function portsOf(chains: readonly (readonly number[])[], downward: readonly { from: number; to: number }[], spots: readonly Spot[]): { out: number[]; into: number[] } {
  const [out, into] = [chains.map(() => 0), chains.map(() => 0)]
  const spread = (of: 'from' | 'to', next: (chain: readonly number[]) => number, offsets: number[]): void => {
    const groups = Map.groupBy([...downward.keys()].filter((line) => downward[line]!.from !== downward[line]!.to), (line) => downward[line]![of])
    for (const [box, group] of groups) {
      const room = Math.min(spots[box]!.width * .8, (group.length - 1) * 18)
      const sorted = group.toSorted((a, b) => spots[next(chains[a]!)]!.x - spots[next(chains[b]!)]!.x || a - b)
      for (const [place, line] of sorted.entries()) offsets[line] = group.length === 1 ? 0 : room * (place / (group.length - 1) - .5)
    }
  }
  spread('from', (chain) => chain[1]!, out)
  spread('to', (chain) => chain.at(-2)!, into)
  return { out, into }
}
