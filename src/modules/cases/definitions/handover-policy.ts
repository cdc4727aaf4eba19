import { shipped } from '../../../kernel/definitions.ts'
import type { PolicyFor } from '../../clocks/index.ts'
import { policyKind } from '../../clocks/index.ts'
import type { handoverClocks } from '../deadlines.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** How long an offer waits for its receiver; a tested default, since no handbook gives a figure. */
const policy: PolicyFor<typeof handoverClocks> = {
  name: { zh: '交接接收时限', en: 'Acceptance of handovers' },
  clocks: [{
    key: 'acceptance', name: { zh: '接收交接', en: 'Acceptance' }, calendar: 'standard', startOn: ['offered'], stopOn: ['settled'],
    rows: [
      { when: { field: 'priority', is: 'equal', value: 'urgent' }, seconds: 15 * MINUTE, warnBefore: [5 * MINUTE] },
      { when: { field: 'priority', is: 'equal', value: 'high' }, seconds: HOUR, warnBefore: [15 * MINUTE] },
      { seconds: 2 * HOUR, warnBefore: [30 * MINUTE] },
    ],
  }],
}
export const handoverPolicy = shipped(policyKind, 'handover', policy)
