import { shipped } from '../../kernel/definitions.ts'
import { facts, metricKind } from '../metrics/index.ts'
import type { MetricDefinition } from '../metrics/index.ts'
import { messageResource } from './tables.ts'

/** What figures about messages are made of: whatever left, and whether it came back. */
facts({
  name: 'message', noun: { zh: '发出的消息', en: 'Messages sent' }, view: 'outgoing_message_fact', record: { kind: 'message', column: 'id' }, source: { zh: '发件箱', en: 'The outbox' },
  fields: { channel: { type: 'choice' }, purpose: { type: 'choice' }, automatic: { type: 'boolean' }, templateKey: { type: 'choice' }, authorId: { type: 'id' }, teamId: { type: 'id' }, sentAt: { type: 'instant' }, bounced: { type: 'boolean' } },
  words: { channel: { zh: '渠道', en: 'Channel' }, purpose: { zh: '用途', en: 'Purpose' }, automatic: { zh: '自动发出', en: 'Automatic' }, templateKey: { zh: '模板', en: 'Template' }, authorId: { zh: '发送人', en: 'Author' }, teamId: { zh: '小组', en: 'Team' }, sentAt: { zh: '发出时间', en: 'Sent' }, bounced: { zh: '被退回', en: 'Came back' } },
  moments: ['sentAt'], named: { authorId: 'staff_ref', teamId: 'team_ref' }, permission: 'message.read', legs: messageResource.legs,
})

const BY = ['channel', 'purpose', 'automatic', 'templateKey', 'authorId', 'teamId']
const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, body as never)
export const messageMetrics = [
  metric('messages-sent', { name: { zh: '发出消息数', en: 'Messages sent' }, formula: { zh: '期间内发出的消息', en: 'Messages that left in the window' }, unit: 'count', better: 'neither', of: 'message', at: 'sentAt', measure: { kind: 'count' }, by: BY }),
  metric('bounced-share', { name: { zh: '退信率', en: 'Messages that came back' }, formula: { zh: '被退回的消息 ÷ 发出的消息', en: 'Messages that came back ÷ messages sent' }, unit: 'percent', better: 'lower', of: 'message', at: 'sentAt', measure: { kind: 'share', when: { field: 'bounced', is: 'equal', value: true } }, by: BY }),
  metric('automatic-messages', { name: { zh: '消息自动化率', en: 'Messages sent without a hand' }, formula: { zh: '自动发出的消息 ÷ 发出的消息', en: 'Messages sent automatically ÷ messages sent' }, unit: 'percent', better: 'neither', of: 'message', at: 'sentAt', measure: { kind: 'share', when: { field: 'automatic', is: 'equal', value: true } }, by: BY }),
]
