import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import WebSocket from 'ws'
import { openBenchServer } from './ground/server.ts'

/**
 * A bulk deed over many cases through the product's own doors, its listeners beside it: `npm run bench -- bulk [cases] [rows]`. First all open cases are solved, which stops
 * their clocks, then all are closed; closing them goes on beside an import of so many rows by the command line (100,000; 0 for none). Meanwhile two hundred agents are connected and twenty messages a second come in; `push` is how long after the answer to such a
 * request the agents of its team have heard of it, before the deed and while it runs.
 */
export async function run(options: readonly string[]): Promise<object> {
  const size = Number(options[0] ?? 20_000)
  const rows = Number(options[1] ?? 100_000)
  const home = mkdtempSync(join(tmpdir(), 'shouwen-bulk-'))
  const server = await openBenchServer({ home })
  const sockets: WebSocket[] = []
  try {
    const teams = await Promise.all(Array.from({ length: 20 }, (_, n) => server.team(`Team ${n}`)))
    const manager = await server.hire('cs_manager')
    const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
      const answer = await fetch(`${server.address}/api/v1${path}`, { method, headers: { authorization: `Bearer ${manager.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return await answer.json() as T
    }
    const pool = server.house.directPool
    const sample = await ask<{ id: string }>('POST', '/cases', { kind: 'request', subject: 'sample', description: 'sample', channel: 'api' })
    await fill(pool, size, teams.map(({ id }) => id), sample.id)
    const bare = await bareClose(pool)

    const agents = []
    for (let n = 0; n < 200; n++) agents.push(await server.hire('agent', teams[n % 20]?.id))
    const heard = new Map<string, number[]>()
    for (const { token } of agents) {
      const socket = new WebSocket(`${server.address.replace('http', 'ws')}/api/v1/live`, { headers: { authorization: `Bearer ${token}` } })
      sockets.push(socket)
      await new Promise((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject) })
      socket.on('message', (text) => {
        const { entity, id } = JSON.parse(String(text)) as { entity: string; id?: string }
        if (entity === 'case' && id) heard.get(id)?.push(performance.now())
      })
    }
    const talked = await Promise.all(Array.from({ length: 40 }, (_, n) => ask<{ id: string }>('POST', '/cases', { kind: 'consultation', subject: 'push', description: 'push', channel: 'api', teamId: teams[n % 20]?.id })))
    let talking = true
    let waits: number[] = []
    let failed = 0
    const answers: Promise<unknown>[] = []
    const talk = (async () => {
      for (let n = 0; talking; n++, await sleep(50)) {
        const { id } = talked[n % talked.length] as { id: string }
        answers.push((async () => {
          heard.set(id, [])
          const went = await ask('POST', `/cases/${id}/messages`, { body: '请问什么时候上门？', visibility: 'internal' }).then(() => true, () => false)
          if (!went) { failed++; return }
          const answered = performance.now()
          await sleep(2_000)
          waits.push(...(heard.get(id) ?? []).map((at) => Math.max(0, at - answered)))
        })())
      }
    })()
    const spell = async <T>(during: () => Promise<T>) => {
      waits = []
      const result = await during()
      const own = waits.toSorted((a, b) => a - b)
      return { result, push: { n: own.length, p50: Math.round(own[Math.floor(own.length * 0.5)] ?? NaN), p95: Math.round(own[Math.floor(own.length * 0.95)] ?? NaN) } }
    }
    await sleep(3_000)
    const before = await spell(() => sleep(8_000))
    said(`push before: ${JSON.stringify(before.push)}`)
    const deeds: Record<string, object | number> = {}
    for (const kind of ['solve', 'close'] as const) {
      const importing = kind === 'close' && rows ? importRows(home, rows) : undefined
      // The file is being read before the deed begins.
      if (importing) await sleep(4_000)
      const { result, push } = await spell(async () => {
        const began = performance.now()
        const shown = await ask<{ id: string; version: number; waiting: number }>('POST', '/case-bulks', { deed: { kind, tellCustomers: false }, choice: { view: { kind: 'request' } } })
        const previewed = performance.now()
        await ask('POST', `/case-bulks/${shown.id}/start`, { version: shown.version })
        for (;;) {
          const now = await ask<{ state: string; done: number; refused: number }>('GET', `/case-bulks/${shown.id}`)
          if (now.state !== 'running') return { cases: shown.waiting, done: now.done, refused: now.refused, previewSeconds: seconds(previewed - began), seconds: seconds(performance.now() - previewed) }
          await sleep(200)
        }
      })
      deeds[kind] = { ...result, push }
      said(`${kind}: ${JSON.stringify(deeds[kind])}`)
      if (importing) {
        const beside = await spell(() => importing)
        deeds['import'] = { rows, ...beside.result, pushBeside: beside.push }
        said(`import: ${JSON.stringify(deeds['import'])}`)
      }
      const over = performance.now()
      await caughtUp(pool)
      deeds[`${kind}HeardBySeconds`] = seconds(performance.now() - over)
    }
    talking = false
    await talk
    await Promise.all(answers)
    return { bareStatementSeconds: bare, push: before.push, ...deeds, failedMessages: failed, residentMb: Math.round(process.memoryUsage.rss() / 1_048_576) }
  } finally {
    for (const socket of sockets) socket.terminate()
    await server.close()
    rmSync(home, { recursive: true, force: true })
  }
}
const said = (text: string) => void process.stderr.write(`${text}\n`)
const seconds = (ms: number) => Math.round(ms / 10) / 100

type Pool = Awaited<ReturnType<typeof openBenchServer>>['house']['directPool']
/** Open requests of twenty teams with a customer, a first message and a running deadline each. */
async function fill(pool: Pool, size: number, teams: readonly string[], sample: string): Promise<void> {
  await pool.query(`
    with made as (
      insert into "case" (id, number, kind, subject, channel, priority, status, status_class, flow_id, team_id, created_at, changed_at, turn_at, classified, due_at)
      select uuid_v7(), '20200101-' || lpad(n::text, 7, '0'), 'request', '空调不制冷，第 ' || n || ' 次反映', 'phone', 'normal', 'open', 'open',
        (select id from definition where kind = 'flow' and key = 'case' limit 1), ($2::uuid[])[1 + n % 20], now() - (n || ' seconds')::interval, now(), now(), true, 'infinity'
      from generate_series(1, $1::int) n returning id
    )
    insert into message (id, case_id, visibility, author_kind, body, at) select uuid_v7(), id, 'public', 'customer', '昨天刚装的空调，今天就不制冷了，请尽快安排师傅上门检查。', now() from made`, [size, teams])
  const { rows } = await pool.query<{ column_name: string }>(`select column_name from information_schema.columns where table_schema = 'public' and table_name = 'clock' and column_name not in ('id', 'subject_id')`)
  const columns = rows.map(({ column_name }) => `"${column_name}"`).join()
  await pool.query(`insert into clock (id, subject_id, ${columns}) select uuid_v7(), c.id, ${rows.map(({ column_name }) => `k."${column_name}"`).join()} from "case" c cross join clock k where k.subject_id = $1 and c.kind = 'request' and c.id <> $1`, [sample])
  await pool.query('analyze')
}

/** Rows of cases that are over, with a reply each, as a company brings them along; by the command line, beside the server. */
async function importRows(home: string, rows: number): Promise<{ seconds: number; imported: number }> {
  const file = join(home, 'past.csv')
  writeFileSync(file, `externalId,subject,description,kind,channel,status,createdAt\n${Array.from({ length: rows }, (_, n) => `past-${n},空调不制冷 ${n},去年报修的第 ${n} 件,request,phone,closed,2025-0${1 + n % 9}-1${n % 10}T08:00:00Z`).join('\n')}\n`)
  const began = performance.now()
  const child = spawn(process.execPath, [fileURLToPath(new URL('../src/cli.ts', import.meta.url)), 'import', 'cases', file], { env: { ...process.env, SHOUWEN_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (text: Buffer) => { out += text.toString() })
  const [code] = await once(child, 'close') as [number]
  if (code !== 0) throw new Error(`the import ended with ${code}: ${out}`)
  return { seconds: seconds(performance.now() - began), imported: (JSON.parse(out) as { imported: number }).imported }
}

/** Until every listener has heard what was told so far. */
async function caughtUp(pool: Pool): Promise<void> {
  const { rows: [head] } = await pool.query<{ pos: string }>('select max(pos) as pos from event_log')
  for (;;) {
    const { rows: [behind] } = await pool.query<{ n: number }>('select count(*)::int as n from listener_cursor where pos < $1', [head?.pos])
    if (!behind?.n) return
    await sleep(250)
  }
}

/** The bare statement, taken back: what closing so many rows costs PostgreSQL alone. */
async function bareClose(pool: Pool): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const began = performance.now()
    await client.query(`update "case" set status = 'closed', status_class = 'closed', closed_at = now(), changed_at = now(), version = version + 1, due_at = 'infinity' where kind = 'request'`)
    return seconds(performance.now() - began)
  } finally { await client.query('rollback'); client.release() }
}
