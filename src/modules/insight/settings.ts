import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** A case whose turn is ours counts as silent on the wall when nothing was said about it for so long. */
export const silentHours = setting('insight.silent-hours', z.int().min(1).max(720), 8, 'hours')
/** A deadline so near stands on the wall as due soon. */
export const soonMinutes = setting('insight.soon-minutes', z.int().min(5).max(1_440), 60, 'minutes')

/** So many cases, or runs, are read for a picture of a process: the newest of the window. */
export const processCases = setting('insight.process-cases', z.int().min(100).max(20_000), 5_000, 'cases')
/** What an hour of somebody's work costs, in the company's money; 0 until it was said. */
export const hourlyCost = setting('insight.hourly-cost', z.number().min(0).max(100_000), 0, 'money')

export const settings = [silentHours, soonMinutes, processCases, hourlyCost] as const
