import { BulbOutlined, SoundOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { call } from '../../../kernel/client.ts'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { agentLists, caseSide } from '../../cases/web/places.ts'
import { customerTabs } from '../../customers/web/places.ts'
import { messageAbout } from '../../messages/web/places.ts'
import { metricRecord } from '../../metrics/web/places.ts'
import { requestAbout } from '../../teamwork/web/places.ts'

const page = (path: string, permission: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => frame, path: path as '/', beforeLoad: need(permission), component: lazyRouteComponent(load as never, name as never) })
const CaseVoices = lazy(() => import('./parts/CaseVoices.tsx').then((file) => ({ default: file.CaseVoices })))
const OwnVoices = lazy(() => import('./parts/OwnVoices.tsx').then((file) => ({ default: file.OwnVoices })))
const CustomerVoices = lazy(() => import('./parts/CustomerVoices.tsx').then((file) => ({ default: file.CustomerVoices })))
const AboutNeed = lazy(() => import('./parts/links.tsx').then((file) => ({ default: file.AboutNeed })))
const FigureNeed = lazy(() => import('./parts/links.tsx').then((file) => ({ default: file.FigureNeed })))
const FigureVoice = lazy(() => import('./parts/links.tsx').then((file) => ({ default: file.FigureVoice })))
const capture = { key: 'voice.capture', label: 'voice.capture', icon: <SoundOutlined aria-hidden />, permission: 'voice.capture' }

export const strategyWeb: WebModule = {
  name: 'strategy',
  routes: [page('/needs', 'need.read', () => import('./NeedList.tsx'), 'NeedList'), page('/needs/$id', 'need.read', () => import('./NeedPage.tsx'), 'NeedPage'), page('/voices', 'voice.read', () => import('./VoiceList.tsx'), 'VoiceList')],
  menu: [
    { to: '/needs', label: 'need.desk', icon: <BulbOutlined aria-hidden />, permission: 'need.read', group: 'quality', order: 20 },
  ],
  slots: [
    fill(agentLists, OwnVoices, { permission: 'voice.capture', order: 20 }),
    fill(caseSide, CaseVoices, { permission: 'voice.read', order: 60, key: 'voice' }), fill(customerTabs, CustomerVoices, { permission: 'voice.read', order: 40, key: 'voices', label: 'need.desk' }),
    fill(requestAbout, AboutNeed, { key: 'need' }), fill(messageAbout, AboutNeed, { permission: 'need.read', key: 'need' }), fill(metricRecord, FigureNeed, { permission: 'need.read', key: 'need' }), fill(metricRecord, FigureVoice, { permission: 'voice.read', key: 'voice' }),
  ],
  commands: [{ ...capture, to: '/voices?new=1' }, { key: 'voice.plural', label: 'voice.plural', icon: <SoundOutlined aria-hidden />, permission: 'voice.read', to: '/voices' }],
  rowDeeds: [{ ...capture, list: 'cases', to: (ids) => `/voices?new=1&cases=${ids.slice(0, 50).join(',')}` }, { ...capture, list: 'interactions', to: (ids) => `/voices?new=1&interactions=${ids.slice(0, 50).join(',')}` }],
  searches: [{
    key: 'need', label: 'need.plural', permission: 'voice.read', order: 30,
    search: async (q) => (await call((await import('../contract.ts')).needs.candidates, { query: { text: q, limit: 4 } })).items.map((one) => ({ key: one.id, title: one.title, icon: <BulbOutlined aria-hidden />, to: `/needs/${one.id}` })),
  }],
}
