import type { WebSocket } from 'ws'
import type { Resource } from './access.ts'
import { seesRow } from './access.ts'
import type { Actor } from './context.ts'
import type { LogRow } from './events.ts'
import type { LiveSignal } from './shell.ts'
import type { Work } from './work.ts'
import { systemActor } from './actors.ts'

/**
 * Pushes that a record's surroundings changed, on every node; for what is nobody's history, such as who is here. It is not kept: who is not connected never hears it.
 * Called after the unit has committed, since a NOTIFY inside would hold the cluster's one lock across its flush (ADR 0006).
 */
export const whisper = async (work: Pick<Work, 'pool'>, entity: string, id: string): Promise<void> => { await work.pool.query(`select pg_notify('shouwen', $1)`, [`${entity} ${id}`]) }
/** What a notification whispers; undefined when it only rings the bell. */
export const whisperIn = (payload: string | undefined): [entity: string, id: string] | undefined => {
  const [entity, id] = payload?.split(' ') ?? []
  return entity && id ? [entity, id] : undefined
}

/** Who is connected to this node, with how many browsers. */
const connected = new Map<string, number>()
/** Members of staff whose browsers are connected to this node. */
export const connectedStaff = (): readonly string[] => [...connected.keys()]

interface Listener { actor: Actor; send: (signal: LiveSignal) => void; close: () => void }
/** More changes of one kind than this in one batch, and the reader is told to ask the list again instead. */
const MANY = 50
/** After a flood's first word its readers hear of it at most this often. */
const FLOOD_MS = 1_000
/** A page asks for what it shows before its socket is open: whoever joins is told again what was told this long before. */
const RECENT_MS = 10_000

/** The rows that somebody sees, as many as are told one by one and one more: beyond that it makes no difference. */
function firstSeen<R extends Record<string, unknown>>(actor: Actor, resource: Resource, rows: readonly R[]): R[] {
  const seen: R[] = []
  for (const row of rows) {
    if (seen.length > MANY) break
    if (seesRow(actor, resource, row)) seen.push(row)
  }
  return seen
}

type Told = Pick<LogRow, 'subject_kind' | 'subject_id' | 'data' | 'via'>
/** What a batch of the log changed, by kind of record. `altered`: kinds of which a record may have left somebody's sight. */
interface News { floods: Set<string>; changed: Map<string, Set<string>>; altered: Set<string> }
/** What one import or one bulk deed does to many records is a flood: nobody looks those up one by one, so that a word said meanwhile is told at once. */
function sorted(rows: readonly Told[]): News {
  const byDeed = new Map<string, { entity: string; ids: Set<string> }>()
  for (const { subject_kind: entity, subject_id, via } of rows) {
    const deed = `${entity} ${via}`
    const known = byDeed.get(deed) ?? { entity, ids: new Set() }
    byDeed.set(deed, known)
    known.ids.add(subject_id)
  }
  const floods = new Set<string>()
  const changed = new Map<string, Set<string>>()
  for (const { entity, ids } of byDeed.values()) {
    if (ids.size > MANY) floods.add(entity)
    else changed.set(entity, new Set([...changed.get(entity) ?? [], ...ids]))
  }
  return { floods, changed, altered: new Set(rows.filter(({ data }) => 'changed' in data).map(({ subject_kind }) => subject_kind)) }
}

/** Tells connected browsers what changed, each only what they may see. One hub a node; it is fed from the node's own place in the log. */
export function openLive(work: Work, resources: readonly Resource[], fresh: (actor: Actor) => Promise<Actor | undefined>) {
  const listeners = new Set<Listener>()
  const byName = new Map(resources.map((resource) => [resource.name, resource]))

  function sayFlood(entity: string, hearers: Iterable<Listener>): void {
    for (const { actor, send } of hearers) if (actor.can((byName.get(entity) as Resource).read)) send({ entity })
  }
  /** Kinds whose flood was told a moment ago; true when more of it came since. */
  const flooded = new Map<string, boolean>()
  function tellFlood(entity: string): void {
    if (flooded.has(entity)) { flooded.set(entity, true); return }
    sayFlood(entity, listeners)
    flooded.set(entity, false)
    setTimeout(() => {
      const more = flooded.get(entity)
      flooded.delete(entity)
      if (more) tellFlood(entity)
    }, FLOOD_MS).unref()
  }

  let recent: { at: number; news: News }[] = []
  async function tell(rows: readonly Told[]): Promise<void> {
    const news = sorted(rows.filter((row) => byName.has(row.subject_kind)))
    recent = [...recent.filter(({ at }) => performance.now() - at < RECENT_MS), { at: performance.now(), news }]
    if (!listeners.size) return
    for (const entity of news.floods) tellFlood(entity)
    await tellChanged(news, listeners)
  }
  async function tellChanged({ changed, altered }: News, hearers: Iterable<Listener>): Promise<void> {
    for (const [entity, ids] of changed) {
      const resource = byName.get(entity) as Resource
      const found = await work.read(systemActor, 'live', (ctx) => resource.load(ctx, [...ids]))
      for (const listener of hearers) {
        if (!listener.actor.can(resource.read)) continue
        const seen = firstSeen(listener.actor, resource, found)
        if (seen.length > MANY) { listener.send({ entity }); continue }
        for (const row of seen) listener.send({ entity, id: row.id, version: row.version })
        // A record that has just left somebody's sight: its id is not theirs to know any more, that a list changed is.
        if (seen.length < ids.size && altered.has(entity)) listener.send({ entity })
      }
    }
  }
  async function catchUp(listener: Listener): Promise<void> {
    const late = recent.filter(({ at }) => performance.now() - at < RECENT_MS).map(({ news }) => news)
    const floods = new Set(late.flatMap((news) => [...news.floods]))
    const changed = new Map<string, Set<string>>()
    for (const news of late) for (const [entity, ids] of news.changed) if (!floods.has(entity)) changed.set(entity, new Set([...changed.get(entity) ?? [], ...ids]))
    for (const entity of floods) sayFlood(entity, [listener])
    await tellChanged({ floods, changed, altered: new Set(late.flatMap((news) => [...news.altered])) }, [listener])
  }

  return {
    tell,
    /** Says that something about one record changed that no event tells: only to those who may see it. */
    whispered: (entity: string, id: string) => tell([{ subject_kind: entity, subject_id: id, data: {}, via: 'whisper' }]),
    /** Connects one signed-in reader. The socket only speaks; what a client sends closes it. */
    join(actor: Actor, socket: WebSocket): void {
      const listener: Listener = {
        actor,
        send: (signal) => { if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(signal)) },
        close: () => socket.close(4401, 'signed out'),
      }
      listeners.add(listener)
      const person = actor.id ?? ''
      const count = (step: 1 | -1) => {
        const before = connected.get(person) ?? 0
        if (before + step > 0) connected.set(person, before + step)
        else connected.delete(person)
        // That somebody came or went is told once, whatever number of windows they have.
        if (before === 0 || before + step === 0) for (const one of listeners) one.send({ entity: 'connected' })
      }
      let here = true
      const leave = () => {
        listeners.delete(listener)
        if (here) count(-1)
        here = false
      }
      count(1)
      // Who can't be told comes again and then asks for everything.
      catchUp(listener).catch(() => socket.close(1011))
      socket.on('message', () => socket.close(1003, 'nothing is heard here'))
      socket.on('close', leave)
      socket.on('error', leave)
    },
    /** Looks again at who everybody is: after roles, teams or accounts changed, and who left is disconnected. */
    async refresh(): Promise<void> {
      for (const listener of listeners) {
        const actor = await fresh(listener.actor)
        if (actor) listener.actor = actor
        else { listeners.delete(listener); listener.close() }
      }
    },
    get size() { return listeners.size },
  }
}
export type Live = ReturnType<typeof openLive>
