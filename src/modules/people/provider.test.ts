import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SESSION_COOKIE } from './auth.ts'
import { openPeopleHouse } from './fixtures.ts'
import type { PeopleHouse } from './fixtures.ts'

/** An identity provider with one person, as small as the standard lets it be (OpenID Connect Core 1.0, code flow). */
function openProvider() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const claims: { email: string; verified: boolean; nonce: string; sub: string } = { email: '', verified: true, nonce: '', sub: 'subject-1' }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const server = createServer((request, response) => {
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const say = (body: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    if (request.url === '/.well-known/openid-configuration') return say({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, id_token_signing_alg_values_supported: ['RS256'] })
    if (request.url === '/jwks') return say({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] })
    const now = Math.floor(Date.now() / 1_000)
    const body = `${part({ alg: 'RS256', kid: 'one' })}.${part({ iss: issuer, aud: 'shouwen', sub: claims.sub, email: claims.email, email_verified: claims.verified, name: 'Person', nonce: claims.nonce, iat: now, exp: now + 300 })}`
    return say({ access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: `${body}.${sign('RSA-SHA256', Buffer.from(body), privateKey).toString('base64url')}` })
  })
  return { server, claims }
}

const provider = openProvider()
let house: PeopleHouse
beforeAll(async () => {
  await new Promise<void>((resolve) => provider.server.listen(0, '127.0.0.1', resolve))
  process.env['OIDC_ISSUER'] = `http://127.0.0.1:${(provider.server.address() as AddressInfo).port}`
  process.env['OIDC_CLIENT_ID'] = 'shouwen'
  process.env['OIDC_CLIENT_SECRET'] = 'a secret between the two'
  process.env['OIDC_NAME'] = '集团账号'
  house = await openPeopleHouse()
})
afterAll(async () => {
  for (const name of ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME']) delete process.env[name]
  await house.close()
  provider.server.close()
})

/** Goes to the provider and comes back with what it says. */
async function goAndComeBack(email: string, { forgedState = false } = {}) {
  const gone = await house.app.inject({ method: 'POST', url: '/api/v1/sign-in/oidc', headers: { 'content-type': 'application/json' }, payload: '{}' })
  const address = new URL(gone.json<{ url: string }>().url)
  provider.claims.email = email
  provider.claims.nonce = address.searchParams.get('nonce') ?? ''
  const state = forgedState ? 'x'.repeat(32) : address.searchParams.get('state') as string
  const cookie = gone.cookies.map((one) => `${one.name}=${encodeURIComponent(one.value)}`).join('; ')
  const back = await house.app.inject({ method: 'GET', url: `/api/auth/callback/oidc?code=abc&state=${state}`, headers: { cookie } })
  const session = back.cookies.find((one) => one.name === SESSION_COOKIE && one.value)
  return { address, back, session }
}

test('somebody who works here comes in by the company’s identity provider', async () => {
  const hired = await house.hire()
  const { address, back, session } = await goAndComeBack(hired.email)
  expect(address.searchParams.get('code_challenge')).toBeTruthy()
  expect(back.statusCode).toBe(302)
  expect(new URL(back.headers.location as string, 'http://localhost').pathname).toBe('/')
  const me = await house.app.inject({ method: 'GET', url: '/api/v1/me', headers: { cookie: `${SESSION_COOKIE}=${encodeURIComponent(session?.value ?? '')}` } })
  expect(me.json()).toMatchObject({ id: hired.id })
  const { rows } = await house.pool.query(`select data from event_inbox where subject_id = $1 and kind = 'session.started'`, [hired.id])
  expect(rows).toEqual([{ data: { method: 'oidc', secondFactor: false } }])
  expect((await house.app.inject({ method: 'GET', url: '/api/v1/sign-in' })).json()).toEqual({ oidc: '集团账号' })
})
test('a stranger, and whoever brings a state that is not theirs, stays outside', async () => {
  provider.claims.sub = 'subject-2'
  const stranger = await goAndComeBack('stranger@example.com')
  expect(stranger.session).toBeUndefined()
  expect(stranger.back.headers.location).toMatch(/\/sign-in\?error=/)
  const hired = await house.hire()
  provider.claims.sub = 'subject-3'
  expect((await goAndComeBack(hired.email, { forgedState: true })).session).toBeUndefined()
  provider.claims.verified = false
  provider.claims.sub = 'subject-4'
  expect((await goAndComeBack(hired.email)).session).toBeUndefined()
  expect((await house.pool.query('select count(*)::int as n from staff where email = $1', ['stranger@example.com'])).rows[0]).toEqual({ n: 0 })
})
test('the library’s other addresses are not reachable', async () => {
  for (const path of ['/api/auth/sign-up/email', '/api/auth/sign-in/email', '/api/auth/get-session', '/api/auth/two-factor/disable']) {
    expect((await house.app.inject({ method: 'POST', url: path, payload: {} })).statusCode).toBe(404)
  }
})
