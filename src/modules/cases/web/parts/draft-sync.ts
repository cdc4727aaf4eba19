import { ApiError } from '../../../../kernel/client.ts'
import type { Attached } from '../../../files/web/index.ts'
import type { Drafts, Mode } from './drafts.ts'
import { markOf } from './drafts.ts'

/** Keeps drafts on the server, so that they are there on another device; without a server they stay on this browser until there is one. */

/** A draft as the server has it. */
export interface ServerDraft { body: string; attachments: readonly Attached[]; version: number; savedAt: Date }
export type Save = (caseId: string, mode: Mode, draft: { body: string; attachments: readonly Attached[]; version: number }) => Promise<ServerDraft | null>
/** `here`: only on this browser; `saved`: on the server as it stands. */
export type SyncState = 'idle' | 'here' | 'saved'
export interface DraftSync {
  /** Something was typed: it is saved after a pause, and now and then while somebody goes on typing. */
  typed: (caseId: string, mode: Mode) => void
  /** Saves at once what is not saved: on leaving the field, the page or the account. */
  flush: (caseId?: string) => Promise<void>
  /**
   * Takes over what the server has of one's drafts; what was written here since stays, as a conflict where both changed.
   * @param askedAt when the server was asked: an answer older than a save of this browser tells nothing
   * @returns false when the answer was too old for one of them, so that the server must be asked again
   */
  adopt: (caseId: string, drafts: readonly (ServerDraft & { mode: Mode })[], askedAt: number) => boolean
  stateOf: (caseId: string, mode: Mode) => SyncState
  /** The other draft, when it was written elsewhere while this one was written here. */
  conflictOf: (caseId: string, mode: Mode) => ServerDraft | undefined
  settle: (caseId: string, mode: Mode, keep: 'mine' | 'theirs') => void
  /** The version that goes with what is sent now, once what is under way has arrived, or the page is being left. */
  versionSent: (caseId: string, mode: Mode) => Promise<number>
  /** The page is being left, where nothing is waited for any more: what is sent goes with the version that the save under way will bring. */
  leave: () => void
  /** It was sent, and the server has dropped its draft up to this version. */
  wasSent: (caseId: string, mode: Mode, version: number) => void
  hear: (listener: () => void) => () => void
}
const PAUSE_MS = 1_500
const LONGEST_MS = 10_000
const AGAIN_MS = 8_000

export function openDraftSync(drafts: Drafts, save: Save, { now = Date.now, pause = PAUSE_MS, again = AGAIN_MS }: { now?: () => number; pause?: number; again?: number } = {}): DraftSync {
  interface Line { timer: ReturnType<typeof setTimeout> | undefined; since: number; under: Promise<void> | undefined; conflict: ServerDraft | undefined; failed: boolean; savedAt: number; /** What this browser had when it first looked: found on the server later, it is one's own, saved by the page that was left. */ own: string }
  const lines = new Map<string, Line>()
  const listeners = new Set<() => void>()
  let leaving = Promise.withResolvers<'left'>()
  const tell = () => { for (const listener of listeners) listener() }
  const keyOf = (caseId: string, mode: Mode) => `${caseId} ${mode}`
  const lineOf = (caseId: string, mode: Mode): Line => {
    const key = keyOf(caseId, mode)
    let line = lines.get(key)
    if (!line) lines.set(key, line = { timer: undefined, since: 0, under: undefined, conflict: undefined, failed: false, savedAt: 0, own: mineOf(caseId, mode) })
    return line
  }
  const mineOf = (caseId: string, mode: Mode) => { const draft = drafts.of(caseId); return markOf(draft[mode], draft.files[mode]) }
  const isDirty = (caseId: string, mode: Mode) => mineOf(caseId, mode) !== drafts.of(caseId).synced[mode].mark
  const setSynced = (caseId: string, mode: Mode, version: number, mark: string) => drafts.keep(caseId, { synced: { ...drafts.of(caseId).synced, [mode]: { version, mark } } })
  const take = (caseId: string, mode: Mode, from: ServerDraft | null) => {
    const draft = drafts.of(caseId)
    drafts.keep(caseId, { [mode]: from?.body ?? '', files: { ...draft.files, [mode]: from?.attachments ?? [] } })
    setSynced(caseId, mode, from?.version ?? draft.synced[mode].version, from ? markOf(from.body, from.attachments) : '')
  }

  async function push(caseId: string, mode: Mode): Promise<void> {
    const line = lineOf(caseId, mode)
    clearTimeout(line.timer)
    line.timer = undefined
    line.since = 0
    if (line.under) { await line.under; return push(caseId, mode) }
    const draft = drafts.of(caseId)
    const mark = mineOf(caseId, mode)
    // What has been sent and has not arrived leaves its draft on the server until it has.
    if (line.conflict || !isDirty(caseId, mode) || (mark === '' && draft.unsent.some((one) => one.mode === mode))) return
    line.under = (async () => {
      try {
        const answer = await save(caseId, mode, { body: draft[mode], attachments: draft.files[mode], version: draft.synced[mode].version })
        line.savedAt = now()
        line.failed = false
        setSynced(caseId, mode, answer?.version ?? draft.synced[mode].version, mark)
      } catch (error) {
        line.failed = true
        const current = error instanceof ApiError && error.status === 409 ? error.problem.current as (Omit<ServerDraft, 'savedAt'> & { savedAt: string }) | undefined : undefined
        if (current && line.own !== '' && markOf(current.body, current.attachments) === line.own) {
          setSynced(caseId, mode, current.version, line.own)
          line.timer = setTimeout(() => void push(caseId, mode), 0)
        } else if (current) line.conflict = { ...current, savedAt: new Date(current.savedAt) }
        // Refused for good: it may not be seen any more, or is too long. It stays here.
        else if (!(error instanceof ApiError) || error.status >= 500 || [401, 408, 425, 429].includes(error.status)) line.timer = setTimeout(() => void push(caseId, mode), again)
      }
    })()
    await line.under
    line.under = undefined
    tell()
  }

  return {
    typed: (caseId, mode) => {
      const line = lineOf(caseId, mode)
      clearTimeout(line.timer)
      line.since ||= now()
      line.timer = setTimeout(() => void push(caseId, mode), Math.max(0, Math.min(pause, line.since + LONGEST_MS - now())))
    },
    flush: async (caseId) => { await Promise.all([...lines.keys()].map((key) => key.split(' ') as [string, Mode]).filter(([of]) => caseId === undefined || of === caseId).map(([of, mode]) => push(of, mode))) },
    adopt: (caseId, found, askedAt) => {
      let isFresh = true
      for (const mode of ['reply', 'note'] as const) {
        const line = lineOf(caseId, mode)
        if (line.under) continue
        if (line.savedAt >= askedAt) {
          isFresh = false
          continue
        }
        const theirs = found.find((one) => one.mode === mode) ?? null
        const base = drafts.of(caseId).synced[mode]
        const mine = mineOf(caseId, mode)
        const other = theirs ? markOf(theirs.body, theirs.attachments) : ''
        if (!isDirty(caseId, mode)) { if (other !== mine || (theirs && theirs.version !== base.version)) take(caseId, mode, theirs) }
        else if (mine === other && theirs) setSynced(caseId, mode, theirs.version, mine)
        else if (!theirs || theirs.version === base.version) void push(caseId, mode)
        else if (mine === '' && !drafts.of(caseId).unsent.some((one) => one.mode === mode)) take(caseId, mode, theirs)
        else if (other !== '' && other === line.own) {
          setSynced(caseId, mode, theirs.version, other)
          void push(caseId, mode)
        } else if (mine !== '') line.conflict = theirs
      }
      tell()
      return isFresh
    },
    stateOf: (caseId, mode) => mineOf(caseId, mode) === '' ? 'idle' : !isDirty(caseId, mode) ? 'saved' : lineOf(caseId, mode).failed ? 'here' : 'idle',
    conflictOf: (caseId, mode) => lines.get(keyOf(caseId, mode))?.conflict,
    settle: (caseId, mode, keep) => {
      const line = lineOf(caseId, mode)
      const theirs = line.conflict
      if (!theirs) return
      line.conflict = undefined
      if (keep === 'theirs') take(caseId, mode, theirs)
      else { setSynced(caseId, mode, theirs.version, markOf(theirs.body, theirs.attachments)); void push(caseId, mode) }
      tell()
    },
    versionSent: async (caseId, mode) => {
      const line = lineOf(caseId, mode)
      clearTimeout(line.timer)
      const how = await Promise.race([line.under, leaving.promise])
      return drafts.of(caseId).synced[mode].version + (how === 'left' ? 1 : 0)
    },
    leave: () => {
      leaving.resolve('left')
      // A page that is come back to goes on as before.
      leaving = Promise.withResolvers()
    },
    wasSent: (caseId, mode, version) => {
      if (drafts.of(caseId).synced[mode].version > version) return
      lineOf(caseId, mode).savedAt = now()
      setSynced(caseId, mode, version, '')
      if (isDirty(caseId, mode)) void push(caseId, mode)
    },
    hear: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
  }
}
