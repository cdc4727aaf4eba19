import { readMail } from './read-mail.ts'
import { UnreadableMail } from './read-mail-shape.ts'
import type { ReadingLimits } from './read-mail-shape.ts'

/** The other end of `readMailIsolated`: reads one mail after the other and answers with what it found or why it could not. Ends with its parent. */
process.on('message', ({ raw, limits }: { raw: Uint8Array; limits: Partial<ReadingLimits> }) => {
  try {
    process.send?.({ mail: readMail(raw, limits) })
  } catch (error) {
    process.send?.({ reason: error instanceof UnreadableMail ? error.reason : 'failed', said: error instanceof Error ? error.message : '' })
  }
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true })
