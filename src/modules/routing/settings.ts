import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** So many open cases somebody may have in hand before assignment gives them no more; their own figure goes before it. */
export const capacity = setting('routing.capacity', z.int().min(0).max(500), 8, 'cases')
/** So long after their browser was last heard somebody counts as there. */
export const connectedMinutes = setting('routing.connected-minutes', z.int().min(1).max(120), 3, 'minutes')

/** Where a roster is kept, whoever is off duty by it is given nothing new. */
export const byRoster = setting('routing.by-roster', z.boolean(), true)
/** Complaints above somebody's staff grade and cases of VIPs are given to those who may have them (`people.limits`). */
export const byGrade = setting('routing.by-grade', z.boolean(), true)

export const settings = [capacity, connectedMinutes, byRoster, byGrade] as const
