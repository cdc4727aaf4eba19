/** Clocks: every deadline of the house, from the rule that gives it to the second it is met or missed. */
import { shipped } from '../../kernel/definitions.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { calendarKind } from './calendar.ts'
import { ClockBreached, ClockMet, ClockPauseEnded, ClockPaused, ClockResumed, ClockRevised, ClockStarted, ClockStoppedLate, ClockWarned, policies } from './contract.ts'
import { always } from './definitions/always.ts'
import { standard } from './definitions/standard.ts'
import { ring } from './jobs.ts'
import { listPolicies, tryPolicy } from './policies.ts'
import { policyKind } from './policy.ts'

export { calendarKind } from './calendar.ts'
export { clocked } from './clocked.ts'
export { reviseClocks } from './commands/revise-clocks.ts'
export { signalClocks } from './commands/signal-clocks.ts'
export { holdClocks, startClock, stopClocks } from './commands/single-clocks.ts'
export { startClocks } from './commands/start-clocks.ts'
export { nextOpen, stepsUp, stillOverdue } from './escalation.ts'
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
  serves: [serve(policies, {
    list: (ctx) => listPolicies(ctx),
    trial: (ctx, { params, query }) => tryPolicy(ctx, params.version, query),
  })],
})
