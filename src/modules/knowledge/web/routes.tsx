import { BookOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { call } from '../../../kernel/client.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { caseSide, composerTools } from '../../cases/web/places.ts'
import { documentSide } from '../../library/web/places.ts'
import { notificationRow } from '../../people/web/places.ts'
import { conversationWeb } from './conversation-web.tsx'
import { said } from './parts/article-words.ts'

const page = createRoute({ getParentRoute: () => frame, path: '/knowledge/{-$id}', beforeLoad: need('knowledge.read'), component: lazyRouteComponent(() => import('./KnowledgePage.tsx'), 'KnowledgePage') })
const corrections = createRoute({ getParentRoute: () => frame, path: '/knowledge/corrections', beforeLoad: need('knowledge.read'), component: lazyRouteComponent(() => import('./Corrections.tsx'), 'Corrections') })
const helpFigures = createRoute({ getParentRoute: () => frame, path: '/knowledge/help', beforeLoad: need('knowledge.curate'), component: lazyRouteComponent(() => import('./HelpFigures.tsx'), 'HelpFigures') })
const gaps = createRoute({ getParentRoute: () => frame, path: '/knowledge/gaps', beforeLoad: need('knowledge.curate'), component: lazyRouteComponent(() => import('./gaps/Gaps.tsx'), 'Gaps') })
const CaseKnowledge = lazy(() => import('./parts/CaseKnowledge.tsx').then((file) => ({ default: file.CaseKnowledge })))
const ArticleTool = lazy(() => import('./parts/ArticleTool.tsx').then((file) => ({ default: file.ArticleTool })))
const IdentityCheck = lazy(() => import('./parts/IdentityCheck.tsx').then((file) => ({ default: file.IdentityCheck })))
const ArticleNotice = lazy(() => import('./parts/ArticleNotice.tsx').then((file) => ({ default: file.ArticleNotice })))

export const knowledgeWeb: WebModule = {
  name: 'knowledge',
  routes: [page, corrections, helpFigures, gaps, ...conversationWeb.routes],
  menu: [{ to: '/knowledge', label: 'knowledge.title', icon: <BookOutlined />, permission: 'knowledge.read', group: 'daily', order: 15 }, ...conversationWeb.menu],
  slots: [
    fill(caseSide, CaseKnowledge, { permission: 'knowledge.read', order: 1, key: 'knowledge' }),
    fill(composerTools, ArticleTool, { permission: 'knowledge.read', order: 20, key: 'knowledge' }),
    fill(documentSide, IdentityCheck, { order: 10, key: 'identity' }),
    fill(notificationRow, ArticleNotice, { key: 'article' }),
    ...conversationWeb.slots,
  ],
  commands: [{ key: 'knowledge.find', label: 'knowledge.find', icon: <BookOutlined />, permission: 'knowledge.read', to: '/knowledge' }, ...conversationWeb.commands],
  searches: [{
    key: 'article', label: 'knowledge.title', permission: 'knowledge.read', order: 5,
    search: async (q) => (await call((await import('../contract.ts')).knowledge.find, { query: { q, limit: 6 } })).items.map((one) => ({ key: one.id, title: said(one.title), hint: one.product ?? '', icon: <BookOutlined />, to: `/knowledge/${one.id}` })),
  }, ...conversationWeb.searches],
}
