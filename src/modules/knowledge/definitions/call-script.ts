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
export const callScripts = [shipped(callScriptKind, 'phone-call', phoneCall as never)]
