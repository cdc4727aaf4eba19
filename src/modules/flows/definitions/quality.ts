import { flow, step } from './authoring.ts'

/** Measuring, setting and improving quality: flows 18–22 of the requirements. */
export const qualityFlows = [
  flow('satisfaction-survey', '满意度调查流程|Satisfaction survey', '000 §6.3.2、第七章：计划、问卷、实施、清洗、分析、汇报、措施、跟踪效果。|000 §6.3.2, chapter 7: plan, questionnaire, field, clean, analyse, present, measures, effect.', {
    subject: 'free', goals: { satisfaction: 'satisfaction', loyalty: 'returning-customers' },
    relevant: '听到客户真实的评价，并据此改进。|Hear what customers really think and act on it.', attainable: '样本、渠道和分析工具都在系统内。|Sample, channels and analysis are in the system.',
    steps: [
      step('plan', '计划（目标、内容、方法）|Plan: goal, content, method', 'cs_manager', '5d', '写明要回答的问题、对象、样本量和方法，由样本量算出误差。|State the question, whom, how many and how; the sample gives the margin.', '样本量有计算依据。|The sample size is computed.', '调查计划|Plan'),
      step('questionnaire', '问卷（四条规则）|Questionnaire: four rules', 'evaluator', '5d', '问题清楚、不诱导、不重复、选项完整；先试填五份。|Clear, not leading, not twice, complete options; try it on five people.', '试填无歧义。|The trial shows no doubt.', '问卷|Questionnaire'),
      step('field', '实施（五种方式）|Field work: five methods', 'info_specialist', '10d', '按电话、邮件、短信、网页、现场组合发出，尊重同意和时段。|Phone, mail, text, web and on site, within consent and hours.', '达到计划样本量。|The sample is reached.', '有效答卷|Answers'),
      step('clean', '清洗、分类|Clean and classify', 'info_specialist', '3d', '剔除无效卷并说明理由，归类文字意见。|Drop invalid ones with reasons, classify words.', '剔除理由已记录。|Reasons are noted.', '清洗后的数据|Clean data', { value: 'necessary' }),
      step('analyse', '分析|Analyse', 'evaluator', '5d', '报告样本数、区间和差异检验，找出关键因素。|With n, interval and test; find the key factors.', '结论附样本数和区间。|Conclusions carry n and interval.', '分析结果|Analysis'),
      step('present', '汇报|Present', 'evaluator', '3d', '向团队和管理层说明结果和局限。|Tell team and management results and limits.', '已汇报并记录疑问。|Told, questions noted.', '报告|Report'),
      step('measures', '措施|Measures', 'cs_manager', '5d', '为每个关键因素定措施、责任人和时间。|For each key factor a measure, a person and a date.', '措施有责任人和期限。|Each has person and date.', '措施清单|Measures'),
      step('effect', '跟踪效果|Track the effect', 'cs_supervisor', '30D', '用同一口径比较前后，说明是否偶然。|Compare by the same definition; say whether it is chance.', '效果已评价。|The effect is judged.', '效果评价|Effect'),
    ],
  }),
  flow('quality-standard', '质量标准流程|Quality standard', '000 §8.1：目标、四个方面的标准、内部培训与外部公布。|000 §8.1: goal, standard in four areas, internal training and external publication.', {
    subject: 'free', goals: { satisfaction: 'satisfaction', efficiency: 'first-response-attainment' },
    relevant: '员工知道做到什么程度，客户知道能期待什么。|Staff know how good, customers know what to expect.', attainable: '标准依据现有数据的可达水平设定。|The standard rests on what the figures show can be reached.',
    steps: [
      step('goal', '目标|Goal', 'cs_manager', '5d', '把目标写成指标、目标值和期限。|Write the goal as metric, target and date.', '目标符合 SMART。|The goal is SMART.', '质量目标|Goal'),
      step('standard', '标准（四个方面）|Standard: four areas', 'evaluator', '10d', '从态度、专业、效率、结果四方面写出可检查的要求。|Manner, skill, speed, result: demands that can be checked.', '每条要求可检查。|Each can be checked.', '质量标准|Standard'),
      step('train', '内部培训|Internal training', 'trainer', '10d', '全员培训并测试。|Everybody is trained and tested.', '覆盖率达到要求。|Coverage is met.', '培训记录|Record', { after: ['standard'] }),
      step('publish', '外部公布|External publication', 'cs_manager', '3d', '批准后向客户公布承诺的部分。|After approval publish what is promised.', '公布内容经批准。|What is published is approved.', '公布的标准|Published standard', { kind: 'approval', after: ['train'] }),
    ],
  }),
  flow('quality-control', '质量控制流程|Quality control', '000 §8.2、003 第五章：实时监控、定期评估、差距、措施、改进。|000 §8.2, 003 chapter 5: monitor, evaluate, gap, measure, improve.', {
    subject: 'free', goals: { efficiency: 'first-response-attainment', satisfaction: 'defect-share' },
    relevant: '问题在扩大之前被发现。|Problems are seen before they grow.', attainable: '控制图、抽检和看板每日更新。|Charts, samples and board are renewed daily.',
    steps: [
      step('monitor', '实时监控|Monitor in real time', 'team_lead', '1d', '查看看板和控制图，越界即登记。|Look at board and chart; note what is out of bounds.', '越界点都有记录。|Each point out of bounds is noted.', '监控记录|Record', { value: 'necessary' }),
      step('evaluate', '定期评估|Evaluate regularly', 'evaluator', '5d', '随机抽样按表评分，双人评分一部分。|Random sample by form, part of it by two.', '样本量达到要求。|The sample is met.', '评分|Scores'),
      step('gap', '找差距|Find the gap', 'evaluator', '2d', '与标准对照，区分偶然与系统原因。|Against the standard; chance or system.', '差距有数据。|With figures.', '差距分析|Gap'),
      step('measure', '制定措施|Measure', 'cs_supervisor', '3d', '为每个差距定一项可检查的措施。|One checkable measure for each gap.', '措施有责任人和期限。|With person and date.', '措施|Measure'),
      step('improve', '改进|Improve', 'cs_supervisor', '10d', '落实并复测，有效则固化。|Carry out, measure again, keep what works.', '复测结果已记录。|Measured again.', '改进结果|Result'),
    ],
  }),
  flow('quality-evaluation', '质量评估流程|Quality evaluation', '003 §6.2：计划、按标准实施、监督与争议、分析、改进建议。|003 §6.2: plan, run by standard, supervise and settle disputes, analyse, propose.', {
    subject: 'free', goals: { satisfaction: 'satisfaction' },
    relevant: '评估公正，结果能用来改进。|Fair, and of use.', attainable: '评估表、样本和复核人事先确定。|Form, sample and reviewer are set beforehand.',
    steps: [
      step('plan', '计划（目的、范围、方法、步骤）|Plan: purpose, scope, method, steps', 'evaluator', '5d', '四项写全，确定样本和评估人。|All four, with sample and evaluators.', '四项齐全。|Complete.', '评估计划|Plan'),
      step('run', '按标准实施|Run by standard', 'evaluator', '10d', '按表评分，保留证据，评估人不评本组。|Score with evidence; nobody scores the own team.', '样本全部评完。|All scored.', '评分与证据|Scores and evidence', { evidence: true }),
      step('supervise', '监督，解决争议|Supervise, settle disputes', 'cs_manager', '5d', '抽查一致性，由非原评分人处理申诉。|Check agreement; somebody else decides disputes.', '争议全部答复。|All disputes are answered.', '争议处理|Disputes', { kind: 'approval' }),
      step('analyse', '分析|Analyse', 'evaluator', '5d', '按维度汇总，找出主要差距。|By dimension, the main gaps.', '差距有数据。|With figures.', '分析|Analysis'),
      step('propose', '改进建议|Propose improvements', 'evaluator', '3d', '每个红色差距至少一条建议。|At least one for each red gap.', '建议已提交。|Handed in.', '改进建议|Proposals'),
    ],
  }),
  flow('quality-improvement', '质量改进流程（PDCA）|Quality improvement (PDCA)', '003 第七章：发现、分析、严重程度、措施、责任与时间、控制、效果评估、调整、标准化。|003 chapter 7: find, analyse, severity, measures, owner and date, control, effect, adjust, standardise.', {
    subject: 'free', goals: { satisfaction: 'complaint-rate', efficiency: 'action-cycle-time' },
    relevant: '同一个问题不再发生第二次。|The same problem does not happen twice.', attainable: '鱼骨图、帕累托图和前后对比都在系统内。|Fishbone, Pareto and before-after are in the system.',
    steps: [
      step('find', '发现|Find', 'cs_supervisor', '2d', '登记问题、证据和关联工单。|Problem, evidence, cases.', '问题有证据。|With evidence.', '问题记录|Problem'),
      step('analyse', '分析（流程、人员、设施）|Analyse: flow, people, facility', 'cs_supervisor', '5d', '用鱼骨图和帕累托图，听取员工和客户意见。|Fishbone and Pareto, with staff’s and customers’ views.', '根本原因已验证。|The root cause is verified.', '原因分析|Causes'),
      step('severity', '严重程度与影响范围|Severity and scope', 'cs_supervisor', '1d', '按 1–5 打分，计算受影响客户数。|1–5, and how many customers.', '程度和范围有数据。|With figures.', '严重程度|Severity'),
      step('measures', '措施|Measures', 'cs_supervisor', '3d', '从流程、培训、设施、制度中选择，针对根因。|Flow, training, facility or rule, against the root.', '措施对应根因。|Meets the root.', '改进措施|Measures'),
      step('owner', '责任人与时间|Owner and date', 'cs_manager', '1d', '批准责任人、期限和资源。|Approve person, date and resources.', '每项有责任人和期限。|Each has both.', '行动计划|Plan', { kind: 'approval' }),
      step('control', '控制|Control', 'cs_supervisor', '20d', '每周记录进展和障碍，超期提醒上级。|Progress and obstacles weekly; late goes up.', '进展每周有记录。|Weekly notes.', '进展记录|Progress', { value: 'necessary' }),
      step('effect', '效果评估|Effect evaluation', 'evaluator', '5d', '同口径前后对比，结论为有效、部分或无效。|Before and after: effective, partly, not.', '结论有检验支持。|The verdict has a test.', '效果评估|Effect'),
      step('adjust', '调整|Adjust', 'cs_supervisor', '5d', '未达目标则调整措施再评估。|When the aim is missed change the measure.', '已达标或已调整。|Met, or changed.', '调整|Changes'),
      step('standardise', '标准化|Standardise', 'cs_manager', '5d', '把有效做法写进标准和流程。|Put what works into standard and flow.', '标准已更新。|The standard is new.', '更新的标准|New standard', { kind: 'approval' }),
    ],
  }),
]
