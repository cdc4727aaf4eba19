import { shipped } from '../../../kernel/definitions.ts'
import type { FormDefinition } from '../contract.ts'
import { formKind } from '../definition.ts'

/** What has to be known of a complaint before anybody can work on it, asked in the order in which customers tell it. */
const intake = {
  name: { zh: '投诉受理登记', en: 'Complaint intake' },
  about: { zh: '受理投诉时填写：先听清事实，再问影响和期望，最后确认怎么回复。', en: 'Filled while a complaint is taken: first the facts, then what they caused and what is wanted, and how to answer.' },
  for: ['case'],
  sections: [
    { key: 'facts', title: { zh: '事实', en: 'Facts' }, questions: [
      { kind: 'date-time', key: 'happened-at', text: { zh: '事情发生在什么时候？', en: 'When did it happen?' }, required: true },
      { kind: 'single', key: 'about-what', text: { zh: '投诉涉及哪方面？', en: 'What is it about?' }, required: true, other: true, options: [
        { key: 'product', text: { zh: '产品质量', en: 'Product' } }, { key: 'installation', text: { zh: '安装', en: 'Installation' } }, { key: 'repair', text: { zh: '维修', en: 'Repair' } },
        { key: 'staff', text: { zh: '人员态度', en: 'Behaviour of staff' } }, { key: 'delay', text: { zh: '超时未处理', en: 'Delay' } }, { key: 'charge', text: { zh: '费用', en: 'Charges' } }] },
      { kind: 'text', key: 'what', text: { zh: '客户怎么说？', en: 'What does the customer say?' }, about: { zh: '尽量用客户自己的话。', en: 'In the customer’s own words where possible.' }, many: true, least: 5, most: 5_000, required: true },
      { kind: 'yes-no', key: 'told-before', text: { zh: '之前反映过吗？', en: 'Was it told to us before?' }, required: true },
      { kind: 'number', key: 'times', text: { zh: '反映过几次？', en: 'How often?' }, min: 1, max: 99, whole: true, unit: { zh: '次', en: 'times' }, required: true, when: { field: 'told-before', is: 'equal', value: true } },
    ] },
    { key: 'weight', title: { zh: '影响', en: 'Effect' }, newPage: true, questions: [
      { kind: 'yes-no', key: 'danger', text: { zh: '是否有人身或财产安全风险？', en: 'Is anybody’s safety or property at risk?' }, required: true },
      { kind: 'info', key: 'act-now', text: { zh: '请立即电话告知主管，并请客户停止使用产品、关闭电源或气源。', en: 'Call your supervisor now, and ask the customer to stop using the product and to turn power or gas off.' }, when: { field: 'danger', is: 'equal', value: true } },
      { kind: 'single', key: 'effect', text: { zh: '对客户的影响有多大？', en: 'How much does it affect the customer?' }, required: true, options: [
        { key: 'low', text: { zh: '轻微不便', en: 'A little' } }, { key: 'middle', text: { zh: '影响正常使用', en: 'Normal use is affected' } }, { key: 'high', text: { zh: '完全无法使用', en: 'It can’t be used at all' } }] },
      { kind: 'number', key: 'loss', text: { zh: '客户估计的损失', en: 'Loss as the customer puts it' }, min: 0, unit: { zh: '元', en: 'CNY' } },
      { kind: 'file', key: 'evidence', text: { zh: '照片、票据、录音', en: 'Photographs, receipts, recordings' }, most: 10 },
    ] },
    { key: 'wish', title: { zh: '期望', en: 'Wish' }, newPage: true, questions: [
      { kind: 'multiple', key: 'wanted', text: { zh: '客户希望怎样解决？', en: 'What would put it right?' }, required: true, least: 1, other: true, options: [
        { key: 'repair', text: { zh: '维修', en: 'Repair' } }, { key: 'replace', text: { zh: '更换', en: 'Replacement' } }, { key: 'refund', text: { zh: '退款', en: 'Refund' } }, { key: 'apology', text: { zh: '道歉', en: 'Apology' } }, { key: 'explain', text: { zh: '解释说明', en: 'Explanation' } }] },
      { kind: 'single', key: 'answer-by', text: { zh: '希望用什么方式回复？', en: 'How should we answer?' }, look: 'list', required: true, options: [{ key: 'phone', text: { zh: '电话', en: 'Telephone' } }, { key: 'wechat', text: { zh: '微信', en: 'WeChat' } }, { key: 'sms', text: { zh: '短信', en: 'Text message' } }, { key: 'email', text: { zh: '邮件', en: 'E-mail' } }] },
      { kind: 'time', key: 'answer-time', text: { zh: '方便接听的时间', en: 'A good time to call' }, when: { field: 'answer-by', is: 'equal', value: 'phone' } },
      { kind: 'yes-no', key: 'read-back', text: { zh: '已向客户复述并得到确认？', en: 'Read back to the customer and confirmed?' }, required: true },
    ] },
  ],
} satisfies FormDefinition
export const complaintIntake = shipped(formKind, 'complaint-intake', formKind.schema.parse(intake))
