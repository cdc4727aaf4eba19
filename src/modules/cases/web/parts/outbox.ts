import { ApiError } from '../../../../kernel/client.ts'
import type { Message } from '../../contract.ts'
import type { Drafts, Mode, Unsent } from './drafts.ts'
import { mentionsIn } from './drafts.ts'

/** Messages on their way: shown at once, to be taken back for a moment, never lost, never sent twice. */

/** `waiting` until its moment to leave, `sending`, or why it did not arrive. */
export type Fate = 'waiting' | 'sending' | { fault: unknown }
export interface Outbox {
  /** Sends what is written after so many seconds, in which it can be taken back; answers whether it has arrived. */
  send: (caseId: string, mode: Mode, seconds?: number, guardReason?: string) => Promise<boolean>
  /** Sends it now, also when it waited; answers whether it has arrived. */
  again: (caseId: string, unsent: Unsent) => Promise<boolean>
  /** Puts an unsent message back where it can be rewritten; false when something else stands there already, or it is under way. */
  takeBack: (caseId: string, unsent: Unsent) => boolean
  discard: (caseId: string, key: string) => void
  /** Sends what an earlier page left behind and what failed for want of a connection. */
  resume: () => void
  /** Sends at once whatever still waits: of a case before the next deed on it, of all when the page is being left. */
  hurry: (caseId?: string) => Promise<void>
  fateOf: (key: string) => Fate | undefined
  /** Why the last message of this mode was refused; until something is typed or sent. */
  refusal: (caseId: string, mode: Mode) => ApiError | undefined
  forgive: (caseId: string, mode: Mode) => void
  hear: (listener: () => void) => () => void
}
type Post = (caseId: string, unsent: Unsent) => Promise<Message>

/** Refused by what it says: sending the same again would be refused again. */
const isRefusal = (error: unknown): error is ApiError => error instanceof ApiError && error.status >= 400 && error.status < 500 && ![401, 408, 425, 429].includes(error.status)

export function openOutbox(drafts: Drafts, post: Post, arrived: (caseId: string, message: Message) => void, { newKey = () => crypto.randomUUID() as string, now = Date.now, begun }: { newKey?: () => string; now?: () => number; begun?: (caseId: string, unsent: Unsent) => void } = {}): Outbox {
  const fates = new Map<string, Fate>()
  const refusals = new Map<string, ApiError>()
  /** How what waits is told to leave (true) or not to (false). */
  const waits = new Map<string, (leaves: boolean) => void>()
  const underWay = new Map<string, Promise<boolean>>()
  const listeners = new Set<() => void>()
  const tell = () => { for (const listener of listeners) listener() }
  const without = (caseId: string, key: string) => drafts.of(caseId).unsent.filter((one) => one.key !== key)
  const isThere = (caseId: string, key: string) => drafts.of(caseId).unsent.some((one) => one.key === key)

  const putBack = (caseId: string, { key, mode, body, files }: Unsent): boolean => {
    const draft = drafts.of(caseId)
    if (draft[mode] !== '' || draft.files[mode].length > 0) return false
    drafts.keep(caseId, { mode, [mode]: body, files: { ...draft.files, [mode]: files }, unsent: without(caseId, key) })
    fates.delete(key)
    tell()
    return true
  }
  const leave = async (caseId: string, unsent: Unsent): Promise<boolean> => {
    fates.set(unsent.key, 'sending')
    tell()
    try {
      const message = await post(caseId, unsent)
      arrived(caseId, message)
      drafts.keep(caseId, { unsent: without(caseId, unsent.key) })
      fates.delete(unsent.key)
      return true
    } catch (error) {
      fates.set(unsent.key, { fault: error })
      if (isRefusal(error) && putBack(caseId, unsent)) refusals.set(`${caseId}.${unsent.mode}`, error)
      return false
    } finally { tell() }
  }
  const wait = async (caseId: string, unsent: Unsent): Promise<boolean> => {
    const milliseconds = (unsent.leavesAt ?? 0) - now()
    if (milliseconds > 0) {
      fates.set(unsent.key, 'waiting')
      tell()
      const leaves = await new Promise<boolean>((decide) => {
        const timer = setTimeout(() => decide(true), milliseconds)
        waits.set(unsent.key, (yes) => { clearTimeout(timer); decide(yes) })
      })
      waits.delete(unsent.key)
      if (!leaves || !isThere(caseId, unsent.key)) return false
    }
    return leave(caseId, unsent)
  }
  const again = (caseId: string, unsent: Unsent): Promise<boolean> => {
    waits.get(unsent.key)?.(true)
    return underWay.get(unsent.key) ?? start(caseId, unsent, leave)
  }
  const start = (caseId: string, unsent: Unsent, how: typeof leave): Promise<boolean> => {
    const going = how(caseId, unsent).finally(() => underWay.delete(unsent.key))
    underWay.set(unsent.key, going)
    return going
  }
  return {
    again,
    send: (caseId, mode, seconds = 0, guardReason = undefined) => {
      const draft = drafts.of(caseId)
      const body = draft[mode]
      if (body.trim() === '') return Promise.resolve(false)
      const mentions = mode === 'note' ? mentionsIn(body, draft.named) : []
      const unsent: Unsent = { key: newKey(), mode, body, files: draft.files[mode], at: now(), ...(mentions.length ? { mentions } : {}), ...(guardReason ? { guardReason } : {}), ...(seconds > 0 ? { leavesAt: now() + seconds * 1_000 } : {}) }
      refusals.delete(`${caseId}.${mode}`)
      begun?.(caseId, unsent)
      drafts.keep(caseId, { [mode]: '', ...(mode === 'reply' ? { then: null } : {}), files: { ...draft.files, [mode]: [] }, unsent: [...draft.unsent, unsent] })
      return start(caseId, unsent, wait)
    },
    takeBack: (caseId, unsent) => {
      if (fates.get(unsent.key) === 'sending' || !putBack(caseId, unsent)) return false
      waits.get(unsent.key)?.(false)
      return true
    },
    discard: (caseId, key) => {
      drafts.keep(caseId, { unsent: without(caseId, key) })
      waits.get(key)?.(false)
      fates.delete(key)
      tell()
    },
    resume: () => {
      for (const caseId of drafts.withUnsent()) {
        for (const unsent of drafts.of(caseId).unsent) {
          const fate = fates.get(unsent.key)
          if (fate === undefined) void start(caseId, unsent, wait)
          else if (typeof fate === 'object' && !(fate.fault instanceof ApiError)) void start(caseId, unsent, leave)
        }
      }
    },
    hurry: async (caseId) => {
      const keys = caseId === undefined ? [...waits.keys()] : drafts.of(caseId).unsent.map(({ key }) => key).filter((key) => waits.has(key))
      await Promise.all(keys.map((key) => { waits.get(key)?.(true); return underWay.get(key) }))
    },
    fateOf: (key) => fates.get(key),
    refusal: (caseId, mode) => refusals.get(`${caseId}.${mode}`),
    forgive: (caseId, mode) => { if (refusals.delete(`${caseId}.${mode}`)) tell() },
    hear: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
  }
}
