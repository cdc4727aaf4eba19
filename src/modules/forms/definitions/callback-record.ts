import { shipped } from '../../../kernel/definitions.ts'
import type { FormDefinition } from '../contract.ts'
import { formKind } from '../definition.ts'

/** A call to a customer after the work: reached or not, content or not, and what follows. */
const callback = {
  name: { zh: '回访记录', en: 'Callback record' },
  about: { zh: '服务完成后的电话回访。未接通时只需记录次数。', en: 'A call after the service. Where nobody answers, only the tries are noted.' },
  for: ['case', 'customer'],
  thanks: { zh: '回访已记录。', en: 'The callback is recorded.' },
  sections: [
    { key: 'call', title: { zh: '通话', en: 'The call' }, questions: [
      { kind: 'single', key: 'reached', text: { zh: '接通情况', en: 'Was the customer reached?' }, required: true, options: [{ key: 'yes', text: { zh: '已接通', en: 'Yes' } }, { key: 'no-answer', text: { zh: '无人接听', en: 'No answer' } }, { key: 'wrong-number', text: { zh: '号码错误', en: 'Wrong number' } }, { key: 'refused', text: { zh: '拒绝回访', en: 'Declined' } }], skips: [{ when: { field: 'reached', is: 'not-equal', value: 'yes' }, go: 'next' }] },
      { kind: 'yes-no', key: 'solved', text: { zh: '问题是否已经解决？', en: 'Is the matter solved?' }, required: true },
      { kind: 'csat', key: 'content', text: { zh: '客户对本次服务的满意程度', en: 'How satisfied is the customer with the service?' }, required: true, weight: 1 },
      { kind: 'text', key: 'why', text: { zh: '不满意的原因', en: 'Why not?' }, many: true, required: true, when: { field: 'content', is: 'at-most', value: 2 } },
      { kind: 'nps', key: 'recommend', text: { zh: '您有多大可能向亲友推荐我们？', en: 'How likely is the customer to recommend us?' }, low: { zh: '完全不可能', en: 'Not at all' }, high: { zh: '非常可能', en: 'Very likely' } },
    ] },
    { key: 'next', title: { zh: '后续', en: 'What follows' }, questions: [
      { kind: 'number', key: 'tries', text: { zh: '已拨打次数', en: 'Calls made so far' }, min: 1, max: 20, whole: true, required: true },
      { kind: 'single', key: 'action', text: { zh: '后续处理', en: 'Next step' }, required: true, options: [{ key: 'none', text: { zh: '无需处理', en: 'Nothing' } }, { key: 'call-again', text: { zh: '再次回访', en: 'Call again' } }, { key: 'reopen', text: { zh: '重新处理工单', en: 'Take the case up again' } }] },
      { kind: 'date', key: 'call-on', text: { zh: '再次回访日期', en: 'When to call again' }, required: true, when: { field: 'action', is: 'equal', value: 'call-again' } },
    ] },
  ],
} satisfies FormDefinition
export const callbackRecord = shipped(formKind, 'callback-record', formKind.schema.parse(callback))
