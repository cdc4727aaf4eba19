import { BankOutlined, SolutionOutlined, WalletOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { frame, need } from '../../../../kernel/web/shell.tsx'
import { fill } from '../../../../kernel/web/slot.tsx'
import { caseSide } from '../../../cases/web/places.ts'
import { customerTabs } from '../../../customers/web/places.ts'
import { notificationRow } from '../../../people/web/places.ts'

const CaseRemedies = lazy(() => import('./CaseRemedies.tsx').then((file) => ({ default: file.CaseRemedies })))
const CaseRegulator = lazy(() => import('../regulators/CaseRegulator.tsx').then((file) => ({ default: file.CaseRegulator })))
const CustomerRedress = lazy(() => import('./CustomerRedress.tsx').then((file) => ({ default: file.CustomerRedress })))
const RemedyNotice = lazy(() => import('./RemedyNotice.tsx').then((file) => ({ default: file.RemedyNotice })))

/** What redress and regulators' cases bring to the browser. */
export const redressWeb = {
  routes: [
    createRoute({ getParentRoute: () => frame, path: '/remedies', beforeLoad: need('remedy.read'), component: lazyRouteComponent(() => import('./RemedyList.tsx'), 'RemedyList') }),
    createRoute({ getParentRoute: () => frame, path: '/remedies/$id', beforeLoad: need('remedy.read'), component: lazyRouteComponent(() => import('./RemedyPage.tsx'), 'RemedyPage') }),
    createRoute({ getParentRoute: () => frame, path: '/compensation-budgets', beforeLoad: need('compensation-budget.read'), component: lazyRouteComponent(() => import('./BudgetPage.tsx'), 'BudgetPage') }),
    createRoute({ getParentRoute: () => frame, path: '/regulator-cases', beforeLoad: need('regulator-case.read'), component: lazyRouteComponent(() => import('../regulators/RegulatorList.tsx'), 'RegulatorList') }),
  ],
  menu: [
    { to: '/regulator-cases', label: 'regulator-case.plural', icon: <BankOutlined aria-hidden />, permission: 'regulator-case.read', group: 'quality' as const, order: 13 },
    { to: '/remedies', label: 'remedy.plural', icon: <SolutionOutlined aria-hidden />, permission: 'remedy.read', group: 'quality' as const, order: 14 },
    { to: '/compensation-budgets', label: 'compensation-budget.plural', icon: <WalletOutlined aria-hidden />, permission: 'compensation-budget.read', group: 'quality' as const, order: 15 },
  ],
  slots: [
    fill(caseSide, CaseRegulator, { permission: 'complaint.read', order: 4, key: 'regulator' }), fill(caseSide, CaseRemedies, { permission: 'remedy.read', order: 6, key: 'remedies' }), fill(customerTabs, CustomerRedress, { permission: 'remedy.read', order: 26, key: 'redress', label: 'redress.title' }), fill(notificationRow, RemedyNotice, { key: 'remedy' }),
  ],
}
