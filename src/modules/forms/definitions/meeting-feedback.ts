import { shipped } from '../../../kernel/definitions.ts'
import type { FormDefinition } from '../contract.ts'
import { formKind } from '../definition.ts'

/** Whether a meeting was worth its time; anonymous, for an honest answer is worth more than a name. */
const agreement = [{ zh: '很不同意', en: 'Strongly disagree' }, { zh: '不同意', en: 'Disagree' }, { zh: '一般', en: 'Neither' }, { zh: '同意', en: 'Agree' }, { zh: '很同意', en: 'Strongly agree' }]
const meeting = {
  name: { zh: '会议反馈', en: 'Meeting feedback' },
  about: { zh: '匿名，约一分钟。人数不足时不显示结果。', en: 'Anonymous, about a minute. Nothing is shown while few have answered.' },
  anonymous: true,
  thanks: { zh: '谢谢，您的反馈已匿名提交。', en: 'Thank you. Your feedback has been sent without your name.' },
  sections: [{ key: 'meeting', questions: [
    { kind: 'matrix', key: 'statements', mode: 'single', text: { zh: '您是否同意以下说法？', en: 'Do you agree?' }, required: true, weight: 1, rows: [
      { key: 'aim', text: { zh: '会议目的明确', en: 'The aim was clear' } }, { key: 'right-people', text: { zh: '该来的人都在', en: 'The right people were there' } },
      { key: 'heard', text: { zh: '不同意见被认真听取', en: 'Other views were heard' } }, { key: 'decided', text: { zh: '结论、负责人和期限明确', en: 'Decisions, owners and dates are clear' } }],
      columns: agreement.map((text, at) => ({ key: `p${at + 1}`, text, score: at * 25 })) },
    { kind: 'slider', key: 'worth', text: { zh: '会议时间中有多少是值得的？', en: 'How much of the time was well spent?' }, min: 0, max: 100, step: 5, unit: { zh: '%', en: '%' }, required: true },
    { kind: 'sum', key: 'time', text: { zh: '时间花在了哪里？', en: 'Where did the time go?' }, total: 100, unit: { zh: '%', en: '%' }, options: [{ key: 'inform', text: { zh: '通报', en: 'Informing' } }, { key: 'discuss', text: { zh: '讨论', en: 'Discussing' } }, { key: 'decide', text: { zh: '决定', en: 'Deciding' } }] },
    { kind: 'text', key: 'better', text: { zh: '下次怎样更好？', en: 'What would make the next one better?' }, many: true, most: 1_000 },
  ] }],
} satisfies FormDefinition
export const meetingFeedback = shipped(formKind, 'meeting-feedback', formKind.schema.parse(meeting))
