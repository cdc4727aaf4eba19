import { shipped } from '../../../kernel/definitions.ts'
import type { PolicyFor } from '../../clocks/index.ts'
import { policyKind } from '../../clocks/index.ts'
import type { complaintClocks } from '../deadlines.ts'

const HOUR = 3_600
/** One working day of the shipped calendar. */
const DAY = 9 * HOUR

/** Tested defaults; the standards ask for an acknowledgement at once and a decision as soon as possible, and give no figure. */
const policy: PolicyFor<typeof complaintClocks> = {
  name: { zh: '投诉告知时限', en: 'Telling about complaints' },
  clocks: [
    { key: 'acknowledgement', name: { zh: '告知受理', en: 'Acknowledgement' }, calendar: 'standard', startOn: ['received'], stopOn: ['acknowledged', 'decided', 'closed'], rows: [{ seconds: 2 * HOUR, warnBefore: [HOUR / 2] }] },
    {
      key: 'decision', name: { zh: '告知处理决定', en: 'Decision' }, calendar: 'standard', startOn: ['received'], stopOn: ['decided', 'closed'],
      rows: [
        { when: { field: 'severity', is: 'equal', value: 'critical' }, seconds: 2 * DAY, warnBefore: [4 * HOUR] },
        { when: { field: 'severity', is: 'equal', value: 'serious' }, seconds: 3 * DAY, warnBefore: [4 * HOUR] },
        { when: { field: 'kind', is: 'equal', value: 'complaint' }, seconds: 10 * DAY, warnBefore: [DAY] },
      ],
    },
  ],
}
export const complaintPolicy = shipped(policyKind, 'complaint', policy as never)
