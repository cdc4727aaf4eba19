import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** How long before a review is due its owner is reminded. */
export const remindDays = setting('library.remind-days', z.int().min(0).max(180), 14, 'days')
/** How often definitions are looked at again for which nobody has said a day. */
export const reviewDays = setting('library.review-days', z.int().min(30).max(3_650), 365, 'days')
export const settings = [remindDays, reviewDays]
