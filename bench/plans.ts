import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import pg from 'pg'
import { loadDemo } from '../demo/load.ts'
import { buildApp } from '../src/app.ts'
import { systemActor } from '../src/kernel/actors.ts'
import { openGround } from '../src/kernel/ground.ts'
import { addStaff, makeToken } from '../src/modules/people/index.ts'

const ROLES = ['cs_manager', 'cs_supervisor', 'agent', 'evaluator'] as const
/** What PostgreSQL is told that each table of records holds: plans are those of a house this big, on the rows of a small one. */
const BELIEVED = 1_000_000
/** Tables that stay small in any house, read whole on purpose. */
const SMALL = /^(definition|setting|staff|team|team_member|department|business_line|role_assignment|skill|staff_skill|staff_delegate|shift|api_token|session|listener|beat|months?|migration|brand|mail_account|ledger_account|customer_segment|saved_view|notification_held|report|dashboard|goal|objective|bench_.*)/

interface Parameter { name: string; in: string; required?: boolean; schema?: { enum?: string[] } }
interface Api { paths: Record<string, Record<string, { parameters?: Parameter[] }>> }

/**
 * Asks every list and search of the house as several roles while PostgreSQL believes each table of records to hold a million rows, and tells which
 * requests read a big table from end to end. An endpoint is asked plainly and once for each word that a choice of its query knows.
 * Options: cases of the demo company (3,000), a word that the paths must contain.
 */
export async function run(options: readonly string[]): Promise<object> {
  const cases = Number(options[0] ?? 3_000)
  const only = options[1] ?? ''
  const home = mkdtempSync(join(tmpdir(), 'shouwen-bench-'))
  const ground = await openGround({ SHOUWEN_HOME: home }, { log: pino({ level: 'silent' }) })
  const said = (text: string) => void process.stderr.write(`${text}\n`)
  await loadDemo(ground, { cases, say: said })
  // One connection, so that what a request read is known; nothing runs beside it.
  const house = await buildApp({ databaseUrl: ground.databaseUrl, directUrl: ground.directUrl, secret: ground.secret, filesFolder: ground.filesFolder, logger: pino({ level: 'error' }, pino.destination(2)), connections: 1 })
  const pool = new pg.Pool({ connectionString: ground.directUrl, max: 1 })
  try {
    await house.app.ready()
    await believe(pool)
    const tokens = new Map<string, string>()
    for (const role of ROLES) {
      tokens.set(role, await house.work.unit(systemActor, 'bench', async (ctx) => {
        const staff = await addStaff(ctx, { name: `bench ${role}`, email: `${role}-plans@example.com`, password: 'Quiet-harbour-57', roles: [{ key: role }] })
        return (await makeToken(ctx, { staffId: staff.id, name: 'bench', scope: null })).token
      }))
    }
    const ask = async (url: string, token: string) => {
      const begun = performance.now()
      const { statusCode } = await house.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } })
      return { statusCode, ms: Math.round(performance.now() - begun) }
    }
    // A connection tells what it read once a second; asked to, at once.
    const scans = async () => {
      await house.work.pool.query('select pg_stat_force_next_flush()')
      return new Map((await pool.query<{ name: string; n: number }>(`select relname as name, seq_scan::int as n from pg_stat_user_tables`)).rows.map(({ name, n }) => [name, n]))
    }
    const { paths } = (await house.app.inject({ method: 'GET', url: '/api/openapi.json' })).json<Api>()
    const lists = Object.entries(paths).filter(([path, of]) => of['get'] && !path.includes('{') && path.includes(only) && !of['get'].parameters?.some((one) => one.required))
    const flagged: { path: string; role: string; tables: string[] }[] = []
    const failed: string[] = []
    let asked = 0
    let slowest = { path: '', ms: 0 }
    for (const [path, of] of lists) {
      const parameters = of['get']?.parameters?.filter((one) => one.in === 'query') ?? []
      const variants = ['', ...parameters.flatMap(({ name, schema }) => schema?.enum ? schema.enum.slice(0, 6).map((value) => `?${name}=${encodeURIComponent(value)}`) : name === 'q' ? ['?q=%E6%8A%95%E8%AF%89', '?q=zzz'] : [])]
      for (const [role, token] of tokens) {
        const first = await ask(path, token)
        if (first.statusCode === 403) continue
        const before = await scans()
        for (const variant of variants) {
          const { statusCode, ms } = await ask(`${path}${variant}`, token)
          asked++
          if (statusCode >= 500) failed.push(`${path}${variant} ${role} ${statusCode}`)
          if (ms > slowest.ms) slowest = { path: `${path}${variant}`, ms }
        }
        const after = await scans()
        const tables = [...after].filter(([name, n]) => n > (before.get(name) ?? 0) && !SMALL.test(name)).map(([name]) => name)
        if (tables.length) { flagged.push({ path, role, tables }); said(`${path} as ${role}: ${tables.join(', ')}`) }
      }
    }
    return { cases, believedRows: BELIEVED, lists: lists.length, asked, slowest, failed, readWhole: flagged }
  } finally {
    await pool.end()
    await house.close()
    await ground.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Tells the planner that every table of records is big, and keeps anybody from counting again. */
async function believe(pool: pg.Pool): Promise<void> {
  await pool.query('analyze')
  const { rows } = await pool.query<{ name: string }>(`select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public'`)
  for (const { name } of rows) {
    if (SMALL.test(name)) continue
    await pool.query(`alter table "${name}" set (autovacuum_enabled = false)`)
    // What is planned is rows a page times the pages there are.
    await pool.query(`update pg_class set reltuples = ${BELIEVED}, relpages = greatest(1, pg_relation_size(oid) / 8192)::int where oid = $1::regclass`, [`"${name}"`])
  }
}
