import { Secret as AuthenticatorSecret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import pino from 'pino'
import WebSocket from 'ws'
import { testSecret } from '../../../test/app.ts'
import { buildHouse } from '../../kernel/house.ts'
import { shell } from '../../kernel/shell.ts'
import { setupToken } from './commands/set-up.ts'
import { account, entry, staff } from './contract.ts'
import { PASSWORD, openPeopleHouse } from './fixtures.ts'
import type { PeopleHouse } from './fixtures.ts'
import { openIdentity, peopleModule } from './index.ts'

let house: PeopleHouse
type Browser = Awaited<ReturnType<PeopleHouse['enter']>>
let admin: Browser
beforeAll(async () => {
  house = await openPeopleHouse()
  admin = await house.enter((await house.hire(['system_admin', 'cs_manager'])).email)
})
afterAll(() => house.close())
const bearer = (token: string, method: string, url: string, body?: unknown) =>
  house.app.inject({ method: method as 'GET', url: `/api/v1${url}`, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { payload: JSON.stringify(body) }) })
/** The next message or the end of a socket. */
const ending = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', (code) => resolve(code)))

describe('set-up', () => {
  test('makes one administrator, once, whoever is quicker', async () => {
    const fresh = await openPeopleHouse()
    try {
      const old = await setupToken(fresh.work) as string
      const token = await setupToken(fresh.work) as string
      expect((await fresh.browser().call(shell.session, {})).needsSetup).toBe(true)
      const body = { company: '晴川家电', zone: 'Asia/Urumqi', email: 'First@Example.com', password: PASSWORD, name: '王 一' }
      const set = (own: string, more: object = {}) => fresh.browser().raw('POST', '/api/v1/setup', { ...body, ...more, token: own })
      expect((await set(old)).json()).toMatchObject({ status: 403, code: 'setup.bad-link' })
      expect((await set(token, { password: 'short' })).json()).toMatchObject({ status: 422, code: 'password.weak' })
      expect((await set(token, { zone: 'Mars/Olympus' })).statusCode).toBe(400)
      const answers = await Promise.all([1, 2, 3].map((at) => set(token, { email: `first${at}@example.com` })))
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 403, 403])
      const { rows } = await fresh.pool.query('select email from staff')
      expect(rows).toHaveLength(1)
      await fresh.drain()
      const session = await (await fresh.enter(rows[0].email)).call(shell.session, {})
      expect(session).toMatchObject({ company: { name: '晴川家电', zone: 'Asia/Urumqi' }, needsSetup: false })
      expect(session.permissions).toEqual(expect.arrayContaining(['staff.write', 'setting.write', 'personal.read']))
      expect(await setupToken(fresh.work)).toBeUndefined()
    } finally { await fresh.close() }
  })
})

describe('leaving', () => {
  test('ends sessions, tokens and live sockets at once, and the names stay', async () => {
    const chief = await house.hire(['cs_manager'])
    const leaver = await house.hire(['cs_supervisor'], { managerId: chief.id })
    const report = await house.hire(['agent'], { managerId: leaver.id })
    const browser = await house.enter(leaver.email)
    const { token } = await browser.call(account.makeToken, { body: { name: 'script' } })
    expect((await bearer(token, 'GET', '/me')).statusCode).toBe(200)
    await house.app.listen({ port: 0, host: '127.0.0.1' })
    const address = house.app.server.address() as { port: number }
    const engine = await house.start()
    try {
      const sockets = [{ cookie: browser.cookie() }, { authorization: `Bearer ${token}` }].map((headers) => new WebSocket(`ws://127.0.0.1:${address.port}/api/v1/live`, { headers }))
      await Promise.all(sockets.map((socket) => new Promise((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject) })))
      const closed = sockets.map(ending)

      await admin.call(staff.leave, { params: { id: leaver.id }, body: {} })
      // No turn of the engine in between: the very next request is refused.
      await expect(browser.call(account.me, {})).rejects.toMatchObject({ status: 401 })
      expect((await bearer(token, 'GET', '/me')).statusCode).toBe(401)
      expect(await Promise.all(closed)).toEqual([4401, 4401])
    } finally { await engine.stop() }
    expect((await house.browser().raw('POST', '/api/v1/sign-in', { email: leaver.email, password: PASSWORD })).statusCode).toBe(401)
    expect((await admin.call(staff.get, { params: { id: report.id } })).manager?.id).toBe(chief.id)
    const gone = await admin.call(staff.get, { params: { id: leaver.id } })
    expect(gone).toMatchObject({ name: leaver.name, active: false, roles: [], may: ['take-back'] })
    // The e-mail is free again for whoever comes back.
    await house.hire(['agent'], { email: leaver.email })
  })
  test('whoever left is taken on again with the same record, a temporary password, and without the rights of before', async () => {
    const one = await house.hire(['cs_manager'])
    const gone = await admin.call(staff.leave, { params: { id: one.id }, body: {} })
    const back = await admin.call(staff.takeBack, { params: { id: one.id }, body: { version: gone.version } })
    expect(back).toMatchObject({ id: one.id, active: true, leftAt: null, roles: [], mustChangePassword: true })
    await expect(house.enter(one.email)).rejects.toMatchObject({ status: 401 })
    const browser = await house.enter(one.email, back.temporaryPassword)
    await expect(browser.call(staff.list, { query: {} })).rejects.toMatchObject({ status: 403 })
    await browser.call(entry.changePassword, { body: { current: back.temporaryPassword, next: 'Calm-meadow-8831' } })
    await expect(admin.call(staff.takeBack, { params: { id: one.id }, body: { version: back.version } })).rejects.toMatchObject({ status: 409, code: 'staff.is-here' })
    expect((await admin.call(staff.events, { params: { id: one.id } })).items.map((entry) => entry.kind)).toEqual(expect.arrayContaining(['staff.left', 'staff.returned']))
  })
  test('another node forgets the leaver when it hears of it', async () => {
    const leaver = await house.hire(['agent'])
    const browser = await house.enter(leaver.email)
    const node = await buildHouse({ modules: [peopleModule], openIdentity }, { databaseUrl: house.database.url, secret: testSecret, clock: house.clock, logger: pino({ level: 'silent' }), connections: 4 })
    try {
      const asked = () => node.app.inject({ method: 'GET', url: '/api/v1/me', headers: { cookie: browser.cookie() } })
      await node.drain()
      expect((await asked()).statusCode).toBe(200)
      await admin.call(staff.leave, { params: { id: leaver.id }, body: {} })
      await node.drain()
      expect((await asked()).statusCode).toBe(401)
    } finally { await node.close() }
  })
  test('the last administrator stays, also when two leave together', async () => {
    const own = await openPeopleHouse()
    try {
      const [one, two] = [await own.hire(['system_admin']), await own.hire(['system_admin'])]
      const [first, second] = [await own.enter(one.email), await own.enter(two.email)]
      const answers = await Promise.allSettled([first.call(staff.leave, { params: { id: two.id }, body: {} }), second.call(staff.leave, { params: { id: one.id }, body: {} })])
      expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
      const stays = await own.enter(answers[0]?.status === 'fulfilled' ? one.email : two.email)
      const me = (await stays.call(account.me, {})).id
      await expect(stays.call(staff.leave, { params: { id: me }, body: {} })).rejects.toMatchObject({ status: 422, code: 'staff.last-administrator' })
      const [role] = (await stays.call(staff.get, { params: { id: me } })).roles
      await expect(stays.call(staff.withdrawRole, { params: { id: me, assignmentId: role?.id as string } })).rejects.toMatchObject({ code: 'staff.last-administrator' })
    } finally { await own.close() }
  })
})

describe('tokens', () => {
  test('may what the owner may, narrowed by the scope', async () => {
    const hired = await house.hire(['hr'])
    const browser = await house.enter(hired.email)
    const whole = await browser.call(account.makeToken, { body: { name: 'whole' } })
    const narrow = await browser.call(account.makeToken, { body: { name: 'narrow', scope: ['staff.read'] } })
    expect(whole.token).toMatch(/^sw_[\w-]{43}$/)
    const body = { name: '新人', email: 'newcomer@example.com', password: PASSWORD }
    expect((await bearer(narrow.token, 'GET', '/staff')).statusCode).toBe(200)
    expect((await bearer(narrow.token, 'POST', '/staff', body)).json()).toMatchObject({ status: 403, code: 'auth.forbidden' })
    expect((await bearer(whole.token, 'POST', '/staff', body)).statusCode).toBe(201)
    await expect(browser.call(account.makeToken, { body: { name: 'wider', scope: ['staff.read', 'account.write'] } })).rejects.toMatchObject({ status: 422, code: 'token.scope-not-held' })
    // A token opens no further ways in for its holder.
    expect((await bearer(whole.token, 'POST', '/tokens', { name: 'child' })).json()).toMatchObject({ status: 403, code: 'auth.session-needed' })
    expect((await bearer(whole.token, 'POST', '/password', { current: PASSWORD, next: 'Another-harbour-58' })).statusCode).toBe(403)
  })
  test('end when they are revoked or expire; only a hash is kept', async () => {
    const browser = await house.enter((await house.hire()).email)
    const made = await browser.call(account.makeToken, { body: { name: 'short', expiresInDays: 1 } })
    expect((await bearer(made.token, 'GET', '/me')).statusCode).toBe(200)
    expect((await browser.call(account.tokens, {})).items[0]).toMatchObject({ name: 'short', tail: made.token.slice(-4), usedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
    const { rows } = await house.directPool.query(`select to_jsonb(api_token)::text as row from api_token where id = $1`, [made.id])
    expect(rows[0].row).not.toContain(made.token.slice(3, 20))
    const again = await browser.call(account.makeToken, { body: { name: 'other' } })
    await browser.call(account.revokeToken, { params: { id: again.id }, body: {} })
    expect((await bearer(again.token, 'GET', '/me')).json()).toMatchObject({ status: 401, code: 'auth.bad-token' })
    house.clock.pass(86_401)
    expect((await bearer(made.token, 'GET', '/me')).statusCode).toBe(401)
    admin = await house.enter((await house.hire(['system_admin', 'cs_manager'])).email)
  })
  test('somebody else’s token is not there', async () => {
    const owner = await house.enter((await house.hire()).email)
    const made = await owner.call(account.makeToken, { body: { name: 'mine' } })
    const other = await house.enter((await house.hire()).email)
    await expect(other.call(account.revokeToken, { params: { id: made.id }, body: {} })).rejects.toMatchObject({ status: 404 })
    await admin.call(account.revokeToken, { params: { id: made.id }, body: {} })
    expect((await bearer(made.token, 'GET', '/me')).statusCode).toBe(401)
  })
})

describe('two-factor', () => {
  const codeOf = (uri: string) => {
    const url = new URL(uri)
    return new TOTP({ secret: AuthenticatorSecret.fromBase32(url.searchParams.get('secret') as string) }).generate()
  }
  test('asks for the code after the password, takes a recovery code once, and goes off again', async () => {
    const hired = await house.hire()
    const browser = await house.enter(hired.email)
    await expect(browser.call(entry.startTwoFactor, { body: { password: 'not-it' } })).rejects.toMatchObject({ status: 422, code: 'password.wrong' })
    const { uri, backupCodes } = await browser.call(entry.startTwoFactor, { body: { password: PASSWORD } })
    await expect(browser.call(entry.confirmTwoFactor, { body: { code: '000000' } })).rejects.toMatchObject({ status: 422, code: 'two-factor.wrong-code' })
    await browser.call(entry.confirmTwoFactor, { body: { code: codeOf(uri) } })
    expect((await browser.call(account.me, {})).twoFactor).toBe(true)

    const stranger = house.browser()
    expect(await stranger.call(entry.signIn, { body: { email: hired.email, password: PASSWORD } })).toEqual({ secondFactor: true, staff: null, mustChangePassword: false })
    expect(stranger.cookie()).toBe('')
    await expect(stranger.call(entry.signIn, { body: { email: hired.email, password: PASSWORD, code: '000000' } })).rejects.toMatchObject({ status: 401, code: 'sign-in.wrong-code' })
    const shown = codeOf(uri)
    await stranger.call(entry.signIn, { body: { email: hired.email, password: PASSWORD, code: shown } })
    expect((await stranger.call(account.me, {})).id).toBe(hired.id)
    // Whoever read it over a shoulder comes too late, within its half minute as well.
    await expect(house.browser().call(entry.signIn, { body: { email: hired.email, password: PASSWORD, code: shown } })).rejects.toMatchObject({ status: 401, code: 'sign-in.wrong-code' })

    const lost = house.browser()
    const code = backupCodes[0] as string
    await lost.call(entry.signIn, { body: { email: hired.email, password: PASSWORD, code } })
    await expect(house.browser().call(entry.signIn, { body: { email: hired.email, password: PASSWORD, code } })).rejects.toMatchObject({ code: 'sign-in.wrong-code' })

    await browser.call(entry.disableTwoFactor, { body: { password: PASSWORD } })
    await house.enter(hired.email)
  })
  test('wrong codes lock like wrong passwords', async () => {
    const hired = await house.hire()
    const browser = await house.enter(hired.email)
    const { uri } = await browser.call(entry.startTwoFactor, { body: { password: PASSWORD } })
    await browser.call(entry.confirmTwoFactor, { body: { code: codeOf(uri) } })
    const right = Number(codeOf(uri))
    for (let at = 1; at <= 5; at++) {
      // The right password alone, in between, clears nothing.
      await house.browser().call(entry.signIn, { body: { email: hired.email, password: PASSWORD } })
      await expect(house.browser().call(entry.signIn, { body: { email: hired.email, password: PASSWORD, code: String((right + at * 1_111) % 1_000_000).padStart(6, '0') } })).rejects.toMatchObject({ status: 401 })
    }
    await expect(house.browser().call(entry.signIn, { body: { email: hired.email, password: PASSWORD, code: codeOf(uri) } })).rejects.toMatchObject({ status: 429, code: 'sign-in.locked' })
    await admin.call(staff.resetSecondFactor, { params: { id: hired.id }, body: {} })
    await expect(browser.call(account.me, {})).rejects.toMatchObject({ status: 401 })
    house.clock.pass(901)
    await house.enter(hired.email)
  })
})

describe('passwords', () => {
  test('weak ones are refused with every reason', async () => {
    const add = (password: string) => admin.raw('POST', '/api/v1/staff', { name: '李晓明', email: 'li.xiaoming@example.com', password })
    const codes = async (password: string) => (await add(password)).json<{ errors: { code: string }[] }>().errors.map((fault) => fault.code)
    expect(await codes('Ab-9')).toEqual(['password.too-short'])
    expect(await codes('12345678')).toEqual(['password.too-short', 'password.common'])
    expect(await codes('Password123!')).toEqual(['password.common'])
    expect(await codes('woaini1314520')).toEqual(['password.common'])
    expect(await codes('aaaaaaaaaaaa')).toEqual(['password.common'])
    expect(await codes('lixiaoming-#7Q')).toEqual(['password.personal'])
    expect(await codes('我是李晓明的密码啊啊')).toEqual(['password.personal'])
  })
  test('one’s own is changed with the old one, and the other sessions end', async () => {
    const hired = await house.hire()
    const here = await house.enter(hired.email)
    const there = await house.enter(hired.email)
    await expect(here.call(entry.changePassword, { body: { current: 'wrong', next: 'Another-harbour-58' } })).rejects.toMatchObject({ status: 422, code: 'password.wrong' })
    await expect(here.call(entry.changePassword, { body: { current: PASSWORD, next: PASSWORD } })).rejects.toMatchObject({ code: 'password.weak' })
    await here.call(entry.changePassword, { body: { current: PASSWORD, next: 'Another-harbour-58' } })
    expect((await here.call(account.me, {})).id).toBe(hired.id)
    await expect(there.call(account.me, {})).rejects.toMatchObject({ status: 401 })
    await house.enter(hired.email, 'Another-harbour-58')
  })
  test('a temporary one opens nothing but its own change', async () => {
    const hired = await house.hire(['cs_manager'])
    const { temporaryPassword } = await admin.call(staff.resetPassword, { params: { id: hired.id }, body: {} })
    const browser = house.browser()
    expect(await browser.call(entry.signIn, { body: { email: hired.email, password: temporaryPassword } })).toMatchObject({ mustChangePassword: true })
    await expect(browser.call(staff.list, { query: {} })).rejects.toMatchObject({ status: 403 })
    await browser.call(entry.changePassword, { body: { current: temporaryPassword, next: 'Another-harbour-58' } })
    await browser.call(staff.list, { query: {} })
  })
})
