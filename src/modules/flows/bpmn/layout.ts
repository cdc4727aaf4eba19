import type { FlowBody } from '../contract.ts'
import type { Node, NodeKind, Picture } from './model.ts'

/** Where the nodes of a flow stand on paper: a column for each depth, a lane for each owner, waypoints at right angles. */

export interface Box { x: number; y: number; width: number; height: number }
export interface Point { x: number; y: number }
export interface Lane { id: string; owner: string; nodes: string[]; box: Box }
export interface Layout { boxes: Map<string, Box>; waypoints: Map<string, Point[]>; lanes: Lane[]; pool: Box }

const SIZE: Record<NodeKind, [width: number, height: number]> = { start: [36, 36], end: [36, 36], terminate: [36, 36], task: [130, 80], approval: [130, 80], parallel: [50, 50], exclusive: [50, 50], timer: [36, 36] }
const SLOTS: readonly Node['slot'][] = ['before', 'choice', 'task', 'decision', 'merge', 'after']
const GAP = 34
const ROW = 190
const LEFT = 170
const TOP = 80
const HEADING = 30

export function layOut({ steps }: Pick<FlowBody, 'steps'>, { nodes, lines }: Picture): Layout {
  const depth = depthsOf(steps)
  const owners = [...new Set(steps.map((step) => JSON.stringify(step.owner)))]
  const laneOf = new Map(steps.map((step) => [step.key, owners.indexOf(JSON.stringify(step.owner))]))
  // Steps of one owner at one depth stand under each other.
  const rowOf = new Map<string, number>()
  const rows = owners.map(() => 1)
  for (const step of steps) {
    const lane = laneOf.get(step.key) ?? 0
    const row = steps.filter((one) => rowOf.has(one.key) && laneOf.get(one.key) === lane && depth.get(one.key) === depth.get(step.key)).length
    rowOf.set(step.key, row)
    rows[lane] = Math.max(rows[lane] ?? 1, row + 1)
  }
  const tops: number[] = []
  let y = TOP
  for (const count of rows) { tops.push(y); y += count * ROW }
  const middle = (key: string | null): number => {
    const of = key ?? steps.find(({ after }) => !after.length)?.key ?? ''
    return (tops[laneOf.get(of) ?? 0] ?? TOP) + (rowOf.get(of) ?? 0) * ROW + 80
  }

  const boxes = new Map<string, Box>()
  const column = (one: Node) => one.step === null ? 0 : (depth.get(one.step) ?? 0) + 1
  const columns = Math.max(0, ...nodes.map(column)) + 1
  let x = LEFT
  for (let at = 0; at < columns; at++) {
    const here = nodes.filter((one) => column(one) === at)
    for (const slot of SLOTS) {
      const inRow = here.filter((one) => one.slot === slot && !isBelow(one))
      const width = Math.max(0, ...inRow.map(({ kind }) => SIZE[kind][0]))
      if (!width) continue
      for (const one of inRow) { const [w, h] = SIZE[one.kind]; boxes.set(one.id, { x: x + (width - w) / 2, y: middle(one.step) - h / 2, width: w, height: h }) }
      x += width + GAP
    }
    for (const one of here.filter(isBelow)) {
      const above = boxes.get(one.at ?? (one.id.startsWith('Overdue_') ? `Step_${one.step}` : `Decision_${one.step}`))
      if (!above) continue
      const [w, h] = SIZE[one.kind]
      boxes.set(one.id, one.kind === 'timer'
        ? { x: above.x + above.width - 44, y: above.y + above.height - 18, width: w, height: h }
        : one.id.startsWith('Overdue_') ? { x: above.x + above.width - 44, y: above.y + above.height + 30, width: w, height: h } : { x: above.x + (above.width - w) / 2, y: above.y + above.height + 30, width: w, height: h })
    }
    x += GAP
  }
  const right = x
  const waypoints = new Map(lines.map((line, at) => {
    const [from, to] = [boxes.get(line.from) as Box, boxes.get(line.to) as Box]
    return [line.id, wayBetween(from, to, at)]
  }))
  const lanes = owners.map((owner, at): Lane => ({
    id: `Lane_${at + 1}`, owner, nodes: nodes.filter((one) => laneOf.get(one.step ?? steps[0]?.key ?? '') === at).map(({ id }) => id),
    box: { x: LEFT - 60, y: tops[at] ?? TOP, width: right - LEFT + 60, height: (rows[at] ?? 1) * ROW },
  }))
  return { boxes, waypoints, lanes, pool: { x: LEFT - 60 - HEADING, y: TOP, width: right - LEFT + 60 + HEADING, height: y - TOP } }
}

/** What hangs under something else and takes no place in the row. */
const isBelow = (one: Node): boolean => one.kind === 'timer' || one.kind === 'terminate' || one.id.startsWith('Overdue_') || one.id.startsWith('Back_')

/** How many steps, one after the other, come before each. */
function depthsOf(steps: FlowBody['steps']): Map<string, number> {
  const found = new Map<string, number>()
  const of = (key: string): number => {
    const known = found.get(key)
    if (known !== undefined) return known
    // A circle would be refused when it is compiled; here it must only not run on.
    found.set(key, 0)
    const depth = Math.max(-1, ...(steps.find((step) => step.key === key)?.after ?? []).map(of)) + 1
    found.set(key, depth)
    return depth
  }
  for (const { key } of steps) of(key)
  return found
}

function wayBetween(from: Box, to: Box, at: number): Point[] {
  const out = { x: from.x + from.width, y: from.y + from.height / 2 }
  const into = { x: to.x, y: to.y + to.height / 2 }
  if (to.x >= from.x + from.width) {
    if (out.y === into.y && into.x - out.x < 260) return [out, into]
    if (out.y === into.y) {
      // Over what stands between: along the lower edge of the row.
      const low = out.y + 62 + (at % 3) * 5
      return [{ x: from.x + from.width / 2, y: from.y + from.height }, { x: from.x + from.width / 2, y: low }, { x: to.x + to.width / 2, y: low }, { x: to.x + to.width / 2, y: to.y + to.height }]
    }
    const turn = into.x - 16 - (at % 3) * 4
    return [out, { x: turn, y: out.y }, { x: turn, y: into.y }, into]
  }
  if (to.y > from.y + from.height) return [{ x: from.x + from.width / 2, y: from.y + from.height }, { x: from.x + from.width / 2, y: to.y + to.height / 2 < to.y ? to.y : to.y }, ...(Math.abs(from.x + from.width / 2 - (to.x + to.width / 2)) < 1 ? [] : [{ x: to.x + to.width / 2, y: to.y }])]
  // Back: over the tops.
  const high = Math.min(from.y, to.y) - 22 - (at % 4) * 7
  return [{ x: from.x + from.width / 2, y: from.y }, { x: from.x + from.width / 2, y: high }, { x: to.x + to.width / 2, y: high }, { x: to.x + to.width / 2, y: to.y }]
}
