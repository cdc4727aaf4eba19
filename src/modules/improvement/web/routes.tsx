import { NodeIndexOutlined, PlusOutlined, RiseOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { caseSide } from '../../cases/web/places.ts'
import { flowHistory } from '../../flows/web/places.ts'
import { documentSide } from '../../library/web/places.ts'
import { metricRecord } from '../../metrics/web/places.ts'
import { notificationRow } from '../../people/web/places.ts'
import { taskAbout } from '../../tasks/web/places.ts'

const list = createRoute({ getParentRoute: () => frame, path: '/changes', beforeLoad: need('process-change.read'), component: lazyRouteComponent(() => import('./ChangeList.tsx'), 'ChangeList') })
const page = createRoute({ getParentRoute: () => frame, path: '/changes/$id', beforeLoad: need('process-change.read'), component: lazyRouteComponent(() => import('./ChangePage.tsx'), 'ChangePage') })
const CaseChanges = lazy(() => import('./parts/CaseChanges.tsx').then((file) => ({ default: file.CaseChanges })))
const FlowWhy = lazy(() => import('./parts/FlowWhy.tsx').then((file) => ({ default: file.FlowWhy })))
const DocumentWhy = lazy(() => import('./parts/DocumentWhy.tsx').then((file) => ({ default: file.DocumentWhy })))
const proposalList = createRoute({ getParentRoute: () => frame, path: '/improvements', beforeLoad: need('improvement.read'), component: lazyRouteComponent(() => import('./proposals/ProposalList.tsx'), 'ProposalList') })
const proposalPage = createRoute({ getParentRoute: () => frame, path: '/improvements/$id', beforeLoad: need('improvement.read'), component: lazyRouteComponent(() => import('./proposals/ProposalPage.tsx'), 'ProposalPage') })
const AboutImprovement = lazy(() => import('./parts/AboutImprovement.tsx').then((file) => ({ default: file.AboutImprovement })))
const ImprovementNotice = lazy(() => import('./parts/AboutImprovement.tsx').then((file) => ({ default: file.ImprovementNotice })))
const FigureImprovement = lazy(() => import('./parts/FigureImprovement.tsx').then((file) => ({ default: file.FigureImprovement })))
const FigureChange = lazy(() => import('./parts/FigureChange.tsx').then((file) => ({ default: file.FigureChange })))
const ChangeNotice = lazy(() => import('./parts/ChangeNotice.tsx').then((file) => ({ default: file.ChangeNotice })))

export const improvementWeb: WebModule = {
  name: 'improvement',
  routes: [list, page, proposalList, proposalPage],
  menu: [{ to: '/improvements', label: 'improvement.plural', icon: <RiseOutlined aria-hidden />, permission: 'improvement.read', group: 'quality', order: 39 }, { to: '/changes', label: 'process-change.plural', icon: <NodeIndexOutlined aria-hidden />, permission: 'process-change.read', group: 'quality', order: 40 }],
  slots: [fill(caseSide, CaseChanges, { permission: 'process-change.read', order: 70, key: 'process-change' }), fill(documentSide, DocumentWhy, { permission: 'process-change.read', order: 20, key: 'document-cause' }), fill(flowHistory, FlowWhy, { permission: 'process-change.read', key: 'process-change' }), fill(notificationRow, ChangeNotice, { key: 'process-change' }), fill(notificationRow, ImprovementNotice, { key: 'improvement' }), fill(taskAbout, AboutImprovement, { key: 'improvement' }),
    fill(metricRecord, FigureImprovement, { permission: 'improvement.read', key: 'improvement' }), fill(metricRecord, FigureChange, { permission: 'process-change.read', key: 'process-change' })],
  commands: [{ key: 'process-change.add', label: 'process-change.add', icon: <PlusOutlined />, permission: 'process-change.write', to: '/changes?new=1' }, { key: 'improvement.add', label: 'improvement.add', icon: <PlusOutlined />, permission: 'improvement.propose', to: '/improvements?new=1' }],
}
