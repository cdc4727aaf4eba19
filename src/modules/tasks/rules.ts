import type { TaskDeed, TaskTitle } from './contract.ts'

/** Pure decisions about a task. Runs on both sides. */

/** What is known of a task and of whoever looks at it. */
export interface Standing {
  state: 'open' | 'done' | 'cancelled'
  byHand: boolean
  /** Whether it came from another module, which alone takes it back. */
  sourced: boolean
  unclaimed: boolean
  isOwner: boolean
  /** Its owner is away, and the reader stands in. */
  standsIn: boolean
  /** Given to a role or team of the reader's. */
  isInvited: boolean
  isMaker: boolean
  /** Past its due moment: then nobody puts it off any more. */
  overdue: boolean
  /** Leads whoever has it, or may give any task to anybody. */
  leads: boolean
}

/** What somebody may do with a task as it stands; commands check the very same list. */
export function deedsOf({ state, byHand, sourced, unclaimed, isOwner, standsIn, isInvited, isMaker, overdue, leads }: Standing): TaskDeed[] {
  if (state !== 'open') return []
  const acts = isOwner || standsIn
  return [
    ...(unclaimed && isInvited ? ['claim'] as const : []),
    ...(acts && byHand ? ['finish'] as const : []),
    ...(acts && !overdue ? ['snooze'] as const : []),
    ...(acts || isMaker || leads ? ['reassign'] as const : []),
    ...((isMaker || leads) && !sourced ? ['change', 'cancel'] as const : []),
  ]
}

/**
 * The next reminder: the first moment after `after` that lies so many minutes before the due moment.
 * @param minutesBefore in any order
 */
export function nextReminder(dueAt: Date | null, after: Date, minutesBefore: readonly number[]): Date | null {
  if (!dueAt) return null
  const moments = minutesBefore.map((minutes) => dueAt.getTime() - minutes * 60_000).filter((at) => at > after.getTime())
  return moments.length ? new Date(Math.min(...moments)) : null
}

/** A title in a language. */
export const titleIn = (title: TaskTitle, locale: string): string => 'text' in title ? title.text : locale === 'en' ? title.en : title.zh
