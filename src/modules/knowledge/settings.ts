import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** After so many words that a version did not help, its owner reviews it; and again after as many more (KNW-03). */
export const notHelpfulLimit = setting('knowledge.not-helpful-limit', z.int().min(1).max(100), 3)
/** So long its owner has for the review or for deciding on a correction, in days. */
export const reviewWithinDays = setting('knowledge.review-within-days', z.int().min(1).max(60), 3, 'days')
/** After so many searches that found nothing, each person once a day, whoever tends knowledge is given the task to write it. 0 never. */
export const gapTaskAfter = setting('knowledge.gap-task-after', z.int().min(0).max(1_000), 3)
/** Articles beside a case at most. */
export const suggestionsShown = setting('knowledge.suggestions', z.int().min(1).max(20), 5)
export const settings = [notHelpfulLimit, reviewWithinDays, gapTaskAfter, suggestionsShown] as const
