import { facts } from '../../metrics/index.ts'
import { seenByFigures } from '../facts.ts'

/** What figures about the time of work are made of: a row a visit, and a row a closed case. */

const fields = { kind: { type: 'choice' }, channel: { type: 'choice' }, teamId: { type: 'id' }, handlerId: { type: 'id' }, firstResponderId: { type: 'id' }, seconds: { type: 'number' } } as const
const words = { kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, teamId: { zh: '小组', en: 'Team' }, handlerId: { zh: '承办人', en: 'Handler' }, firstResponderId: { zh: '首问责任人', en: 'First responder' }, seconds: { zh: '处理时间', en: 'Handling time' } }
const named = { teamId: 'team_ref', handlerId: 'staff_ref', firstResponderId: 'staff_ref' }
const catalogue = { kind: 'case.kind', channel: 'case.channel' }
const source = { zh: '工单页面处于使用中的时间，经更正的以更正为准', en: 'How long the page of a case was in use, as corrected' }

facts({
  name: 'case-work', noun: { zh: '处理时间', en: 'Handling times' }, view: 'case_work_time_fact', record: { kind: 'case', column: 'case_id' }, ...seenByFigures, source,
  fields: { ...fields, staffId: { type: 'id' }, beganAt: { type: 'instant' } }, words: { ...words, staffId: { zh: '员工', en: 'Person' }, beganAt: { zh: '开始时间', en: 'Began' } }, moments: ['beganAt'], named: { ...named, staffId: 'staff_ref' }, catalogue,
})
facts({
  name: 'case-effort', noun: { zh: '已关闭工单的处理时间', en: 'Handling time of closed cases' }, view: 'case_effort_fact', record: { kind: 'case', column: 'id' }, ...seenByFigures, source,
  fields: { ...fields, priority: { type: 'choice' }, closedAt: { type: 'instant' } }, words: { ...words, priority: { zh: '优先级', en: 'Priority' }, closedAt: { zh: '关闭时间', en: 'Closed' } }, moments: ['closedAt'], named, catalogue: { ...catalogue, priority: 'case.priority' },
})
