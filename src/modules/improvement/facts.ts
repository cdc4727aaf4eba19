import { shipped } from '../../kernel/definitions.ts'
import { facts, metricKind } from '../metrics/index.ts'
import type { MetricDefinition } from '../metrics/index.ts'
import { proposalResource } from './proposals/tables.ts'
import { changeResource } from './tables.ts'

/** What figures about improving are made of: proposals for improvement and changes of processes. */

facts({
  name: 'improvement', noun: { zh: '改进建议', en: 'Proposals for improvement' }, view: 'improvement_fact', record: { kind: 'improvement', column: 'id' }, label: 'title', permission: 'improvement.read', legs: proposalResource.legs,
  fields: { state: { type: 'choice' }, flow: { type: 'choice' }, ownerId: { type: 'id' }, madeBy: { type: 'id' }, madeAt: { type: 'instant' }, decidedAt: { type: 'instant' }, approved: { type: 'boolean' }, begun: { type: 'boolean' }, evidenced: { type: 'boolean' } },
  words: { state: { zh: '状态', en: 'State' }, flow: { zh: '流程', en: 'Flow' }, ownerId: { zh: '负责人', en: 'Owner' }, madeBy: { zh: '提出人', en: 'Proposed by' }, madeAt: { zh: '提出时间', en: 'Proposed' }, decidedAt: { zh: '审批时间', en: 'Decided' }, approved: { zh: '已批准', en: 'Approved' }, begun: { zh: '已立为变更', en: 'Became a change' }, evidenced: { zh: '有数据依据', en: 'Rests on a figure' } },
  moments: ['madeAt', 'decidedAt'], named: { ownerId: 'staff_ref', madeBy: 'staff_ref' }, catalogue: { state: 'improvement.state' },
})
facts({
  name: 'process-change', noun: { zh: '流程变更', en: 'Changes of processes' }, view: 'process_change_fact', record: { kind: 'process-change', column: 'id' }, label: 'title', permission: 'process-change.read', legs: changeResource.legs,
  fields: { state: { type: 'choice' }, flow: { type: 'choice' }, ownerId: { type: 'id' }, madeAt: { type: 'instant' }, liveAt: { type: 'instant' } },
  words: { state: { zh: '状态', en: 'State' }, flow: { zh: '流程', en: 'Flow' }, ownerId: { zh: '负责人', en: 'Owner' }, madeAt: { zh: '立项时间', en: 'Planned' }, liveAt: { zh: '上线时间', en: 'Live' } },
  moments: ['madeAt', 'liveAt'], named: { ownerId: 'staff_ref' }, catalogue: { state: 'process-change.state' },
})

const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, { frequency: 'month', ...body } as never)
export const improvementMetrics = [
  metric('improvements-proposed', {
    name: { zh: '改进建议数', en: 'Improvements proposed' }, formula: { zh: '期间内提出的改进建议，已撤回的除外', en: 'Proposals for improvement made in the window, but for those withdrawn' },
    unit: 'count', better: 'higher', of: 'improvement', at: 'madeAt', exclude: [{ when: { field: 'state', is: 'equal', value: 'withdrawn' }, why: { zh: '已撤回的建议', en: 'Proposals withdrawn' } }], measure: { kind: 'count' }, by: ['state', 'flow', 'ownerId'],
  }),
  metric('improvements-approved', {
    name: { zh: '改进建议批准率', en: 'Improvements approved' }, formula: { zh: '批准的改进建议 ÷ 审批了的改进建议', en: 'Proposals approved ÷ proposals decided' },
    unit: 'percent', better: 'neither', of: 'improvement', at: 'decidedAt', measure: { kind: 'share', when: { field: 'approved', is: 'equal', value: true } }, by: ['flow', 'ownerId'],
  }),
  metric('improvements-evidenced', {
    name: { zh: '改进有数据依据的比例', en: 'Improvements that rest on a figure' }, formula: { zh: '批准时带有系统计算的指标作依据的改进建议 ÷ 批准的改进建议；自述的发现不算', en: 'Proposals approved that rest on a metric counted here ÷ proposals approved; what somebody only states doesn’t count' },
    unit: 'percent', better: 'higher', of: 'improvement', at: 'decidedAt', base: { field: 'approved', is: 'equal', value: true }, measure: { kind: 'share', when: { field: 'evidenced', is: 'equal', value: true } }, by: ['flow', 'ownerId'],
  }),
  metric('changes-planned', {
    name: { zh: '立项的流程变更', en: 'Process changes planned' }, formula: { zh: '期间内立项的流程变更，已撤回的除外', en: 'Changes of processes planned in the window, but for those withdrawn' },
    unit: 'count', better: 'neither', of: 'process-change', at: 'madeAt', exclude: [{ when: { field: 'state', is: 'equal', value: 'withdrawn' }, why: { zh: '已撤回的变更', en: 'Changes withdrawn' } }], measure: { kind: 'count' }, by: ['state', 'flow', 'ownerId'],
  }),
  metric('changes-live', {
    name: { zh: '上线的流程变更', en: 'Process changes live' }, formula: { zh: '期间内上线的流程变更', en: 'Changes of processes that went live in the window' },
    unit: 'count', better: 'higher', of: 'process-change', at: 'liveAt', measure: { kind: 'count' }, by: ['flow', 'ownerId'],
  }),
]
