/** When the reader last looked at a case, kept on this browser: what changed since is news. */

export type SeenShelf = Pick<Storage, 'getItem' | 'setItem'>
interface Kept { since: number; at: Record<string, number> }
export interface Seen {
  /** The moment up to which this case has been read; null when it never was on this browser. */
  at: (caseId: string) => Date | null
  isNews: (of: { id: string; changedAt: Date }) => boolean
  look: (of: { id: string; changedAt: Date }) => void
  hear: (listener: () => void) => () => void
  /** Grows with every change, for whoever shows it. */
  round: () => number
}
/** More than anybody has open; the oldest looks are forgotten. */
const MOST = 600

/** Of cases never opened here, those that changed after the first use of this browser are news. */
export function openSeen(shelf: SeenShelf, staffId: string, now: () => number = Date.now): Seen {
  const key = `shouwen.seen.${staffId}`
  const listeners = new Set<() => void>()
  let round = 0
  let kept: Kept = { since: now(), at: {} }
  const save = () => { try { shelf.setItem(key, JSON.stringify(kept)) } catch { /* full or forbidden: it holds for this page */ } }
  try {
    const found = JSON.parse(shelf.getItem(key) ?? 'null') as Kept | null
    if (found && typeof found.since === 'number' && found.at) kept = found
    else save()
  } catch { save() }
  return {
    at: (caseId) => kept.at[caseId] === undefined ? null : new Date(kept.at[caseId]),
    isNews: ({ id, changedAt }) => changedAt.getTime() > (kept.at[id] ?? kept.since),
    look: ({ id, changedAt }) => {
      if ((kept.at[id] ?? 0) >= changedAt.getTime()) return
      const entries = Object.entries(kept.at).filter(([other]) => other !== id)
      const oldest = entries.length >= MOST ? entries.reduce((a, b) => b[1] < a[1] ? b : a)[0] : undefined
      // What is forgotten must not become news again.
      if (oldest) kept.since = Math.max(kept.since, kept.at[oldest] ?? 0)
      kept = { since: kept.since, at: Object.fromEntries([...entries.filter(([other]) => other !== oldest), [id, changedAt.getTime()]]) }
      round += 1
      save()
      for (const listener of listeners) listener()
    },
    hear: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    round: () => round,
  }
}
