import { shipped } from '../../../kernel/definitions.ts'
import type { PolicyFor } from '../../clocks/index.ts'
import { policyKind } from '../../clocks/index.ts'
import type { feedbackClocks, suggestionClocks } from '../deadlines.ts'

/** One working day of the shipped calendar. */
const DAY = 9 * 3_600

const suggestion: PolicyFor<typeof suggestionClocks> = {
  name: { zh: '员工建议答复时限', en: 'Answers to suggestions' },
  clocks: [{ key: 'decision', name: { zh: '答复', en: 'Decision' }, calendar: 'standard', startOn: ['submitted'], stopOn: ['decided', 'withdrawn'], pauseOn: [], rows: [{ seconds: 10 * DAY, warnBefore: [2 * DAY] }] }],
}
const feedback: PolicyFor<typeof feedbackClocks> = {
  name: { zh: '表扬与批评答复时限', en: 'Answers to praise and criticism' },
  clocks: [{
    key: 'reply', name: { zh: '答复', en: 'Reply' }, calendar: 'standard', startOn: ['taken'], stopOn: ['answered', 'withdrawn'], pauseOn: [],
    rows: [{ when: { field: 'source', is: 'equal', value: 'customer' }, seconds: 2 * DAY, warnBefore: [DAY / 2] }, { when: { field: 'tone', is: 'equal', value: 'criticism' }, seconds: 3 * DAY, warnBefore: [DAY] }, { seconds: 5 * DAY, warnBefore: [DAY] }],
  }],
}
export const answerPolicies = [shipped(policyKind, 'suggestion', suggestion as never), shipped(policyKind, 'feedback', feedback as never)]
