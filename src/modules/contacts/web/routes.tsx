import { HistoryOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { customerBlocks, customerTabs } from '../../customers/web/places.ts'
import { notificationRow } from '../../people/web/places.ts'

const list = createRoute({ getParentRoute: () => frame, path: '/interactions', beforeLoad: need('interaction.read'), component: lazyRouteComponent(() => import('./InteractionList.tsx'), 'InteractionList') })
const TalkNotice = lazy(() => import('./parts/TalkNotice.tsx').then((file) => ({ default: file.TalkNotice })))
const Purchases = lazy(() => import('./parts/Purchases.tsx').then((file) => ({ default: file.Purchases })))
const Timeline = lazy(() => import('./parts/Timeline.tsx').then((file) => ({ default: file.Timeline })))

export const contactsWeb: WebModule = {
  name: 'contacts',
  routes: [list],
  menu: [{ to: '/interactions', label: 'interaction.plural', icon: <HistoryOutlined />, permission: 'interaction.read', group: 'daily', order: 30 }],
  slots: [fill(notificationRow, TalkNotice, { key: 'interaction' }), fill(customerBlocks, Purchases, { permission: 'interaction.read', order: 10, key: 'purchases' }), fill(customerTabs, Timeline, { permission: 'interaction.read', order: 10, key: 'timeline', label: 'interaction.timeline' })],
}
