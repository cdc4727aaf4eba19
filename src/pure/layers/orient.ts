/**
 * Which lines have to be turned round so that none closes a circle: they are taken heaviest first, and one that would lead
 * back to where it came from is turned. What most cases do thus points downward.
 */
export function orient(boxes: number, lines: readonly { from: number; to: number; weight: number }[]): boolean[] {
  const next: number[][] = Array.from({ length: boxes }, () => [])
  const reaches = (from: number, to: number): boolean => {
    const seen = new Set([from])
    const stack = [from]
    for (let box = stack.pop(); box !== undefined; box = stack.pop()) {
      if (box === to) return true
      for (const after of next[box]!) {
        if (seen.has(after)) continue
        seen.add(after)
        stack.push(after)
      }
    }
    return false
  }
  const turned = lines.map(() => false)
  for (const i of [...lines.keys()].sort((a, b) => lines[b]!.weight - lines[a]!.weight || a - b)) {
    const { from, to } = lines[i]!
    if (from === to) continue
    turned[i] = reaches(to, from)
    if (turned[i]) next[to]!.push(from)
    else next[from]!.push(to)
  }
  return turned
}
