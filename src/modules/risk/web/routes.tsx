import { AlertOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { notificationRow } from '../../people/web/places.ts'

const page = createRoute({ getParentRoute: () => frame, path: '/sos', beforeLoad: need('sos.read'), component: lazyRouteComponent(() => import('./SosPage.tsx'), 'SosPage') })
const SosNotice = lazy(() => import('./parts/SosNotice.tsx').then((file) => ({ default: file.SosNotice })))

export const riskWeb: WebModule = {
  name: 'risk',
  routes: [page],
  menu: [{ to: '/sos', label: 'sos.title', icon: <AlertOutlined aria-hidden />, permission: 'sos.read', group: 'quality', order: 70 }],
  slots: [fill(notificationRow, SosNotice, { key: 'sos' })],
}
