import { AuditOutlined, ContactsOutlined, CrownOutlined, EyeOutlined, GroupOutlined, UserAddOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { call } from '../../../kernel/client.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { CUSTOMER_TYPES } from '../rules.ts'
import { customerPicker } from '../../forms/web/places.ts'
import { notificationRow } from '../../people/web/places.ts'
import { rulePicker } from '../../rules/web/places.ts'
import { customerTabs } from './places.ts'

const list = createRoute({ getParentRoute: () => frame, path: '/customers', beforeLoad: need('customer.read'), component: lazyRouteComponent(() => import('./CustomerList.tsx'), 'CustomerList') })
const board = createRoute({ getParentRoute: () => frame, path: '/customer-quality', beforeLoad: need('customer.tidy'), component: lazyRouteComponent(() => import('./profile/QualityBoard.tsx'), 'QualityBoard') })
const segmentPage = createRoute({ getParentRoute: () => frame, path: '/customer-segments', beforeLoad: need('customer.read'), component: lazyRouteComponent(() => import('./segments/SegmentList.tsx'), 'SegmentList') })
const grades = createRoute({ getParentRoute: () => frame, path: '/customer-grades', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./grades/GradesPage.tsx'), 'GradesPage') })
const gradePage = createRoute({ getParentRoute: () => frame, path: '/customer-grades/$key', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./grades/GradePage.tsx'), 'GradePage') })
const alerts = createRoute({ getParentRoute: () => frame, path: '/access-alerts', beforeLoad: need('access-alert.review'), component: lazyRouteComponent(() => import('./looks/AccessAlerts.tsx'), 'AccessAlerts') })
const page = createRoute({ getParentRoute: () => frame, path: '/customers/$id', beforeLoad: need('customer.read'), component: lazyRouteComponent(() => import('./CustomerPage.tsx'), 'CustomerPage') })
const CustomerWishes = lazy(() => import('../../messages/web/index.ts').then((file) => ({ default: file.CustomerWishes })))
const CustomerForms = lazy(() => import('./parts/CustomerForms.tsx').then((file) => ({ default: file.CustomerForms })))
const CustomerHistory = lazy(() => import('./parts/CustomerHistory.tsx').then((file) => ({ default: file.CustomerHistory })))

const Overview = lazy(() => import('./profile/Overview.tsx').then((file) => ({ default: file.Overview })))
const People = lazy(() => import('./organisation/People.tsx').then((file) => ({ default: file.People })))
const AccessNotice = lazy(() => import('./looks/AccessNotice.tsx').then((file) => ({ default: file.AccessNotice })))
const RuleCustomer = lazy(() => import('./parts/CustomerPicker.tsx').then((file) => ({ default: file.CustomerPicker })))

export const customersWeb: WebModule = {
  name: 'customers',
  fieldKinds: { of: 'customer', kinds: CUSTOMER_TYPES, words: 'customer.type' },
  routes: [list, page, alerts, board, segmentPage, grades, gradePage],
  menu: [{ to: '/customers', label: 'customer.plural', icon: <ContactsOutlined />, permission: 'customer.read', group: 'daily', order: 20 }, { to: '/customer-quality', label: 'customer.quality', icon: <AuditOutlined />, permission: 'customer.tidy', group: 'quality', order: 60 }, { to: '/customer-segments', label: 'customer-segment.plural', icon: <GroupOutlined />, permission: 'customer.shape', group: 'quality', order: 61 }, { to: '/customer-grades', label: 'customer-grade.plural', icon: <CrownOutlined />, permission: 'definition.read', group: 'settings', order: 16 }, { to: '/access-alerts', label: 'access-alert.plural', icon: <EyeOutlined />, permission: 'access-alert.review', group: 'settings', order: 82 }],
  // The history stands last, after what modules above put here.
  slots: [fill(notificationRow, AccessNotice, { key: 'access-alert' }), fill(customerPicker, RuleCustomer, { permission: 'customer.read' }), fill(rulePicker, RuleCustomer, { permission: 'customer.read', key: 'customer' }), fill(customerTabs, Overview, { permission: 'customer.read', order: 5, key: 'overview', label: 'customer.overview' }), fill(customerTabs, People, { permission: 'customer.read', order: 30, key: 'people', label: 'customer-affiliation.tab' }), fill(customerTabs, CustomerForms, { permission: 'submission.fill', order: 70, key: 'forms', label: 'form.plural' }), fill(customerTabs, CustomerWishes, { permission: 'consent.read', order: 80, key: 'wishes', label: 'consent.plural' }), fill(customerTabs, CustomerHistory, { permission: 'customer.read', order: 90, key: 'history', label: 'history.title' })],
  commands: [{ key: 'customer.add', label: 'customer.add', icon: <UserAddOutlined />, permission: 'customer.write', to: '/customers?new=1' }],
  searches: [{
    key: 'customer', label: 'customer.plural', permission: 'customer.read',
    search: async (q) => (await call((await import('../contract.ts')).customers.list, { query: { q, limit: 6 } })).items.map((one) => ({ key: one.id, title: one.name, hint: [one.region, one.contactPoints[0]?.value].filter(Boolean).join(' · '), icon: <ContactsOutlined />, to: `/customers/${one.id}` })),
  }],
}
