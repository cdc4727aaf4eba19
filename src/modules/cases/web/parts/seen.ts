import { isNews } from '../../rules.ts'
import type { Case } from '../../contract.ts'

/** What the reader has looked at, told to the server; what has just been looked at is no news at once, also before the server knows. */

type Looked = Pick<Case, 'id' | 'readAt' | 'changedAt' | 'createdAt' | 'firstResponder'>
export interface Seen {
  isNews: (of: Looked) => boolean
  /** The case as it stands, up to this message, is before the reader's eyes. */
  look: (of: Pick<Looked, 'id' | 'readAt' | 'changedAt'>, messageId: string) => void
  hear: (listener: () => void) => () => void
}
type Mark = (caseId: string, changedAt: Date, messageId: string) => Promise<unknown>

export function openSeen(staffId: string, mark: Mark): Seen {
  const upTo = new Map<string, { changedAt: number; messageId: string }>()
  const listeners = new Set<() => void>()
  const tell = () => { for (const listener of listeners) listener() }
  return {
    isNews: (of) => (upTo.get(of.id)?.changedAt ?? -1) < of.changedAt.getTime() && isNews(of, staffId),
    look: ({ id, readAt, changedAt }, messageId) => {
      const known = upTo.get(id)
      const at = changedAt.getTime()
      if (known && known.changedAt >= at && known.messageId === messageId) return
      upTo.set(id, { changedAt: at, messageId })
      tell()
      if (readAt && readAt >= changedAt) return
      mark(id, changedAt, messageId).catch(() => {
        // Not marked: the next look tries again.
        if (upTo.get(id)?.messageId === messageId) upTo.delete(id)
      })
    },
    hear: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
  }
}
