import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'

/** What the complaint rate is measured against (CMP-21). The base is printed wherever the rate is. */
export const RATE_BASES = { contacts: 'complaint-rate', cases: 'complaint-rate-per-case', customers: 'complaint-rate-per-customer', orders: 'complaint-rate-per-order' } as const
export const rateBase = setting('complaints.rate-base', z.enum(Object.keys(RATE_BASES) as [keyof typeof RATE_BASES, ...(keyof typeof RATE_BASES)[]]), 'contacts')
/** By which time the handling of complaints is measured (CMP-22): the calendar, or working hours. */
export const TIME_METRICS = { calendar: ['complaint-handling-time-mean', 'complaint-handling-time-p90'], working: ['complaint-working-time-mean', 'complaint-working-time-p90'] } as const
export const timeBy = setting('complaints.time-by', z.enum(['calendar', 'working']), 'calendar')
export const figureSettings = [rateBase, timeBy] as const
