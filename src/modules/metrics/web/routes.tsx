import { AimOutlined, LineChartOutlined, PlusOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { call } from '../../../kernel/client.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { fill } from '../../../kernel/web/slot.tsx'
import { notificationRow } from '../../people/web/places.ts'
import { AnomalyNotice } from './parts/AnomalyNotice.tsx'
import { named } from './parts/named.ts'

// Not /metrics: that address is the server's own, for Prometheus.
const list = createRoute({ getParentRoute: () => frame, path: '/figures', beforeLoad: need('metric.read'), component: lazyRouteComponent(() => import('./FiguresPage.tsx'), 'FiguresPage') })
const page = createRoute({ getParentRoute: () => frame, path: '/figures/$key', beforeLoad: need('metric.read'), component: lazyRouteComponent(() => import('./FigurePage.tsx'), 'FigurePage') })
const trees = createRoute({ getParentRoute: () => frame, path: '/objectives', beforeLoad: need('metric.read'), component: lazyRouteComponent(() => import('./ObjectivesPage.tsx'), 'ObjectivesPage') })
const cards = createRoute({ getParentRoute: () => frame, path: '/cards', beforeLoad: need('metric.read'), component: lazyRouteComponent(() => import('./CardsPage.tsx'), 'CardsPage') })
const unusual = createRoute({ getParentRoute: () => frame, path: '/anomalies', beforeLoad: need('metric.read'), component: lazyRouteComponent(() => import('./AnomaliesPage.tsx'), 'AnomaliesPage') })
const rollups = createRoute({ getParentRoute: () => frame, path: '/rollups', beforeLoad: need('metric.read'), component: lazyRouteComponent(() => import('./RollupsPage.tsx'), 'RollupsPage') })
const goals = createRoute({ getParentRoute: () => frame, path: '/goals', beforeLoad: need('metric.read'), component: lazyRouteComponent(() => import('./GoalsPage.tsx'), 'GoalsPage') })
const goal = createRoute({ getParentRoute: () => frame, path: '/goals/$id', beforeLoad: need('metric.read'), component: lazyRouteComponent(() => import('./GoalPage.tsx'), 'GoalPage') })

export const metricsWeb: WebModule = {
  name: 'metrics',
  routes: [list, page, trees, cards, unusual, rollups, goals, goal],
  menu: [
    { to: '/figures', label: 'metric.plural', icon: <LineChartOutlined />, permission: 'metric.read', group: 'insight', order: 20 },
    { to: '/goals', label: 'goal.plural', icon: <AimOutlined />, permission: 'metric.read', group: 'insight', order: 30 },
  ],
  slots: [fill(notificationRow, AnomalyNotice, { key: 'metric-anomaly' })],
  commands: [{ key: 'goal.add', label: 'goal.add', icon: <PlusOutlined />, permission: 'metric.goal', to: '/goals?new=1' }],
  searches: [{
    key: 'metric', label: 'metric.plural', permission: 'metric.read',
    search: async (q) => (await call((await import('../contract.ts')).metrics.list, {})).items.filter((one) => `${one.key} ${one.name.zh} ${one.name.en}`.toLowerCase().includes(q.toLowerCase())).slice(0, 6)
      .map((one) => ({ key: one.key, title: named(one.name), hint: named(one.formula), icon: <LineChartOutlined />, to: `/figures/${one.key}` })),
  }],
}
