import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** More changes of hands than this in a flow speak against “concise”. */
export const handoffLimit = setting('flows.handoff-limit', z.int().min(0).max(50), 4)
/** Whether a flow's author may sign it off as well. A house with one manager needs it. */
export const authorMaySignOff = setting('flows.author-may-sign-off', z.boolean(), true)
/** So long after an exception was granted it is looked at again. */
export const reviewDays = setting('flows.exception-review-days', z.int().min(1).max(365), 14, 'days')

export const settings = [handoffLimit, authorMaySignOff, reviewDays] as const
