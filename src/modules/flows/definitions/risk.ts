import { flow, step } from './authoring.ts'

/** Guarding against risk and keeping information whole and private: flows 30, 31, 35 and 38 of the requirements. */
export const riskFlows = [
  flow('risk-prevention', '风险防范流程|Preventing risk', '000 §8.3：识别、评估、措施（预防、应急、关系维护）、培训、体系优化。|000 §8.3: identify, assess, measures (prevent, emergency, relationship), train, optimise.', {
    subject: 'free', goals: { satisfaction: 'complaint-rate', efficiency: 'flow-steps-in-time' },
    relevant: '风险发生前有准备，发生后少损失。|Ready before, less loss after.', attainable: '风险清单、矩阵和模板已备。|Register, matrix and templates are at hand.',
    steps: [
      step('identify', '识别|Identify', 'cs_supervisor', '5d', '从反馈、市场和数据找出服务中断、信息泄露、投诉等风险。|From feedback, market and data: outage, leak, complaints.', '每项风险有来源。|Each has its source.', '风险清单|Register'),
      step('assess', '评估|Assess', 'cs_supervisor', '3d', '可能性 1–5 乘影响 1–5，估计损失。|Likelihood by impact, and loss.', '每项有得分和损失。|Each has both.', '风险评估|Assessment'),
      step('measures', '措施（预防、应急、关系维护）|Measures: prevent, emergency, relationship', 'cs_manager', '5d', '红色风险三类措施各至少一项，批准责任人和期限。|Red ones have one of each; approve person and date.', '红色风险三类齐全。|Complete for red ones.', '防范措施|Measures', { kind: 'approval' }),
      step('train', '培训|Train', 'trainer', '10d', '全员培训并演练。|Train and drill everybody.', '覆盖率达标。|Coverage is met.', '培训记录|Record'),
      step('optimise', '体系优化|Optimise the system', 'cs_manager', '5d', '按事件和演练修订措施。|Revise by incidents and drills.', '修订已登记。|Registered.', '修订|Revision'),
    ],
  }),
  flow('emergency', '应急处理流程|Emergency', '000 §5.3.4、002 §7.3：预案、设备与演练、启动、处置、记录、复盘。|000 §5.3.4, 002 §7.3: plan, equipment and drill, trigger, handle, record, review.', {
    subject: 'free', goals: { efficiency: 'first-response-time', satisfaction: 'satisfaction' },
    relevant: '人身安全第一，服务尽快恢复。|People first, service back soon.', attainable: '预案、设备和值班表每季检查。|Plan, equipment and rota are checked every quarter.',
    steps: [
      step('plan', '预案|Plan', 'cs_manager', '10d', '写明触发条件、角色、联系人和疏散路线。|Trigger, roles, contacts, ways out.', '预案经批准。|Approved.', '应急预案|Plan', { value: 'necessary' }),
      step('prepare', '设备、求助、培训、演练|Equipment, SOS, training, drill', 'team_lead', '20d', '检查灭火器、急救箱和求助装置，组织演练。|Extinguishers, first aid, SOS; hold a drill.', '设备有效，演练完成。|In order, drilled.', '检查与演练记录|Record', { value: 'necessary' }),
      step('trigger', '启动|Trigger', 'team_lead', '5m', '达到条件立即启动，通知值班和联系人。|When the condition is met start at once and call.', '五分钟内启动。|Within five minutes.', '启动时间|Time', { metric: 'first-response-time' }),
      step('handle', '处置|Handle', 'team_lead', '4h', '先救人，再控制，再恢复服务，告知受影响客户。|People, control, recovery; tell customers affected.', '人员安全，服务恢复。|People safe, service back.', '处置经过|Course'),
      step('record', '记录|Record', 'clerk', '1d', '按时间顺序记录，附证据。|In order of time, with evidence.', '记录完整。|Complete.', '事件记录|Record', { evidence: true, value: 'necessary' }),
      step('review', '复盘|Review', 'cs_manager', '5d', '找出原因和改进，更新预案。|Causes, improvements, a new plan.', '改进已登记。|Registered.', '复盘结论|Review'),
    ],
  }),
  flow('closed-loop', '信息传递闭环|Closing the loop of information', '002 §5.3：结构化消息、责任人、复述确认、完成、反馈。|002 §5.3: structured message, responsible person, read-back, done, feedback.', {
    subject: 'free', goals: { efficiency: 'closed-loop-rate', satisfaction: 'satisfaction' },
    relevant: '交代的事有回音。|What was passed on comes back.', attainable: '消息模板和回执已在系统中。|Template and receipt are in the system.',
    steps: [
      step('message', '结构化消息|Structured message', 'starter', '1h', '写明：何事、为何、谁、何时、怎样算完成。|What, why, who, when, and what done means.', '五项齐全。|All five.', '消息|Message'),
      step('person', '责任人|Responsible person', 'team_lead', '1h', '指定一名责任人，不写“大家”。|Name one person, never “everybody”.', '责任人唯一。|One person.', '责任人|Person', { value: 'necessary' }),
      step('read-back', '复述确认|Read-back', 'handler', '2h', '用自己的话复述要点和时间，发出人确认。|Say it in own words; the sender confirms.', '复述已确认。|Confirmed.', '复述|Read-back'),
      step('done', '完成|Done', 'handler', '2d', '按要求完成并附结果。|Do it and attach the result.', '结果符合要求。|As asked.', '结果|Result', { metric: 'solved-in-time' }),
      step('feedback', '反馈|Feedback', 'starter', '1d', '告知完成情况和遗留问题。|Say what is done and what is left.', '发出人已收到反馈。|The sender knows.', '反馈|Feedback'),
    ],
  }),
  flow('privacy', '隐私保护流程|Protecting privacy', '002 §7.4：目的与同意、最少收集、加密存储、按需知悉、审计、删除。|002 §7.4: purpose and consent, minimal collection, encrypted storage, need to know, audit, delete.', {
    subject: 'free', goals: { satisfaction: 'complaint-rate' },
    relevant: '客户信息不被滥用、不被泄露。|Nothing about customers is misused or leaks.', attainable: '加密、脱敏和审计由系统保证。|The system encrypts, masks and audits.',
    steps: [
      step('consent', '目的与同意|Purpose and consent', 'privacy_officer', '2d', '写明用途和依据，取得同意，敏感信息单独同意。|Purpose and basis, consent; for sensitive data a separate one.', '同意已登记。|Registered.', '同意记录|Consent'),
      step('minimal', '最少收集|Minimal collection', 'info_specialist', '2d', '逐项说明必要性，去掉不必要的。|Say why each is needed; drop the rest.', '每项有必要性说明。|Each has a reason.', '采集清单|List'),
      step('encrypt', '加密存储|Encrypted storage', 'clerk', '1d', '只存系统，确认加密，不留副本。|In the system only, encrypted, no copies.', '无明文副本。|No clear copies.', '存储确认|Confirmation', { value: 'necessary' }),
      step('use', '按需知悉|Need-to-know use', 'privacy_officer', '2d', '批准查看范围和期限，查看须说明理由。|Approve scope and term; each look has a reason.', '授权已批准。|Approved.', '授权|Authorisation', { kind: 'approval' }),
      step('audit', '审计|Audit', 'privacy_officer', '10d', '抽查查看记录和导出，发现异常即处理。|Check looks and exports; act on what is odd.', '异常都有处理。|All handled.', '审计记录|Audit', { value: 'necessary' }),
      step('delete', '删除|Delete', 'privacy_officer', '15D', '到期或应请求删除，保留统计，通知本人。|When due or asked delete, keep statistics, tell the person.', '期限内完成并告知。|Done in time and told.', '删除证明|Proof', { evidence: true, value: 'necessary' }),
    ],
  }),
]
