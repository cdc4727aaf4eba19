import { z } from 'zod'
import { setting } from '../settings.ts'

/** More rows than this are exported only when somebody else has approved it. */
export const mostWithoutApproval = setting('exports.most-without-approval', z.int().min(0).max(1_000_000), 100, 'items')
/** So long a file stays to be downloaded. */
export const keptDays = setting('exports.kept-days', z.int().min(1).max(90), 7, 'days')
