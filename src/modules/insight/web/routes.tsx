import { BulbOutlined, DashboardOutlined, DesktopOutlined, FileTextOutlined, PartitionOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { lazy } from 'react'
import { bare, frame, need } from '../../../kernel/web/shell.tsx'
import { homeParts } from '../../../kernel/web/places.ts'
import { fetched, fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { notificationRow } from '../../people/web/places.ts'

const board = createRoute({ getParentRoute: () => frame, path: '/dashboard/{-$key}', beforeLoad: need('dashboard.read'), loader: fetched(homeParts), component: lazyRouteComponent(() => import('./DashboardPage.tsx'), 'DashboardPage') })
const reportList = createRoute({ getParentRoute: () => frame, path: '/reports', beforeLoad: need('report.read'), component: lazyRouteComponent(() => import('./reports/ReportList.tsx'), 'ReportList') })
const builder = createRoute({ getParentRoute: () => frame, path: '/reports/new', beforeLoad: need('report.prepare'), component: lazyRouteComponent(() => import('./reports/ReportBuilder.tsx'), 'ReportBuilder') })
const report = createRoute({ getParentRoute: () => frame, path: '/reports/$id', beforeLoad: need('report.read'), component: lazyRouteComponent(() => import('./reports/ReportPage.tsx'), 'ReportPage') })
const decisionList = createRoute({ getParentRoute: () => frame, path: '/decision-log', beforeLoad: need('decision-log.read'), component: lazyRouteComponent(() => import('./decisions/DecisionLog.tsx'), 'DecisionLog') })
const decision = createRoute({ getParentRoute: () => frame, path: '/decision-log/$id', beforeLoad: need('decision-log.read'), component: lazyRouteComponent(() => import('./decisions/DecisionPage.tsx'), 'DecisionPage') })
const processPage = createRoute({ getParentRoute: () => frame, path: '/process', beforeLoad: need('process.read'), component: lazyRouteComponent(() => import('./process/ProcessPage.tsx'), 'ProcessPage') })
// Without the frame: nothing but the wall is on the screen.
const wall = createRoute({
  getParentRoute: () => bare, path: '/wallboard', component: lazyRouteComponent(() => import('./wall/WallPage.tsx'), 'WallPage'),
  beforeLoad: (at) => {
    if (!at.context.session.staff) throw redirect({ to: '/sign-in' as string, search: { next: at.location.href } })
    need('wall.read')(at)
  },
})
const ReportNotice = lazy(() => import('./reports/ReportNotice.tsx').then((file) => ({ default: file.ReportNotice })))

export const insightWeb: WebModule = {
  name: 'insight',
  home: { to: '/dashboard', permission: 'dashboard.read' },
  routes: [board, reportList, builder, report, decisionList, decision, processPage],
  bareRoutes: [wall],
  menu: [
    { to: '/dashboard', label: 'dashboard.plural', icon: <DashboardOutlined />, permission: 'dashboard.read', group: 'insight', order: 10 },
    { to: '/reports', label: 'report.plural', icon: <FileTextOutlined />, permission: 'report.read', group: 'insight', order: 40 },
    { to: '/process', label: 'process.title', icon: <PartitionOutlined />, permission: 'process.read', group: 'insight', order: 30 },
    { to: '/decision-log', label: 'decision-log.plural', icon: <BulbOutlined />, permission: 'decision-log.read', group: 'insight', order: 50 },
  ],
  slots: [fill(notificationRow, ReportNotice, { key: 'report' })],
  commands: [{ key: 'wall.open', label: 'wall.open', icon: <DesktopOutlined />, permission: 'wall.read', to: '/wallboard' }, { key: 'report.make', label: 'report.make', icon: <FileTextOutlined />, permission: 'report.prepare', to: '/reports/new' }],
}
