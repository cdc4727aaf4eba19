/** What stands in a list while somebody looks at it. */

export interface Settled<T> {
  rows: readonly T[]
  /** Rows that came above and wait until the reader lets them in. */
  waiting: number
  /** Shown rows that are no longer in the list. */
  gone: ReadonlySet<string>
}
const NONE: ReadonlySet<string> = new Set()
export const NOTHING: Settled<never> = { rows: [], waiting: 0, gone: NONE }

/** Rows as they should stand now. Held, nothing moves: shown rows are kept in place and up to date, those that left stay where they were, new ones wait; only what follows the last is added. */
export function settleRows<T extends { id: string }>(shown: readonly T[], fresh: readonly T[], held: boolean): Settled<T> {
  const byId = new Map(fresh.map((row) => [row.id, row]))
  const known = new Set(shown.map(({ id }) => id))
  const last = fresh.findLastIndex(({ id }) => known.has(id))
  if (!held || last < 0) return { rows: fresh, waiting: 0, gone: NONE }
  return {
    rows: [...shown.map((row) => byId.get(row.id) ?? row), ...fresh.slice(last + 1)],
    waiting: fresh.slice(0, last).filter(({ id }) => !known.has(id)).length,
    gone: new Set(shown.filter(({ id }) => !byId.has(id)).map(({ id }) => id)),
  }
}
