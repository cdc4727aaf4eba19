import { ApartmentOutlined, CalendarOutlined, PartitionOutlined, SafetyCertificateOutlined, TeamOutlined, UserAddOutlined, UserOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { lazy } from 'react'
import { call } from '../../../kernel/client.ts'
import { firstHourSteps, homeFoot, shellHeader, shellNotice, shellUser } from '../../../kernel/web/places.ts'
import { bare, frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'

import { notificationRow } from './places.ts'

const signIn = createRoute({
  getParentRoute: () => bare, path: '/sign-in',
  beforeLoad: ({ context }) => {
    if (context.session.needsSetup) throw redirect({ to: '/setup' as string })
    if (context.session.staff) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(() => import('./SignIn.tsx'), 'SignIn'),
})
const setUp = createRoute({
  getParentRoute: () => bare, path: '/setup',
  beforeLoad: ({ context }) => { if (!context.session.needsSetup) throw redirect({ to: '/' }) },
  component: lazyRouteComponent(() => import('./SetUp.tsx'), 'SetUp'),
})
const list = createRoute({ getParentRoute: () => frame, path: '/staff', beforeLoad: need('staff.read'), component: lazyRouteComponent(() => import('./StaffList.tsx'), 'StaffList') })
const person = createRoute({ getParentRoute: () => frame, path: '/staff/$id', beforeLoad: need('staff.read'), component: lazyRouteComponent(() => import('./StaffPage.tsx'), 'StaffPage') })
const units = createRoute({ getParentRoute: () => frame, path: '/teams', beforeLoad: need('staff.read'), component: lazyRouteComponent(() => import('./Units.tsx'), 'Units') })
const chart = createRoute({ getParentRoute: () => frame, path: '/org-chart', beforeLoad: need('staff.read'), component: lazyRouteComponent(() => import('./OrgChart.tsx'), 'OrgChart') })
const roles = createRoute({ getParentRoute: () => frame, path: '/roles', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./RolesPage.tsx'), 'RolesPage') })
const role = createRoute({ getParentRoute: () => frame, path: '/roles/$key', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./RolePage.tsx'), 'RolePage') })
const rosterPage = createRoute({ getParentRoute: () => frame, path: '/roster', beforeLoad: need('staff.read'), component: lazyRouteComponent(() => import('./RosterPage.tsx'), 'RosterPage') })
const me = createRoute({ getParentRoute: () => frame, path: '/me', component: lazyRouteComponent(() => import('./Profile.tsx'), 'Profile') })

const Bell = lazy(() => import('./parts/Bell.tsx').then((file) => ({ default: file.Bell })))
const ProfileLink = lazy(() => import('./parts/ProfileLink.tsx').then((file) => ({ default: file.ProfileLink })))
const OnDutyNow = lazy(() => import('./parts/OnDutyNow.tsx').then((file) => ({ default: file.OnDutyNow })))
const Steps = lazy(() => import('./parts/FirstHourSteps.tsx').then((file) => ({ default: file.FirstHourSteps })))
const ExportNotice = lazy(() => import('./parts/ExportNotice.tsx').then((file) => ({ default: file.ExportNotice })))
const PasswordNotice = lazyRouteComponent(() => import('./parts/PasswordNotice.tsx'), 'PasswordNotice')

export const peopleWeb: WebModule = {
  name: 'people',
  routes: [list, person, units, chart, rosterPage, roles, role, me],
  bareRoutes: [signIn, setUp],
  menu: [
    { to: '/staff', label: 'staff.plural', icon: <TeamOutlined aria-hidden />, permission: 'staff.read', group: 'team', order: 10 },
    { to: '/teams', label: 'team.menu', icon: <ApartmentOutlined aria-hidden />, permission: 'staff.read', group: 'team', order: 20 },
    { to: '/org-chart', label: 'chart.menu', icon: <PartitionOutlined aria-hidden />, permission: 'staff.read', group: 'team', order: 25 },
    { to: '/roster', label: 'shift.menu', icon: <CalendarOutlined aria-hidden />, permission: 'staff.read', group: 'team', order: 22 },
    { to: '/roles', label: 'role.menu', icon: <SafetyCertificateOutlined aria-hidden />, permission: 'definition.read', group: 'settings', order: 15 },
  ],
  slots: [fill(firstHourSteps, Steps, { permission: 'staff.write', order: 20 }), fill(homeFoot, OnDutyNow, { permission: 'staff.read', order: 10 }), fill(shellHeader, Bell, { order: 50 }), fill(shellUser, ProfileLink, { order: 10 }), fill(shellNotice, PasswordNotice, { order: 10 }), fill(notificationRow, ExportNotice, { key: 'export' })],
  commands: [
    { key: 'staff.add', label: 'staff.add', icon: <UserAddOutlined aria-hidden />, permission: 'staff.write', to: '/staff?new=1' },
    { key: 'account.mine', label: 'account.mine', icon: <UserOutlined aria-hidden />, to: '/me' },
  ],
  searches: [{
    key: 'staff', label: 'staff.plural', permission: 'staff.read',
    search: async (q) => (await call((await import('../contract.ts')).staff.list, { query: { q, limit: 6 } })).items.map((one) => ({ key: one.id, title: one.name, hint: one.department?.name ?? one.email, icon: <UserOutlined aria-hidden />, to: `/staff/${one.id}` })),
  }],
  signOut: async () => { await call((await import('../contract.ts')).account.signOut, { body: {} }) },
}
