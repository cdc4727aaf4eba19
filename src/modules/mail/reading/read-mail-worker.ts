import { parentPort } from 'node:worker_threads'
import { readMail } from './read-mail.ts'
import { UnreadableMail } from './read-mail-shape.ts'
import type { ReadingLimits } from './read-mail-shape.ts'

/** The other end of `readMailIsolated`: reads one mail after the other and answers with what it found or why it could not. */
parentPort?.on('message', ({ raw, limits }: { raw: Uint8Array; limits: Partial<ReadingLimits> }) => {
  try {
    parentPort?.postMessage({ mail: readMail(raw, limits) })
  } catch (error) {
    parentPort?.postMessage({ reason: error instanceof UnreadableMail ? error.reason : 'failed', said: error instanceof Error ? error.message : '' })
  }
})
