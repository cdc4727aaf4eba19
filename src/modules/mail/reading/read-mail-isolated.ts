import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { UnreadableMail } from './read-mail-shape.ts'
import type { ReadingLimits, ReadMail, UnreadableReason } from './read-mail-shape.ts'

/** What a mail may take besides the measures of ReadingLimits. */
export interface IsolationLimits { milliseconds: number; /** Of JavaScript heap; the bytes of the mail lie beside it. */ megabytes: number }

export const ISOLATION_LIMITS: Readonly<IsolationLimits> = { milliseconds: 10_000, megabytes: 512 }
/** As many readers as are of use beside the server on a small machine. */
const MOST = 2
/** A reader without work is ended after this long, and its memory with it. */
const IDLE_MILLISECONDS = 30_000
/** The first mail of a reader waits for it to start; on a busy machine that takes seconds and is not the mail’s fault. */
const START_MILLISECONDS = 30_000
const PROGRAM = fileURLToPath(new URL('./read-mail-process.ts', import.meta.url))

type Limits = Partial<ReadingLimits & IsolationLimits>
interface Wish { raw: Uint8Array; limits: Limits; resolve: (mail: ReadMail) => void; reject: (error: UnreadableMail) => void }
interface Reader { child: ChildProcess; megabytes: number; started: boolean; wish: Wish | null; timer: NodeJS.Timeout | null }
type Answer = { ready: true } | { mail: ReadMail } | { reason: UnreadableReason; said: string }

const readers = new Set<Reader>()
const waiting: Wish[] = []

/**
 * Reads a mail in a process of its own that is killed when it takes too long or too much memory; the next mail gets a new one. Mails queue when
 * all readers are busy. A process and not a worker thread: a thread that asks for one large piece beyond its heap takes the whole server with it.
 * Readers don’t keep the server alive.
 * @throws UnreadableMail for limits, time and memory; nothing else
 */
export function readMailIsolated(raw: Uint8Array, limits: Limits = {}): Promise<ReadMail> {
  return new Promise((resolve, reject) => {
    waiting.push({ raw, limits, resolve, reject })
    next()
  })
}

/** Ends the readers, for a server that stops. Mails that were being read or waited are refused with `failed`. */
export function closeMailReaders(): void {
  for (const wish of waiting.splice(0)) wish.reject(new UnreadableMail('failed', 'closing'))
  for (const reader of Array.from(readers)) end(reader, new UnreadableMail('failed', 'closing'))
}

function next(): void {
  for (let wish = waiting[0]; wish; wish = waiting[0]) {
    const megabytes = wish.limits.megabytes ?? ISOLATION_LIMITS.megabytes
    const idle = [...readers].filter((reader) => !reader.wish)
    const fitting = idle.find((reader) => reader.megabytes === megabytes)
    if (!fitting && readers.size >= MOST) {
      if (!idle[0]) return
      end(idle[0], null)
    }
    waiting.shift()
    give(fitting ?? start(megabytes), wish)
  }
}

function start(megabytes: number): Reader {
  const child = fork(PROGRAM, { execArgv: ['--no-maglev', `--max-old-space-size=${megabytes}`, '--max-semi-space-size=16'], env: {}, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const reader: Reader = { child, megabytes, started: false, wish: null, timer: null }
  child.on('message', (answer: Answer) => hear(reader, answer))
  child.on('error', (error) => end(reader, new UnreadableMail('failed', error.message)))
  // V8 aborts when its heap is used up; nothing else of ours does.
  child.on('exit', (code, signal) => end(reader, signal === 'SIGABRT' || signal === 'SIGTRAP' || code === 134 || code === 5 ? new UnreadableMail('memory') : new UnreadableMail('failed', `the reader ended with ${signal ?? code}`)))
  readers.add(reader)
  return reader
}

function give(reader: Reader, wish: Wish): void {
  reader.wish = wish
  keepAlive(reader, true)
  wait(reader, reader.started ? wish.limits.milliseconds ?? ISOLATION_LIMITS.milliseconds : START_MILLISECONDS, () => end(reader, new UnreadableMail('time')))
  if (reader.started) send(reader, wish)
}

function send(reader: Reader, { raw, limits }: Wish): void {
  reader.child.send({ raw, limits }, (error) => { if (error) end(reader, new UnreadableMail('failed', error.message)) })
}

function hear(reader: Reader, answer: Answer): void {
  const wish = reader.wish
  if ('ready' in answer) {
    reader.started = true
    if (!wish) return
    wait(reader, wish.limits.milliseconds ?? ISOLATION_LIMITS.milliseconds, () => end(reader, new UnreadableMail('time')))
    send(reader, wish)
    return
  }
  reader.wish = null
  keepAlive(reader, false)
  wait(reader, IDLE_MILLISECONDS, () => end(reader, null))
  reader.timer?.unref()
  if (wish && 'mail' in answer) wish.resolve(answer.mail)
  else if (wish && 'reason' in answer) wish.reject(new UnreadableMail(answer.reason, answer.said))
  next()
}

function wait(reader: Reader, milliseconds: number, act: () => void): void {
  if (reader.timer) clearTimeout(reader.timer)
  reader.timer = setTimeout(act, milliseconds)
}

function keepAlive({ child }: Reader, busy: boolean): void {
  if (busy) { child.ref(); child.channel?.ref() } else { child.unref(); child.channel?.unref() }
}

function end(reader: Reader, error: UnreadableMail | null): void {
  if (!readers.delete(reader)) return
  if (reader.timer) clearTimeout(reader.timer)
  reader.child.kill('SIGKILL')
  keepAlive(reader, false)
  const { wish } = reader
  reader.wish = null
  wish?.reject(error ?? new UnreadableMail('failed'))
  next()
}
