import { shipped } from '../../../kernel/definitions.ts'
import { templateKind } from '../../messages/index.ts'
import type { TemplateBody } from '../../messages/index.ts'

const text = (key: string, zh: string, en: string, example: { zh: string; en: string }, type: 'text' | 'lines' = 'text'): TemplateBody['fields'][number] => ({ key, name: { zh, en }, type, example })
/** What an originator hears when their need is there. */
export const launchTemplate = shipped(templateKind as never, 'need-launched', {
  name: { zh: '客户需求已实现', en: 'What you asked for is there' }, category: 'notice', channels: ['email'], purpose: 'follow-up',
  fields: [text('name', '客户称呼', 'Customer’s name', { zh: '王先生', en: 'Mr Wang' }), text('need', '需求', 'Need', { zh: '洗衣机增加老人模式', en: 'A plain mode for older people' }), text('news', '上市说明', 'What is new', { zh: '新款 XQG100S 已带老人模式，现有机型 12 月起可免费升级。', en: 'The new XQG100S has it; other machines can be upgraded from December.' }, 'lines')],
  subject: { zh: '您提出的需求已经实现：{{need}}', en: 'What you asked for is there: {{need}}' },
  text: { zh: '{{name}}，您好：\n\n您曾向我们提出：{{need}}。现在它已经实现了：\n\n{{news}}\n\n谢谢您的建议。如果您还有别的想法，直接回复这封邮件即可。', en: 'Dear {{name}},\n\nyou once told us what you need: {{need}}. It is there now:\n\n{{news}}\n\nThank you for telling us. If you think of anything else, just answer this mail.' },
} satisfies TemplateBody)
