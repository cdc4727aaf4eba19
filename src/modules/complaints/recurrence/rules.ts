/** When the same comes again and again, pure. */

export const RECURRENCE_SORTS = ['cause', 'customer', 'product'] as const
export type RecurrenceSort = (typeof RECURRENCE_SORTS)[number]
export interface RecurrenceRule { sort: RecurrenceSort; needed: number; days: number }

const DAY_MS = 86_400_000
/**
 * The cases of the fullest stretch of so many days that one of them lies in; empty where no stretch holds enough. Days are counted as spans of 24 hours, and both ends belong to a stretch.
 * @param id of the case whose stretch is wanted
 */
export function recurring(all: readonly { id: string; at: Date }[], id: string, { needed, days }: Pick<RecurrenceRule, 'needed' | 'days'>): string[] {
  const sorted = all.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  let found: string[] = []
  for (const [first, { at: begin }] of sorted.entries()) {
    const stretch = sorted.slice(first).filter(({ at }) => at.getTime() - begin.getTime() <= days * DAY_MS).map((one) => one.id)
    if (stretch.length >= needed && stretch.length > found.length && stretch.includes(id)) found = stretch
  }
  return found
}
