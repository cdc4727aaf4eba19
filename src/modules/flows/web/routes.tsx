import { ApartmentOutlined, NodeIndexOutlined, WarningOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { call } from '../../../kernel/client.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { language } from '../../../kernel/web/words.ts'
import { metricRecord } from '../../metrics/web/places.ts'

const list = createRoute({ getParentRoute: () => frame, path: '/flows', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./FlowsPage.tsx'), 'FlowsPage') })
const page = createRoute({ getParentRoute: () => frame, path: '/flows/$key', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./FlowPage.tsx'), 'FlowPage') })
const running = createRoute({ getParentRoute: () => frame, path: '/runs', beforeLoad: need('run.read'), component: lazyRouteComponent(() => import('./RunsPage.tsx'), 'RunsPage') })
const run = createRoute({ getParentRoute: () => frame, path: '/runs/$id', beforeLoad: need('run.read'), component: lazyRouteComponent(() => import('./run/RunPage.tsx'), 'RunPage') })
const deviation = createRoute({ getParentRoute: () => frame, path: '/deviations', beforeLoad: need('exception.read'), component: lazyRouteComponent(() => import('./DeviationsPage.tsx'), 'DeviationsPage') })
const FigureRun = lazy(() => import('./run/FigureRun.tsx').then((file) => ({ default: file.FigureRun })))

export const flowsWeb: WebModule = {
  name: 'flows',
  routes: [list, page, running, run, deviation],
  slots: [fill(metricRecord, FigureRun, { permission: 'run.read', key: 'run' })],
  menu: [
    { to: '/runs', label: 'run.plural', icon: <NodeIndexOutlined />, permission: 'run.read', group: 'daily', order: 35 },
    { to: '/flows', label: 'flow.plural', icon: <ApartmentOutlined />, permission: 'definition.read', group: 'quality', order: 10 },
    { to: '/deviations', label: 'deviation.plural', icon: <WarningOutlined />, permission: 'exception.read', group: 'quality', order: 20 },
  ],
  commands: [{ key: 'flow.new', label: 'flow.new', icon: <ApartmentOutlined />, permission: 'definition.write', to: '/flows?new=1' }],
  searches: [{
    key: 'flow', label: 'flow.plural', permission: 'definition.read', order: 50,
    search: async (q) => (await call((await import('../contract.ts')).flows.list, {})).items.filter((one) => one.name.zh.includes(q) || one.name.en.toLowerCase().includes(q.toLowerCase())).slice(0, 6).map((one) => ({ key: one.key, title: language() === 'en' ? one.name.en : one.name.zh, icon: <ApartmentOutlined />, to: `/flows/${encodeURIComponent(one.key)}` })),
  }],
}
