import { shipped } from '../../../kernel/definitions.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { facts, metricKind } from '../../metrics/index.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { seenByFigures } from '../facts.ts'
import { FOLLOW_UP_OUTCOMES } from './contract.ts'
import { FEEDBACKS, STAGES } from './fields/contract.ts'

/** Figures about the course of cases: needs restated and confirmed, checklists, follow-ups. */
facts({
  name: 'case-course', noun: { zh: '工单服务过程', en: 'Course of cases' }, view: 'case_course_fact', record: { kind: 'case', column: 'id' },
  fields: {
    kind: { type: 'choice' }, channel: { type: 'choice' }, priority: { type: 'choice' }, teamId: { type: 'id' }, handlerId: { type: 'id' }, firstResponderId: { type: 'id' }, createdAt: { type: 'instant' }, closedAt: { type: 'instant' }, imported: { type: 'boolean' },
    restated: { type: 'boolean' }, confirmed: { type: 'boolean' }, triaged: { type: 'boolean' }, checklist: { type: 'boolean' }, feedback: { type: 'choice', options: FEEDBACKS }, stage: { type: 'choice', options: STAGES }, followUpOutcome: { type: 'choice', options: FOLLOW_UP_OUTCOMES }, followUpSatisfaction: { type: 'number' },
  },
  words: {
    kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, priority: { zh: '优先级', en: 'Priority' }, teamId: { zh: '小组', en: 'Team' }, handlerId: { zh: '承办人', en: 'Handler' }, firstResponderId: { zh: '首问责任人', en: 'First responder' },
    createdAt: { zh: '受理时间', en: 'Received' }, closedAt: { zh: '关闭时间', en: 'Closed' }, imported: { zh: '导入', en: 'Imported' }, restated: { zh: '已复述需求', en: 'Need restated' }, confirmed: { zh: '客户已确认需求', en: 'Need confirmed' }, triaged: { zh: '已写明原因与应急措施', en: 'Causes and measure said' },
    checklist: { zh: '结束清单完成', en: 'Closing checklist complete' }, feedback: { zh: '客户反馈', en: 'Feedback' }, stage: { zh: '旅程阶段', en: 'Stage' }, followUpOutcome: { zh: '回访结果', en: 'Follow-up' }, followUpSatisfaction: { zh: '回访满意度', en: 'Satisfaction' },
  },
  moments: ['createdAt', 'closedAt'], named: { teamId: 'team_ref', handlerId: 'staff_ref', firstResponderId: 'staff_ref' }, catalogue: { kind: 'case.kind', channel: 'case.channel', priority: 'case.priority', feedback: 'closing.feedback', stage: 'case.stage', followUpOutcome: 'follow-up.outcome' }, ...seenByFigures,
})

const BY = ['kind', 'channel', 'priority', 'teamId', 'handlerId', 'firstResponderId']
const imported = { when: { field: 'imported', is: 'equal', value: true } as Condition, why: { zh: '导入的历史工单', en: 'Imported history' } }
const share = (key: string, name: { zh: string; en: string }, formula: { zh: string; en: string }, when: Condition, base?: Condition) =>
  shipped(metricKind, key, { name, formula, unit: 'percent', better: 'higher', of: 'case-course', at: 'closedAt', ...(base ? { base } : {}), exclude: [imported], measure: { kind: 'share', when }, by: BY } satisfies MetricDefinition as never)

export const courseMetrics = [
  share('need-confirmed', { zh: '需求确认率', en: 'Needs confirmed' }, { zh: '需求经客户确认的工单 ÷ 关闭的工单', en: 'Cases whose restated need the customer confirmed ÷ cases closed' }, { field: 'confirmed', is: 'equal', value: true }),
  share('closing-complete', { zh: '结束清单完成率', en: 'Closing checklist complete' }, { zh: '结束清单全部完成的工单 ÷ 关闭的工单', en: 'Cases closed with every item ticked ÷ cases closed' }, { field: 'checklist', is: 'equal', value: true }),
  share('follow-up-solved', { zh: '回访确认解决率', en: 'Confirmed solved on follow-up' }, { zh: '回访时客户确认已解决的工单 ÷ 联系到客户的回访工单', en: 'Cases the customer calls solved ÷ cases followed up where the customer was reached' }, { field: 'followUpOutcome', is: 'equal', value: 'solved' }, { field: 'followUpOutcome', is: 'one-of', value: ['solved', 'not-solved'] }),
]
