import { shipped } from '../../../kernel/definitions.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { metricKind } from '../../metrics/index.ts'

const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, body as never)
const yes = (field: string) => ({ field, is: 'equal', value: true }) as const
const SAID_BY = ['tone', 'source', 'staffId', 'departmentId']

/** Who takes part with suggestions, and whether what is said to us is answered in time. */
export const participationMetrics = [
  metric('suggestion-participation', {
    name: { zh: '建议参与率', en: 'Take part with suggestions' }, formula: { zh: '期间内提出过建议的员工 ÷ 期间内在职员工', en: 'Staff with at least one suggestion in the window ÷ staff who worked here in it' },
    unit: 'percent', better: 'higher', of: 'suggestion', at: 'createdAt', distinct: 'authorId', measure: { kind: 'ratio', over: { of: 'staff-day', at: 'day', distinct: 'staffId', exclude: [] } }, by: [], frequency: 'month',
  }),
  metric('suggestions-adopted', {
    name: { zh: '建议采纳率', en: 'Suggestions adopted' }, formula: { zh: '已采纳 ÷ 期间内提出的建议', en: 'Adopted ÷ suggestions made in the window' },
    unit: 'percent', better: 'higher', of: 'suggestion', at: 'createdAt', measure: { kind: 'share', when: yes('adopted') }, by: ['area', 'departmentId', 'authorId'], frequency: 'month',
  }),
  metric('feedback-answered-in-time', {
    name: { zh: '反馈按时答复率', en: 'Feedback answered in time' }, formula: { zh: '时限内答复 ÷ 已到期或已答复的反馈', en: 'Answered within its time ÷ feedback answered or overdue' },
    unit: 'percent', better: 'higher', of: 'feedback', at: 'settledAt', measure: { kind: 'share', when: yes('inTime') }, by: SAID_BY,
  }),
  metric('feedback-received', {
    name: { zh: '表扬与批评', en: 'Praise and criticism' }, formula: { zh: '期间内收到的表扬、批评和意见', en: 'Praise, criticism and ideas heard in the window' },
    unit: 'count', better: 'neither', of: 'feedback', at: 'saidAt', measure: { kind: 'count' }, by: SAID_BY,
  }),
  metric('criticism-changed', {
    name: { zh: '批评促成改变的比例', en: 'Criticism that changed something' }, formula: { zh: '写明了改变的批评 ÷ 期间内收到的批评', en: 'Criticism with a change written down ÷ criticism heard in the window' },
    unit: 'percent', better: 'higher', of: 'feedback', at: 'saidAt', base: { field: 'tone', is: 'equal', value: 'criticism' }, measure: { kind: 'share', when: yes('changed') }, by: ['source', 'staffId', 'departmentId'], frequency: 'month',
  }),
]
