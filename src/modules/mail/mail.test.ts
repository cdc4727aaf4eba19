import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { interactions } from '../contacts/contract.ts'
import { cases } from '../cases/contract.ts'
import { systemActor } from '../../kernel/actors.ts'
import type { Ctx } from '../../kernel/context.ts'
import { verifyChain } from '../../kernel/events.ts'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { notifications } from '../people/contract.ts'
import { caseMails, inboundMails, mailIncidents, mailboxes } from './contract.ts'
import type { Taken } from './contract.ts'
import { mailModule } from './index.ts'
import { readMail } from './reading/read-mail.ts'
import { openMailServers } from '../../../test/mail-servers.ts'
import { LOOP_HEADER, caseOfTag, loopMark, outgoingOf, ownMessageId, rememberSent, replyTag } from './intake/own-marks.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
let supervisor: Person
const unit = <T>(run: (ctx: Ctx) => Promise<T>) => house.work.unit(systemActor, 'test', run)
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  agent = await house.hire('agent')
  supervisor = await house.hire('cs_supervisor')
  await manager.call(mailboxes.add, { body: { address: 'support@shop.example', aliases: ['help@shop.example'] } })
  await manager.call(mailboxes.add, { body: { address: 'sales@shop.example', kind: 'consultation' } })
})
afterAll(() => house.close())

/** A mail as it comes over the wire. */
const mailOf = (fields: Record<string, string>, body = '你好，订单还没到。') => Buffer.from(`${Object.entries({ 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8', Date: 'Mon, 02 Mar 2026 08:00:00 +0800', To: 'support@shop.example', ...fields }).map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${body}\r\n`)
const receive = async (raw: Buffer, mailbox = 'support@shop.example', who = manager): Promise<Taken> => {
  const answer = await house.app.inject({ method: 'POST', url: `/api/v1/channels/email/inbound?mailbox=${encodeURIComponent(mailbox)}`, headers: { authorization: `Bearer ${who.token}`, 'content-type': 'message/rfc822' }, payload: raw })
  expect(answer.statusCode, answer.body).toBe(202)
  return answer.json()
}

describe('a mail that comes in', () => {
  test('opens a case and is shown whole at its interaction', async () => {
    const taken = await receive(mailOf({ From: '王小明 <xiaoming@customer.example>', Subject: '=?utf-8?B?6K6i5Y2V5pyq5Yiw?=', 'Message-ID': '<first@customer.example>' }))
    expect(taken).toMatchObject({ outcome: 'new-case', caseId: expect.any(String), interactionId: expect.any(String) })
    const opened = await manager.call(cases.get, { params: { id: taken.caseId as string } })
    expect(opened).toMatchObject({ subject: '订单未到', channel: 'email', kind: 'request', firstResponder: null, customer: { name: '王小明' } })
    const shown = await manager.call(interactions.get, { params: { id: taken.interactionId as string } })
    expect(shown).toMatchObject({ channel: 'email', direction: 'in', subject: '订单未到', text: expect.stringContaining('订单还没到'), sentAt: new Date('2026-03-02T00:00:00Z'), from: [{ name: '王小明', value: 'xiaoming@customer.example' }], to: [{ value: 'support@shop.example' }], about: { kind: 'case', id: taken.caseId } })
  })
  test('twenty deliveries of one id at once are one interaction and one case', async () => {
    const raw = mailOf({ From: 'li@customer.example', Subject: '二十次', 'Message-ID': '<twenty@customer.example>' })
    const all = await Promise.all(Array.from({ length: 20 }, () => receive(raw)))
    expect(new Set(all.map((one) => one.interactionId)).size).toBe(1)
    expect(new Set(all.map((one) => one.caseId)).size).toBe(1)
    expect(all.filter((one) => one.outcome === 'new-case')).toHaveLength(1)
    expect(all.filter((one) => one.outcome === 'duplicate')).toHaveLength(19)
  })
  test('a second mail of the same id with other words is kept back, and goes its way once somebody lets it', async () => {
    const fields = { From: 'zhao@customer.example', Subject: '同号', 'Message-ID': '<same@customer.example>' }
    const first = await receive(mailOf(fields, '第一封'))
    expect(await receive(mailOf({ Received: 'from somewhere else', ...fields }, '第一封'))).toMatchObject({ outcome: 'duplicate', interactionId: first.interactionId })
    const second = await receive(mailOf(fields, '第二封，内容不同'))
    expect(second).toMatchObject({ caseId: null, outcome: 'quarantined' })
    expect(await manager.call(interactions.get, { params: { id: second.interactionId as string } })).toMatchObject({ text: expect.stringContaining('第二封'), about: null })
    expect((await manager.call(cases.messages, { params: { id: first.caseId as string }, query: {} })).items).toHaveLength(1)
    expect(await receive(mailOf(fields, '第二封，内容不同'))).toEqual({ interactionId: second.interactionId, caseId: null, outcome: 'duplicate' })
    const { items: [held] } = await manager.call(inboundMails.arrivals, { query: { state: 'quarantined' } })
    expect(held).toMatchObject({ reason: 'same-id', state: 'quarantined' })
    expect((await manager.call(inboundMails.look, { params: { id: held?.id as string } })).seen).toMatchObject({ subject: '同号', text: expect.stringContaining('第二封') })
    await manager.call(inboundMails.replay, { params: { id: held?.id as string }, body: {} })
    await house.drain()
    expect(await manager.call(inboundMails.look, { params: { id: held?.id as string } })).toMatchObject({ state: 'done', outcome: 'threaded', case: { id: first.caseId }, interactionId: second.interactionId })
    expect((await manager.call(interactions.get, { params: { id: second.interactionId as string } })).about).toEqual({ kind: 'case', id: first.caseId })
    await expect(manager.call(inboundMails.discard, { params: { id: held?.id as string }, body: {} })).rejects.toMatchObject({ status: 409, code: 'inbound-mail.not-kept-back' })
  })
  test('two mails without an id are two, and one of them delivered twice is one', async () => {
    const one = mailOf({ From: 'sun@customer.example', Subject: '无编号一' })
    const taken = await receive(one)
    expect(await receive(one)).toMatchObject({ outcome: 'duplicate', interactionId: taken.interactionId })
    expect(await receive(mailOf({ From: 'sun@customer.example', Subject: '无编号二' }))).toMatchObject({ outcome: 'new-case' })
  })
  test('one mail to two mailboxes is two interactions of one case, also when both come at once', async () => {
    const raw = mailOf({ From: 'both@customer.example', To: 'support@shop.example, sales@shop.example', Subject: '两处', 'Message-ID': '<both@customer.example>' })
    const [one, two] = await Promise.all([receive(raw), receive(raw, 'sales@shop.example')])
    expect(one.interactionId).not.toBe(two.interactionId)
    expect(one.caseId).toBe(two.caseId)
    expect([one.outcome, two.outcome].toSorted()).toEqual(['new-case', 'threaded'])
    const { items } = await manager.call(cases.messages, { params: { id: one.caseId as string }, query: {} })
    expect(items).toHaveLength(1)
  })
  test('an alias and a plus-address lead to the mailbox; nobody’s address is refused', async () => {
    for (const address of ['help@shop.example', 'support+summer@shop.example', 'SUPPORT@Shop.Example']) expect(await receive(mailOf({ From: 'alias@customer.example', Subject: `经 ${address}`, 'Message-ID': `<${address.length}.alias@customer.example>` }), address)).toMatchObject({ outcome: 'new-case' })
    const answer = await house.app.inject({ method: 'POST', url: '/api/v1/channels/email/inbound?mailbox=nobody%40shop.example', headers: { authorization: `Bearer ${manager.token}`, 'content-type': 'message/rfc822' }, payload: mailOf({}) })
    expect(answer.json()).toMatchObject({ status: 404, code: 'mailbox.not-found' })
    const agents = await house.app.inject({ method: 'POST', url: '/api/v1/channels/email/inbound?mailbox=support%40shop.example', headers: { authorization: `Bearer ${agent.token}`, 'content-type': 'message/rfc822' }, payload: mailOf({}) })
    expect(agents.statusCode).toBe(403)
  })
  test('attachments hang on the message; what could run is told and not kept', async () => {
    const boundary = 'b1'
    const part = (name: string, type: string, body: string) => `--${boundary}\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(body).toString('base64')}\r\n`
    const taken = await receive(mailOf({ From: 'files@customer.example', Subject: '附件', 'Message-ID': '<files@customer.example>', 'Content-Type': `multipart/mixed; boundary=${boundary}` },
      `--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n见附件\r\n${part('note.txt', 'text/plain', 'hello')}${part('run.exe', 'application/octet-stream', 'MZ and more')}--${boundary}--`))
    const { items: [message] } = await manager.call(cases.messages, { params: { id: taken.caseId as string }, query: {} })
    expect(message).toMatchObject({ body: '见附件', attachments: [{ name: 'note.txt', size: 5 }] })
    expect((await manager.raw('GET', `/files/${message?.attachments[0]?.id}`)).body).toBe('hello')
    const { items: [mail] } = await manager.call(caseMails.ofCase, { params: { id: taken.caseId as string } })
    expect(mail?.attachments).toMatchObject([{ name: 'note.txt', refused: null, fileId: expect.any(String) }, { name: 'run.exe', refused: 'file.forbidden-type', fileId: null }])
  })
  test('what can’t be read at all is kept back with its reason, and the next one is not held up', async () => {
    const deep = `${Array.from({ length: 60 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join('')}x`
    expect(await receive(Buffer.from(`From: deep@customer.example\r\nSubject: deep\r\nMIME-Version: 1.0\r\n${deep}`))).toMatchObject({ outcome: 'quarantined' })
    expect((await manager.call(inboundMails.arrivals, { query: { state: 'quarantined' } })).items[0]).toMatchObject({ reason: 'too-deep' })
    expect(await receive(mailOf({ From: 'next@customer.example', Subject: '下一封', 'Message-ID': '<next@customer.example>' }))).toMatchObject({ outcome: 'new-case' })
  })
})

let nth = 0
/** A customer’s first mail, and the case it opened. */
async function opened(from = `c${++nth}@company${nth}.example`, subject = `第 ${nth} 件事`) {
  const id = `<open${++nth}@customer.example>`
  const taken = await receive(mailOf({ From: from, Subject: subject, 'Message-ID': id }))
  expect(taken.outcome).toBe('new-case')
  return { from, id, caseId: taken.caseId as string, interactionId: taken.interactionId as string, number: (await manager.call(cases.get, { params: { id: taken.caseId as string } })).number }
}
/** An answer of ours that has left. */
async function answered(of: { caseId: string; from: string }): Promise<string> {
  const id = ownMessageId(house.work, (await unit(async () => crypto.randomUUID())), 'shop.example')
  await unit((ctx) => rememberSent(ctx, { messageId: id, caseId: of.caseId, to: [of.from] }))
  return id
}
const mailsOf = async (caseId: string) => (await manager.call(caseMails.ofCase, { params: { id: caseId } })).items

describe('an answer finds its case', () => {
  test('by the mail of ours that it answers, and says why', async () => {
    const of = await opened()
    const sent = await answered(of)
    const taken = await receive(mailOf({ From: of.from, Subject: 'Re: 别的主题', 'Message-ID': `<r1.${of.id.slice(1)}`, 'In-Reply-To': sent }, '谢谢'))
    expect(taken).toMatchObject({ outcome: 'threaded', caseId: of.caseId })
    const [mail] = await mailsOf(of.caseId)
    expect(mail?.evidence).toMatchObject({ how: 'joined', signs: [{ kind: 'answers-sent', weight: 90 }, { kind: 'sender-known' }, { kind: 'open-case' }] })
    const { items: [message] } = await manager.call(cases.messages, { params: { id: of.caseId }, query: {} })
    expect(message).toMatchObject({ id: mail?.messageId, body: '谢谢', author: { kind: 'customer' } })
  })
  test('by our mark in the address it was sent to', async () => {
    const of = await opened()
    const tag = replyTag(house.work, of.caseId)
    expect(caseOfTag(house.work, tag)).toBe(of.caseId)
    expect(await receive(mailOf({ From: of.from, To: `support+${tag}@shop.example`, Subject: '没有编号', 'Message-ID': `<r2.${of.id.slice(1)}` }))).toMatchObject({ outcome: 'threaded', caseId: of.caseId })
    const forged = `${tag.slice(0, -1)}${tag.endsWith('0') ? '1' : '0'}`
    expect(await receive(mailOf({ From: of.from, To: `support+${forged}@shop.example`, Subject: '伪造', 'Message-ID': `<r3.${of.id.slice(1)}` }))).toMatchObject({ outcome: 'new-case' })
  })
  test('by its number in the subject, when the sender is known there; for others it is only told', async () => {
    const of = await opened()
    expect(await receive(mailOf({ From: of.from, Subject: `关于 ${of.number}`, 'Message-ID': `<r4.${of.id.slice(1)}` }))).toMatchObject({ outcome: 'threaded', caseId: of.caseId })
    const stranger = await receive(mailOf({ From: 'stranger@elsewhere.example', Subject: `关于 ${of.number}`, 'Message-ID': `<r5.${of.id.slice(1)}` }))
    expect(stranger.outcome).toBe('new-case')
    expect((await mailsOf(stranger.caseId as string))[0]?.evidence).toMatchObject({ how: 'opened', suggestions: [{ caseId: of.caseId, number: of.number, signs: [{ kind: 'case-number' }, { kind: 'sender-unknown' }] }] })
  })
  test('who was never known on a case does not get into it by one of our ids either; a colleague of the customer does', async () => {
    const of = await opened('boss@bigcompany.example')
    const sent = await answered(of)
    expect(await receive(mailOf({ From: 'eve@elsewhere.example', Subject: 'Re:', 'Message-ID': `<r6.${of.id.slice(1)}`, 'In-Reply-To': sent }))).toMatchObject({ outcome: 'new-case' })
    expect(await receive(mailOf({ From: 'secretary@bigcompany.example', Subject: 'Re:', 'Message-ID': `<r7.${of.id.slice(1)}`, 'In-Reply-To': sent }))).toMatchObject({ outcome: 'threaded', caseId: of.caseId })
    const private_ = await opened('boss@qq.com')
    const toPrivate = await answered(private_)
    expect(await receive(mailOf({ From: 'somebody@qq.com', Subject: 'Re:', 'Message-ID': `<r8.${of.id.slice(1)}`, 'In-Reply-To': toPrivate }))).toMatchObject({ outcome: 'new-case' })
  })
  test('another matter of the same customer opens a case of its own and names the open one', async () => {
    const of = await opened()
    const other = await receive(mailOf({ From: of.from, Subject: '另一件事', 'Message-ID': `<r9.${of.id.slice(1)}` }))
    expect(other.outcome).toBe('new-case')
    expect((await mailsOf(other.caseId as string))[0]?.evidence.suggestions).toMatchObject([{ caseId: of.caseId, signs: expect.arrayContaining([{ kind: 'open-case', weight: 5 }]) }])
  })
  test('an answer that comes before the mail it answers meets it in one case', async () => {
    const from = 'early@company.example'
    const late = await receive(mailOf({ From: from, Subject: 'Re: 先后', 'Message-ID': '<late@company.example>', 'In-Reply-To': '<early@company.example>' }))
    expect(await receive(mailOf({ From: from, Subject: '先后', 'Message-ID': '<early@company.example>' }))).toMatchObject({ outcome: 'threaded', caseId: late.caseId })
  })
  test('an answer to a case that is solved reopens it', async () => {
    const of = await opened()
    const sent = await answered(of)
    const { version } = await manager.call(cases.claim, { params: { id: of.caseId }, body: {} })
    await manager.call(cases.move, { params: { id: of.caseId }, body: { to: 'solved', version, fields: { solution: '已补发' } } })
    expect(await receive(mailOf({ From: of.from, Subject: 'Re:', 'Message-ID': `<r10.${of.id.slice(1)}`, 'In-Reply-To': sent }, '还是没到'))).toMatchObject({ outcome: 'threaded', caseId: of.caseId })
    expect((await manager.call(cases.get, { params: { id: of.caseId } })).status).toMatchObject({ class: 'open' })
  })
})

describe('a mail that went to the wrong place', () => {
  test('goes to another case by hand: its files go along, its answers follow, and it comes back by another move', async () => {
    const right = await opened()
    const wrong = await opened(right.from)
    const reply = await receive(mailOf({ From: right.from, Subject: `${wrong.number}`, 'Message-ID': '<moves@customer.example>' }, '其实是另一件'))
    expect(reply.caseId).toBe(wrong.caseId)
    const moved = await manager.call(caseMails.move, { params: { id: reply.interactionId as string }, body: { caseId: right.caseId, version: 1 } })
    expect(moved).toMatchObject({ evidence: { how: 'moved', movedFrom: { caseId: wrong.caseId } } })
    expect((await manager.call(cases.messages, { params: { id: right.caseId }, query: {} })).items[0]).toMatchObject({ id: moved.messageId, body: '其实是另一件' })
    expect((await mailsOf(wrong.caseId)).find((one) => one.interactionId === reply.interactionId)).toMatchObject({ movedTo: { caseId: right.caseId, number: right.number } })
    expect((await manager.call(interactions.get, { params: { id: reply.interactionId as string } })).about).toEqual({ kind: 'case', id: right.caseId })
    expect(await receive(mailOf({ From: right.from, Subject: 'Re:', 'Message-ID': '<moves2@customer.example>', 'In-Reply-To': '<moves@customer.example>' }))).toMatchObject({ caseId: right.caseId })
    await expect(manager.call(caseMails.move, { params: { id: reply.interactionId as string }, body: { caseId: wrong.caseId, version: 1 } })).rejects.toMatchObject({ status: 409 })
    expect(await manager.call(caseMails.move, { params: { id: reply.interactionId as string }, body: { caseId: wrong.caseId, version: moved.version } })).toMatchObject({ evidence: { movedFrom: { caseId: right.caseId } } })
  })
  test('becomes a case of its own', async () => {
    const of = await opened()
    const reply = await receive(mailOf({ From: of.from, Subject: `${of.number} 新问题`, 'Message-ID': '<splits@customer.example>' }, '还有一件新事'))
    const split = await manager.call(caseMails.split, { params: { id: reply.interactionId as string }, body: { version: 1 } })
    expect(split.evidence).toMatchObject({ how: 'split', movedFrom: { caseId: of.caseId } })
    const { rows: [row] } = await house.pool.query('select case_id from mail where interaction_id = $1', [reply.interactionId])
    expect(await manager.call(cases.get, { params: { id: row.case_id } })).toMatchObject({ subject: `${of.number} 新问题`, status: { class: 'open' } })
  })
  test('leaves no empty case behind in the queue', async () => {
    const of = await opened()
    const stray = await opened(of.from)
    await manager.call(caseMails.move, { params: { id: stray.interactionId }, body: { caseId: of.caseId, version: 1 } })
    expect((await manager.call(cases.get, { params: { id: stray.caseId } })).removedAt).not.toBeNull()
    expect((await agent.raw('GET', `/cases/${stray.caseId}`)).statusCode).toBe(404)
  })
  test('is moved by nobody who may not write in both cases', async () => {
    const of = await opened()
    const other = await opened()
    expect((await agent.raw('POST', `/mails/${of.interactionId}/move`, { caseId: other.caseId, version: 1 })).statusCode).toBe(403)
  })
})

describe('what machines send', () => {
  test('an automatic answer is kept at the case, and says and reopens nothing', async () => {
    const of = await opened()
    const sent = await answered(of)
    const before = await manager.call(cases.get, { params: { id: of.caseId } })
    expect(await receive(mailOf({ From: 'machine@elsewhere.example', Subject: '自动回复：不在办公室', 'Message-ID': `<a1.${of.id.slice(1)}`, 'In-Reply-To': sent, 'Auto-Submitted': 'auto-replied' }))).toMatchObject({ outcome: 'auto-reply', caseId: of.caseId })
    expect((await manager.call(cases.messages, { params: { id: of.caseId }, query: {} })).items).toHaveLength(1)
    expect((await manager.call(cases.get, { params: { id: of.caseId } })).version).toBe(before.version)
    expect(await receive(mailOf({ From: 'machine@elsewhere.example', Subject: 'Out of office', 'Message-ID': '<a2@elsewhere.example>', 'Auto-Submitted': 'auto-replied' }))).toMatchObject({ outcome: 'auto-reply', caseId: null })
  })
  test('our own mail that comes back, and mails from our own address, are a loop that somebody sees and ends', async () => {
    const loop = mailOf({ From: 'redirector@elsewhere.example', Subject: '循环', 'Message-ID': '<loop1@elsewhere.example>', [LOOP_HEADER]: loopMark(house.work) })
    expect(await receive(loop)).toMatchObject({ outcome: 'quarantined' })
    expect(await receive(mailOf({ From: 'sales@shop.example', Subject: '自己', 'Message-ID': '<loop2@shop.example>' }))).toMatchObject({ outcome: 'quarantined' })
    await house.drain()
    const { items } = await manager.call(mailIncidents.incidents, { query: { open: 'true' } })
    expect(items.map((one) => one.kind).toSorted()).toEqual(['loop-headers', 'loop-own'])
    expect((await supervisor.call(notifications.recent, { query: {} })).items).toMatchObject([{ code: 'mail-incident.notice-loop', subjectKind: 'mailbox' }, { code: 'mail-incident.notice-loop' }])
    for (const one of items) await manager.call(mailIncidents.close, { params: { id: one.id }, body: { version: one.version, remark: '已联系对方' } })
    expect((await manager.call(mailIncidents.incidents, { query: { open: 'true' } })).items).toEqual([])
  })
  test('too many mails from one address are held until somebody says otherwise; then what was held goes its way', async () => {
    const admin = await house.hire('system_admin')
    const limit = async (mails: number, version: number) => expect((await admin.raw('PATCH', '/settings/mail.loop-windows', { value: [{ minutes: 10, mails }], version })).statusCode).toBe(200)
    await limit(3, 0)
    await house.drain()
    const send = (n: number) => receive(mailOf({ From: 'flood@elsewhere.example', Subject: `第 ${n} 封`, 'Message-ID': `<flood${n}@elsewhere.example>` }))
    const outcomes = []
    for (let n = 0; n < 6; n++) outcomes.push((await send(n)).outcome)
    expect(outcomes).toEqual(['new-case', 'new-case', 'new-case', 'quarantined', 'quarantined', 'quarantined'])
    expect((await receive(mailOf({ From: 'calm@elsewhere.example', Subject: '他人', 'Message-ID': '<calm@elsewhere.example>' }))).outcome).toBe('new-case')
    house.clock.pass(3_600)
    expect((await send(7)).outcome).toBe('quarantined')
    const { items: [incident] } = await manager.call(mailIncidents.incidents, { query: { open: 'true' } })
    expect(incident).toMatchObject({ kind: 'loop-rate', mails: 4, heldBack: 4, sender: 'flood@elsewhere.example' })
    await manager.call(mailIncidents.close, { params: { id: incident?.id as string }, body: { version: incident?.version as number, release: true } })
    await house.drain()
    const { rows } = await house.pool.query(`select outcome from inbound_mail where incident_id = $1`, [incident?.id])
    expect(rows.map((row) => row.outcome)).toEqual(['new-case', 'new-case', 'new-case', 'new-case'])
    expect((await send(8)).outcome).toBe('new-case')
    await limit(1_000, 1)
    await house.drain()
  })
  test('a message id of ours names its message, and a forged one nobody’s', async () => {
    const id = crypto.randomUUID()
    const made = ownMessageId(house.work, id, 'shop.example')
    expect(outgoingOf(house.work, made)).toBe(id)
    expect(outgoingOf(house.work, made.replace(id.replaceAll('-', ''), crypto.randomUUID().replaceAll('-', '')))).toBeNull()
    expect(outgoingOf(house.work, '<anything@else.example>')).toBeNull()
  })
})

describe('the mail as a page', () => {
  test('runs nothing, loads nothing from elsewhere until asked, and is shown to nobody who may not see the case', async () => {
    const html = '<p onclick="x()">看<img src="https://tracker.example/p.gif"><script>alert(1)</script><a href="javascript:alert(1)">x</a></p>'
    const taken = await receive(mailOf({ From: 'html@customer.example', Subject: '网页', 'Message-ID': '<html@customer.example>', 'Content-Type': 'text/html; charset=utf-8' }, html))
    const page = await manager.raw('GET', `/mails/${taken.interactionId}/page`)
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'; img-src data:;.*sandbox allow-same-origin/)
    expect(page.body).not.toMatch(/<script|onclick|javascript:| src="https?:/)
    const shown = await manager.raw('GET', `/mails/${taken.interactionId}/page?images=true`)
    expect(shown.headers['content-security-policy']).toContain('img-src data: https: http:')
    expect(shown.body).toContain(' src="https://tracker.example/p.gif"')
    const inline = await receive(mailOf({ From: 'picture@customer.example', Subject: '图', 'Message-ID': '<picture@customer.example>', 'Content-Type': 'multipart/related; boundary=p' },
      '--p\r\nContent-Type: text/html\r\n\r\n<img src="cid:pic@1" width="9">\r\n--p\r\nContent-Type: image/gif; name=p.gif\r\nContent-ID: <pic@1>\r\nContent-Disposition: inline; filename=p.gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\r\n--p--'))
    expect((await manager.raw('GET', `/mails/${inline.interactionId}/page`)).body).toContain('src="data:image/gif;base64,R0lGODlh')
    expect((await manager.call(interactions.get, { params: { id: inline.interactionId as string } })).attachments).toMatchObject([{ name: 'p.gif', type: 'image/gif', inline: true, size: 42 }])
    const installer = await house.hire('installer')
    expect((await installer.raw('GET', `/mails/${taken.interactionId}/page`)).statusCode).toBe(404)
    const whole = await installer.raw('GET', `/interactions/${taken.interactionId}`)
    expect(whole.statusCode).toBe(404)
    expect((await house.hire('evaluator').then((one) => one.raw('GET', `/interactions/${taken.interactionId}`))).json()).toMatchObject({ html: expect.stringContaining('看') })
  })
})

describe('a mailbox that confirms by itself', () => {
  let servers: Awaited<ReturnType<typeof openMailServers>>
  beforeAll(async () => {
    servers = await openMailServers()
    await manager.call(mailboxes.add, { body: { address: 'confirms@shop.example', acknowledge: true, smtp: servers.account('confirms@shop.example').smtpUrl } })
  })
  afterAll(() => servers.close())
  const send = (fields: Record<string, string>) => receive(mailOf({ To: 'confirms@shop.example', Subject: '请确认', ...fields }), 'confirms@shop.example')

  test('tells the sender the number, once a case, and nobody who would not read it', async () => {
    const taken = await send({ From: 'ack@customer.example', 'Message-ID': '<ack1@customer.example>' })
    await send({ From: 'ack@customer.example', 'Message-ID': '<ack2@customer.example>', 'In-Reply-To': '<ack1@customer.example>' })
    await send({ From: 'no-reply@customer.example', 'Message-ID': '<ack3@customer.example>' })
    await send({ From: 'news@customer.example', 'Message-ID': '<ack4@customer.example>', 'List-Id': '<news.customer.example>' })
    await send({ From: 'machine@customer.example', 'Message-ID': '<ack5@customer.example>', 'Auto-Submitted': 'auto-replied' })
    await house.drain()
    const { raw } = await servers.waitForMail('ack@customer.example')
    const { number } = await manager.call(cases.get, { params: { id: taken.caseId as string } })
    const sent = await readMail(raw)
    expect(sent).toMatchObject({ subject: expect.stringContaining(number), inReplyTo: ['<ack1@customer.example>'], kind: 'auto-reply' })
    expect(sent.headers[LOOP_HEADER.toLowerCase()]).toEqual([loopMark(house.work)])
    expect(servers.taken.map((one) => one.to)).toEqual([['ack@customer.example']])
  })
  test('no more often than the limit a day', async () => {
    for (let n = 0; n < 8; n++) await send({ From: 'often@customer.example', Subject: `第 ${n} 件`, 'Message-ID': `<often${n}@customer.example>` })
    await house.drain()
    expect(servers.taken.filter((one) => one.to.includes('often@customer.example')).length).toBeLessThanOrEqual(5)
  })
  test('a confirmation that comes back marks it and stops the next one', async () => {
    await send({ From: 'gone@customer.example', 'Message-ID': '<gone1@customer.example>' })
    await house.drain()
    const sent = await readMail((await servers.waitForMail('gone@customer.example')).raw)
    const dsn = Buffer.from(['From: MAILER-DAEMON@customer.example', 'To: confirms@shop.example', 'Subject: Undelivered Mail Returned to Sender', 'Message-ID: <dsn@customer.example>', 'Auto-Submitted: auto-replied', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=d', '',
      '--d', 'Content-Type: text/plain', '', 'The mail could not be delivered.', '--d', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; customer.example', '', 'Final-Recipient: rfc822; gone@customer.example', 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 no such user', '',
      '--d', 'Content-Type: message/rfc822', '', `Message-ID: ${sent.messageId}`, 'From: confirms@shop.example', 'Subject: x', '', 'x', '--d--', ''].join('\r\n'))
    expect(await receive(dsn, 'confirms@shop.example')).toMatchObject({ outcome: 'bounce', caseId: expect.any(String) })
    const { rows: [state] } = await house.pool.query('select state from outgoing_message where id = $1', [outgoingOf(house.work, sent.messageId)])
    expect(state).toEqual({ state: 'bounced' })
    await send({ From: 'gone@customer.example', Subject: '又一件', 'Message-ID': '<gone2@customer.example>' })
    await house.drain()
    expect(servers.taken.filter((one) => one.to.includes('gone@customer.example'))).toHaveLength(1)
  })
})

test('mailboxes are set up, changed and told without their passwords', async () => {
  const made = await manager.call(mailboxes.add, { body: { address: 'Secret@Shop.example', imap: 'imaps://user%40x:geheim@mail.example:1993', smtp: 'smtp://user:geheim@mail.example' } })
  await manager.call(mailboxes.change, { params: { id: made.id }, body: { version: 1, active: false, imap: 'imaps://user%40x@mail.example:1993' } })
  const { body } = await manager.raw('GET', `/mailboxes/${made.id}`)
  expect(JSON.parse(body)).toMatchObject({ address: 'secret@shop.example', imap: { host: 'mail.example', port: 1993, secure: true, user: 'user@x' }, smtp: { port: 587, secure: false }, active: false, version: 2 })
  expect(body).not.toContain('geheim')
  const { body: events } = await manager.raw('GET', `/mailboxes/${made.id}/events`)
  expect(events).not.toContain('geheim')
  const { rows: [row] } = await house.pool.query('select m::text as dump from mailbox m where id = $1', [made.id])
  expect(row.dump).not.toContain('geheim')
  for (const [field, value, code] of [['address', 'nonsense', 'mailbox.bad-address'], ['imap', 'https://x.example', 'mailbox.bad-url'], ['smtp', 'imap://x.example', 'mailbox.bad-url'], ['after', 'move', 'mailbox.move-where']]) {
    expect((await manager.raw('POST', '/mailboxes', { address: 'new@shop.example', [field as string]: value })).json(), field).toMatchObject({ status: 400, errors: [{ code }] })
  }
  expect((await manager.raw('POST', '/mailboxes', { address: 'help@shop.example' })).json()).toMatchObject({ status: 409, code: 'mailbox.address-taken' })
  expect((await agent.raw('POST', '/mailboxes', { address: 'x@shop.example' })).statusCode).toBe(403)
})

test('the commands make a mailbox and take a mail as if it had arrived', async () => {
  const { commands = {} } = mailModule
  const call = (args: Record<string, string>, stdin = Buffer.alloc(0)) => ({ work: house.work, args, names: [], stdin: async () => stdin, say: () => {} })
  expect(await commands['mailbox create']?.run(call({ address: 'cli@shop.example', team: '售后组' }))).toMatchObject({ address: 'cli@shop.example', team: '售后组' })
  const taken = await commands['mail receive']?.run(call({ mailbox: 'cli@shop.example' }, mailOf({ From: 'cli@customer.example', Subject: '命令行', 'Message-ID': '<cli@customer.example>' }))) as Taken
  expect(taken).toMatchObject({ outcome: 'new-case', interactionId: expect.any(String) })
  expect((await manager.call(cases.get, { params: { id: taken.caseId as string } })).team).toMatchObject({ name: '售后组' })
})

test('what whoever brought it left lying is taken in by itself', async () => {
  const { rows: [box] } = await house.pool.query(`select id from mailbox where address = 'sales@shop.example'`)
  const { keepArrivals } = await import('./intake/arrive.ts')
  const [id] = await keepArrivals(house.work, systemActor, 'test', box.id, 'api', [{ raw: mailOf({ From: 'left@customer.example', Subject: '留下的', 'Message-ID': '<left@customer.example>' }) }])
  house.clock.pass(180)
  const { strike } = await import('../../kernel/jobs.ts')
  await strike(house.work, (mailModule.beats ?? []).find((one) => one.name === 'mail.take-left') as never)
  await house.drain()
  expect(await manager.call(inboundMails.look, { params: { id: id as string } })).toMatchObject({ state: 'done', outcome: 'new-case', attempts: 1 })
})

test('no table but the messages shows an address or the words of a mail; the health adds up; the chain holds', async () => {
  await receive(mailOf({ From: '王秘密 <wang.secret@private-mail.example>', Subject: '私事', 'Message-ID': '<secret@private-mail.example>' }, '我的地址 wang.secret@private-mail.example，密语九霄'))
  await house.drain()
  const { rows: names } = await house.directPool.query(`select table_schema as schema, table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
  const shows: string[] = []
  for (const { schema, name } of names) {
    const { rows: [row] } = await house.directPool.query(`select string_agg(t::text, E'\n') as dump from "${schema}"."${name}" t`)
    if (/wang\.secret|private-mail|密语九霄/.test(row.dump ?? '')) shows.push(name)
  }
  expect(shows.filter((name) => name !== 'message' && !name.startsWith('message_'))).toEqual([])
  expect(house.log.join('')).not.toContain('wang.secret')
  const { items: [box] } = await manager.call(mailboxes.list, { query: { limit: 1, sort: '-address' } })
  const health = await manager.call(mailboxes.health, { params: { id: box?.id as string } })
  const { rows: [all] } = await house.pool.query(`select count(*)::int as n from inbound_mail where mailbox_id = $1`, [box?.id])
  expect(health.today.reduce((sum, one) => sum + one.mails, 0) + health.mailbox.waiting).toBe(all.n)
  expect(health.lag?.n).toBeGreaterThan(0)
  expect(await verifyChain(house.directPool)).toMatchObject({ badAt: null })
  for (const { name, sql } of mailModule.invariants ?? []) expect((await house.directPool.query(sql)).rows, name).toEqual([])
})
