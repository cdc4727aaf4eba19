import { separation } from '../../kernel/separation.ts'

/** Who did the step before doesn't approve it. */
export const ownApproval = separation('step.own-approval', 'run.work', 'run.work')
/** Who wrote a flow doesn't sign it off, unless the company allows it. */
export const ownSignOff = separation('flow.own-sign-off', 'definition.write', 'flow.sign-off')
