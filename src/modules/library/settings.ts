import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** How long before a review is due its owner is reminded. */
export const remindDays = setting('library.remind-days', z.int().min(0).max(180), 14, 'days')
/** How often definitions are looked at again for which nobody has said a day. */
export const reviewDays = setting('library.review-days', z.int().min(30).max(3_650), 365, 'days')
/** Whether an agreement in force has to be confirmed before customers are shown to somebody who signs in. */
export const agreementFirst = setting('library.agreement-first', z.boolean(), true)
/** How often whoever has not confirmed an agreement in force is reminded of it. */
export const agreementRemindDays = setting('library.agreement-remind-days', z.int().min(1).max(90), 3, 'days')
export const settings = [remindDays, reviewDays, agreementFirst, agreementRemindDays]
