import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { buildApp } from '../src/app.ts'
import { systemActor } from '../src/kernel/actors.ts'
import { seal } from '../src/kernel/events.ts'
import { openGround } from '../src/kernel/ground.ts'
import type { App } from '../src/kernel/house.ts'
import { addStaff, makeToken } from '../src/modules/people/index.ts'
import { dryRun } from '../src/modules/rules/dry-run.ts'

/**
 * Dry runs over a million cases and their events, as a manager starts them from the form: a plain condition, one over the customer too, one with
 * business hours and groups, and a rule by the clock. Each the worst of three, in seconds.
 */
export async function run(options: readonly string[]): Promise<object> {
  const most = Number(options[0] ?? 1_000_000)
  const home = mkdtempSync(join(tmpdir(), 'shouwen-rules-'))
  const ground = await openGround({ SHOUWEN_HOME: home }, { log: pino({ level: 'silent' }) })
  // Not started: what is laid down is history, to be heard by nobody.
  const house = await buildApp({ databaseUrl: ground.databaseUrl, directUrl: ground.directUrl, secret: ground.secret, filesFolder: ground.filesFolder, logger: pino({ level: 'error' }, pino.destination(2)), connections: 16 })
  try {
    const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
    const token = await house.work.unit(systemActor, 'bench', async (ctx) => (await makeToken(ctx, { staffId: (await addStaff(ctx, { name: 'bench', email: 'bench@example.com', password: 'Quiet-harbour-57', roles: [{ key: 'cs_manager' }] })).id, name: 'bench', scope: null })).token)
    await fill(house, most)
    const test = (field: string, is: string, value: unknown) => ({ field, is, value })
    const asked: Record<string, object> = {
      plain: { trigger: { on: ['case.opened'] }, when: { all: [test('case.kind', 'equal', 'complaint'), test('case.priority', 'equal', 'high')] } },
      customer: { trigger: { on: ['case.opened'] }, when: { all: [test('case.kind', 'equal', 'complaint'), test('customer.type', 'equal', 'organisation'), test('event.by', 'equal', 'staff')] } },
      hours: { trigger: { on: ['case.opened', 'case.changed'] }, when: { all: [test('hours.standard', 'equal', false), { any: [test('case.channel', 'one-of', ['phone', 'email']), { not: test('case.priority', 'equal', 'low') }] }] } },
      clock: { trigger: { every: 'hour' }, when: { all: [test('case.statusClass', 'equal', 'open'), test('case.createdAt', 'before', { ago: 86_400 })] } },
    }
    const figures: Record<string, object> = {}
    for (const [name, body] of Object.entries(asked)) {
      const seconds: number[] = []
      let last: { looked: number; hits: number } | undefined
      for (let n = 0; n < 3; n++) {
        const begun = performance.now()
        const answer = await fetch(`${address}/api/v1/rules/dry-runs`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ id: crypto.randomUUID(), days: 3_000, definition: { name: { zh: '试', en: 'try' }, subject: 'case', then: [{ do: 'case.set', with: { priority: 'high' } }], ...body } }) })
        last = await answer.json() as { looked: number; hits: number }
        if (!answer.ok) throw new Error(JSON.stringify(last))
        seconds.push((performance.now() - begun) / 1_000)
      }
      process.stderr.write(`${name} ${seconds.map((one) => one.toFixed(1)).join(' ')} s\n`)
      figures[name] = { worstSeconds: Math.round(Math.max(...seconds) * 100) / 100, looked: last?.looked, hits: last?.hits }
    }
    // How soon one stops that is stopped.
    const id = crypto.randomUUID()
    const going = dryRun(house.work, systemActor, { id, days: 3_000, definition: { name: { zh: '试', en: 'try' }, subject: 'case', then: [{ do: 'case.set', with: { priority: 'high' } }], ...asked['hours'] } }).catch((error: { code?: string }) => error.code)
    await new Promise((resolve) => { setTimeout(resolve, 300) })
    const begun = performance.now()
    await fetch(`${address}/api/v1/rules/dry-run-stops`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ id }) })
    const stopped = await going
    return { cases: most, figures, stopped, stoppedAfterMs: Math.round(performance.now() - begun), residentMb: Math.round(process.memoryUsage.rss() / 1_048_576) }
  } finally {
    await house.close()
    await ground.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Cases with customers, and for each the event of its opening, for every tenth one of a change; laid down by sets, as years of work leave them. */
async function fill(house: App, most: number): Promise<void> {
  const pool = house.directPool
  const step = 100_000
  for (let at = 0; at < most; at += step) {
    const count = Math.min(step, most - at)
    await pool.query(`
      with people as (insert into customer (id, type, name, region, created_at, version) select uuid_v7(), case when n % 5 = 0 then 'organisation' else 'person' end, '客户' || ($1::int + n), '上海', now(), 1 from generate_series(1, greatest($2 / 10, 1)) n returning id),
      pool as materialized (select array_agg(id) as ids from people),
      made as (
        insert into "case" (id, number, kind, subject, channel, priority, status, status_class, flow_id, customer_id, created_at, changed_at)
        select uuid_v7(), '20200101-' || lpad(($1 + n)::text, 7, '0'), (array['complaint','request','consultation'])[1 + n % 3], '空调不制冷', (array['phone','email','chat','portal'])[1 + n % 4], (array['low','normal','normal','high'])[1 + n % 4],
          case when n % 50 = 0 then 'open' else 'closed' end, case when n % 50 = 0 then 'open' else 'closed' end, (select id from definition where kind = 'flow' and key = 'case' limit 1), (select ids[1 + n % cardinality(ids)] from pool),
          now() - (($1 + n) || ' minutes')::interval, now()
        from generate_series(1, $2::int) n returning id, kind, channel, priority, customer_id, created_at, number)
      insert into event_inbox (id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data)
      select uuid_v7(), m.created_at, 'staff', null, 'cases.open', 'case', m.id, k.kind, case k.kind when 'case.changed' then '{"changed": {"priority": {"from": "normal", "to": "high"}}}'::jsonb
        else jsonb_build_object('number', m.number, 'kind', m.kind, 'channel', m.channel, 'priority', m.priority, 'customerId', m.customer_id, 'firstResponderId', null, 'teamId', null, 'status', 'new', 'class', 'open', 'messageId', m.id, 'followsId', null) end
      from made m cross join (values ('case.opened'), ('case.changed')) k(kind) where k.kind = 'case.opened' or right(m.number, 1) = '7'
      order by m.created_at`, [at, count])
    process.stderr.write(`${at + count} cases\n`)
  }
  await seal(house.work.pool, 5_000)
  await pool.query('analyze')
}
