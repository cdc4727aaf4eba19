import { AuditOutlined, FileProtectOutlined, PlusOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { call } from '../../../kernel/client.ts'
import { homeFoot, shellNotice } from '../../../kernel/web/places.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { notificationRow } from '../../people/web/places.ts'

const list = createRoute({ getParentRoute: () => frame, path: '/library', beforeLoad: need('document.read'), component: lazyRouteComponent(() => import('./DocumentList.tsx'), 'DocumentList') })
const page = createRoute({ getParentRoute: () => frame, path: '/library/$id', beforeLoad: need('document.read'), component: lazyRouteComponent(() => import('./DocumentPage.tsx'), 'DocumentPage') })
const editor = createRoute({ getParentRoute: () => frame, path: '/library/$id/edit', beforeLoad: need('document.write'), component: lazyRouteComponent(() => import('./DocumentEditor.tsx'), 'DocumentEditor') })
const register = createRoute({ getParentRoute: () => frame, path: '/register', beforeLoad: need('register.read'), component: lazyRouteComponent(() => import('./RegisterPage.tsx'), 'RegisterPage') })
const RegisterNotice = lazy(() => import('./parts/RegisterNotice.tsx').then((file) => ({ default: file.RegisterNotice })))
const AgreementNotice = lazyRouteComponent(() => import('./parts/AgreementNotice.tsx'), 'AgreementNotice')
const RegisterTile = lazy(() => import('./parts/RegisterTile.tsx').then((file) => ({ default: file.RegisterTile })))

export const libraryWeb: WebModule = {
  name: 'library',
  routes: [list, page, editor, register],
  menu: [
    { to: '/library', label: 'document.plural', icon: <FileProtectOutlined aria-hidden />, permission: 'document.read', group: 'quality', order: 10 },
    { to: '/register', label: 'register.title', icon: <AuditOutlined aria-hidden />, permission: 'register.read', group: 'quality', order: 20 },
  ],
  slots: [fill(shellNotice, AgreementNotice, { order: 20 }), fill(homeFoot, RegisterTile, { permission: 'register.write', order: 20 }), fill(notificationRow, RegisterNotice, { key: 'document' }), fill(notificationRow, RegisterNotice, { key: 'register' })],
  commands: [{ key: 'document.begin', label: 'document.begin', icon: <PlusOutlined />, permission: 'document.write', to: '/library?new=1' }],
  searches: [{
    key: 'document', label: 'document.plural', permission: 'document.read', order: 20,
    search: async (q) => {
      const [{ documents }, { named, titleOf }] = await Promise.all([import('../contract.ts'), import('./parts/said.ts')])
      return (await call(documents.list, { query: { q, limit: 6 } })).items.map((one) => ({ key: one.id, title: titleOf(one), hint: named(one.kindName), icon: <FileProtectOutlined />, to: `/library/${one.id}` }))
    },
  }],
}
