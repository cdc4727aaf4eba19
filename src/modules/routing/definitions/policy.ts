import { shipped } from '../../../kernel/definitions.ts'
import type { PolicyFor } from '../../clocks/index.ts'
import { policyKind } from '../../clocks/index.ts'
import type { answerClocks } from '../deadlines.ts'

const MINUTE = 60
/** How long whoever was given a case has to begin with it before it goes to somebody else. */
const policy: PolicyFor<typeof answerClocks> = {
  name: { zh: '派单响应时限', en: 'Answer to an assignment' },
  clocks: [{
    key: 'assignee-response', name: { zh: '承办人响应', en: 'Assignee response' }, calendar: 'standard', startOn: ['given'], stopOn: ['settled'],
    rows: [
      { when: { field: 'channel', is: 'equal', value: 'chat' }, seconds: MINUTE },
      { when: { field: 'priority', is: 'equal', value: 'urgent' }, seconds: 10 * MINUTE },
      { seconds: 60 * MINUTE },
    ],
  }],
}
export const answerPolicy = shipped(policyKind, 'routing', policy)
