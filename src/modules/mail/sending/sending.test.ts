import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
// @ts-expect-error It brings no types.
import hoodiecrow from 'hoodiecrow-imap'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { buildHouse } from '../../../kernel/house.ts'
import { newId } from '../../../kernel/id.ts'
import { strike } from '../../../kernel/jobs.ts'
import { changeSetting } from '../../../kernel/settings.ts'
import { pino } from 'pino'
import { testSecret } from '../../../../test/app.ts'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { cases } from '../../cases/contract.ts'
import { customers } from '../../customers/contract.ts'
import { interactions } from '../../contacts/contract.ts'
import { modules } from '../../index.ts'
import { outbox, signatures, wishes } from '../../messages/contract.ts'
import { queueMessage } from '../../messages/index.ts'
import type { Wish } from '../../messages/index.ts'
import { publicAddress } from '../../messages/settings.ts'
import { openIdentity } from '../../people/index.ts'
import { mailboxes } from '../contract.ts'
import type { Mailbox, Taken } from '../contract.ts'
import { readMail } from '../reading/read-mail.ts'
import { mailboxSending } from './contract.ts'
import { openPost, saying } from './fixtures/post.ts'
import type { Post } from './fixtures/post.ts'
import { lookForCopy } from './jobs.ts'
import { sendDue } from './send-due.ts'

interface ImapServer { server: { address: () => AddressInfo }; listen: (port: number, done: () => void) => void; close: () => void; appendMessage: (folder: string, flags: string[], at: Date, raw: Buffer) => void }
const imapServer = hoodiecrow as (options: object) => ImapServer

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
let post: Awaited<ReturnType<typeof openPost>>
let answering: (to: string) => Error | null = () => null
/** What happens when the whole text has arrived. */
let ending: (mail: Post) => Error | null | Promise<Error | null> = () => null
let mailbox: Mailbox
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  agent = await house.hire('agent', { name: '陈首问' })
  post = await openPost({ refuse: (to) => answering(to), after: (mail) => ending(mail) })
  mailbox = await manager.call(mailboxes.add, { body: { address: 'support@house.example', name: '客户服务中心', smtp: post.url() } })
})
beforeEach(() => { answering = () => null; ending = () => null; post.taken.length = 0 })
afterAll(async () => { await house.close(); await post.close() })

const inUnit = <T>(run: (ctx: Ctx) => Promise<T>) => house.work.unit(systemActor, 'test', run)
let nth = 0
const wish = (more: Partial<Wish> = {}): Wish => ({ key: `test:${newId()}`, channel: 'email', about: { kind: 'survey', id: newId() }, to: [{ kind: 'email', value: `li${++nth}@customer.example`, name: '李雷' }], subject: '您的空调明天上门维修', text: '李先生：\n\n明天上午九点上门。', ...more })
const queue = (more: Partial<Wish> = {}) => inUnit((ctx) => queueMessage(ctx, wish(more)))
const look = (id: string) => manager.call(outbox.get, { params: { id } })
const beat = async (name: string) => { for (const one of house.house.flatMap((module) => module.beats ?? [])) if (one.name === name) await strike(house.work, one) }
/** Lets time pass, and what waits for it go on. */
const later = async (seconds: number) => { house.clock.pass(seconds); await beat('messages.settle'); await beat('mail.sweep'); await house.drain() }
/** The server takes the whole text and ends the line without a word. */
const dropLine = (keep: (mail: Post) => void = () => {}) => { ending = (mail) => { keep(mail); for (const socket of post.lines()) socket.destroy(); return new Promise(() => {}) } }

describe('a mail leaves', () => {
  test('and is told as sent, with its interaction and its parties', async () => {
    const { id } = await queue({ to: [{ kind: 'email', value: 'li.lei@customer.example', name: '李雷' }] })
    await house.drain()
    expect(post.taken).toHaveLength(1)
    expect(post.taken[0]).toMatchObject({ from: 'support@house.example', to: ['li.lei@customer.example'] })
    const mail = await readMail(post.taken[0]!.raw)
    expect(mail).toMatchObject({ subject: '您的空调明天上门维修', from: [{ name: '客户服务中心', address: 'support@house.example' }], to: [{ name: '李雷', address: 'li.lei@customer.example' }] })
    expect(mail.text.trim()).toBe('李先生：\n\n明天上午九点上门。')
    expect(mail.html).toContain('<p>明天上午九点上门。</p>')
    expect(await look(id)).toMatchObject({ state: 'sent', attempts: 1, tries: [{ attempt: 1, outcome: 'sent' }] })
    const { items: [met] } = await manager.call(interactions.list, { query: { channel: 'email', direction: 'out' } })
    const whole = await manager.call(interactions.get, { params: { id: met!.id } })
    expect([whole.from, whole.to].map((side) => side.map((party) => party.value))).toEqual([['support@house.example'], ['li.lei@customer.example']])
  })
  test('two servers over one outbox send each mail once', async () => {
    const other = await buildHouse({ modules, openIdentity }, { databaseUrl: house.database.url, secret: testSecret, clock: house.clock, logger: pino({ level: 'silent' }), connections: 6 })
    const ids = (await Promise.all(Array.from({ length: 30 }, () => queue()))).map((one) => one.id)
    await Promise.all([sendDue(house.work, mailbox.id), sendDue(other.work, mailbox.id)])
    await other.close()
    await house.drain()
    expect(new Set(post.taken.map((one) => one.to[0])).size).toBe(30)
    expect(post.taken).toHaveLength(30)
    expect((await Promise.all(ids.map(look))).every((one) => one.state === 'sent' && one.attempts === 1)).toBe(true)
  })
  test('a temporary refusal is tried again later, a permanent one never, and an address that is none is left alone', async () => {
    answering = (to) => to.startsWith('busy') ? saying(450, '4.2.0 try later') : to.startsWith('gone') ? saying(550, '5.1.1 <gone@customer.example>: user unknown') : null
    const busy = await queue({ to: [{ kind: 'email', value: 'busy@customer.example' }] })
    const gone = await queue({ to: [{ kind: 'email', value: 'gone@customer.example' }] })
    await house.drain()
    expect(await look(busy.id)).toMatchObject({ state: 'queued', reason: 'message.server-busy', tries: [{ outcome: 'temporary', code: '450 4.2.0' }] })
    expect(await look(gone.id)).toMatchObject({ state: 'failed', reason: 'message.server-refused', tries: [{ outcome: 'permanent', code: '550 5.1.1' }] })
    expect((await look(gone.id)).remark).not.toContain('gone@')
    expect(await queue({ to: [{ kind: 'email', value: 'gone@customer.example' }] })).toMatchObject({ state: 'refused', reason: 'message.address-blocked' })
    answering = () => null
    const { dueAt } = await look(busy.id)
    expect(dueAt!.getTime() - house.clock.now().getTime()).toBeGreaterThanOrEqual(48_000)
    await later(120)
    expect(await look(busy.id)).toMatchObject({ state: 'sent', attempts: 2 })
    expect(post.taken).toHaveLength(1)
  })
  test('of two addresses one is none: the other gets it, and it stands beside the message', async () => {
    answering = (to) => to.startsWith('nobody') ? saying(550, '5.1.1 no such user') : null
    const { id } = await queue({ to: [{ kind: 'email', value: 'somebody@customer.example' }], cc: [{ kind: 'email', value: 'nobody@customer.example' }] })
    await house.drain()
    expect(post.taken.map((one) => one.to)).toEqual([['somebody@customer.example']])
    expect(await look(id)).toMatchObject({ state: 'sent', reason: 'message.some-refused' })
    expect((await queue({ to: [{ kind: 'email', value: 'nobody@customer.example' }] })).reason).toBe('message.address-blocked')
  })
  test('a server that is not there or takes no password puts everything off at once', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    const dead = await manager.call(mailboxes.add, { body: { address: 'dead@house.example', smtp: `smtp://x:y@127.0.0.1:${port}` } })
    const locked = await manager.call(mailboxes.add, { body: { address: 'locked@house.example', smtp: post.url('support', 'wrong') } })
    const all = await Promise.all([...Array.from({ length: 5 }, () => queue({ mailboxId: dead.id })), queue({ mailboxId: locked.id })])
    await house.drain()
    const seen = await Promise.all(all.map(({ id }) => look(id)))
    expect(seen.map((one) => one.state)).toEqual(Array.from({ length: 6 }, () => 'queued'))
    expect(seen.map((one) => one.reason)).toEqual([...Array.from({ length: 5 }, () => 'message.server-unreachable'), 'message.sign-in-refused'])
    const now = await manager.call(mailboxes.get, { params: { id: locked.id } })
    await manager.call(mailboxes.change, { params: { id: locked.id }, body: { smtp: post.url(), version: now.version } })
    await later(120)
    expect((await look(all[5]!.id)).state).toBe('sent')
  })
  test('without a server it is held, and goes when the mailbox has one', async () => {
    const mute = await manager.call(mailboxes.add, { body: { address: 'mute@house.example' } })
    const { id, state, reason } = await queue({ mailboxId: mute.id })
    expect({ state, reason }).toEqual({ state: 'held', reason: 'message.no-way-out' })
    await manager.call(mailboxes.change, { params: { id: mute.id }, body: { smtp: post.url(), version: mute.version } })
    await house.drain()
    expect((await look(id)).state).toBe('sent')
    expect((await readMail(post.taken[0]!.raw)).from[0]?.address).toBe('mute@house.example')
  })
  test('who says no while a message waits for the morning does not get it', async () => {
    house.clock.set('2026-03-03T15:00:00Z')
    const value = `late${++nth}@customer.example`
    const { id } = await queue({ to: [{ kind: 'email', value }], automatic: true, purpose: 'survey' })
    const customer = await agent.call(customers.add, { body: { type: 'person', name: '夜猫', contactPoints: [{ kind: 'email', value }] } })
    await agent.call(wishes.sayConsent, { params: { id: customer.id }, body: { contactPointId: customer.contactPoints[0]!.id, purpose: 'survey', state: 'withdrawn', source: '电话' } })
    await later(10 * 3_600)
    expect(await look(id)).toMatchObject({ state: 'refused', reason: 'message.opted-out' })
    expect(post.taken).toHaveLength(0)
  })
})

describe('an answer to a case', () => {
  const inbound = async (fields: Record<string, string>, body: string): Promise<Taken> => {
    const raw = Buffer.from(`${Object.entries({ 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8', Date: 'Mon, 02 Mar 2026 08:00:00 +0800', To: 'support@house.example', ...fields }).map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${body}\r\n`)
    const answer = await house.app.inject({ method: 'POST', url: '/api/v1/channels/email/inbound?mailbox=support@house.example', headers: { authorization: `Bearer ${manager.token}`, 'content-type': 'message/rfc822' }, payload: raw })
    return answer.json()
  }
  test('is threaded, quotes what it answers, bears a signature and the case’s number, and its own answer lands in the same case', async () => {
    await manager.call(mailboxSending.changeSending, { params: { id: mailbox.id }, body: { plusAddresses: true, sentFolder: null, connections: 2, version: 0 } })
    await agent.call(signatures.setSignature, { body: { owner: { kind: 'staff' }, text: '陈首问 · 首问客服' } })
    const { caseId } = await inbound({ From: 'Han Meimei <han@customer.example>', Subject: '=?utf-8?B?56m66LCD5LiN5Yi25Ya3?=', 'Message-ID': '<one@customer.example>', References: '<zero@customer.example>' }, '空调昨天开始不制冷。')
    const id = caseId as string
    await agent.call(cases.claim, { params: { id }, body: {} })
    const said = await agent.call(cases.say, { params: { id }, body: { body: '明天上午九点上门检修。', visibility: 'public' } })
    expect(said.delivery).toMatchObject({ state: 'queued' })
    await house.drain()
    const reply = await readMail(post.taken[0]!.raw)
    const { number } = await agent.call(cases.get, { params: { id } })
    expect(reply).toMatchObject({ inReplyTo: ['<one@customer.example>'], references: ['<zero@customer.example>', '<one@customer.example>'], subject: `Re: 空调不制冷 [${number}]`, to: [{ address: 'han@customer.example' }] })
    expect(reply.newText).toBe('明天上午九点上门检修。')
    expect(reply.text).toContain('-- \n陈首问 · 首问客服')
    expect(reply.text).toContain('> 空调昨天开始不制冷。')
    expect(reply.replyTo[0]?.address).toMatch(/^support\+c[0-9a-z]{34}@house\.example$/)
    expect(reply.headers['auto-submitted']).toBeUndefined()
    const back = await inbound({ From: 'han@customer.example', Subject: `Re: ${number}`, 'Message-ID': '<two@customer.example>', 'In-Reply-To': reply.messageId, References: `<one@customer.example> ${reply.messageId}` }, '好的，谢谢。')
    expect(back).toMatchObject({ outcome: 'threaded', caseId: id })
    // All threads lost, another address: what stands behind the plus is enough to suggest it, and joins for whoever is known.
    const plus = await inbound({ From: 'han@customer.example', To: reply.replyTo[0]!.address, Subject: '还有一件事', 'Message-ID': '<three@customer.example>' }, '请带配件。')
    expect(plus).toMatchObject({ outcome: 'threaded', caseId: id })
    await house.drain()
    const met = (await agent.call(interactions.list, { query: { aboutId: id, direction: 'out' } })).items
    expect(met).toHaveLength(1)
    expect(met[0]).toMatchObject({ agent: { id: agent.id } })
  })
})

describe('when nobody knows whether it arrived', () => {
  const doubtful = async (more: Partial<Wish> = {}) => {
    const kept: Post[] = []
    dropLine((mail) => kept.push(mail))
    const { id } = await queue(more)
    await house.drain()
    ending = () => null
    expect(await look(id)).toMatchObject({ state: 'unknown', reason: 'message.outcome-unknown', may: ['settle', 'send-again'] })
    return { id, mail: await readMail(kept[0]!.raw) }
  }
  test('it is not sent again by itself; a person says that it left, or has it sent once more', async () => {
    const one = await doubtful()
    const two = await doubtful()
    await later(3_600)
    expect(post.taken).toHaveLength(0)
    const settled = await manager.call(outbox.settle, { params: { id: one.id }, body: { version: (await look(one.id)).version, reason: '客户来电说收到了' } })
    expect(settled.state).toBe('sent')
    await manager.call(outbox.sendAgain, { params: { id: two.id }, body: { version: (await look(two.id)).version } })
    await house.drain()
    expect((await look(two.id)).state).toBe('sent')
    expect((await readMail(post.taken[0]!.raw)).messageId).toBe(two.mail.messageId)
  })
  test('an answer to it proves that it arrived', async () => {
    const { id, mail } = await doubtful()
    await house.app.inject({
      method: 'POST', url: '/api/v1/channels/email/inbound?mailbox=support@house.example', headers: { authorization: `Bearer ${manager.token}`, 'content-type': 'message/rfc822' },
      payload: `From: li@customer.example\r\nTo: support@house.example\r\nSubject: Re\r\nMessage-ID: <${newId()}@customer.example>\r\nIn-Reply-To: ${mail.messageId}\r\n\r\nok\r\n`,
    })
    await house.drain()
    expect((await look(id)).state).toBe('sent')
  })
  test('a copy in the server’s folder proves it; where there is none after several looks, it goes once more', async () => {
    // Beyond any real clock, so that what waits for its hour waits.
    house.clock.set('2099-01-05T02:00:00Z')
    const server = imapServer({ plugins: ['ID', 'IDLE', 'NAMESPACE', 'SPECIAL-USE', 'UIDPLUS'], storage: { INBOX: {}, '': { folders: { Sent: { 'special-use': '\\Sent', messages: [] } } } } })
    const port = await new Promise<number>((resolve) => server.listen(0, () => resolve(server.server.address().port)))
    try {
      const now = await manager.call(mailboxes.get, { params: { id: mailbox.id } })
      await manager.call(mailboxes.change, { params: { id: mailbox.id }, body: { imap: `imap://testuser:testpass@127.0.0.1:${port}`, version: now.version } })
      const sending = await manager.call(mailboxSending.sending, { params: { id: mailbox.id } })
      await manager.call(mailboxSending.changeSending, { params: { id: mailbox.id }, body: { ...sending, sentFolder: 'Sent' } })
      const stays = await doubtful()
      const lost = await doubtful()
      server.appendMessage('Sent', [], new Date(), Buffer.from(`Message-ID: ${stays.mail.messageId}\r\nSubject: x\r\n\r\nx`))
      for (const messageId of [stays.id, lost.id]) for (const nthLook of [0, 1, 2]) {
        expect((await look(lost.id)).state).toBe('unknown')
        await lookForCopy.outside?.(house.work, { messageId, look: nthLook } as never)
      }
      await house.drain()
      expect((await look(stays.id)).state).toBe('sent')
      expect(await look(lost.id)).toMatchObject({ state: 'sent', attempts: 2 })
      expect(post.taken).toHaveLength(1)
      await manager.call(outbox.events, { params: { id: stays.id } }).then(({ items }) => expect(items.at(-1)).toMatchObject({ kind: 'message.settled', data: { reason: 'message.found-there' } }))
    } finally { server.close() }
  })
})

describe('headers by what a mail is for', () => {
  test('automatic mails say so; those nobody asked for say how to stop them', async () => {
    await inUnit((ctx) => changeSetting(ctx, publicAddress, 'https://service.example', 0))
    await house.drain()
    await queue({ automatic: true })
    await queue({ purpose: 'follow-up' })
    await house.drain()
    const [plain, bearing] = (await Promise.all(post.taken.map((one) => readMail(one.raw)))).map((one) => one.text).sort((a, b) => a.length - b.length)
    expect(plain).not.toContain('unsubscribe')
    expect(bearing).toMatch(/https:\/\/service\.example\/unsubscribe\/[0-9a-f]{56}/)
    const headers = post.taken.map((one) => one.raw.toString('latin1').split('\r\n\r\n')[0] as string)
    expect(headers.map((one) => /^List-Unsubscribe: <https:\/\/service\.example\/api\/v1\/unsubscribe\/[0-9a-f]{56}>,\s*<mailto:support@house\.example\?/m.test(one)).sort()).toEqual([false, true])
    expect(headers.every((one) => /^Auto-Submitted: auto-generated\r?$/m.test(one))).toBe(true)
  })
})
