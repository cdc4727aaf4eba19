import { shipped } from '../../../kernel/definitions.ts'
import { templateKind } from '../../messages/index.ts'
import type { TemplateBody } from '../../messages/index.ts'

const body: TemplateBody = {
  name: { zh: '来信受理确认', en: 'Your mail is here' }, category: 'receipt', channels: ['email'], purpose: 'service',
  fields: [
    { key: 'number', name: { zh: '工单编号', en: 'Case number' }, type: 'text', example: { zh: '20261122-000123', en: '20261122-000123' } },
    { key: 'subject', name: { zh: '来信主题', en: 'Subject of the mail' }, type: 'text', required: false, example: { zh: '净水器漏水', en: 'My water filter leaks' } },
    { key: 'answer', name: { zh: '谁值班、何时答复', en: 'Who is on duty, and when the answer comes' }, type: 'text', required: false, example: { zh: '现在由陈一值班，会尽快答复您。', en: 'Chen Yi is on duty and will answer as soon as possible.' } },
  ],
  subject: { zh: '我们已收到您的来信（{{number}}）', en: 'We have your mail ({{number}})' },
  text: {
    zh: '您好：\n\n您的来信“{{subject}}”已收到，编号 {{number}}。{{answer}}\n\n如需补充，直接回复这封邮件即可。本邮件由系统自动发出。',
    en: 'Hello,\n\nyour mail “{{subject}}” is here. Its number is {{number}}. {{answer}}\n\nTo add something, just answer this mail. It was sent automatically.',
  },
}
/** What a mailbox answers by itself when it is told to. A company publishes its own words in its place. */
export const acknowledgement = shipped(templateKind as never, 'mail-acknowledgement', body)
