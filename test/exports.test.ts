import { afterAll, beforeAll, expect, test } from 'vitest'
import { exporting } from '../src/kernel/exports/contract.ts'
import { strike } from '../src/kernel/jobs.ts'
import { shell } from '../src/kernel/shell.ts'
import { changeSetting } from '../src/kernel/settings.ts'
import { customers } from '../src/modules/customers/contract.ts'
import { accessAlerts } from '../src/modules/customers/looks/contract.ts'
import { mostOpened } from '../src/modules/customers/looks/settings.ts'
import { calendarBeat } from '../src/modules/library/beat.ts'
import { documents } from '../src/modules/library/contract.ts'
import { SESSION_COOKIE } from '../src/modules/people/auth.ts'
import { notifications } from '../src/modules/people/contract.ts'
import { systemActor } from '../src/kernel/actors.ts'
import { getStaff } from '../src/modules/people/queries.ts'
import { openWholeHouse } from './whole-house.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let agent: Person
let supervisor: Person
beforeAll(async () => {
  house = await openWholeHouse()
  agent = await house.hire('agent', { name: '陈一' })
  supervisor = await house.hire('cs_supervisor', { name: '王主管' })
})
afterAll(() => house.close())
const of = { list: 'cases', query: { kind: 'complaint' } }
const ask = (who: Person, rows: number, reason?: string) => who.call(exporting.ask, { body: { ...of, title: '工单', rows, ...(reason ? { reason } : {}) } })

test('a hundred rows go freely and are recorded; one more needs somebody else’s approval (SEC-07)', async () => {
  expect(await ask(agent, 100)).toMatchObject({ state: 'granted', rows: 100, by: { name: '陈一' } })
  await expect(ask(agent, 101)).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'reason', code: 'export.reason-needed' }] } })
  const waiting = await ask(agent, 101, '季度复盘')
  expect(waiting).toMatchObject({ state: 'waiting', may: [] })
  expect(await agent.call(exporting.standing, { body: of })).toMatchObject({ most: 100, approved: null, waiting: { id: waiting.id } })
  await house.drain()
  expect((await supervisor.call(notifications.recent, { query: {} })).items[0]).toMatchObject({ code: 'export.notice-waits', params: { n: 101 } })
  await expect(agent.call(exporting.decide, { params: { id: waiting.id }, body: { approve: true, version: 1 } })).rejects.toMatchObject({ status: 403 })
  expect(await supervisor.call(exporting.decide, { params: { id: waiting.id }, body: { approve: true, version: 1 } })).toMatchObject({ state: 'approved', decidedBy: { name: '王主管' } })
  await house.drain()
  expect((await agent.call(exporting.standing, { body: of })).approved?.id).toBe(waiting.id)
  // For these very rows only, and not for ever.
  expect((await agent.call(exporting.standing, { body: { ...of, query: { kind: 'praise' } } })).approved).toBeNull()
  house.clock.pass(8 * 86_400)
  expect((await agent.call(exporting.standing, { body: of })).approved).toBeNull()
})

test('nobody approves their own; of two who decide one wins; each sees their own exports, approvers all', async () => {
  const own = await ask(supervisor, 500, '年度归档')
  await expect(supervisor.call(exporting.decide, { params: { id: own.id }, body: { approve: true, version: 1 } })).rejects.toMatchObject({ status: 403, code: 'export.own' })
  const manager = await house.hire('cs_manager')
  const both = await Promise.allSettled([true, false].map((approve) => manager.call(exporting.decide, { params: { id: own.id }, body: { approve, version: 1 } })))
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await agent.call(exporting.list, { query: {} })).items.every(({ by }) => by.name === '陈一')).toBe(true)
  expect(new Set((await manager.call(exporting.list, { query: {} })).items.map(({ by }) => by.name))).toEqual(new Set(['陈一', '王主管']))
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
  expect((await browser(customers.list, { query: {} })).items).toEqual([])
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
  expect((await newcomer.call(customers.list, { query: {} })).items).toEqual([])
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
  expect((await again(customers.list, { query: {} })).items).toEqual([])
  expect(await unconfirmed()).not.toContain('周新')

  const lead = await house.hire('privacy_officer')
  const draft = await manager.call(documents.draft, { params: { id }, body: {} })
  await manager.call(documents.move, { params: { id, versionId: draft.id }, body: { deed: 'submit', revision: draft.revision } })
  const reviewer = await house.hire('cs_supervisor')
  const { revision } = await reviewer.call(documents.version, { params: { id, versionId: draft.id } })
  await reviewer.call(documents.move, { params: { id, versionId: draft.id }, body: { deed: 'approve', revision } })
  await expect(again(customers.list, { query: {} })).rejects.toMatchObject({ status: 403, code: 'auth.agreement-first' })
  await confirm()
  expect((await again(customers.list, { query: {} })).items).toEqual([])
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
