import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMailServers } from '../../../../test/mail-servers.ts'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { inboundMails, mailboxTests, mailboxes } from '../contract.ts'
import type { Mailbox } from '../contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let servers: Awaited<ReturnType<typeof openMailServers>>
let polled: Awaited<ReturnType<typeof openMailServers>>
let manager: Awaited<ReturnType<typeof house.hire>>
let running: Awaited<ReturnType<typeof house.start>>
beforeAll(async () => {
  servers = await openMailServers()
  polled = await openMailServers({ idle: false, move: false })
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  await house.pool.query(`insert into setting (id, key, value, version, changed_at) values (uuid_v7(), 'mail.poll-seconds', '1', 1, now()), (uuid_v7(), 'mail.most-bytes', '20000', 1, now())`)
  await house.work.read((await import('../../../kernel/actors.ts')).systemActor, 'test', (ctx) => house.work.settings.load(ctx))
  running = await house.start()
})
afterAll(async () => {
  await running.stop()
  await house.close()
  await servers.close()
  await polled.close()
})

let count = 0
const raw = (subject: string, { id = `<n${++count}.${subject.length}@customer.example>`, body = '您好' } = {}) =>
  Buffer.from(`From: c${count}@customer.example\r\nTo: box@shop.example\r\nMessage-ID: ${id}\r\nSubject: ${subject}\r\nDate: Mon, 02 Mar 2026 08:00:00 +0800\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`)
const subjects = async (mailbox: Mailbox): Promise<string[]> => (await house.pool.query<{ subject: string }>('select c.subject from inbound_mail i join "case" c on c.id = i.case_id where i.mailbox_id = $1 and i.outcome = $2 order by c.subject', [mailbox.id, 'new-case'])).rows.map((row) => row.subject)
const soon = (look: () => unknown) => expect.poll(look, { timeout: 20_000, interval: 50 })
const add = (address: string, more: object = {}, at = servers) => manager.call(mailboxes.add, { body: { address, imap: at.account(address).imapUrl, ...more } })

describe('a mailbox that is fetched', () => {
  test('takes what is unread and leaves what is read; what comes later comes at once, and all of it is marked as read', async () => {
    servers.account('one@shop.example')
    servers.imap.deliver('one@shop.example', raw('old and read'), { flags: ['\\Seen'] })
    servers.imap.deliver('one@shop.example', raw('a unread'))
    const mailbox = await add('one@shop.example')
    await soon(() => subjects(mailbox)).toEqual(['a unread'])
    await soon(async () => (await manager.call(mailboxes.get, { params: { id: mailbox.id } })).fetching?.state).toBe('idle')
    servers.imap.deliver('one@shop.example', raw('b pushed'))
    await soon(() => subjects(mailbox)).toEqual(['a unread', 'b pushed'])
    await soon(() => servers.mails('one@shop.example').every((mail) => mail.flags.has('\\Seen'))).toBe(true)
  })
  test('goes on after the connection broke, in the middle of a command too, and loses and doubles nothing', async () => {
    const mailbox = await add('two@shop.example')
    await soon(async () => (await manager.call(mailboxes.get, { params: { id: mailbox.id } })).fetching?.state).toBe('idle')
    servers.imap.breakOn(/UID FETCH .*BODY/, 2)
    servers.imap.breakOn(/UID STORE/, 1)
    const expected = Array.from({ length: 60 }, (_, n) => `m${String(n).padStart(2, '0')}`)
    for (const subject of expected) servers.imap.deliver('two@shop.example', raw(subject))
    await soon(() => subjects(mailbox)).toEqual(expected)
    servers.imap.drop()
    servers.imap.deliver('two@shop.example', raw('zz after'))
    await soon(() => subjects(mailbox)).toEqual([...expected, 'zz after'])
    await soon(() => servers.mails('two@shop.example').every((mail) => mail.flags.has('\\Seen'))).toBe(true)
    const { rows: [doubled] } = await house.pool.query(`select count(*)::int as n from inbound_mail where mailbox_id = $1 and outcome <> 'new-case'`, [mailbox.id])
    expect(doubled).toEqual({ n: 0 })
  })
  test('a folder that is numbered anew opens no case twice and loses none', async () => {
    const mailbox = await add('three@shop.example')
    servers.imap.deliver('three@shop.example', raw('a'))
    await soon(() => subjects(mailbox)).toEqual(['a'])
    servers.imap.deliver('three@shop.example', raw('b'))
    servers.imap.renumber('three@shop.example')
    servers.imap.deliver('three@shop.example', raw('c'))
    await soon(() => subjects(mailbox)).toEqual(['a', 'b', 'c'])
    await soon(async () => (await manager.call(mailboxes.health, { params: { id: mailbox.id } })).folders).toMatchObject([{ folder: 'INBOX', lastUid: 3 }])
  })
  test('what is too large is kept back by its header, and the next one is not held up', async () => {
    const mailbox = await add('four@shop.example')
    servers.imap.deliver('four@shop.example', raw('huge', { body: 'x'.repeat(30_000) }))
    servers.imap.deliver('four@shop.example', raw('small'))
    await soon(() => subjects(mailbox)).toEqual(['small'])
    const { items } = await manager.call(inboundMails.arrivals, { query: { state: 'quarantined', mailboxId: mailbox.id } })
    expect(items).toMatchObject([{ reason: 'too-large', state: 'quarantined', size: expect.any(Number) }])
    expect(items[0]?.size).toBeGreaterThan(30_000)
    expect((await manager.call(inboundMails.look, { params: { id: items[0]?.id as string } })).header).toContain('Subject: huge')
    await expect(manager.call(inboundMails.replay, { params: { id: items[0]?.id as string }, body: {} })).rejects.toMatchObject({ status: 422, code: 'inbound-mail.not-whole' })
  })
  test('without IDLE it looks by the clock; read mails move into a folder that is made for them; several folders', async () => {
    polled.account('five@shop.example')
    polled.imap.deliver('five@shop.example', raw('in junk'), { folder: 'Junk' })
    polled.imap.deliver('five@shop.example', raw('in inbox'))
    const mailbox = await add('five@shop.example', { folders: ['INBOX', 'Junk'], after: 'move', moveTo: 'Taken' }, polled)
    await soon(() => subjects(mailbox)).toEqual(['in inbox', 'in junk'])
    polled.imap.deliver('five@shop.example', raw('later'))
    await soon(() => subjects(mailbox)).toEqual(['in inbox', 'in junk', 'later'])
    await soon(() => [polled.mails('five@shop.example').length, polled.mails('five@shop.example', 'Junk').length, polled.mails('five@shop.example', 'Taken').length]).toEqual([0, 0, 3])
    expect((await manager.call(mailboxes.get, { params: { id: mailbox.id } })).fetching?.state).toMatch(/polling|fetching/)
  })
  test('says why it can’t be fetched, and goes on when the password is right', async () => {
    const { imapUrl } = servers.account('six@shop.example')
    servers.imap.deliver('six@shop.example', raw('waits'))
    const mailbox = await add('six@shop.example', { imap: imapUrl.replace(':post%20office@', ':wrong@') })
    await soon(async () => (await manager.call(mailboxes.get, { params: { id: mailbox.id } })).fetching).toMatchObject({ state: 'retrying', error: 'mailbox.error.sign-in', failures: expect.any(Number), retryAt: expect.any(Date) })
    // Two seconds, then four: it does not hammer at the door.
    expect(servers.imap.log.filter((line) => line.includes('LOGIN') || line.includes('AUTHENTICATE')).length).toBeLessThan(20)
    expect(await manager.call(mailboxTests.test, { body: { mailboxId: mailbox.id } })).toMatchObject({ imap: { ok: false, code: 'mailbox.error.sign-in' }, smtp: null })
    expect(await manager.call(mailboxTests.test, { body: { mailboxId: mailbox.id, imap: imapUrl } })).toMatchObject({ imap: { ok: true, folders: ['INBOX'] } })
    await manager.call(mailboxes.change, { params: { id: mailbox.id }, body: { imap: imapUrl, version: mailbox.version } })
    await soon(() => subjects(mailbox)).toEqual(['waits'])
    await soon(async () => (await manager.call(mailboxes.get, { params: { id: mailbox.id } })).fetching).toMatchObject({ state: 'idle', error: null, failures: 0 })
  })
  test('one out of use is left alone', async () => {
    const mailbox = await add('seven@shop.example')
    await soon(() => servers.imap.log.some((line) => line.includes('seven@shop.example'))).toBe(true)
    await soon(async () => (await manager.call(mailboxes.get, { params: { id: mailbox.id } })).fetching?.state).toBe('idle')
    const before = servers.imap.connected()
    await manager.call(mailboxes.change, { params: { id: mailbox.id }, body: { active: false, version: 1 } })
    await soon(() => servers.imap.connected()).toBe(before - 1)
    servers.imap.deliver('seven@shop.example', raw('nobody fetches this'))
    await manager.call(mailboxes.change, { params: { id: mailbox.id }, body: { active: true, version: 2 } })
    await soon(() => subjects(mailbox)).toEqual(['nobody fetches this'])
  })
})
