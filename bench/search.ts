import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { load } from './ground/load.ts'
import { SHARES, fillForSearch } from './ground/search-ground.ts'
import { openBenchServer } from './ground/server.ts'

const TEAMS = 20
/** Statements are prepared anew on each connection, and planned once and for all after some uses. */
const WARM = 10
const ORDERS = ['newest', 'best'] as const

/**
 * Search for words of two characters in ten thousand and in a million cases with five messages each, for four people: one sees
 * all, one a team of twenty, one fifty cases, one nothing; words that one case in ten, in a hundred and in five thousand says.
 * `service` is the mean at one connection, `busy` at sixteen, `cpu` what a request takes of the processor, in milliseconds; the ratios
 * compare the two sizes. Then how far the index lags while cases are opened. The grounds stay in the folder for temporary files.
 * Options: the larger number of cases, seconds a measurement.
 */
export async function run(options: readonly string[]): Promise<object> {
  const most = Number(options[0] ?? 1_000_000)
  const seconds = Number(options[1] ?? 1.5)
  const figures: Record<string, Record<string, object>> = {}
  const means: Record<string, number[]> = {}
  const cpus: Record<string, number[]> = {}
  const told: Record<string, object> = {}
  for (const size of [10_000, most]) {
    const home = join(tmpdir(), `shouwen-bench-search-${size}`)
    if (!existsSync(home)) mkdirSync(home, { mode: 0o700 })
    const server = await openBenchServer({ home, keep: true })
    try {
      const pool = server.house.directPool
      const teams = await teamsOf(pool, (name) => server.team(name))
      told[size] = { ground: await fillForSearch(pool, size, teams), ...await volume(pool) }
      const fifty = await server.hire('info_specialist')
      await giveFifty(pool, fifty.id)
      const people = { all: await server.hire('cs_manager'), team: await server.hire('agent', teams[3]), fifty, nothing: await server.hire('installer') }
      for (const [who, { token }] of Object.entries(people)) {
        for (const [word, one] of Object.entries(SHARES)) {
          for (const order of ORDERS) {
            const path = `/api/v1/search?q=${encodeURIComponent(word)}&order=${order}`
            const ask = () => fetch(`${server.address}${path}`, { headers: { authorization: `Bearer ${token}` } }).then((answer) => answer.json()) as Promise<{ items: unknown[] }>
            let { items } = await ask()
            for (let warm = 0; warm < WARM; warm++) ({ items } = await ask())
            const of = { address: server.address, token, method: 'GET' as const, paths: [path], seconds }
            const before = await cpuOf(pool)
            const service = await load({ ...of, connections: 1 })
            const after = await cpuOf(pool)
            const busy = order === 'newest' ? await load({ ...of, connections: 16 }) : undefined
            const cpu = { node: round((after.node - before.node) / service.sent), database: round((after.database - before.database) / service.sent) }
            const key = `1 in ${one}, ${order}, sees ${who}`
            ;(means[key] ??= []).push(service.mean)
            ;(cpus[key] ??= []).push(cpu.node + cpu.database)
            ;(figures[key] ??= {})[String(size)] = { hits: items.length, serviceMs: service.mean, p50: service.p50, cpuMs: cpu, ...(busy ? { busy: { p50: busy.p50, p95: busy.p95, perSecond: busy.perSecond, failed: busy.failed } } : {}), load: round(loadavg()[0] ?? 0) }
            process.stderr.write(`${size} ${key}: ${JSON.stringify(figures[key]?.[String(size)])}\n`)
          }
        }
      }
      Object.assign(told[size] as object, { lag: await lagUnderLoad(pool, server, people.team.token, seconds * 3) })
    } finally { await server.close() }
  }
  const ratioOf = (all: Record<string, number[]>) => Object.fromEntries(Object.entries(all).map(([key, [small = 0, large = 0]]) => [key, round(large / small)]))
  return { told, figures, ratio: ratioOf(means), cpuRatio: ratioOf(cpus) }
}

/** Milliseconds of the processor that this process and the database's connections have taken: what a busy machine leaves as it is. */
async function cpuOf(pool: pg.Pool): Promise<{ node: number; database: number }> {
  const { rows } = await pool.query<{ pid: number }>(`select pid from pg_stat_activity where backend_type = 'client backend'`)
  const database = rows.reduce((sum, { pid }) => {
    const fields = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ') : []
    return sum + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS
  }, 0)
  const { user, system } = process.cpuUsage()
  return { node: (user + system) / 1e3, database }
}
const TICK_MS = 10

const round = (n: number) => Math.round(n * 100) / 100

/** The teams of the ground, made with it. */
async function teamsOf(pool: pg.Pool, make: (name: string) => Promise<{ id: string }>): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(`select id from team where name like 'Team %' order by id limit ${TEAMS}`)
  return rows.length === TEAMS ? rows.map((row) => row.id) : (await Promise.all(Array.from({ length: TEAMS }, (_, n) => make(`Team ${n}`)))).map((team) => team.id)
}

/** Somebody new handles fifty cases of the whole time, and nobody else. */
async function giveFifty(pool: pg.Pool, id: string): Promise<void> {
  await pool.query('update "case" set handler_id = null where handler_id is not null')
  await pool.query(`update "case" set handler_id = $1 where number in (select '20200101-' || lpad((3 + n * (1 + (select cases - 60 from bench_ground) / 50))::text, 7, '0') from generate_series(0, 49) n)`, [id])
}

async function volume(pool: pg.Pool): Promise<object> {
  const { rows: [size] } = await pool.query(`select sum(pg_table_size(relid))::bigint / 1048576 as "heapMb", sum(pg_indexes_size(relid))::bigint / 1048576 as "indexMb", (select sum(entries)::int from search_kind) as entries from pg_partition_tree('search_entry') where isleaf`)
  return size as object
}

/** Opens cases at sixteen connections, and looks every tenth of a second how old the oldest event is that the index has not heard. */
async function lagUnderLoad(pool: pg.Pool, server: Awaited<ReturnType<typeof openBenchServer>>, token: string, seconds: number): Promise<object> {
  const ages: number[] = []
  let going = true
  const watching = (async () => {
    while (going) {
      const { rows: [row] } = await pool.query<{ age: number }>(`select coalesce(extract(epoch from clock_timestamp() - least(
        (select min(l.at) from listener_cursor c join event_log l on l.pos > c.pos and l.kind = any(c.kinds) where c.name in ('search.case', 'search.message', 'search.customer')),
        (select min(at) from event_inbox where kind in ('case.opened', 'customer.added')))), 0)::float8 as age`)
      ages.push(row?.age ?? 0)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  const wish = { kind: 'complaint', subject: '空调不制冷 #n', description: '昨天刚装的空调，今天就不制冷了，请尽快安排师傅上门检查。', channel: 'api', customer: { name: '客户 #n', phone: '138#n9' } }
  const opened = await load({ address: server.address, token, method: 'POST', paths: ['/api/v1/cases'], body: JSON.stringify(wish), connections: 16, seconds })
  going = false
  await watching
  ages.sort((a, b) => a - b)
  const at = (share: number) => round(ages[Math.min(ages.length - 1, Math.floor(ages.length * share))] ?? 0)
  return { openedPerSecond: opened.perSecond, secondsBehind: { p50: at(0.5), p95: at(0.95), most: at(1) }, load: round(loadavg()[0] ?? 0) }
}
