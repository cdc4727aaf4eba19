import { shipped } from '../../../kernel/definitions.ts'
import type { FormDefinition } from '../contract.ts'
import { formKind } from '../definition.ts'

/** What a call after the sale was about, what was said and what was done: without it such a call is not closed (ORG-09). */
const call = {
  name: { zh: '售后来电登记', en: 'After-sales call' },
  about: { zh: '接听售后电话时填写；相关工单办结前须有这份登记或写明处理结果。', en: 'Filled in while an after-sales call is taken; its case is closed only with it, or with the result written down.' },
  for: ['case'],
  thanks: { zh: '来电已登记。', en: 'The call is recorded.' },
  sections: [
    { key: 'call', title: { zh: '来电', en: 'The call' }, questions: [
      { kind: 'single', key: 'matter', text: { zh: '来电事由', en: 'What it is about' }, required: true, other: true, options: [{ key: 'fault', text: { zh: '故障报修', en: 'A fault' } }, { key: 'use', text: { zh: '使用咨询', en: 'How to use it' } }, { key: 'install', text: { zh: '安装调试', en: 'Installation' } }, { key: 'return', text: { zh: '退换货', en: 'Return or exchange' } }, { key: 'grumble', text: { zh: '抱怨或投诉', en: 'A grumble or complaint' } }, { key: 'suggestion', text: { zh: '建议', en: 'A suggestion' } }] },
      { kind: 'text', key: 'product', text: { zh: '产品型号或编号', en: 'Product, model or number' }, most: 100 },
      { kind: 'text', key: 'said', text: { zh: '客户怎么说', en: 'What the customer says' }, many: true, required: true },
    ] },
    { key: 'work', title: { zh: '处理', en: 'What was done' }, questions: [
      { kind: 'text', key: 'answer', text: { zh: '答复和处理', en: 'Answer and action' }, many: true, required: true },
      { kind: 'single', key: 'next', text: { zh: '后续', en: 'What follows' }, required: true, options: [{ key: 'none', text: { zh: '已当场解决', en: 'Solved at once' } }, { key: 'visit', text: { zh: '安排上门', en: 'A visit' } }, { key: 'handover', text: { zh: '转相关部门', en: 'Goes to another department' } }, { key: 'call-back', text: { zh: '回电答复', en: 'A call back' } }] },
    ] },
  ],
} satisfies FormDefinition
export const afterSalesCall = shipped(formKind, 'after-sales-call', formKind.schema.parse(call))
