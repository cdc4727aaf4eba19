import { CheckSquareOutlined, PlusOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { call } from '../../../kernel/client.ts'
import { shellHeader } from '../../../kernel/web/places.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { language } from '../../../kernel/web/words.ts'
import { notificationRow } from '../../people/web/places.ts'
import { titleIn } from '../rules.ts'

const list = createRoute({ getParentRoute: () => frame, path: '/tasks', beforeLoad: need('task.read'), component: lazyRouteComponent(() => import('./TaskList.tsx'), 'TaskList') })
const page = createRoute({ getParentRoute: () => frame, path: '/tasks/$id', beforeLoad: need('task.read'), component: lazyRouteComponent(() => import('./TaskPage.tsx'), 'TaskPage') })
const InboxBadge = lazy(() => import('./parts/InboxBadge.tsx').then((file) => ({ default: file.InboxBadge })))
const TaskNotice = lazy(() => import('./parts/TaskNotice.tsx').then((file) => ({ default: file.TaskNotice })))

export const tasksWeb: WebModule = {
  name: 'tasks',
  routes: [list, page],
  menu: [{ to: '/tasks', label: 'task.plural', icon: <CheckSquareOutlined />, permission: 'task.read', group: 'daily', order: 5 }],
  slots: [fill(shellHeader, InboxBadge, { order: 40, permission: 'task.read' }), fill(notificationRow, TaskNotice, { key: 'task' })],
  commands: [{ key: 'task.give', label: 'task.give', icon: <PlusOutlined />, permission: 'task.add', to: '/tasks?new=1' }],
  searches: [{
    key: 'task', label: 'task.plural', permission: 'task.read', order: 30,
    search: async (q) => (await call((await import('../contract.ts')).tasks.list, { query: { q, limit: 6 } })).items.map((one) => ({ key: one.id, title: titleIn(one.title, language()), hint: one.owner?.name ?? '', icon: <CheckSquareOutlined />, to: `/tasks/${one.id}` })),
  }],
}
