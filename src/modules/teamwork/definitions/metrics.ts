import { shipped } from '../../../kernel/definitions.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { metricKind } from '../../metrics/index.ts'

const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, body as never)
const REQUEST_BY = ['answeringId', 'askingId', 'requestKey', 'contactId']
const yes = (field: string) => ({ field, is: 'equal', value: true }) as const

export const teamworkMetrics = [
  metric('closed-loop-rate', {
    name: { zh: '信息闭环率', en: 'Closed-loop rate' }, formula: { zh: '已复述确认 ÷ 到了回复期限的回执消息', en: 'Messages read back ÷ messages whose moment to reply has come' },
    unit: 'percent', better: 'higher', of: 'memo', at: 'replyBy', base: { field: 'replyBy', is: 'until', value: { ago: 0 } }, measure: { kind: 'share', when: yes('confirmed') }, by: ['senderId', 'receiverId'],
  }),
  metric('on-time-reply', {
    name: { zh: '部门按时答复率', en: 'Replies between departments in time' }, formula: { zh: '按约定时限答复 ÷ 已判定的部门请求', en: 'Requests answered within the agreed time ÷ requests answered or overdue' },
    unit: 'percent', better: 'higher', of: 'department-request', at: 'settledAt', measure: { kind: 'share', when: yes('inTime') }, by: REQUEST_BY, frequency: 'month',
  }),
  metric('department-requests', {
    name: { zh: '部门协作请求量', en: 'Requests between departments' }, formula: { zh: '期间内提出的部门请求数', en: 'Requests asked in the window' },
    unit: 'count', better: 'neither', of: 'department-request', at: 'createdAt', measure: { kind: 'count' }, by: REQUEST_BY, frequency: 'month',
  }),
  metric('reply-time', {
    name: { zh: '部门答复时间（中位数）', en: 'Reply time between departments (median)' }, formula: { zh: '从请求到答复的工作时间，取中位数', en: 'Working time from request to reply, median' },
    unit: 'seconds', better: 'lower', of: 'department-request', at: 'answeredAt', measure: { kind: 'quantile', field: 'workingSeconds', q: 0.5 }, by: REQUEST_BY, frequency: 'month',
  }),
  metric('department-requests-escalated', {
    name: { zh: '部门请求上报率', en: 'Requests told further up' }, formula: { zh: '上报共同上级的请求 ÷ 期间内提出的部门请求', en: 'Requests that went to the common superior ÷ requests asked' },
    unit: 'percent', better: 'lower', of: 'department-request', at: 'createdAt', measure: { kind: 'share', when: yes('escalated') }, by: REQUEST_BY, frequency: 'month',
  }),
  metric('actions-in-time', {
    name: { zh: '行动项按时完成率', en: 'Actions done in time' }, formula: { zh: '按时完成 ÷ 已到期的行动项', en: 'Actions done by their due moment ÷ actions due' },
    unit: 'percent', better: 'higher', of: 'decision-action', at: 'dueAt', base: { field: 'dueAt', is: 'until', value: { ago: 0 } }, measure: { kind: 'share', when: { all: [yes('done'), { field: 'late', is: 'equal', value: false }] } }, by: ['ownerId'],
  }),
  metric('action-cycle-time', {
    name: { zh: '改进周期（中位数）', en: 'Improvement cycle time (median)' }, formula: { zh: '从决定到行动项完成的时间，取中位数', en: 'Time from the decision to the action done, median' },
    unit: 'seconds', better: 'lower', of: 'decision-action', at: 'finishedAt', measure: { kind: 'quantile', field: 'cycleSeconds', q: 0.5 }, by: ['ownerId'], frequency: 'month',
  }),
]
