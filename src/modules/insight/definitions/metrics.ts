import { shipped } from '../../../kernel/definitions.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { metricKind } from '../../metrics/index.ts'

/** How the house is run, counted from its log. */

const deeds = (key: string, zh: string, en: string, better: MetricDefinition['better'], kinds: readonly string[], more?: Condition) => {
  const of: Condition = { field: 'kind', is: 'one-of', value: [...kinds] }
  return shipped(metricKind, key, {
    name: { zh, en }, formula: { zh: `期间内“${zh}”的事件数`, en: `Events in the window: ${en.toLowerCase()}` }, unit: 'count', better, of: 'house-deed', at: 'at', base: more ? { all: [of, more] } : of, measure: { kind: 'count' }, by: ['actorId'],
  } satisfies MetricDefinition as never)
}
export const insightMetrics = [
  deeds('admin-sessions', '登录次数', 'Sign-ins', 'neither', ['session.started']),
  deeds('admin-sign-ins-failed', '登录失败次数', 'Failed sign-ins', 'lower', ['sign-in.failed']),
  deeds('admin-accounts-locked', '账号锁定次数', 'Accounts locked', 'lower', ['account.locked']),
  deeds('admin-staff-added', '新增员工', 'Staff added', 'neither', ['staff.added']),
  deeds('admin-staff-left', '离职员工', 'Staff who left', 'neither', ['staff.left']),
  deeds('admin-roles-changed', '角色授予与收回', 'Roles given and withdrawn', 'neither', ['role.assigned', 'role.withdrawn']),
  deeds('admin-settings-changed', '设置修改次数', 'Settings changed', 'neither', ['setting.changed']),
  deeds('admin-definitions-published', '发布的业务定义', 'Definitions published', 'neither', ['definition.changed'], { field: 'outcome', is: 'equal', value: 'published' }),
  deeds('admin-tokens', '接口令牌变动', 'API tokens made and revoked', 'neither', ['token.made', 'token.revoked']),
  deeds('admin-messages-failed', '发送失败的消息', 'Messages that failed', 'lower', ['message.failed', 'message.bounced']),
  deeds('admin-mail-incidents', '邮箱故障', 'Incidents of mailboxes', 'lower', ['mail-incident.opened']),
  deeds('admin-files-refused', '拒收的文件', 'Files refused', 'lower', ['file.refused']),
]
