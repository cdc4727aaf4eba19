import { flow, step } from './authoring.ts'

/** Serving a customer, from the first word to the last: flows 1–4, 33 and 34 of the requirements. */
export const serviceFlows = [
  flow('service-journey', '客户服务全程|The whole of service', '000 §4.1.1：把咨询、购买、使用、售后作为一个整体，不让客户在阶段之间掉线。|000 §4.1.1: consultation, purchase, use and after-sales as one whole, so that no customer is lost between stages.', {
    subject: 'case', goals: { loyalty: 'returning-customers', efficiency: 'solved-in-time' },
    relevant: '客户在每个阶段都有人负责，愿意再次选择我们。|At every stage somebody answers for the customer, who comes again.', attainable: '各阶段的负责岗位、资料和时限都已在系统中。|Posts, material and deadlines of every stage are in the system.',
    steps: [
      step('consult', '咨询|Consultation', 'first-responder', '4h', '了解客户的用途、预算和顾虑，给出可比较的建议，不夸大。|Learn what the customer needs it for, the budget and the doubts; advise so that one can compare, without overstating.', '客户的需求已复述并得到确认，建议已书面发出。|The need is restated and confirmed, and the advice is sent in writing.', '需求记录与建议|Record of the need, and advice'),
      step('buy', '购买|Purchase', 'handler', '2d', '核对型号、价格、交付和退换条件；承诺写进工单。|Check model, price, delivery and return terms; write every promise into the case.', '订单与客户确认的条件一致，承诺已登记。|The order agrees with what the customer confirmed, and promises are registered.', '订单与承诺|Order and promises'),
      step('use', '使用|Use', 'after_sales', '7D', '交付后主动联系，确认会用、用得上，解答使用问题。|Call after delivery: see that it is used as meant, and answer questions.', '客户确认能正常使用，未解决的问题已另立工单。|The customer confirms that it works; what is open has a case of its own.', '使用回访记录|Record of the call after delivery', { metric: 'first-response-attainment' }),
      step('after-sales', '售后|After-sales', 'after_sales', '3d', '按问题类型维修、更换或说明，处理后询问是否满意。|Repair, replace or explain by kind of problem; ask afterwards whether it helped.', '问题已解决并由客户确认，评价已记录。|The problem is solved and confirmed, and the rating is recorded.', '售后处理结果|Result of after-sales', { metric: 'solution-time', form: 'solution-rating' }),
    ],
  }),
  flow('general-service', '通用服务步骤|Five steps of service', '002 §2.1：接待、咨询、处理、结账、后续跟进五步，每步有操作指南、负责人、时限和产出。|002 §2.1: reception, consultation, handling, settling and follow-up, each with a guide, an owner, a deadline and outputs.', {
    subject: 'case', goals: { satisfaction: 'satisfaction', efficiency: 'solution-time' },
    relevant: '让客户一次被接待就走完全程。|One reception carries the customer all the way.', attainable: '五步均为一线岗位日常工作，所需资料在工单页可得。|All five are daily work of the front line; the material is on the case.',
    steps: [
      step('receive', '接待|Reception', 'first-responder', '15m', '主动问候，使用“您好”和恰当称呼；确认身份和来意，登记联系方式。|Greet first, with the proper form of address; learn who it is and why, and note how to reach them.', '客户身份、来意和联系方式已登记。|Who, why and how to reach are registered.', '接待登记|Reception record', { metric: 'first-response-time' }),
      step('consult', '咨询|Consultation', 'first-responder', '1h', '先听完再回答，用自己的话复述需求，请客户确认。|Hear it out before answering, restate the need in own words and have it confirmed.', '需求已复述并得到客户确认。|The need is restated and confirmed by the customer.', '经确认的需求|Confirmed need'),
      step('handle', '处理|Handling', 'handler', '1d', '按标准办理；超出权限立即请示；每有进展就告诉客户。|Work by the standard; ask at once when it is beyond one’s authority; tell the customer of every progress.', '客户提出的每一项都有处理结果。|Everything the customer asked for has a result.', '处理结果|Result', { metric: 'solved-in-time' }),
      step('settle', '结账|Settling', 'handler', '4h', '逐项核对费用、优惠和票据；没有费用的事项也请客户确认已办妥。|Go through charges, discounts and receipts; without charges have the customer confirm that all is done.', '费用与约定一致，客户已确认。|Charges agree with what was agreed, and the customer has confirmed.', '结算确认|Confirmation of settling'),
      step('follow-up', '后续跟进|Follow-up', 'first-responder', '3D', '三天内回访一次，询问结果是否仍然有效、还有什么需要。|Call back within three days: does the result hold, is anything else needed?', '客户确认结果有效，评价已记录。|The customer confirms that it holds, and the rating is recorded.', '回访记录与评价|Record of the call and rating', { metric: 'promise-keeping', form: 'solution-rating' }),
    ],
  }),
  flow('phone-service', '电话服务流程|Service by phone', '000 §5.1.1：接入、咨询、处理、回访。|000 §5.1.1: answering, consultation, handling, callback.', {
    subject: 'case', goals: { efficiency: 'first-response-time', satisfaction: 'satisfaction' },
    relevant: '电话一次接通、一次说清。|Answered at the first ring, settled in one talk.', attainable: '按话务预测排班，接听与话术均在培训之内。|Staffing follows the forecast; answering and wording are trained.',
    steps: [
      step('answer', '接入|Answering', 'first-responder', '5m', '三声之内接听，报出问候语和工号；让客户把话说完，不打断。|Answer within three rings with greeting and name; let the customer finish, never interrupt.', '来电已接听并建立工单。|The call is answered and has a case.', '来电工单|Case of the call', { metric: 'first-response-attainment' }),
      step('consult', '咨询|Consultation', 'first-responder', '20m', '边听边记关键词，复述需求；查不到时说明多久回复，不说“不知道”。|Note the key words, restate the need; when it can’t be found say when the answer comes, never “I don’t know”.', '需求已确认，能答的已当场答复。|The need is confirmed, and what could be answered is answered.', '咨询记录|Record of the consultation', { form: 'consultation-record' }),
      step('handle', '处理|Handling', 'handler', '1d', '当场能办的当场办；需要转交时一次说清，由一个人负责到底。|Do at once what can be done at once; hand over once and clearly, with one person answering to the end.', '处理结果已告知客户。|The customer knows the result.', '处理结果|Result', { metric: 'solved-in-time' }),
      step('call-back', '回访|Callback', 'first-responder', '2D', '在客户方便的时间回访；三次未接通，改用短信或邮件并记录。|Call at a time that suits; after three tries write instead, and note it.', '已回访，或三次未接通已留言。|Reached, or a message was left after three tries.', '回访结果|Result of the callback', { metric: 'promise-keeping', form: 'solution-rating' }),
    ],
  }),
  flow('consultation', '咨询流程|Consultation', '002 §3.3：先倾听、再解答、后跟进；复杂问题请职能部门协助，客户不被推走。|002 §3.3: first listen, then answer, then follow up; for hard questions a department helps and the customer is not sent away.', {
    subject: 'case', goals: { efficiency: 'first-contact-resolution', satisfaction: 'satisfaction' },
    relevant: '客户问一次就得到准确答复。|One question, one right answer.', attainable: '答案来自知识资料，疑难由协办部门在约定时间内答复。|Answers come from the knowledge base; departments answer hard ones within the agreed time.',
    steps: [
      step('listen', '先倾听|Listen first', 'first-responder', '15m', '专心听，不打断；记录客户原话，再用一句话概括需求请客户确认。|Listen, don’t interrupt; note the customer’s words, then sum the need up in one sentence and have it confirmed.', '需求概括已得到客户确认。|The summary of the need is confirmed.', '需求概括|Summary of the need', { form: 'consultation-record', metric: 'first-response-time' }),
      step('answer', '再解答|Then answer', 'first-responder', '4h', '依据知识资料作答，说明出处和有效期；拿不准就约定答复时间，请协办部门支持。|Answer from the knowledge base and say where it stands; when unsure agree a time and ask the department.', '答复已发出，客户表示听懂。|The answer is sent and understood.', '答复与出处|Answer and its source', { metric: 'first-response-attainment' }),
      step('follow-up', '后跟进|Follow up', 'first-responder', '2D', '询问答复是否解决了问题；仍有疑问就继续解答，不另开头绪。|Ask whether the answer helped; go on within the same case when it did not.', '客户确认问题已解答。|The customer confirms that the question is answered.', '跟进记录|Record of the follow-up', { form: 'solution-rating', metric: 'promise-keeping' }),
    ],
  }),
  flow('reception', '接待流程|Reception', '002 §3.1–3.2：从准备到记录的八步接待。|002 §3.1–3.2: eight steps of reception, from preparing to recording.', {
    subject: 'case', goals: { satisfaction: 'satisfaction-handling', efficiency: 'first-response-time' },
    relevant: '客户感到被尊重，来意一次说清。|The customer feels respected and has to explain only once.', attainable: '接待用语和仪容要求已培训，资料在客户页可查。|Wording and appearance are trained; the profile is on the customer’s page.',
    steps: [
      step('prepare', '准备|Prepare', 'first-responder', '30m', '查看客户档案和往来记录，了解行业背景，检查仪容、工牌和资料。|Read the profile and the history, know the trade, check appearance, badge and papers.', '准备卡已完成。|The card of preparation is complete.', '接待准备卡|Card of preparation', { value: 'necessary' }),
      step('greet', '问候：您好，欢迎光临|Greet: “Hello, welcome”', 'first-responder', '2m', '起身、微笑、目光接触，说“您好，欢迎光临”，报出姓名。|Rise, smile, look at the customer, say “Hello, welcome” and one’s name.', '客户在两分钟内得到问候。|The customer is greeted within two minutes.', '问候|Greeting', { metric: 'first-response-time' }),
      step('address', '称呼：先生/女士|Address: Sir or Madam', 'first-responder', '2m', '按客户偏好称呼“先生”或“女士”，不确定时用“您”。|Use the form of address the customer prefers; when unknown stay neutral.', '称呼与档案一致。|The form of address agrees with the profile.', '称呼偏好|Preferred form of address'),
      step('listen', '倾听|Listen', 'first-responder', '15m', '专心听完，不打断，点头或简短回应，记下要点。|Hear it out without interrupting, nod or answer briefly, note the points.', '来意要点已记录。|The points are noted.', '来意要点|Points of the matter'),
      step('serve', '服务|Serve', 'handler', '4h', '当场能办的当场办；不能办的说明谁办、何时办好。|Do what can be done at once; for the rest say who does it and by when.', '每项来意都有结果或承诺时间。|Every point has a result or a promised time.', '办理结果|Result', { form: 'reception-record', metric: 'solved-in-time' }),
      step('thank', '致谢|Thank', 'first-responder', '5m', '感谢客户来访和意见，确认没有遗漏。|Thank for the visit and the opinion, and ask whether anything was missed.', '已致谢并确认没有遗漏。|Thanked, and nothing was missed.', '致谢|Thanks'),
      step('invite', '邀请再次联系|Invite further contact', 'first-responder', '5m', '告诉客户之后怎样找到自己：姓名、电话和工单号。|Say how to reach you again: name, number and the case’s number.', '客户知道联系人和工单号。|The customer knows whom to call and the number.', '联系方式|How to reach us'),
      step('record', '记录|Record', 'first-responder', '1h', '当天把接待经过、承诺和反馈写进工单。|Write what happened, what was promised and what was said into the case the same day.', '工单记录完整，承诺已登记。|The record is complete and promises are registered.', '接待记录|Record of the reception', { value: 'necessary', metric: 'promise-keeping' }),
    ],
  }),
  flow('service-closing', '服务结束|Ending a service', '002 §2.4：致谢、邀请再联系、记录反馈；不满意就分析改进，再以邮件或短信跟进。|002 §2.4: thank, invite, record; when not satisfied analyse and improve, then follow up by mail or text.', {
    subject: 'case', goals: { satisfaction: 'satisfaction', loyalty: 'returning-customers' },
    relevant: '最后一句话决定客户是否再来。|The last word decides whether the customer returns.', attainable: '结束语和反馈记录都是一线培训内容。|Closing words and the record are part of the training.',
    steps: [
      step('thank', '致谢|Thank', 'first-responder', '10m', '感谢客户的时间和信任，复述已办妥的事项。|Thank for time and trust, and restate what was done.', '已致谢，办妥事项已复述。|Thanked, and the result restated.', '结束语|Closing words'),
      step('offer', '如果您还有其他问题，欢迎随时联系我|“If you have other questions, contact me any time”', 'first-responder', '10m', '说“如果您还有其他问题，欢迎随时联系我”，并留下姓名和方式。|Say that you can be reached any time, and leave name and way.', '客户知道怎样再次联系。|The customer knows how to come back.', '联系方式|How to reach us'),
      step('feedback', '记录反馈|Record the feedback', 'first-responder', '1h', '请客户评价结果和态度，原话记录，不劝好评。|Ask for a rating of result and manner, keep the customer’s words, don’t ask for praise.', '评价和原话已记录。|Rating and words are recorded.', '客户反馈|Feedback', { form: 'solution-rating' }),
      step('analyse', '不满意：分析与优化|Not satisfied: analyse and improve', 'cs_supervisor', '2d', '只在客户不满意时进行：找出原因，决定补救和改进。|Only when the customer is not satisfied: find the cause, decide remedy and improvement.', '原因和改进措施已登记。|Cause and measure are registered.', '原因分析与措施|Cause and measure', { when: { any: [{ field: 'answer.feedback.solution', is: 'at-most', value: 2 }, { field: 'answer.feedback.handling', is: 'at-most', value: 2 }] } }),
      step('follow-up', '邮件或短信跟进|Follow up by mail or text', 'first-responder', '3D', '发出感谢和结果说明；有改进的，告诉客户改了什么。|Send thanks and the result; where something was improved, say what.', '跟进消息已发出。|The message is sent.', '跟进消息|Message', { metric: 'promise-keeping' }),
    ],
  }),
]
