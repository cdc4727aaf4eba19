import { flow, step } from './authoring.ts'

/** Bettering how we work: flows 23–25 and 36 of the requirements. */
export const processFlows = [
  flow('process-optimisation', '流程优化流程|Optimising a process', '000 §4.2、004 §03：梳理、瓶颈、建议、征求意见、设计、实施计划、宣贯、运行、反馈、审计、再改进。|000 §4.2, 004 §03: map, bottleneck, proposal, consult, design, plan, train, run, feedback, audit, improve again.', {
    subject: 'free', goals: { efficiency: 'flow-run-time', satisfaction: 'satisfaction' },
    relevant: '流程更短、交接更少、客户等得更短。|Shorter, fewer handovers, less waiting.', attainable: '每步用时由系统测量，可先模拟再改。|The system measures each step; changes are simulated first.',
    steps: [
      step('map', '梳理与评估|Map and assess', 'cs_supervisor', '5d', '画出现状，取每步中位数和等待时间。|Draw what is, with median and waiting of each step.', '现状图有数据。|The map has figures.', '现状图|Map'),
      step('bottleneck', '找瓶颈与根因|Bottleneck and root cause', 'cs_supervisor', '5d', '按耗时占比排序，追问五个为什么。|By share of time; ask why five times.', '根因已验证。|Verified.', '瓶颈与根因|Bottleneck and cause'),
      step('proposal', '改进建议|Proposal', 'cs_supervisor', '3d', '写明改什么、预期缩短多少、代价。|What changes, what it saves, what it costs.', '预期效果有模拟。|Simulated.', '改进建议|Proposal'),
      step('consult', '征求部门意见|Consult departments', 'department_liaison', '5d', '各部门答复同意、有条件或反对及理由。|Agree, on condition, or oppose, with reasons.', '应答部门全部答复。|All have answered.', '部门意见|Opinions'),
      step('design', '设计|Design', 'cs_supervisor', '5d', '按客户导向、系统化、简洁高效、持续改进设计新流程。|By the four principles.', '四项原则逐条说明。|Each principle is met.', '新流程|New process'),
      step('plan', '实施计划（时间、责任人、资源）|Plan: time, owner, resources', 'cs_manager', '3d', '批准节点、责任人和资源。|Approve dates, persons, resources.', '三项齐全并获批准。|All approved.', '实施计划|Plan', { kind: 'approval' }),
      step('train', '培训与宣传|Train and publicise', 'trainer', '5d', '培训到人，告知客户变化。|Train everybody, tell customers.', '相关人员全部培训。|All trained.', '培训记录|Record'),
      step('run', '运行|Run', 'team_lead', '20d', '先小范围试运行，再推广。|Pilot first, then roll out.', '试运行达标。|The pilot meets the aim.', '运行记录|Record', { metric: 'solution-time' }),
      step('feedback', '收集反馈|Collect feedback', 'team_lead', '10d', '收集员工和客户意见。|From staff and customers.', '意见都有答复。|All answered.', '反馈|Feedback'),
      step('audit', '定期评估与审计|Evaluate and audit', 'evaluator', '5d', '检查偏差和效果，前后对比。|Deviations and effect, before and after.', '审计结论已提交。|Handed in.', '审计结论|Verdict', { value: 'necessary' }),
      step('improve', '再改进|Improve again', 'cs_supervisor', '5d', '把发现的问题转成下一轮建议。|Findings become the next proposal.', '下一轮已登记。|Registered.', '下一轮改进|Next round'),
    ],
  }),
  flow('process-reengineering', '业务流程再造|Business process re-engineering', '000 §10.2：流程梳理、流程优化、流程重构、信息化支持。|000 §10.2: map, optimise, rebuild, support by systems.', {
    subject: 'free', goals: { efficiency: 'flow-run-time' },
    relevant: '从客户出发重建，而不是修补。|Rebuilt from the customer, not patched.', attainable: '每阶段设门，未通过不进入下一阶段。|Each phase has a gate.',
    steps: [
      step('map', '流程梳理|Map', 'cs_supervisor', '10d', '列出全部流程、负责人和耗时。|All processes, owners and times.', '清单完整。|Complete.', '流程清单|List'),
      step('map-gate', '第一道门：梳理评审|Gate 1: the map', 'cs_manager', '2d', '清单齐全、数据可信，才进入优化。|Optimising begins once the list is whole and its figures can be trusted.', '评审通过。|Passed.', '评审意见|Verdict', { kind: 'approval', value: 'necessary' }),
      step('optimise', '流程优化|Optimise', 'cs_supervisor', '10d', '去掉浪费环节，合并交接。|Drop waste, join handovers.', '优化有模拟结果。|Simulated.', '优化方案|Plan'),
      step('optimise-gate', '第二道门：优化评审|Gate 2: the optimisation', 'cs_manager', '2d', '能优化的先优化；仍不够，才批准重构。|Rebuilding begins only where optimising is not enough.', '评审通过。|Passed.', '评审意见|Verdict', { kind: 'approval', value: 'necessary' }),
      step('rebuild', '流程重构|Rebuild', 'cs_supervisor', '20d', '写明新结构、职责和切换计划。|New structure, duties and change-over.', '方案已提交。|Handed in.', '重构方案|New structure'),
      step('rebuild-gate', '第三道门：重构评审|Gate 3: the new structure', 'cs_manager', '3d', '结构、职责和切换计划经批准，才动系统。|Systems are touched once structure, duties and change-over are approved.', '方案已批准。|Approved.', '评审意见|Verdict', { kind: 'approval', value: 'necessary' }),
      step('system', '信息化支持|Support by systems', 'cs_supervisor', '20d', '把新流程配置到系统并验证。|Configure it in the system and test.', '新流程在系统中跑通。|It runs in the system.', '系统配置|Configuration'),
      step('system-gate', '第四道门：上线验收|Gate 4: acceptance', 'cs_manager', '3d', '验收通过，旧流程停用。|Once accepted, the old one ends.', '验收通过。|Accepted.', '验收结论|Verdict', { kind: 'approval', value: 'necessary' }),
    ],
  }),
  flow('service-standardisation', '服务标准化流程|Standardising service', '000 §4.3.2：制定标准、培训与考核、持续改进。|000 §4.3.2: set standards, train and assess, improve.', {
    subject: 'free', goals: { satisfaction: 'satisfaction', efficiency: 'flow-step-deviation-rate' },
    relevant: '换谁接待都是同样的水准。|The same service, whoever serves.', attainable: '标准、测验和抽检都有模板。|Standard, test and sample have templates.',
    steps: [
      step('set', '制定标准|Set standards', 'cs_manager', '10d', '按内容、标准、流程三部分写，关联流程。|Content, standard and flow, linked.', '三部分齐全。|All three.', '服务标准|Standard'),
      step('train', '培训与考核|Train and assess', 'trainer', '10d', '全员培训，考核通过率达到要求。|Train all; the pass rate is met.', '通过率达标。|Met.', '考核结果|Results'),
      step('improve', '持续改进|Improve', 'cs_supervisor', '20d', '按抽检和反馈修订，登记版本。|Revise by samples and feedback, as a version.', '修订已登记。|Registered.', '修订|Revision'),
    ],
  }),
  flow('strategy', '战略规划流程|Strategic planning', '000 §1.2、004 §01.4：目标、流程优化、渠道拓展、资源、监控。|000 §1.2, 004 §01.4: goals, flow optimisation, channel expansion, resources, monitoring.', {
    subject: 'free', goals: { satisfaction: 'satisfaction', efficiency: 'solved-in-time', loyalty: 'returning-customers' },
    relevant: '全年的工作指向同几个目标。|The year’s work points at the same few goals.', attainable: '目标依据历史数据和预测。|Goals rest on history and forecast.',
    steps: [
      step('goals', '目标|Goals', 'cs_manager', '10d', '每个目标写成 SMART，绑定指标。|Each SMART, with its metric.', '目标全部绑定指标。|All are bound.', '年度目标|Goals'),
      step('optimise', '流程优化|Flow optimisation', 'cs_supervisor', '20d', '选出最影响目标的三条流程。|The three flows that matter most.', '三条流程已立项。|Begun.', '优化项目|Projects'),
      step('channels', '渠道拓展|Channel expansion', 'cs_manager', '20d', '按客户习惯和成本选择渠道。|By customers’ habits and cost.', '渠道有成本和预期。|With cost and expectation.', '渠道计划|Plan'),
      step('resources', '资源|Resources', 'cs_manager', '10d', '批准人员、预算和系统。|Approve people, budget, systems.', '资源已批准。|Approved.', '资源计划|Resources', { kind: 'approval' }),
      step('monitor', '监控|Monitor', 'cs_manager', '30D', '每月对照目标，偏差有措施。|Monthly against the goal; each gap has a measure.', '偏差都有措施。|Each has one.', '监控记录|Record', { value: 'necessary' }),
    ],
  }),
]
