import type pg from 'pg'
import type { LogRow } from './events.ts'
import { headOf, listen, readLog, seal, sealSome } from './events.ts'
import { workOff } from './jobs.ts'
import type { Beat, Job, Listener } from './module.ts'
import { strike } from './jobs.ts'
import type { Work } from './work.ts'

/** What turns by itself: the sealer, the node's own reading of the log, the listeners and the beats. */
export interface EngineParts {
  work: Work
  listeners: readonly Listener[]
  beats: readonly Beat[]
  /** Told every sealed batch once on this node: caches and pushes. */
  hear: (rows: readonly LogRow[]) => Promise<void>
  onError: (what: string, error: unknown) => void
  /** Tells the other nodes to look; coalesced here. */
  notify?: () => Promise<void>
}
const POLL_MS = 1_000
/** Events sealed, and told, at once. */
const BATCH = 1_000
const SPACING_MS = 50
const BELL_MS = 20

export function startEngine({ work, listeners, beats, hear, onError, notify }: EngineParts, roles: { seals: boolean; listens: boolean }) {
  let stopped = false
  let wake: () => void = () => {}
  let rung = true
  let place: number | undefined
  const timers: NodeJS.Timeout[] = []
  const striking = new Map<Beat, Promise<void>>()
  const ring = () => { rung = true; wake() }

  async function turn(): Promise<void> {
    place ??= await headOf(work.pool)
    for (;;) {
      const sealed = roles.seals ? await sealSome(work.pool, BATCH) : 0
      if (sealed > 0) tellOthers()
      const rows: LogRow[] = stopped ? [] : await readLog(work.pool, place, BATCH)
      if (rows.length) { place = (rows.at(-1) as LogRow).pos; await hear(rows) }
      if (roles.listens && !stopped) startListening()
      // What is sealed is told before more is sealed: an import must not keep a word of somebody's waiting until its end.
      if (stopped || (sealed < BATCH && rows.length < BATCH)) return
    }
  }

  // Apart from the sealing and the pushes, which a listener with much to catch up on must not keep waiting.
  let listening: Promise<void> | undefined
  let again = false
  function startListening(): void {
    if (listening) { again = true; return }
    again = false
    const begun = performance.now()
    listening = listen(work, listeners).then(() => {}, (error: unknown) => onError('listeners', error))
      // Requests come first: after a long turn comes a pause as long, so that listeners take half of what there is at most.
      .then(() => new Promise<void>((resolve) => { setTimeout(resolve, stopped ? 0 : Math.min(Math.max(SPACING_MS, performance.now() - begun), POLL_MS)) }))
      .finally(() => { listening = undefined; if (again && !stopped) ring() })
  }

  let bell: NodeJS.Timeout | undefined
  function tellOthers(): void {
    if (!notify || bell) return
    bell = setTimeout(() => { bell = undefined; if (!stopped) notify().catch((error: unknown) => onError('bell', error)) }, BELL_MS)
  }

  const loop = (async () => {
    while (!stopped) {
      if (!rung) await new Promise<void>((resolve) => { const poll = setTimeout(resolve, POLL_MS); wake = () => { clearTimeout(poll); resolve() } })
      rung = false
      if (stopped) break
      try { await turn() } catch (error) { onError('engine', error) }
      await new Promise((resolve) => setTimeout(resolve, SPACING_MS))
    }
  })()

  if (roles.listens) {
    for (const beat of beats) {
      const timer = setInterval(() => {
        if (!striking.has(beat)) striking.set(beat, strike(work, beat).catch((error: unknown) => onError(beat.name, error)).finally(() => striking.delete(beat)).then(() => {}))
      }, beat.everySeconds * 1_000)
      timers.push(timer)
    }
  }
  return {
    /** Something was committed here, or another node rang. */
    ring,
    async stop() {
      stopped = true
      wake()
      for (const timer of timers) clearInterval(timer)
      if (bell) clearTimeout(bell)
      await loop
      await listening
      await Promise.all(striking.values())
    },
  }
}

/** Seals, hears, listens and works until nothing is left to do: makes tests exact. */
export async function drain(parts: Pick<EngineParts, 'work' | 'listeners' | 'hear'> & { jobs: readonly Job[]; workerPool: pg.Pool }, from: { place: number }): Promise<void> {
  for (;;) {
    const sealed = await seal(parts.work.pool)
    const rows = await readLog(parts.work.pool, from.place, 100_000)
    if (rows.length) { from.place = (rows.at(-1) as LogRow).pos; await parts.hear(rows) }
    const heard = await listen(parts.work, parts.listeners)
    const { rows: [due] } = await parts.workerPool.query<{ n: number }>('select count(*)::int as n from graphile_worker.jobs where run_at <= now() and attempts < max_attempts and locked_at is null')
    if (due?.n) await workOff(parts.work, parts.workerPool, parts.jobs)
    if (!sealed && !rows.length && !heard && !due?.n) return
  }
}
