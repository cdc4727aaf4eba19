import { shipped } from '../../../kernel/definitions.ts'
import type { TemplateBody } from '../templates/template-kind.ts'
import { templateKind } from '../templates/template-kind.ts'

const NUMBER: TemplateBody['fields'][number] = { key: 'number', name: { zh: '工单编号', en: 'Case number' }, type: 'text', example: { zh: '20261122-000123', en: '20261122-000123' } }
const NAME: TemplateBody['fields'][number] = { key: 'name', name: { zh: '客户称呼', en: 'Customer’s name' }, type: 'text', example: { zh: '王先生', en: 'Mr Wang' } }
const DUE: TemplateBody['fields'][number] = { key: 'due', name: { zh: '答复时间', en: 'Answer by' }, type: 'moment', example: { zh: '2026-11-23T09:00:00+08:00', en: '2026-11-23T09:00:00+08:00' } }

/** What most houses write every day. A company publishes its own words in their place. */
const bodies: Record<string, TemplateBody> = {
  'progress-note': {
    name: { zh: '处理进展', en: 'How far it is' }, category: 'progress', channels: ['email', 'sms'], purpose: 'service',
    fields: [NAME, NUMBER, { key: 'progress', name: { zh: '进展', en: 'Progress' }, type: 'lines', example: { zh: '配件已到仓库，师傅明天上午与您联系。', en: 'The part has arrived; our engineer will call you tomorrow morning.' } }, DUE],
    subject: { zh: '您反映的问题的处理进展（{{number}}）', en: 'How far your matter is ({{number}})' },
    text: { zh: '{{name}}，您好：\n\n您反映的问题（编号 {{number}}）现在的进展是：\n\n{{progress}}\n\n我们会在 {{due}} 前再次答复您。', en: 'Dear {{name}},\n\nthis is how far your matter {{number}} is:\n\n{{progress}}\n\nYou will hear from us again by {{due}}.' },
  },
  apology: {
    name: { zh: '致歉与处理方案', en: 'Apology and what we do' }, category: 'apology', channels: ['email'], purpose: 'service',
    fields: [NAME, NUMBER, { key: 'what', name: { zh: '给客户带来的不便', en: 'What went wrong' }, type: 'lines', example: { zh: '安装预约改期，让您白等了半天。', en: 'The appointment was moved and you waited half a day in vain.' } }, { key: 'remedy', name: { zh: '处理方案', en: 'What we do about it' }, type: 'lines', example: { zh: '明天上午优先上门，并免除本次安装费。', en: 'We come first thing tomorrow, and the installation is free.' } }],
    subject: { zh: '向您致歉（{{number}}）', en: 'Our apologies ({{number}})' },
    text: { zh: '{{name}}，您好：\n\n{{what}}\n对此我们非常抱歉。\n\n我们的处理方案：\n{{remedy}}\n\n如果您还有其他要求，直接回复这封邮件即可。', en: 'Dear {{name}},\n\n{{what}}\nWe are sorry for this.\n\nWhat we do about it:\n{{remedy}}\n\nIf there is anything else, just answer this mail.' },
  },
  'solution-note': {
    name: { zh: '处理结果', en: 'What was done' }, category: 'solution', channels: ['email', 'sms'], purpose: 'service',
    fields: [NAME, NUMBER, { key: 'solution', name: { zh: '处理结果', en: 'Solution' }, type: 'lines', example: { zh: '已更换压缩机，现场试机正常。', en: 'The compressor was replaced and runs well.' } }],
    subject: { zh: '您反映的问题已处理（{{number}}）', en: 'Your matter is settled ({{number}})' },
    text: { zh: '{{name}}，您好：\n\n您反映的问题（编号 {{number}}）已经处理：\n\n{{solution}}\n\n如果问题没有解决，直接回复即可，我们会继续跟进。', en: 'Dear {{name}},\n\nyour matter {{number}} is settled:\n\n{{solution}}\n\nIf it is not, just answer and we go on.' },
  },
  'follow-up-note': {
    name: { zh: '回访', en: 'Follow-up' }, category: 'follow-up', channels: ['email', 'sms'], purpose: 'follow-up',
    fields: [NAME, { key: 'matter', name: { zh: '事项', en: 'Matter' }, type: 'text', example: { zh: '空调维修', en: 'the repair of your air conditioner' } }],
    subject: { zh: '{{matter}}之后，一切还好吗？', en: 'Is all well after {{matter}}?' },
    text: { zh: '{{name}}，您好：\n\n{{matter}}已经过去几天了，使用中还有什么问题吗？\n有任何情况，直接回复即可。', en: 'Dear {{name}},\n\na few days have passed since {{matter}}. Is all well?\nIf anything is not, just answer.' },
  },
}
export const templates = Object.entries(bodies).map(([key, body]) => shipped(templateKind as never, key, body))
