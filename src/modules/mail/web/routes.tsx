import { InboxOutlined, SafetyOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { firstHourSteps } from '../../../kernel/web/places.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { caseMessage, caseSide } from '../../cases/web/places.ts'
import { notificationRow } from '../../people/web/places.ts'

const list = createRoute({ getParentRoute: () => frame, path: '/mailboxes', beforeLoad: need('mailbox.read'), component: lazyRouteComponent(() => import('./MailboxList.tsx'), 'MailboxList') })
const page = createRoute({ getParentRoute: () => frame, path: '/mailboxes/$id', beforeLoad: need('mailbox.read'), component: lazyRouteComponent(() => import('./MailboxPage.tsx'), 'MailboxPage') })
const connected = createRoute({ getParentRoute: () => frame, path: '/mailboxes/connected', beforeLoad: need('mailbox.write'), component: lazyRouteComponent(() => import('./MailboxConnected.tsx'), 'MailboxConnected') })
const kept = createRoute({ getParentRoute: () => frame, path: '/inbound-mails', beforeLoad: need('inbound-mail.read'), component: lazyRouteComponent(() => import('./InboundList.tsx'), 'InboundList') })
const MailOfMessage = lazy(() => import('./parts/MailOfMessage.tsx').then((file) => ({ default: file.MailOfMessage })))
const ReportsOfMessage = lazy(() => import('./parts/ReportsOfMessage.tsx').then((file) => ({ default: file.ReportsOfMessage })))
const OtherReports = lazy(() => import('./parts/OtherReports.tsx').then((file) => ({ default: file.OtherReports })))
const MailboxStep = lazy(() => import('./parts/MailboxStep.tsx').then((file) => ({ default: file.MailboxStep })))
const MailboxNotice = lazy(() => import('./parts/MailboxNotice.tsx').then((file) => ({ default: file.MailboxNotice })))

export const mailWeb: WebModule = {
  name: 'mail',
  routes: [list, page, connected, kept],
  menu: [
    { to: '/mailboxes', label: 'mailbox.plural', icon: <InboxOutlined />, permission: 'mailbox.read', group: 'settings', order: 20 },
    { to: '/inbound-mails', label: 'inbound-mail.plural', icon: <SafetyOutlined />, permission: 'inbound-mail.read', group: 'settings', order: 21 },
  ],
  slots: [
    fill(firstHourSteps, MailboxStep, { permission: 'mailbox.write', order: 50 }),
    fill(caseMessage, MailOfMessage, { permission: 'case.read', order: 10, key: 'mail' }),
    fill(caseMessage, ReportsOfMessage, { permission: 'case.read', order: 20, key: 'mail-reports' }),
    fill(caseSide, OtherReports, { permission: 'case.read', order: 60, key: 'mail-reports' }),
    fill(notificationRow, MailboxNotice, { key: 'mailbox' }),
  ],
}
