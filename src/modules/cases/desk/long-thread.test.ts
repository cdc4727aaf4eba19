import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { systemActor } from '../../../kernel/actors.ts'
import { seal } from '../../../kernel/events.ts'
import { cases, desk } from '../contract.ts'
import { workspace } from './contract.ts'

const MANY = 10_000
/** What any part of an open case may take, in ms: far above what it takes alone, far below what a walk over everything takes on a busy machine. */
const MOST_MS = 400

let house: Awaited<ReturnType<typeof openWholeHouse>>
beforeAll(async () => { house = await openWholeHouse() })
afterAll(() => house.close())

test('a case with ten thousand messages opens as fast as any, and shows its latest deeds', { timeout: 120_000 }, async () => {
  const agent = await house.hire('cs_supervisor', { name: '陈首问' })
  const { id } = await agent.call(cases.open, { body: { kind: 'request', subject: '一万条', description: '第一句', channel: 'api' } })
  await agent.call(cases.claim, { params: { id }, body: {} })
  await house.work.unit(systemActor, 'test', async (ctx) => {
    await sql`insert into message (id, case_id, visibility, author_kind, author_id, body, at)
      select uuid_v7(), ${id}::uuid, 'public', case when n % 3 = 0 then 'staff' else 'customer' end, case when n % 3 = 0 then ${agent.id}::uuid end, '第 ' || n || ' 条', ${ctx.now}::timestamptz from generate_series(1, ${MANY}) n`.execute(ctx.db)
    await sql`insert into event_inbox (id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data)
      select uuid_v7(), ${ctx.now}::timestamptz, 'staff', ${agent.id}::uuid, 'test', 'case', ${id}::uuid, 'case.message-added', jsonb_build_object('messageId', uuid_v7(), 'visibility', 'public', 'author', 'staff', 'interactionId', null) from generate_series(1, ${MANY})`.execute(ctx.db)
  })
  await seal(house.pool)
  const { version } = await agent.call(cases.get, { params: { id } })
  await agent.call(cases.change, { params: { id }, body: { version, priority: 'high' } })
  const params = { id }
  const parts: Record<string, () => Promise<unknown>> = {
    case: () => agent.call(cases.get, { params }), messages: () => agent.call(cases.messages, { params, query: { limit: 50 } }), work: () => agent.call(desk.work, { params }), beside: () => agent.call(workspace.beside, { params }),
    recent: () => agent.call(workspace.recent, { params }), readers: () => agent.call(desk.readers, { params }), answer: () => agent.call(cases.say, { params, body: { body: '答', visibility: 'public' } }),
  }
  const took: Record<string, number> = {}
  for (const [name, part] of Object.entries(parts)) {
    await part()
    const began = performance.now()
    await part()
    took[name] = Math.round(performance.now() - began)
  }
  expect(Object.entries(took).filter(([, ms]) => ms > MOST_MS), JSON.stringify(took)).toEqual([])
  const page = await agent.call(cases.messages, { params, query: { limit: 50 } })
  expect(page.items).toHaveLength(50)
  const older = await agent.call(cases.messages, { params, query: { limit: 200, cursor: page.nextCursor as string } })
  expect(older.items).toHaveLength(200)
  expect((await agent.call(workspace.recent, { params })).items[0]).toMatchObject({ kind: 'case.changed' })
  expect((await agent.call(cases.events, { params })).items.at(-1)?.kind).toMatch(/^(case\.message-added|clock\.)/)
  process.stderr.write(`ten thousand messages: ${JSON.stringify(took)}\n`)
})
