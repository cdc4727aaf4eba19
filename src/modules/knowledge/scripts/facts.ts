import { shipped } from '../../../kernel/definitions.ts'
import { seenByFigures } from '../../cases/index.ts'
import { facts, metricKind } from '../../metrics/index.ts'
import type { MetricDefinition } from '../../metrics/index.ts'

/** Figures about the words of the house: what was used, by whom, and how far calls followed their script. */

const about = { kind: { type: 'choice' }, channel: { type: 'choice' }, teamId: { type: 'id' }, staffId: { type: 'id' } } as const
const words = { kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, teamId: { zh: '小组', en: 'Team' }, staffId: { zh: '使用人', en: 'Used by' } }
const shared = { record: { kind: 'case', column: 'case_id' }, named: { teamId: 'team_ref', staffId: 'staff_ref' }, catalogue: { kind: 'case.kind', channel: 'case.channel' }, ...seenByFigures } as const

facts({
  name: 'wording-use', noun: { zh: '话术与模板使用', en: 'Uses of scripts and templates' }, view: 'script_use_fact', source: { zh: '坐席插入话术、模板的记录', en: 'Scripts and templates put into answers' }, ...shared,
  fields: { ...about, wording: { type: 'choice' }, scene: { type: 'choice' }, wordingKind: { type: 'choice', options: ['script', 'template'] }, at: { type: 'instant' }, satisfaction: { type: 'number' } },
  words: { ...words, wording: { zh: '话术或模板', en: 'Script or template' }, scene: { zh: '场景', en: 'Scene' }, wordingKind: { zh: '种类', en: 'Sort' }, at: { zh: '使用时间', en: 'Used' }, satisfaction: { zh: '客户满意度', en: 'Satisfaction' } },
  moments: ['at'], catalogue: { ...shared.catalogue, scene: 'script.scene', wordingKind: 'script.sort' },
})
facts({
  name: 'call-script', noun: { zh: '电话话术执行', en: 'Calls by script' }, view: 'call_script_fact', source: { zh: '坐席在电话工单上勾选的话术步骤', en: 'Steps of the call script ticked on telephone cases' }, ...shared,
  fields: { ...about, coverage: { type: 'number' }, at: { type: 'instant' } }, words: { ...words, coverage: { zh: '步骤完成率', en: 'Steps said' }, at: { zh: '开始时间', en: 'Begun' } }, moments: ['at'],
})

const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, body as never)
export const wordingMetrics = [
  metric('script-uses', { name: { zh: '话术使用次数', en: 'Uses of scripts' }, formula: { zh: '期间内插入回复的话术次数', en: 'Times a script was put into an answer in the window' }, unit: 'count', better: 'neither', of: 'wording-use', at: 'at', base: { field: 'wordingKind', is: 'equal', value: 'script' }, measure: { kind: 'count' }, by: ['wording', 'scene', 'staffId', 'channel', 'teamId'] }),
  metric('template-uses', { name: { zh: '模板使用次数', en: 'Uses of templates' }, formula: { zh: '期间内用模板写出的回复与通知次数', en: 'Answers and notices written by a template in the window' }, unit: 'count', better: 'neither', of: 'wording-use', at: 'at', base: { field: 'wordingKind', is: 'equal', value: 'template' }, measure: { kind: 'count' }, by: ['wording', 'staffId', 'channel', 'teamId'] }),
  metric('template-satisfaction', { name: { zh: '使用模板的工单满意度', en: 'Satisfaction where templates were used' }, formula: { zh: '使用模板之后客户对该工单的评价（自助页评分，没有则取回访满意度），取平均（1–5 分）', en: 'Mean of what customers said after a template was used (1 to 5): their rating on the portal, else their answer at follow-up' }, unit: 'score', better: 'higher', of: 'wording-use', at: 'at', base: { all: [{ field: 'wordingKind', is: 'equal', value: 'template' }, { field: 'satisfaction', is: 'not-empty' }] }, measure: { kind: 'mean', field: 'satisfaction' }, by: ['wording', 'staffId', 'channel', 'teamId'] }),
  metric('call-script-coverage', { name: { zh: '电话话术执行得分', en: 'Call script followed' }, formula: { zh: '每通电话已说步骤 ÷ 应说步骤 × 100，取平均', en: 'Steps said ÷ steps this call needed × 100, mean over calls' }, unit: 'score', better: 'higher', of: 'call-script', at: 'at', measure: { kind: 'mean', field: 'coverage' }, by: ['staffId', 'teamId', 'kind'] }),
]
