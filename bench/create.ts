import pg from 'pg'
import { newId } from '../src/kernel/id.ts'
import { load } from './ground/load.ts'
import { openBenchServer } from './ground/server.ts'

/**
 * Creation of cases through HTTP, beside the same rows written by the same process as one prepared statement a create
 * over sixteen connections. Durability is as shipped (fsync on); the load comes from a process beside it.
 */
export async function run(options: readonly string[]): Promise<object> {
  const seconds = Number(options[0] ?? 10)
  const server = await openBenchServer()
  try {
    const agent = await server.hire('agent')
    const wish = { kind: 'complaint', subject: '空调不制冷 #n', description: '昨天刚装的空调，今天就不制冷了，请尽快安排师傅上门检查。', channel: 'api', customer: { name: '客户 #n', phone: '139#n9' } }
    const through = (of: number) => load({ address: server.address, token: agent.token, method: 'POST', paths: ['/api/v1/cases'], body: JSON.stringify(wish).replaceAll('139#n9', `13${of}#n9`), connections: 16, seconds })
    await load({ address: server.address, token: agent.token, method: 'POST', paths: ['/api/v1/cases'], body: JSON.stringify(wish).replaceAll('139#n9', '158#n9'), connections: 16, seconds: 3 })
    const http = [await through(8)]
    const raw = [await bare(server.ground.databaseUrl, seconds)]
    http.push(await through(9))
    raw.push(await bare(server.ground.databaseUrl, seconds))
    const best = (list: { perSecond: number }[]) => Math.max(...list.map((one) => one.perSecond))
    return { http, raw, ratio: Math.round(best(http) / best(raw) * 100) / 100, residentMb: Math.round(process.memoryUsage.rss() / 1_048_576) }
  } finally { await server.close() }
}

/** The rows of one create, read back from the last one that came through HTTP, written again under new keys as one statement. */
async function bare(url: string, seconds: number): Promise<{ perSecond: number; columns: number }> {
  const pool = new pg.Pool({ connectionString: url, max: 16 })
  try {
    const { rows: [last] } = await pool.query(`select id, customer_id from "case" order by id desc limit 1`)
    const templates = await rowsOf(pool, last.id, last.customer_id)
    const parts: string[] = []
    const constants: unknown[] = []
    const fresh: { at: number; make: (id: string) => unknown }[] = []
    const own = new Set(templates.flatMap(({ row, table }) => table === 'event_inbox' ? [row['id']] : [row['id'], row['subject_id'], row['clock_id'], row['contact_point_id'], row['case_id']]).filter(Boolean))
    for (const [index, { table, row }] of templates.entries()) {
      const columns = Object.keys(row)
      const places = columns.map((column) => {
        const value = row[column]
        const at = constants.push(value === null || value instanceof Date || Buffer.isBuffer(value) || typeof value !== 'object' ? value : JSON.stringify(value))
        if (typeof value === 'string' && (own.has(value) || value === last.customer_id)) fresh.push({ at, make: (id) => shifted(value, id) })
        if (table === 'event_inbox' && column === 'id') fresh.push({ at, make: () => newId() })
        if (column === 'number' || (table === 'idempotency' && column === 'key')) fresh.push({ at, make: (id) => id })
        return `$${at}`
      })
      parts.push(`w${index} as (insert into "${table}" (${columns.map((c) => `"${c}"`).join()}) values (${places.join()}))`)
    }
    const text = `with ${parts.join()} select 1`
    const until = performance.now() + seconds * 1_000
    let done = 0
    await Promise.all(Array.from({ length: 16 }, async () => {
      const client = await pool.connect()
      try {
        while (performance.now() < until) {
          const values = [...constants]
          const id = newId()
          for (const { at, make } of fresh) values[at - 1] = make(id)
          await client.query({ name: 'create', text, values })
          done++
        }
      } finally { client.release() }
    }))
    return { perSecond: Math.round(done / seconds), columns: constants.length }
  } finally { await pool.end() }
}

/** An id that differs from every other, and stays equal wherever the old one stood. */
const shifted = (old: string, id: string) => `${id.slice(0, 13)}-7${old.slice(15, 18)}-${id.slice(19, 23)}-${(BigInt(`0x${old.slice(24)}`) ^ BigInt(`0x${id.slice(24)}`)).toString(16).padStart(12, '0')}`

async function rowsOf(pool: pg.Pool, caseId: string, customerId: string): Promise<{ table: string; row: Record<string, unknown> }[]> {
  const found: { table: string; row: Record<string, unknown> }[] = []
  const take = async (table: string, where: string, values: unknown[], leave: string[] = []) => {
    const { rows } = await pool.query(`select * from ${table} where ${where}`, values)
    for (const row of rows) found.push({ table: table.replaceAll('"', ''), row: Object.fromEntries(Object.entries(row as object).filter(([key]) => !leave.includes(key))) })
  }
  await take('subject_key', 'subject_id = $1', [customerId])
  await take('customer', 'id = $1', [customerId])
  await take('contact_point', 'customer_id = $1', [customerId])
  await take('contact_token', 'customer_id = $1', [customerId])
  await take('"case"', 'id = $1', [caseId])
  await take('message', 'case_id = $1', [caseId])
  await take('interaction', 'subject_id = $1', [caseId])
  await take('clock', 'subject_id = $1', [caseId])
  await take('clock_event', 'clock_id in (select id from clock where subject_id = $1)', [caseId])
  const { rows: events } = await pool.query('select id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data from event_log where subject_id in ($1, $2) or data->>\'subjectId\' = $1::text union all select id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data from event_inbox where subject_id in ($1, $2)', [caseId, customerId])
  for (const row of events) found.push({ table: 'event_inbox', row })
  const { rows: [kept] } = await pool.query('select * from idempotency where answer is not null order by at desc limit 1')
  found.push({ table: 'idempotency', row: kept })
  return found
}
