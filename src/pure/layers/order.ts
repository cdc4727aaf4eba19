interface Link { readonly from: number; readonly to: number; readonly weight: number }

const SWEEPS = 16

/**
 * The order of each layer with few crossings: by the middle of their neighbours, down and up in turn, neighbours then
 * changed about where that helps; the best order seen is kept. Source: Gansner et al. (1993), A technique for drawing directed graphs.
 */
export function orderLayers(layers: readonly (readonly number[])[], links: readonly Link[], spots: number): number[][] {
  const above: number[][] = Array.from({ length: spots }, () => [])
  const below: number[][] = Array.from({ length: spots }, () => [])
  for (const { from, to } of links.toSorted((a, b) => b.weight - a.weight)) {
    above[to]!.push(from)
    below[from]!.push(to)
  }
  let order = begin(layers, below)
  let [best, fewest] = [order, crossings(order, below)]
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const down = sweep % 2 === 0
    order = order.map((layer) => [...layer])
    const place = placesOf(order, spots)
    for (const at of down ? order.keys() : [...order.keys()].reverse()) {
      const neighbours = down ? above : below
      const middles = new Map(order[at]!.map((spot) => [spot, middleOf(neighbours[spot]!.map((one) => place[one]!), place[spot]!)]))
      order[at]!.sort((a, b) => middles.get(a)! - middles.get(b)! || place[a]! - place[b]!)
      for (const [i, spot] of order[at]!.entries()) place[spot] = i
    }
    exchange(order, above, below, place)
    const now = crossings(order, below)
    if (now < fewest) [best, fewest] = [order, now]
  }
  return best
}

/** Depth first along heavy lines, so that what belongs together stands together. */
function begin(layers: readonly (readonly number[])[], below: readonly (readonly number[])[]): number[][] {
  const rank = new Map(layers.flatMap((layer, at) => layer.map((spot) => [spot, at] as const)))
  const order: number[][] = layers.map(() => [])
  const seen = new Set<number>()
  for (const start of layers.flat()) {
    const stack = [start]
    for (let spot = stack.pop(); spot !== undefined; spot = stack.pop()) {
      if (seen.has(spot)) continue
      seen.add(spot)
      order[rank.get(spot)!]!.push(spot)
      stack.push(...below[spot]!.toReversed())
    }
  }
  return order
}

function placesOf(order: readonly (readonly number[])[], spots: number): number[] {
  const place = Array.from({ length: spots }, () => 0)
  for (const layer of order) for (const [i, spot] of layer.entries()) place[spot] = i
  return place
}

function middleOf(places: readonly number[], own: number): number {
  if (places.length === 0) return own
  const sorted = places.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** Changes two neighbours about as long as fewer lines cross for it. */
function exchange(order: readonly number[][], above: readonly (readonly number[])[], below: readonly (readonly number[])[], place: number[]): void {
  const over = (a: number, b: number): number => {
    let count = 0
    for (const side of [above, below]) for (const one of side[a]!) for (const other of side[b]!) if (place[one]! > place[other]!) count += 1
    return count
  }
  for (let round = 0; round < 6; round++) {
    let better = false
    for (const layer of order) {
      for (let i = 0; i + 1 < layer.length; i++) {
        const [a, b] = [layer[i]!, layer[i + 1]!]
        if (over(b, a) >= over(a, b)) continue
        layer[i] = b
        layer[i + 1] = a
        place[b] = i
        place[a] = i + 1
        better = true
      }
    }
    if (!better) return
  }
}

/** How many lines cross, layer by layer, by a tree of counts. */
export function crossings(order: readonly (readonly number[])[], below: readonly (readonly number[])[]): number {
  let count = 0
  for (const [at, layer] of order.entries()) {
    const under = order[at + 1]
    if (!under) break
    const place = new Map(under.map((spot, i) => [spot, i]))
    const tree = new Int32Array(under.length + 1)
    let seen = 0
    for (const spot of layer) {
      const ends = below[spot]!.map((one) => place.get(one)!)
      for (const end of ends) {
        let before = 0
        for (let i = end + 1; i > 0; i -= i & -i) before += tree[i]!
        count += seen - before
      }
      for (const end of ends) for (let i = end + 1; i < tree.length; i += i & -i) tree[i]! += 1
      seen += ends.length
    }
  }
  return count
}
