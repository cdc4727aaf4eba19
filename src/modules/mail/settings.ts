import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

const MiB = 1024 * 1024
/** Larger mails are not fetched: only their header is kept, in quarantine. */
export const mostBytes = setting('mail.most-bytes', z.int().min(10_000).max(1024 * MiB), 50 * MiB, 'bytes')
/** More than so many mails from one address in so many minutes is a loop until somebody says otherwise. */
export const rateWindows = setting('mail.loop-windows', z.array(z.strictObject({ minutes: z.int().min(1).max(1_440), mails: z.int().min(1).max(100_000) })).min(1).max(5), [{ minutes: 10, mails: 60 }, { minutes: 60, mails: 150 }, { minutes: 1_440, mails: 600 }])
/** An address hears by itself from us at most so often in 24 hours. */
export const acknowledgementsADay = setting('mail.acknowledgements-a-day', z.int().min(0).max(1_000), 5)
/** Where a server has no IDLE, and as a second look where it has. */
export const pollSeconds = setting('mail.poll-seconds', z.int().min(1).max(3_600), 60, 'seconds')
/** After so many failures in a row the supervisors hear of it. */
export const tellAfterFailures = setting('mail.tell-after-failures', z.int().min(1).max(100), 5)

export const settings = [mostBytes, rateWindows, acknowledgementsADay, pollSeconds, tellAfterFailures] as const
