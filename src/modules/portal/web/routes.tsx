import { GlobalOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { caseSide } from '../../cases/web/places.ts'

const brands = createRoute({ getParentRoute: () => frame, path: '/portal-brands', beforeLoad: need('portal.design'), component: lazyRouteComponent(() => import('./PortalBrands.tsx'), 'PortalBrands') })
const poster = createRoute({ getParentRoute: () => frame, path: '/portal-brands/$slug/poster', beforeLoad: need('portal.design'), component: lazyRouteComponent(() => import('./Poster.tsx'), 'Poster') })
const CasePortal = lazy(() => import('./parts/CasePortal.tsx').then((file) => ({ default: file.CasePortal })))

export const portalWeb: WebModule = {
  name: 'portal',
  routes: [brands, poster],
  menu: [{ to: '/portal-brands', label: 'portal-brand.plural', icon: <GlobalOutlined aria-hidden />, permission: 'portal.design', group: 'settings', order: 30 }],
  slots: [fill(caseSide, CasePortal, { permission: 'case.read', order: 40, key: 'portal' })],
}
