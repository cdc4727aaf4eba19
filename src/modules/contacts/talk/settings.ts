import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'

/** Both speaking for longer than this, begun by us, is an interruption. */
export const overlapSeconds = setting('contacts.overlap-seconds', z.number().min(0.1).max(10), 1, 'seconds')
/** So many interruptions in one call and quality assurance looks at it. */
export const interruptionsFlagged = setting('contacts.interruptions-flagged', z.int().min(1).max(50), 3)
export const talkSettings = [overlapSeconds, interruptionsFlagged] as const
