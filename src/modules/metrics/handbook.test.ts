import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { systemActor } from '../../kernel/actors.ts'
import { units } from '../people/contract.ts'
import { goals, metrics } from './contract.ts'
import { fillNext } from './rollups/fill.ts'

/** The examples that the requirements give, number by number, through the door. */
let house: Awaited<ReturnType<typeof openWholeHouse>>
let manager: Awaited<ReturnType<typeof house.hire>>

/** Closed cases of a customer each, ten days ago; `more` is what else the row says. */
const CASES = `insert into "case" (id, number, kind, subject, channel, priority, status, status_class, flow_id, customer_id, solution, created_at, closed_at, changed_at)
  select uuid_v7(), $1 || n, 'consultation', '空调', 'phone', 'normal', 'closed', 'closed', uuid_v7(), c.id, '已更换', '2026-02-10T02:00:00Z', '2026-02-12T02:00:00Z', '2026-02-12T02:00:00Z'
  from generate_series(1, $2::int) n join lateral (select id from customer order by id offset n - 1 + $3 limit 1) c on true returning id`

beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  house.clock.set('2026-02-25T02:00:00Z')
  await house.directPool.query(`insert into customer (id, type, name, created_at) select uuid_v7(), 'person', '客户' || n, '2026-01-01T00:00:00Z' from generate_series(1, 50) n`)
})
afterAll(() => house?.close())

test('STR-04: a satisfaction of at least 85 % in the quarter stands at 82 % with 41 of 50, 3.0 points short, under the company’s goal', { timeout: 120_000 }, async () => {
  await house.directPool.query(CASES, ['A', 40, 0])
  await house.directPool.query(CASES, ['B', 10, 40])
  const { rows } = await house.directPool.query<{ id: string }>(`select id from "case" where number ~ '^[AB]'`)
  for (const [at, { id }] of rows.entries()) {
    const { rows: [made] } = await house.directPool.query<{ id: string }>(`insert into submission (id, form_key, form_id, about_kind, about_id, answers, sealed_under, score, by_kind, via, at, changed_at)
      values (uuid_v7(), 'solution-rating', uuid_v7(), 'case', $1, $2, uuid_v7(), 80, 'customer', 'portal', '2026-02-14T02:00:00Z', now()) returning id`, [id, JSON.stringify({ solution: at < 41 ? 4 + at % 2 : 1 + at % 3, handling: 5 })])
    await house.directPool.query(`insert into portal_rating (case_id, solution_id, submission_id, at) values ($1, uuid_v7(), $2, '2026-02-14T02:00:00Z')`, [id, made!.id])
  }
  const wish = { name: '季度满意度', specific: '客户对结果满意', metric: 'satisfaction', direction: 'at-least' as const, target: 85, attainable: '上季 83 %', relevant: '年度目标', from: '2026-01-01', deadline: '2026-03-31', ownerId: manager.id }
  const company = await manager.call(goals.set, { body: { ...wish, name: '全年满意度' } })
  const goal = await manager.call(goals.set, { body: { ...wish, parentId: company.id } })
  // A goal that serves another is served by it no more.
  await expect(manager.call(goals.change, { params: { id: company.id }, body: { version: company.version, parentId: goal.id } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'parentId', code: 'goal.serves-itself' }] } })
  expect(goal).toMatchObject({ standing: { value: 82, n: 50, numerator: 41, state: 'amber', gap: -3 }, parent: { id: company.id }, team: null })
  expect(await manager.call(metrics.value, { params: { key: 'satisfaction' }, query: { from: '2026-01-01', to: '2026-02-25' } })).toMatchObject({ value: 82, interval: { lower: expect.closeTo(69.2, 1), upper: expect.closeTo(90.23, 1) } })
  expect(await manager.call(metrics.value, { params: { key: 'satisfaction-handling-score' }, query: { from: '2026-01-01', to: '2026-02-25' } })).toMatchObject({ value: 5, n: 50 })
})

test('QLT-22: 40 of 50 solved at the first contact, 2 of them came again within seven days: 38 of 50 are 76 %, counted and kept, with exactly 50 records', { timeout: 120_000 }, async () => {
  const { rows } = await house.directPool.query<{ id: string }>(`select id from "case" where number ~ '^B'`)
  await house.directPool.query(`insert into message (id, case_id, visibility, author_kind, body, at) select uuid_v7(), id, 'public', 'customer', '还没修好', '2026-02-11T02:00:00Z' from unnest($1::uuid[]) id`, [rows.map(({ id }) => id)])
  // Two came again with the same kind of matter, one with another kind, one only after eight days.
  await house.directPool.query(`insert into "case" (id, number, kind, subject, channel, priority, status, status_class, flow_id, customer_id, created_at, changed_at)
    select uuid_v7(), 'C' || n, case when n = 3 then 'complaint' else 'consultation' end, '空调', 'phone', 'normal', 'open', 'open', uuid_v7(), (select customer_id from "case" where number = 'A' || n), (case when n = 4 then '2026-02-20T02:00:01Z' else '2026-02-15T02:00:00Z' end)::timestamptz, now() from generate_series(1, 4) n`)
  const ask = () => manager.call(metrics.value, { params: { key: 'first-contact-resolution' }, query: { from: '2026-02-01', to: '2026-02-25' } })
  const counted = await ask()
  expect(counted).toMatchObject({ value: 76, n: 50, numerator: 38, denominator: 50, interval: { method: 'wilson' } })
  while (await house.work.unit(systemActor, 'metrics.fill', (ctx) => fillNext(ctx, ['first-contact-resolution'])));
  expect(await ask()).toEqual(counted)
  const { items } = await manager.call(metrics.records, { params: { key: 'first-contact-resolution' }, query: { from: '2026-02-01', to: '2026-02-25', limit: 200 } })
  expect([items.length, items.filter(({ counts }) => counts).length]).toEqual([50, 38])
  // Somebody who called again while their case was open turned to us twice; the day that was kept is counted anew once the call is written down.
  const agent = await house.hire('agent')
  const { rows: [called] } = await house.directPool.query<{ customer_id: string }>(`select customer_id from "case" where number = 'A9'`)
  expect((await agent.raw('POST', '/interactions', { channel: 'phone', direction: 'in', customerId: called!.customer_id, startedAt: '2026-02-11T03:00:00Z', topic: '再次来电' })).statusCode).toBe(201)
  await house.drain()
  while (await house.work.unit(systemActor, 'metrics.fill', (ctx) => fillNext(ctx, ['first-contact-resolution'])));
  expect(await ask()).toMatchObject({ value: 74, n: 50, numerator: 37 })
  // Closed less than seven days ago, a case may still come back: it is not counted yet.
  expect((await manager.call(metrics.value, { params: { key: 'first-contact-resolution' }, query: { from: '2026-02-19', to: '2026-02-25' } })).n).toBe(0)
})

test('ANA-03: figures about cases are divided by business line, that of the team as it is now, and by the customer’s grade, each part with its records', { timeout: 120_000 }, async () => {
  const [line, team] = [await manager.call(units.makeLine, { body: { name: '家电' } }), await manager.call(units.makeTeam, { body: { name: '热线', members: [] } })]
  await house.directPool.query(`update "case" set team_id = $1 where number ~ '^A[1-7]$'`, [team.id])
  await house.directPool.query(`update "case" set customer_grade = 'a' where number in ('A1', 'A2', 'B1')`)
  const by = (field: string) => manager.call(metrics.value, { params: { key: 'first-contact-resolution' }, query: { from: '2026-02-01', to: '2026-02-25', by: field } })
  const parts = async (field: string) => (await by(field)).groups?.map(({ group, name, n }) => [group, name, n])
  expect(await parts('lineId')).toEqual([[null, null, 50]])
  const { rows: [was] } = await house.directPool.query<{ version: number }>('select version from team where id = $1', [team.id])
  await manager.call(units.changeTeam, { params: { id: team.id }, body: { lineId: line.id, version: was!.version } })
  expect(await parts('lineId')).toEqual([[null, null, 43], [line.id, '家电', 7]])
  expect(await parts('customerGrade')).toEqual([[null, null, 47], ['a', null, 3]])
  const { items } = await manager.call(metrics.records, { params: { key: 'first-contact-resolution' }, query: { from: '2026-02-01', to: '2026-02-25', by: 'lineId', group: line.id, limit: 100 } })
  expect(items.length).toBe(7)
  expect((await manager.call(metrics.list, {})).items.find(({ key }) => key === 'promise-keeping')?.by.map(({ field }) => field)).toEqual(expect.arrayContaining(['lineId', 'customerGrade']))
})
