import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** A case whose turn is ours counts as silent on the wall when nothing was said about it for so long. */
export const silentHours = setting('insight.silent-hours', z.int().min(1).max(720), 8, 'hours')
/** A deadline so near stands on the wall as due soon. */
export const soonMinutes = setting('insight.soon-minutes', z.int().min(5).max(1_440), 60, 'minutes')

export const settings = [silentHours, soonMinutes] as const
