import { shipped } from '../../kernel/definitions.ts'
import type { MetricDefinition } from '../metrics/index.ts'
import { facts, metricKind } from '../metrics/index.ts'

facts({
  name: 'sos', noun: { zh: '紧急求助', en: 'Calls for help' }, view: 'sos_fact', record: { kind: 'sos', column: 'id' }, label: 'place', source: { zh: '客户在现场扫码发出的求助', en: 'Calls for help by the code at a place' },
  fields: { placeId: { type: 'id' }, teamId: { type: 'id' }, state: { type: 'choice' }, pressedAt: { type: 'instant' }, answeredAt: { type: 'instant' }, step: { type: 'number' }, responseSeconds: { type: 'number' }, durationSeconds: { type: 'number' }, falseAlarm: { type: 'boolean' } },
  words: { placeId: { zh: '地点', en: 'Place' }, teamId: { zh: '小组', en: 'Team' }, state: { zh: '状态', en: 'State' }, pressedAt: { zh: '求助时间', en: 'Called' }, answeredAt: { zh: '应答时间', en: 'Answered' }, step: { zh: '上报层级', en: 'Steps told' }, responseSeconds: { zh: '响应时间', en: 'Response time' }, durationSeconds: { zh: '历时', en: 'Duration' }, falseAlarm: { zh: '误报', en: 'False alarm' } },
  moments: ['pressedAt', 'answeredAt'], named: { teamId: 'team_ref', placeId: 'sos_place_ref' }, catalogue: { state: 'sos.state' }, permission: 'sos.read', legs: {},
})
const metric = (key: string, name: { zh: string; en: string }, formula: { zh: string; en: string }, body: Partial<MetricDefinition>) => shipped(metricKind, key, { name, formula, of: 'sos', at: 'pressedAt', by: ['placeId', 'teamId', 'state'], owner: 'risk_owner', ...body } as never)
const real = [{ when: { field: 'falseAlarm', is: 'equal', value: true } as const, why: { zh: '误报', en: 'False alarms' } }]
export const sosMetrics = [
  metric('sos-calls', { zh: '紧急求助次数', en: 'Calls for help' }, { zh: '期间内客户发出的求助', en: 'Calls for help by customers in the window' }, { unit: 'count', better: 'neither', measure: { kind: 'count' } }),
  metric('sos-response-time', { zh: '求助响应时间（中位数）', en: 'Response to calls for help (median)' }, { zh: '从按下求助到有人应答，取中位数；误报不计', en: 'From the press to the answer, median, without false alarms' }, { unit: 'seconds', better: 'lower', exclude: real, measure: { kind: 'quantile', field: 'responseSeconds', q: 0.5 } }),
  metric('sos-answered-within-minute', { zh: '一分钟内应答率', en: 'Calls for help answered within a minute' }, { zh: '60 秒内应答的求助 ÷ 求助；误报不计', en: 'Calls answered within 60 seconds ÷ calls, without false alarms' }, { unit: 'percent', better: 'higher', exclude: real, measure: { kind: 'share', when: { field: 'responseSeconds', is: 'at-most', value: 60 } } }),
]
