import { shipped } from '../../../kernel/definitions.ts'
import type { PolicyFor } from '../../clocks/index.ts'
import { policyKind } from '../../clocks/index.ts'
import { WITHIN } from '../contract.ts'
import type { requestClocks } from '../deadlines.ts'

const HOUR = 3_600
/** One working day of the shipped calendar. */
const DAY = 9 * HOUR
const SECONDS = { '1h': HOUR, '2h': 2 * HOUR, '4h': 4 * HOUR, '1d': DAY, '2d': 2 * DAY, '3d': 3 * DAY, '5d': 5 * DAY, '10d': 10 * DAY } as const

const policy: PolicyFor<typeof requestClocks> = {
  name: { zh: '部门协作时限', en: 'Replies between departments' },
  clocks: [{
    key: 'reply', name: { zh: '答复', en: 'Reply' }, calendar: 'standard', startOn: ['asked'], stopOn: ['answered', 'withdrawn'], pauseOn: ['asked-back'],
    rows: WITHIN.map((within) => ({ when: { field: 'within', is: 'equal', value: within }, seconds: SECONDS[within], warnBefore: [SECONDS[within] / 4] })),
  }],
}
export const requestPolicy = shipped(policyKind, 'department-request', policy as never)
