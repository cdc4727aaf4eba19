import { shipped } from '../../../kernel/definitions.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { metricKind } from '../../metrics/index.ts'
import './facts.ts'

/** Figures about complaints beyond those that cases alone tell: causes, conflict, emotion, who came back, how long it took. */

const BY = ['channel', 'teamId', 'handlerId', 'product', 'branch', 'cause']
const is = (field: string, value: string | boolean): Condition => ({ field, is: 'equal', value })
const known = (field: string): Condition => ({ field, is: 'not-empty' })
const complaint = is('kind', 'complaint')
const imported = [{ when: is('imported', true), why: { zh: '导入的历史工单', en: 'Imported history' } }]
const metric = (key: string, name: string, formula: string, body: Omit<MetricDefinition, 'name' | 'formula' | 'by' | 'of' | 'at'> & Partial<MetricDefinition>) => {
  const [zh = '', en = ''] = name.split('|')
  const [said = '', told = ''] = formula.split('|')
  return shipped(metricKind, key, { of: 'complaint', at: 'createdAt', by: BY, ...body, name: { zh, en }, formula: { zh: said, en: told } } as never)
}
const caused = { all: [complaint, known('cause')] } satisfies Condition
const ofBranch = (branch: string, zh: string, en: string) => metric(`complaint-share-${branch}`, `${zh}类投诉占比|Complaints caused by ${en}`, `原因归为“${zh}”的投诉 ÷ 已归因的投诉|Complaints whose cause lies in ${en} ÷ complaints with a cause`,
  { unit: 'percent', better: 'lower', base: caused, measure: { kind: 'share', when: is('branch', branch) }, by: BY.slice(0, 4) })
const deadline = (key: string): Condition => ({ all: [is('key', key), complaint] })
const DEADLINE_BY = ['channel', 'priority', 'teamId', 'handlerId']

export const complaintMetrics = [
  // CMP-26, CMP-27
  ofBranch('communication', '沟通', 'communication'), ofBranch('information-transfer', '信息传递错误', 'passing information on wrongly'), ofBranch('compliance', '合规', 'compliance'), ofBranch('privacy-leak', '数据泄露与隐私', 'privacy leaks'),
  metric('privacy-complaints', '数据泄露与隐私投诉量|Complaints about privacy', '期间内受理、原因归为数据泄露与隐私的投诉|Complaints received in the window whose cause is a privacy leak', { unit: 'count', better: 'lower', base: { all: [complaint, is('branch', 'privacy-leak')] }, measure: { kind: 'count' } }),
  metric('complaints-by-cause', '已归因的投诉|Complaints with a cause', '期间内受理、已说明原因的投诉|Complaints received in the window whose cause was said', { unit: 'count', better: 'neither', base: caused, measure: { kind: 'count' } }),
  // CMP-21: every complaint, whether its cause was said or not.
  metric('complaints-by-product', '各产品、小组的投诉|Complaints by product and team', '期间内受理的投诉|Complaints received in the window', { unit: 'count', better: 'lower', base: complaint, measure: { kind: 'count' } }),
  metric('complaints-coded', '投诉归因率|Complaints with their cause said', '已说明原因的投诉 ÷ 关闭的投诉|Complaints with a cause ÷ complaints closed', { unit: 'percent', better: 'higher', at: 'closedAt', base: complaint, exclude: imported, measure: { kind: 'share', when: known('cause') } }),
  // CMP-24, EMO-10
  metric('complaint-conflict-rose', '冲突升级率|Conflicts that rose', '冲突等级升过（多次升级计一件）的投诉 ÷ 记过冲突等级的投诉|Complaints whose level of conflict rose, in one step or several ÷ complaints with a level', { unit: 'percent', better: 'lower', base: { all: [complaint, known('conflictLevel')] }, measure: { kind: 'share', when: is('conflictRose', true) } }),
  metric('emotion-recovery', '情绪恢复率|Emotion recovered', '开始时生气（4–5 级）而结束时平静（1–2 级）的 ÷ 开始时生气且记了结束情绪的|Calm at the end (1 or 2) ÷ angry at the start (4 or 5) with the emotion at the end noted', { unit: 'percent', better: 'higher', base: { all: [{ field: 'emotionStart', is: 'at-least', value: 4 }, known('emotionEnd')] }, measure: { kind: 'share', when: { field: 'emotionEnd', is: 'at-most', value: 2 } } }),
  // CMP-18
  metric('complaint-follow-up-satisfaction', '投诉回访满意率|Satisfied on follow-up', '回访时满意（4–5 分）的投诉 ÷ 回访有评分的投诉|Complaints rated 4 or 5 on follow-up ÷ complaints rated', { unit: 'percent', better: 'higher', at: 'closedAt', base: { all: [complaint, known('satisfaction')] }, measure: { kind: 'share', when: { field: 'satisfaction', is: 'at-least', value: 4 } } }),
  metric('complaint-accepted', '处理决定接受率|Decisions accepted', '客户接受处理决定的投诉 ÷ 客户作了答复的投诉|Complaints whose customer accepted the decision ÷ complaints whose customer answered it', { unit: 'percent', better: 'higher', base: { all: [complaint, known('accepted')] }, measure: { kind: 'share', when: is('accepted', true) } }),
  metric('complaint-retention', '投诉后留存率（90 日）|Customers kept after a complaint (90 days)', '关闭后 90 日内再来（另有来访、消费、使用）的投诉客户 ÷ 关闭满 90 日的投诉|Customers who came back within 90 days of closing, to us or with an order or use ÷ complaints closed at least 90 days ago', {
    unit: 'percent', better: 'higher', of: 'complaint-retention', at: 'closedAt', base: { all: [complaint, { field: 'closedAt', is: 'before', value: { ago: 90 * 86_400 } }] }, exclude: imported, measure: { kind: 'share', when: is('retained', true) }, by: ['channel', 'teamId', 'handlerId', 'branch', 'resolved'], frequency: 'month', settlesAfterDays: 91,
  }),
  metric('complaint-churn-unresolved', '未解决而流失的投诉客户|Customers lost over what was not resolved', '投诉没有解决、关闭 90 日内没有再来的客户|Complaints that were not resolved and whose customer did not come back within 90 days of closing', {
    unit: 'count', better: 'lower', of: 'complaint-retention', at: 'closedAt', base: { all: [complaint, { field: 'closedAt', is: 'before', value: { ago: 90 * 86_400 } }, is('retained', false), is('resolved', false)] }, exclude: imported, measure: { kind: 'count' }, by: ['channel', 'teamId', 'handlerId', 'branch'], frequency: 'month', settlesAfterDays: 91,
  }),
  // CMP-21: the base that is not of cases, contacts or customers.
  metric('complaint-rate-per-order', '投诉率（按订单）|Complaint rate (of orders)', '投诉数 ÷ 订单数 × 1000|Complaints ÷ orders × 1,000', { unit: 'per-thousand', better: 'lower', base: complaint, exclude: imported, measure: { kind: 'ratio', over: { of: 'behaviour', at: 'at', base: is('kind', 'order') } }, by: [] }),
  // CMP-22: by the working calendar, beside those by the calendar.
  metric('complaint-working-time-mean', '投诉处理工时（平均）|Complaint working time (mean)', '从受理到解决的工作时间，取平均数|Working time from receipt to solution, mean', { unit: 'seconds', better: 'lower', of: 'case-deadline', at: 'stoppedAt', base: deadline('solution'), measure: { kind: 'mean', field: 'workingSeconds' }, by: DEADLINE_BY }),
  metric('complaint-working-time-p90', '投诉处理工时（P90）|Complaint working time (P90)', '从受理到解决的工作时间，取第 90 百分位数|Working time from receipt to solution, 90th percentile', { unit: 'seconds', better: 'lower', of: 'case-deadline', at: 'stoppedAt', base: deadline('solution'), measure: { kind: 'quantile', field: 'workingSeconds', q: 0.9 }, by: DEADLINE_BY }),
  metric('complaint-attainment', '投诉时限达标率|Complaints solved in time', '时限内解决的投诉 ÷（已解决 + 未解决且已超时）|Complaints solved within the deadline ÷ all solved or open past it', { unit: 'percent', better: 'higher', of: 'case-deadline', at: 'settledAt', base: deadline('solution'), measure: { kind: 'share', when: is('inTime', true) }, by: DEADLINE_BY }),
]
