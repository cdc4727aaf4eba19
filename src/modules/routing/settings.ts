import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** So many open cases somebody may have in hand before assignment gives them no more; their own figure goes before it. */
export const capacity = setting('routing.capacity', z.int().min(0).max(500), 8, 'cases')
/** So long after their browser was last heard somebody counts as there. */
export const connectedMinutes = setting('routing.connected-minutes', z.int().min(1).max(120), 3, 'minutes')

export const settings = [capacity, connectedMinutes] as const
