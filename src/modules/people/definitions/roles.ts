import { z } from 'zod'
import { definitionKind, shipped } from '../../../kernel/definitions.ts'
import type { Grant } from '../../../kernel/context.ts'
import { Tier } from '../contract.ts'

/** What a role is: its name, the tier it usually belongs to, and what it may. The grants of a shipped role are contributed by the modules. */
const RoleBody = z.strictObject({
  name: z.strictObject({ zh: z.string().min(1).max(80), en: z.string().min(1).max(80) }), tier: Tier.optional(),
  grants: z.array(z.strictObject({ permission: z.templateLiteral([z.string(), '.', z.string()]), scope: z.string().regex(/^[a-z][a-z-]{0,39}$/) })).max(1_000),
})
export type RoleBody = z.output<typeof RoleBody>
/** Who may not give a role may not widen one either. */
export const roleKind = { ...definitionKind('role', RoleBody, (body: RoleBody) => body), publishing: ['role.assign'] as const }

const role = (key: string, zh: string, en: string, tier?: Tier) => shipped(roleKind, key, { name: { zh, en }, ...(tier ? { tier } : {}), grants: [] })
export const roles = [
  role('system_admin', '系统管理员', 'System administrator'),
  role('cs_manager', '客服经理', 'Customer service manager', 'management'),
  role('cs_supervisor', '客服主管', 'Customer service supervisor', 'supervision'),
  role('team_lead', '客服组长', 'Team lead', 'supervision'),
  role('agent', '客服专员', 'Agent', 'execution'),
  role('info_specialist', '客户信息采集专员', 'Customer information specialist', 'execution'),
  role('after_sales', '售后服务专员', 'After-sales specialist', 'execution'),
  role('clerk', '客服文员', 'Clerk', 'execution'),
  role('evaluator', '质检专员', 'Quality evaluator', 'execution'),
  role('trainer', '培训讲师', 'Trainer', 'execution'),
  role('installer', '安装人员', 'Installer', 'execution'),
  role('department_liaison', '协办部门联系人', 'Department liaison'),
  role('privacy_officer', '隐私与合规负责人', 'Privacy officer'),
  role('hr', '人力资源', 'Human resources'),
]

const all = (...permissions: Grant['permission'][]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))
const everyone: Grant[] = [...all('staff.read'), { permission: 'notification.read', scope: 'own' }]
/** What each shipped role may in this module. */
export const grants: Readonly<Record<string, readonly Grant[]>> = {
  ...Object.fromEntries(roles.map(({ key }) => [key, everyone])),
  system_admin: [...everyone, ...all('staff.write', 'staff.history', 'team.write', 'role.assign', 'account.write')],
  cs_manager: [...everyone, ...all('staff.history', 'team.write', 'personal.read')],
  cs_supervisor: [...everyone, ...all('staff.history')],
  info_specialist: [...everyone, ...all('personal.read')],
  privacy_officer: [...everyone, ...all('staff.history', 'personal.read', 'sensitive.read')],
  hr: [...everyone, ...all('staff.write', 'staff.history')],
}
