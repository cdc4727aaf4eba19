import { LIABILITIES } from '../cases/contract.ts'

/** Decisions about complaints, pure. */

export { LIABILITIES }
export type Liability = (typeof LIABILITIES)[number]
/** Kinds of cases that are complaints: the formal one, and the grumble that is only noted (CMP-19). */
export const COMPLAINT_KINDS: readonly string[] = ['complaint', 'grumble']
export const APOLOGY_WAYS = ['phone', 'in-person', 'letter'] as const
export type ApologyWay = (typeof APOLOGY_WAYS)[number]

/** What an apology costs, by who is liable (requirements (e) 1): nothing when it is our fault, a yes when it is shared, a word of caution while nobody knows, and it is not made when it is not ours. */
export const apologyRuleOf = (liability: Liability, approved: boolean): 'allowed' | 'warned' | 'needs-approval' | 'refused' =>
  liability === 'ours' || (liability === 'shared' && approved) ? 'allowed' : liability === 'shared' ? 'needs-approval' : liability === 'not-ours' ? 'refused' : 'warned'

/** When a complaint whose liability is undetermined may not be closed: never, once somebody has begun to judge it, or always. */
export const NEEDS_LIABILITY = ['never', 'begun', 'always'] as const
export interface Closing { liability: Liability; judged: boolean; apologised: boolean }
/** What stands against closing a complaint. */
export function againstClosing({ liability, judged, apologised }: Closing, needs: (typeof NEEDS_LIABILITY)[number]): ('complaint.no-apology' | 'complaint.liability-undetermined')[] {
  return [
    ...(liability === 'ours' && !apologised ? ['complaint.no-apology' as const] : []),
    ...(liability === 'undetermined' && (needs === 'always' || (needs === 'begun' && judged)) ? ['complaint.liability-undetermined' as const] : []),
  ]
}
