import { AlertOutlined, CommentOutlined, CustomerServiceOutlined, FieldTimeOutlined, MessageOutlined, PlusOutlined, ProfileOutlined, StopOutlined, ThunderboltOutlined, UserSwitchOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { call } from '../../../kernel/client.ts'
import { homeParts } from '../../../kernel/web/places.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fetched, fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { interactionAbout } from '../../contacts/web/places.ts'
import { messageAbout } from '../../messages/web/places.ts'
import { metricRecord } from '../../metrics/web/places.ts'
import { taskAbout } from '../../tasks/web/places.ts'
import { customerTabs } from '../../customers/web/places.ts'
import { notificationRow } from '../../people/web/places.ts'
import { caseSideTop } from './places.ts'
import { KINDS } from '../rules.ts'

const desk = createRoute({ getParentRoute: () => frame, path: '/desk/{-$id}', beforeLoad: need('case.read'), loader: fetched(caseSideTop), component: lazyRouteComponent(() => import('./Desk.tsx'), 'Desk') })
const list = createRoute({ getParentRoute: () => frame, path: '/cases', beforeLoad: need('case.read'), component: lazyRouteComponent(() => import('./CaseList.tsx'), 'CaseList') })
const page = createRoute({ getParentRoute: () => frame, path: '/cases/$id', beforeLoad: need('case.read'), loader: fetched(caseSideTop), component: lazyRouteComponent(() => import('./CasePage.tsx'), 'CasePage') })
const supervising = createRoute({ getParentRoute: () => frame, path: '/supervision', beforeLoad: need('case.assign'), component: lazyRouteComponent(() => import('./supervision/SupervisionPage.tsx'), 'SupervisionPage') })
const myTime = createRoute({ getParentRoute: () => frame, path: '/my-time', beforeLoad: need('case.write'), component: lazyRouteComponent(() => import('./MyTime.tsx'), 'MyTime') })
const firsts = createRoute({ getParentRoute: () => frame, path: '/first-responders', beforeLoad: need('case.read'), component: lazyRouteComponent(() => import('./FirstResponders.tsx'), 'FirstResponders') })
const mentions = createRoute({ getParentRoute: () => frame, path: '/mentions', beforeLoad: need('case.read'), component: lazyRouteComponent(() => import('./Mentions.tsx'), 'Mentions') })
const blocked = createRoute({ getParentRoute: () => frame, path: '/blocked-senders', beforeLoad: need('blocked-sender.read'), component: lazyRouteComponent(() => import('./BlockedSenders.tsx'), 'BlockedSenders') })
const macros = createRoute({ getParentRoute: () => frame, path: '/macros', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./Macros.tsx'), 'Macros') })
const services = createRoute({ getParentRoute: () => frame, path: '/services', beforeLoad: need('case.open'), component: lazyRouteComponent(() => import('./services/ServicesPage.tsx'), 'ServicesPage') })
const AgentLists = lazyRouteComponent(() => import('./home/AgentLists.tsx'), 'AgentLists')
const CaseNotice = lazy(() => import('./parts/CaseNotice.tsx').then((file) => ({ default: file.CaseNotice })))
const BulkNotice = lazy(() => import('./parts/BulkNotice.tsx').then((file) => ({ default: file.BulkNotice })))
const OwnCasesNotice = lazy(() => import('./parts/BulkNotice.tsx').then((file) => ({ default: file.OwnCasesNotice })))
const FigureCase = lazy(() => import('./parts/FigureCase.tsx').then((file) => ({ default: file.FigureCase })))
const ContactCase = lazy(() => import('./parts/ContactCase.tsx').then((file) => ({ default: file.ContactCase })))
const CustomerJourney = lazy(() => import('./course/CustomerJourney.tsx').then((file) => ({ default: file.CustomerJourney })))
const CustomerCases = lazy(() => import('./parts/CustomerCases.tsx').then((file) => ({ default: file.CustomerCases })))

export const casesWeb: WebModule = {
  name: 'cases',
  fieldKinds: { of: 'case', kinds: KINDS, words: 'case.kind' },
  routes: [desk, list, page, supervising, myTime, firsts, mentions, blocked, macros, services],
  menu: [
    { to: '/supervision', label: 'supervision.title', icon: <AlertOutlined />, permission: 'case.assign', group: 'daily', order: 25 },
    { to: '/desk', label: 'case.desk', icon: <MessageOutlined />, permission: 'case.read', group: 'daily', order: 1 },
    { to: '/cases', label: 'case.plural', icon: <CustomerServiceOutlined />, permission: 'case.read', group: 'daily', order: 10 },
    { to: '/services', label: 'service.plural', icon: <ProfileOutlined />, permission: 'case.open', group: 'daily', order: 14 },
    { to: '/my-time', label: 'case.my-time', icon: <FieldTimeOutlined />, permission: 'case.write', group: 'daily', order: 32 },
    { to: '/first-responders', label: 'case.first-board', icon: <UserSwitchOutlined />, permission: 'case.read', group: 'team', order: 25 },
    { to: '/macros', label: 'macro.plural', icon: <ThunderboltOutlined />, permission: 'definition.read', group: 'settings', order: 60 },
    { to: '/blocked-senders', label: 'blocked-sender.plural', icon: <StopOutlined />, permission: 'blocked-sender.read', group: 'settings', order: 62 },
  ],
  slots: [
    fill(homeParts, AgentLists, { permission: 'case.claim', order: 5 }),
    fill(notificationRow, CaseNotice, { key: 'case' }),
    fill(notificationRow, BulkNotice, { key: 'case-bulk' }),
    fill(notificationRow, OwnCasesNotice, { key: 'cases' }),
    fill(interactionAbout, ContactCase, { permission: 'case.read', key: 'case' }),
    fill(metricRecord, FigureCase, { permission: 'case.read', key: 'case' }),
    fill(taskAbout, ContactCase, { permission: 'case.read', key: 'case' }),
    fill(messageAbout, ContactCase, { permission: 'case.read', key: 'case' }),
    fill(customerTabs, CustomerJourney, { permission: 'case.read', order: 15, key: 'journey', label: 'journey.title' }),
    fill(customerTabs, CustomerCases, { permission: 'case.read', order: 20, key: 'cases', label: 'case.plural' }),
  ],
  commands: [{ key: 'case.open', label: 'case.open', icon: <PlusOutlined />, permission: 'case.open', to: '/desk?new=1' }, { key: 'mention.plural', label: 'mention.plural', icon: <CommentOutlined />, permission: 'case.read', to: '/mentions' }],
  searches: [{
    key: 'case', label: 'case.plural', permission: 'case.read',
    search: async (q) => (await call((await import('../contract.ts')).cases.list, { query: { q, limit: 6 } })).items.map((one) => ({ key: one.id, title: one.subject, hint: [one.number, one.customer?.name].filter(Boolean).join(' · '), icon: <CustomerServiceOutlined />, to: `/desk/${one.id}` })),
  }],
}
