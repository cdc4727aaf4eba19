import { shipped } from '../../../kernel/definitions.ts'
import type { ScriptBody } from '../scripts/script-kind.ts'
import { scriptKind } from '../scripts/script-kind.ts'
import type { Scene, ScriptChannel } from '../scripts/rules.ts'
import { difficultScripts } from './scripts-difficult.ts'

/** A script in one line of data: its name and words in both languages, `zh | en`. */
export interface Line { key: string; name: string; words: string; channels?: readonly ScriptChannel[]; source?: string; standard?: true; fields?: ScriptBody['fields'] }
const halves = (text: string) => { const [zh = '', en = ''] = text.split(' | '); return { zh, en } }
export const scriptsOf = (scene: Scene, lines: readonly Line[]) => lines.map(({ key, name, words, channels = [], source, standard = false, fields = [] }) =>
  shipped(scriptKind, key, { name: halves(name), scene, channels: [...channels], fields, text: halves(words), standard, ...(source ? { source } : {}) } satisfies ScriptBody as never))
export const blank = (key: string, name: string, example: string): NonNullable<ScriptBody['fields']>[number] => ({ key, name: halves(name), type: 'text', required: true, example: halves(example) })

/** What is said while all goes well: opening, checking, answering, closing, festivals. Sentences that a handbook quotes stand as they are written there. */
export const shippedScripts = [
  ...scriptsOf('greeting', [
    { key: 'greeting-welcome', name: '迎客问候 | Welcome', words: '您好，欢迎光临！ | Hello and welcome!', source: '002 §2.2, §3.2', channels: ['counter'], standard: true },
    { key: 'greeting-chat', name: '在线开场 | Opening a chat', words: '{{hello}}，欢迎光临！我是{{company}}的客服{{agent}}，请问有什么可以帮您？ | {{hello}} and welcome to {{company}}! My name is {{agent}}. How may I help you?', channels: ['chat', 'wechat'], standard: true },
    { key: 'greeting-phone', name: '电话开场 | Opening a call', words: '您好，{{company}}客户服务，工号{{agentNumber}}，请问有什么可以帮您？ | Good day, {{company}} customer service, {{agentNumber}} speaking. How may I help you?', source: '001 §2.2.4', channels: ['phone'], standard: true },
    { key: 'greeting-email', name: '邮件开头 | Opening a letter', words: '{{hello}}：\n\n感谢您的来信，您反映的“{{matter}}”我已经收到，编号 {{number}}，由我负责到底。 | {{hello}},\n\nthank you for writing to us. Your matter “{{matter}}” has reached me under the number {{number}}, and I will stay responsible for it.', channels: ['email'], standard: true },
    { key: 'greeting-back', name: '再次来访 | Welcome back', words: '{{hello}}，又见面了，谢谢您再次联系我们。您上次的情况我已经看过，不用从头再说。 | {{hello}}, thank you for coming back to us. I have read what we spoke about last time, so there is no need to start over.' },
  ]),
  ...scriptsOf('verify', [
    { key: 'verify-identity', name: '核实身份 | Checking who it is', words: '为了保护您的信息安全，请告诉我您的姓名和预留电话的后四位，谢谢。 | To keep your data safe, may I please have your name and the last four digits of your number? Thank you.' },
    { key: 'verify-matter', name: '复述来意 | Saying it back', words: '我跟您核对一下：您想处理的是{{need}}，对吗？ | Let me make sure I have it right: you would like {{need}}, is that correct?', fields: [blank('need', '客户的需求 | What is wanted', '周六上午上门检修空调 | a visit on Saturday morning')] },
    { key: 'verify-order', name: '核对单号 | Checking the order', words: '请问方便提供订单号或机身编号吗？在发票右上角或产品侧面的铭牌上。 | Could you please give me the order or serial number? It is at the top right of the invoice or on the plate at the side.' },
  ]),
  ...scriptsOf('active-feedback', [
    { key: 'feedback-understood', name: '我明白您的意思 | I see what you mean', words: '我明白您的意思，您需要{{need}}。 | I see what you mean: you need {{need}}.', source: '000 §3.1.3', standard: true, fields: [blank('need', '客户的需求 | What is needed', '今天之内恢复使用 | it to work again today')] },
    { key: 'feedback-important', name: '这个问题很重要 | It matters', words: '您提出的这个问题很重要，我们会认真对待。 | What you have raised is important, and we take it seriously.', source: '000 §3.1.3' },
    { key: 'feedback-noted', name: '我都记下了 | Noted', words: '您说的几点我都记下了：{{points}}。还有要补充的吗？ | I have noted what you said: {{points}}. Is there anything to add?', fields: [blank('points', '要点 | The points', '周一报修、至今没有回电 | reported on Monday, no call back yet')] },
    { key: 'feedback-check', name: '我马上核实 | I will find out', words: '我马上为您核实，{{when}}之前给您答复。 | I will check this for you now and come back to you by {{when}}.', source: '002 §3.2', fields: [blank('when', '答复时间 | By when', '今天下午三点 | three this afternoon')] },
  ]),
  ...scriptsOf('hold', [
    { key: 'hold-ask', name: '请客户稍候 | May I put you on hold', words: '我需要查一下，大约{{minutes}}分钟，请您稍等，可以吗？ | I need about {{minutes}} minutes to look this up. Is it all right if I ask you to wait?', standard: true, fields: [blank('minutes', '几分钟 | Minutes', '2 | 2')] },
    { key: 'hold-back', name: '感谢等候 | Thank you for waiting', words: '感谢您的等候，我已经查到了。 | Thank you for waiting, I have found it.' },
    { key: 'hold-longer', name: '还需要一些时间 | A little longer', words: '不好意思，让您久等了。我还需要{{minutes}}分钟；您也可以先忙，我查到以后给您回电。 | Sorry to keep you waiting. I need another {{minutes}} minutes, or I can call you back as soon as I have it.', fields: [blank('minutes', '几分钟 | Minutes', '3 | 3')] },
  ]),
  ...scriptsOf('transfer', [
    { key: 'transfer-warm', name: '转给同事并说清情况 | Passing on warmly', words: '这件事由{{whom}}办最快。我现在为您转接，并先把情况告诉同事，您不用再说一遍；这件事仍由我负责到底，编号{{number}}。 | {{whom}} can settle this fastest. I am passing you on and telling them what you told me, so you need not repeat it. I stay responsible to the end; your number is {{number}}.', standard: true, fields: [blank('whom', '转给谁 | To whom', '售后服务组 | our after-sales team')] },
    { key: 'transfer-callback', name: '同事回电 | A colleague calls back', words: '负责的同事会在{{when}}之前给您回电。如果到时没有接到，请直接找我，编号{{number}}。 | The colleague in charge will call you by {{when}}. Should that not happen, please turn to me directly; the number is {{number}}.', fields: [blank('when', '回电时间 | By when', '今天下午四点 | four this afternoon')] },
  ]),
  ...difficultScripts(scriptsOf, blank),
  ...scriptsOf('closing', [
    { key: 'closing-welcome', name: '欢迎随时联系 | Contact me any time', words: '如果您还有其他问题，欢迎随时联系我。 | If you have any other question, you are welcome to contact me at any time.', source: '002 §2.4', standard: true },
    { key: 'closing-thanks', name: '感谢并道别 | Thank and close', words: '感谢您的来电，请问还有什么可以帮您？祝您生活愉快，再见！ | Thank you for calling. Is there anything else I can do for you? I wish you a pleasant day, goodbye!', channels: ['phone'] },
    { key: 'closing-result', name: '说清结果再结束 | Closing with the result', words: '今天为您办好的是：{{done}}。如果您还有其他问题，欢迎随时联系我，编号{{number}}。谢谢您的信任！ | What we settled today: {{done}}. If you have any other question, you are welcome to contact me at any time; the number is {{number}}. Thank you for your trust!', fields: [blank('done', '办好了什么 | What was settled', '补寄遥控器，明天送到 | the remote control arrives tomorrow')] },
    { key: 'closing-rate', name: '邀请评价 | Asking for a rating', words: '谢谢您。稍后您会收到一份评价邀请，您的意见我们会逐条看。如果您还有其他问题，欢迎随时联系我。 | Thank you. You will receive an invitation to rate our service, and we read every answer. If you have any other question, you are welcome to contact me at any time.' },
    { key: 'closing-letter', name: '邮件结尾 | Closing a letter', words: '如果您还有其他问题，欢迎随时联系我。\n\n谢谢！\n{{agent}}\n{{company}} | If you have any other question, you are welcome to contact me at any time.\n\nThank you!\n{{agent}}\n{{company}}', channels: ['email'] },
  ]),
  ...scriptsOf('festival', [
    { key: 'festival-spring', name: '春节问候 | Spring Festival', words: '{{hello}}，{{company}}全体同事祝您春节快乐、阖家安康！ | {{hello}}, everybody at {{company}} wishes you and your family a happy Spring Festival!', standard: true },
    { key: 'festival-mid-autumn', name: '中秋问候 | Mid-Autumn Festival', words: '{{hello}}，中秋将至，祝您和家人团圆安康！ | {{hello}}, we wish you and your family a happy Mid-Autumn Festival!' },
    { key: 'festival-hours', name: '节日值班安排 | Holiday hours', words: '节日期间我们照常值班：{{hours}}。紧急情况请直接拨打服务热线，有人接听。 | We are on duty over the holidays: {{hours}}. In an emergency please call our hotline; somebody will answer.', fields: [blank('hours', '值班时间 | Hours', '每天 9:00–18:00 | daily 9:00–18:00')] },
    { key: 'festival-birthday', name: '生日祝福 | Birthday', words: '{{hello}}，今天是您的生日，{{company}}祝您生日快乐、平安顺心！ | {{hello}}, {{company}} wishes you a very happy birthday!' },
  ]),
]
