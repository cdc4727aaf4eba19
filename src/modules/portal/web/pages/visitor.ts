import { newKey } from './wire.ts'

/** What this browser calls itself towards the pages of help, so that one sees whether reading spared asking: made up here, kept here, told to nobody else. */
const KEPT = 'portal.visitor'
export function visitor(): string {
  try {
    const kept = localStorage.getItem(KEPT)
    if (kept && /^[0-9a-f]{32}$/.test(kept)) return kept
    const made = newKey()
    localStorage.setItem(KEPT, made)
    return made
  } catch { return '' }
}
/** Only where something was read: who never came here is known by nothing. */
export const knownVisitor = (): string | undefined => { try { return localStorage.getItem(KEPT) ?? undefined } catch { return undefined } }
