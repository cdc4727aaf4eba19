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
const SMALL = /^(definition|setting|staff|team|team_member|department|business_line|role_assignment|skill|staff_skill|staff_delegate|shift|api_token|session|listener|beat|months?|migration|brand|mail_account|ledger_account|customer_segment|saved_view|notification_held|report|dashboard|goal|metric_goal|objective|compensation_budget|sos_place|agreement|review_cadence|insight_schedule|bench_.*)/

/** From here on a statement is told: about what it costs to read a million narrow rows from end to end. */
const DEAR = 20_000
interface Dear { path: string; role: string; cost: number; whole: string[]; text: string }

interface Parameter { name: string; in: string; required?: boolean; schema?: { enum?: string[] } }
interface Api { paths: Record<string, Record<string, { parameters?: Parameter[] }>> }

/**
 * Asks every list and search of the house as several roles while PostgreSQL believes each table of records to hold a million rows, and tells which
 * statements it reckons dear, with the big tables they read from end to end. An endpoint is asked plainly and once for each word that a choice of its query knows.
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
    const asked = listenIn(house.work.pool)
    const { paths } = (await house.app.inject({ method: 'GET', url: '/api/openapi.json' })).json<Api>()
    const lists = Object.entries(paths).filter(([path, of]) => of['get'] && !path.includes('{') && path.includes(only) && !of['get'].parameters?.some((one) => one.required))
    const dear: Dear[] = []
    const failed: string[] = []
    let requests = 0
    for (const [path, of] of lists) {
      const parameters = of['get']?.parameters?.filter((one) => one.in === 'query') ?? []
      const variants = ['', ...parameters.flatMap(({ name, schema }) => schema?.enum ? schema.enum.slice(0, 6).map((value) => `?${name}=${encodeURIComponent(value)}`) : name === 'q' ? ['?q=%E6%8A%95%E8%AF%89', '?q=zzz'] : [])]
      for (const [role, token] of tokens) {
        for (const variant of variants) {
          asked.clear()
          const { statusCode } = await house.app.inject({ method: 'GET', url: `${path}${variant}`, headers: { authorization: `Bearer ${token}` } })
          if (statusCode === 403) break
          requests++
          if (statusCode >= 500) failed.push(`${path}${variant} ${role} ${statusCode}`)
          for (const [text, values] of asked) {
            const one = { path: `${path}${variant}`, role, ...await planOf(pool, text, values), text }
            const known = dear.find((other) => other.path.split('?')[0] === path && other.text === text)
            if (one.cost < DEAR || (known && known.cost >= one.cost)) continue
            if (known) Object.assign(known, one)
            else { dear.push(one); said(`${one.path} as ${role}: ${one.cost}, ${one.whole.join(', ')}\n  ${text.slice(0, 300)}`) }
          }
        }
      }
    }
    return { cases, believedRows: BELIEVED, lists: lists.length, requests, failed, dear: dear.sort((a, b) => b.cost - a.cost) }
  } finally {
    await pool.end()
    await house.close()
    await ground.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Writes down what the house asks the database: every text with the values it was last asked with. */
function listenIn(pool: pg.Pool): Map<string, unknown[]> {
  const asked = new Map<string, unknown[]>()
  const heard = new WeakSet<pg.PoolClient>()
  pool.on('acquire', (client) => {
    if (heard.has(client)) return
    heard.add(client)
    const query = client.query.bind(client) as (...words: unknown[]) => unknown
    client.query = ((...words: unknown[]) => {
      const [first, second] = words as [string | { text: string; values?: unknown[] }, unknown[]?]
      const { text, values = [] } = typeof first === 'string' ? { text: first, values: Array.isArray(second) ? second : [] } : first
      if (/^\s*(select|with)\b/i.test(text)) asked.set(text, values)
      return query(...words)
    }) as typeof client.query
  })
  return asked
}

interface Node { 'Node Type': string; 'Relation Name'?: string; 'Total Cost': number; Plans?: Node[] }
/** What the planner reckons for a statement, and the big tables it would read from end to end. */
async function planOf(pool: pg.Pool, text: string, values: readonly unknown[]): Promise<{ cost: number; whole: string[] }> {
  const { rows: [row] } = await pool.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`explain (format json) ${text}`, [...values])
  const { Plan: top } = (row as { 'QUERY PLAN': [{ Plan: Node }] })['QUERY PLAN'][0]
  const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)]
  return { cost: Math.round(top['Total Cost']), whole: [...new Set(nodes(top).filter((node) => node['Node Type'] === 'Seq Scan' && !SMALL.test(node['Relation Name'] ?? '')).map((node) => node['Relation Name'] as string))] }
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
