import { shipped } from '../../../kernel/definitions.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { metricKind } from '../../metrics/index.ts'
import type { MacroBody } from './macro-kind.ts'
import { macroKind } from './macro-kind.ts'

/** What most desks do many times a day. A company publishes its own in their place. */
const bodies: Record<string, MacroBody> = {
  'need-more': {
    name: { zh: '请客户补充资料', en: 'Ask for what is missing' }, about: { zh: '写好请客户补充的话，发出后转为等待客户', en: 'Words that ask for more; the case waits for the customer once they are sent' },
    words: { zh: '{{name}}，您好：\n\n为了尽快处理您反映的“{{subject}}”，还需要您提供：\n\n1. \n\n收到后我们马上接着办。工单编号 {{number}}。', en: 'Dear {{name}},\n\nto settle “{{subject}}” we still need from you:\n\n1. \n\nWe go on as soon as we have it. Your case is {{number}}.' },
    deeds: { handler: 'me', move: 'waiting-customer' },
  },
  'take-and-greet': {
    name: { zh: '接手并问候', en: 'Take it and greet' }, about: { zh: '领取工单并写好开场的话', en: 'Takes the case and writes the first words' },
    words: { zh: '{{name}}，您好：\n\n我是客服{{agent}}，您反映的“{{subject}}”由我负责跟进到底，有进展会第一时间告诉您。', en: 'Dear {{name}},\n\nmy name is {{agent}}. I look after “{{subject}}” until it is settled, and you will hear from me as soon as there is news.' },
    deeds: { handler: 'me' },
  },
  'urgent-tonight': {
    name: { zh: '加急，明早再看', en: 'Urgent, again tomorrow' }, about: { zh: '优先级改为紧急，搁置到明早 9 点', en: 'Makes it urgent and puts it aside until nine tomorrow' },
    deeds: { handler: 'me', priority: 'urgent', snooze: 'tomorrow' },
  },
  'solved-thanks': {
    name: { zh: '已解决并致谢', en: 'Solved, with thanks' }, about: { zh: '写好结果说明，发出后解决工单', en: 'Words about the result; the case is solved once they are sent' },
    words: { zh: '{{name}}，您好：\n\n您反映的“{{subject}}”已经处理好了。如果还有问题，直接回复即可，我们会接着办。\n\n感谢您的耐心。', en: 'Dear {{name}},\n\n“{{subject}}” is settled. If anything is left, just answer and we go on.\n\nThank you for your patience.' },
    deeds: { move: 'solved' },
  },
}
export const macros = Object.entries(bodies).map(([key, body]) => shipped(macroKind as never, key, body))

const metric = (key: string, body: MetricDefinition) => shipped(metricKind, key, body as never)
export const deskMetrics = [
  metric('average-handling-time', {
    name: { zh: '平均处理时间（AHT）', en: 'Average handling time (AHT)' }, formula: { zh: '关闭的工单中，员工实际在页面上处理的时间之和 ÷ 有处理时间的工单数', en: 'Time that people had the closed cases in hand, by the page or corrected ÷ cases with such time' },
    unit: 'seconds', better: 'lower', of: 'case-effort', at: 'closedAt', measure: { kind: 'mean', field: 'seconds' }, by: ['kind', 'channel', 'priority', 'teamId', 'handlerId', 'firstResponderId'],
  }),
  metric('handling-time', {
    name: { zh: '处理时间合计', en: 'Handling time in all' }, formula: { zh: '员工在工单页面上实际处理的时间之和', en: 'Time that people had cases in hand, by the page or corrected' },
    unit: 'seconds', better: 'neither', of: 'case-work', at: 'beganAt', measure: { kind: 'sum', field: 'seconds' }, by: ['kind', 'channel', 'teamId', 'staffId'],
  }),
]
