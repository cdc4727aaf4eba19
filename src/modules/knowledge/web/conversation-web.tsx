import { CommentOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { call } from '../../../kernel/client.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import { language } from '../../../kernel/web/words.ts'
import { caseSide, composerHints, composerTools } from '../../cases/web/places.ts'
import { scripts } from '../scripts/contract.ts'

/** What helps while one speaks with a customer, as one set of parts of the web module. */
const read = 'knowledge.read'
const library = createRoute({ getParentRoute: () => frame, path: '/scripts', beforeLoad: need(read), component: lazyRouteComponent(() => import('./scripts/ScriptPage.tsx'), 'ScriptPage') })
const usage = createRoute({ getParentRoute: () => frame, path: '/scripts/usage', beforeLoad: need(read), component: lazyRouteComponent(() => import('./scripts/ScriptUsage.tsx'), 'ScriptUsage') })
const editor = createRoute({ getParentRoute: () => frame, path: '/scripts/$key', beforeLoad: need('definition.write'), component: lazyRouteComponent(() => import('./scripts/ScriptEditor.tsx'), 'ScriptEditor') })

const ScriptTool = lazy(() => import('./scripts/ScriptTool.tsx').then((file) => ({ default: file.ScriptTool })))
const TitleHint = lazy(() => import('./scripts/TitleHint.tsx').then((file) => ({ default: file.TitleHint })))
const CallScriptBlock = lazy(() => import('./scripts/CallScriptBlock.tsx').then((file) => ({ default: file.CallScriptBlock })))
const UsedScripts = lazy(() => import('./scripts/UsedScripts.tsx').then((file) => ({ default: file.UsedScripts })))

export const conversationWeb = {
  routes: [library, usage, editor],
  menu: [{ to: '/scripts', label: 'script.plural', icon: <CommentOutlined />, permission: read, group: 'daily' as const, order: 46 }],
  slots: [
    fill(composerTools, ScriptTool, { permission: read, order: 10, key: 'scripts' }),
    fill(composerHints, TitleHint, { permission: read, order: 10, key: 'title' }),
    fill(caseSide, CallScriptBlock, { permission: read, order: 1, key: 'call-script' }),
    fill(caseSide, UsedScripts, { permission: read, order: 30, key: 'script-uses' }),
  ],
  commands: [{ key: 'script.new', label: 'script.new', icon: <CommentOutlined />, permission: 'definition.write', to: '/scripts/new' }, { key: 'script.usage', label: 'script.usage', icon: <CommentOutlined />, permission: read, to: '/scripts/usage' }],
  searches: [{
    key: 'script', label: 'script.plural', permission: read,
    search: async (q: string) => (await call(scripts.list, { query: { q } })).items.slice(0, 6).map((one) => ({ key: one.key, title: language() === 'en' ? one.name.en : one.name.zh, icon: <CommentOutlined />, to: `/scripts?key=${encodeURIComponent(one.key)}` })),
  }],
}
