import type { ShippedDocument } from '../lay-shipped.ts'

/** After ISO 10002:2018: the promises are numbered so that evaluations and training can point at one. */
export const complaintPolicy: ShippedDocument = {
  key: 'complaint-policy', kind: 'policy', fields: { basis: 'ISO 10002:2018；GB/T 19012' }, links: [{ kind: 'flow', key: 'complaint' }, { kind: 'document', key: 'first-responder-rule' }],
  texts: {
    zh: { title: '投诉处理制度', sections: {
      purpose: `投诉是客户给我们的第二次机会。本制度依照 **ISO 10002（GB/T 19012）《顾客满意 组织投诉处理指南》**，说明我们怎样受理、评估、解决投诉，并从中改进。

凡客户对产品、服务或投诉处理本身表示不满，并且期待答复的，无论用不用“投诉”二字，一律按投诉受理。`,
      rules: `## 我们的承诺

1. **看得见**：每个渠道都写明怎样投诉；门店、网站、发票、邮件签名都能找到入口。
2. **不设门槛**：免费、任何语言、可以匿名、可以委托他人；不要求客户填写内部表格。
3. **马上回应**：当场受理的当场确认；书面投诉一个工作小时内确认收到，并告知编号和联系人。
4. **公正**：只看事实，不看客户是谁；被投诉的人不得承办。
5. **保密**：投诉人的信息只给需要的人看；不因投诉而区别对待。
6. **以客户为中心**：先听完，再解释；客户的损失先弥补，责任后划分。
7. **说到做到**：答复期限写在工单上，误期必须在误期之前告知。
8. **可以申诉**：不满意结果的，可请上一级复核；复核人不得是原承办人。仍不满意，告知消费者协会等外部途径。

## 处理的四段

| 阶段 | 做什么 | 时限 |
|---|---|---|
| 倾听 | 让客户讲完，复述一遍，表示理解 | 受理时 |
| 确认 | 评估严重程度、影响面、是否涉及安全；约定期望的结果和时间 | 一个工作小时内 |
| 解决 | 查清事实，给出方案，客户同意后执行 | 三个工作日内；复杂的十个工作日 |
| 跟进 | 解决后三天内回访，确认效果；登记原因 | 解决后三个工作日内 |

## 不接受的做法

- 以“公司规定”结束对话，而不解释理由；
- 用赠品换取客户撤回评价；
- 把投诉改记成咨询。`,
      duties: `- **最高管理者**：批准本制度，提供人手和权限，每季度评审一次。
- **客服经理**：制度的负责人；批准超过权限的补偿；每月向管理层报告。
- **首问责任人**：受理、答复、跟到底（见[首问负责制](/library/first-responder-rule)）。
- **承办人**：调查、提出方案、执行；与投诉事项有利害关系的必须回避。
- **一线员工**：有权当场道歉并在授权额度内补偿，不必请示。`,
      records: `每件投诉记录：编号、时间、渠道、诉求、客户期望、承诺、措施、结果、客户是否满意、原因分类。记录保存三年。

每月按原因、产品、渠道分析趋势；同一原因一个月内出现三次以上的，必须立项改进。每年由不参与投诉处理的人审核一次，每年请 20 位投诉过的客户评价过程。`,
    } },
    en: { title: 'Complaint policy', sections: {
      purpose: `A complaint is a second chance that a customer gives us. This policy follows **ISO 10002, Customer satisfaction: Guidelines for complaints handling in organizations**. It says how we receive, assess and resolve complaints, and how we learn from them.

Whoever is dissatisfied with a product, a service or the way a complaint was handled, and expects an answer, has complained, whether they use the word or not.`,
      rules: `## What we promise

1. **Visible**: every channel says how to complain; shop, site, invoice and e-mail signature lead there.
2. **Accessible**: free of charge, in any language, anonymously or through somebody else; no internal form is asked for.
3. **Responsive**: what is said to us is acknowledged on the spot; written complaints within one working hour, with number and contact.
4. **Objective**: facts count, not who the customer is. Nobody handles a complaint about themselves.
5. **Confidential**: only those who need it see who complained. Nobody is treated differently for complaining.
6. **Customer-focused**: listen first, explain afterwards; make the loss good first, settle blame afterwards.
7. **Kept**: the time of the answer stands on the case; if it can't be kept, the customer hears so before it passes.
8. **Open to review**: whoever is not content may ask the next level, never the same handler. If they are still not content, we name outside bodies.

## Four stages

| Stage | What is done | Within |
|---|---|---|
| Listen | let the customer finish, say it back, show that it is understood | at once |
| Confirm | assess severity, reach, safety; agree on the outcome hoped for and the time | one working hour |
| Resolve | find the facts, offer a solution, carry it out once agreed | three working days; ten if complex |
| Follow up | ask whether it worked, record the cause | three working days after the solution |

## What we don't do

- end a conversation with “that is the rule” and no reason;
- trade gifts for a withdrawn review;
- record a complaint as an enquiry.`,
      duties: `- **Top management** approves the policy, provides people and powers, and reviews it every quarter.
- **The service manager** owns the policy, approves compensation beyond the usual limits, and reports monthly.
- **The first responder** receives, answers and follows to the end (see [the first-responder rule](/library/first-responder-rule)).
- **The handler** investigates, proposes and carries out; anybody with an interest in the matter steps back.
- **Front-line staff** may apologise and compensate within their limit without asking.`,
      records: `Each complaint keeps its number, time, channel, request, hoped-for outcome, promises, actions, result, the customer's verdict and the cause. Records are kept for three years.

Every month we look at trends by cause, product and channel. A cause that appears three times in a month must become an improvement. Once a year somebody outside complaint handling audits the process, and 20 former complainants judge it.`,
    } },
  },
}
