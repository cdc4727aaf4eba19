import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** A customer who writes this long after the close opens a new case; within it the old one is taken up again. */
export const reopenDays = setting('cases.reopen-days', z.int().min(0).max(3_650), 14, 'days')

export const settings = [reopenDays] as const
