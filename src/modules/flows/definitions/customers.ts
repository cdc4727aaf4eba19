import { flow, step } from './authoring.ts'

/** Knowing, grading and caring for customers: flows 9, 10 and 26–29 of the requirements. */
export const customerFlows = [
  flow('information', '信息管理流程|Managing information', '001 §3.2：收集、核实、分类、存储、授权使用、更新、归档或销毁。|001 §3.2: collect, verify, classify, store, use with authority, update, archive or destroy.', {
    subject: 'free', goals: { efficiency: 'profile-completeness', satisfaction: 'satisfaction' },
    relevant: '信息准确，只给该看的人看。|Right information, seen only by those who may.', attainable: '采集表、核实办法和权限都在系统中。|Forms, ways of verifying and permissions are in the system.',
    steps: [
      step('collect', '收集|Collect', 'info_specialist', '2d', '只收与目的相符的最少信息，说明用途并取得同意。|Collect the least the purpose needs; say what for and get consent.', '信息、来源和同意都已登记。|Information, source and consent are registered.', '原始信息|Raw information'),
      step('verify', '核实|Verify', 'info_specialist', '2d', '与第二来源或本人核对，标注核实日期。|Check with a second source or the person; date it.', '每项信息有核实标记。|Every item is marked as verified.', '核实标记|Marks of verification'),
      step('classify', '分类|Classify', 'info_specialist', '1d', '按基本、需求、使用、市场、敏感五类标注级别。|Basic, needs, usage, market or sensitive, with its level.', '类别和级别已标注。|Kind and level are marked.', '分类|Classes', { value: 'necessary' }),
      step('store', '存储|Store', 'clerk', '1d', '存入系统，敏感信息加密，不留纸质和本地副本。|Store in the system, sensitive encrypted; no paper or local copies.', '信息已入库，本地副本已删除。|Stored; copies are deleted.', '入库记录|Record of storing', { value: 'necessary' }),
      step('use', '授权使用|Use with authority', 'cs_supervisor', '1d', '核对用途和知悉范围，批准后使用，访问留痕。|Check purpose and need to know; every access leaves a trace.', '使用经过批准并有记录。|Use is approved and recorded.', '授权记录|Authorisation', { kind: 'approval' }),
      step('update', '更新|Update', 'info_specialist', '5d', '到期复核，变化时更新并保留旧值历史。|Review when due; keep the history of old values.', '到期信息已复核。|What was due is reviewed.', '更新记录|Updates'),
      step('archive', '归档或销毁|Archive or destroy', 'privacy_officer', '5d', '到保留期限的归档或销毁，销毁须两人确认。|At the end of keeping archive or destroy, two persons confirm.', '到期信息已归档或销毁。|Archived or destroyed.', '归档或销毁记录|Record', { value: 'necessary', evidence: true }),
    ],
  }),
  flow('vip', 'VIP 管理流程|VIP customers', '001 §3.3：识别、申请、审批、建档并指定专属经理、专属服务、复核、续期或降级。|001 §3.3: identify, apply, approve, file with a named manager, serve, review, renew or downgrade.', {
    subject: 'free', goals: { loyalty: 'returning-customers', satisfaction: 'satisfaction' },
    relevant: '重要客户有专人负责，资格有依据、可复核。|Important customers have their person; the standing has reasons and is reviewed.', attainable: '识别标准和专属服务清单由经理制定。|Criteria and services are set by the manager.',
    steps: [
      step('identify', '识别|Identify', 'cs_supervisor', '2d', '按等级、金额、战略价值或推荐筛选，写明依据。|By grade, spend, strategic value or referral, with reasons.', '候选名单有依据。|Candidates have reasons.', '候选名单|Candidates'),
      step('apply', '申请|Apply', 'cs_supervisor', '1d', '填写申请：依据、专属服务、期限。|State reasons, services and term.', '申请资料齐全。|The application is complete.', '申请|Application', { value: 'necessary' }),
      step('approve', '审批|Approve', 'cs_manager', '2d', '核对依据和资源，申请人不得自批。|Check reasons and resources; nobody approves the own proposal.', '已批准或退回并说明。|Approved, or returned with a reason.', '审批结论|Decision', { kind: 'approval' }),
      step('file', '建档并指定专属经理|File, and name a manager', 'clerk', '1d', '建立档案，敏感信息加密，指定专属经理。|Open the file, sensitive parts encrypted, and name the manager.', '档案完整，专属经理已指定。|The file is complete and has its manager.', 'VIP 档案|VIP file', { value: 'necessary' }),
      step('serve', '专属服务|Exclusive service', 'team_lead', '20d', '按服务清单提供专属服务，首次联系三天内完成。|Serve by the list; the first contact is within three days.', '服务清单按期完成。|The list is done in time.', '服务记录|Record of service', { metric: 'promise-keeping' }),
      step('review', '复核|Review', 'cs_supervisor', '10d', '到期复核消费、满意度和服务成本。|When due look at spend, satisfaction and cost.', '复核结论有数据。|The conclusion has figures.', '复核结论|Review'),
      step('renew', '续期或降级|Renew or downgrade', 'cs_manager', '5d', '依据复核决定续期、降级或退出，并告知客户。|Decide by the review and tell the customer.', '决定已生效并告知。|Decided and told.', '续期或降级决定|Decision', { kind: 'approval' }),
    ],
  }),
  flow('customer-file', '客户档案管理流程|Customer files', '001 §3.4：建立、编号、完善、审核、按等级归档、授权查阅、更新、归档或销毁。|001 §3.4: create, number, complete, review, file by grade, consult with authority, update, archive or destroy.', {
    subject: 'free', goals: { efficiency: 'profile-completeness', satisfaction: 'satisfaction' },
    relevant: '一位客户一份可信的档案。|One trustworthy file for each customer.', attainable: '查重、编号和完整度由系统提示。|The system shows duplicates, numbers and completeness.',
    steps: [
      step('create', '建立|Create', 'first-responder', '1d', '先查重，再按最少必要信息建立。|Look for duplicates, then open with the least needed.', '档案已建立且无重复。|Opened, no duplicate.', '客户档案|File'),
      step('number', '编号|Number', 'clerk', '1d', '按规则编号，编号终身不变。|Number by the rule; it never changes.', '编号唯一。|The number is unique.', '档案编号|Number', { value: 'necessary' }),
      step('complete', '完善|Complete', 'info_specialist', '5d', '补齐联系方式、偏好和需求，标注来源。|Add contacts, preferences and needs, with sources.', '完整度达到要求。|Complete enough.', '完整档案|Complete file'),
      step('review', '审核|Review', 'cs_supervisor', '2d', '抽查准确性和同意记录。|Spot-check accuracy and consent.', '审核通过或退回。|Passed, or returned.', '审核结论|Review', { kind: 'approval' }),
      step('grade', '按等级归档|File by grade', 'clerk', '1d', '按客户等级和敏感级别归类并设权限。|File by grade and level, with permissions.', '权限与级别一致。|Permissions agree with the level.', '归档位置|Place', { value: 'necessary' }),
      step('consult', '授权查阅|Consult with authority', 'cs_supervisor', '1d', '查阅须说明理由，批准后限时查看，全程留痕。|With a reason, for a time, leaving a trace.', '查阅已批准并记录。|Approved and recorded.', '查阅记录|Record', { kind: 'approval' }),
      step('update', '更新|Update', 'info_specialist', '10d', '定期复核，客户变更当天更新。|Review regularly; changes the same day.', '到期项目已复核。|What was due is reviewed.', '更新记录|Updates'),
      step('archive', '归档或销毁|Archive or destroy', 'privacy_officer', '5d', '按保留期限处理，销毁须两人确认。|By the term of keeping; two persons confirm.', '已归档或销毁。|Done.', '处理记录|Record', { value: 'necessary', evidence: true }),
    ],
  }),
  flow('needs', '需求管理流程|Managing needs', '003 第二章、004 §05.1：多渠道收集需求，分析归类，形成个性化方案并快速响应，持续优化。|003 chapter 2, 004 §05.1: collect needs by many channels, analyse, plan, respond quickly, satisfy, optimise.', {
    subject: 'free', goals: { loyalty: 'returning-customers', satisfaction: 'satisfaction', efficiency: 'first-response-time' },
    relevant: '需求变成服务和产品的改进方向。|Needs become better service and products.', attainable: '渠道数据、访谈和行为数据按月汇总。|Channels, interviews and behaviour are gathered monthly.',
    steps: [
      step('collect', '收集：多渠道、行为数据、访谈|Collect: many channels, behaviour, interviews', 'info_specialist', '5d', '汇总各渠道原话、行为数据和访谈，保留出处。|Gather words from channels, behaviour and interviews, with sources.', '每条需求有出处。|Every need has its source.', '需求清单|List of needs'),
      step('analyse', '分析、分类|Analyse and classify', 'info_specialist', '3d', '按重要性和频次归类，区分明示与潜在。|By weight and frequency, said and unsaid.', '分类有数据支持。|Classes have figures.', '需求分析|Analysis'),
      step('file', '形成需求档案|Need file', 'clerk', '2d', '写成需求档案，关联客户和产品。|Write it up, linked to customers and products.', '需求档案已建立。|The file is there.', '需求档案|Need file', { value: 'necessary' }),
      step('plan', '制定个性化方案|Personal plan', 'handler', '5d', '针对客户群制定方案和衡量办法。|A plan for the group, and how it is measured.', '方案可执行、可衡量。|The plan can be carried out and measured.', '方案|Plan'),
      step('resources', '配置资源|Resources', 'cs_manager', '3d', '批准人员、预算和时间。|Approve people, budget and time.', '资源已批准。|Resources are approved.', '资源决定|Decision', { kind: 'approval' }),
      step('respond', '快速响应|Quick response', 'handler', '1d', '第一时间回应客户并说明安排。|Answer at once and say what comes.', '客户已得到回应。|The customer has an answer.', '回应|Answer', { metric: 'first-response-time' }),
      step('satisfy', '满足需求|Satisfy', 'handler', '10d', '按方案交付并确认。|Deliver by the plan and confirm.', '客户确认需求得到满足。|The customer confirms.', '交付确认|Confirmation', { metric: 'promise-keeping' }),
      step('optimise', '优化|Optimise', 'cs_supervisor', '5d', '复盘效果，更新方案和知识资料。|Review the effect, update plan and knowledge.', '改进已登记。|Improvements are registered.', '改进项|Improvements'),
      step('direction', '扩展：产品方向|Extension: product direction', 'cs_manager', '10d', '只在需求指向产品时进行：提出产品方向建议。|Only when it points at a product: propose a direction.', '建议已提交产品部门。|Handed to the product department.', '产品建议|Proposal', { optional: true }),
      step('production', '扩展：生产|Extension: production', 'department_liaison', '20d', '产品部门反馈可行性和排期。|The department tells feasibility and schedule.', '排期已答复。|A schedule is given.', '排期|Schedule', { optional: true }),
      step('launch', '扩展：投放|Extension: launch', 'department_liaison', '20d', '上市后通知提出需求的客户并收集意见。|Tell the customers who asked, and gather opinions.', '相关客户已通知。|The customers are told.', '投放通知|Notice', { optional: true }),
    ],
  }),
  flow('customer-grading', '客户分级与差异化服务|Grading customers and serving by grade', '000 §6.2：分类、分级、分组策略、服务、复核。|000 §6.2: classify, grade, strategy, serve, review.', {
    subject: 'free', goals: { loyalty: 'returning-customers', efficiency: 'solution-time' },
    relevant: '把服务资源用在合适的地方，又不亏待任何人。|Resources go where they matter, and nobody is treated badly.', attainable: '四项指标由系统计算并附说明。|The system computes the four indicators and explains them.',
    steps: [
      step('classify', '分类（地域、行业、规模、需求）|Classify by region, trade, size, needs', 'info_specialist', '5d', '四个维度逐一归类，缺失列为未分类。|Four dimensions; what is missing is “unclassified”.', '分类合计等于客户总数。|Classes add up to all customers.', '分类结果|Classes'),
      step('grade', '分级（金额、频次、信用、满意度）|Grade by spend, frequency, credit, satisfaction', 'info_specialist', '3d', '按权重计算得分，低满意度只增加关注，不降低服务。|By weights; low satisfaction adds attention and never lowers service.', '每位客户的等级有说明。|Every grade is explained.', '等级与说明|Grades'),
      step('strategy', '制定分组策略|Strategy for each group', 'cs_manager', '5d', '为每个等级确定响应时限、沟通频率和专属服务。|Response time, contact rhythm and services for each grade.', '策略已批准。|Approved.', '分组策略|Strategy', { kind: 'approval' }),
      step('serve', '差异化服务|Serve by grade', 'handler', '20d', '按策略服务，例外写明理由。|Serve by it; exceptions have reasons.', '服务符合策略。|Service agrees with the strategy.', '服务记录|Record', { metric: 'solution-time' }),
      step('review', '复核|Review', 'cs_supervisor', '5d', '按月复核等级和效果。|Review grades and effect monthly.', '复核结论已记录。|Recorded.', '复核结论|Review'),
    ],
  }),
  flow('customer-care', '客户关怀流程|Customer care', '000 §6.3.1：计划、定期沟通与节日和生日问候、记录、反馈。|000 §6.3.1: plan, regular contact and greetings, record, feedback.', {
    subject: 'free', goals: { loyalty: 'returning-customers', satisfaction: 'satisfaction' },
    relevant: '客户感到被记得，而不是被打扰。|The customer feels remembered, not disturbed.', attainable: '同意、频率和时段由系统把关。|The system minds consent, frequency and hours.',
    steps: [
      step('plan', '计划|Plan', 'cs_supervisor', '5d', '按等级定频率、渠道和内容，排除未同意者。|Frequency, channel and words by grade, without those who did not consent.', '关怀计划已确定。|The plan stands.', '关怀计划|Plan'),
      step('contact', '定期沟通、节日问候、生日关怀|Regular contact, holidays, birthdays', 'handler', '10d', '按计划联系，使用客户喜欢的渠道和称呼。|By plan, by the channel and address the customer likes.', '应联系的客户都已联系。|All due are contacted.', '联系记录|Record', { metric: 'promise-keeping' }),
      step('record', '记录|Record', 'handler', '1d', '记录谈话要点和新需求。|Note points and new needs.', '要点已记录。|Noted.', '要点|Points', { value: 'necessary' }),
      step('feedback', '反馈|Feedback', 'cs_supervisor', '3d', '把意见分派给相关部门并回复客户。|Pass opinions on and answer the customer.', '意见都有去处和答复。|Every opinion has a place and an answer.', '反馈结果|Result'),
    ],
  }),
  flow('loyalty', '忠诚度管理流程|Loyalty', '004 §05.4：积分、等级、优惠券，增值关怀，忠诚度评估，奖励。|004 §05.4: points, tiers, coupons; value-added care; evaluate; reward.', {
    subject: 'free', goals: { loyalty: 'returning-customers' },
    relevant: '老客户得到看得见的回报。|Loyal customers are visibly rewarded.', attainable: '规则公开，台账自动计算。|Rules are public and the ledger computes.',
    steps: [
      step('programme', '积分、等级、优惠券|Points, tiers, coupons', 'cs_manager', '10d', '制定规则：获得、使用、到期；对客户公开。|Earning, spending, expiry; made public.', '规则已公布。|Published.', '会员规则|Rules'),
      step('care', '增值关怀|Value-added care', 'handler', '10d', '按等级提供专享服务和提醒，到期前通知。|Services and reminders by tier; tell before expiry.', '到期提醒已发出。|Reminders are sent.', '关怀记录|Record'),
      step('evaluate', '忠诚度评估|Evaluate loyalty', 'info_specialist', '5d', '计算复购、时长、推荐，写明口径。|Repurchase, tenure, referral, with definitions.', '评估有口径和样本数。|With definitions and n.', '评估结果|Evaluation'),
      step('reward', '奖励|Reward', 'cs_manager', '5d', '批准奖励名单和预算，告知客户。|Approve list and budget; tell the customers.', '奖励已批准并兑现。|Approved and given.', '奖励记录|Rewards', { kind: 'approval' }),
    ],
  }),
]
