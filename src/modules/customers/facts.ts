import { sql } from 'kysely'
import { shipped } from '../../kernel/definitions.ts'
import { facts, figuresFollow, metricKind } from '../metrics/index.ts'
import type { MetricDefinition } from '../metrics/index.ts'
import { ContactPointAdded, ContactPointChanged, ContactPointRemoved, CustomerAdded, CustomerChanged, CustomerErased, CustomerMerged, CustomerRemoved, CustomerRestored, CustomerTagged, CustomerTookIn, CustomerUnmerged, DocumentAdded, DocumentRemoved } from './contract.ts'
import { PreferenceChanged } from '../messages/contract.ts'
import { CollectionAsked, CustomerCollected } from './collection/contract.ts'
import { PersonAdded, PersonRemoved } from './organisation/contract.ts'
import { CustomerChecked, WeightsReckoned } from './profile/contract.ts'
import { reckonProfiles } from './profile/reckon.ts'
import { reckonSegments } from './segments/reckon.ts'
import { tables } from './tables.ts'

/** What figures about customers are made of. Whoever is in the bin, or erased, is not counted. */
const customers = facts({
  name: 'customer', followed: true, noun: { zh: '客户', en: 'Customers' }, view: 'customer_fact', record: { kind: 'customer', column: 'id' }, source: { zh: '客户档案', en: 'Profiles of customers' },
  fields: { type: { type: 'choice' }, region: { type: 'choice' }, createdAt: { type: 'instant' }, completeness: { type: 'number' }, reachable: { type: 'boolean' }, grade: { type: 'choice' }, vip: { type: 'boolean' } },
  words: { type: { zh: '类型', en: 'Type' }, region: { zh: '地区', en: 'Region' }, createdAt: { zh: '建档时间', en: 'Added' }, completeness: { zh: '完整度', en: 'Completeness' }, reachable: { zh: '有联系方式', en: 'Can be reached' }, grade: { zh: '客户等级', en: 'Grade' }, vip: { zh: 'VIP', en: 'VIP' } },
  moments: ['createdAt'], catalogue: { type: 'customer.type', grade: 'customer.grade' }, permission: 'customer.read', legs: {},
})
/** A customer's own day is known also when the profile is in the bin, erased or part of another; other weights change every day. */
const follow = figuresFollow('customers.figures', [CustomerAdded, CustomerChanged, CustomerRemoved, CustomerRestored, CustomerErased, CustomerMerged, CustomerTookIn, CustomerUnmerged, DocumentAdded, DocumentRemoved, ContactPointAdded, ContactPointChanged, ContactPointRemoved, PreferenceChanged, CustomerTagged, PersonAdded, PersonRemoved, CustomerChecked, CustomerCollected, CollectionAsked, WeightsReckoned], [
  { of: customers, left: async (ctx, heard) => {
    const own = await tables(ctx).selectFrom('customer').select('created_at').where('id', 'in', heard.map(({ subjectId }) => subjectId)).where((eb) => eb.or([eb('deleted_at', 'is not', null), eb('merged_into_id', 'is not', null)])).execute()
    const all = heard.some(({ kind }) => kind === WeightsReckoned.kind) ? await tables(ctx).selectFrom('customer').select((eb) => eb.fn.min('created_at').as('created_at')).where('deleted_at', 'is', null).groupBy(sql`created_at::date`).execute() : []
    return [...own, ...all].map(({ created_at }) => created_at)
  } },
])
/** What profiles lack is reckoned first, for figures and segments are made of it. */
export const customerFigures: typeof follow = { ...follow, run: async (ctx, heard) => {
  const ids = [...new Set(heard.filter(({ kind }) => kind !== WeightsReckoned.kind).flatMap(({ subjectId, data }) => data && typeof data === 'object' && 'intoId' in data ? [subjectId, String(data.intoId)] : [subjectId]))]
  await reckonProfiles(ctx, ids)
  await reckonSegments(ctx, { customerIds: ids })
  await follow.run(ctx, heard)
} }

const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, body as never)
/** Part (b) of the requirements, as far as profiles tell it. */
export const customerMetrics = [
  metric('customers-added', {
    name: { zh: '新增客户', en: 'New customers' }, formula: { zh: '期间内建档的客户', en: 'Customers added in the window' },
    unit: 'count', better: 'higher', of: 'customer', at: 'createdAt', measure: { kind: 'count' }, by: ['type', 'region', 'grade', 'vip'], frequency: 'month',
  }),
  metric('profile-completeness', {
    name: { zh: '档案完整度', en: 'Completeness of profiles' }, formula: { zh: '期间内建档的客户，已填字段的权重 ÷ 应填字段的权重（个人与单位应填的字段不同，权重在“客户档案质量”中设定），取平均数（%）', en: 'Of customers added in the window: weights of the fields filled ÷ weights of the fields that apply to a person or an organisation (set on the page “Quality of profiles”), mean in percent' },
    unit: 'score', better: 'higher', of: 'customer', at: 'createdAt', measure: { kind: 'mean', field: 'completeness' }, by: ['type', 'region', 'grade', 'vip'], frequency: 'month',
  }),
  metric('reachable-customers', {
    name: { zh: '可联系率', en: 'Customers who can be reached' }, formula: { zh: '有有效联系方式的客户 ÷ 期间内建档的客户', en: 'Customers with a way to reach them ÷ customers added in the window' },
    unit: 'percent', better: 'higher', of: 'customer', at: 'createdAt', measure: { kind: 'share', when: { field: 'reachable', is: 'equal', value: true } }, by: ['type', 'region', 'grade', 'vip'], frequency: 'month',
  }),
]
