import type { Ctx } from '../../../kernel/context.ts'
import { companyLanguage } from '../../../kernel/frame.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { workingBetween } from '../../../pure/worktime/index.ts'
import { calendarKind, policyKind } from '../../clocks/index.ts'
import { recourseWords } from '../settings.ts'

/** What anybody may know of how complaints are worked (ISO 10002, 7.1): the times of the policy in force, and where to turn after a decision. */

/** `n` working hours, or whole working days where the time is made of them. */
export interface PromisedTime { n: number; unit: 'hours' | 'days' }
export interface PromisedCourse { acknowledgement: PromisedTime | null; decision: PromisedTime | null; recourse: string; /** The version of the policy that the times are from. */ version: number }

const DAY_MS = 86_400_000
/** A complaint about which nothing special is known. */
const PLAIN = { kind: 'complaint', channel: 'portal', severity: null }

export function promisedCourse(ctx: Pick<Ctx, 'definitions' | 'now' | 'settings'>, locale: 'zh-CN' | 'en'): PromisedCourse {
  const { is: policy, version } = ctx.definitions.current(policyKind, 'complaint', ctx.now)
  const timeOf = (key: string): PromisedTime | null => {
    const clock = policy.byKey.get(key)
    const seconds = clock?.rows.find(({ fits }) => fits(PLAIN))?.seconds
    if (!clock || seconds === undefined) return null
    const day = longestDay(ctx, clock.calendar)
    return day && seconds >= day && seconds % day === 0 ? { n: seconds / day, unit: 'days' } : { n: Math.round(seconds / 360) / 10, unit: 'hours' }
  }
  const own = ctx.settings.get(recourseWords).trim()
  // A company writes its own words in one language.
  return { acknowledgement: timeOf('acknowledgement'), decision: timeOf('decision'), recourse: own && locale === ctx.settings.get(companyLanguage) ? own : say(locale, 'complaint.recourse-text'), version }
}

/** Working seconds of the longest of the seven days to come. */
function longestDay(ctx: Pick<Ctx, 'definitions' | 'now'>, key: string): number {
  // Read in UTC, so that its days begin at midnight there.
  const calendar = ctx.definitions.current(calendarKind, key, ctx.now).is.inZone('UTC')
  const today = Math.floor(ctx.now.getTime() / DAY_MS) * DAY_MS
  return Math.max(...[0, 1, 2, 3, 4, 5, 6].map((n) => workingBetween(calendar, new Date(today + n * DAY_MS), new Date(today + (n + 1) * DAY_MS))))
}
