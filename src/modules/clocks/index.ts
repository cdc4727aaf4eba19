/** Clocks: every deadline of the house, from the rule that gives it to the second it is met or missed. */
import { shipped } from '../../kernel/definitions.ts'
import { answer, defineModule, serve } from '../../kernel/module.ts'
import { CalendarOpens, CalendarsKnown, HeldSettled } from '../people/contract.ts'
import { calendarKind } from './calendar.ts'
import { ClockBreached, ClockMet, ClockPauseEnded, ClockPaused, ClockResumed, ClockRevised, ClockStarted, ClockStoppedLate, ClockWarned, policies } from './contract.ts'
import { always } from './definitions/always.ts'
import { standard } from './definitions/standard.ts'
import { nextOpen, settledClocks } from './escalation.ts'
import { ring } from './jobs.ts'
import { listCalendars, listPolicies, tryPolicy } from './policies.ts'
import { policyKind } from './policy.ts'

export { calendarKind } from './calendar.ts'
export { clocked } from './clocked.ts'
export { foreseeRevision, reviseClocks } from './commands/revise-clocks.ts'
export { signalClocks } from './commands/signal-clocks.ts'
export { holdClocks, startClock, stopClocks } from './commands/single-clocks.ts'
export { startClocks } from './commands/start-clocks.ts'
export { stepsUp, stillOverdue } from './escalation.ts'
export type { Policy, PolicyBody, PolicyFor } from './policy.ts'
export { policyKind } from './policy.ts'
export { clocksOf, explainClocks } from './queries.ts'
export { dueOf } from './rules.ts'
export { policiesWithin } from './terms.ts'

export const clocksModule = defineModule({
  name: 'clocks',
  events: [ClockStarted, ClockPaused, ClockResumed, ClockPauseEnded, ClockRevised, ClockMet, ClockStoppedLate, ClockWarned, ClockBreached],
  kinds: [calendarKind, policyKind],
  definitions: [shipped(calendarKind, 'standard', standard), shipped(calendarKind, 'always', always)],
  beats: [ring],
  answers: [
    answer(CalendarsKnown, 'clocks.calendars', async (ctx) => listCalendars(ctx)),
    answer(CalendarOpens, 'clocks.calendar-opens', async (ctx, { calendar, at }) => [{ at: nextOpen(ctx, calendar, at) }]),
    answer(HeldSettled, 'clocks.settled', async (ctx, { kind, ids }) => kind === 'clock' ? (await settledClocks(ctx, ids)).map((id) => ({ id })) : []),
  ],
  serves: [serve(policies, {
    list: (ctx) => listPolicies(ctx),
    trial: (ctx, { params, query }) => tryPolicy(ctx, params.version, query),
  })],
})
