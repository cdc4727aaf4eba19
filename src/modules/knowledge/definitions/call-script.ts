import { shipped } from '../../../kernel/definitions.ts'
import type { CallScriptBody } from '../calls/call-kind.ts'
import { callScriptKind } from '../calls/call-kind.ts'

const step = (key: string, zh: string, en: string) => ({ key, words: { zh, en } })
/** How a call is taken: opening, verifying, putting on hold, passing on, closing. */
const phoneCall: CallScriptBody = {
  name: { zh: '电话接听规范', en: 'Taking a call' },
  stages: [
    {
      key: 'opening', name: { zh: '开场', en: 'Opening' }, always: true,
      says: { zh: '您好，{{company}}客户服务，工号{{agentNumber}}，请问有什么可以帮您？', en: 'Good day, {{company}} customer service, {{agentNumber}} speaking. How may I help you?' },
      steps: [step('greet', '问候“您好”', 'Greet'), step('company', '报公司名称', 'Say the company'), step('number', '报工号', 'Say one’s staff number'), step('offer', '“请问有什么可以帮您”', 'Offer help')],
    },
    {
      key: 'verify', name: { zh: '核实', en: 'Verifying' }, always: true,
      says: { zh: '为了帮您查得准，请告诉我您的姓名和预留电话的后四位。您是想处理“{{matter}}”，对吗？', en: 'So that I find the right record: may I have your name and the last four digits of your number? You are calling about “{{matter}}”, is that right?' },
      steps: [step('who', '核实称呼和身份', 'Verify who is calling'), step('matter', '复述来意并得到确认', 'Say the matter back and have it confirmed')],
    },
    {
      key: 'hold', name: { zh: '请客户等候', en: 'On hold' }, always: false,
      says: { zh: '我需要查一下，大约两分钟，请您稍等，可以吗？……感谢您的等候，我查到了。', en: 'I need about two minutes to look this up. Is it all right if I put you on hold? … Thank you for holding, I have found it.' },
      steps: [step('ask', '说明原因和时长，征得同意', 'Say why and how long, and ask'), step('back', '回线先道谢', 'Thank them on coming back')],
    },
    {
      key: 'transfer', name: { zh: '转接', en: 'Passing on' }, always: false,
      says: { zh: '这件事由负责的同事办最快，我现在为您转接，并把您说的情况先告诉同事，您不用再说一遍。首问责任人仍然是我，编号{{number}}。', en: 'A colleague can settle this fastest. I am passing you on and telling them what you told me, so you need not repeat it. I stay responsible; your number is {{number}}.' },
      steps: [step('why', '说明转给谁、为什么', 'Say to whom and why'), step('brief', '向同事讲清情况', 'Brief the colleague'), step('stay', '留下编号，继续负责', 'Give the number and stay responsible')],
    },
    {
      key: 'closing', name: { zh: '结束', en: 'Closing' }, always: true,
      says: { zh: '请问还有什么可以帮您？感谢您的来电。如果您还有其他问题，欢迎随时联系我。再见！', en: 'Is there anything else I can do for you? Thank you for calling. If you have any other question, you are welcome to contact me at any time. Goodbye!' },
      steps: [step('summary', '说清结果和下一步', 'Say the result and what comes next'), step('more', '询问还有没有其他需要', 'Ask whether there is anything else'), step('thanks', '道谢、道别', 'Thank and say goodbye'), step('hang-up', '等客户先挂机', 'Let the customer hang up first')],
    },
  ],
}
/** How a complaint is taken on the telephone: listened to and said back before anything is explained, and never without a time. */
const complaintCall: CallScriptBody = {
  name: { zh: '电话投诉受理', en: 'Taking a complaint by telephone' }, kinds: ['complaint', 'grumble'],
  stages: [
    {
      key: 'opening', name: { zh: '开场', en: 'Opening' }, always: true,
      says: { zh: '您好，{{company}}客户服务，工号{{agentNumber}}，请问有什么可以帮您？', en: 'Good day, {{company}} customer service, {{agentNumber}} speaking. How may I help you?' },
      steps: [step('greet', '问候“您好”', 'Greet'), step('number', '报公司和工号', 'Say the company and one’s staff number')],
    },
    {
      key: 'listen', name: { zh: '倾听', en: 'Listening' }, always: true,
      says: { zh: '您的投诉由我负责到底。请您慢慢说，我一边听一边记，先不打断您。', en: 'I am responsible for your complaint until it is settled. Please take your time; I am writing it down and will not interrupt.' },
      steps: [step('let-speak', '让客户说完，不打断、不解释', 'Let them finish; neither interrupt nor explain'), step('own-words', '按客户原话记录', 'Write it down in their own words'), step('feeling', '回应感受：“感谢您的反映，我理解您的心情”', 'Answer the feeling: “Thank you for telling us, I understand how you feel”')],
    },
    {
      key: 'confirm', name: { zh: '复述确认', en: 'Saying it back' }, always: true,
      says: { zh: '我复述一下：您反映的是“{{matter}}”，您希望我们……我理解得对吗？', en: 'Let me say it back: this is about “{{matter}}”, and you would like us to … Have I understood you?' },
      steps: [step('matter', '复述经过并得到确认', 'Say what happened back and have it confirmed'), step('wish', '问清客户的要求', 'Ask what they want'), step('safety', '问清有没有安全问题', 'Ask whether anybody is in danger')],
    },
    {
      key: 'promise', name: { zh: '承诺', en: 'Promise' }, always: true,
      says: { zh: '您的投诉编号是{{number}}。我会在{{due}}之前给您答复，用您方便的方式联系您。', en: 'Your complaint has the number {{number}}. I will answer you by {{due}}, in the way that suits you.' },
      steps: [step('number', '告知编号', 'Give the number'), step('when', '说清下一步和答复时间', 'Say what comes next and until when'), step('how', '确认联系方式', 'Confirm how to reach them')],
    },
    {
      key: 'transfer', name: { zh: '升级', en: 'Passing up' }, always: false,
      says: { zh: '这件事我请主管一起处理，并把您说的情况先讲清楚，您不用再说一遍。我仍然是您的联系人。', en: 'I am bringing in my supervisor and telling them what you told me, so you need not repeat it. I stay your contact.' },
      steps: [step('brief', '向主管讲清情况', 'Brief the supervisor'), step('stay', '说明自己继续负责', 'Say that one stays responsible')],
    },
    {
      key: 'closing', name: { zh: '结束', en: 'Closing' }, always: true,
      says: { zh: '请问还有什么需要补充的吗？感谢您把情况告诉我们。如果您还有其他问题，欢迎随时联系我。再见！', en: 'Is there anything you would like to add? Thank you for telling us. If you have any other question, you are welcome to contact me at any time. Goodbye!' },
      steps: [step('more', '询问还有没有补充', 'Ask whether there is anything to add'), step('thanks', '道谢、道别', 'Thank and say goodbye'), step('hang-up', '等客户先挂机', 'Let the customer hang up first')],
    },
  ],
}
export const callScripts = [shipped(callScriptKind, 'phone-call', phoneCall as never), shipped(callScriptKind, 'phone-complaint', complaintCall as never)]
