import type pg from 'pg'
import { load } from './ground/load.ts'
import { openBenchServer } from './ground/server.ts'

/**
 * The list of 50 and one opened case, at ten thousand and at a million cases, for four people: one sees all, one a team,
 * one fifty cases, one nothing. `service` is the mean at one connection, `busy` the percentiles at sixteen; the ratio
 * compares the mean service times of the two sizes.
 */
export async function run(options: readonly string[]): Promise<object> {
  const most = Number(options[0] ?? 1_000_000)
  const seconds = Number(options[1] ?? 4)
  const sizes = [10_000, most]
  const server = await openBenchServer()
  try {
    const teams = await Promise.all(Array.from({ length: 20 }, (_, n) => server.team(`Team ${n}`)))
    const people = {
      all: await server.hire('cs_manager'), team: await server.hire('agent', teams[3]?.id), fifty: await server.hire('info_specialist'), nothing: await server.hire('installer'),
    }
    const figures: Record<string, Record<string, object>> = {}
    const means: Record<string, number[]> = {}
    let there = 0
    for (const size of sizes) {
      await fill(server.house.directPool, there, size, teams.map((team) => team.id), people.fifty.id)
      there = size
      for (const [who, { token }] of Object.entries(people)) {
        const first = await fetch(`${server.address}/api/v1/cases?limit=50`, { headers: { authorization: `Bearer ${token}` } }).then((answer) => answer.json()) as { items: { id: string }[] }
        const paths = { list: ['/api/v1/cases?limit=50'], ...(first.items.length ? { open: first.items.map((one) => `/api/v1/cases/${one.id}`) } : {}) }
        for (const [what, list] of Object.entries(paths)) {
          const of = { address: server.address, token, method: 'GET' as const, paths: list, seconds }
          await load({ ...of, connections: 2, seconds: 1 })
          const service = await load({ ...of, connections: 1 })
          const busy = await load({ ...of, connections: 16 })
          const key = `${what} ${who}`
          ;(means[key] ??= []).push(service.mean)
          ;(figures[key] ??= {})[String(size)] = { rows: first.items.length, serviceMs: service.mean, busy: { p50: busy.p50, p95: busy.p95, perSecond: busy.perSecond, failed: busy.failed } }
        }
      }
    }
    return { figures, ratio: Object.fromEntries(Object.entries(means).map(([key, [small = 0, large = 0]]) => [key, Math.round(large / small * 100) / 100])), residentMb: Math.round(process.memoryUsage.rss() / 1_048_576) }
  } finally { await server.close() }
}

/** Cases with customers, first messages and deadlines of the open ones, set by set; every fiftieth is open. */
async function fill(pool: pg.Pool, from: number, to: number, teams: readonly string[], fifty: string): Promise<void> {
  const step = 50_000
  for (let at = from; at < to; at += step) {
    const count = Math.min(step, to - at)
    await pool.query(`
      with people as (
        insert into customer (id, type, name, created_at, version) select uuid_v7(), 'person', '客户' || ($1::int + n), now(), 1 from generate_series(1, greatest($2 / 10, 1)) n returning id
      ), numbered as (select id, row_number() over () as nth from people),
      made as (
        insert into "case" (id, number, kind, subject, channel, priority, status, status_class, flow_id, customer_id, first_responder_id, handler_id, team_id, created_at, changed_at)
        select uuid_v7(), '20200101-' || lpad(($1 + n)::text, 7, '0'), (array['complaint','request','consultation'])[1 + n % 3], '空调不制冷，第 ' || ($1 + n) || ' 次反映', 'phone', 'normal',
          case when n % 50 = 0 then 'open' else 'closed' end, case when n % 50 = 0 then 'open' else 'closed' end,
          (select id from definition where kind = 'flow' and key = 'case' limit 1), p.id,
          case when $1 = 0 and n % 200 = 7 then $4::uuid end, case when $1 = 0 and n % 200 = 7 then $4::uuid end, ($3::uuid[])[1 + n % 20], now() - (n || ' minutes')::interval, now()
        from generate_series(1, $2::int) n join numbered p on p.nth = 1 + n % greatest($2 / 10, 1)
        returning id, status_class
      )
      insert into message (id, case_id, visibility, author_kind, body, at) select uuid_v7(), id, 'public', 'customer', '昨天刚装的空调，今天就不制冷了，请尽快安排师傅上门检查。', now() from made`, [at, count, teams, fifty])
  }
  await pool.query('vacuum analyze "case"')
  await pool.query('analyze')
}
