import { shipped } from '../../../../kernel/definitions.ts'
import type { FormDefinition } from '../../../forms/contract.ts'
import { formKind } from '../../../forms/index.ts'

/** What shipped services ask for. */

const form = (key: string, zh: string, en: string, questions: FormDefinition['sections'][number]['questions']) =>
  shipped(formKind, key, formKind.schema.parse({ name: { zh, en }, for: ['case'], sections: [{ key: 'request', questions }] } satisfies FormDefinition))
const option = (key: string, zh: string, en: string) => ({ key, text: { zh, en } })
const order = { kind: 'text', key: 'order', text: { zh: '订单号', en: 'Order number' }, required: true, most: 60 } as const

export const serviceForms = [
  form('service-return', '退换货申请表', 'Return or exchange', [
    order,
    { kind: 'single', key: 'wish', text: { zh: '希望如何处理', en: 'What the customer wants' }, required: true, options: [option('refund', '退货退款', 'Return and refund'), option('exchange', '换货', 'Exchange')] },
    { kind: 'single', key: 'reason', text: { zh: '退换原因', en: 'Reason' }, required: true, options: [option('quality', '质量问题', 'Quality'), option('wrong', '错发漏发', 'Wrong or missing'), option('unwanted', '不合适', 'Does not suit'), option('other', '其他', 'Other')] },
    { kind: 'date', key: 'received', text: { zh: '收货日期', en: 'Received on' } },
    { kind: 'yes-no', key: 'complete', text: { zh: '包装和配件是否齐全', en: 'Packing and parts complete?' }, required: true },
  ]),
  form('service-repair', '维修报修表', 'Repair', [
    { kind: 'text', key: 'product', text: { zh: '产品型号', en: 'Product and model' }, required: true, most: 120 },
    { kind: 'text', key: 'fault', text: { zh: '故障现象', en: 'What is wrong' }, required: true, many: true, most: 2_000 },
    { kind: 'date', key: 'bought', text: { zh: '购买日期', en: 'Bought on' } },
    { kind: 'single', key: 'where', text: { zh: '维修方式', en: 'Where to repair' }, required: true, options: [option('home', '上门维修', 'At home'), option('send', '寄修', 'Sent in'), option('shop', '到店', 'At the shop')] },
    { kind: 'text', key: 'address', text: { zh: '上门地址', en: 'Address' }, required: true, many: true, most: 300, fieldClass: 'personal', when: { field: 'where', is: 'equal', value: 'home' } },
  ]),
  form('service-install', '安装预约表', 'Installation', [
    { kind: 'text', key: 'product', text: { zh: '产品型号', en: 'Product and model' }, required: true, most: 120 },
    { kind: 'date', key: 'day', text: { zh: '期望日期', en: 'Wanted on' }, required: true },
    { kind: 'single', key: 'part', text: { zh: '期望时段', en: 'Time of day' }, required: true, options: [option('morning', '上午', 'Morning'), option('afternoon', '下午', 'Afternoon'), option('evening', '晚上', 'Evening')] },
    { kind: 'text', key: 'address', text: { zh: '安装地址', en: 'Address' }, required: true, many: true, most: 300, fieldClass: 'personal' },
  ]),
  form('service-invoice', '发票申请表', 'Invoice', [
    order,
    { kind: 'single', key: 'kind', text: { zh: '发票类型', en: 'Kind of invoice' }, required: true, options: [option('plain', '电子普通发票', 'Ordinary'), option('special', '增值税专用发票', 'VAT special')] },
    { kind: 'text', key: 'title', text: { zh: '发票抬头', en: 'Made out to' }, required: true, most: 120 },
    { kind: 'text', key: 'tax', text: { zh: '纳税人识别号', en: 'Tax number' }, most: 30, requiredWhen: { field: 'kind', is: 'equal', value: 'special' } },
    { kind: 'text', key: 'mailbox', text: { zh: '接收邮箱', en: 'Send it to' }, required: true, format: 'email', most: 120, fieldClass: 'personal' },
  ]),
  form('service-correction', '资料更正表', 'Correction of records', [
    { kind: 'single', key: 'what', text: { zh: '更正内容', en: 'What is wrong' }, required: true, options: [option('name', '姓名或名称', 'Name'), option('contact', '联系方式', 'Contact'), option('address', '地址', 'Address'), option('other', '其他', 'Other')] },
    { kind: 'text', key: 'right', text: { zh: '正确的内容', en: 'What is right' }, required: true, many: true, most: 500, fieldClass: 'personal' },
    { kind: 'single', key: 'proof', text: { zh: '核实方式', en: 'How it was verified' }, required: true, options: [option('call', '回拨登记电话', 'Call to the known number'), option('document', '证件核对', 'Document seen'), option('mail', '登记邮箱确认', 'Known mailbox')] },
  ]),
]
