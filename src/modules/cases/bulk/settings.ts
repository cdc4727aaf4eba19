import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'

/** So many cases one bulk deed takes at most. */
export const mostInBulk = setting('cases.most-in-bulk', z.int().min(1).max(200_000), 50_000)
