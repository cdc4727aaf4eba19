/**
 * Text of `format=flowed` (RFC 3676) with its soft breaks joined and its space stuffing gone. Quoted lines keep their marks.
 * @param deleteSpace `delsp=yes`: the space of a soft break was not part of the text (East Asian scripts)
 */
export function unflowed(text: string, deleteSpace: boolean): string {
  const out: string[] = []
  const waiting: { depth: number; line: string }[] = []
  for (const raw of text.split('\n')) {
    const depth = /^>*/.exec(raw)?.[0].length ?? 0
    const line = raw.slice(depth).replace(/^ /, '')
    const soft = line.endsWith(' ') && line !== '-- '
    const before = waiting.pop()
    const goesOn = before !== undefined && before.depth === depth && line !== '-- '
    if (before && !goesOn) out.push(marked(before))
    const piece = soft && deleteSpace ? line.slice(0, -1) : line
    const whole = { depth, line: (goesOn ? before.line : '') + piece }
    if (soft) waiting.push(whole)
    else out.push(marked(whole))
  }
  out.push(...waiting.map(marked))
  return out.join('\n')
}

const marked = ({ depth, line }: { depth: number; line: string }): string => depth ? `${'>'.repeat(depth)}${line ? ` ${line}` : ''}` : line
