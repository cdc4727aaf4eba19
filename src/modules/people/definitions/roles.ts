import { z } from 'zod'
import { definitionKind, shipped } from '../../../kernel/definitions.ts'
import type { Grant } from '../../../kernel/context.ts'
import { Tier } from '../contract.ts'

/** What a role is: its name, the tier it usually belongs to, and what it may. The grants of a shipped role are contributed by the modules. */
const RoleBody = z.strictObject({
  name: z.strictObject({ zh: z.string().min(1).max(80), en: z.string().min(1).max(80) }), tier: Tier.optional(),
  /** Its duties, in a sentence. */
  about: z.strictObject({ zh: z.string().max(300), en: z.string().max(300) }).optional(),
  grants: z.array(z.strictObject({ permission: z.templateLiteral([z.string(), '.', z.string()]), scope: z.string().regex(/^[a-z][a-z-]{0,39}$/) })).max(1_000),
})
export type RoleBody = z.output<typeof RoleBody>
/** Who may not give a role may not widen one either. */
export const roleKind = { ...definitionKind('role', RoleBody, (body: RoleBody) => body), publishing: ['role.assign'] as const }

type Words = readonly [zh: string, en: string]
const words = ([zh, en]: Words) => ({ zh, en })
const role = (key: string, name: Words, tier: Tier | null, about: Words) => shipped(roleKind, key, { name: words(name), ...(tier ? { tier } : {}), about: words(about), grants: [] })
/** The three tiers themselves, the posts of the department, the duties somebody may have beside a post, and those who work with it from elsewhere. */
export const roles = [
  role('system_admin', ['系统管理员', 'System administrator'], null, ['管理账号、角色和系统设置，看不到客户内容。', 'Keeps accounts, roles and settings; sees no customer content.']),
  role('management', ['管理层', 'Management'], 'management', ['定目标、定标准、批准流程，看各项指标。', 'Sets goals and standards, approves flows, watches the figures.']),
  role('supervision', ['主管层', 'Supervision'], 'supervision', ['管本业务线的日常工作，起草规范，指导员工，推动改进。', 'Runs the own business line, drafts its norms, guides people, drives improvement.']),
  role('execution', ['执行层', 'Execution'], 'execution', ['接待客户、跟进问题、收集需求。', 'Answers customers, follows their matters up, collects their needs.']),
  role('cs_manager', ['客服经理', 'Customer service manager'], 'management', ['制定服务、业务和流程标准，监督检查，培训、激励和考核。', 'Sets the standards, inspects, trains, rewards and appraises.']),
  role('cs_supervisor', ['客服主管', 'Customer service supervisor'], 'supervision', ['负责日常工作，落实上级安排，提交工作总结，协助专员，参与考核。', 'Runs the daily work, carries out what is asked, sums it up, helps the specialists, takes part in appraisal.']),
  role('team_lead', ['客服组长', 'Team lead'], 'supervision', ['协调一个渠道小组：排队、分派、组内指标。', 'Coordinates one channel team: its queue, who does what, its figures.']),
  role('agent', ['客服专员', 'Agent'], 'execution', ['接听解答、处理投诉并提出方案、跟进进度。', 'Answers, deals with complaints and proposes solutions, follows up.']),
  role('info_specialist', ['客户信息采集专员', 'Customer information specialist'], 'execution', ['采集客户基本信息、需求、评价和产品使用情况。', 'Collects who customers are, what they need, think and use.']),
  role('after_sales', ['售后服务专员', 'After-sales specialist'], 'execution', ['接听并记录售后来电，处理投诉和建议，整理售后文件。', 'Takes after-sales calls, complaints and suggestions, files the papers.']),
  role('clerk', ['客服文员', 'Clerk'], 'execution', ['接听日常来电，整理客户、投诉和大客户资料，为领导出具文件。', 'Takes routine calls, tidies the files, prepares papers for the leaders.']),
  role('evaluator', ['质检专员', 'Quality evaluator'], null, ['抽查服务过程、评分、校准；不评本组。', 'Samples, scores and calibrates; not the own team.']),
  role('appeal_reviewer', ['申诉复核人', 'Appeal reviewer'], null, ['裁决对质检评分的申诉，不复核自己评的分。', 'Decides appeals against scores, never of the own scores.']),
  role('trainer', ['培训讲师', 'Trainer'], null, ['编写课程、授课、给自己的课程评分。', 'Writes courses, teaches, scores the own sessions.']),
  role('mentor', ['师傅', 'Mentor'], null, ['现场带教，评价所带学员。', 'Guides trainees on site and evaluates them.']),
  role('trainee', ['学员', 'Trainee'], null, ['学习、参加考试；不接触客户资料。', 'Learns and sits tests; no customer files.']),
  role('improvement_owner', ['改进责任人', 'Improvement owner'], null, ['按期完成改进措施并反馈效果。', 'Carries out measures by their date and tells what came of them.']),
  role('risk_owner', ['风险与应急责任人', 'Risk and emergency owner'], null, ['编制预案、组织演练、启动应急。', 'Writes plans, holds drills, starts the emergency flow.']),
  role('mediator', ['协调第三方', 'Mediator'], null, ['受邀协助调解冲突，只看到受邀的工单。', 'Helps in a conflict when invited; sees those cases alone.']),
  role('interviewer', ['面试官', 'Interviewer'], null, ['面试并评分。', 'Interviews and scores.']),
  role('installer', ['安装人员', 'Installer'], null, ['上门安装、指导使用、请客户签字。', 'Installs, shows how to use it, has it signed.']),
  role('department_liaison', ['协办部门联系人', 'Department liaison'], null, ['代表部门答复协办请求，只看到发给本部门的。', 'Answers for a department; sees only what is asked of it.']),
  role('privacy_officer', ['隐私与合规负责人', 'Privacy officer'], null, ['处理个人信息请求、同意和泄露事件。', 'Deals with requests about personal data, consent and breaches.']),
  role('hr', ['人力资源', 'Human resources'], null, ['招聘、入职、离职；看不到客户资料。', 'Takes people on and lets them go; no customer files.']),
  role('partner', ['合作伙伴', 'Partner'], null, ['只看到交给自己的工单和待办。', 'Sees only the cases and tasks given to them.']),
]
/** The keys of all who work in the house: partners are guests in it. */
export const insideRoles: readonly string[] = roles.map(({ key }) => key).filter((key) => key !== 'partner')

const all = (...permissions: Grant['permission'][]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))
const everyone: Grant[] = [...all('staff.read'), { permission: 'notification.read', scope: 'own' }]
const plans: Grant = { permission: 'roster.write', scope: 'led' }
/** What each shipped role may in this module. */
export const grants: Readonly<Record<string, readonly Grant[]>> = {
  ...Object.fromEntries(insideRoles.map((key) => [key, everyone])),
  partner: [{ permission: 'notification.read', scope: 'own' }],
  system_admin: [...everyone, ...all('staff.write', 'staff.history', 'team.write', 'role.assign', 'account.write')],
  cs_manager: [...everyone, ...all('staff.history', 'team.write', 'roster.write', 'personal.read')],
  cs_supervisor: [...everyone, ...all('staff.history', 'roster.write')],
  management: [...everyone, ...all('roster.write')], supervision: [...everyone, plans], team_lead: [...everyone, plans],
  info_specialist: [...everyone, ...all('personal.read')],
  privacy_officer: [...everyone, ...all('staff.history', 'personal.read', 'sensitive.read')],
  hr: [...everyone, ...all('staff.write', 'staff.history')],
}
