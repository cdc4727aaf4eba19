import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

const Minutes = z.int().min(0).max(525_600)
/** So long before a task is due its owner is reminded; a moment that has passed when the task is made is left out. */
export const remindBefore = setting('tasks.remind-before', z.array(Minutes.min(1)).max(10), [1_440, 60], 'minutes')
/** When a task is told further up: working time after it was due, a number a level. The first goes to the first above its owner. */
export const escalateAfter = setting('tasks.escalate-after', z.array(Minutes).min(1).max(10), [0, 480, 1_440], 'minutes')

export const settings = [remindBefore, escalateAfter] as const
