/**
 * The layer of each box: below all that lead to it, and then moved within what its lines leave free towards its heavier
 * side, so that lines are short. Lines must close no circle.
 */
export function ranksOf(boxes: number, lines: readonly { from: number; to: number; weight: number }[]): number[] {
  const outs: (typeof lines)[number][][] = Array.from({ length: boxes }, () => [])
  const ins: (typeof lines)[number][][] = Array.from({ length: boxes }, () => [])
  for (const line of lines) {
    outs[line.from]!.push(line)
    ins[line.to]!.push(line)
  }
  const waits = ins.map(({ length }) => length)
  const sorted = [...waits.keys()].filter((box) => waits[box] === 0)
  for (let i = 0; i < sorted.length; i++) {
    for (const { to } of outs[sorted[i]!]!) {
      waits[to]! -= 1
      if (waits[to] === 0) sorted.push(to)
    }
  }
  const rank = waits.map(() => 0)
  for (const box of sorted) for (const { to } of outs[box]!) rank[to] = Math.max(rank[to]!, rank[box]! + 1)
  const weight = (of: readonly { weight: number }[]): number => of.reduce((sum, one) => sum + one.weight, 0)
  for (let round = 0; round < 4; round++) {
    for (const box of round % 2 ? sorted : sorted.toReversed()) {
      const least = Math.max(0, ...ins[box]!.map(({ from }) => rank[from]! + 1))
      const most = outs[box]!.length > 0 ? Math.min(...outs[box]!.map(({ to }) => rank[to]! - 1)) : least
      rank[box] = weight(outs[box]!) > weight(ins[box]!) ? most : least
    }
  }
  const first = Math.min(0, ...rank)
  return rank.map((one) => one - first)
}
