/** The @ in a note that names a colleague. */

export interface At { from: number; q: string }
const MOST = 20

/** The @ just before the caret with what is typed after it; null when there is none, or it belongs to an address. */
export function atSign(text: string, caret: number): At | null {
  const before = text.slice(0, caret)
  const from = Math.max(before.lastIndexOf('@'), before.lastIndexOf('＠'))
  if (from < 0 || (from > 0 && /[\w.+-]/.test(before[from - 1] as string))) return null
  const q = before.slice(from + 1)
  return q.length > MOST || /[\s@＠，。；：！？、,;:!?]/.test(q) ? null : { from, q }
}
/** The text with the name in the place of what was typed, and where the caret then stands. */
export function withName(text: string, { from, q }: At, name: string): { text: string; caret: number } {
  const put = `@${name} `
  return { text: text.slice(0, from) + put + text.slice(from + 1 + q.length), caret: from + put.length }
}

export type NamePart = { text: string; name?: true }
/** A text with the names that were told of it apart. */
export function withNames(text: string, names: readonly string[]): readonly NamePart[] {
  if (!names.length) return [{ text }]
  const any = new RegExp(`@(?:${names.toSorted((a, b) => b.length - a.length).map((name) => name.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|')})`, 'g')
  const parts: NamePart[] = []
  let at = 0
  for (const found of text.matchAll(any)) {
    if (found.index > at) parts.push({ text: text.slice(at, found.index) })
    parts.push({ text: found[0], name: true })
    at = found.index + found[0].length
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}
