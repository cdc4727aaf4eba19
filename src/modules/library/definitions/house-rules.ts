import type { ShippedDocument } from '../lay-shipped.ts'

/** The rule this product is named after: whoever is asked first answers for the matter to the end. */
export const firstResponderRule: ShippedDocument = {
  key: 'first-responder-rule', kind: 'policy', fields: { basis: '客户服务手册：首问负责制' }, links: [{ kind: 'flow', key: 'case' }],
  texts: {
    zh: { title: '首问负责制', sections: {
      purpose: `客户只该问一次。**谁第一个接待，谁就负责到底**：不管是不是本岗位的事，都由首问责任人接下来、跟到底、回复客户。

本制度适用于电话、邮件、在线、柜台、门户、上门等一切渠道，适用于所有与客户接触的人员，包括协办部门。`,
      rules: `1. **接下来。** 第一个听到客户诉求的人就是首问责任人。不得以“不归我管”“你打那个电话”为由让客户再问一次。
2. **记下来。** 当场登记工单：诉求、联系方式、客户希望的结果。登记之后才谈转办。
3. **办得了的当场办。** 属于本岗位权限的，一次办结；需要时间的，说清什么时候答复。
4. **办不了的陪着办。** 转给能办的人时，首问责任人把背景讲清楚，并告诉客户：谁接手、什么时候有消息。转办不转责。
5. **盯到底。** 承诺的时间到之前，首问责任人主动了解进展；会误期的，在误期之前告诉客户，并重新约定时间。
6. **回一声。** 事情办完，由首问责任人或其委托的承办人答复客户，确认客户认可再关闭工单。
7. **首问责任人只因离岗等正当原因变更**，由主管书面记录原因；任何时候工单上都只有一位首问责任人。

> 客户找错了人也是首问。说“我帮您问清楚，马上回您”，不说“您找错了”。`,
      duties: `| 岗位 | 负责 |
|---|---|
| 首问责任人 | 登记、答复、跟到底；对客户的每一句承诺 |
| 承办人 | 按时办理，情况有变马上告诉首问责任人 |
| 协办部门 | 在约定时间内答复；不得把客户直接推给别人 |
| 组长 | 每天看本组到期和超期的工单；离岗人员的工单当天交接 |
| 客服经理 | 每月公布首问解决率、转办次数、误期次数 |`,
      records: `工单保留首问责任人、每次交接的人、时间和原因，任何人不得改写。每月抽查已关闭工单不少于 30 件，看三件事：客户问了几次、转了几次、承诺兑现没有。发现推诿的，先补救客户，再找流程的原因，最后才谈个人责任。`,
    } },
    en: { title: 'First-responder rule', sections: {
      purpose: `A customer should have to ask only once. **Whoever is asked first answers for the matter to the end**: the first responder takes it in, follows it and gives the answer, whether or not it belongs to their own post.

The rule covers every channel (phone, e-mail, chat, counter, portal, visits) and everybody who meets customers, other departments included.`,
      rules: `1. **Take it.** The first person who hears the request is the first responder. Nobody sends a customer to ask again elsewhere.
2. **Write it down.** Open a case at once: the request, how to reach the customer, the outcome they hope for. Handing over comes after that.
3. **Settle what you can.** What lies within your powers is settled in one go; what takes time gets a time by which we answer.
4. **Stay with what you can't.** When somebody else must act, tell them the background, and tell the customer who takes over and when they will hear. Work is handed over, responsibility is not.
5. **Follow it.** Ask how it stands before the promised time. If the time can't be kept, say so before it passes and agree on another.
6. **Close the circle.** When it is done, the first responder, or the handler on their behalf, tells the customer and closes the case once the customer agrees.
7. **The first responder changes only for a reason** such as leaving, written down by a supervisor. A case has exactly one first responder at any time.

> Somebody who comes to the wrong place has asked all the same. Say “I will find out and call you back”, never “you are in the wrong place”.`,
      duties: `| Role | Answers for |
|---|---|
| First responder | the record, the answer, the end of the matter, every promise made |
| Handler | acting in time; telling the first responder at once when something changes |
| Other departments | an answer by the agreed time; never passing the customer on |
| Team lead | looking daily at cases that are due or overdue; handing over a leaver's cases the same day |
| Service manager | publishing monthly: solved by the first responder, handovers, broken promises |`,
      records: `A case keeps its first responder and every handover with person, time and reason; nobody can rewrite it. Every month at least 30 closed cases are read for three things: how often the customer had to ask, how often the case was passed on, whether promises were kept. Where a customer was sent around, first make it good, then look for the cause in the process, and only then speak of persons.`,
    } },
  },
}

export const privacyPolicy: ShippedDocument = {
  key: 'customer-privacy', kind: 'policy', fields: { basis: '《中华人民共和国个人信息保护法》' }, links: [],
  texts: {
    zh: { title: '客户信息保护规定', sections: {
      purpose: `客户把电话、住址、订单和不愉快的经历告诉我们，是为了把事情办成。本规定说明服务中怎样收集、使用和保护这些信息，适用于所有能看到客户信息的人员。`,
      rules: `1. **够用就好。** 只问办这件事需要的信息。不需要身份证号就不问。
2. **先核对，再透露。** 来电询问订单或账户时，先核对两项只有本人知道的信息；核对不上，不说。
3. **看得到不等于可以看。** 只打开正在办理的客户。查看完整号码要写明理由，系统会留下记录。
4. **不带出去。** 不拍屏幕，不抄在纸上，不发到个人微信或邮箱；办公桌面不留客户资料。
5. **敏感信息另有一条。** 健康、银行账号、未成年人、行踪等信息，没有客户单独同意不得登记。
6. **客户有权知道和要求删除。** 客户要求查阅、更正、复制、删除或撤回同意的，当场登记，十五个工作日内答复。
7. **出了事马上说。** 发错人、丢了设备、有人打听客户：半小时内报告主管和隐私负责人，不等查清原因。`,
      duties: `- **每个人**：按上面七条办，离开座位就锁屏。
- **主管**：每周看一次查看完整号码的记录，问清不明白的。
- **隐私与合规负责人**：受理客户请求，处置泄露，每年组织一次复习。`,
      records: `查看、导出、更正、删除都有日志，日志不可修改。泄露事件记录经过、影响的人数、告知客户的时间和改进措施。`,
    } },
    en: { title: 'Protection of customer information', sections: {
      purpose: `Customers tell us their number, address, orders and bad experiences so that something gets done. This policy says how we collect, use and protect what they tell us. It covers everybody who can see customer information.`,
      rules: `1. **No more than needed.** Ask only for what the matter needs. Without need of an identity number, don't ask for one.
2. **Check before you tell.** Somebody who asks about an order or account first gives two facts only the customer knows; if they don't match, nothing is told.
3. **Seeing is not a licence to look.** Open only customers you are working for. Looking at a whole number needs a reason, and is recorded.
4. **Nothing leaves.** No photographs of screens, no notes on paper, nothing to private mail or chat; no customer papers left on desks.
5. **Sensitive facts have a rule of their own.** Health, bank accounts, minors, movements: only with the customer's separate consent.
6. **Customers may ask and object.** A wish to see, correct, copy or erase, or to withdraw consent, is recorded at once and answered within fifteen working days.
7. **Say at once when something went wrong.** A message to the wrong person, a lost device, somebody asking after a customer: tell the supervisor and the privacy officer within half an hour, before the cause is known.`,
      duties: `- **Everybody** keeps the seven rules and locks the screen when leaving it.
- **Supervisors** look weekly at who revealed whole numbers and ask about what is unclear.
- **The privacy officer** answers customers' requests, handles leaks, and refreshes everybody's knowledge once a year.`,
      records: `Looking, exporting, correcting and erasing are logged, and the log can't be changed. For a leak we keep what happened, how many people it touched, when they were told, and what was improved.`,
    } },
  },
}
