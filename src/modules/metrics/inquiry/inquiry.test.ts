import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { systemActor } from '../../../kernel/actors.ts'
import { dayIn } from '../../../kernel/days.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import { shipped, ship } from '../../../kernel/definitions.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { adjustments } from '../adjustments/contract.ts'
import { anomalies } from '../anomalies/contract.ts'
import { watchMetrics } from '../anomalies/watch.ts'
import { metrics } from '../contract.ts'
import type { MetricDefinition } from '../definition.ts'
import { metricKind } from '../definition.ts'
import { facts } from '../facts.ts'
import { objectives } from '../objectives/contract.ts'
import { inquiry } from './contract.ts'

/** Figures over a table of made-up answers, through the door. */
let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person

facts({
  name: 'toy-reply', noun: { zh: '答卷', en: 'Replies' }, view: 'toy_reply', record: { kind: 'toy', column: 'id' }, followed: true,
  fields: { at: { type: 'instant' }, score: { type: 'number' }, team: { type: 'choice' } }, words: { at: { zh: '时间', en: 'At' }, score: { zh: '得分', en: 'Score' }, team: { zh: '组', en: 'Team' } },
  moments: ['at'], permission: 'case.read', legs: {},
})
const satisfied: Condition = { field: 'score', is: 'at-least', value: 4 }
const toy = (body: Partial<MetricDefinition>): MetricDefinition => ({ name: { zh: '满意度', en: 'Satisfaction' }, formula: { zh: '4–5 分 ÷ 答卷', en: 'Scores of 4 and 5 ÷ replies' }, unit: 'percent', better: 'higher', of: 'toy-reply', at: 'at', by: ['team'], measure: { kind: 'share', when: satisfied }, ...body })
const toys = [
  shipped(metricKind, 'toy-share', toy({}) as never),
  shipped(metricKind, 'toy-mean', toy({ unit: 'score', measure: { kind: 'mean', field: 'score' } }) as never),
  shipped(metricKind, 'toy-median', toy({ unit: 'score', measure: { kind: 'quantile', field: 'score', q: 0.5 } }) as never),
  shipped(metricKind, 'toy-count', toy({ unit: 'count', measure: { kind: 'count' } }) as never),
]
const put = (team: string | null, at: string, scores: readonly number[]) => house.directPool.query('insert into toy_reply (at, score, team) select $1::timestamptz, s, $3 from unnest($2::float8[]) s', [at, scores, team])
const clear = () => house.directPool.query('delete from toy_reply')
const many = (high: number, low: number) => [...Array.from({ length: high }, () => 5), ...Array.from({ length: low }, () => 1)]
const window = { from: '2026-02-01', to: '2026-02-28' }

beforeAll(async () => {
  house = await openWholeHouse()
  await house.directPool.query('create table toy_reply (id uuid primary key default gen_random_uuid(), at timestamptz, score float8, team text); grant select on toy_reply to public')
  await house.work.unit(systemActor, 'test', (ctx) => ship(ctx, [metricKind as never], toys))
  await house.drain()
  manager = await house.hire('cs_manager')
  agent = await house.hire('agent')
})
afterAll(() => house?.close())

describe('groups', () => {
  test('each against all the others, by the test of two proportions, raised for their number as Holm does', async () => {
    await clear()
    await put('a', '2026-02-02T02:00:00Z', many(41, 9))
    await put('b', '2026-02-02T02:00:00Z', many(30, 20))
    await put('c', '2026-02-02T02:00:00Z', many(35, 15))
    const told = await manager.call(inquiry.groups, { params: { key: 'toy-share' }, query: { ...window, by: 'team' } })
    // SciPy: chi2_contingency([[41, 9], [30, 20], [35, 15]], correction=False); of a against b and c together, times three.
    expect(told.overall).toMatchObject({ test: 'chi-square', p: expect.closeTo(0.053575, 5), real: false })
    const of = new Map(told.items.map((item) => [item.group, item]))
    expect(of.get('a')).toMatchObject({ value: 82, n: 50, others: { value: 65, n: 100 }, difference: expect.closeTo(17, 9), p: expect.closeTo(0.031102, 5), adjusted: expect.closeTo(0.093307, 5), real: false, test: 'two-proportions' })
    expect(of.get('a')?.sentence).toEqual({
      zh: '满意度：a为 82.0%（n = 50），其他为 65.0%（n = 100），多 17.0 个百分点。两比例检验，p = 0.093：可能只是偶然。',
      en: 'Satisfaction: a 82.0% (n = 50), the others 65.0% (n = 100), 17.0 pp more. Tested by two proportions, p = 0.093: it may be chance.',
    })
    expect(told.sentence.zh).toContain('可能只是偶然')
  })

  test('means by Welch, lopsided few values and medians by their ranks', async () => {
    await clear()
    await put('a', '2026-02-02T02:00:00Z', [5, 6, 7, 8, 9, 10])
    await put('b', '2026-02-02T02:00:00Z', [1, 2, 3, 4])
    const ask = async (key: string) => (await manager.call(inquiry.groups, { params: { key }, query: { ...window, by: 'team' } })).items.find(({ group }) => group === 'a')
    // R: t.test(5:10, 1:4)$p.value
    expect(await ask('toy-mean')).toMatchObject({ test: 'welch', p: expect.closeTo(0.001076, 5), difference: 5 })
    // SciPy: mannwhitneyu([5, 6, 7, 8, 9, 10], [1, 2, 3, 4], method='asymptotic')
    expect(await ask('toy-median')).toMatchObject({ test: 'mann-whitney', p: expect.closeTo(0.01421, 4), others: { value: 2.5 }, difference: 5 })
    await put('b', '2026-02-03T02:00:00Z', [200])
    await put('a', '2026-02-03T02:00:00Z', [900])
    expect(await ask('toy-mean')).toMatchObject({ test: 'mann-whitney' })
    expect(await manager.call(inquiry.groups, { params: { key: 'toy-median' }, query: { ...window, by: 'team' } })).toMatchObject({ overall: { test: 'kruskal-wallis' } })
  })

  test('two of them, and what is not understood', async () => {
    await clear()
    await put('a', '2026-02-02T02:00:00Z', many(30, 20))
    await put('b', '2026-02-02T02:00:00Z', many(41, 9))
    expect(await manager.call(inquiry.contrast, { params: { key: 'toy-share' }, query: { ...window, by: 'team', a: 'a', b: 'b' } })).toMatchObject({ a: { value: 60, name: { zh: 'a' } }, b: { value: 82 }, difference: expect.closeTo(22, 9), test: 'two-proportions', p: expect.closeTo(0.01534, 5), real: true })
    await expect(manager.call(inquiry.contrast, { params: { key: 'toy-share' }, query: { ...window, by: 'team' } })).rejects.toMatchObject({ status: 400 })
    await expect(manager.call(inquiry.groups, { params: { key: 'toy-share' }, query: { ...window, by: 'colour' } })).rejects.toMatchObject({ status: 400 })
    // Of counts there is nothing to say: nobody knows what each was counted over.
    expect((await manager.call(inquiry.groups, { params: { key: 'toy-count' }, query: { ...window, by: 'team' } })).items).toMatchObject([{ p: null, real: null }, { p: null }])
  })
})

describe('before and after a day', () => {
  test('CAS-30, ANA-15: 100 and then 68 complaints are a change of −32%, and more than chance; 50 and 30 are −40%', async () => {
    await clear()
    await put(null, '2026-01-20T02:00:00Z', Array.from({ length: 100 }, () => 1))
    await put(null, '2026-02-10T02:00:00Z', Array.from({ length: 68 }, () => 1))
    const told = await manager.call(inquiry.contrast, { params: { key: 'toy-count' }, query: { date: '2026-02-01', days: 28 } })
    // SciPy: 2 * binom(168, 0.5).cdf(68) = 0.0165
    expect(told).toMatchObject({ a: { value: 100, from: '2026-01-04', to: '2026-01-31' }, b: { value: 68, from: '2026-02-01', to: '2026-02-28' }, difference: -32, relative: expect.closeTo(-0.32, 12), test: 'poisson', real: true })
    expect(told.sentence.zh).toMatch(/2026-02-01 之前 28 天为 100.*68.*变化 −32%。$/)
    expect(told.sentence.en).toMatch(/A change of −32%\.$/)
    // Of a day not long ago both sides are as long as what is over of the second: half as many days are compared with half as many.
    const today = dayIn('Asia/Shanghai', house.clock.now())
    const ago = (days: number) => new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
    const short = await manager.call(inquiry.contrast, { params: { key: 'toy-count' }, query: { date: ago(5), days: 28 } })
    expect([short.a, short.b].map(({ from, to }) => [from, to])).toEqual([[ago(10), ago(6)], [ago(5), ago(1)]])
    expect(short.sentence.en).toContain(`the 5 days from ${ago(5)}`)
    await clear()
    await put(null, '2026-01-20T02:00:00Z', many(0, 50))
    await put(null, '2026-02-10T02:00:00Z', many(0, 30))
    expect((await manager.call(inquiry.contrast, { params: { key: 'toy-count' }, query: { date: '2026-02-01', days: 28 } })).relative).toBeCloseTo(-0.4, 12)
  })
})

describe('steadiness', () => {
  test('CAS-32: a point beyond three sigma is a special cause; a share of the same kind every day is steady', async () => {
    await clear()
    for (let day = 1; day <= 20; day++) await put(day % 2 ? 'a' : 'b', `2026-02-${String(day).padStart(2, '0')}T02:00:00Z`, many(day === 12 ? 20 : day % 2 ? 45 : 44, day === 12 ? 30 : day % 2 ? 5 : 6))
    const told = await manager.call(inquiry.control, { params: { key: 'toy-share' }, query: { from: '2026-02-01', to: '2026-02-20' } })
    expect(told).toMatchObject({ chart: 'p', steady: false })
    expect(told.points.filter(({ rules }) => rules.includes(1)).map(({ from }) => from)).toEqual(['2026-02-12'])
    expect(told.sentence.zh).toContain('最早在 2026-02-12')
    const means = await manager.call(inquiry.control, { params: { key: 'toy-mean' }, query: { from: '2026-02-01', to: '2026-02-20' } })
    expect(means).toMatchObject({ chart: 'xbar-s', steady: false })
    expect(means.points.filter(({ rules }) => rules.includes(1)).map(({ from }) => from)).toEqual(['2026-02-12'])
    expect(await manager.call(inquiry.control, { params: { key: 'toy-share' }, query: { from: '2026-02-13', to: '2026-02-20' } })).toMatchObject({ steady: true })
    expect(await manager.call(inquiry.control, { params: { key: 'toy-share' }, query: { from: '2026-02-13', to: '2026-02-15' } })).toMatchObject({ steady: null })
  })

  test('CAS-32: the variance between people beside that within their work', async () => {
    await clear()
    await put('a', '2026-02-02T02:00:00Z', [1, 2, 3])
    await put('b', '2026-02-02T02:00:00Z', [7, 8, 9])
    // SciPy: f_oneway([1, 2, 3], [7, 8, 9]); mean squares 54 and 1, so the part between is 53 / 3.
    const told = await manager.call(inquiry.spread, { params: { key: 'toy-mean' }, query: { ...window, by: 'team' } })
    expect(told).toMatchObject({ groups: 2, n: 6, within: 1, between: expect.closeTo(Math.sqrt((54 - 1) / 3), 9), share: expect.closeTo(0.9464, 4), p: expect.closeTo(0.001826, 5) })
    expect(told.sentence.en).toContain('they do not work alike')
  })
})

describe('corrections', () => {
  test('QLT-23: a value can’t be written; a correction stands beside it with who, why and what shows it', async () => {
    await clear()
    await put(null, '2026-02-10T02:00:00Z', many(41, 9))
    for (const method of ['PATCH', 'PUT', 'POST', 'DELETE']) expect((await manager.raw(method, '/metrics/toy-share', { value: 99 })).statusCode).toBeGreaterThanOrEqual(404)
    const wish = { from: '2026-02-10', to: '2026-02-10', amount: 2, reason: '两份答卷录错了分数', source: { kind: 'case', text: '纸质答卷第 17、18 号' } }
    await expect(agent.call(adjustments.add, { params: { key: 'toy-share' }, body: wish })).rejects.toMatchObject({ status: 403 })
    await expect(manager.call(adjustments.add, { params: { key: 'toy-share' }, body: { ...wish, amount: 0 } })).rejects.toMatchObject({ status: 400 })
    await expect(manager.call(adjustments.add, { params: { key: 'toy-share' }, body: { ...wish, source: { kind: 'case' } } })).rejects.toMatchObject({ status: 400 })
    // A record that is named is there, of a kind that is known, in the writer's sight.
    const onRecord = (kind: string, id: string) => manager.call(adjustments.add, { params: { key: 'toy-share' }, body: { ...wish, source: { kind, id } } })
    for (const [kind, path] of [['case', 'source.id'], ['customer', 'source.id'], ['toy', 'source.id'], ['shoe', 'source.kind']] as const) {
      await expect(onRecord(kind, randomUUID())).rejects.toMatchObject({ status: 422, code: 'adjustment.source-unknown', problem: { errors: [{ path }] } })
    }
    const { id: caseId } = (await manager.raw('POST', '/cases', { kind: 'consultation', subject: '发票', description: '何时开具？', channel: 'phone' })).json<{ id: string }>()
    const { rows: [reply] } = await house.directPool.query<{ id: string }>('select id from toy_reply limit 1')
    for (const [kind, id] of [['case', caseId], ['toy', reply!.id]] as const) {
      const resting = await onRecord(kind, id)
      expect(resting.source).toEqual({ kind, id, text: null })
      await manager.call(adjustments.withdrawAdjustment, { params: { id: resting.id }, body: { version: resting.version, reason: '重复' } })
    }
    const made = await manager.call(adjustments.add, { params: { key: 'toy-share' }, body: wish })
    expect(made).toMatchObject({ by: { id: manager.id }, amount: 2, reason: wish.reason, source: { text: '纸质答卷第 17、18 号' }, may: ['withdraw'] })
    expect(await manager.call(metrics.value, { params: { key: 'toy-share' }, query: window })).toMatchObject({ value: 82, adjusted: { count: 1, amount: 2 } })
    expect((await manager.call(metrics.value, { params: { key: 'toy-share' }, query: { from: '2026-02-11', to: '2026-02-20' } })).adjusted).toBeUndefined()
    await manager.call(adjustments.withdrawAdjustment, { params: { id: made.id }, body: { version: made.version, reason: '查明无误' } })
    expect((await manager.call(metrics.value, { params: { key: 'toy-share' }, query: window })).adjusted).toBeUndefined()
    expect((await manager.call(adjustments.of, { params: { key: 'toy-share' }, query: window })).items).toMatchObject([{ withdrawnReason: '查明无误', withdrawnBy: { id: manager.id }, may: [] }, { withdrawnReason: '重复' }, { withdrawnReason: '重复' }])
    await expect(manager.call(adjustments.withdrawAdjustment, { params: { id: made.id }, body: { version: 2, reason: '再来' } })).rejects.toMatchObject({ status: 422, code: 'adjustment.withdrawn' })
    await house.drain()
    const { rows } = await house.directPool.query<{ kind: string; actor_id: string }>(`select kind, actor_id from event_log where kind like 'metric-adjustment.%' and subject_id = '${made.id}' order by pos`)
    expect(rows).toEqual([{ kind: 'metric-adjustment.made', actor_id: manager.id }, { kind: 'metric-adjustment.withdrawn', actor_id: manager.id }])
  })
})

describe('versions', () => {
  test('QLT-11: another formula is another version, and the value by the old one stays', async () => {
    await clear()
    await put(null, '2026-02-10T02:00:00Z', [5, 4, 4, 1])
    const admin = await house.hire('system_admin')
    const body = (await admin.call(definitions.list, { query: { kind: 'metric', key: 'toy-share' } })).items[0]!
    const whole = await admin.call(definitions.get, { params: { id: body.id } })
    const draft = await admin.call(definitions.draft, { body: { kind: 'metric', key: 'toy-share', body: { ...whole.body as object, formula: { zh: '只算 5 分', en: 'Only scores of 5' }, measure: { kind: 'share', when: { field: 'score', is: 'at-least', value: 5 } } } as never } })
    await admin.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: draft.revision } }).catch(async () => {
      const reviewed = await admin.call(definitions.move, { params: { id: draft.id }, body: { to: 'review', version: draft.revision } })
      return admin.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: reviewed.revision } })
    })
    await house.drain()
    const { items } = await manager.call(inquiry.versions, { params: { key: 'toy-share' }, query: window })
    expect(items.map(({ inForce, formula, value }) => [inForce, formula.en, value.value])).toEqual([[true, 'Only scores of 5', 25], [false, 'Scores of 4 and 5 ÷ replies', 75]])
    expect((await manager.call(metrics.value, { params: { key: 'toy-share' }, query: window })).value).toBe(25)
  })
})

describe('out of the ordinary', () => {
  test('ANA-03: a day of thirty among days of ten is written down once, told to the owner, explained, and taken back when it is corrected', async () => {
    await clear()
    house.clock.set('2026-03-02T20:00:00Z')
    const today = dayIn('Asia/Shanghai', house.clock.now())
    for (let back = 70; back >= 1; back--) await put(null, new Date(Date.parse(`${today}T02:00:00Z`) - back * 86_400_000).toISOString(), many(back === 1 ? 30 : 9 + back % 3, 0))
    const watch = () => house.work.unit(systemActor, 'metrics.watch', watchMetrics)
    await watch()
    await watch()
    const { items } = await manager.call(anomalies.anomalies, { query: { metric: 'toy-count' } })
    expect(items.map(({ day, kind, value }) => [day, kind, value]).sort()).toEqual([['2026-03-02', 'level', 30], ['2026-03-02', 'seasonal', 30]])
    expect(items[0]?.explanation.zh).toMatch(/当日为 30，此前 \d+ .*高出 .* 个标准差/)
    // Whoever sees only some of the records can't see what was judged over all of them.
    expect((await agent.call(anomalies.anomalies, { query: { metric: 'toy-count' } })).items).toEqual([])
    const bell = await manager.raw('GET', '/notifications').then((answer) => answer.json() as { items: { code: string; params: { key: string } }[] })
    expect(bell.items.filter(({ params }) => params.key === 'toy-count').map(({ code }) => code)).toEqual(['metric.notice-anomaly-high'])
    const noted = await manager.call(anomalies.note, { params: { id: items[0]!.id }, body: { version: items[0]!.version, remark: '当天停电' } })
    expect(noted).toMatchObject({ remark: '当天停电', seenBy: { id: manager.id } })
    expect((await manager.call(anomalies.anomalies, { query: { metric: 'toy-count', open: 'true' } })).items).toHaveLength(1)
    await house.directPool.query(`delete from toy_reply where id in (select id from toy_reply where at > '2026-03-02T00:00:00Z' limit 20)`)
    await watch()
    expect((await manager.call(anomalies.anomalies, { query: { metric: 'toy-count' } })).items).toEqual([])
  })
})

describe('objectives and cards', () => {
  test('STR-18, PRF-01: the four aims of quality each have figures with a value, and the card of a post says what its metrics say', async () => {
    const agentOf = await house.hire('agent', { teamId: (await house.team('热线')).id })
    const opened = await agentOf.raw('POST', '/cases', { kind: 'complaint', subject: '空调', description: '不制冷', channel: 'phone' }).then((answer) => answer.json() as { id: string; version: number })
    const taken = await agentOf.raw('POST', `/cases/${opened.id}/claim`, { version: opened.version }).then((answer) => answer.json() as { version: number })
    await agentOf.raw('POST', `/cases/${opened.id}/messages`, { body: '马上安排', visibility: 'public' })
    const solved = await agentOf.raw('POST', `/cases/${opened.id}/transitions`, { to: 'solved', version: taken.version, fields: { solution: '换了' } })
    expect(solved.statusCode).toBe(200)
    const closed = await agentOf.raw('POST', `/cases/${opened.id}/transitions`, { to: 'closed', version: (solved.json() as { version: number }).version, fields: { concernResolved: true, cause: 'installation-fault', liability: 'not-ours', basis: '检测报告' } })
    expect(closed.statusCode, closed.body).toBe(200)
    await house.drain()
    const buyer = await manager.raw('POST', '/customers', { type: 'person', name: '欧阳娜' }).then((answer) => answer.json() as { id: string })
    const bought = (kind: string, externalId: string, at: string) => ({ customerId: buyer.id, kind, label: '空调', source: 'shop', externalId, at })
    const moment = (daysAgo: number) => new Date(house.clock.now().getTime() - daysAgo * 86_400_000).toISOString()
    expect((await manager.raw('POST', '/behaviours', { events: [bought('order', 'o1', moment(40)), bought('order', 'o2', moment(2)), bought('referral', 'r1', moment(1))] })).statusCode).toBe(201)
    const tree = await manager.call(objectives.tree, { params: { key: 'quality-objectives' }, query: {} })
    expect(tree.branches.map(({ key }) => key)).toEqual(['accurate-timely', 'professional-friendly', 'lean-fewer-complaints', 'lasting'])
    for (const { key, figures } of tree.branches) {
      const shown = figures.filter(({ value }) => value?.value !== null && value?.value !== undefined)
      expect([key, shown.length > 0]).toEqual([key, true])
      // Each opens exactly the records behind it.
      for (const { metric, value } of shown) expect([metric, (await manager.call(metrics.records, { params: { key: metric }, query: { from: value!.from, to: value!.to, limit: 200 } })).items.length]).toEqual([metric, value!.n])
    }
    expect(tree.branches[3]?.figures.flatMap(({ metric, value }) => metric === 'repurchase' || metric === 'referral' ? [[metric, value?.value]] : [])).toEqual([['repurchase', 100], ['referral', 100]])
    // A metric whose module is not there is named and has no value.
    expect(tree.branches[3]?.figures.find(({ metric }) => metric === 'nps')).toMatchObject({ name: null, value: null })

    const card = await agentOf.call(objectives.card, { params: { key: 'agent-card' }, query: {} })
    expect(card.of).toMatchObject({ id: agentOf.id })
    for (const figure of card.figures.filter(({ value }) => value)) {
      const field = figure.metric === 'promise-keeping' ? 'madeBy' : figure.metric === 'first-responder-completion' ? 'firstResponderId' : 'handlerId'
      const own = await agentOf.call(metrics.value, { params: { key: figure.metric }, query: { by: field, group: agentOf.id } })
      expect([figure.metric, figure.value?.value, figure.value?.n]).toEqual([figure.metric, own.value, own.n])
    }
    expect(card.figures[0]).toMatchObject({ metric: 'cases-solved', value: { value: 1 } })
    expect(card.figures.find(({ metric }) => metric === 'solved-in-time')).toMatchObject({ target: { direction: 'at-least', value: 90, state: 'green', gap: 10 } })
    expect((await manager.call(objectives.card, { params: { key: 'agent-card' }, query: { staffId: agentOf.id } })).figures[0]).toMatchObject({ value: { value: 1 } })
    // A colleague reads no false noughts; whoever is the person's manager reads the same as the person, whatever else is in sight.
    const cardFor = (who: Person) => who.call(objectives.card, { params: { key: 'agent-card' }, query: { staffId: agentOf.id } })
    await expect(cardFor(agent)).rejects.toMatchObject({ status: 403, code: 'metric.person-not-yours' })
    expect((await (await house.hire('system_admin')).raw('PATCH', `/staff/${agentOf.id}`, { managerId: agent.id, version: 1 })).statusCode).toBe(200)
    await house.drain()
    expect((await cardFor(agent)).figures.map(({ value }) => value?.value)).toEqual(card.figures.map(({ value }) => value?.value))
    for (const method of ['PATCH', 'PUT', 'POST']) expect((await manager.raw(method, '/metric-cards/agent-card', { value: 1 })).statusCode).toBe(404)
  })
})
