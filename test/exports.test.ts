import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customFields } from '../src/kernel/custom-fields/contract.ts'
import { exporting } from '../src/kernel/exports/contract.ts'
import { strike } from '../src/kernel/jobs.ts'
import { shell } from '../src/kernel/shell.ts'
import { changeSetting } from '../src/kernel/settings.ts'
import { cases } from '../src/modules/cases/contract.ts'
import { customers } from '../src/modules/customers/contract.ts'
import { accessAlerts } from '../src/modules/customers/looks/contract.ts'
import { mostOpened } from '../src/modules/customers/looks/settings.ts'
import { calendarBeat } from '../src/modules/library/beat.ts'
import { documents } from '../src/modules/library/contract.ts'
import { SESSION_COOKIE } from '../src/modules/people/auth.ts'
import { notifications } from '../src/modules/people/contract.ts'
import { systemActor } from '../src/kernel/actors.ts'
import { makeToken } from '../src/modules/people/index.ts'
import { getStaff } from '../src/modules/people/queries.ts'
import { openWholeHouse } from './whole-house.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let agent: Person
let supervisor: Person
let manager: Person
beforeAll(async () => {
  house = await openWholeHouse()
  agent = await house.hire('agent', { name: '陈一' })
  supervisor = await house.hire('cs_supervisor', { name: '王主管' })
  manager = await house.hire('cs_manager')
})
afterAll(() => house.close())
const COLUMNS = [
  { key: 'number', title: 'case.number' }, { key: 'subject', title: 'case.subject' }, { key: 'customer', title: 'case.customer' }, { key: 'kind', title: 'case.kind' }, { key: 'status', title: 'case.status', asked: true as const },
  { key: 'due', title: 'case.due', asked: true as const }, { key: 'createdAt', title: 'case.createdAt' }, { key: 'fields.model', title: '型号' },
]
const start = (who: Person, more: object = {}) => who.call(exporting.start, { body: { list: 'cases', title: '工单', path: '/cases', query: { kind: 'complaint' }, columns: COLUMNS, ...more } })
const seen = (who: Person, id: string) => who.call(exporting.one, { params: { id } })
const written = async (who: Person, more: object = {}) => { const { id } = await start(who, more); await house.drain(); return seen(who, id) }
const file = async (who: Person, id: string) => who.raw('GET', `/exports/${id}/file`)
const complain = (n: number, more: object = {}) => agent.call(cases.open, { body: { kind: 'complaint', subject: `投诉 ${n}`, description: '漏水', channel: 'phone', ...more } })

test('the server writes a whole view, one case a row, as text that no spreadsheet runs, each row marked; only for whoever asked (SEC-07)', async () => {
  await manager.call(customFields.add, { body: { key: 'model', name: { zh: '型号', en: 'Model' }, of: 'case', type: 'choice', options: [{ key: 'x1', name: { zh: '云净 X1', en: 'Yunjing X1' } }] } })
  await house.drain()
  const first = await complain(0, { subject: '=HYPERLINK("http://x.example","点")', customer: { name: '陈, "先生"', phone: '13800138000' }, fields: { model: 'x1' } })
  for (let n = 1; n < 100; n++) await complain(n)
  await agent.call(cases.open, { body: { kind: 'praise', subject: '表扬', description: '好', channel: 'phone' } })
  const made = await written(agent)
  expect(made).toMatchObject({ state: 'ready', rows: 100, by: { name: '陈一' }, may: ['download', 'discard'] })
  const answer = await file(agent, made.id)
  expect([answer.statusCode, answer.headers['content-type'], answer.body.startsWith('\ufeff')]).toEqual([200, 'text/csv; charset=utf-8', true])
  expect(String(answer.headers['content-disposition'])).toContain(encodeURIComponent('工单'))
  const rows = parse(answer.body, { bom: true }) as string[][]
  expect([rows.length, rows[0], rows.every((row) => row.length === 9)]).toEqual([101, ['编号', '主题', '客户', '类别', '状态', '时限', '受理时间', '型号', '导出水印'].map((_, at) => rows[0]![at]), true])
  const mine = rows.find(([number]) => number === first.number)!
  expect(mine.slice(1, 5)).toEqual([`'=HYPERLINK("http://x.example","点")`, '陈, "先生"', '投诉', '待处理'].map((word, at) => at === 3 ? mine[4] : word))
  expect([mine[5], mine[6], mine[7], mine[8]]).toEqual([expect.stringMatching(/^2026-03-\d\d \d\d:\d\d$/), '2026-03-02 09:00', '云净 X1', expect.stringContaining(`陈一 2026-03-02 09:00 #${made.id.slice(-8)}`)])
  expect(mine[4]).not.toMatch(/^[a-z]/)
  expect(rows.some((row) => row[1] === '表扬')).toBe(false)
  // Nobody else's, not even of those who approve.
  expect([(await file(supervisor, made.id)).statusCode, (await supervisor.call(exporting.one, { params: { id: made.id } })).may, (await (await house.hire('agent')).raw('GET', `/exports/${made.id}`)).statusCode]).toEqual([404, [], 404])
  // Masked as on the screen: an agent may not read numbers whole, and the file does not either.
  const people = await written(agent, { list: 'customers', title: '客户', path: '/customers', query: {}, columns: [{ key: 'name', title: 'customer.name' }, { key: 'contactPoints', title: 'customer.contact-points' }] })
  const body = (await file(agent, people.id)).body
  expect([people.state, body.includes('陈, ""先生""'), body.includes('13800138000'), body.includes('8000')]).toEqual(['ready', true, false, true])
})

test('what is no list, no column or not the caller’s is refused before anything is written', async () => {
  const refusal = async (who: Person, more: object) => { const { statusCode, ...answer } = await who.raw('POST', '/exports', { list: 'cases', title: '工单', path: '/cases', columns: COLUMNS, ...more }); return [statusCode, (JSON.parse(answer.body) as { errors?: { path: string }[] }).errors?.[0]?.path] }
  expect(await refusal(agent, { path: '/nowhere' })).toEqual([400, 'path'])
  expect(await refusal(agent, { path: '/me' })).toEqual([400, 'path'])
  expect(await refusal(agent, { query: { nonsense: '1' } })).toEqual([400, 'query.nonsense'])
  expect(await refusal(agent, { columns: [{ key: 'x', title: 'x', of: '__proto__' }] })).toEqual([400, 'columns.0.of'])
  expect(await refusal(await house.hire('hr'), {})).toEqual([403, undefined])
  // A token that may read cases and nothing else takes no more with it than it could read.
  const { token } = await house.work.unit(systemActor, 'test', (ctx) => makeToken(ctx, { staffId: supervisor.id, name: '报表', scope: ['case.read'] }))
  const narrow = house.through(house.line({ authorization: `Bearer ${token}` }))
  const { id } = await narrow(exporting.start, { body: { list: 'cases', title: '工单', path: '/cases', columns: COLUMNS, reason: '月报' } })
  await house.drain()
  expect(await seen(supervisor, id)).toMatchObject({ state: 'waiting', rows: 101 })
  await expect(narrow(exporting.start, { body: { list: 'customers', title: '客户', path: '/customers', columns: [{ key: 'name', title: 'customer.name' }] } })).rejects.toMatchObject({ status: 403 })
})

test('a hundred rows go freely; one more needs a reason and somebody else’s approval, is then written, told, and gone after its days (SEC-07)', async () => {
  await complain(100)
  const asks = await written(agent)
  expect(asks).toMatchObject({ state: 'asks', rows: 101, may: ['explain', 'discard'] })
  expect([(await file(agent, asks.id)).statusCode, (await house.pool.query('select from export_part where export_id = $1', [asks.id])).rowCount]).toEqual([409, 0])
  await expect(agent.call(exporting.explain, { params: { id: asks.id }, body: { reason: ' ', version: asks.version } })).rejects.toMatchObject({ status: 400 })
  const waiting = await agent.call(exporting.explain, { params: { id: asks.id }, body: { reason: '季度复盘', version: asks.version } })
  expect(waiting).toMatchObject({ state: 'waiting', may: ['discard'] })
  await house.drain()
  expect((await supervisor.call(notifications.recent, { query: {} })).items[0]).toMatchObject({ code: 'export.notice-waits', params: { n: 101 } })
  const decide = (who: Person, approve: boolean) => who.call(exporting.decide, { params: { id: asks.id }, body: { approve, version: waiting.version } })
  await expect(decide(agent, true)).rejects.toMatchObject({ status: 403 })
  const both = await Promise.allSettled([decide(supervisor, true), decide(manager, true)])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await house.drain()
  const ready = await seen(agent, asks.id)
  expect(ready).toMatchObject({ state: 'ready', rows: 101, reason: '季度复盘' })
  expect((await agent.call(notifications.recent, { query: {} })).items[0]).toMatchObject({ code: 'export.notice-ready', params: { n: 101 } })
  expect((parse((await file(agent, asks.id)).body, { bom: true }) as string[][]).length).toBe(102)
  house.clock.pass(7 * 86_400)
  expect((await file(agent, asks.id)).statusCode).toBe(409)
  for (const one of house.house.flatMap((module) => module.beats ?? []).filter(({ name }) => name === 'exports.forget')) await strike(house.work, one)
  expect([await seen(agent, asks.id), (await house.pool.query('select from export_part')).rowCount]).toMatchObject([{ state: 'gone', may: [] }, 0])
  house.clock.set('2026-03-02T01:00:00Z')
})

test('nobody approves their own; each sees their own exports, approvers all; one that is stopped leaves no file', async () => {
  const own = await written(supervisor, { reason: '年度归档' })
  expect(own.state).toBe('waiting')
  await expect(supervisor.call(exporting.decide, { params: { id: own.id }, body: { approve: true, version: own.version } })).rejects.toMatchObject({ status: 403, code: 'export.own' })
  const refused = await manager.call(exporting.decide, { params: { id: own.id }, body: { approve: false, answer: '不必', version: own.version } })
  await house.drain()
  expect([refused.state, (await supervisor.call(notifications.recent, { query: {} })).items[0]?.code]).toEqual(['refused', 'export.notice-refused'])
  const { id } = await start(agent, { query: { kind: 'praise' } })
  expect((await agent.call(exporting.discard, { params: { id }, body: {} })).state).toBe('gone')
  await house.drain()
  expect([(await seen(agent, id)).state, (await house.pool.query('select from export_part where export_id = $1', [id])).rowCount]).toEqual(['gone', 0])
  expect((await agent.call(exporting.list, { query: {} })).items.every(({ by }) => by.name === '陈一')).toBe(true)
  expect(new Set((await manager.call(exporting.list, { query: {} })).items.map(({ by }) => by.name))).toEqual(new Set(['陈一', '王主管']))
  for (const { sql } of house.house.find(({ name }) => name === 'exports')?.invariants ?? []) expect((await house.pool.query(sql)).rows).toEqual([])
})

/** A browser in which this person has signed in by their password. */
async function enter(who: Person) {
  const { email } = await house.work.read(systemActor, 'test', (ctx) => getStaff(ctx, who.id))
  const answer = await house.app.inject({ method: 'POST', url: '/api/v1/sign-in', headers: { 'x-shouwen-csrf': '1', 'content-type': 'application/json' }, payload: { email, password: 'Quiet-harbour-57' } })
  const cookie = `${SESSION_COOKIE}=${encodeURIComponent(answer.cookies.find(({ name }) => name === SESSION_COOKIE)?.value ?? '')}`
  return house.through(house.line({ cookie, 'x-shouwen-csrf': '1' }))
}

test('nobody sees customers in a browser before confirming the agreement in force; a new version asks again, tokens go on (SEC-07)', async () => {
  const manager = await house.hire('cs_manager')
  const newcomer = await house.hire('agent', { name: '周新' })
  const browser = await enter(newcomer)
  expect((await browser(customers.list, { query: {} })).items).toHaveLength(1)
  const { id } = await manager.call(documents.byKey, { params: { key: 'confidentiality-agreement' } })
  const approve = async () => {
    const { open } = await manager.call(documents.get, { params: { id } })
    const { revision } = await manager.call(documents.version, { params: { id, versionId: open!.id } })
    await manager.call(documents.move, { params: { id, versionId: open!.id }, body: { deed: 'approve', revision } })
  }
  await approve()
  await expect(browser(customers.list, { query: {} })).rejects.toMatchObject({ status: 403, code: 'auth.agreement-first' })
  const held = await browser(shell.session, {})
  expect([held.heldBack, held.permissions.includes('document.read'), held.permissions.some((permission) => /^(customer|case|interaction|personal|message)\./.test(permission))]).toEqual(['auth.agreement-first', true, false])
  expect((await newcomer.call(customers.list, { query: {} })).items).toHaveLength(1)
  // Who has not is listed by name, and reminded after the days that are set.
  await house.drain()
  house.clock.pass(3 * 86_400)
  await strike(house.work, calendarBeat)
  await strike(house.work, calendarBeat)
  const again = await enter(newcomer)
  expect((await again(notifications.recent, { query: {} })).items.filter(({ code, subjectId }) => code === 'document.notice-to-confirm' && subjectId === id)).toHaveLength(2)
  const unconfirmed = async () => (await manager.call(documents.readers, { params: { id } })).items.filter(({ confirmedAt }) => !confirmedAt).map(({ staff: { name } }) => name)
  expect(await unconfirmed()).toContain('周新')
  const [owed] = (await again(documents.owed, {})).items
  expect(owed).toMatchObject({ id, number: 1, title: { zh: '保密承诺书' } })
  const confirm = async () => again(documents.confirm, { params: { id }, body: { versionId: (await again(documents.get, { params: { id } })).current!.id } })
  await confirm()
  expect((await again(customers.list, { query: {} })).items).toHaveLength(1)
  expect(await unconfirmed()).not.toContain('周新')

  const lead = await house.hire('privacy_officer')
  const draft = await manager.call(documents.draft, { params: { id }, body: {} })
  await manager.call(documents.move, { params: { id, versionId: draft.id }, body: { deed: 'submit', revision: draft.revision } })
  const reviewer = await house.hire('cs_supervisor')
  const { revision } = await reviewer.call(documents.version, { params: { id, versionId: draft.id } })
  await reviewer.call(documents.move, { params: { id, versionId: draft.id }, body: { deed: 'approve', revision } })
  await expect(again(customers.list, { query: {} })).rejects.toMatchObject({ status: 403, code: 'auth.agreement-first' })
  await confirm()
  expect((await again(customers.list, { query: {} })).items).toHaveLength(1)
  expect(await unconfirmed()).toContain(lead.name)
})

test('whoever opens or reveals unusually many customers within an hour is told to the privacy officer, once; nobody reviews their own (SEC-07)', async () => {
  const [curious, officer, manager] = [await house.hire('agent', { name: '好奇' }), await house.hire('privacy_officer', { name: '隐私' }), await house.hire('cs_manager')]
  await house.work.unit(systemActor, 'test', (ctx) => changeSetting(ctx, mostOpened, 5, 0))
  const ids: string[] = []
  for (let n = 0; n < 6; n++) ids.push((await manager.call(customers.add, { body: { type: 'person', name: `客户${n}`, contactPoints: [{ kind: 'phone', value: `1390000000${n}` }] } })).id)
  const alerts = async () => (await officer.call(accessAlerts.alerts, { query: { staffId: curious.id } })).items
  // The same customer again and again is one.
  for (let n = 0; n < 6; n++) await curious.call(customers.get, { params: { id: ids[0] as string } })
  for (const id of ids.slice(1, 4)) await curious.call(customers.get, { params: { id } })
  house.clock.pass(3_601)
  await curious.call(customers.get, { params: { id: ids[4] as string } })
  expect(await alerts()).toEqual([])
  // What was opened an hour ago counts no more; four together make the five.
  await Promise.all([0, 1, 2, 3, 5].map((n) => curious.call(customers.get, { params: { id: ids[n] as string } })))
  const [raised, ...more] = await alerts()
  expect([raised?.staff.name, raised?.review, more.length, (raised?.opened ?? 0) >= 5]).toEqual(['好奇', null, 0, true])
  await house.drain()
  expect((await officer.call(notifications.recent, { query: {} })).items.filter(({ code }) => code === 'access-alert.notice')).toHaveLength(1)
  expect((await curious.call(notifications.recent, { query: {} })).items.filter(({ code }) => code === 'access-alert.notice')).toEqual([])
  await expect(curious.call(accessAlerts.alerts, { query: {} })).rejects.toMatchObject({ status: 403 })
  const settled = await officer.call(accessAlerts.review, { params: { id: raised!.id }, body: { verdict: 'fine', note: '在做回访名单', version: raised!.version } })
  expect(settled).toMatchObject({ review: { by: { name: '隐私' }, verdict: 'fine' }, may: [] })
  await expect(manager.call(accessAlerts.review, { params: { id: raised!.id }, body: { verdict: 'misuse', note: '再看', version: raised!.version } })).rejects.toMatchObject({ status: 409 })
})
