import type { Ctx } from '../../kernel/context.ts'
import type { Compiled, Definitions } from '../../kernel/definitions.ts'
import { AppError } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { calendarKind } from './calendar.ts'
import type { WorkCalendar } from './calendar.ts'
import { policyKind } from './policy.ts'
import type { Policy, PolicyClock } from './policy.ts'
import type { Terms } from './rules.ts'
import type { Pins } from './tables.ts'

/** Terms together with the versions they come from. */
export interface PinnedTerms extends Terms {
  pins: Pins
  policy: Compiled<Policy>
  clock: PolicyClock
  work: Compiled<WorkCalendar>
  warnBefore: readonly number[]
}

/** Where the policy of a kind of record comes from, when it is no definition of its own: a part of another one, such as a flow's steps. */
export type PolicySource = (definitions: Definitions, id: string) => Compiled<Policy>
const sources = new Map<string, PolicySource>()
/** Declares that the clocks of these records are bound to a part of another definition. @throws Error when it has been declared by another */
export function policiesWithin(subjectKind: string, source: PolicySource): void {
  if (sources.has(subjectKind)) throw new Error(`the policies of ${subjectKind} are declared twice`)
  sources.set(subjectKind, source)
}
/** The policy that a record's clock is bound to. */
export const policyOf = (definitions: Definitions, subjectKind: string, id: string): Compiled<Policy> => (sources.get(subjectKind) ?? ((of, one) => of.version(policyKind, one)))(definitions, id)

/** The terms that a clock was bound to, from memory. */
export function termsOf(definitions: Definitions, subjectKind: string, key: string, pins: Pins): PinnedTerms {
  const policy = policyOf(definitions, subjectKind, pins.policy_id)
  return bind(policy, policy.is.byKey.get(key) as PolicyClock, pins.policy_row, definitions.version(calendarKind, pins.calendar_id), pins.zone)
}

/**
 * Binds a clock of a policy to the version of its calendar that the policy was published with, for a shipped policy to the one in force at `at`;
 * in the company's zone where the calendar has none of its own.
 * @throws AppError refused clock.no-calendar
 */
export function bindNow(ctx: Ctx, policy: Compiled<Policy>, clock: PolicyClock, row: number, at: Date = ctx.now): PinnedTerms {
  const pinned = policy.pins[`${calendarKind.kind}/${clock.calendar}`]
  let work: Compiled<WorkCalendar>
  try { work = pinned ? ctx.definitions.version(calendarKind, pinned) : ctx.definitions.current(calendarKind, clock.calendar, at) } catch {
    throw new AppError('refused', 'clock.no-calendar', { params: { policy: policy.key, clock: clock.key, calendar: clock.calendar } })
  }
  return bind(policy, clock, row, work, work.is.zoneIn(ctx.settings.get(companyZone)))
}

/** Where no row fits: time is counted, so that a row that fits later finds how long it has been. */
const NOT_NOW: Pick<PolicyClock['rows'][number], 'seconds' | 'warnBefore'> = { seconds: Infinity, warnBefore: [] }

function bind(policy: Compiled<Policy>, clock: PolicyClock, row: number, work: Compiled<WorkCalendar>, zone: string): PinnedTerms {
  const { seconds, warnBefore } = clock.rows[row] ?? NOT_NOW
  return { calendar: work.is.inZone(zone), seconds, warnBefore, pauseLimit: clock.pauseLimit, policy, clock, work, pins: { policy_id: policy.id, policy_row: row, calendar_id: work.id, zone } }
}
