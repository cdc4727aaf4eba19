/** What became of the lines of one text in another. */

export interface DiffLine { kind: 'same' | 'gone' | 'new'; text: string; /** Its number before and after, where it is there. */ before?: number; after?: number }

/** The shortest way from one list of lines to another (longest common subsequence), what goes before what comes. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const old = before.slice(start, before.length - end)
  const now = after.slice(start, after.length - end)
  // common[a][b]: how many lines the rest of `old` from a and of `now` from b have in common, in order.
  const width = now.length + 1
  const common = new Uint16Array((old.length + 1) * width)
  for (let a = old.length - 1; a >= 0; a--) {
    for (let b = now.length - 1; b >= 0; b--) {
      common[a * width + b] = old[a] === now[b] ? (common[(a + 1) * width + b + 1] as number) + 1 : Math.max(common[(a + 1) * width + b] as number, common[a * width + b + 1] as number)
    }
  }
  const same = (n: number, m: number): DiffLine => ({ kind: 'same', text: before[n] as string, before: n + 1, after: m + 1 })
  const lines: DiffLine[] = Array.from({ length: start }, (_, n) => same(n, n))
  let a = 0
  let b = 0
  while (a < old.length || b < now.length) {
    if (a < old.length && b < now.length && old[a] === now[b]) lines.push(same(start + a++, start + b++))
    else if (b >= now.length || (a < old.length && (common[(a + 1) * width + b] as number) >= (common[a * width + b + 1] as number))) lines.push({ kind: 'gone', text: old[a] as string, before: start + ++a })
    else lines.push({ kind: 'new', text: now[b] as string, after: start + ++b })
  }
  for (let n = before.length - end, m = after.length - end; n < before.length; n++, m++) lines.push(same(n, m))
  return lines
}

/** Runs of a diff: what changed with `around` lines beside it, and what is the same in between, to be folded. */
export function foldSame(lines: readonly DiffLine[], around = 3): { folded: boolean; lines: DiffLine[] }[] {
  const near = new Set(lines.flatMap((line, at) => line.kind === 'same' ? [] : Array.from({ length: 2 * around + 1 }, (_, n) => at - around + n)))
  const runs: { folded: boolean; lines: DiffLine[] }[] = []
  for (const [at, line] of lines.entries()) {
    const folded = !near.has(at)
    const last = runs.at(-1)
    if (last?.folded === folded) last.lines.push(line)
    else runs.push({ folded, lines: [line] })
  }
  return runs
}
