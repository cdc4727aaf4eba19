import { sql } from 'kysely'
import { shipped } from '../../kernel/definitions.ts'
import { facts, metricKind, narrowing } from '../metrics/index.ts'
import type { MetricDefinition } from '../metrics/index.ts'
import { subjectOf } from './subjects.ts'
import { runResource } from './tables.ts'

/** What figures about flows are made of: runs, and steps that were due. */

const about = { flow: { type: 'choice' }, teamId: { type: 'id' }, startedBy: { type: 'id' } } as const
const words = { flow: { zh: '流程', en: 'Flow' }, teamId: { zh: '小组', en: 'Team' }, startedBy: { zh: '启动人', en: 'Started by' } }
const named = { teamId: 'team_ref', startedBy: 'staff_ref' }
const seen = { permission: 'run.read', legs: runResource.legs } as const

facts({
  name: 'flow-step', noun: { zh: '流程步骤', en: 'Steps of flows' }, view: 'flow_step_fact', record: { kind: 'run', column: 'run_id' },
  fields: { ...about, step: { type: 'choice' }, staffId: { type: 'id' }, outcome: { type: 'choice' }, deviation: { type: 'choice' }, deviating: { type: 'boolean' }, inTime: { type: 'boolean' }, readyAt: { type: 'instant' }, settledAt: { type: 'instant' }, countedAt: { type: 'instant' }, seconds: { type: 'number' }, waitingSeconds: { type: 'number' }, workSeconds: { type: 'number' } },
  words: {
    ...words, step: { zh: '步骤', en: 'Step' }, staffId: { zh: '办理人', en: 'Done by' }, outcome: { zh: '结果', en: 'Outcome' }, deviation: { zh: '偏差', en: 'Deviation' }, deviating: { zh: '有偏差', en: 'Deviates' },
    inTime: { zh: '按时', en: 'In time' }, readyAt: { zh: '轮到时间', en: 'Its turn' }, settledAt: { zh: '办结时间', en: 'Settled' }, countedAt: { zh: '逾期或办结时间', en: 'Overdue or settled' }, seconds: { zh: '历时', en: 'Time taken' }, waitingSeconds: { zh: '等待时间', en: 'Waiting time' }, workSeconds: { zh: '办理用时', en: 'Work time' },
  },
  moments: ['settledAt', 'readyAt', 'countedAt'], named: { ...named, staffId: 'staff_ref' }, catalogue: { outcome: 'step.state', deviation: 'step.deviation' }, label: 'step', ...seen,
})
facts({
  name: 'flow-run', noun: { zh: '流程实例', en: 'Runs of flows' }, view: 'flow_run_fact', record: { kind: 'run', column: 'id' },
  fields: { ...about, state: { type: 'choice' }, startedAt: { type: 'instant' }, endedAt: { type: 'instant' }, seconds: { type: 'number' } },
  words: { ...words, state: { zh: '状态', en: 'State' }, startedAt: { zh: '启动时间', en: 'Started' }, endedAt: { zh: '结束时间', en: 'Ended' }, seconds: { zh: '历时', en: 'Time taken' } },
  moments: ['startedAt', 'endedAt'], named, catalogue: { state: 'run.panel.state' }, label: 'flow', ...seen,
})
/** Figures of the records that flows run on are also those of one flow: of the records that a run of it is or was about. */
narrowing({
  field: 'flow', name: words.flow, fits: ({ record }) => subjectOf(record.kind) !== undefined,
  within: ({ record }, flow) => sql<boolean>`exists (select from flow_run own where own.about_id = ${sql.ref(`f.${record.column}`)} and own.about_kind = ${record.kind} and own.flow_key = ${flow})`,
})
facts({
  name: 'process-day', noun: { zh: '生效的流程', en: 'Processes in force' }, view: 'process_day_fact', record: { kind: 'definition', column: 'id' }, label: 'label', permission: 'run.read', legs: {},
  fields: { flow: { type: 'choice' }, managed: { type: 'boolean' }, day: { type: 'instant' } }, words: { flow: words.flow, managed: { zh: '有负责人和指标', en: 'Has owners and a metric' }, day: { zh: '日期', en: 'Day' } }, moments: ['day'],
})

const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, body as never)
export const flowMetrics = [
  metric('processes-managed', {
    name: { zh: '定责定标的流程占比', en: 'Processes with owners and metrics' }, formula: { zh: '每一步都有负责人、且目标绑定了指标的流程 ÷ 期间内生效的流程', en: 'Processes whose every step has its owner and whose goal is bound to a metric ÷ processes in force in the window' },
    unit: 'percent', better: 'higher', of: 'process-day', at: 'day', base: { field: 'managed', is: 'equal', value: true }, distinct: 'flow', measure: { kind: 'ratio', over: { of: 'process-day', at: 'day', distinct: 'flow' } }, by: [], frequency: 'month',
  }),
  metric('flow-step-deviation-rate', {
    name: { zh: '步骤偏差率', en: 'Step deviation rate' }, formula: { zh: '经批准跳过或超时的步骤（含逾期未办的）÷ 应办的步骤（办结的和逾期未办的）', en: 'Steps passed over with leave or late, open ones past their deadline among them ÷ steps that were due: settled, or open past their deadline' },
    unit: 'percent', better: 'lower', of: 'flow-step', at: 'countedAt', measure: { kind: 'share', when: { field: 'deviating', is: 'equal', value: true } }, by: ['flow', 'step', 'staffId', 'teamId'],
  }),
  metric('flow-steps-in-time', {
    name: { zh: '步骤按时率', en: 'Steps in time' }, formula: { zh: '时限内办结的步骤 ÷ 办结的步骤', en: 'Steps settled within their deadline ÷ steps settled' },
    unit: 'percent', better: 'higher', of: 'flow-step', at: 'settledAt', measure: { kind: 'share', when: { field: 'inTime', is: 'equal', value: true } }, by: ['flow', 'step', 'staffId', 'teamId'],
  }),
  metric('flow-step-time', {
    name: { zh: '步骤历时（中位数）', en: 'Step time (median)' }, formula: { zh: '从轮到到办结的自然时间，取中位数', en: 'Time from its turn to its end by the calendar, median' },
    unit: 'seconds', better: 'lower', of: 'flow-step', at: 'settledAt', measure: { kind: 'quantile', field: 'seconds', q: 0.5 }, by: ['flow', 'step', 'staffId', 'teamId'],
  }),
  metric('flow-step-waiting', {
    name: { zh: '步骤等待时间（中位数）', en: 'Step waiting time (median)' }, formula: { zh: '从轮到到开始办理的自然时间，取中位数；没有说明何时开始的步骤不计', en: 'Time from its turn until somebody began, by the calendar, median; steps that do not say when they were begun are not counted' },
    unit: 'seconds', better: 'lower', of: 'flow-step', at: 'settledAt', measure: { kind: 'quantile', field: 'waitingSeconds', q: 0.5 }, by: ['flow', 'step', 'staffId', 'teamId'],
  }),
  metric('flow-step-work', {
    name: { zh: '步骤办理用时（中位数）', en: 'Step work time (median)' }, formula: { zh: '从开始办理到办结的自然时间，取中位数；没有说明何时开始的步骤不计', en: 'Time from when somebody began until it was settled, by the calendar, median; steps that do not say when they were begun are not counted' },
    unit: 'seconds', better: 'lower', of: 'flow-step', at: 'settledAt', measure: { kind: 'quantile', field: 'workSeconds', q: 0.5 }, by: ['flow', 'step', 'staffId', 'teamId'],
  }),
  metric('flow-run-time', {
    name: { zh: '流程历时（中位数）', en: 'Flow time (median)' }, formula: { zh: '从启动到完成的自然时间，取中位数', en: 'Time from start to finish by the calendar, median' },
    unit: 'seconds', better: 'lower', of: 'flow-run', at: 'endedAt', measure: { kind: 'quantile', field: 'seconds', q: 0.5 }, by: ['flow', 'teamId', 'startedBy'],
  }),
  metric('flow-runs-finished', {
    name: { zh: '流程完成率', en: 'Flows finished' }, formula: { zh: '完成的实例 ÷ 结束的实例（含驳回与取消）', en: 'Runs finished ÷ runs ended, rejected and cancelled ones among them' },
    unit: 'percent', better: 'higher', of: 'flow-run', at: 'endedAt', measure: { kind: 'share', when: { field: 'state', is: 'equal', value: 'finished' } }, by: ['flow', 'teamId', 'startedBy'],
  }),
]
