import { shipped } from '../../../kernel/definitions.ts'
import { formKind } from '../../forms/index.ts'
import { facts, metricKind } from '../../metrics/index.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { seenByFigures } from '../facts.ts'

/** Whether what customers were told was right (QLT-20): an answer held against its source, one filled-in form an answer. */

const SOURCES = [['article', '知识文章', 'Knowledge article'], ['standard', '制度与标准', 'Rule or standard'], ['product', '产品资料', 'Product facts'], ['expert', '专业人员确认', 'Somebody who knows']] as const
const form = shipped(formKind, 'answer-check', formKind.schema.parse({
  name: { zh: '答复准确性核对', en: 'Answer check' },
  about: { zh: '把一条答复与依据核对。一条答复填一份。', en: 'Holds one answer against what it should rest on. One form for one answer.' },
  for: ['case'],
  thanks: { zh: '核对结果已记录。', en: 'The check is recorded.' },
  sections: [{ key: 'check', title: { zh: '核对', en: 'The check' }, questions: [
    { kind: 'yes-no', key: 'correct', text: { zh: '答复是否正确？', en: 'Was the answer right?' }, required: true },
    { kind: 'single', key: 'source', text: { zh: '依据', en: 'Held against' }, required: true, options: SOURCES.map(([key, zh, en]) => ({ key, text: { zh, en } })) },
    { kind: 'text', key: 'right', text: { zh: '正确的答复应当是', en: 'What would have been right' }, many: true, required: true, when: { field: 'correct', is: 'equal', value: false } },
  ] }],
}))

facts({
  name: 'answer-check', noun: { zh: '核对过的答复', en: 'Answers checked' }, view: 'answer_check_fact', record: { kind: 'case', column: 'case_id' }, source: { zh: '在工单上填写的“答复准确性核对”', en: 'Answer checks filled in on cases' },
  fields: {
    kind: { type: 'choice' }, channel: { type: 'choice' }, priority: { type: 'choice' }, teamId: { type: 'id' }, handlerId: { type: 'id' }, firstResponderId: { type: 'id' }, byId: { type: 'id' }, source: { type: 'choice', options: SOURCES.map(([key]) => key) }, correct: { type: 'boolean' }, at: { type: 'instant' },
  },
  words: {
    kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, priority: { zh: '优先级', en: 'Priority' }, teamId: { zh: '小组', en: 'Team' }, handlerId: { zh: '承办人', en: 'Handler' }, firstResponderId: { zh: '首问责任人', en: 'First responder' }, byId: { zh: '核对人', en: 'Checked by' }, source: { zh: '依据', en: 'Held against' }, correct: { zh: '正确', en: 'Right' }, at: { zh: '核对时间', en: 'Checked' },
  },
  moments: ['at'], named: { teamId: 'team_ref', handlerId: 'staff_ref', firstResponderId: 'staff_ref', byId: 'staff_ref' }, catalogue: { kind: 'case.kind', channel: 'case.channel', priority: 'case.priority', source: 'answer-check.source' }, ...seenByFigures,
})
const accuracy = shipped(metricKind, 'answer-accuracy', {
  name: { zh: '答复准确率', en: 'Answer accuracy' }, formula: { zh: '核对为正确的答复 ÷ 核对过的答复', en: 'Answers found right ÷ answers checked' }, unit: 'percent', better: 'higher',
  of: 'answer-check', at: 'at', measure: { kind: 'share', when: { field: 'correct', is: 'equal', value: true } }, by: ['handlerId', 'teamId', 'channel', 'kind', 'source'], owner: 'evaluator',
} satisfies MetricDefinition as never)
export const answerChecks = [form, accuracy]
