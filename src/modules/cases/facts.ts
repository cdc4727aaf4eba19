import { facts } from '../metrics/index.ts'
import { caseResource } from './tables.ts'

/** What figures about cases are made of: cases, their deadlines, and what was promised on them. */

const about = {
  kind: { type: 'choice' }, channel: { type: 'choice' }, teamId: { type: 'id' }, handlerId: { type: 'id' }, firstResponderId: { type: 'id' },
} as const
const words = {
  kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, teamId: { zh: '小组', en: 'Team' }, handlerId: { zh: '承办人', en: 'Handler' }, firstResponderId: { zh: '首问责任人', en: 'First responder' },
}
const named = { teamId: 'team_ref', handlerId: 'staff_ref', firstResponderId: 'staff_ref' }
const catalogue = { kind: 'case.kind', channel: 'case.channel' }
// What is only being offered to somebody is no part of their figures.
const seen = { permission: 'case.read', legs: Object.fromEntries(Object.entries(caseResource.legs).filter(([scope]) => scope !== 'offered')), label: 'number' } as const

facts({
  name: 'case', noun: { zh: '工单', en: 'Cases' }, view: 'case_fact', record: { kind: 'case', column: 'id' },
  fields: { ...about, priority: { type: 'choice' }, statusClass: { type: 'choice' }, customerId: { type: 'id' }, imported: { type: 'boolean' }, createdAt: { type: 'instant' }, closedAt: { type: 'instant' }, handlingSeconds: { type: 'number' } },
  words: {
    ...words, priority: { zh: '优先级', en: 'Priority' }, statusClass: { zh: '状态', en: 'Status' }, customerId: { zh: '客户', en: 'Customer' }, imported: { zh: '导入', en: 'Imported' },
    createdAt: { zh: '受理时间', en: 'Received' }, closedAt: { zh: '关闭时间', en: 'Closed' }, handlingSeconds: { zh: '处理时长', en: 'Handling time' },
  },
  moments: ['createdAt', 'closedAt'], named, catalogue: { ...catalogue, priority: 'case.priority', statusClass: 'flow.class' }, ...seen,
})

facts({
  name: 'case-deadline', noun: { zh: '工单时限', en: 'Deadlines of cases' }, view: 'case_deadline_fact', record: { kind: 'case', column: 'case_id' },
  fields: { ...about, priority: { type: 'choice' }, key: { type: 'choice' }, inTime: { type: 'boolean' }, startedAt: { type: 'instant' }, dueAt: { type: 'instant' }, stoppedAt: { type: 'instant' }, settledAt: { type: 'instant' }, elapsedSeconds: { type: 'number' }, workingSeconds: { type: 'number' } },
  words: {
    ...words, priority: { zh: '优先级', en: 'Priority' }, key: { zh: '时限', en: 'Deadline' }, inTime: { zh: '按时', en: 'In time' }, startedAt: { zh: '开始时间', en: 'Started' }, dueAt: { zh: '到期时间', en: 'Due' },
    stoppedAt: { zh: '停止时间', en: 'Stopped' }, settledAt: { zh: '判定时间', en: 'Settled' }, elapsedSeconds: { zh: '历时', en: 'Time elapsed' }, workingSeconds: { zh: '工作时长', en: 'Working time' },
  },
  moments: ['startedAt', 'dueAt', 'stoppedAt', 'settledAt'], named, catalogue: { ...catalogue, priority: 'case.priority' }, ...seen,
})

facts({
  name: 'case-promise', noun: { zh: '承诺', en: 'Promises' }, view: 'case_promise_fact', record: { kind: 'case', column: 'case_id' },
  fields: { ...about, toWhom: { type: 'choice' }, state: { type: 'choice' }, madeBy: { type: 'id' }, dueAt: { type: 'instant' } },
  words: { ...words, toWhom: { zh: '承诺对象', en: 'Promised to' }, state: { zh: '兑现情况', en: 'State' }, madeBy: { zh: '承诺人', en: 'Promised by' }, dueAt: { zh: '到期时间', en: 'Due' } },
  moments: ['dueAt'], named: { ...named, madeBy: 'staff_ref' }, catalogue: { ...catalogue, toWhom: 'case.promise-to', state: 'case.promise-state' }, ...seen,
})
