import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** Below so many answers nothing is shown of an anonymous form. */
export const leastAnswers = setting('forms.least-answers', z.int().min(1).max(100), 5, 'answers')
/** So long after sending one may change one's own answers. */
export const changeHours = setting('forms.change-hours', z.int().min(0).max(8_760), 24, 'hours')
/** What was begun and not gone on with goes after so long. */
export const draftDays = setting('forms.draft-days', z.int().min(1).max(365), 30, 'days')

export const settings = [leastAnswers, changeHours, draftDays] as const
