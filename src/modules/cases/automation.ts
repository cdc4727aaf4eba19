import { shipped } from '../../kernel/definitions.ts'
import type { MetricDefinition } from '../metrics/index.ts'
import { facts, metricKind } from '../metrics/index.ts'
import { seenByFigures } from './facts.ts'

/** How much of the work rules take on: the share of cases at which one of them did something. */

facts({
  name: 'case-automation', noun: { zh: '工单（自动化）', en: 'Cases and rules' }, source: { zh: '工单与规则的触发记录', en: 'Cases and the firings of rules' }, view: 'case_automation_fact', record: { kind: 'case', column: 'id' },
  fields: { kind: { type: 'choice' }, channel: { type: 'choice' }, priority: { type: 'choice' }, teamId: { type: 'id' }, handlerId: { type: 'id' }, firstResponderId: { type: 'id' }, imported: { type: 'boolean' }, automated: { type: 'boolean' }, createdAt: { type: 'instant' }, closedAt: { type: 'instant' } },
  words: {
    kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, priority: { zh: '优先级', en: 'Priority' }, teamId: { zh: '小组', en: 'Team' }, handlerId: { zh: '承办人', en: 'Handler' }, firstResponderId: { zh: '首问责任人', en: 'First responder' },
    imported: { zh: '导入', en: 'Imported' }, automated: { zh: '有规则处理', en: 'A rule acted on it' }, createdAt: { zh: '受理时间', en: 'Received' }, closedAt: { zh: '关闭时间', en: 'Closed' },
  },
  moments: ['createdAt', 'closedAt'], named: { teamId: 'team_ref', handlerId: 'staff_ref', firstResponderId: 'staff_ref' }, catalogue: { kind: 'case.kind', channel: 'case.channel', priority: 'case.priority' }, ...seenByFigures,
})

const automationRate: MetricDefinition = {
  name: { zh: '自动化率', en: 'Automation rate' }, formula: { zh: '有规则自动处理的工单 ÷ 受理的工单', en: 'Cases at which a rule acted ÷ cases received' },
  unit: 'percent', better: 'higher', of: 'case-automation', at: 'createdAt', exclude: [{ when: { field: 'imported', is: 'equal', value: true }, why: { zh: '导入的历史工单', en: 'Imported history' } }],
  measure: { kind: 'share', when: { field: 'automated', is: 'equal', value: true } }, by: ['kind', 'channel', 'priority', 'teamId'],
}
export const automationMetrics = [shipped(metricKind, 'automation-rate', automationRate as never)]
