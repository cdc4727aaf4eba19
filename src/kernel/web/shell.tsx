import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Session } from '../shell.ts'
import { NotAllowed } from './not-allowed.ts'
import { shellNotice } from './places.ts'
import { sessionQuery } from './session.tsx'
import { fetched } from './slot.tsx'
import type { WebModule } from './web-module.ts'
import { preferredLanguage, speak } from './words.ts'

/** The two parents of every page: `frame` for people signed in, `bare` for pages anyone may open. */

export interface ShellContext { cache: QueryClient; modules: readonly WebModule[] }

export const root = createRootRouteWithContext<ShellContext>()({
  component: Outlet,
  beforeLoad: async ({ context }): Promise<{ session: Session }> => {
    const session = await context.cache.ensureQueryData(sessionQuery)
    await speak(preferredLanguage(session.staff?.locale))
    return { session }
  },
})

/** Pages within the frame: side navigation, top bar. A stranger is sent to sign in and back. */
export const frame = createRoute({
  getParentRoute: () => root, id: 'frame',
  beforeLoad: ({ context, location }) => {
    if (context.session.needsSetup) throw redirect({ to: '/setup' as string })
    if (!context.session.staff) throw redirect({ to: '/sign-in' as string, search: location.href === '/' ? {} : { next: location.href } })
  },
  loader: fetched(shellNotice),
  component: lazyRouteComponent(() => import('./frame/Frame.tsx'), 'Frame'),
})

const Toaster = lazy(() => import('./Toaster.tsx').then((file) => ({ default: file.Toaster })))
/** Pages of their own, without the frame: signing in, setting up, what customers open. */
export const bare = createRoute({ getParentRoute: () => root, id: 'bare', component: () => <><Outlet /><Suspense><Toaster /></Suspense></> })

/** Where the address alone leads: the board of the reader's role, else the first page of their menu. */
export const home = createRoute({ getParentRoute: () => frame, path: '/', component: lazyRouteComponent(() => import('./frame/Home.tsx'), 'Home') })

/** Guards a page with the same permission word that guards its endpoint: `beforeLoad: need('case.read')`. */
export const need = (permission: string) => ({ context }: { context: { session: Session } }) => {
  if (!context.session.permissions.includes(permission)) throw new NotAllowed(permission)
}
