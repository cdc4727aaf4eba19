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
  metric('solution-attainment', {
    name: { zh: '解决达标率', en: 'Solution in time' }, formula: { zh: '时限内解决 ÷（已解决 + 未解决且已超时）', en: 'Solved within the deadline ÷ all solved or open past their deadline' },
    unit: 'percent', better: 'higher', of: 'case-deadline', at: 'settledAt', base: deadline('solution'), measure: { kind: 'share', when: inTime }, by: BY,
  }),
  metric('deadline-attainment', {
    name: { zh: '时限达标率', en: 'Deadlines kept' }, formula: { zh: '按时完成的时限 ÷（已完成 + 未完成且已超时的时限）', en: 'Deadlines met ÷ all that were met, missed, or are open past due' },
    unit: 'percent', better: 'higher', of: 'case-deadline', at: 'settledAt', measure: { kind: 'share', when: inTime }, by: ['key', ...BY],
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
  metric('complaint-handling-time-p90', {
    name: { zh: '投诉处理时长（P90）', en: 'Complaint handling time (P90)' }, formula: { zh: '关闭时间 − 受理时间，取第 90 百分位数', en: 'Closed − received by the calendar, 90th percentile' },
    unit: 'seconds', better: 'lower', of: 'case', at: 'closedAt', base: complaint, exclude: [imported], measure: { kind: 'quantile', field: 'handlingSeconds', q: 0.9 }, by: BY.filter((field) => field !== 'kind'),
  }),
  metric('complaint-working-time', {
    name: { zh: '投诉处理工时（中位数）', en: 'Complaint working time (median)' }, formula: { zh: '从受理到解决的工作时间，取中位数', en: 'Working time from receipt to solution, median' },
    unit: 'seconds', better: 'lower', of: 'case-deadline', at: 'stoppedAt', base: { all: [deadline('solution'), complaint] }, measure: { kind: 'quantile', field: 'workingSeconds', q: 0.5 }, by: BY.filter((field) => field !== 'kind'),
  }),
  metric('complaint-rate-per-case', {
    name: { zh: '投诉率（按工单）', en: 'Complaint rate (of cases)' }, formula: { zh: '投诉数 ÷ 受理工单数 × 1000', en: 'Complaints ÷ cases received × 1,000' },
    unit: 'per-thousand', better: 'lower', of: 'case', at: 'createdAt', base: complaint, exclude: [imported], measure: { kind: 'ratio', over: { of: 'case', at: 'createdAt', exclude: [imported] } }, by: ['channel', 'priority', 'teamId', 'handlerId', 'firstResponderId'],
  }),
  metric('complaint-rate-per-customer', {
    name: { zh: '投诉率（按活跃客户）', en: 'Complaint rate (of active customers)' }, formula: { zh: '投诉数 ÷ 期间内有来访的客户数 × 1000', en: 'Complaints ÷ customers who contacted us in the window × 1,000' },
    unit: 'per-thousand', better: 'lower', of: 'case', at: 'createdAt', base: complaint, exclude: [imported],
    measure: { kind: 'ratio', over: { of: 'interaction', at: 'at', base: { field: 'direction', is: 'equal', value: 'in' }, distinct: 'customerId' } }, by: ['channel'],
  }),
  metric('solution-rate', {
    name: { zh: '问题解决率', en: 'Solved' }, formula: { zh: '有解决结果且未重新打开的工单 ÷ 关闭的工单', en: 'Cases closed with a solution and not opened again ÷ cases closed' },
    unit: 'percent', better: 'higher', of: 'case', at: 'closedAt', exclude: [imported], measure: { kind: 'share', when: { all: [{ field: 'solved', is: 'equal', value: true }, { field: 'reopened', is: 'equal', value: false }] } }, by: BY,
  }),
  metric('first-contact-resolution', {
    name: { zh: '首次解决率', en: 'First contact resolution' },
    formula: { zh: '客户只联系一次（期间的来信、来电、来访都算再次联系，已归到别的事项的除外）即解决、未重新打开、且关闭后 7 日内未就同类事项再次来访的工单 ÷ 关闭的工单；关闭不满 7 日的尚不计入', en: 'Cases solved and not opened again with the customer turning to us once (letters, calls and visits in between count, but for those that belong to another matter), and not again with the same kind of matter within 7 days of closing ÷ cases closed; those closed less than 7 days ago are not counted yet' },
    unit: 'percent', better: 'higher', of: 'case', at: 'closedAt', base: { all: [{ field: 'statusClass', is: 'equal', value: 'closed' }, { field: 'closedAt', is: 'before', value: { ago: 7 * 86_400 } }] }, exclude: [imported],
    measure: { kind: 'share', when: { all: [{ field: 'solved', is: 'equal', value: true }, { field: 'firstContact', is: 'equal', value: true }, { field: 'recontacted', is: 'equal', value: false }, { field: 'reopened', is: 'equal', value: false }] } }, by: BY, settlesAfterDays: 8,
  }),
  metric('first-responder-completion', {
    name: { zh: '首问负责完成率', en: 'Carried through by the first responder' }, formula: { zh: '首问责任人本人按时确认关闭的工单 ÷ 关闭的工单', en: 'Cases closed in time by their first responder ÷ cases closed' },
    unit: 'percent', better: 'higher', of: 'case', at: 'closedAt', exclude: [imported], measure: { kind: 'share', when: { all: [{ field: 'confirmedByFirst', is: 'equal', value: true }, { field: 'late', is: 'equal', value: false }] } }, by: BY,
  }),
  metric('buck-passing', {
    name: { zh: '推诿率', en: 'Passing the buck' }, formula: { zh: '转手超过 2 次或转出后又退回的工单 ÷ 关闭的工单', en: 'Cases handed over more than twice, or sent back and forth ÷ cases closed' },
    unit: 'percent', better: 'lower', of: 'case', at: 'closedAt', exclude: [imported], measure: { kind: 'share', when: { any: [{ field: 'transfers', is: 'more', value: 2 }, { field: 'passed', is: 'equal', value: 'back-and-forth' }] } }, by: BY,
  }),
  metric('reopened-share', {
    name: { zh: '重新打开率', en: 'Opened again' }, formula: { zh: '解决后又重新打开的工单 ÷ 关闭的工单', en: 'Cases opened again after they were solved ÷ cases closed' },
    unit: 'percent', better: 'lower', of: 'case', at: 'closedAt', exclude: [imported], measure: { kind: 'share', when: { field: 'reopened', is: 'equal', value: true } }, by: BY,
  }),
  metric('defect-share', {
    name: { zh: '缺陷率', en: 'Defects' }, formula: { zh: '有时限逾期、曾重新打开或推诿的工单 ÷ 关闭的工单', en: 'Cases with a missed deadline, opened again or passed on ÷ cases closed' },
    unit: 'percent', better: 'lower', of: 'case', at: 'closedAt', exclude: [imported],
    measure: { kind: 'share', when: { any: [{ field: 'late', is: 'equal', value: true }, { field: 'reopened', is: 'equal', value: true }, { field: 'passed', is: 'not-empty' }] } }, by: BY, frequency: 'day',
  }),
  metric('escalated-share', {
    name: { zh: '升级率', en: 'Escalated' }, formula: { zh: '因逾期而升级的工单 ÷ 受理的工单', en: 'Cases told further up because they were overdue ÷ cases received' },
    unit: 'percent', better: 'lower', of: 'case', at: 'createdAt', exclude: [imported], measure: { kind: 'share', when: { field: 'escalated', is: 'equal', value: true } }, by: BY,
  }),
  metric('handle-time', {
    name: { zh: '处理工时（平均）', en: 'Handle time (mean)' }, formula: { zh: '从受理到解决的工作时间，取平均数', en: 'Working time from receipt to solution, mean' },
    unit: 'seconds', better: 'lower', of: 'case-deadline', at: 'stoppedAt', base: deadline('solution'), measure: { kind: 'mean', field: 'workingSeconds' }, by: BY, frequency: 'day',
  }),
  metric('solution-time-p90', {
    name: { zh: '解决时长（P90）', en: 'Solution time (P90)' }, formula: { zh: '从受理到解决的自然时间，取第 90 百分位数', en: 'Time from receipt to solution by the calendar, 90th percentile' },
    unit: 'seconds', better: 'lower', of: 'case-deadline', at: 'stoppedAt', base: deadline('solution'), measure: { kind: 'quantile', field: 'elapsedSeconds', q: 0.9 }, by: BY,
  }),
  metric('deadlines-kept', {
    name: { zh: '时限达标率', en: 'Deadlines kept' }, formula: { zh: '按时 ÷（按时 + 逾期，含尚未处理的逾期）', en: 'Kept ÷ (kept + missed, also those that are still open)' },
    unit: 'percent', better: 'higher', of: 'case-deadline', at: 'settledAt', measure: { kind: 'share', when: inTime }, by: [...BY, 'key'],
  }),
]
