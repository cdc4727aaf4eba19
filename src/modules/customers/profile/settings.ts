import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'

/** From this completeness on a profile is no longer on the list of those to complete. */
export const completeEnough = setting('customers.complete-enough', z.int().min(1).max(100), 80, 'percent')
/** After so many days without a check a word counts as stale. */
export const staleAfter = setting('customers.stale-days', z.int().min(1).max(3_650), 365, 'days')
