import type { ShippedDocument } from '../lay-shipped.ts'

export const phoneStandard: ShippedDocument = {
  key: 'phone-standard', kind: 'service-standard', fields: { channel: 'phone' }, links: [{ kind: 'flow', key: 'case' }],
  texts: {
    zh: { title: '电话服务标准', sections: {
      content: `服务热线为客户做五件事：**解答咨询、受理投诉、登记报修与安装、查询进度、听取建议**。

热线不做的事：不代客户操作账户，不透露他人订单，不答复尚未确认的优惠。遇到这些情况，说明原因，给出能办的办法。`,
      standard: `| 项目 | 标准 |
|---|---|
| 接听 | 三声之内（15 秒）接起；20 秒接通率不低于 80% |
| 开头 | 报单位与姓名：“您好，首问服务，我是陈晨，请问有什么可以帮您？” |
| 等待 | 请客户等待前先征得同意，说明原因；每次不超过 60 秒，回来先道谢 |
| 音量语速 | 每分钟 120–140 字，与客户的语速相近 |
| 复述 | 挂断前复述诉求与承诺一遍，请客户确认 |
| 登记 | 通话结束 3 分钟内工单完整 |
| 一次解决 | 咨询类当次解决率不低于 75% |
| 回电 | 答应回电的，误差不超过 15 分钟；打不通隔一小时再打，共三次，再发短信 |
| 结束 | 客户先挂机 |

## 禁止的说法

- “不知道”“这不归我管”“你自己看说明书”；
- 对客户的情绪作评价：“您别激动”；
- 反问：“那您想怎么样？”`,
      flow: `1. **接听**：报名，问称呼，全程用称呼。
2. **倾听**：不打断；边听边记关键词。客户停下三秒以后再开口。
3. **确认**：用自己的话说一遍，问“我这样理解对吗？”
4. **核实身份**：涉及订单与账户的，核对两项信息。
5. **解决**：能办的当场办。不能办的，说清谁办、什么时候有消息。
6. **登记**：工单、类别、承诺的时间。
7. **结束**：复述承诺，问还有没有别的事，道谢，等客户先挂。

- [ ] 报了姓名
- [ ] 复述了诉求
- [ ] 承诺写在工单上
- [ ] 客户先挂机`,
    } },
    en: { title: 'Service standard: phone', sections: {
      content: `The service line does five things for customers: **answers questions, takes complaints, records repairs and installations, tells how a matter stands, and listens to suggestions**.

It does not act on a customer's account for them, tell about others' orders, or promise offers that are not confirmed. When one of these is asked for, say why, and what can be done instead.`,
      standard: `| What | How well |
|---|---|
| Answering | within three rings (15 seconds); at least 80% within 20 seconds |
| Opening | company and name: “Good morning, Shouwen service, Chen speaking. How can I help?” |
| Holding | ask first and say why; 60 seconds at most; thank the customer on return |
| Pace | 120–140 words a minute, close to the customer's own |
| Saying it back | request and promises once before the call ends |
| Record | complete within 3 minutes after the call |
| First-call resolution | at least 75% of enquiries |
| Calling back | within 15 minutes of the promised time; three tries an hour apart, then a text message |
| Ending | the customer hangs up first |

## What is not said

- “I don't know”, “that is not my department”, “read the manual”;
- anything about the customer's mood: “calm down”;
- questions back: “so what do you want?”`,
      flow: `1. **Answer**: give your name, ask for theirs, use it.
2. **Listen** without interrupting, noting key words. Speak after three seconds of silence.
3. **Confirm** in your own words: “Have I understood this right?”
4. **Check identity** with two facts where orders or accounts are concerned.
5. **Solve** what can be solved now. For the rest say who acts and when they hear.
6. **Record** the case, its kind and the promised time.
7. **Close**: say the promise back, ask if there is anything else, thank, let the customer hang up.

- [ ] name given
- [ ] request said back
- [ ] promise on the case
- [ ] customer hung up first`,
    } },
  },
}

export const emailStandard: ShippedDocument = {
  key: 'email-standard', kind: 'service-standard', fields: { channel: 'email' }, links: [{ kind: 'flow', key: 'case' }],
  texts: {
    zh: { title: '邮件服务标准', sections: {
      content: `通过服务邮箱受理咨询、投诉、申请与资料提交。邮件适合需要留下文字、附件较多、不急于一时的事情；紧急与安全事项，收到邮件后改打电话。`,
      standard: `- **确认**：自动回执立即发出，附工单编号。
- **首次答复**：投诉 1 个工作小时，其他 4 个工作小时；须由人写成。
- **完整答复**：80% 的邮件一封答完，客户不必再问。
- **标题**：保留客户原标题与编号。
- **结构**：称呼、结论、理由或步骤、下一步与时间、署名。**第一段就给结论。**
- **长度**：能用 150 字说清的不写 300 字；步骤超过三步用编号。
- **附件**：说明每个附件是什么；不发可执行文件；个人信息打码或加密。
- **署名**：姓名、岗位、电话；不写“客服 07 号”。
- **差错**：姓名、金额、日期、链接发出前逐项核对，差错率低于 1%。`,
      flow: `1. 认领邮件，成为首问责任人。
2. 通读全文和往来，列出客户问的**每一个**问题。
3. 查清事实；需要协办的，当天发出协办请求。
4. 写答复：先写结论，再逐条回答。
5. 检查：问题都答了吗？时间写了吗？附件带了吗？称呼对吗？
6. 发出；承诺的事登记在工单上。
7. 三天没有回音的，去信问一句是否解决，再关闭。`,
    } },
    en: { title: 'Service standard: e-mail', sections: {
      content: `The service mailbox takes enquiries, complaints, applications and papers. E-mail suits what should be in writing, has attachments and is not urgent. Urgent and safety matters are called back by phone.`,
      standard: `- **Acknowledgement**: an automatic receipt at once, with the number of the case.
- **First answer**: one working hour for complaints, four for the rest; written by a person.
- **Complete answer**: 80% of mails are settled with one reply.
- **Subject**: the customer's own, with the number.
- **Shape**: greeting, answer, reasons or steps, what happens next and when, signature. **The answer stands in the first paragraph.**
- **Length**: no 300 words where 150 do; more than three steps are numbered.
- **Attachments**: say what each is; nothing executable; personal information masked or encrypted.
- **Signature**: name, position, phone; never “agent 07”.
- **Errors**: names, amounts, dates and links are checked one by one; fewer than 1% go wrong.`,
      flow: `1. Claim the mail and become its first responder.
2. Read all of it and what went before; list **every** question.
3. Find the facts; ask other departments the same day.
4. Write: the answer first, then point by point.
5. Check: all questions answered? A time given? Attachments there? The name right?
6. Send; put promises on the case.
7. After three days of silence ask whether it is settled, then close.`,
    } },
  },
}

export const counterStandard: ShippedDocument = {
  key: 'counter-standard', kind: 'service-standard', fields: { channel: 'counter' }, links: [{ kind: 'flow', key: 'case' }],
  texts: {
    zh: { title: '柜台接待服务标准', sections: {
      content: `柜台为到店客户提供接待、咨询、受理、退换、取件与投诉服务。客户进门就是服务的开始，送客出门才是结束。`,
      standard: `## 环境

- 开门前 15 分钟完成清洁、检查叫号与打印设备；
- 台面只放当前客户的材料；
- 老花镜、饮水、充电线、轮椅通道随时可用。

## 接待

| 时刻 | 标准 |
|---|---|
| 客户距柜台 3 米 | 抬头、微笑、目光相接 |
| 客户到柜台 | 起身，10 秒内问好 |
| 等候 | 超过 10 分钟主动说明；超过 20 分钟由值班主管到场安抚 |
| 递接 | 双手，文字朝向客户 |
| 办理中接电话 | 先向客户致歉，不超过 30 秒 |
| 送别 | 起身，提醒带好随身物品 |

老人、孕妇、残障人士、带婴幼儿的客户优先，不用取号。`,
      flow: `1. **迎**：起身问好，请坐。
2. **问**：一问称呼，二问何事，三问期望。
3. **核**：核对证件与材料；缺少的一次说全，写在便条上。
4. **办**：边办边说在做什么；需要等待的说明时间。
5. **交**：逐项交付，指给客户看金额与日期，请客户签收。
6. **送**：告知后续和联系电话，起身送别。
7. **记**：客户离开后 5 分钟内登记完毕。`,
    } },
    en: { title: 'Service standard: counter', sections: {
      content: `At the counter we receive visitors, answer, take in requests, exchange and hand out goods, and take complaints. Service begins when the customer comes in and ends when they are through the door.`,
      standard: `## The place

- cleaned, with queue and printer checked, 15 minutes before opening;
- only the papers of the customer being served on the desk;
- reading glasses, water, charging cable and step-free way at hand.

## The person

| Moment | How well |
|---|---|
| 3 metres away | look up, smile, meet their eyes |
| at the counter | stand up, greet within 10 seconds |
| waiting | after 10 minutes say why; after 20 the supervisor comes |
| handing over | with both hands, the writing towards the customer |
| a call meanwhile | apologise first, 30 seconds at most |
| leaving | stand up, remind them of their belongings |

Elderly, pregnant and disabled customers and those with small children come first, without a number.`,
      flow: `1. **Welcome**: stand, greet, offer a seat.
2. **Ask**: the name, the matter, the outcome hoped for.
3. **Check** papers; say everything that is missing at once, in writing.
4. **Do** it, saying what you are doing; name the time if it takes longer.
5. **Hand over** item by item; point at amounts and dates; have it signed.
6. **See off**: what comes next, whom to call.
7. **Record** within five minutes.`,
    } },
  },
}
