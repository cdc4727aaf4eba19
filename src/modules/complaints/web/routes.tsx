import { lazy } from 'react'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { agentLists, caseSide } from '../../cases/web/places.ts'
import { bookMenu, bookRoutes, bookSlots } from './book/routes.tsx'
import { courseSlots } from './course/slots.tsx'
import { redressWeb } from './redress/places.tsx'
import { setupMenu, setupRoutes } from './setup/routes.tsx'

const MyComplaints = lazy(() => import('./parts/MyComplaints.tsx').then((file) => ({ default: file.MyComplaints })))
const CaseLiability = lazy(() => import('./parts/CaseLiability.tsx').then((file) => ({ default: file.CaseLiability })))

export const complaintsWeb: WebModule = { name: 'complaints', routes: [...bookRoutes, ...redressWeb.routes, ...setupRoutes], menu: [...bookMenu, ...redressWeb.menu, ...setupMenu], slots: [...courseSlots, ...bookSlots, ...redressWeb.slots, fill(caseSide, CaseLiability, { permission: 'complaint.read', order: 5, key: 'complaint' }), fill(agentLists, MyComplaints, { permission: 'complaint.read', order: 10 })] }
