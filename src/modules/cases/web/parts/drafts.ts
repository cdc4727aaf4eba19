import type { Attached } from '../../../files/web/index.ts'

/** What somebody has begun to write, case by case, kept on this browser until it is sent; `draft-sync.ts` keeps it on the server too. */

export type Mode = 'reply' | 'note'
/** Sent off, and not yet acknowledged. Its key makes sending it again harmless. */
export interface Unsent {
  key: string; mode: Mode; body: string; files: readonly Attached[]; at: number
  /** When it leaves by itself; until then it can be taken back. */
  leavesAt?: number
  /** The draft on the server that goes with it. */
  draftVersion?: number
  /** Colleagues named in it. */
  mentions?: readonly string[]
  /** Why it leaves although the wording check holds it back. */
  guardReason?: string
}
/** What of a draft the server has: its version, and `markOf` what was saved. */
export interface Synced { version: number; mark: string }
export interface Draft {
  mode: Mode; reply: string; note: string; files: Readonly<Record<Mode, readonly Attached[]>>; unsent: readonly Unsent[]; synced: Readonly<Record<Mode, Synced>>
  /** Colleagues chosen for the note, by the name that stands in it. */
  named: Readonly<Record<string, string>>
  /** Where the case goes once the answer is sent, as a macro wants it. */
  then: string | null
}

const NEVER: Synced = { version: 0, mark: '' }
export const EMPTY: Draft = { mode: 'reply', reply: '', note: '', files: { reply: [], note: [] }, unsent: [], synced: { reply: NEVER, note: NEVER }, named: {}, then: null }
/** What tells one draft from another. */
export const markOf = (body: string, files: readonly { id: string }[]): string => body.trim() === '' && files.length === 0 ? '' : [body, ...files.map(({ id }) => id)].join('\u0000')
const isEmpty = ({ reply, note, files, unsent, synced }: Draft) => reply === '' && note === '' && synced.reply.mark === '' && synced.note.mark === '' && files.reply.length + files.note.length + unsent.length === 0

export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>
const PREFIX = 'shouwen.draft.'
/** After this a draft is nobody's any more. */
const DAYS_KEPT = 30
const DAY = 86_400_000

export interface Drafts {
  of: (caseId: string) => Draft
  keep: (caseId: string, patch: Partial<Draft>) => void
  /** The cases with something unsent, also those that no page has opened since. */
  withUnsent: () => readonly string[]
  /** Calls whenever a draft changes, here or in another tab; returns how to stop. */
  hear: (listener: () => void) => () => void
  /** Another tab wrote this key. */
  elsewhere: (key: string | null) => void
}

/** The drafts of one person. A shelf that is full or forbidden loses nothing that stands in the page. */
export function openDrafts(shelf: Shelf, staffId: string, now: () => number = Date.now): Drafts {
  const prefix = `${PREFIX}${staffId}.`
  const known = new Map<string, Draft>()
  const listeners = new Set<() => void>()
  const tell = () => { for (const listener of listeners) listener() }
  sweep(shelf, now())

  const of = (caseId: string): Draft => {
    let draft = known.get(caseId)
    if (!draft) known.set(caseId, draft = read(shelf, prefix + caseId))
    return draft
  }
  return {
    of,
    keep: (caseId, patch) => {
      const draft = { ...of(caseId), ...patch }
      known.set(caseId, draft)
      try {
        if (isEmpty(draft)) shelf.removeItem(prefix + caseId)
        else shelf.setItem(prefix + caseId, JSON.stringify({ ...draft, keptAt: now() }))
      } catch { /* full or forbidden: it stands in the page all the same */ }
      tell()
    },
    withUnsent: () => {
      try {
        const keys = Array.from({ length: shelf.length }, (_, n) => shelf.key(n)).filter((key) => key?.startsWith(prefix)) as string[]
        return keys.map((key) => key.slice(prefix.length)).filter((caseId) => of(caseId).unsent.length > 0)
      } catch { return [] }
    },
    hear: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    elsewhere: (key) => {
      if (key !== null && !key.startsWith(prefix)) return
      if (key === null) known.clear()
      else known.delete(key.slice(prefix.length))
      tell()
    },
  }
}

const kept = (text: string | null): (Partial<Draft> & { keptAt?: number }) | null => {
  try { return text ? JSON.parse(text) as Draft & { keptAt: number } : null } catch { return null }
}
function read(shelf: Shelf, key: string): Draft {
  let found: Partial<Draft> | null = null
  try { found = kept(shelf.getItem(key)) } catch { /* forbidden: as if there were none */ }
  if (!found) return EMPTY
  const { mode = 'reply', reply = '', note = '', files = EMPTY.files, unsent = [], synced = EMPTY.synced, named = {}, then = null } = found
  return { mode, reply, note, files, unsent, synced, named, then }
}
/** Takes away what is too old or can't be read. */
function sweep(shelf: Shelf, now: number): void {
  try {
    const keys = Array.from({ length: shelf.length }, (_, n) => shelf.key(n)).filter((key) => key?.startsWith(PREFIX)) as string[]
    for (const key of keys) if (!((kept(shelf.getItem(key))?.keptAt ?? 0) > now - DAYS_KEPT * DAY)) shelf.removeItem(key)
  } catch { /* forbidden: there is nothing to sweep */ }
}

/** Whose names stand in a note with an @ before them, of those that were chosen for it. */
export const mentionsIn = (text: string, named: Readonly<Record<string, string>>): string[] => [...new Set(Object.entries(named).flatMap(([name, id]) => text.includes(`@${name}`) ? [id] : []))]
