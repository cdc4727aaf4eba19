import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'

/** Who a row of limits is for: one of the staff grades, or one of the tiers above the execution tier. */
const LIMITED = ['junior', 'intermediate', 'senior', 'supervision', 'management'] as const
const Limits = z.strictObject({
  who: z.enum(LIMITED),
  /** The most somebody may grant a customer by themselves, in whole units of the company's money. */
  compensation: z.int().min(0).max(100_000_000),
  /** The gravest complaint that is assigned to them: 1 minor, 2 moderate, 3 serious, 4 critical. */
  severity: z.int().min(1).max(4),
  /** Whether cases of customers with a VIP mark are assigned to them. */
  vip: z.boolean(),
})

/** What each staff grade may decide alone and is given by assignment. Somebody's own choice or a leader's is never overruled by it. */
export const gradeLimits = setting('people.limits', z.array(Limits).min(1).max(5), [
  { who: 'junior', compensation: 200, severity: 2, vip: false },
  { who: 'intermediate', compensation: 500, severity: 3, vip: false },
  { who: 'senior', compensation: 2_000, severity: 4, vip: true },
  { who: 'supervision', compensation: 10_000, severity: 4, vip: true },
  { who: 'management', compensation: 100_000_000, severity: 4, vip: true },
])
