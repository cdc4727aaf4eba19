import type { ShippedDefinition } from '../../kernel/definitions.ts'

/** The mails of the portal, as a company may rewrite them. */

const field = (key: string, zh: string, en: string, type: 'text' | 'lines', [exampleZh, exampleEn]: [string, string], required = true) => ({ key, name: { zh, en }, type, required, example: { zh: exampleZh, en: exampleEn } })
const company = field('company', '公司名称', 'Company', 'text', ['晨光家电', 'Morning Light'])
const number = field('number', '编号', 'Number', 'text', ['20260302-000001', '20260302-000001'])
const follow = field('follow', '查询方式', 'How to follow it', 'lines', ['随时查询进度：https://service.example.com/portal/main/track', 'Follow it here: https://service.example.com/portal/main/track'])

const template = (key: string, body: object): ShippedDefinition => ({ kind: 'template', key, body })

export const portalTemplates = [
  template('portal-receipt', {
    name: { zh: '自助服务受理回执', en: 'Receipt of the portal' }, category: 'receipt', channels: ['email'], purpose: 'answer',
    fields: [
      company, field('kind', '类型', 'Kind', 'text', ['投诉', 'Complaint']), number, field('code', '查询码', 'Tracking code', 'text', ['7K3M-9QXA-2TFW-H0BC', '7K3M-9QXA-2TFW-H0BC']),
      field('promise', '答复时间', 'When we answer', 'lines', ['我们会在 2026年3月2日 17:00 前答复您。', 'We will answer you by 2 March 2026, 17:00.'], false), follow,
    ],
    subject: { zh: '已收到您的{{kind}}（编号 {{number}}）', en: 'We have received your {{kind}} (no. {{number}})' },
    text: {
      zh: '您好，\n\n我们已收到您的{{kind}}。\n\n编号：{{number}}\n查询码：{{code}}\n\n{{promise}}\n\n{{follow}}\n请妥善保管查询码，不要告诉他人：凭查询码即可查看进度并回复。\n\n{{company}}',
      en: 'Hello,\n\nwe have received your {{kind}}.\n\nNumber: {{number}}\nTracking code: {{code}}\n\n{{promise}}\n\n{{follow}}\nPlease keep the code to yourself: whoever has it can read along and answer.\n\n{{company}}',
    },
  }),
  template('portal-rating', {
    name: { zh: '请客户评价', en: 'Asks for a rating' }, category: 'progress', channels: ['email'], purpose: 'service',
    fields: [company, number, field('follow', '评价方式', 'Where to rate', 'lines', ['请点击评价：https://service.example.com/portal/main/track#7K3M', 'Rate it here: https://service.example.com/portal/main/track#7K3M'])],
    subject: { zh: '您的事项已解决，请您评价（编号 {{number}}）', en: 'Your matter is solved: how did we do? (no. {{number}})' },
    text: {
      zh: '您好，\n\n您的事项已解决，编号：{{number}}。\n请用一分钟回答三个问题，告诉我们做得怎么样：\n{{follow}}\n\n如果问题还没有解决，请直接回复此邮件，我们会继续处理。\n\n{{company}}',
      en: 'Hello,\n\nyour matter no. {{number}} is solved.\nThree questions, one minute: tell us how we did.\n{{follow}}\n\nIf it is not solved, simply answer this mail and we go on.\n\n{{company}}',
    },
  }),
  template('portal-progress', {
    name: { zh: '自助服务进度通知', en: 'Progress notice of the portal' }, category: 'progress', channels: ['email'], purpose: 'service',
    fields: [company, number, field('state', '进度', 'How far it is', 'lines', ['您的事项正在处理。', 'We are working on it.']), follow],
    subject: { zh: '您的事项有新进展（编号 {{number}}）', en: 'News of your matter (no. {{number}})' },
    text: {
      zh: '您好，\n\n{{state}}\n\n编号：{{number}}\n{{follow}}\n\n{{company}}',
      en: 'Hello,\n\n{{state}}\n\nNumber: {{number}}\n{{follow}}\n\n{{company}}',
    },
  }),
]
