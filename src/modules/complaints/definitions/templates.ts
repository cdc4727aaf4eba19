import { shipped } from '../../../kernel/definitions.ts'
import { templateKind } from '../../messages/index.ts'
import type { TemplateBody } from '../../messages/index.ts'

const NUMBER: TemplateBody['fields'][number] = { key: 'number', name: { zh: '投诉编号', en: 'Number of the complaint' }, type: 'text', example: { zh: '20261122-000123', en: '20261122-000123' } }
const NAME: TemplateBody['fields'][number] = { key: 'name', name: { zh: '客户称呼', en: 'Customer’s name' }, type: 'text', example: { zh: '王女士', en: 'Ms Wang' } }

/** What complaints say; a company publishes its own words in their place. */
const bodies: Record<string, TemplateBody> = {
  'complaint-receipt': {
    name: { zh: '投诉受理告知', en: 'A complaint has been received' }, category: 'receipt', channels: ['email', 'sms'], purpose: 'service',
    fields: [NUMBER, { key: 'subject', name: { zh: '事由', en: 'Matter' }, type: 'text', example: { zh: '空调不制冷', en: 'The air conditioner does not cool' } }, { key: 'answer', name: { zh: '谁值班、何时答复', en: 'Who is on duty, and when the answer comes' }, type: 'text', required: false, example: { zh: '现在由陈一值班，会尽快答复您。', en: 'Chen Yi is on duty and will answer as soon as possible.' } }],
    subject: { zh: '您的投诉已受理（{{number}}）', en: 'Your complaint has been received ({{number}})' },
    text: {
      zh: '您好：\n\n您反映的“{{subject}}”已作为投诉受理，编号 {{number}}。{{answer}}\n\n我们会查明情况，并把处理决定告诉您。处理投诉不收取任何费用。如需补充情况或查询进度，请告诉我们这个编号。',
      en: 'Hello,\n\n“{{subject}}” has been received as a complaint. Its number is {{number}}. {{answer}}\n\nWe look into it and tell you what we decide. Complaints cost you nothing. To add something or to ask how far it is, tell us this number.',
    },
  },
  'complaint-progress': {
    name: { zh: '投诉处理进度', en: 'How far a complaint is' }, category: 'progress', channels: ['email', 'sms', 'wechat'], purpose: 'service',
    fields: [NUMBER, { key: 'state', name: { zh: '进度', en: 'How far' }, type: 'lines', example: { zh: '情况已核实确认，正在处理。', en: 'It is confirmed and being worked on.' } }],
    subject: { zh: '您的投诉有新进展（{{number}}）', en: 'News of your complaint ({{number}})' },
    text: { zh: '您好：\n\n您的投诉（编号 {{number}}）：{{state}}\n\n本消息由系统自动发出。', en: 'Hello,\n\nyour complaint {{number}}: {{state}}\n\nThis message was sent automatically.' },
  },
  'complaint-pulse': {
    name: { zh: '处理中满意度询问', en: 'How content so far' }, category: 'progress', channels: ['email', 'sms', 'wechat'], purpose: 'service',
    fields: [NUMBER],
    subject: { zh: '到目前为止，您对我们的处理满意吗？（{{number}}）', en: 'How are we doing so far? ({{number}})' },
    text: {
      zh: '您好：\n\n您的投诉（编号 {{number}}）还在处理。到目前为止，您对我们的处理满意吗？\n\n请直接回复一个数字：5 很满意，4 满意，3 一般，2 不满意，1 很不满意。也可以写下希望我们改进的地方，我们马上看到。',
      en: 'Hello,\n\nwe are still at work on your complaint {{number}}. How content are you so far?\n\nSimply answer with a figure: 5 very content, 4 content, 3 neither, 2 not content, 1 not at all. You can add what we should do better; we see it at once.',
    },
  },
  'complaint-explanation': {
    name: { zh: '情况说明', en: 'What we found' }, category: 'explanation', channels: ['email'], purpose: 'service',
    fields: [NAME, NUMBER, { key: 'finding', name: { zh: '查明的情况', en: 'What was found' }, type: 'lines', example: { zh: '经检测，室外机接口处漏加制冷剂。', en: 'Refrigerant was missing at the outdoor unit.' } }],
    subject: { zh: '您投诉的事项已查明（{{number}}）', en: 'What we found about your complaint ({{number}})' },
    text: { zh: '{{name}}，您好：\n\n您投诉的事项（编号 {{number}}）已经查明：\n\n{{finding}}\n\n接下来怎么处理，我们会另行告诉您。', en: 'Dear {{name}},\n\nthis is what we found about your complaint {{number}}:\n\n{{finding}}\n\nWhat we do about it you will hear from us next.' },
  },
  'complaint-decision': {
    name: { zh: '投诉处理决定', en: 'Decision on a complaint' }, category: 'solution', channels: ['email'], purpose: 'service',
    fields: [NAME, NUMBER, { key: 'decision', name: { zh: '处理决定', en: 'Decision' }, type: 'lines', example: { zh: '免费补加制冷剂并延保一年，师傅 11 月 25 日上午上门。', en: 'We refill it free of charge and extend the warranty by a year; our engineer comes on 25 November.' } }],
    subject: { zh: '您的投诉处理决定（{{number}}）', en: 'Our decision on your complaint ({{number}})' },
    text: { zh: '{{name}}，您好：\n\n您的投诉（编号 {{number}}）处理决定如下：\n\n{{decision}}\n\n请告诉我们您是否接受。', en: 'Dear {{name}},\n\nthis is what we decided on your complaint {{number}}:\n\n{{decision}}\n\nPlease tell us whether you accept it.' },
  },
}
export const complaintTemplates = Object.entries(bodies).map(([key, body]) => shipped(templateKind as never, key, body))
