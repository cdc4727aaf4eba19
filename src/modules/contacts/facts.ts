import { shipped } from '../../kernel/definitions.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import type { MetricDefinition } from '../metrics/index.ts'
import { facts, figuresFollow, metricKind } from '../metrics/index.ts'
import { on } from '../../kernel/module.ts'
import { lookUp } from '../../kernel/transaction.ts'
import { keepActivity, keepOrders } from '../customers/index.ts'
import { BehavioursTold } from './behaviours/contract.ts'
import { CustomerMerged, CustomerUnmerged } from '../customers/contract.ts'
import { InteractionPointed, InteractionRecorded } from './contract.ts'
import { interactionResource, tables } from './tables.ts'

/** What figures about contacts are made of. */
const contacts = facts({
  name: 'interaction', followed: true, noun: { zh: '接触记录', en: 'Contacts' }, view: 'interaction_fact', record: { kind: 'interaction', column: 'id' }, source: { zh: '各渠道的来访和联系记录', en: 'Contacts of every channel' },
  fields: { channel: { type: 'choice' }, direction: { type: 'choice' }, customerId: { type: 'id' }, agentId: { type: 'id' }, at: { type: 'instant' }, seconds: { type: 'number' }, cameBefore: { type: 'boolean' } },
  words: { channel: { zh: '渠道', en: 'Channel' }, direction: { zh: '方向', en: 'Direction' }, customerId: { zh: '客户', en: 'Customer' }, agentId: { zh: '员工', en: 'Member of staff' }, at: { zh: '发生时间', en: 'Happened' }, seconds: { zh: '时长', en: 'Duration' }, cameBefore: { zh: '以前来过', en: 'Had been in touch before' } },
  moments: ['at'], named: { agentId: 'staff_ref' }, catalogue: { channel: 'interaction.channel' }, permission: 'interaction.read', legs: interactionResource.legs,
})

facts({
  name: 'behaviour', noun: { zh: '客户行为', en: 'What customers did' }, view: 'behaviour_fact', record: { kind: 'customer', column: 'customer_id' }, source: { zh: '其他系统报来的订单、到访和使用', en: 'Orders, visits and use as other systems tell them' },
  fields: { kind: { type: 'choice' }, customerId: { type: 'id' }, wholeId: { type: 'id' }, at: { type: 'instant' }, amount: { type: 'number' }, boughtBefore: { type: 'boolean' } },
  words: { kind: { zh: '行为', en: 'Deed' }, customerId: { zh: '客户', en: 'Customer' }, wholeId: { zh: '客户（合并后）', en: 'Customer with all records' }, at: { zh: '发生时间', en: 'Happened' }, amount: { zh: '金额', en: 'Amount' }, boughtBefore: { zh: '以前买过', en: 'Had ordered before' } },
  moments: ['at'], catalogue: { kind: 'behaviour' }, permission: 'interaction.read', legs: {},
})
facts({
  name: 'call-talk', noun: { zh: '通话', en: 'Calls' }, view: 'interaction_talk_fact', record: { kind: 'interaction', column: 'id' }, source: { zh: '电话系统报来的通话时段', en: 'Stretches of speech as the telephone system tells them' },
  fields: { channel: { type: 'choice' }, direction: { type: 'choice' }, customerId: { type: 'id' }, agentId: { type: 'id' }, at: { type: 'instant' }, interruptions: { type: 'number' }, ventingSeconds: { type: 'number' }, flagged: { type: 'boolean' }, politeness: { type: 'number' } },
  words: { channel: { zh: '渠道', en: 'Channel' }, direction: { zh: '方向', en: 'Direction' }, customerId: { zh: '客户', en: 'Customer' }, agentId: { zh: '员工', en: 'Member of staff' }, at: { zh: '发生时间', en: 'Happened' }, interruptions: { zh: '打断次数', en: 'Interruptions' }, ventingSeconds: { zh: '倾诉时长', en: 'Time to vent' }, flagged: { zh: '需质检', en: 'To be looked at' }, politeness: { zh: '礼貌用语得分', en: 'Parts of politeness' } },
  moments: ['at'], named: { agentId: 'staff_ref' }, catalogue: { channel: 'interaction.channel' }, permission: 'interaction.read', legs: interactionResource.legs,
})

const DAY_MS = 86_400_000
/** A contact that is written down late makes its customer's later ones those of somebody who had come before; two records that become one, or stand apart again, change who came. */
export const contactFigures = figuresFollow('contacts.figures', [InteractionRecorded, InteractionPointed, CustomerMerged, CustomerUnmerged], [{ of: contacts }, { of: contacts, column: 'customer_id', ids: async (ctx, heard) => {
  const late = await tables(ctx).selectFrom('interaction').select('customer_id').where('id', 'in', heard.map(({ subjectId }) => subjectId)).where('at', '<', new Date(ctx.now.getTime() - DAY_MS)).where('customer_id', 'is not', null).execute()
  return [...late.flatMap(({ customer_id }) => customer_id ?? []), ...heard.flatMap(({ subjectId, data }) => 'intoId' in data ? [subjectId, data.intoId] : [])]
} }])

/** Customers know how often and when they were last in touch. */
export const customerActivity = on(InteractionRecorded, 'contacts.activity', async (ctx, heard) => {
  const ids = [...new Set(heard.flatMap(({ data }) => data.customerId ?? []))]
  if (!ids.length) return
  const rows = await tables(ctx).selectFrom('interaction').modifyFront(lookUp).select(['customer_id', (eb) => eb.fn.countAll<string>().as('n'), (eb) => eb.fn.max('at').as('last')]).where('customer_id', 'in', ids).groupBy('customer_id').execute()
  await keepActivity(ctx, rows.flatMap((row) => row.customer_id ? { customerId: row.customer_id, contacts: Number(row.n), lastContactAt: row.last } : []))
})

/** Customers know how often, for how much and when they last ordered. */
export const customerOrders = on(BehavioursTold, 'contacts.orders', async (ctx, heard) => {
  const rows = await tables(ctx).selectFrom('behaviour').select((eb) => ['customer_id', eb.fn.countAll<string>().as('n'), eb.fn.coalesce(eb.fn.sum<string>('amount'), eb.val('0')).as('amount'), eb.fn.max('at').as('last')])
    .where('customer_id', 'in', [...new Set(heard.map(({ subjectId }) => subjectId))]).where('kind', '=', 'order').groupBy('customer_id').execute()
  await keepOrders(ctx, rows.map((row) => ({ customerId: row.customer_id, orders: Number(row.n), orderAmount: row.amount, lastOrderAt: row.last })))
})

const inbound: Condition = { field: 'direction', is: 'equal', value: 'in' }
const did = (kind: string): Condition => ({ field: 'kind', is: 'equal', value: kind })
const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, body as never)
/** Part (b) of the requirements, as far as contacts tell it. */
export const contactMetrics = [
  metric('contacts-received', {
    name: { zh: '来访量', en: 'Contacts received' }, formula: { zh: '期间内客户来访接触次数', en: 'Contacts by customers in the window' },
    unit: 'count', better: 'neither', of: 'interaction', at: 'at', base: inbound, measure: { kind: 'count' }, by: ['channel', 'agentId'], frequency: 'day',
  }),
  metric('active-customers', {
    name: { zh: '活跃客户数', en: 'Active customers' }, formula: { zh: '期间内来访过的不同客户', en: 'Different customers who contacted us in the window' },
    unit: 'count', better: 'higher', of: 'interaction', at: 'at', base: inbound, distinct: 'customerId', measure: { kind: 'count' }, by: ['channel'], frequency: 'month',
  }),
  metric('returning-customers', {
    name: { zh: '再次光临率', en: 'Customers who come again' }, formula: { zh: '以前（至少早一天）来过的客户 ÷ 期间内来访的客户', en: 'Customers who had been in touch at least a day before ÷ customers who contacted us in the window' },
    unit: 'percent', better: 'neither', of: 'interaction', at: 'at', base: { all: [inbound, { field: 'cameBefore', is: 'equal', value: true }] }, distinct: 'customerId', measure: { kind: 'ratio', over: { of: 'interaction', at: 'at', base: inbound, distinct: 'customerId' } }, by: ['channel'], frequency: 'month',
  }),
  metric('repurchase', {
    name: { zh: '复购率', en: 'Customers who buy again' }, formula: { zh: '期间内下单、且此前（至少早一天）下过单的客户 ÷ 期间内下单的客户', en: 'Customers who ordered in the window and had ordered at least a day before ÷ customers who ordered in the window' },
    unit: 'percent', better: 'higher', of: 'behaviour', at: 'at', base: { all: [did('order'), { field: 'boughtBefore', is: 'equal', value: true }] }, distinct: 'wholeId', measure: { kind: 'ratio', over: { of: 'behaviour', at: 'at', base: did('order'), distinct: 'wholeId' } }, by: [], frequency: 'month',
  }),
  metric('referral', {
    name: { zh: '推荐率', en: 'Customers who recommend us' }, formula: { zh: '期间内推荐过我们的客户 ÷ 期间内下单的客户', en: 'Customers who recommended us in the window ÷ customers who ordered in the window' },
    unit: 'percent', better: 'higher', of: 'behaviour', at: 'at', base: did('referral'), distinct: 'wholeId', measure: { kind: 'ratio', over: { of: 'behaviour', at: 'at', base: did('order'), distinct: 'wholeId' } }, by: [], frequency: 'month',
  }),
  metric('calls-interrupted', {
    name: { zh: '打断客户的通话占比', en: 'Calls that broke in on the customer' }, formula: { zh: '打断次数达到质检阈值的通话 ÷ 有通话时段的通话', en: 'Calls with as many interruptions as quality assurance looks at ÷ calls whose stretches of speech are known' },
    unit: 'percent', better: 'lower', of: 'call-talk', at: 'at', measure: { kind: 'share', when: { field: 'flagged', is: 'equal', value: true } }, by: ['agentId', 'channel'],
  }),
  metric('venting-time', {
    name: { zh: '客户倾诉时长（中位数）', en: 'Time to vent (median)' }, formula: { zh: '客户不被插话、最长一段说话的时间，取中位数', en: 'The longest a customer spoke between two words of ours, median' },
    unit: 'seconds', better: 'neither', of: 'call-talk', at: 'at', measure: { kind: 'quantile', field: 'ventingSeconds', q: 0.5 }, by: ['agentId', 'channel'],
  }),
  metric('call-politeness', {
    name: { zh: '通话礼貌用语得分', en: 'Politeness in calls' }, formula: { zh: '有转写的通话中问候、“请”、“谢谢”说到的项数（0–3），取平均数', en: 'Of greeting, please and thank you, how many were said (0 to 3) in calls with a transcript, mean' },
    unit: 'score', better: 'higher', of: 'call-talk', at: 'at', measure: { kind: 'mean', field: 'politeness' }, by: ['agentId', 'channel'],
  }),
  metric('contact-duration', {
    name: { zh: '服务时长（平均）', en: 'Contact duration (mean)' }, formula: { zh: '有起止时间的来访，结束 − 开始，取平均数', en: 'End − beginning of contacts where both were written down, mean' },
    unit: 'seconds', better: 'lower', of: 'interaction', at: 'at', base: inbound, measure: { kind: 'mean', field: 'seconds' }, by: ['channel', 'agentId'],
  }),
]
