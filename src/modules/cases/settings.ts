import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** A customer who writes this long after the close opens a new case; within it the old one is taken up again. */
export const reopenDays = setting('cases.reopen-days', z.int().min(0).max(3_650), 14, 'days')

/** How much longer a case of this priority counts as having waited, in hours: an order in which everything has its turn. */
export const rankHours = setting('cases.rank-hours', z.strictObject({ urgent: z.number().min(-240).max(240), high: z.number().min(-240).max(240), normal: z.number().min(-240).max(240), low: z.number().min(-240).max(240) }), { urgent: 24, high: 6, normal: 0, low: -6 }, 'hours')
/** How long what is sent can be taken back; 0 sends at once. */
export const undoSeconds = setting('cases.undo-seconds', z.int().min(0).max(60), 5, 'seconds')
/** So long before a promise is due whoever gave it is reminded. */
export const promiseWarnMinutes = setting('cases.promise-warn-minutes', z.int().min(1).max(10_080), 30, 'minutes')
/** From this many changes of handler on, a case is told to the supervisor as passed around. */
export const mostTransfers = setting('cases.most-transfers', z.int().min(1).max(50), 3, 'times')

/** The calendar of those who have neither shifts nor a team with hours of its own: outside it what is told further up waits for the next open moment. */
export const escalationCalendar = setting('cases.escalation-calendar', z.string().min(1).max(60), 'standard')
/** Cases of these priorities are told further up at any hour. */
export const atAnyHour = setting('cases.escalation-any-hour', z.array(z.enum(['low', 'normal', 'high', 'urgent'])).max(4), ['urgent'])

export const settings = [escalationCalendar, atAnyHour, mostTransfers, reopenDays, rankHours, undoSeconds, promiseWarnMinutes] as const
