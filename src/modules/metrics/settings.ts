import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** So many days are kept counted; older ones are counted whenever they are asked for. Two years and some, so that a year can be held against the year before. */
export const keptDays = setting('metric.kept-days', z.int().min(0).max(3_660), 760, 'days')

export const settings = [keptDays]
