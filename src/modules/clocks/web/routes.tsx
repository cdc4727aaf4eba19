import { CalendarOutlined, FieldTimeOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { firstHourSteps } from '../../../kernel/web/places.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'

const list = createRoute({ getParentRoute: () => frame, path: '/deadlines', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./policies/PoliciesPage.tsx'), 'PoliciesPage') })
const page = createRoute({ getParentRoute: () => frame, path: '/deadlines/$key', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./policies/PolicyPage.tsx'), 'PolicyPage') })
const calendars = createRoute({ getParentRoute: () => frame, path: '/calendars', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./calendars/CalendarsPage.tsx'), 'CalendarsPage') })
const calendar = createRoute({ getParentRoute: () => frame, path: '/calendars/$key', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./calendars/CalendarPage.tsx'), 'CalendarPage') })

const HoursSteps = lazy(() => import('./policies/HoursSteps.tsx').then((file) => ({ default: file.HoursSteps })))

export const clocksWeb: WebModule = {
  name: 'clocks',
  routes: [list, page, calendars, calendar],
  menu: [{ to: '/deadlines', label: 'policy.plural', icon: <FieldTimeOutlined aria-hidden />, permission: 'definition.read', group: 'settings', order: 15 }, { to: '/calendars', label: 'calendar.plural', icon: <CalendarOutlined aria-hidden />, permission: 'definition.read', group: 'settings', order: 14 }],
  slots: [fill(firstHourSteps, HoursSteps, { permission: 'definition.read', order: 40 })],
  commands: [{ key: 'policy.case', label: 'policy.of-cases', icon: <FieldTimeOutlined aria-hidden />, permission: 'definition.read', to: '/deadlines/case' }],
}
