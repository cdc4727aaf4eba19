import { shipped } from '../../../kernel/definitions.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { metricKind } from '../../metrics/index.ts'

const BY = ['kind', 'channel', 'priority', 'teamId', 'handlerId', 'firstResponderId']
const imported = { when: { field: 'imported', is: 'equal', value: true } as Condition, why: { zh: '导入的历史工单', en: 'Imported history' } }
const complaint: Condition = { field: 'kind', is: 'equal', value: 'complaint' }
const deadline = (key: string): Condition => ({ field: 'key', is: 'equal', value: key })
const inTime: Condition = { field: 'inTime', is: 'equal', value: true }
const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, body as never)

/** Part (b) of the requirements, as far as cases alone tell it. */
export const caseMetrics = [
  metric('cases-received', {
    name: { zh: '受理量', en: 'Cases received' }, formula: { zh: '期间内受理的工单数', en: 'Cases received in the window' },
    unit: 'count', better: 'neither', of: 'case', at: 'createdAt', measure: { kind: 'count' }, by: BY,
  }),
  metric('cases-solved', {
    name: { zh: '解决量', en: 'Cases solved' }, formula: { zh: '期间内解决时限停止的次数', en: 'Times a case was solved in the window' },
    unit: 'count', better: 'higher', of: 'case-deadline', at: 'stoppedAt', base: deadline('solution'), measure: { kind: 'count' }, by: BY,
  }),
  metric('complaints-received', {
    name: { zh: '投诉量', en: 'Complaints received' }, formula: { zh: '期间内受理的投诉数', en: 'Complaints received in the window' },
    unit: 'count', better: 'lower', of: 'case', at: 'createdAt', base: complaint, measure: { kind: 'count' }, by: BY.filter((field) => field !== 'kind'),
  }),
  metric('complaint-rate', {
    name: { zh: '投诉率', en: 'Complaint rate' }, formula: { zh: '投诉数 ÷ 客户来访接触次数 × 1000', en: 'Complaints ÷ contacts by customers × 1,000' },
    unit: 'per-thousand', better: 'lower', of: 'case', at: 'createdAt', base: complaint, exclude: [imported],
    measure: { kind: 'ratio', over: { of: 'interaction', at: 'at', base: { field: 'direction', is: 'equal', value: 'in' } } }, by: ['channel'],
  }),
  metric('first-response-attainment', {
    name: { zh: '首次响应达标率', en: 'First response in time' }, formula: { zh: '按时限首次响应 ÷ 已判定的首次响应', en: 'First responses within their deadline ÷ all that were due or given' },
    unit: 'percent', better: 'higher', of: 'case-deadline', at: 'settledAt', base: deadline('first-response'), measure: { kind: 'share', when: inTime }, by: BY,
  }),
  metric('first-response-time', {
    name: { zh: '首次响应时间（中位数）', en: 'First response time (median)' }, formula: { zh: '从受理到首次响应的工作时间，取中位数', en: 'Working time from receipt to the first response, median' },
    unit: 'seconds', better: 'lower', of: 'case-deadline', at: 'stoppedAt', base: deadline('first-response'), measure: { kind: 'quantile', field: 'workingSeconds', q: 0.5 }, by: BY,
  }),
  metric('first-response-time-p90', {
    name: { zh: '首次响应时间（P90）', en: 'First response time (P90)' }, formula: { zh: '从受理到首次响应的工作时间，取第 90 百分位数', en: 'Working time from receipt to the first response, 90th percentile' },
    unit: 'seconds', better: 'lower', of: 'case-deadline', at: 'stoppedAt', base: deadline('first-response'), measure: { kind: 'quantile', field: 'workingSeconds', q: 0.9 }, by: BY,
  }),
  metric('solved-in-time', {
    name: { zh: '解决及时率', en: 'Solved in time' }, formula: { zh: '时限内解决 ÷ 已解决', en: 'Solved within the deadline ÷ solved' },
    unit: 'percent', better: 'higher', of: 'case-deadline', at: 'stoppedAt', base: deadline('solution'), measure: { kind: 'share', when: inTime }, by: BY,
  }),
  metric('solution-time', {
    name: { zh: '解决时长（中位数）', en: 'Solution time (median)' }, formula: { zh: '从受理到解决的自然时间，取中位数', en: 'Time from receipt to solution by the calendar, median' },
    unit: 'seconds', better: 'lower', of: 'case-deadline', at: 'stoppedAt', base: deadline('solution'), measure: { kind: 'quantile', field: 'elapsedSeconds', q: 0.5 }, by: BY,
  }),
  metric('complaint-handling-time', {
    name: { zh: '投诉处理时长（中位数）', en: 'Complaint handling time (median)' }, formula: { zh: '关闭时间 − 受理时间，取中位数', en: 'Closed − received by the calendar, median' },
    unit: 'seconds', better: 'lower', of: 'case', at: 'closedAt', base: complaint, exclude: [imported], measure: { kind: 'quantile', field: 'handlingSeconds', q: 0.5 }, by: BY.filter((field) => field !== 'kind'),
  }),
  metric('complaint-handling-time-mean', {
    name: { zh: '投诉处理时长（平均）', en: 'Complaint handling time (mean)' }, formula: { zh: '关闭时间 − 受理时间，取平均数', en: 'Closed − received by the calendar, mean' },
    unit: 'seconds', better: 'lower', of: 'case', at: 'closedAt', base: complaint, exclude: [imported], measure: { kind: 'mean', field: 'handlingSeconds' }, by: BY.filter((field) => field !== 'kind'),
  }),
  metric('promise-keeping', {
    name: { zh: '承诺兑现率', en: 'Promises kept' }, formula: { zh: '按时兑现的承诺 ÷ 到期的承诺', en: 'Promises kept in time ÷ promises due' },
    unit: 'percent', better: 'higher', of: 'case-promise', at: 'dueAt', base: { field: 'state', is: 'not-equal', value: 'open' },
    exclude: [{ when: { field: 'state', is: 'equal', value: 'withdrawn' }, why: { zh: '已撤回的承诺', en: 'Promises withdrawn' } }],
    measure: { kind: 'share', when: { field: 'state', is: 'equal', value: 'kept' } }, by: ['kind', 'channel', 'toWhom', 'teamId', 'madeBy'],
  }),
]
