import { seenByFigures } from '../../cases/index.ts'
import { facts } from '../../metrics/index.ts'

/** What figures about complaints are made of: the book, and who came back after a complaint. */

const about = { kind: { type: 'choice' }, channel: { type: 'choice' }, teamId: { type: 'id' }, handlerId: { type: 'id' }, firstResponderId: { type: 'id' } } as const
const words = { kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, teamId: { zh: '小组', en: 'Team' }, handlerId: { zh: '承办人', en: 'Handler' }, firstResponderId: { zh: '首问责任人', en: 'First responder' } }
const named = { teamId: 'team_ref', handlerId: 'staff_ref', firstResponderId: 'staff_ref' }
const catalogue = { kind: 'case.kind', channel: 'case.channel', liability: 'complaint.liability', severity: 'complaint.severity', branch: 'complaint.branch' }
const closed = { closedAt: { type: 'instant' }, imported: { type: 'boolean' }, branch: { type: 'choice' }, resolved: { type: 'boolean' } } as const
const closedWords = { closedAt: { zh: '关闭时间', en: 'Closed' }, imported: { zh: '导入', en: 'Imported' }, branch: { zh: '原因大类', en: 'Branch of causes' }, resolved: { zh: '已解决', en: 'Resolved' } }

facts({
  name: 'complaint', noun: { zh: '投诉与抱怨', en: 'Complaints and grumbles' }, view: 'complaint_book', record: { kind: 'case', column: 'id' }, ...seenByFigures, source: { zh: '投诉、抱怨工单及其投诉记录', en: 'Complaints and grumbles with their sheets' },
  fields: {
    ...about, ...closed, createdAt: { type: 'instant' }, product: { type: 'choice' }, severity: { type: 'choice' }, liability: { type: 'choice' }, cause: { type: 'choice' }, emotionStart: { type: 'number' }, emotionEnd: { type: 'number' }, conflictLevel: { type: 'number' },
    conflictRose: { type: 'boolean' }, accepted: { type: 'boolean' }, concernResolved: { type: 'boolean' }, satisfaction: { type: 'number' },
  },
  words: {
    ...words, ...closedWords, createdAt: { zh: '受理时间', en: 'Received' }, product: { zh: '产品', en: 'Product' }, severity: { zh: '严重程度', en: 'Severity' }, liability: { zh: '责任', en: 'Liability' }, cause: { zh: '原因', en: 'Cause' }, emotionStart: { zh: '开始时的情绪', en: 'Emotion at the start' }, emotionEnd: { zh: '结束时的情绪', en: 'Emotion at the end' },
    conflictLevel: { zh: '冲突等级', en: 'Level of conflict' }, conflictRose: { zh: '冲突曾升级', en: 'The conflict rose' }, accepted: { zh: '客户接受处理决定', en: 'Customer accepted the decision' }, concernResolved: { zh: '顾虑已解除', en: 'Concern resolved' }, satisfaction: { zh: '回访满意度', en: 'Satisfaction on follow-up' },
  },
  moments: ['createdAt', 'closedAt'], named, catalogue,
})
facts({
  name: 'complaint-retention', noun: { zh: '投诉过的客户', en: 'Customers who had complained' }, view: 'complaint_retention_fact', record: { kind: 'case', column: 'id' }, ...seenByFigures, source: { zh: '已关闭的投诉，及客户此后的接触与消费', en: 'Closed complaints, and what their customers did after' },
  fields: { ...about, ...closed, customerId: { type: 'id' }, retained: { type: 'boolean' } }, words: { ...words, ...closedWords, customerId: { zh: '客户', en: 'Customer' }, retained: { zh: '九十日内再来', en: 'Came back within ninety days' } },
  moments: ['closedAt'], named, catalogue: { kind: 'case.kind', channel: 'case.channel', branch: 'complaint.branch' },
})
