import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'
import { NEEDS_LIABILITY } from './rules.ts'

/** When a complaint can't be closed before somebody has said who is liable (CMP-11). */
export const needsLiability = setting('complaints.needs-liability', z.enum(NEEDS_LIABILITY), 'begun')
export const settings = [needsLiability] as const
