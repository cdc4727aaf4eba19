import { sql } from 'kysely'
import type pg from 'pg'
import type { Ctx } from './context.ts'
import type { Happened, Listener } from './module.ts'
import type { Work } from './work.ts'
import { systemActor } from './actors.ts'

/** The log as it lies in the database. */
export interface LogRow {
  pos: number; id: string; at: Date; actor_kind: 'staff' | 'system' | 'anonymous'; actor_id: string | null; via: string
  subject_kind: string; subject_id: string; kind: string; data: Record<string, unknown>; hash: Buffer
}
const COLUMNS = 'id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data'
const happened = (row: LogRow): Happened => ({ pos: row.pos, id: row.id, at: row.at, actor: { kind: row.actor_kind, id: row.actor_id }, via: row.via, kind: row.kind, subjectId: row.subject_id, data: row.data as never })

/** Moves the oldest of what is committed from the inbox to the log; answers how many, -1 when another node is at it. */
export const sealSome = async (pool: pg.Pool, most: number): Promise<number> => (await pool.query<{ moved: number }>('select seal_events($1) as moved', [most])).rows[0]?.moved ?? 0

/** Seals until the inbox is empty; answers how many. */
export async function seal(pool: pg.Pool, most = 2_000): Promise<number> {
  let all = 0
  for (;;) {
    const moved = await sealSome(pool, most)
    if (moved > 0) all += moved
    if (moved < most) return all
  }
}

/** Where the log ends. */
export async function headOf(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ pos: number }>('select coalesce(max(pos), 0) as pos from event_log')
  return Number(rows[0]?.pos ?? 0)
}

/** What was sealed after `pos`, oldest first. */
export async function readLog(pool: pg.Pool, pos: number, most: number): Promise<LogRow[]> {
  const { rows } = await pool.query<LogRow>(`select pos, ${COLUMNS}, hash from event_log where pos > $1 order by pos limit $2`, [pos, most])
  return rows
}

type HistoryRow = Omit<LogRow, 'pos' | 'hash'> & { pos: number | null; hash: Buffer | null }
/** Of longer histories the oldest part is left out. */
const MOST_HISTORY = 5_000
/** The history of one record, oldest first; what is not sealed yet stands at the end without a hash. */
export const historyOf = async (ctx: Ctx, subjectIds: readonly string[]): Promise<HistoryRow[]> => (await latestOf(ctx, subjectIds, MOST_HISTORY)).toReversed()

/** The latest events of records, latest first; `without` names kinds that are passed over, `x.*` all of a noun, and `but` those among them that are not. */
export async function latestOf(ctx: Ctx, subjectIds: readonly string[], most: number, { without = [], but = [] }: { without?: readonly string[]; but?: readonly string[] } = {}): Promise<HistoryRow[]> {
  const columns = sql.raw(COLUMNS)
  const passed = without.length ? sql`and (kind = any(${but}::text[]) or not kind like any(${without.map((one) => one.replaceAll('_', '\\_').replace(/\.\*$/, '.%'))}::text[]))` : sql``
  const { rows } = await sql<HistoryRow>`
    select * from (
      (select pos, null::bigint as seq, ${columns}, hash from event_log where subject_id = any(${subjectIds}::uuid[]) ${passed} order by pos desc limit ${sql.lit(most)})
      union all (select null, seq, ${columns}, null from event_inbox where subject_id = any(${subjectIds}::uuid[]) ${passed} order by seq desc limit ${sql.lit(most)})
    ) told order by pos desc nulls first, seq desc limit ${sql.lit(most)}`.execute(ctx.db)
  return rows
}

/** What the log holds of these kinds about these records, record by record in their order; what is not sealed yet is not among it. */
export async function eventsOf(ctx: Ctx, subjectIds: readonly string[], kinds: readonly string[]): Promise<Pick<LogRow, 'subject_id' | 'kind' | 'at' | 'actor_kind' | 'actor_id' | 'data'>[]> {
  const { rows } = await sql<Pick<LogRow, 'subject_id' | 'kind' | 'at' | 'actor_kind' | 'actor_id' | 'data'>>`
    select subject_id, kind, at, actor_kind, actor_id, data from event_log where subject_id = any(${subjectIds}::uuid[]) and kind = any(${kinds}::text[]) order by subject_id, pos`.execute(ctx.db)
  return rows
}

const PARKED_AFTER = 5
/** Events read at once, and heard in one unit by each listener. */
const WINDOW = 2_000
/** Listeners at work on a window at once: the database hears one while this process prepares the next. */
const LANES = 3

/** Gives every listener a cursor; a new one starts at the end of the log, for the past is not its business unless it asks. */
export async function registerListeners(pool: pg.Pool, listeners: readonly Listener[]): Promise<void> {
  for (const { name, events } of listeners) {
    await pool.query(
      'insert into listener_cursor (name, pos, kinds) values ($1, (select coalesce(max(pos), 0) from event_log), $2) on conflict (name) do update set kinds = excluded.kinds where listener_cursor.kinds is distinct from excluded.kinds',
      [name, events.map((event) => event.kind)])
  }
}

/**
 * Runs every listener up to the end of the log as it is now; answers how many events were heard. Several nodes may call it at once.
 * The log is read once for all of them, window by window: each hears its own kinds of a window in a unit of its own, a few of them side by side.
 */
export async function listen(work: Work, listeners: readonly Listener[]): Promise<number> {
  const head = await headOf(work.pool)
  const names = listeners.map((listener) => listener.name)
  // Whoever fails waits for the next turn and keeps nobody else waiting.
  const failing = new Set<string>()
  let heard = 0
  for (;;) {
    const { rows: cursors } = await work.pool.query<{ name: string; pos: number }>('select name, pos from listener_cursor where pos < $1 and name = any($2)', [head, names.filter((name) => !failing.has(name))])
    const places = new Map(cursors.map((row) => [row.name, Number(row.pos)]))
    const behind = listeners.filter((listener) => places.has(listener.name))
    if (!behind.length) return heard
    const kinds = [...new Set(behind.flatMap((listener) => listener.events.map((event) => event.kind)))]
    const { rows } = await work.pool.query<LogRow>(`select pos, ${COLUMNS} from event_log where pos > $1 and pos <= $2 and kind = any($3) order by pos limit ${WINDOW}`, [Math.min(...places.values()), head, kinds])
    const upTo = rows.length < WINDOW ? head : (rows.at(-1) as LogRow).pos
    const events = rows.map(happened)
    const idle: string[] = []
    const busy: { listener: Listener; own: Happened[] }[] = []
    for (const listener of behind) {
      const place = places.get(listener.name) as number
      if (place >= upTo) continue
      const kinds = new Set<string>(listener.events.map((event) => event.kind))
      const own = events.filter((one) => one.pos > place && kinds.has(one.kind))
      if (own.length) busy.push({ listener, own })
      else idle.push(listener.name)
    }
    // The longest first, so that no lane ends up alone with it.
    busy.sort((a, b) => a.own.length - b.own.length)
    await Promise.all(Array.from({ length: LANES }, async () => {
      for (let next = busy.pop(); next; next = busy.pop()) {
        const done = await hear(work, next.listener, next.own, upTo)
        heard += done.heard
        if (!done.whole) failing.add(next.listener.name)
      }
    }))
    if (idle.length) await work.pool.query('update listener_cursor set pos = $2 where name = any($1) and pos < $2', [idle, upTo])
  }
}

/** One listener's part of a window. When it fails it is heard event by event, so that one bad event stops nobody for long. */
async function hear(work: Work, listener: Listener, events: readonly Happened[], upTo: number): Promise<{ heard: number; whole: boolean }> {
  try {
    return await work.unit(systemActor, listener.name, async (ctx) => {
      const { rows: [cursor] } = await sql<{ pos: number }>`select pos from listener_cursor where name = ${listener.name} for update skip locked`.execute(ctx.db)
      // Another node is at it.
      if (!cursor) return { heard: 0, whole: false }
      const own = events.filter((one) => one.pos > cursor.pos)
      if (own.length) await listener.run(ctx, own)
      if (cursor.pos < upTo) ctx.send({ text: 'update listener_cursor set pos = $2, attempts = 0, error = null, changed_at = $3 where name = $1', values: [listener.name, upTo, ctx.now] })
      return { heard: own.length, whole: true }
    })
  } catch { return hearSingly(work, listener, upTo) }
}

async function hearSingly(work: Work, listener: Listener, upTo: number): Promise<{ heard: number; whole: boolean }> {
  let heard = 0
  for (;;) {
    try {
      const { taken, done } = await work.unit(systemActor, listener.name, (ctx) => hearBatch(ctx, listener, upTo, 1))
      heard += taken
      if (done) return { heard, whole: true }
    } catch (error) {
      if (!await park(work, listener, upTo, error as Error)) return { heard, whole: false }
    }
  }
}

async function hearBatch(ctx: Ctx, listener: Listener, head: number, most: number): Promise<{ taken: number; done: boolean }> {
  const kinds = listener.events.map((event) => event.kind)
  const { rows: [cursor] } = await sql<{ pos: number }>`select pos from listener_cursor where name = ${listener.name} for update skip locked`.execute(ctx.db)
  if (!cursor || cursor.pos >= head) return { taken: 0, done: true }
  const { rows } = await sql<LogRow>`select pos, ${sql.raw(COLUMNS)}, hash from event_log where pos > ${cursor.pos} and pos <= ${head} and kind = any(${kinds}::text[]) order by pos limit ${sql.lit(most)}`.execute(ctx.db)
  const upTo = rows.length < most ? head : (rows.at(-1) as LogRow).pos
  if (rows.length) await listener.run(ctx, rows.map(happened))
  await sql`update listener_cursor set pos = ${upTo}, attempts = 0, error = null, changed_at = ${ctx.now} where name = ${listener.name}`.execute(ctx.db)
  return { taken: rows.length, done: upTo >= head }
}

/** Counts a failure of the event the cursor stands before; the fifth parks it and the cursor goes on. Answers whether to go on at once. */
async function park(work: Work, listener: Listener, head: number, error: Error): Promise<boolean> {
  const reason = error.message.slice(0, 2_000)
  return work.unit(systemActor, listener.name, async (ctx) => {
    const { rows: [cursor] } = await sql<{ pos: number; attempts: number }>`update listener_cursor set attempts = attempts + 1, error = ${reason} where name = ${listener.name} returning pos, attempts`.execute(ctx.db)
    if (!cursor || cursor.attempts < PARKED_AFTER) return false
    const { rows: [bad] } = await sql<{ pos: number }>`select pos from event_log where pos > ${cursor.pos} and pos <= ${head} and kind = any(${listener.events.map((e) => e.kind)}::text[]) order by pos limit 1`.execute(ctx.db)
    if (!bad) return false
    await sql`insert into parked_event (listener, pos, error, at) values (${listener.name}, ${bad.pos}, ${reason}, ${ctx.now}) on conflict do nothing`.execute(ctx.db)
    await sql`update listener_cursor set pos = ${bad.pos}, attempts = 0 where name = ${listener.name}`.execute(ctx.db)
    return true
  })
}

/** Lets its listener hear a parked event again, and takes it from the list; undefined when there is none such. Throws what the listener throws. */
export async function replayParked(ctx: Ctx, listeners: readonly Listener[], id: string): Promise<{ listener: string; pos: number } | undefined> {
  const { rows: [parked] } = await sql<{ listener: string; pos: number }>`delete from parked_event where id = ${id} returning listener, pos`.execute(ctx.db)
  const listener = listeners.find((one) => one.name === parked?.listener)
  if (!parked || !listener) return undefined
  const { rows } = await sql<LogRow>`select pos, ${sql.raw(COLUMNS)}, hash from event_log where pos = ${parked.pos}`.execute(ctx.db)
  await listener.run(ctx, rows.map(happened))
  return parked
}

interface Stretch { n: number; last: Buffer | null; last_pos: number | null; bad: number | null; gap: number | null }
export interface ChainReport { events: number; head: string | null; badAt: number | null; reason: 'altered' | 'missing' | null }
/** Walks the chain from the first event and recomputes every hash; stops at the first that does not follow from the one before. */
export async function verifyChain(pool: pg.Pool, step = 100_000): Promise<ChainReport> {
  let from = 0
  let before: Buffer | null = null
  for (;;) {
    const result: { rows: Stretch[] } = await pool.query<Stretch>(`
      with part as (select * from event_log where pos > $1 order by pos limit $3),
      linked as (
        select pos, hash, row_number() over w as nth,
          sha256(coalesce(lag(hash) over w, $2::bytea, sha256('首问'::text::bytea)) || convert_to(event_text(pos, id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data), 'UTF8')) as expected
        from part window w as (order by pos))
      select count(*)::int as n, (array_agg(hash order by pos desc))[1] as last, max(pos) as last_pos,
        min(pos) filter (where hash is distinct from expected) as bad, min($1 + nth) filter (where pos <> $1 + nth) as gap
      from linked`, [from, before, step])
    const part: Stretch | undefined = result.rows[0]
    if (!part || part.n === 0) return { events: from, head: before ? before.toString('hex') : null, badAt: null, reason: null }
    if (part.gap !== null && (part.bad === null || part.gap <= part.bad)) return { events: from, head: null, badAt: Number(part.gap), reason: 'missing' }
    if (part.bad !== null) return { events: from, head: null, badAt: Number(part.bad), reason: 'altered' }
    from = Number(part.last_pos)
    before = part.last
  }
}
