import type { Actor } from './context.ts'

const everything = () => true
/** The house itself: listeners, jobs and the clock act as it. */
export const systemActor: Actor = { kind: 'system', id: null, name: 'system', grants: [], vars: {}, locale: 'zh-CN', can: everything }
export const stranger = (locale: Actor['locale']): Actor => ({ kind: 'anonymous', id: null, name: 'anonymous', grants: [], vars: {}, locale, can: () => false })
