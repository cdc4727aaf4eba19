import { ApiOutlined, PlusOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { call } from '../../../kernel/client.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { named } from './parts/named.ts'

const list = createRoute({ getParentRoute: () => frame, path: '/rules', beforeLoad: need('rule.steer'), component: lazyRouteComponent(() => import('./RulesPage.tsx'), 'RulesPage') })
const page = createRoute({ getParentRoute: () => frame, path: '/rules/$key', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./RulePage.tsx'), 'RulePage') })
const hooks = createRoute({ getParentRoute: () => frame, path: '/webhooks', beforeLoad: need('webhook.read'), component: lazyRouteComponent(() => import('./WebhooksPage.tsx'), 'WebhooksPage') })
const hook = createRoute({ getParentRoute: () => frame, path: '/webhooks/$id', beforeLoad: need('webhook.read'), component: lazyRouteComponent(() => import('./WebhookPage.tsx'), 'WebhookPage') })

export const rulesWeb: WebModule = {
  name: 'rules',
  routes: [list, page, hooks, hook],
  menu: [
    { to: '/rules', label: 'rule.plural', icon: <ThunderboltOutlined />, permission: 'rule.steer', group: 'settings', order: 20 },
    { to: '/webhooks', label: 'webhook.plural', icon: <ApiOutlined />, permission: 'webhook.read', group: 'settings', order: 25 },
  ],
  commands: [{ key: 'rule.new', label: 'rule.new', icon: <PlusOutlined />, permission: 'definition.write', to: '/rules/new' }, { key: 'webhook.add', label: 'webhook.add', icon: <PlusOutlined />, permission: 'webhook.write', to: '/webhooks?new=1' }],
  searches: [{
    key: 'rule', label: 'rule.plural', permission: 'rule.steer',
    search: async (q) => (await call((await import('../contract.ts')).rules.rules, {})).items.filter((one) => `${one.key} ${one.name.zh} ${one.name.en}`.toLowerCase().includes(q.toLowerCase())).slice(0, 6).map((one) => ({ key: one.key, title: named(one.name), icon: <ThunderboltOutlined />, to: `/rules/${one.key}` })),
  }],
}
