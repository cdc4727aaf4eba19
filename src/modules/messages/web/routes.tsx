import { EditOutlined, FileTextOutlined, SafetyOutlined, SendOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { call } from '../../../kernel/client.ts'
import { bare, frame, need } from '../../../kernel/web/shell.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { language } from '../../../kernel/web/words.ts'

const outbox = createRoute({ getParentRoute: () => frame, path: '/outbox', beforeLoad: need('message.read'), component: lazyRouteComponent(() => import('./Outbox.tsx'), 'Outbox') })
const message = createRoute({ getParentRoute: () => frame, path: '/outbox/$id', beforeLoad: need('message.read'), component: lazyRouteComponent(() => import('./MessagePage.tsx'), 'MessagePage') })
const list = createRoute({ getParentRoute: () => frame, path: '/templates', beforeLoad: need('template.read'), component: lazyRouteComponent(() => import('./Templates.tsx'), 'Templates') })
const editor = createRoute({ getParentRoute: () => frame, path: '/templates/$key', beforeLoad: need('definition.write'), component: lazyRouteComponent(() => import('./TemplateEditor.tsx'), 'TemplateEditor') })
const lexicons = createRoute({ getParentRoute: () => frame, path: '/lexicons', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./Lexicons.tsx'), 'Lexicons') })
const lexicon = createRoute({ getParentRoute: () => frame, path: '/lexicons/$key', beforeLoad: need('definition.write'), component: lazyRouteComponent(() => import('./LexiconEditor.tsx'), 'LexiconEditor') })
const signatures = createRoute({ getParentRoute: () => frame, path: '/signatures', beforeLoad: need('signature.read'), component: lazyRouteComponent(() => import('./Signatures.tsx'), 'Signatures') })
const unsubscribe = createRoute({ getParentRoute: () => bare, path: '/unsubscribe/$token', component: lazyRouteComponent(() => import('./Unsubscribe.tsx'), 'Unsubscribe') })

export const messagesWeb: WebModule = {
  name: 'messages',
  routes: [outbox, message, list, editor, lexicons, lexicon, signatures],
  bareRoutes: [unsubscribe],
  menu: [
    { to: '/outbox', label: 'message.plural', icon: <SendOutlined />, permission: 'message.read', group: 'daily', order: 40 },
    { to: '/templates', label: 'template.plural', icon: <FileTextOutlined />, permission: 'template.read', group: 'daily', order: 50 },
    { to: '/lexicons', label: 'lexicon.plural', icon: <SafetyOutlined />, permission: 'definition.write', group: 'quality', order: 60 },
  ],
  commands: [
    { key: 'template.new', label: 'template.new', icon: <FileTextOutlined />, permission: 'definition.write', to: '/templates/new' },
    { key: 'lexicon.plural', label: 'lexicon.plural', icon: <SafetyOutlined />, permission: 'definition.read', to: '/lexicons' },
    { key: 'signature.plural', label: 'signature.plural', icon: <EditOutlined />, permission: 'signature.read', to: '/signatures' },
  ],
  searches: [{
    key: 'template', label: 'template.plural', permission: 'template.read',
    search: async (q) => (await call((await import('../contract.ts')).templates.templates, { query: { q } })).items.slice(0, 6).map((one) => ({ key: one.key, title: language() === 'en' ? one.name.en : one.name.zh, icon: <FileTextOutlined />, to: `/templates?key=${encodeURIComponent(one.key)}` })),
  }],
}
