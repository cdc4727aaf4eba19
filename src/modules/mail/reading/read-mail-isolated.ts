import { Worker } from 'node:worker_threads'
import { UnreadableMail } from './read-mail-shape.ts'
import type { ReadingLimits, ReadMail, UnreadableReason } from './read-mail-shape.ts'

/** What a mail may take besides the measures of ReadingLimits. */
export interface IsolationLimits { milliseconds: number; megabytes: number }

export const ISOLATION_LIMITS: Readonly<IsolationLimits> = { milliseconds: 10_000, megabytes: 1_024 }
/** As many readers as are of use beside the server on a small machine. */
const MOST = 2

interface Wish { raw: Uint8Array; limits: Partial<ReadingLimits & IsolationLimits>; resolve: (mail: ReadMail) => void; reject: (error: UnreadableMail) => void }
interface Reader { worker: Worker; megabytes: number; wish: Wish | null; timer: NodeJS.Timeout | null }
type Answer = { mail: ReadMail } | { reason: UnreadableReason; said: string }

const readers = new Set<Reader>()
const waiting: Wish[] = []

/**
 * Reads a mail in a worker thread that is ended when it takes too long or too much memory; the next mail gets a new one. Mails queue when all
 * readers are busy. Readers don’t keep the process alive.
 * @throws UnreadableMail for limits, time and memory; nothing else
 */
export function readMailIsolated(raw: Uint8Array, limits: Partial<ReadingLimits & IsolationLimits> = {}): Promise<ReadMail> {
  return new Promise((resolve, reject) => {
    waiting.push({ raw, limits, resolve, reject })
    next()
  })
}

/** Ends the readers, for a server that stops. Mails that were being read are refused with `failed`. */
export async function closeMailReaders(): Promise<void> {
  for (const wish of waiting.splice(0)) wish.reject(new UnreadableMail('failed', 'closing'))
  await Promise.all([...readers].map((reader) => end(reader, new UnreadableMail('failed', 'closing'))))
}

function next(): void {
  const wish = waiting[0]
  if (!wish) return
  const megabytes = wish.limits.megabytes ?? ISOLATION_LIMITS.megabytes
  const free = [...readers].find((reader) => !reader.wish)
  if (free && free.megabytes !== megabytes) { void end(free, null); next(); return }
  if (!free && readers.size >= MOST) return
  waiting.shift()
  give(free ?? start(megabytes), wish)
  next()
}

function start(megabytes: number): Reader {
  const worker = new Worker(new URL('read-mail-worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 }, stdout: true, stderr: true })
  const reader: Reader = { worker, megabytes, wish: null, timer: null }
  worker.on('message', (answer: Answer) => settle(reader, answer))
  worker.on('error', (error: NodeJS.ErrnoException) => { void end(reader, new UnreadableMail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'failed', error.message.slice(0, 200))) })
  worker.on('exit', () => { void end(reader, new UnreadableMail('failed', 'the reader ended')) })
  readers.add(reader)
  return reader
}

function give(reader: Reader, wish: Wish): void {
  reader.wish = wish
  reader.worker.ref()
  reader.timer = setTimeout(() => { void end(reader, new UnreadableMail('time')) }, wish.limits.milliseconds ?? ISOLATION_LIMITS.milliseconds)
  reader.worker.postMessage({ raw: wish.raw, limits: wish.limits })
}

function settle(reader: Reader, answer: Answer): void {
  const wish = release(reader)
  if (!wish) return
  if ('mail' in answer) wish.resolve(answer.mail)
  else wish.reject(new UnreadableMail(answer.reason, answer.said))
  reader.worker.unref()
  next()
}

function release(reader: Reader): Wish | null {
  const { wish, timer } = reader
  if (timer) clearTimeout(timer)
  reader.wish = null
  reader.timer = null
  return wish
}

async function end(reader: Reader, error: UnreadableMail | null): Promise<void> {
  if (!readers.delete(reader)) return
  const wish = release(reader)
  if (wish && error) wish.reject(error)
  await reader.worker.terminate()
  next()
}
