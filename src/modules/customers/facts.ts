import { shipped } from '../../kernel/definitions.ts'
import { facts, figuresFollow, metricKind } from '../metrics/index.ts'
import type { MetricDefinition } from '../metrics/index.ts'
import { ContactPointAdded, ContactPointChanged, ContactPointRemoved, CustomerAdded, CustomerChanged, CustomerErased, CustomerMerged, CustomerRemoved, CustomerRestored, CustomerUnmerged } from './contract.ts'
import { tables } from './tables.ts'

/** What figures about customers are made of. Whoever is in the bin, or erased, is not counted. */
const customers = facts({
  name: 'customer', followed: true, noun: { zh: '客户', en: 'Customers' }, view: 'customer_fact', record: { kind: 'customer', column: 'id' }, source: { zh: '客户档案', en: 'Profiles of customers' },
  fields: { type: { type: 'choice' }, region: { type: 'choice' }, createdAt: { type: 'instant' }, completeness: { type: 'number' }, reachable: { type: 'boolean' }, grade: { type: 'choice' }, vip: { type: 'boolean' } },
  words: { type: { zh: '类型', en: 'Type' }, region: { zh: '地区', en: 'Region' }, createdAt: { zh: '建档时间', en: 'Added' }, completeness: { zh: '完整度', en: 'Completeness' }, reachable: { zh: '有联系方式', en: 'Can be reached' }, grade: { zh: '客户等级', en: 'Grade' }, vip: { zh: 'VIP', en: 'VIP' } },
  moments: ['createdAt'], catalogue: { type: 'customer.type', grade: 'customer.grade' }, permission: 'customer.read', legs: {},
})
/** A customer's own day is known also when the profile is in the bin, erased or part of another. */
export const customerFigures = figuresFollow('customers.figures', [CustomerAdded, CustomerChanged, CustomerRemoved, CustomerRestored, CustomerErased, CustomerMerged, CustomerUnmerged, ContactPointAdded, ContactPointChanged, ContactPointRemoved], [
  { of: customers, left: async (ctx, heard) => (await tables(ctx).selectFrom('customer').select('created_at').where('id', 'in', heard.map(({ subjectId }) => subjectId)).where((eb) => eb.or([eb('deleted_at', 'is not', null), eb('merged_into_id', 'is not', null)])).execute()).map(({ created_at }) => created_at) },
])

const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, body as never)
/** Part (b) of the requirements, as far as profiles tell it. */
export const customerMetrics = [
  metric('customers-added', {
    name: { zh: '新增客户', en: 'New customers' }, formula: { zh: '期间内建档的客户', en: 'Customers added in the window' },
    unit: 'count', better: 'higher', of: 'customer', at: 'createdAt', measure: { kind: 'count' }, by: ['type', 'region', 'grade', 'vip'], frequency: 'month',
  }),
  metric('profile-completeness', {
    name: { zh: '档案完整度', en: 'Completeness of profiles' }, formula: { zh: '期间内建档的客户，已填字段 ÷ 应填字段（姓名、地区、电话、邮箱；个人另计称呼、生日，组织另计行业、规模），取平均数（%）', en: 'Of customers added in the window: fields filled ÷ fields there are (name, region, phone, e-mail; title and birthday of people, trade and size of organisations), mean in percent' },
    unit: 'score', better: 'higher', of: 'customer', at: 'createdAt', measure: { kind: 'mean', field: 'completeness' }, by: ['type', 'region', 'grade', 'vip'], frequency: 'month',
  }),
  metric('reachable-customers', {
    name: { zh: '可联系率', en: 'Customers who can be reached' }, formula: { zh: '有有效联系方式的客户 ÷ 期间内建档的客户', en: 'Customers with a way to reach them ÷ customers added in the window' },
    unit: 'percent', better: 'higher', of: 'customer', at: 'createdAt', measure: { kind: 'share', when: { field: 'reachable', is: 'equal', value: true } }, by: ['type', 'region', 'grade', 'vip'], frequency: 'month',
  }),
]
