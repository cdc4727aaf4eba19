import type { Course, PHASES } from './contract.ts'
import { CLOSING_ITEMS } from './contract.ts'

/** Pure decisions about the course of a case. Runs on both sides. */

/** What of the closing checklist is not ticked. */
export const closingMissing = (of: Course['closing']): Course['closingMissing'] => CLOSING_ITEMS.filter((item) => of[item] === false || of[item] === null)

/** Where a consultation stands (CAS-07): first listen, then answer, then follow up. */
export function phaseOf({ need, answer, followedUp }: { need: boolean; answer: boolean; followedUp: boolean }): (typeof PHASES)[number] {
  return !need ? 'listen' : !answer ? 'answer' : !followedUp ? 'follow-up' : 'done'
}
