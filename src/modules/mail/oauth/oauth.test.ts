import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailOf, openMailHouse } from '../../../../test/mail-house.ts'
import { openMailServers } from '../../../../test/mail-servers.ts'
import { openOauthServer } from '../../../../test/oauth-server.ts'
import { cases } from '../../cases/contract.ts'
import { notifications } from '../../people/contract.ts'
import { inboundMails, mailboxTests, mailboxes } from '../contract.ts'
import { withAccess } from './access.ts'
import { mailboxConsents, mailboxOauth } from './contract.ts'

let house: Awaited<ReturnType<typeof openMailHouse>>
let provider: Awaited<ReturnType<typeof openOauthServer>>
let servers: Awaited<ReturnType<typeof openMailServers>>
beforeAll(async () => {
  provider = await openOauthServer()
  ;[house, servers] = await Promise.all([openMailHouse(), openMailServers({ tokens: (token) => provider.userOf(token) })])
})
afterAll(async () => { await servers.close(); await provider.close(); await house.close() })

const REDIRECT = 'http://127.0.0.1:3000/mailboxes/connected'
let nth = 0
/** A mailbox without any password, set up to sign in by tokens; its holder has consented unless told otherwise. */
async function tokenMailbox({ consented = true } = {}) {
  const address = `token${++nth}@shop.example`
  const { imapUrl, smtpUrl } = servers.account(address)
  const bare = (url: string) => url.replace(/:[^:@/]+@/, '@')
  const mailbox = await house.manager.call(mailboxes.add, { body: { address, imap: bare(imapUrl), smtp: bare(smtpUrl) } })
  await house.manager.call(mailboxOauth.changeOauth, { params: { id: mailbox.id }, body: { provider: 'other', clientId: 'client-1', clientSecret: 'hush', authorizeUrl: provider.authorizeUrl, tokenUrl: provider.tokenUrl, scope: 'mail', version: 0 } })
  if (consented) await consent(mailbox.id)
  return mailbox
}
/** What the browser does: goes to the provider's page and comes back with what it says. */
async function consent(id: string) {
  const { url } = await house.manager.call(mailboxOauth.beginOauth, { params: { id }, body: { redirectUrl: REDIRECT } })
  const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '')
  const told = { state: back.searchParams.get('state') ?? '', code: back.searchParams.get('code') ?? '' }
  await house.manager.call(mailboxConsents.finishOauth, { body: told })
  return told
}
const read = (id: string) => house.manager.call(mailboxOauth.oauth, { params: { id } })

describe('a mailbox that signs in by tokens', () => {
  test('is connected by its holder’s consent, once a code, and shows no secret', async () => {
    const { id, address } = await tokenMailbox({ consented: false })
    expect(await read(id)).toMatchObject({ state: 'waiting', provider: 'other', hasSecret: true, userName: address, connectedAt: null })
    expect(await house.manager.call(mailboxTests.test, { body: { mailboxId: id } })).toMatchObject({ imap: { ok: false, code: 'mailbox.error.sign-in-again' }, smtp: { ok: false, code: 'mailbox.error.sign-in-again' } })
    const told = await consent(id)
    expect(await read(id)).toMatchObject({ state: 'connected', connectedAt: expect.any(Date), expiresAt: expect.any(Date) })
    expect((await house.manager.raw('POST', '/mailbox-consents', told)).json()).toMatchObject({ code: 'mailbox.oauth-over' })
    expect(await house.manager.call(mailboxTests.test, { body: { mailboxId: id } })).toMatchObject({ imap: { ok: true, folders: ['INBOX'] }, smtp: { ok: true } })
    expect((await house.manager.raw('GET', `/mailboxes/${id}/oauth`)).body).not.toContain('hush')
    const { rows } = await house.pool.query(`select (tokens::text || client_secret::text) as kept from mailbox_oauth where mailbox_id = $1`, [id])
    expect(rows[0].kept).not.toContain(Buffer.from('hush').toString('hex'))
  })
  test('fetches and sends by them', async () => {
    const { address, id } = await tokenMailbox()
    const taken = await house.receive(mailOf({ From: `c${++nth}@client.example`, To: address, Subject: '你好', 'Message-ID': `<t${nth}@client.example>` }), address)
    await house.agent.call(cases.claim, { params: { id: taken.caseId as string }, body: {} })
    await house.agent.call(cases.say, { params: { id: taken.caseId as string }, body: { body: '收到。', visibility: 'public' } })
    await house.drain()
    expect(servers.taken.at(-1)).toMatchObject({ from: address, to: [`c${nth}@client.example`] })
    servers.imap.deliver(address, mailOf({ From: `d${++nth}@client.example`, To: address, Subject: '经令牌收取', 'Message-ID': `<t${nth}@client.example>` }))
    const running = await house.start()
    try {
      await expect.poll(async () => (await house.manager.call(inboundMails.arrivals, { query: { mailboxId: id } })).items.map((one) => one.source), { timeout: 20_000 }).toContain('imap')
    } finally { await running.stop() }
  })
  test('renews a token before it ends, only once for many who wait, and after the server took it no longer', async () => {
    const { id } = await tokenMailbox()
    const server = { host: 'x', port: 1, secure: false, user: 'x', password: null, anyCertificate: false }
    const use = async () => (await withAccess(house.work, id, server)).token as string
    const first = await use()
    expect(await use()).toBe(first)
    house.clock.pass(3_500)
    const before = provider.asked.length
    const many = await Promise.all(Array.from({ length: 8 }, use))
    expect(new Set(many).size).toBe(1)
    expect(many[0]).not.toBe(first)
    expect(provider.asked.slice(before)).toEqual(['refresh_token'])
    provider.endAccess()
    const taken = await house.receive(mailOf({ From: `e${++nth}@client.example`, Subject: '你好', 'Message-ID': `<t${nth}@client.example>` }), `token${nth - 1}@shop.example`)
    await house.agent.call(cases.claim, { params: { id: taken.caseId as string }, body: {} })
    await house.agent.call(cases.say, { params: { id: taken.caseId as string }, body: { body: '收到。', visibility: 'public' } })
    await house.drain()
    expect(servers.taken.at(-1)?.to).toEqual([`e${nth}@client.example`])
  })
  test('whose provider can’t be asked keeps its consent; one whose consent was taken back says so, and tells those who lead', async () => {
    const { id } = await tokenMailbox()
    const server = { host: 'x', port: 1, secure: false, user: 'x', password: null, anyCertificate: false }
    house.clock.pass(3_600)
    provider.fail(1)
    await expect(withAccess(house.work, id, server)).rejects.toMatchObject({ code: 'mailbox.error.token-unreachable' })
    expect((await read(id)).state).toBe('connected')
    provider.revoke()
    await expect(withAccess(house.work, id, server)).rejects.toMatchObject({ code: 'mailbox.error.sign-in-again' })
    expect(await read(id)).toMatchObject({ state: 'refused', error: 'mailbox.error.sign-in-again' })
    await house.drain()
    expect((await house.supervisor.call(notifications.recent, { query: {} })).items.map((one) => one.code)).toContain('mailbox.notice-sign-in-again')
    await consent(id)
    expect((await read(id)).state).toBe('connected')
    expect(await house.manager.call(mailboxOauth.forgetOauth, { params: { id }, body: { version: (await read(id)).version } })).toMatchObject({ state: 'none', version: 0 })
  })
  test('is set up by whoever may, over a safe line, and comes back only to this house’s own page', async () => {
    const { id } = await tokenMailbox({ consented: false })
    const { version } = await read(id)
    const change = (more: object) => house.manager.raw('PATCH', `/mailboxes/${id}/oauth`, { provider: 'other', clientId: 'x', authorizeUrl: provider.authorizeUrl, tokenUrl: provider.tokenUrl, version, ...more })
    expect((await change({ tokenUrl: 'http://tokens.example/token' })).json()).toMatchObject({ errors: [{ path: 'tokenUrl', code: 'mailbox.oauth-url' }] })
    expect((await house.manager.raw('POST', `/mailboxes/${id}/oauth/begin`, { redirectUrl: 'https://elsewhere.example/steal' })).json()).toMatchObject({ errors: [{ path: 'redirectUrl', code: 'mailbox.oauth-redirect' }] })
    expect((await house.agent.raw('POST', `/mailboxes/${id}/oauth/begin`, { redirectUrl: REDIRECT })).statusCode).toBe(403)
    const { url } = await house.manager.call(mailboxOauth.changeOauth, { params: { id }, body: { provider: 'microsoft', clientId: 'app', version } }).then(() => house.manager.call(mailboxOauth.beginOauth, { params: { id }, body: { redirectUrl: REDIRECT } }))
    expect(url).toMatch(/^https:\/\/login\.microsoftonline\.com\/common\/oauth2\/v2\.0\/authorize\?.*IMAP\.AccessAsUser\.All.*code_challenge_method=S256/)
  })
})
