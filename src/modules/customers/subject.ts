import { subject } from '../../kernel/subjects.ts'
import { CustomerAdded, CustomerChanged } from './contract.ts'
import { customerFields, customerResource } from './tables.ts'

/** What rules may say about customers: never what reaches or identifies them. */
export const customerSubject = subject({
  kind: 'customer', noun: { zh: '客户', en: 'Customer' }, view: 'customer_now', path: '/customers/',
  fields: {
    type: { type: 'choice', words: { zh: '类型', en: 'Type' }, options: ['person', 'organisation'], catalogue: 'customer.type' },
    region: { type: 'text', words: { zh: '地区', en: 'Region' } },
    industry: { type: 'text', words: { zh: '行业', en: 'Industry' } },
    size: { type: 'text', words: { zh: '规模', en: 'Size' } },
    title: { type: 'text', words: { zh: '称谓', en: 'Title' } },
    grade: { type: 'choice', words: { zh: '客户等级', en: 'Grade' }, options: ['a', 'b', 'c', 'd'], catalogue: 'customer.grade' },
    vip: { type: 'boolean', words: { zh: 'VIP', en: 'VIP' } },
    tags: { type: 'tags', words: { zh: '标签', en: 'Tags' } },
    completeness: { type: 'number', words: { zh: '档案完整度（%）', en: 'Completeness (%)' } },
    contacts: { type: 'number', words: { zh: '接触次数', en: 'Contacts' } },
    lastContactAt: { type: 'instant', words: { zh: '最近接触时间', en: 'Last contact' } },
    orders: { type: 'number', words: { zh: '订单数', en: 'Orders' } },
    orderAmount: { type: 'number', words: { zh: '订单金额合计', en: 'Amount of all orders' } },
    lastOrderAt: { type: 'instant', words: { zh: '最近下单时间', en: 'Last order' } },
    createdAt: { type: 'instant', words: { zh: '建档时间', en: 'Known since' } },
  },
  events: [
    { event: CustomerAdded, words: { zh: '新增客户', en: 'A customer is added' }, fields: {} },
    { event: CustomerChanged, words: { zh: '客户资料变更', en: 'A customer is changed' }, fields: {} },
  ],
  permission: 'customer.read', legs: customerResource.legs, legFields: customerFields,
})
