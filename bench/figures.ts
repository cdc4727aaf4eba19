import { loadavg } from 'node:os'
import type pg from 'pg'
import { systemActor } from '../src/kernel/actors.ts'
import { metricValues } from '../src/modules/metrics/index.ts'
import { openBenchServer } from './ground/server.ts'

/** A dashboard's twelve, of every kind of measure there is. */
const KEYS = ['cases-received', 'cases-solved', 'complaints-received', 'complaint-rate-per-case', 'first-response-attainment', 'first-response-time', 'first-response-time-p90', 'solved-in-time', 'handle-time', 'solution-time', 'complaint-handling-time', 'complaint-handling-time-mean']

/**
 * A year of cases, a million unless it is said, with two deadlines each: what each figure of a dashboard takes over the whole year, counted from the records
 * and from what is kept counted; then all twelve at once, each with its course by week and the year's change; then what filling from zero takes, and a day after
 * a hundred of its cases were corrected. Milliseconds, the best of three. Option: the number of cases.
 */
export async function run(options: readonly string[]): Promise<object> {
  const cases = Number(options[0] ?? 1_000_000)
  const server = await openBenchServer()
  const { house: { directPool: pool, work, house } } = server
  try {
    const teams = await Promise.all(Array.from({ length: 20 }, (_, n) => server.team(`Team ${n}`)))
    const people = await Promise.all(Array.from({ length: 40 }, () => server.hire('agent')))
    await fill(pool, cases, teams.map(({ id }) => id), people.map(({ id }) => id))
    const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
    const year = { from: day(364), to: day(0) }
    const once = async (keys: readonly string[], more: object = {}) => {
      const begun = performance.now()
      const values = await work.read(systemActor, 'bench', (ctx) => metricValues(ctx, keys.map((key) => ({ key, query: { ...year, ...more } }))))
      return { ms: Math.round((performance.now() - begun) * 10) / 10, values }
    }
    const best = async (keys: readonly string[], more: object = {}, times = 3) => {
      const runs = []
      for (let n = 0; n < times; n++) runs.push(await once(keys, more))
      return { ms: Math.min(...runs.map(({ ms }) => ms)), values: runs[0]!.values }
    }
    const fillBeat = house.flatMap(({ beats = [] }) => beats).find(({ name }) => name === 'metrics.fill')!
    const dashboard = { every: 'week', against: 'previous' } as const
    const counted = new Map<string, Awaited<ReturnType<typeof best>>>()
    for (const key of KEYS) counted.set(key, await best([key], {}, 2))
    const twelveCounted = await best(KEYS, dashboard, 1)
    let begun = performance.now()
    while (await work.unit(systemActor, 'bench', (ctx) => fillBeat.run(ctx)));
    const fillSeconds = Math.round((performance.now() - begun) / 100) / 10
    await pool.query('vacuum analyze metric_cell, metric_day')
    const figures: Record<string, object> = {}
    for (const key of KEYS) {
      const kept = await best([key])
      const before = counted.get(key)!
      figures[key] = { countedMs: before.ms, keptMs: kept.ms, same: JSON.stringify(kept.values) === JSON.stringify(before.values), n: kept.values[0]?.n }
    }
    const twelve = await best(KEYS, dashboard)
    await pool.query(`insert into metric_mark select 'case', m, $1::date, 1 from unnest(array['createdAt','closedAt']) m on conflict (facts, moment, day) do update set tick = metric_mark.tick + 1`, [day(30)])
    const stale = await best(KEYS, dashboard)
    begun = performance.now()
    while (await work.unit(systemActor, 'bench', (ctx) => fillBeat.run(ctx)));
    const refillMs = Math.round(performance.now() - begun)
    const { rows: [size] } = await pool.query<{ cells: number; mb: number }>(`select count(*)::int as cells, (pg_total_relation_size('metric_cell') / 1048576)::int as mb from metric_cell`)
    return { cases, figures, twelve: { countedMs: twelveCounted.ms, keptMs: twelve.ms, withOneStaleDayMs: stale.ms }, fillSeconds, refillOneDayMs: refillMs, ...size, load: loadavg().map((one) => Math.round(one * 10) / 10) }
  } finally { await server.close() }
}

/** Cases spread evenly over the year, nineteen of twenty closed after up to five days, each with a deadline for the first response and one for the solution. */
async function fill(pool: pg.Pool, cases: number, teams: readonly string[], people: readonly string[]): Promise<void> {
  const step = 50_000
  for (let at = 0; at < cases; at += step) {
    await pool.query(`
      with made as (
        insert into "case" (id, number, kind, subject, channel, priority, status, status_class, flow_id, first_responder_id, handler_id, team_id, solution, created_at, closed_at, changed_at)
        select uuid_v7(), '2020-' || lpad(($1 + n)::text, 8, '0'), (array['complaint','request','consultation'])[1 + n % 3], '空调不制冷', (array['phone','email','counter','portal'])[1 + n % 4], (array['normal','high','low'])[1 + n % 3],
          case when n % 20 = 0 then 'open' else 'closed' end, case when n % 20 = 0 then 'open' else 'closed' end, (select id from definition where kind = 'flow' and key = 'case' limit 1),
          ($5::uuid[])[1 + n % 40], ($5::uuid[])[1 + (n / 7) % 40], ($4::uuid[])[1 + n % 20], '已更换', at, case when n % 20 <> 0 then at + ((n * 7919) % 432000) * interval '1 second' end, at
        from (select n, now() - (($1 + n)::float8 / $3) * interval '365 days' as at from generate_series(1, $2::int) n) rows returning id, created_at, closed_at
      )
      insert into clock (id, subject_kind, subject_id, key, policy_id, policy_row, calendar_id, zone, state, started_at, changed_at, used_seconds, due_at, breached_at, stopped_at, version)
      select uuid_v7(), 'case', id, key, id, 0, id, 'Asia/Shanghai', case when stopped > due then 'stopped-late' else 'met' end, created_at, created_at, extract(epoch from stopped - created_at), due, case when stopped > due then due end, stopped, 2
      from made cross join lateral (values ('first-response', created_at + interval '4 hours', created_at + ((extract(epoch from created_at)::bigint * 31) % 21600) * interval '1 second'), ('solution', created_at + interval '3 days', closed_at)) k(key, due, stopped) where stopped is not null`,
      [at, Math.min(step, cases - at), cases, teams, people])
  }
  await pool.query('vacuum analyze "case", clock')
  await pool.query('analyze')
}
