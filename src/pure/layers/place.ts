import type { Spot } from './index.ts'

interface Link { readonly from: number; readonly to: number; readonly weight: number }
interface Near { readonly spot: number; readonly weight: number; readonly passes: boolean }

const ROUNDS = 48
/** How much more the heaviest line pulls than the lightest. */
const STRONGEST = 30
const STIFFEST = 8

/**
 * Places across, in a given order: each spot as near as it can to the mean of its neighbours, weighted by their lines, with
 * room kept. For one layer this is a regression that may not fall, solved exactly by pooling neighbours that get in each other's way.
 */
export function placeAcross(order: readonly (readonly number[])[], links: readonly Link[], spots: Spot[], gap: number): void {
  const above: Near[][] = spots.map(() => [])
  const below: Near[][] = spots.map(() => [])
  const most = Math.max(...links.map(({ weight }) => weight))
  for (const { from, to, weight } of links) {
    const pull = 1 + STRONGEST * Math.sqrt(Math.max(0, weight) / most)
    const passes = spots[from]!.line >= 0 && spots[to]!.line >= 0
    above[to]!.push({ spot: from, weight: pull, passes })
    below[from]!.push({ spot: to, weight: pull, passes })
  }
  const apart = (a: number, b: number): number => spots[a]!.width / 2 + spots[a]!.after + gap * (spots[a]!.line >= 0 && spots[b]!.line >= 0 ? .5 : 1) + spots[b]!.width / 2
  for (const layer of order) {
    let x = 0
    for (const [i, spot] of layer.entries()) {
      if (i > 0) x += apart(layer[i - 1]!, spot)
      spots[spot]!.x = x
    }
    for (const spot of layer) spots[spot]!.x -= x / 2
  }
  for (let round = 0; round < ROUNDS; round++) {
    const settled = round >= ROUNDS / 2
    // What passes between boxes is made straight only once it is near its place: stiff from the start, it would hardly move.
    const stiff = settled ? 1 + STIFFEST * (round / ROUNDS - .5) * 2 : 1
    const down = round % 2 === 0
    for (const layer of down ? order : order.toReversed()) {
      const wishes = layer.map((spot) => {
        let [sum, weight] = [0, 0]
        for (const side of settled ? [above, below] : [down ? above : below]) {
          for (const one of side[spot]!) {
            const pull = one.weight * (one.passes ? stiff : 1)
            sum += pull * spots[one.spot]!.x
            weight += pull
          }
        }
        return weight > 0 ? { x: sum / weight, weight } : { x: spots[spot]!.x, weight: .1 }
      })
      const found = inOrder(wishes, layer.slice(1).map((spot, i) => apart(layer[i]!, spot)))
      for (const [i, spot] of layer.entries()) spots[spot]!.x = found[i]!
    }
  }
}

/** The places nearest to the wished ones (least squares) that keep the order and the distances. */
export function inOrder(wishes: readonly { x: number; weight: number }[], apart: readonly number[]): number[] {
  let shift = 0
  const shifts = wishes.map((_, i) => (shift += i > 0 ? apart[i - 1]! : 0))
  const pools: { sum: number; weight: number; count: number }[] = []
  for (const [i, { x, weight }] of wishes.entries()) {
    let pool = { sum: (x - shifts[i]!) * weight, weight, count: 1 }
    for (let last = pools.at(-1); last && last.sum / last.weight > pool.sum / pool.weight; last = pools.at(-1)) {
      pools.pop()
      pool = { sum: pool.sum + last.sum, weight: pool.weight + last.weight, count: pool.count + last.count }
    }
    pools.push(pool)
  }
  const places: number[] = []
  for (const { sum, weight, count } of pools) for (let k = 0; k < count; k++) places.push(sum / weight + shifts[places.length]!)
  return places
}
