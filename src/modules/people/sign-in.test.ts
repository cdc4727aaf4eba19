import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shell } from '../../kernel/shell.ts'
import { account, staff } from './contract.ts'
import { PASSWORD, openPeopleHouse } from './fixtures.ts'
import type { PeopleHouse } from './fixtures.ts'

let house: PeopleHouse
beforeAll(async () => { house = await openPeopleHouse() })
afterAll(() => house.close())
const fail = (email: string, password = 'not-the-password') => house.browser().raw('POST', '/api/v1/sign-in', { email, password })

describe('signing in', () => {
  test('opens a session that knows the person and what they may', async () => {
    const hired = await house.hire(['agent', 'team_lead'])
    const browser = await house.enter(hired.email.toUpperCase())
    const session = await browser.call(shell.session, {})
    expect(session.staff).toMatchObject({ id: hired.id, name: hired.name })
    expect(session.permissions).toContain('staff.read')
    expect(session.permissions).not.toContain('staff.write')
  })
  test('answers an unknown e-mail like a wrong password', async () => {
    const hired = await house.hire()
    const [wrong, unknown] = await Promise.all([fail(hired.email), fail('nobody@example.com')])
    expect(wrong.statusCode).toBe(401)
    const { requestId: _, ...first } = wrong.json<Record<string, unknown>>()
    const { requestId: __, ...second } = unknown.json<Record<string, unknown>>()
    expect(first).toEqual(second)
    const people = await Promise.all(Array.from({ length: 5 }, () => house.hire()))
    const times: [number, number][] = []
    const took = async (email: string) => { const since = performance.now(); await fail(email); return performance.now() - since }
    // One after the other, so that a busy machine slows both alike; hashing is nearly all of the time.
    for (const [at, person] of people.entries()) times.push([await took(person.email), await took(`nobody${at}@example.com`)])
    const median = (which: 0 | 1) => times.map((pair) => pair[which]).sort((one, other) => one - other)[2] as number
    expect(Math.max(median(0), median(1)) / Math.min(median(0), median(1))).toBeLessThan(3)
  }, 60_000)
  test('leaves no e-mail and no password in the log', async () => {
    await fail('somebody.secret@example.com', 'my-very-secret-word')
    expect(house.log.join('\n')).not.toMatch(/somebody\.secret|my-very-secret|person\d+@/)
  })
  test('a session ends when it is signed out', async () => {
    const hired = await house.hire()
    const browser = await house.enter(hired.email)
    const cookie = browser.cookie()
    await browser.call(account.signOut, { body: {} })
    const again = await house.app.inject({ method: 'GET', url: '/api/v1/me', headers: { cookie } })
    expect(again.statusCode).toBe(401)
  })
  test('a session ends when nobody used it for the set time, and at its set age in any case', async () => {
    const hired = await house.hire()
    const idle = await house.enter(hired.email)
    house.clock.pass(7 * 3_600)
    await idle.call(account.me, {})
    house.clock.pass(7 * 3_600)
    await idle.call(account.me, {})
    house.clock.pass(9 * 3_600)
    await expect(idle.call(account.me, {})).rejects.toMatchObject({ status: 401 })
    const busy = await house.enter(hired.email)
    for (let hour = 0; hour < 23; hour += 4) { house.clock.pass(4 * 3_600 - 60); await busy.call(account.me, {}) }
    house.clock.pass(3_600)
    await expect(busy.call(account.me, {})).rejects.toMatchObject({ status: 401 })
  })
  test('a forged or foreign cookie is nobody', async () => {
    const hired = await house.hire()
    const browser = await house.enter(hired.email)
    const forged = browser.cookie().replace(/.(?=\.|%2E)/, (sign) => sign === 'a' ? 'b' : 'a')
    expect((await house.app.inject({ method: 'GET', url: '/api/v1/me', headers: { cookie: forged } })).statusCode).toBe(401)
    const foreign = await house.app.inject({ method: 'POST', url: '/api/v1/notifications/read', headers: { cookie: browser.cookie(), 'content-type': 'application/json' }, payload: '{}' })
    expect(foreign.json()).toMatchObject({ status: 403, code: 'auth.foreign-origin' })
  })
})

describe('lockout', () => {
  test('the fifth wrong password locks the account for the set time, and the right one then opens nothing', async () => {
    const hired = await house.hire()
    for (let at = 0; at < 5; at++) expect((await fail(hired.email)).statusCode).toBe(401)
    const locked = await fail(hired.email, PASSWORD)
    expect(locked.json()).toMatchObject({ status: 429, code: 'sign-in.locked' })
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(14 * 60)
    expect(Number(locked.headers['retry-after'])).toBeLessThanOrEqual(15 * 60)
    house.clock.pass(15 * 60 + 1)
    await house.enter(hired.email)
    const admin = await house.hire(['system_admin'])
    const history = await (await house.enter(admin.email)).call(staff.events, { params: { id: hired.id } })
    expect(history.items.filter((item) => item.kind === 'sign-in.failed')).toHaveLength(5)
    expect(history.items.filter((item) => item.kind === 'account.locked')).toHaveLength(1)
    expect(JSON.stringify(history.items)).not.toContain(hired.email)
  })
  test('many guesses at once try no more than five', async () => {
    const hired = await house.hire()
    const answers = await Promise.all(Array.from({ length: 18 }, (_, at) => fail(hired.email, at === 17 ? PASSWORD : `guess-${at}`)))
    expect(answers.filter((answer) => answer.statusCode === 401)).toHaveLength(5)
    expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(13)
  })
  test('an e-mail that nobody has is locked like one that somebody has', async () => {
    for (let at = 0; at < 5; at++) await fail('ghost@example.com')
    expect((await fail('ghost@example.com')).json()).toMatchObject({ code: 'sign-in.locked' })
  })
  test('many right sign-ins at once all come in', async () => {
    const hired = await house.hire()
    const answers = await Promise.all(Array.from({ length: 8 }, () => fail(hired.email, PASSWORD)))
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array.from({ length: 8 }, () => 200))
  })
  test('a right password clears the count', async () => {
    const hired = await house.hire()
    for (let round = 0; round < 2; round++) {
      for (let at = 0; at < 4; at++) await fail(hired.email)
      await house.enter(hired.email)
    }
  })
})

test('one address that only fails must wait', async () => {
  const own = await openPeopleHouse()
  try {
    const admin = await own.hire(['system_admin'])
    const browser = await own.enter(admin.email)
    await browser.call(shell.changeSetting, { params: { key: 'people.failures-per-address' }, body: { value: 6, version: 0 } })
    await own.drain()
    const guess = (at: number) => own.browser().raw('POST', '/api/v1/sign-in', { email: `name${at}@example.com`, password: 'x' })
    for (let at = 0; at < 6; at++) expect((await guess(at)).statusCode).toBe(401)
    const limited = await guess(7)
    expect(limited.json()).toMatchObject({ status: 429, code: 'sign-in.too-many' })
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(60)
  } finally { await own.close() }
})
