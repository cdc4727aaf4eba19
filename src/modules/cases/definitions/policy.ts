import { shipped } from '../../../kernel/definitions.ts'
import type { PolicyFor } from '../../clocks/index.ts'
import { policyKind } from '../../clocks/index.ts'
import type { caseClocks } from '../deadlines.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
/** One working day of the shipped calendar. */
const DAY = 9 * HOUR

/** So long a deadline waits for others in all; then somebody has to look whether the case can be ended. */
const MOST_WAITING = 20 * DAY

/** Whoever chats sits and waits. */
const CHAT = { when: { field: 'channel', is: 'equal', value: 'chat' }, seconds: MINUTE, warnBefore: [15] } as const satisfies PolicyFor<typeof caseClocks>['clocks'][number]['rows'][number] | object

/** Tested defaults; no handbook gives a figure (ruling 20), so each company publishes its own. */
const policy: PolicyFor<typeof caseClocks> = {
  name: { zh: '服务时限标准', en: 'Service deadlines' },
  clocks: [
    {
      key: 'first-response', name: { zh: '首次响应', en: 'First response' }, calendar: 'standard', startOn: ['opened'], stopOn: ['answered', 'solved'],
      rows: [
        { ...CHAT, warnBefore: [...CHAT.warnBefore] },
        { when: { field: 'severity', is: 'equal', value: 'critical' }, seconds: 15 * MINUTE, warnBefore: [5 * MINUTE] },
        { when: { field: 'severity', is: 'equal', value: 'serious' }, seconds: 30 * MINUTE, warnBefore: [10 * MINUTE] },
        { when: { field: 'priority', is: 'equal', value: 'urgent' }, seconds: 30 * MINUTE, warnBefore: [10 * MINUTE] },
        { when: { field: 'kind', is: 'one-of', value: ['complaint', 'grumble'] }, seconds: HOUR, warnBefore: [15 * MINUTE] },
        { when: { field: 'priority', is: 'equal', value: 'high' }, seconds: HOUR, warnBefore: [15 * MINUTE] },
        { seconds: 4 * HOUR, warnBefore: [30 * MINUTE] },
      ],
    },
    {
      key: 'next-response', name: { zh: '后续响应', en: 'Next response' }, calendar: 'standard', startOn: ['asked-again'], stopOn: ['answered', 'solved'],
      rows: [
        { ...CHAT, warnBefore: [...CHAT.warnBefore] },
        { when: { field: 'priority', is: 'equal', value: 'urgent' }, seconds: HOUR, warnBefore: [15 * MINUTE] },
        { when: { field: 'kind', is: 'one-of', value: ['complaint', 'grumble'] }, seconds: 4 * HOUR, warnBefore: [30 * MINUTE] },
        { when: { field: 'priority', is: 'equal', value: 'high' }, seconds: 4 * HOUR, warnBefore: [30 * MINUTE] },
        { seconds: DAY, warnBefore: [HOUR] },
      ],
    },
    {
      // Begins anew with each of our answers: whoever waits hears from us again before long, also while nothing is solved (CAS-16).
      key: 'progress', name: { zh: '进度通报', en: 'Progress update' }, calendar: 'standard', startOn: ['answered'], stopOn: ['answered', 'solved'], pauseOn: ['waiting-customer'], pauseLimit: MOST_WAITING,
      rows: [
        { when: { field: 'priority', is: 'equal', value: 'urgent' }, seconds: 4 * HOUR, warnBefore: [30 * MINUTE] },
        { when: { field: 'priority', is: 'equal', value: 'high' }, seconds: DAY, warnBefore: [HOUR] },
        { when: { field: 'kind', is: 'one-of', value: ['complaint', 'grumble'] }, seconds: DAY, warnBefore: [HOUR] },
        { seconds: 2 * DAY, warnBefore: [2 * HOUR] },
      ],
    },
    {
      key: 'solution', name: { zh: '解决', en: 'Solution' }, calendar: 'standard', startOn: ['opened', 'reopened'], stopOn: ['solved'], pauseOn: ['waiting-customer', 'waiting-third'], pauseLimit: MOST_WAITING,
      rows: [
        { when: { field: 'priority', is: 'equal', value: 'urgent' }, seconds: DAY, warnBefore: [2 * HOUR] },
        { when: { field: 'priority', is: 'equal', value: 'high' }, seconds: 2 * DAY, warnBefore: [4 * HOUR] },
        { when: { field: 'kind', is: 'one-of', value: ['complaint', 'grumble'] }, seconds: 3 * DAY, warnBefore: [4 * HOUR] },
        { when: { field: 'service', is: 'one-of', value: ['invoice', 'record-correction'] }, seconds: 2 * DAY, warnBefore: [4 * HOUR] },
        { seconds: 5 * DAY, warnBefore: [DAY] },
      ],
    },
  ],
}
export const casePolicy = shipped(policyKind, 'case', policy)
