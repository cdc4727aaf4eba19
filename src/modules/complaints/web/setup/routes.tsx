import { ControlOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frame, need } from '../../../../kernel/web/shell.tsx'

/** Where complaints are set up. */
export const setupRoutes = [
  createRoute({ getParentRoute: () => frame, path: '/complaint-setup', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./SetupPage.tsx'), 'SetupPage') }),
  createRoute({ getParentRoute: () => frame, path: '/complaint-setup/matrix', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./MatrixPage.tsx'), 'MatrixPage') }),
  createRoute({ getParentRoute: () => frame, path: '/complaint-setup/stages', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./StagesPage.tsx'), 'StagesPage') }),
  createRoute({ getParentRoute: () => frame, path: '/complaint-setup/causes', beforeLoad: need('setting.read'), component: lazyRouteComponent(() => import('./CausesPage.tsx'), 'CausesPage') }),
]
export const setupMenu = [{ to: '/complaint-setup', label: 'complaint-setup.title', icon: <ControlOutlined aria-hidden />, permission: 'definition.read', group: 'settings', order: 16 } as const]
