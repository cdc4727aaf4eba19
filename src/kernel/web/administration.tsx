import { ControlOutlined, DashboardOutlined, DownloadOutlined, FormOutlined, ProfileOutlined, RocketOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { call } from '../client.ts'
import { shell } from '../shell.ts'
import { firstHourSteps } from './places.ts'
import { frame, need } from './shell.tsx'
import { fill } from './slot.tsx'
import type { WebModule } from './web-module.ts'
import { hasWord, t } from './words.ts'

/** The kernel's own screens: what a company sets for itself. */

const settings = createRoute({ getParentRoute: () => frame, path: '/settings', beforeLoad: need('setting.read'), component: lazyRouteComponent(() => import('./settings/SettingsPage.tsx'), 'SettingsPage') })
const health = createRoute({ getParentRoute: () => frame, path: '/health', beforeLoad: need('system.read'), component: lazyRouteComponent(() => import('./health/HealthPage.tsx'), 'HealthPage') })
const fields = createRoute({ getParentRoute: () => frame, path: '/custom-fields', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./custom-fields/FieldsPage.tsx'), 'FieldsPage') })
const exports = createRoute({ getParentRoute: () => frame, path: '/exports', component: lazyRouteComponent(() => import('./exports/ExportsPage.tsx'), 'ExportsPage') })
const definitions = createRoute({ getParentRoute: () => frame, path: '/definitions', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./definitions/DefinitionsPage.tsx'), 'DefinitionsPage') })
const definition = createRoute({ getParentRoute: () => frame, path: '/definitions/$kind/$key', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./definitions/DefinitionPage.tsx'), 'DefinitionPage') })

const firstHour = createRoute({ getParentRoute: () => frame, path: '/first-hour', beforeLoad: need('setting.write'), component: lazyRouteComponent(() => import('./first-hour/FirstHour.tsx'), 'FirstHour') })
const CompanyStep = lazy(() => import('./first-hour/CompanyStep.tsx').then((file) => ({ default: file.CompanyStep })))

export const administrationWeb: WebModule = {
  name: 'administration',
  routes: [firstHour, settings, fields, exports, definitions, definition, health],
  slots: [fill(firstHourSteps, CompanyStep, { permission: 'setting.write', order: 10 })],
  menu: [
    { to: '/first-hour', label: 'first-hour.title', icon: <RocketOutlined />, permission: 'setting.write', group: 'settings', order: 5 },
    { to: '/settings', label: 'setting.plural', icon: <ControlOutlined />, permission: 'setting.read', group: 'settings', order: 10 },
    { to: '/custom-fields', label: 'custom-field.plural', icon: <FormOutlined />, permission: 'definition.read', group: 'settings', order: 15 },
    { to: '/exports', label: 'export.plural', icon: <DownloadOutlined />, permission: 'export.approve', group: 'settings', order: 80 },
    { to: '/definitions', label: 'definition.plural', icon: <ProfileOutlined />, permission: 'definition.read', group: 'settings', order: 20 },
    { to: '/health', label: 'health.title', icon: <DashboardOutlined />, permission: 'system.read', group: 'settings', order: 90 },
  ],
  searches: [{
    key: 'setting', label: 'setting.plural', permission: 'setting.read',
    search: async (q) => (await call(shell.settings, {})).items.map(({ key }) => ({ key, title: hasWord(`setting.${key}`) ? t(`setting.${key}`) : key }))
      .filter(({ key, title }) => `${title} ${key}`.toLowerCase().includes(q.toLowerCase())).slice(0, 6).map((one) => ({ ...one, hint: one.key, icon: <ControlOutlined />, to: `/settings?q=${encodeURIComponent(one.key)}` })),
  }],
}
