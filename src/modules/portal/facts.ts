import { shipped } from '../../kernel/definitions.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import { CaseAssigned, CaseChanged, CaseClaimed, CaseMerged, CaseRemoved, CaseRestored, CaseUnmerged, FirstResponderChanged } from '../cases/contract.ts'
import { seenByFigures } from '../cases/index.ts'
import { facts, figuresFollow, metricKind } from '../metrics/index.ts'
import type { MetricDefinition } from '../metrics/index.ts'
import { PortalRated } from './contract.ts'
import { tables } from './tables.ts'

/** What figures about ratings are made of: what customers said of solutions, and who could have said something. */

const about = { kind: { type: 'choice' }, channel: { type: 'choice' }, teamId: { type: 'id' }, handlerId: { type: 'id' }, firstResponderId: { type: 'id' } } as const
const words = { kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, teamId: { zh: '小组', en: 'Team' }, handlerId: { zh: '承办人', en: 'Handler' }, firstResponderId: { zh: '首问责任人', en: 'First responder' } }
const shared = { record: { kind: 'case', column: 'case_id' }, named: { teamId: 'team_ref', handlerId: 'staff_ref', firstResponderId: 'staff_ref' }, catalogue: { kind: 'case.kind', channel: 'case.channel' }, ...seenByFigures } as const

const ratings = facts({
  name: 'rating', followed: true, noun: { zh: '评价', en: 'Ratings' }, view: 'portal_rating_fact', ...shared, source: { zh: '客户在门户对解决结果的评价', en: 'Ratings of solutions by customers on the portal' },
  fields: { ...about, solution: { type: 'number' }, handling: { type: 'number' }, score: { type: 'number' }, via: { type: 'choice' }, at: { type: 'instant' } },
  words: { ...words, solution: { zh: '对结果的评分', en: 'Score of the solution' }, handling: { zh: '对服务的评分', en: 'Score of the handling' }, score: { zh: '总分', en: 'Score' }, via: { zh: '来源', en: 'By' }, at: { zh: '评价时间', en: 'Rated' } },
  moments: ['at'],
})
facts({
  name: 'rating-asked', noun: { zh: '可评价的工单', en: 'Cases that could be rated' }, view: 'portal_asked_fact', ...shared, source: { zh: '有查询码的已关闭工单及其评价', en: 'Closed cases with a tracking code, and their ratings' },
  fields: { ...about, rated: { type: 'boolean' }, closedAt: { type: 'instant' } }, words: { ...words, rated: { zh: '已评价', en: 'Rated' }, closedAt: { zh: '关闭时间', en: 'Closed' } }, moments: ['closedAt'],
})
/** Ratings follow their case: its team, its kind, and whether it is counted at all. */
export const ratingFigures = figuresFollow('portal.figures', [PortalRated, CaseAssigned, CaseChanged, CaseClaimed, CaseRestored, CaseUnmerged, FirstResponderChanged, CaseRemoved, CaseMerged], [
  { of: ratings, column: 'case_id', left: async (ctx, heard) => {
    const gone = heard.filter(({ kind }) => kind === CaseRemoved.kind || kind === CaseMerged.kind).map(({ subjectId }) => subjectId)
    return gone.length ? (await tables(ctx).selectFrom('portal_rating').select('at').where('case_id', 'in', gone).execute()).map(({ at }) => at) : []
  } },
])

const BY = ['kind', 'channel', 'teamId', 'handlerId', 'firstResponderId']
const top = (field: string): Condition => ({ field, is: 'at-least', value: 4 })
const metric = (key: string, name: string, formula: string, body: Omit<MetricDefinition, 'name' | 'formula' | 'by' | 'of' | 'at'> & Partial<MetricDefinition>) => {
  const [zh = '', en = ''] = name.split('|')
  const [said = '', told = ''] = formula.split('|')
  // Nobody is judged by fewer than ten ratings.
  return shipped(metricKind, key, { of: 'rating', at: 'at', by: BY, ...(body.measure.kind === 'count' ? {} : { enough: 10 }), ...body, name: { zh, en }, formula: { zh: said, en: told } } as never)
}
const known = (field: string): Condition => ({ field, is: 'not-empty' })
/** Part (b) of the requirements, as far as ratings tell it. */
export const ratingMetrics = [
  metric('satisfaction', '客户满意度|Customer satisfaction', '对结果评 4–5 分的评价 ÷ 有效评价|Ratings of 4 or 5 for the solution ÷ valid ratings', { unit: 'percent', better: 'higher', base: known('solution'), measure: { kind: 'share', when: top('solution') } }),
  metric('satisfaction-score', '满意度均分|Mean satisfaction', '对结果评分（1–5）的平均数|Mean of the scores for the solution, 1 to 5', { unit: 'score', better: 'higher', measure: { kind: 'mean', field: 'solution' } }),
  metric('satisfaction-handling', '服务满意度|Satisfaction with the handling', '对服务态度和速度评 4–5 分的评价 ÷ 有效评价|Ratings of 4 or 5 for politeness and speed ÷ valid ratings', { unit: 'percent', better: 'higher', base: known('handling'), measure: { kind: 'share', when: top('handling') } }),
  metric('satisfaction-handling-score', '服务均分|Mean score of the handling', '对服务评分（1–5）的平均数|Mean of the scores for the handling, 1 to 5', { unit: 'score', better: 'higher', measure: { kind: 'mean', field: 'handling' } }),
  metric('complaint-satisfaction', '投诉满意率|Satisfied complainants', '满意（4–5 分）的投诉客户 ÷ 作出评价的投诉客户|Complaints rated 4 or 5 ÷ complaints rated', { unit: 'percent', better: 'higher', base: { all: [{ field: 'kind', is: 'equal', value: 'complaint' }, known('solution')] }, measure: { kind: 'share', when: top('solution') }, by: BY.slice(1) }),
  metric('complaint-process-satisfaction', '投诉处理过程满意率|Complainants satisfied with the handling', '对处理过程（态度和速度）评 4–5 分的投诉 ÷ 评了过程的投诉；与对结果的评价分开|Complaints rated 4 or 5 for politeness and speed, apart from the solution ÷ complaints so rated', { unit: 'percent', better: 'higher', base: { all: [{ field: 'kind', is: 'equal', value: 'complaint' }, known('handling')] }, measure: { kind: 'share', when: top('handling') }, by: BY.slice(1) }),
  metric('ratings-received', '评价数|Ratings received', '期间内收到的评价|Ratings received in the window', { unit: 'count', better: 'higher', measure: { kind: 'count' } }),
  metric('rating-response', '评价回收率|Rating response', '已评价的工单 ÷ 客户可评价的已关闭工单|Cases rated ÷ cases closed that could be rated', { unit: 'percent', better: 'higher', of: 'rating-asked', at: 'closedAt', measure: { kind: 'share', when: { field: 'rated', is: 'equal', value: true } } }),
]
