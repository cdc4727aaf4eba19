import { DashboardOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frame, need } from '../../../kernel/web/shell.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'

const board = createRoute({ getParentRoute: () => frame, path: '/dashboard/{-$key}', beforeLoad: need('dashboard.read'), component: lazyRouteComponent(() => import('./DashboardPage.tsx'), 'DashboardPage') })

export const insightWeb: WebModule = {
  name: 'insight',
  routes: [board],
  menu: [{ to: '/dashboard', label: 'dashboard.plural', icon: <DashboardOutlined />, permission: 'dashboard.read', group: 'insight', order: 10 }],
}
