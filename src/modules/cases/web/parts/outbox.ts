import { ApiError } from '../../../../kernel/client.ts'
import type { Message } from '../../contract.ts'
import type { Drafts, Mode, Unsent } from './drafts.ts'

/** Messages on their way: shown at once, never lost, never sent twice. */

/** `sending`, or why it did not arrive. */
export type Fate = 'sending' | { fault: unknown }
export interface Outbox {
  /** Both answer whether it has arrived. */
  send: (caseId: string, mode: Mode) => Promise<boolean>
  again: (caseId: string, unsent: Unsent) => Promise<boolean>
  /** Puts an unsent message back where it can be rewritten; false when something else stands there already. */
  takeBack: (caseId: string, unsent: Unsent) => boolean
  discard: (caseId: string, key: string) => void
  fateOf: (key: string) => Fate | undefined
  /** Why the last message of this mode was refused; until something is typed or sent. */
  refusal: (caseId: string, mode: Mode) => ApiError | undefined
  forgive: (caseId: string, mode: Mode) => void
  hear: (listener: () => void) => () => void
}
type Post = (caseId: string, unsent: Unsent) => Promise<Message>

/** Refused by what it says: sending the same again would be refused again. */
const isRefusal = (error: unknown): error is ApiError => error instanceof ApiError && error.status >= 400 && error.status < 500 && ![401, 408, 425, 429].includes(error.status)

export function openOutbox(drafts: Drafts, post: Post, arrived: (caseId: string, message: Message) => void, { newKey = () => crypto.randomUUID() as string, now = Date.now }: { newKey?: () => string; now?: () => number } = {}): Outbox {
  const fates = new Map<string, Fate>()
  const refusals = new Map<string, ApiError>()
  const listeners = new Set<() => void>()
  const tell = () => { for (const listener of listeners) listener() }
  const without = (caseId: string, key: string) => drafts.of(caseId).unsent.filter((one) => one.key !== key)

  const takeBack = (caseId: string, { key, mode, body, files }: Unsent): boolean => {
    const draft = drafts.of(caseId)
    if (draft[mode] !== '' || draft.files[mode].length > 0) return false
    drafts.keep(caseId, { mode, [mode]: body, files: { ...draft.files, [mode]: files }, unsent: without(caseId, key) })
    fates.delete(key)
    tell()
    return true
  }
  const again = async (caseId: string, unsent: Unsent) => {
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
      if (isRefusal(error) && takeBack(caseId, unsent)) refusals.set(`${caseId}.${unsent.mode}`, error)
      return false
    } finally { tell() }
  }
  return {
    again, takeBack,
    send: (caseId, mode) => {
      const draft = drafts.of(caseId)
      const body = draft[mode]
      if (body.trim() === '') return Promise.resolve(false)
      const unsent: Unsent = { key: newKey(), mode, body, files: draft.files[mode], at: now() }
      refusals.delete(`${caseId}.${mode}`)
      drafts.keep(caseId, { [mode]: '', files: { ...draft.files, [mode]: [] }, unsent: [...draft.unsent, unsent] })
      return again(caseId, unsent)
    },
    discard: (caseId, key) => {
      drafts.keep(caseId, { unsent: without(caseId, key) })
      fates.delete(key)
      tell()
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
