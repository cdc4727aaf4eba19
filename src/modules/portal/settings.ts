import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** Whoever sends a form sooner than this after its page was opened is a program. */
export const leastSeconds = setting('portal.least-seconds', z.int().min(0).max(60), 3, 'seconds')
/** An office shares one address, a neighbourhood one network. */
export const entriesPerAddress = setting('portal.entries-per-address', z.int().min(1).max(10_000), 20, 'entries-per-hour')
export const entriesPerNetwork = setting('portal.entries-per-network', z.int().min(1).max(100_000), 120, 'entries-per-hour')
/** Wrong codes from one address within ten minutes before it must wait. */
export const missesPerAddress = setting('portal.misses-per-address', z.int().min(3).max(1_000), 15, 'attempts')
/** From so many entries within ten minutes on, every form asks the browser for a sum. */
export const floodEntries = setting('portal.flood-entries', z.int().min(1).max(100_000), 60, 'entries')
/** Each bit more doubles the work: 16 take a telephone about a second. */
export const challengeBits = setting('portal.challenge-bits', z.int().min(4).max(24), 16, 'bits')
export const mostFiles = setting('portal.most-files', z.int().min(0).max(20), 5, 'files')
export const mostFileBytes = setting('portal.most-file-bytes', z.int().min(1).max(2 ** 30), 10 * 1024 * 1024, 'bytes')
/** What a customer sees of whoever answers. */
export const staffNames = setting('portal.staff-names', z.enum(['name', 'position', 'nothing']), 'position')
export const showDeadlines = setting('portal.show-deadlines', z.boolean(), true)
/** How long after the last word from us the customer is told by mail that we are still at it; 0 is never. */
export const noticeDays = setting('portal.notice-days', z.int().min(0).max(60), 3, 'days')
export const ratingHours = setting('portal.rating-hours', z.int().min(1).max(720), 24, 'hours')
/** Whether customers who wrote by mail are asked to rate what was solved. */
export const askRating = setting('portal.ask-rating', z.boolean(), true)

export const settings = [leastSeconds, entriesPerAddress, entriesPerNetwork, missesPerAddress, floodEntries, challengeBits, mostFiles, mostFileBytes, staffNames, showDeadlines, noticeDays, ratingHours, askRating] as const
