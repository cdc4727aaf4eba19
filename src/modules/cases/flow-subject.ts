import { flowSubject } from '../flows/index.ts'
import { KINDS } from './contract.ts'

/** What flows may ask about a case, and on which kinds of case they may start. */
export const caseSubject = flowSubject({
  key: 'case', name: { zh: '工单', en: 'Case' },
  fields: { kind: { type: 'choice' }, channel: { type: 'choice' }, priority: { type: 'choice' }, statusClass: { type: 'choice' }, hasCustomer: { type: 'boolean' } },
  words: { kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, priority: { zh: '优先级', en: 'Priority' }, statusClass: { zh: '状态', en: 'Status' }, hasCustomer: { zh: '有客户档案', en: 'Has a customer record' } },
  kinds: KINDS, kindWords: 'case.kind', guards: ['classified', 'promises-kept'],
})
