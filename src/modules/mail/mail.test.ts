import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailOf, openMailHouse } from '../../../test/mail-house.ts'
import { openMailServers } from '../../../test/mail-servers.ts'
import { systemActor } from '../../kernel/actors.ts'
import { verifyChain } from '../../kernel/events.ts'
import { cases } from '../cases/contract.ts'
import { interactions } from '../contacts/contract.ts'
import { notifications } from '../people/contract.ts'
import { caseMails, inboundMails, mailIncidents, mailboxes } from './contract.ts'
import type { Taken } from './contract.ts'
import { mailModule } from './index.ts'
import { LOOP_HEADER, loopMark, outgoingOf, ownMessageId } from './intake/own-marks.ts'
import { readMail } from './reading/read-mail.ts'

let house: Awaited<ReturnType<typeof openMailHouse>>
let { manager, agent, supervisor, receive, opened, answered } = {} as typeof house
beforeAll(async () => { house = await openMailHouse(); ({ manager, agent, supervisor, receive, opened, answered } = house) })
afterAll(() => house.close())

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
