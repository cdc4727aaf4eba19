import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'
import { FULL_RECORD } from './course/rules.ts'
import { NEEDS_LIABILITY } from './rules.ts'

/** When a complaint can't be closed before somebody has said who is liable (CMP-11). */
export const needsLiability = setting('complaints.needs-liability', z.enum(NEEDS_LIABILITY), 'always')
/** When the whole template of the record is filled in before a complaint is confirmed; else the customer's words are enough (CMP-05). */
export const wholeRecord = setting('complaints.whole-record', z.enum(FULL_RECORD), 'grave')
/** Whether a complaint is closed only once somebody has said its cause. */
export const needsCause = setting('complaints.needs-cause', z.boolean(), true)
/** Whether a complaint is closed only once somebody has said if the customer's concern is resolved (CMP-14). */
export const needsConcern = setting('complaints.needs-concern', z.boolean(), true)
/** Whether a complaint that came without a conversation is acknowledged by a message that leaves by itself (ISO 10002, 7.4). */
export const acknowledgeByItself = setting('complaints.acknowledge-by-itself', z.boolean(), true)
/** Whether customers hear by themselves how far their complaint is (CAS-19). */
export const tellsProgress = setting('complaints.tell-progress', z.boolean(), true)
/** So many days after solving began its customer is asked how content they are so far (CAS-19); 0 asks nobody. */
export const pulseDays = setting('complaints.pulse-days', z.int().min(0).max(60), 3, 'days')
/** What a customer who declines a decision is told about where else to turn; empty for the product's own words. */
export const recourseWords = setting('complaints.recourse', z.string().max(5_000), '')
export const settings = [needsLiability, wholeRecord, needsCause, needsConcern, acknowledgeByItself, tellsProgress, pulseDays, recourseWords] as const
