import { NodeIndexOutlined, PauseCircleOutlined, PlayCircleOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { shellHeader } from '../../../kernel/web/places.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { caseSide, supervisedPerson } from '../../cases/web/places.ts'
import { askToTake } from './parts/asked-to-take.ts'

const board = createRoute({ getParentRoute: () => frame, path: '/routing', beforeLoad: need('routing.read'), component: lazyRouteComponent(() => import('./RoutingPage.tsx'), 'RoutingPage') })
const rules = createRoute({ getParentRoute: () => frame, path: '/routing/rules', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./queues/RoutingRulesPage.tsx'), 'RoutingRulesPage') })
const TakeWork = lazy(() => import('./parts/TakeWork.tsx').then((file) => ({ default: file.TakeWork })))
const CaseRouting = lazy(() => import('./parts/CaseRouting.tsx').then((file) => ({ default: file.CaseRouting })))

const PersonState = lazy(() => import('./parts/PersonState.tsx').then((file) => ({ default: file.PersonState })))

export const routingWeb: WebModule = {
  name: 'routing',
  routes: [board, rules],
  menu: [{ to: '/routing', label: 'routing.menu', icon: <NodeIndexOutlined />, permission: 'routing.read', group: 'team', order: 30 }],
  commands: [
    { key: 'routing.take', label: 'routing.take-work', icon: <PlayCircleOutlined aria-hidden />, permission: 'routing.take', run: () => askToTake(true) },
    { key: 'routing.pause', label: 'routing.stop-work', icon: <PauseCircleOutlined aria-hidden />, permission: 'routing.take', run: () => askToTake(false) },
  ],
  slots: [fill(supervisedPerson, PersonState, { permission: 'routing.read', key: 'routing' }), fill(shellHeader, TakeWork, { permission: 'routing.take', order: 20, key: 'routing' }), fill(caseSide, CaseRouting, { permission: 'case.read', order: 40, key: 'routing' })],
}
