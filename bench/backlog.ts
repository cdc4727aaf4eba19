import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { buildApp } from '../src/app.ts'
import { systemActor } from '../src/kernel/actors.ts'
import { openGround } from '../src/kernel/ground.ts'
import type { App } from '../src/kernel/house.ts'
import { newId } from '../src/kernel/id.ts'
import { seal } from '../src/kernel/events.ts'
import { cases, desk } from '../src/modules/cases/contract.ts'
import { call } from '../src/kernel/client.ts'
import { addStaff, makeToken } from '../src/modules/people/index.ts'

/**
 * Two questions about the listeners, rollup marks among them: how many sealed events a second a backlog goes through all of them, and how far they
 * stay behind 500 events a second of live work. The events are those of real courses of cases, made through HTTP and then repeated for cases of their own.
 */
export async function run(options: readonly string[]): Promise<object> {
  const most = Number(options[0] ?? 1_000_000)
  const lives = Number(options[1] ?? 1_500)
  const seconds = Number(options[2] ?? 60)
  const home = mkdtempSync(join(tmpdir(), 'shouwen-backlog-'))
  const ground = await openGround({ SHOUWEN_HOME: home }, { log: pino({ level: 'silent' }) })
  const house = await buildApp({ databaseUrl: ground.databaseUrl, directUrl: ground.directUrl, secret: ground.secret, filesFolder: ground.filesFolder, logger: pino({ level: 'error' }, pino.destination(2)), connections: 16 })
  try {
    const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
    await live(house, address, lives)
    await house.drain()
    const { pool, events, kinds } = await repeated(house, most)
    // As in a house that has stood for a while.
    await house.directPool.query('analyze')
    const sealing = performance.now()
    await seal(house.work.pool, 5_000)
    const sealed = perSecond(events, sealing)
    say(`sealed ${events} events at ${sealed}/s`)
    const slowest = timed(house)
    const begun = performance.now()
    const running = await house.start()
    for (let at = 0; ; at++) {
      await new Promise((resolve) => { setTimeout(resolve, 500) })
      const behind = await mostBehind(house)
      if (at % 20 === 0) say(`behind by ${behind}`)
      if (behind === 0) break
    }
    const backlog = { events, seconds: Math.round((performance.now() - begun) / 100) / 10, perSecond: perSecond(events, begun) }
    say(`the backlog went through at ${backlog.perSecond}/s`)
    const slow = slowest()
    say(JSON.stringify(slow))
    const flow = await stream(house, pool, seconds)
    await running.stop()
    return { sealedPerSecond: sealed, backlog, live: flow, listeners: house.house.flatMap((m) => m.listeners ?? []).length, kinds, slowestSeconds: slow, residentMb: Math.round(process.memoryUsage.rss() / 1_048_576) }
  } finally {
    await house.close()
    await ground.close()
    rmSync(home, { recursive: true, force: true })
  }
}
const say = (text: string) => void process.stderr.write(`${text}\n`)
const perSecond = (count: number, begun: number) => Math.round(count / ((performance.now() - begun) / 1_000))

/** Courses of cases as people make them: opened, claimed, answered, changed, promised, solved. */
async function live(house: App, address: string, lives: number): Promise<void> {
  const hire = (role: string, nth: number) => house.work.unit(systemActor, 'bench', async (ctx) => {
    const staff = await addStaff(ctx, { name: `bench ${nth}`, email: `bench${nth}@example.com`, password: 'Quiet-harbour-57', roles: [{ key: role }] })
    return { id: staff.id, token: (await makeToken(ctx, { staffId: staff.id, name: 'bench', scope: null })).token }
  })
  const [manager, ...agents] = [await hire('cs_manager', 0), await hire('agent', 1), await hire('agent', 2), await hire('agent', 3)]
  let next = 0
  await Promise.all(agents.map(async ({ token }, lane) => {
    const own = { send: ((path: string, init: RequestInit) => fetch(`${address}${path}`, init)) as typeof fetch, headers: () => ({ authorization: `Bearer ${lane === 0 ? manager!.token : token}` }) }
    for (let n = next++; n < lives; n = next++) {
      const made = await call(cases.open, { body: { kind: (['complaint', 'request', 'consultation'] as const)[n % 3]!, subject: `空调不制冷 ${n}`, description: '昨天刚装的空调，今天就不制冷了，请尽快安排师傅上门检查。', channel: 'phone', customer: { name: `客户 ${n}`, phone: `139${String(10_000_000 + n)}` } } }, { own })
      const at = { params: { id: made.id } }
      const claimed = await call(cases.claim, { ...at, body: {} }, { own })
      await call(cases.say, { ...at, body: { body: '您好，已为您登记，师傅明天上午与您联系。', visibility: 'public' } }, { own })
      await call(cases.change, { ...at, body: { priority: 'high', version: claimed.version + 1 } }, { own }).catch(async () => call(cases.change, { ...at, body: { priority: 'high', version: (await call(cases.get, at, { own })).version } }, { own }))
      await call(desk.promise, { ...at, body: { what: '明天上午回电', toWhom: 'customer', dueAt: new Date(Date.now() + 86_400_000).toISOString() } }, { own })
      await call(cases.say, { ...at, body: { body: '已联系客户。', visibility: 'internal' } }, { own })
      const now = await call(cases.get, at, { own })
      await call(cases.move, { ...at, body: { to: now.next.includes('solved') ? 'solved' : now.next[0]!, version: now.version, fields: { solution: '更换压缩机' } } }, { own }).catch(() => undefined)
      if (n % 500 === 0) say(`${n} courses of cases`)
    }
  }))
}

const TABLES = ['customer', 'contact_point', 'contact_token', 'customer_key', '"case"', 'message', 'case_promise', 'interaction', 'interaction_party', 'clock', 'clock_event']
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
/** Another id for the same row of another copy; SQL and code agree. */
const shifted = (id: string, copy: number): string => `${id.slice(0, 24)}${(BigInt(`0x${id.slice(24)}`) ^ BigInt(copy * 7_919)).toString(16).padStart(12, '0')}`

/** Those courses over and over, each time of cases and customers of their own: their rows are copied, and their events wait to be sealed. */
async function repeated(house: App, most: number): Promise<{ pool: readonly object[]; events: number; kinds: Record<string, number> }> {
  const pool = house.directPool
  const { rows: first } = await pool.query<Record<string, unknown> & { kind: string }>(`select actor_kind, actor_id, via, subject_kind, subject_id, kind, data from event_log
    where subject_kind in ('case', 'customer', 'contact-point', 'interaction', 'clock') order by pos`)
  await pool.query(`create function bench_shift(id uuid, copy int) returns uuid language sql immutable as $$ select (substr(id::text, 1, 24) || lpad(to_hex(('x' || substr(id::text, 25))::bit(48)::bigint # (copy::bigint * 7919)), 12, '0'))::uuid $$;
    create table bench_own (id uuid primary key)`)
  for (const table of TABLES) await pool.query(`insert into bench_own select id from (select to_jsonb(t)->>'id' as text from ${table} t) t cross join lateral (select text::uuid as id) i where text is not null on conflict do nothing`)
  await pool.query('analyze bench_own')
  const own = new Set((await pool.query<{ id: string }>('select id from bench_own')).rows.map((row) => row.id))
  const copies = Math.ceil(most / first.length)
  const columns = new Map<string, string[]>()
  for (const table of TABLES) {
    const { rows } = await pool.query<{ name: string; type: string }>(`select column_name as name, udt_name as type from information_schema.columns where table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`, [table.replaceAll('"', '')])
    columns.set(table, rows.map(({ name, type }) => type === 'uuid' ? `case when exists (select from bench_own o where o.id = t."${name}") then bench_shift(t."${name}", $1::int) else t."${name}" end as "${name}"` : table === '"case"' && name === 'number' ? `t.number || '-' || $1::int::text as number`
      // Every copy's customers are people of their own, known by numbers of their own.
      : table === 'contact_token' && name === 'token' ? `sha256(t.token || convert_to($1::int::text, 'UTF8')) as token` : `t."${name}"`))
    // What is copied is what the courses left, not what was copied before.
    await pool.query(`create table ${`bench_${table.replaceAll('"', '')}`} as select * from ${table}`)
  }
  let events = 0
  for (let copy = 1; copy <= copies; copy++) {
    for (const table of TABLES) {
      const list = columns.get(table) as string[]
      await pool.query(`insert into ${table} (${list.map((one) => one.slice(one.lastIndexOf(' as ') < 0 ? 2 : one.lastIndexOf(' as ') + 4)).join()}) select ${list.join()} from bench_${table.replaceAll('"', '')} t where $1::int > 0`, [copy])
    }
    for (let from = 0; from < first.length && events < most; from += 2_000) {
      const part = first.slice(from, Math.min(from + 2_000, from + most - events)).map((row) => JSON.stringify({ ...row, id: newId() }).replace(UUID, (id) => own.has(id) ? shifted(id, copy) : id))
      await pool.query('insert into event_inbox (id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data) select e.id, now(), actor_kind, actor_id, via, subject_kind, subject_id, kind, data from json_to_recordset($1::json) as e(id uuid, actor_kind text, actor_id uuid, via text, subject_kind text, subject_id uuid, kind text, data jsonb)', [`[${part.join()}]`])
      events += part.length
    }
    if (copy % 10 === 0) say(`${copy} of ${copies} copies`)
  }
  const kinds: Record<string, number> = {}
  for (const { kind } of first) kinds[kind] = (kinds[kind] ?? 0) + 1
  return { pool: first, events, kinds }
}

async function mostBehind(house: App): Promise<number> {
  const { rows: [row] } = await house.directPool.query<{ n: number }>('select max((select max(pos) from event_log) - pos)::int as n from listener_cursor')
  return row!.n
}

/** Five hundred events a second for a while, written as units write them; the lag is the age of the oldest event that some listener has not heard. */
async function stream(house: App, pool: readonly object[], seconds: number): Promise<object> {
  const lags: number[] = []
  let sent = 0
  const begun = performance.now()
  const looking = setInterval(() => {
    void house.directPool.query<{ lag: number | null }>(`select extract(epoch from clock_timestamp() - least((select min(at) from event_inbox), (select min(e.at) from listener_cursor c cross join lateral (
      select at from event_log where pos > c.pos and kind = any(c.kinds) order by pos limit 1) e)))::float8 as lag`).then(({ rows }) => lags.push(Math.max(0, rows[0]?.lag ?? 0)), () => {})
  }, 100)
  while (performance.now() - begun < seconds * 1_000) {
    const due = Math.floor((performance.now() - begun) / 1_000 * 500) - sent
    for (let from = sent; from < sent + due; from += 5) {
      await house.work.unit(systemActor, 'bench', async (ctx, events) => {
        for (let at = from; at < Math.min(from + 5, sent + due); at++) events.push(JSON.stringify({ ...pool[at % pool.length], id: newId(), at: ctx.now }))
      })
    }
    sent += due
    await new Promise((resolve) => { setTimeout(resolve, 20) })
  }
  clearInterval(looking)
  lags.sort((a, b) => a - b)
  const at = (share: number) => Math.round((lags[Math.min(lags.length - 1, Math.floor(lags.length * share))] ?? 0) * 1_000)
  return { perSecond: perSecond(sent, begun), seconds, lagMs: { p50: at(0.5), p95: at(0.95), max: at(1) }, looks: lags.length }
}

/** Seconds that each listener took, from now on; asked again at the end. */
function timed(house: App): () => Record<string, number> {
  const took = new Map<string, number>()
  for (const listener of house.house.flatMap((m) => m.listeners ?? [])) {
    const { run } = listener
    listener.run = async (ctx, events) => {
      const begun = performance.now()
      await run(ctx, events)
      took.set(listener.name, (took.get(listener.name) ?? 0) + performance.now() - begun)
    }
  }
  return () => Object.fromEntries([...took].sort((a, b) => b[1] - a[1]).slice(0, 12).map(([name, ms]) => [name, Math.round(ms / 100) / 10]))
}
