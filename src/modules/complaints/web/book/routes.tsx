import { BookOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { frame, need } from '../../../../kernel/web/shell.tsx'
import { fill } from '../../../../kernel/web/slot.tsx'
import { notificationRow } from '../../../people/web/places.ts'

const board = createRoute({ getParentRoute: () => frame, path: '/complaint-board', beforeLoad: need('complaint.book'), component: lazyRouteComponent(() => import('./BoardPage.tsx'), 'BoardPage') })
const book = createRoute({ getParentRoute: () => frame, path: '/complaint-book', beforeLoad: need('complaint.book'), component: lazyRouteComponent(() => import('./BookPage.tsx'), 'BookPage') })
const digest = createRoute({ getParentRoute: () => frame, path: '/complaint-digests/$month', beforeLoad: need('complaint.book'), component: lazyRouteComponent(() => import('./DigestPage.tsx'), 'DigestPage') })
const DigestNotice = lazy(() => import('./DigestNotice.tsx').then((file) => ({ default: file.DigestNotice })))

/** The book of complaints, its board and its digests. */
export const bookRoutes = [board, book, digest]
export const bookMenu = [{ to: '/complaint-board', label: 'complaint-board.title', icon: <BookOutlined aria-hidden />, permission: 'complaint.book', group: 'quality', order: 12 } as const]
export const bookSlots = [fill(notificationRow, DigestNotice, { key: 'complaint-digest' })]
