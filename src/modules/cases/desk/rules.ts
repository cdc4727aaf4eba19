/** Pure decisions of the workspace; both sides. */

/** Why something that was put aside is back. */
export const SNOOZE_ENDS = ['moment', 'customer', 'deadline', 'handed-on', 'by-hand', 'closed'] as const
export type SnoozeEnd = (typeof SNOOZE_ENDS)[number]
export const NEXT_KINDS = ['promise', 'deadline', 'handover', 'snooze', 'scheduled'] as const
export const BLOCK_KINDS = ['address', 'domain'] as const
/** One visit lasts a day at most; in seconds. */
export const WORK_MOST_SECONDS = 86_400

/** The furthest moment an answer may leave, or a case be put aside, in days. */
export const MOST_DAYS_AHEAD = 366

const DAY_MS = 86_400_000
/** What speaks against a moment: it is past, or further off than anybody plans. Null when nothing does. */
export const momentFault = (at: Date, now: Date): 'moment.in-the-past' | 'moment.too-far' | null =>
  at <= now ? 'moment.in-the-past' : at.getTime() - now.getTime() > MOST_DAYS_AHEAD * DAY_MS ? 'moment.too-far' : null

/**
 * What comes next first (CAS-33): what is overdue stands above what is not, the longest overdue on top; then what is due soonest.
 */
export const inTurn = <T extends { dueAt: Date }>(items: readonly T[]): T[] => items.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())

const IMAGE_PLACE = /!\[([^\][\n]{1,200})\]/g
export type BodyPart = { text: string } | { image: string }
/** A text with the places of its pictures apart: `![name]` stands for the attachment of that name. */
export function withImages(text: string, names: ReadonlySet<string>): readonly BodyPart[] {
  const parts: BodyPart[] = []
  let at = 0
  for (const found of text.matchAll(IMAGE_PLACE)) {
    const name = found[1] as string
    if (!names.has(name)) continue
    if (found.index > at) parts.push({ text: text.slice(at, found.index) })
    parts.push({ image: name })
    at = found.index + found[0].length
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}
/** A file's name as it stands in a place. */
export const placeName = (name: string): string => name.replaceAll(/[[\]\n]/g, ' ').slice(0, 200)
export const imagePlace = (name: string): string => `![${placeName(name)}]`

/** A text where pictures can't stand: their places are their names. */
export const imagesNamed = (text: string, names: readonly string[]): string => names.reduce((done, name) => done.replaceAll(imagePlace(name), () => `[${placeName(name)}]`), text)

/** A text in blocks: what is quoted, without its marks, and what is said. */
export function quotesApart(text: string): { isQuote: boolean; lines: string }[] {
  const blocks: { isQuote: boolean; lines: string }[] = []
  for (const one of text.split('\n')) {
    const isQuote = /^>( |$)/.test(one)
    const last = blocks.at(-1)
    const said = isQuote ? one.replace(/^> ?/, '') : one
    if (last?.isQuote === isQuote) last.lines += `\n${said}`
    else blocks.push({ isQuote, lines: said })
  }
  return blocks
}

/** The words as an answer quotes them: each line behind a mark, long ones cut. */
const MOST_QUOTED_LINES = 40
export function quoted(text: string, by: string): string {
  const lines = text.trim().split('\n')
  const kept = lines.slice(0, MOST_QUOTED_LINES)
  return [...(by ? [`> ${by}`] : []), ...kept.map((one) => one ? `> ${one}` : '>'), ...(lines.length > kept.length ? ['> …'] : []), '', ''].join('\n')
}

/** What a macro's words can name. */
export const MACRO_PLACES = ['name', 'number', 'subject', 'agent', 'due', 'solution'] as const
/** A macro's words with their places filled; what is not known is left out. */
export const fillMacro = (text: string, values: Readonly<Partial<Record<(typeof MACRO_PLACES)[number], string>>>): string =>
  text.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, (_, name: string) => values[name as 'name'] ?? '')
