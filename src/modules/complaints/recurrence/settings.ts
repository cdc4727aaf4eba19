import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'
import { RECURRENCE_SORTS } from './rules.ts'

/** So many complaints of the same cause within so many days are a recurrence (CMP-03): of all, of one customer, of one product. */
export const recurrenceRules = setting('complaints.recurrence', z.array(z.strictObject({ sort: z.enum(RECURRENCE_SORTS), needed: z.int().min(2).max(1_000), days: z.int().min(1).max(366) })).max(12), [{ sort: 'cause', needed: 3, days: 30 }, { sort: 'customer', needed: 2, days: 90 }, { sort: 'product', needed: 3, days: 30 }])
