import { shipped } from '../../../kernel/definitions.ts'
import type { FormDefinition } from '../contract.ts'
import { formKind } from '../definition.ts'

/** A short exam on the first-responder rule: a sample of everything an exam can be made of. */
const option = (key: string, zh: string, en: string, score = 0) => ({ key, text: { zh, en }, score })
const exam = {
  name: { zh: '首问负责制小测验', en: 'Exam: the first-responder rule' },
  about: { zh: '20 分钟，80 分合格。题目和选项的顺序每次不同，未答的题记 0 分。', en: 'Twenty minutes, 80 to pass. The order is drawn each time; what is left blank scores 0.' },
  pass: 80, minutes: 20, blankIsZero: true,
  sections: [{ key: 'exam', shuffle: true, questions: [
    { kind: 'single', key: 'who', weight: 20, shuffle: true, text: { zh: '谁是首问责任人？', en: 'Who is the first responder?' }, options: [
      option('first', '第一个接待客户的人', 'Whoever is asked first', 100), option('expert', '最懂业务的人', 'Whoever knows most'), option('lead', '当班组长', 'The leader of the shift'), option('free', '当时空闲的人', 'Whoever is free')] },
    { kind: 'multiple', key: 'duties', weight: 30, exact: true, shuffle: true, text: { zh: '不属于本岗位职责的问题，首问责任人应当做什么？（多选）', en: 'The matter is not yours to solve. What do you do? (several)' }, options: [
      option('take', '先受理并记录', 'Take and record it', 100), option('hand', '交给负责的部门并说明情况', 'Hand it to whoever is in charge, with all that is known', 100), option('follow', '跟进到客户得到答复', 'Follow it until the customer has an answer', 100), option('send', '请客户自己打别的电话', 'Ask the customer to call somewhere else'), { ...option('none', '以上都不对', 'None of these'), alone: true }] },
    { kind: 'yes-no', key: 'close', weight: 15, scores: { yes: 0, no: 100 }, text: { zh: '转交给其他部门后，首问责任人的责任就结束了。', en: 'Once it has been handed on, the first responder’s duty ends.' } },
    { kind: 'number', key: 'steps', weight: 15, right: { from: 1, to: 1 }, whole: true, min: 0, max: 20, text: { zh: '客户的同一件事应当讲几遍？', en: 'How often should a customer have to tell the same matter?' }, unit: { zh: '遍', en: 'times' } },
    { kind: 'text', key: 'name', weight: 20, most: 40, right: ['首问负责制', '首问责任制', 'first-responder rule', 'first responder rule'], text: { zh: '“谁首先接待，谁负责到底”的制度叫什么？', en: '“Whoever is asked first answers for it to the end”: what is this rule called?' } },
  ] }],
} satisfies FormDefinition
export const serviceExam = shipped(formKind, 'service-exam', formKind.schema.parse(exam))
