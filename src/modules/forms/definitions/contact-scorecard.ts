import { shipped } from '../../../kernel/definitions.ts'
import type { FormDefinition } from '../contract.ts'
import { formKind } from '../definition.ts'

/** How good one contact with a customer was, as somebody judges who listened to it. The sections weigh by what customers gain from them. */
const judged = (key: string, zh: string, en: string, weight: number) => ({
  kind: 'single' as const, key, text: { zh, en }, required: true, notApplicable: true, weight,
  options: [{ key: 'full', text: { zh: '做到', en: 'Fully' }, score: 100 }, { key: 'partly', text: { zh: '部分做到', en: 'Partly' }, score: 50 }, { key: 'not', text: { zh: '没有做到', en: 'Not' }, score: 0 }],
})
const scorecard = {
  name: { zh: '服务质量评分表', en: 'Contact scorecard' },
  about: { zh: '对一次客户联系评分。关键项不合格：该部分或全部记 0 分。', en: 'Scores one contact. Where a critical item fails, its section or the whole scores 0.' },
  for: ['case', 'staff'], pass: 85,
  sections: [
    { key: 'opening', title: { zh: '开场', en: 'Opening' }, weight: 15, questions: [
      judged('greeting', '问候规范，报出姓名', 'Greets properly and gives a name', 1),
      { ...judged('identity', '按规定核实客户身份', 'Verifies the customer’s identity as laid down', 2), critical: { zeroes: 'form' } },
    ] },
    { key: 'solving', title: { zh: '解决问题', en: 'Solving' }, weight: 50, questions: [
      judged('listens', '听清并复述客户诉求', 'Listens and says the matter back', 2),
      { ...judged('right', '给出的信息和方案正确', 'What is said and offered is right', 4), critical: { zeroes: 'section' } },
      judged('owns', '首问负责：不推诿，跟到底', 'Owns the matter to the end', 3),
    ] },
    { key: 'manner', title: { zh: '沟通', en: 'Manner' }, weight: 25, questions: [
      judged('kind', '语气礼貌、有同理心', 'Polite and with empathy', 2),
      judged('plain', '表达清楚，不用行话', 'Plain words, no jargon', 1),
    ] },
    { key: 'closing', title: { zh: '结束', en: 'Closing' }, weight: 10, questions: [
      judged('next', '说明下一步和时限', 'Says what comes next, and when', 2),
      judged('record', '工单记录完整', 'The case is recorded in full', 1),
    ] },
    { key: 'words', title: { zh: '评语', en: 'In words' }, questions: [
      { kind: 'text', key: 'good', text: { zh: '做得好的地方', en: 'What was good' }, many: true },
      { kind: 'text', key: 'better', text: { zh: '可以改进的地方', en: 'What could be better' }, many: true },
    ] },
  ],
} satisfies FormDefinition
export const contactScorecard = shipped(formKind, 'contact-scorecard', formKind.schema.parse(scorecard))
