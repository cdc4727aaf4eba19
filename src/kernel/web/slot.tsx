import { Component, Suspense, useContext, useMemo, type ComponentType, type ReactNode } from 'react'
import type { Session } from '../shell.ts'
import { useCan } from './session.tsx'
import type { Fill, FillOptions, Place, WebModule } from './web-module.ts'
import { CodeComing } from './together.tsx'
import { WebModules } from './web-modules.ts'

/** Opens a place: `export const caseSide = slot<{ caseId: string }>('case.side')`, lent by the module's `web/index.ts`. */
export const slot = <P extends object = object>(name: string): Place<P> => ({ name })
/** Puts a component into a place of a lower module; goes into the `slots` of the web module. */
export const fill = <P extends object>(place: Place<P>, component: ComponentType<P>, options: FillOptions = {}): Fill =>
  ({ place: place.name, component: component as ComponentType<never>, ...options })

const fillsOf = (modules: readonly WebModule[], place: Place<never>, can: (permission: string) => boolean): Fill[] =>
  modules.flatMap((module) => module.slots ?? []).filter((one) => one.place === place.name && (!one.permission || can(one.permission)))

/** The fills of a place that the reader may see, in order. */
export function useFills<P extends object>(place: Place<P>): readonly (FillOptions & { component: ComponentType<P> })[] {
  const modules = useContext(WebModules)
  const can = useCan()
  return useMemo(() => fillsOf(modules, place, can)
    .sort((a, b) => (a.order ?? 100) - (b.order ?? 100))
    .map((one) => ({ ...one, component: one.component as unknown as ComponentType<P> })), [modules, can, place])
}

interface Fetched { preload?: () => Promise<unknown> }
/** For a page's `loader`: fetches beside the page what fills a place at its top, so that nothing below is pushed down. Those fills are made with `lazyRouteComponent`. */
export const fetched = (place: Place<never>) => async ({ context: { modules, session } }: { context: { modules: readonly WebModule[]; session: Session } }): Promise<void> => {
  const due = fillsOf(modules, place, (permission) => session.permissions.includes(permission))
  // One that can't be fetched disappears alone, as in `Slot`.
  await Promise.all(due.map(({ component }) => (component as Fetched).preload?.().catch(() => {})))
}

/** Shows what stands in a place. One that fails disappears alone; the page stays. */
export function Slot<P extends object>({ of, props, fallback = null }: { of: Place<P>; props: P; fallback?: ReactNode }) {
  return useFills(of).map(({ component: Part, key }, index) => (
    <Alone key={key ?? index}><Suspense fallback={<CodeComing>{fallback}</CodeComing>}><Part {...props} /></Suspense></Alone>
  ))
}

class Alone extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() { return { failed: true } }
  override render() { return this.state.failed ? null : this.props.children }
}
