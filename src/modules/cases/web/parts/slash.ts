/** The slash in a text that asks for a template. */

export interface Slash { from: number; q: string }
const MOST = 30

/** The slash just before the caret with what is typed after it; null when there is none, or it belongs to an address, a date or a unit. */
export function slashAt(text: string, caret: number): Slash | null {
  const before = text.slice(0, caret)
  const from = before.lastIndexOf('/')
  if (from < 0 || (from > 0 && !/[\s，。；：！？、（]/u.test(before[from - 1] as string))) return null
  const q = before.slice(from + 1)
  return q.length > MOST || /[\s/]/.test(q) ? null : { from, q }
}
/** The text with the slash and what follows it replaced, and where the caret then stands. */
export function withTemplate(text: string, { from, q }: Slash, inserted: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + inserted + text.slice(from + 1 + q.length), caret: from + inserted.length }
}
