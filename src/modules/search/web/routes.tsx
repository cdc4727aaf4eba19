import { SearchOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frame } from '../../../kernel/web/shell.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { t } from '../../../kernel/web/words.ts'
import { recentOf } from './parts/recent.ts'

const page = createRoute({ getParentRoute: () => frame, path: '/search', component: lazyRouteComponent(() => import('./SearchPage.tsx'), 'SearchPage') })

const lineFor = (q: string) => ({ key: q, title: t('search.everything-for', { q }), icon: <SearchOutlined />, to: `/search?${new URLSearchParams({ q })}` })

export const searchWeb: WebModule = {
  name: 'search',
  routes: [page],
  menu: [{ to: '/search', label: 'search.title', icon: <SearchOutlined />, group: 'daily', order: 25 }],
  commands: [{ key: 'search', label: 'search.everything', icon: <SearchOutlined />, to: '/search' }],
  searches: [{
    // Below the records that are found at once.
    key: 'everything', label: 'search.title', order: 100,
    search: async (q) => [lineFor(q), ...recentOf(localStorage).filter((recent) => recent !== q && recent.includes(q)).slice(0, 3).map(lineFor)],
  }],
}
