/** How a long conversation is shown: the first word and the latest ones stand, what lies between is folded. */

export interface Folded<T> {
  /** The very first message; null while it isn't read yet, or when nothing is folded. */
  first: T | null
  folded: readonly T[]
  shown: readonly T[]
}
interface Told { at: Date }

const LATEST = 6
/** Folding fewer than this hides more than it tidies. */
const WORTH = 3

/** Folds messages (oldest first). `whole` says that the first of them is the very first; all that came after `seenAt` stays in sight. */
export function foldThread<T extends Told>(messages: readonly T[], { whole, seenAt = null }: { whole: boolean; seenAt?: Date | null }): Folded<T> {
  const start = whole ? 1 : 0
  const unseen = seenAt ? messages.findIndex((one) => one.at > seenAt) : -1
  const from = Math.min(messages.length - LATEST, unseen < 0 ? Infinity : unseen)
  if (from - start < WORTH) return { first: null, folded: [], shown: messages }
  return { first: whole ? messages[0] ?? null : null, folded: messages.slice(start, from), shown: messages.slice(from) }
}

export type TextPart = { text: string; link?: string }
const ADDRESS = /https?:\/\/[^\s<>"'，。；！？、）】」》]+[^\s<>"'，。；！？、）】」》.,;:!?)\]]/g
/** A text with its web addresses apart, so that they can be followed. */
export function withLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const found of text.matchAll(ADDRESS)) {
    if (found.index > at) parts.push({ text: text.slice(at, found.index) })
    parts.push({ text: found[0], link: found[0] })
    at = found.index + found[0].length
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}
