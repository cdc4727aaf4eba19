import type { ShippedDefinition } from '../../../kernel/definitions.ts'
import type { Scene } from '../scripts/rules.ts'
import type { ScriptBody } from '../scripts/script-kind.ts'
import type { Line } from './scripts.ts'

type Blank = NonNullable<ScriptBody['fields']>[number]
/** What is said when a customer is dissatisfied, waits in a queue, or hears something they did not hope for. */
export const difficultScripts = (scriptsOf: (scene: Scene, lines: readonly Line[]) => ShippedDefinition[], blank: (key: string, name: string, example: string) => Blank): ShippedDefinition[] => [
  ...scriptsOf('complaint', [
    { key: 'complaint-received', name: '受理投诉 | Receiving a complaint', words: '{{salutation}}，您的投诉我已经受理，编号{{number}}，由我负责到底。我先听您把经过说完，请您慢慢说。 | Your complaint has been received under the number {{number}}, and I am responsible for it to the end. Please take your time and tell me what happened; I am listening.', standard: true },
    { key: 'complaint-summary', name: '复述投诉要点 | Saying the complaint back', words: '我跟您确认一下：事情是{{facts}}，您希望{{wish}}。我说得对吗？ | Let me confirm: what happened is that {{facts}}, and you would like {{wish}}. Have I got that right?', fields: [blank('facts', '事实 | What happened', '约好的师傅没有上门 | nobody came at the agreed time'), blank('wish', '诉求 | The demand', '今天之内修好 | it repaired today')] },
    { key: 'complaint-next', name: '说明下一步 | What comes next', words: '接下来由{{who}}核实，{{when}}之前我把结果告诉您；有进展我也会主动联系您。 | {{who}} will look into it next, and I will tell you the result by {{when}}. Should anything happen before, you will hear from me.', fields: [blank('who', '谁来核实 | Who', '质量部 | our quality department'), blank('when', '什么时候 | By when', '明天上午十点 | ten tomorrow morning')] },
    { key: 'complaint-unclear', name: '我没有说清楚 | I was not clear', words: '我可能没有说清楚，我换个说法再讲一遍，好吗？ | I may not have been clear. May I say it again in other words?', source: '002 §4.2' },
    { key: 'complaint-i-message', name: '用“我”表达感受 | An I-message', words: '听到这样的话，我感到有些困扰。我很想帮您把事情办好，我们一起看看怎么解决，好吗？ | I feel somewhat troubled hearing this. I do want to help you, so let us look together for a way. Shall we?', source: '002 §4.2' },
    { key: 'complaint-third', name: '请第三方协调 | Bringing in a third person', words: '我想请主管和我们一起谈，这样能更快地帮您定下来，可以吗？ | I would like to ask my supervisor to join us, so that we can settle this for you sooner. Is that all right with you?' },
  ]),
  ...scriptsOf('soothing', [
    { key: 'soothing-thanks', name: '感谢反映 | Thank you for telling us', words: '感谢您的反映，我理解您的心情。 | Thank you for telling us; I understand how you feel.', source: '001 §2.2.3', standard: true },
    { key: 'soothing-same', name: '换作是我 | I would feel the same', words: '换作是我遇到这样的事，也会着急。我们一步一步来，我会一直跟到解决。 | I would be upset too if this happened to me. Let us go step by step; I will stay with it until it is solved.' },
    { key: 'soothing-listen', name: '您说，我在听 | I am listening', words: '您说，我在听，您说的每一点我都会记下来。 | Please go on. I am listening, and I write down every point.' },
    { key: 'soothing-effort', name: '肯定客户的付出 | Seeing their effort', words: '您为这件事花了这么多时间，确实很不容易，谢谢您还愿意告诉我们。 | You have put a lot of time into this, and that cannot have been easy. Thank you for still telling us.' },
    { key: 'soothing-safe', name: '先确认安全 | Safety first', words: '请先确认您和家人都安全：关掉电源、离开现场。其他的事我来处理。 | First of all, please make sure that you and your family are safe: switch off the power and step away. I will take care of the rest.' },
  ]),
  ...scriptsOf('explain', [
    { key: 'explain-reason', name: '说明原因 | The reason', words: '我查清了原因：{{reason}}。我们打算这样处理：{{plan}}。您看可以吗？ | I have found the reason: {{reason}}. This is what we propose: {{plan}}. Would that be all right with you?', standard: true, fields: [blank('reason', '原因 | The reason', '接头处漏氟 | a leak at the joint'), blank('plan', '处理办法 | The plan', '明天上午上门补氟 | a visit tomorrow morning')] },
    { key: 'explain-no', name: '不能办时给出选择 | Saying no with a choice', words: '我明白您急着用。这个办法现在行不通，因为{{reason}}；我可以为您{{first}}，或者{{second}}，您看哪个方便？ | I see that you need it soon. This way does not work because {{reason}}. What I can do is {{first}}, or {{second}}. Which would suit you?', fields: [blank('reason', '原因 | The reason', '配件周三才到 | the part arrives on Wednesday'), blank('first', '选择一 | First choice', '先借一台备用机 | lend you a spare one'), blank('second', '选择二 | Second choice', '周三上门安装 | install it on Wednesday')] },
    { key: 'explain-rule', name: '说明规定的用意 | Why the rule is there', words: '这样规定是为了{{purpose}}。您的情况我可以替您申请，{{when}}之前告诉您结果。 | The reason for this rule is {{purpose}}. In your case I can ask for an exception and will tell you the result by {{when}}.', fields: [blank('purpose', '用意 | Its purpose', '确认安装安全 | a safe installation'), blank('when', '什么时候 | By when', '今天下午五点 | five this afternoon')] },
  ]),
  ...scriptsOf('apology', [
    { key: 'apology-ours', name: '我方责任致歉 | Apology for our fault', words: '{{salutation}}，非常抱歉，这件事是我们的责任：{{what}}。我们会{{remedy}}，{{when}}之前完成。 | I am very sorry; this was our fault: {{what}}. We will {{remedy}} by {{when}}.', standard: true, fields: [blank('what', '错在哪里 | What went wrong', '没有按约定时间上门 | we did not come as agreed'), blank('remedy', '怎么补救 | The remedy', '安排组长今天上门 | send our team leader'), blank('when', '什么时候 | By when', '今天下午六点 | six this evening')] },
    { key: 'apology-waiting', name: '让您久等 | Sorry for the wait', words: '不好意思，让您久等了。 | Sorry to have kept you waiting.' },
  ]),
  ...scriptsOf('peak', [
    { key: 'peak-wait', name: '高峰期说明 | Busy now', words: '您好，现在来访的客户比较多，您前面的客户正在办理，感谢您的耐心。您不用着急，轮到您时我会一次为您办好。 | Hello, many customers are with us just now and those before you are being served. Thank you for your patience; please take your time, and I will settle everything for you in one go.', standard: true },
    { key: 'peak-callback', name: '高峰期预约回电 | Call back instead of waiting', words: '现在是高峰时段。如果您不方便等，我可以为您预约{{when}}的回电，编号{{number}}，您不会丢失排队的位置。 | We are very busy now. If waiting does not suit you, I can book a call back for you at {{when}} under the number {{number}}; you keep your place.', fields: [blank('when', '回电时间 | When', '今天下午两点 | two this afternoon')] },
    { key: 'peak-self', name: '高峰期自助办理 | Doing it oneself', words: '如果您愿意，这件事也可以在自助页面办理，两三分钟就好；需要的话我一直在线陪着您。 | If you like, this can also be done on our self-service page in two or three minutes, and I will stay with you while you do it.' },
  ]),
]
