import { AlertOutlined, ApartmentOutlined, CalendarOutlined, CommentOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { call } from '../../../kernel/client.ts'
import { shellNotice } from '../../../kernel/web/places.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import { language } from '../../../kernel/web/words.ts'
import { caseSide, caseSideTop, composerHints, composerTools } from '../../cases/web/places.ts'

/** What helps while one speaks with a customer, as one set of parts of the web module. */
const read = 'knowledge.read'
const library = createRoute({ getParentRoute: () => frame, path: '/scripts', beforeLoad: need(read), component: lazyRouteComponent(() => import('./scripts/ScriptPage.tsx'), 'ScriptPage') })
const usage = createRoute({ getParentRoute: () => frame, path: '/scripts/usage', beforeLoad: need(read), component: lazyRouteComponent(() => import('./scripts/ScriptUsage.tsx'), 'ScriptUsage') })
const editor = createRoute({ getParentRoute: () => frame, path: '/scripts/$key', beforeLoad: need('definition.write'), component: lazyRouteComponent(() => import('./scripts/ScriptEditor.tsx'), 'ScriptEditor') })
const callList = createRoute({ getParentRoute: () => frame, path: '/scripts/calls', beforeLoad: need(read), component: lazyRouteComponent(() => import('./calls/CallScripts.tsx'), 'CallScripts') })
const callPage = createRoute({ getParentRoute: () => frame, path: '/scripts/calls/$key', beforeLoad: need('definition.read'), component: lazyRouteComponent(() => import('./calls/CallScriptPage.tsx'), 'CallScriptPage') })
const trees = createRoute({ getParentRoute: () => frame, path: '/diagnosis', beforeLoad: need(read), component: lazyRouteComponent(() => import('./diagnosis/DiagnosisPage.tsx'), 'DiagnosisPage') })
const tree = createRoute({ getParentRoute: () => frame, path: '/diagnosis/$key', beforeLoad: need('definition.write'), component: lazyRouteComponent(() => import('./diagnosis/DiagnosisEditor.tsx'), 'DiagnosisEditor') })
const emergency = createRoute({ getParentRoute: () => frame, path: '/emergencies', beforeLoad: need(read), component: lazyRouteComponent(() => import('./emergency/EmergencyPage.tsx'), 'EmergencyPage') })
const diary = createRoute({ getParentRoute: () => frame, path: '/receptions', beforeLoad: need('reception.read'), component: lazyRouteComponent(() => import('./briefs/Receptions.tsx'), 'Receptions') })
const reception = createRoute({ getParentRoute: () => frame, path: '/receptions/$id', beforeLoad: need('reception.read'), component: lazyRouteComponent(() => import('./briefs/ReceptionPage.tsx'), 'ReceptionPage') })

const ScriptTool = lazy(() => import('./scripts/ScriptTool.tsx').then((file) => ({ default: file.ScriptTool })))
const CallScriptBlock = lazyRouteComponent(() => import('./scripts/CallScriptBlock.tsx'), 'CallScriptBlock')
const TitleHint = lazy(() => import('./scripts/TitleHint.tsx').then((file) => ({ default: file.TitleHint })))
const UsedScripts = lazy(() => import('./scripts/UsedScripts.tsx').then((file) => ({ default: file.UsedScripts })))
const DiagnosisBlock = lazy(() => import('./diagnosis/DiagnosisBlock.tsx').then((file) => ({ default: file.DiagnosisBlock })))
const EmergencyBar = lazyRouteComponent(() => import('./emergency/EmergencyBar.tsx'), 'EmergencyBar')

export const conversationWeb = {
  routes: [library, usage, editor, callList, callPage, trees, tree, emergency, diary, reception],
  menu: [
    { to: '/scripts', label: 'script.plural', icon: <CommentOutlined />, permission: read, group: 'daily' as const, order: 46 },
    { to: '/receptions', label: 'reception.plural', icon: <CalendarOutlined />, permission: 'reception.read', group: 'daily' as const, order: 47 },
    { to: '/diagnosis', label: 'diagnosis.plural', icon: <ApartmentOutlined />, permission: read, group: 'quality' as const, order: 47 },
    { to: '/emergencies', label: 'emergency.plural', icon: <AlertOutlined />, permission: read, group: 'quality' as const, order: 48 },
  ],
  slots: [
    fill(composerTools, ScriptTool, { permission: read, order: 10, key: 'scripts' }),
    fill(composerHints, TitleHint, { permission: read, order: 10, key: 'title' }),
    fill(caseSideTop, CallScriptBlock, { permission: read, order: 10, key: 'call-script' }),
    fill(caseSide, DiagnosisBlock, { permission: read, order: 12, key: 'diagnosis' }),
    fill(shellNotice, EmergencyBar, { order: 5, key: 'emergency' }),
    fill(caseSide, UsedScripts, { permission: read, order: 30, key: 'script-uses' }),
  ],
  commands: [{ key: 'script.new', label: 'script.new', icon: <CommentOutlined />, permission: 'definition.write', to: '/scripts/new' }, { key: 'script.usage', label: 'script.usage', icon: <CommentOutlined />, permission: read, to: '/scripts/usage' },
    { key: 'emergency.pin-words', label: 'emergency.pin-words', icon: <AlertOutlined />, permission: 'knowledge.curate', to: '/emergencies' }, { key: 'reception.plan', label: 'reception.plan', icon: <CalendarOutlined />, permission: 'reception.write', to: '/receptions?new=1' }],
  searches: [{
    key: 'script', label: 'script.plural', permission: read,
    search: async (q: string) => (await call((await import('../scripts/contract.ts')).scripts.listScripts, { query: { q } })).items.slice(0, 6).map((one) => ({ key: one.key, title: language() === 'en' ? one.name.en : one.name.zh, icon: <CommentOutlined />, to: `/scripts?key=${encodeURIComponent(one.key)}` })),
  }],
}
