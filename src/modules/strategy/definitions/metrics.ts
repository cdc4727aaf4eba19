import { shipped } from '../../../kernel/definitions.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { metricKind } from '../../metrics/index.ts'

const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, body as never)

export const needMetrics = [
  metric('voices-heard', {
    name: { zh: '客户之声条数', en: 'Voices of customers' }, formula: { zh: '期间内记录的客户需求、建议、缺陷和市场信号', en: 'Needs, suggestions, defects and market signals written down in the window' },
    unit: 'count', better: 'neither', of: 'voice', at: 'at', measure: { kind: 'count' }, by: ['kind', 'channel', 'takenBy'],
  }),
  metric('voices-joined', {
    name: { zh: '客户之声归并率', en: 'Voices joined to a need' }, formula: { zh: '已归并到需求的条数 ÷ 期间内记录的条数', en: 'Voices joined to a need ÷ voices written down in the window' },
    unit: 'percent', better: 'higher', of: 'voice', at: 'at', measure: { kind: 'share', when: { field: 'joined', is: 'equal', value: true } }, by: ['kind', 'takenBy'],
  }),
  metric('needs-launched', {
    name: { zh: '上市的客户需求', en: 'Needs launched' }, formula: { zh: '期间内上市的客户需求数', en: 'Needs of customers launched in the window' },
    unit: 'count', better: 'higher', of: 'need', at: 'launchedAt', measure: { kind: 'count' }, by: ['kind', 'departmentId'], frequency: 'month',
  }),
  metric('need-to-launch', {
    name: { zh: '需求到上市时间（中位数）', en: 'From need to launch (median)' }, formula: { zh: '从形成需求到上市的时间，取中位数', en: 'Time from the need formed to its launch, median' },
    unit: 'seconds', better: 'lower', of: 'need', at: 'launchedAt', measure: { kind: 'quantile', field: 'launchSeconds', q: 0.5 }, by: ['kind', 'departmentId'], frequency: 'month',
  }),
]
