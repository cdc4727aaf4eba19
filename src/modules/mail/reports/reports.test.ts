import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailOf, openMailHouse } from '../../../../test/mail-house.ts'
import { openMailServers } from '../../../../test/mail-servers.ts'
import { cases } from '../../cases/contract.ts'
import { customers } from '../../customers/contract.ts'
import { outbox, wishes } from '../../messages/contract.ts'
import { mailboxes } from '../contract.ts'
import { readMail } from '../reading/read-mail.ts'
import { mailReports } from './contract.ts'

let house: Awaited<ReturnType<typeof openMailHouse>>
let servers: Awaited<ReturnType<typeof openMailServers>>
const BOX = 'reports@shop.example'
beforeAll(async () => {
  [house, servers] = await Promise.all([openMailHouse(), openMailServers()])
  await house.manager.call(mailboxes.add, { body: { address: BOX, smtp: servers.account(BOX).smtpUrl } })
})
afterAll(async () => { await servers.close(); await house.close() })

let nth = 0
/** A case by mail that an agent has answered by mail: the answer's id in the case, in the outbox, and as Message-ID. */
async function answeredCase() {
  const from = `r${++nth}@client${nth}.example`
  const taken = await house.receive(mailOf({ From: `张三 <${from}>`, To: BOX, Subject: `询问 ${nth}`, 'Message-ID': `<q${nth}@client.example>` }), BOX)
  const caseId = taken.caseId as string
  await house.agent.call(cases.claim, { params: { id: caseId }, body: {} })
  const said = await house.agent.call(cases.say, { params: { id: caseId }, body: { body: '已为您查询。', visibility: 'public' } })
  await house.drain()
  const sent = await readMail((await servers.waitForMail(from)).raw)
  return { from, caseId, messageId: said.id, outgoingId: said.delivery?.messageId as string, sentId: sent.messageId }
}
type Answered = Awaited<ReturnType<typeof answeredCase>>
const returned = ({ sentId }: Answered, recipient: string, fields: string[]) => Buffer.from(['From: MAILER-DAEMON@mx.example', `To: ${BOX}`, 'Subject: Undelivered Mail Returned to Sender', `Message-ID: <dsn${++nth}@mx.example>`, 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=d', '',
  '--d', 'Content-Type: text/plain', '', 'The mail could not be delivered.', '--d', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '', `Final-Recipient: rfc822; ${recipient}`, ...fields, '', '--d', 'Content-Type: message/rfc822', '', `Message-ID: ${sentId}`, 'Subject: x', '', 'x', '--d--', ''].join('\r\n'))
const reportsOf = async ({ caseId }: Answered) => (await house.agent.call(mailReports.reports, { params: { id: caseId } })).items
const deliveryOf = async ({ caseId, messageId }: Answered) => (await house.agent.call(cases.messages, { params: { id: caseId }, query: {} })).items.find((one) => one.id === messageId)?.delivery

describe('a returned mail', () => {
  test('to a dead address stands at the message it belongs to with its reason, and marks the address', async () => {
    const of = await answeredCase()
    expect(await house.receive(returned(of, of.from, ['Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 no such user here']), BOX)).toMatchObject({ outcome: 'bounce', caseId: of.caseId })
    expect(await reportsOf(of)).toMatchObject([{ kind: 'bounce', messageId: of.messageId, bounce: { outcome: 'failed', recipients: [{ address: of.from.replace(/^(.).*@/, '$1***@'), reason: 'userunknown', hard: true, status: '5.1.1', said: '550 5.1.1 no such user here' }] } }])
    expect(await deliveryOf(of)).toMatchObject({ state: 'bounced', reason: 'message.returned.userunknown' })
    const { customer } = await house.agent.call(cases.get, { params: { id: of.caseId } })
    expect((await house.agent.call(wishes.consents, { params: { id: customer?.id as string } })).items).toMatchObject([{ blockedFor: 'message.returned.userunknown', blockedUntil: expect.any(Date) }])
    const again = await house.agent.call(cases.say, { params: { id: of.caseId }, body: { body: '再发一次。', visibility: 'public' } })
    expect(again.delivery).toMatchObject({ state: 'refused', reason: 'message.address-blocked' })
  })
  test('of a full mailbox did not arrive either, and leaves the address alive', async () => {
    const of = await answeredCase()
    await house.receive(returned(of, of.from, ['Action: failed', 'Status: 5.2.2', 'Diagnostic-Code: smtp; 552 5.2.2 mailbox full']), BOX)
    expect(await deliveryOf(of)).toMatchObject({ state: 'bounced', reason: 'message.returned.mailboxfull' })
    expect(await reportsOf(of)).toMatchObject([{ bounce: { recipients: [{ reason: 'mailboxfull', hard: false }] } }])
    const message = await house.manager.call(outbox.get, { params: { id: of.outgoingId } })
    expect(message).toMatchObject({ reason: 'message.returned.mailboxfull', remark: '552 5.2.2 mailbox full', may: ['send-again'] })
    await house.manager.call(outbox.sendAgain, { params: { id: of.outgoingId }, body: { version: message.version } })
    await house.drain()
    expect(await deliveryOf(of)).toMatchObject({ state: 'sent' })
  })
  test('that is only delayed changes nothing and is told', async () => {
    const of = await answeredCase()
    await house.receive(returned(of, of.from, ['Action: delayed', 'Status: 4.4.1', 'Diagnostic-Code: smtp; connection timed out']), BOX)
    expect(await deliveryOf(of)).toMatchObject({ state: 'sent' })
    expect(await reportsOf(of)).toMatchObject([{ kind: 'bounce', messageId: of.messageId, bounce: { outcome: 'delayed', recipients: [{ reason: 'expired', hard: false }] } }])
  })
  test('one that somebody forged with an id that is not ours marks nothing', async () => {
    const of = await answeredCase()
    await house.receive(returned({ ...of, sentId: of.sentId.replace(/\.[0-9a-f]{16}@/, '.0000000000000000@') }, of.from, ['Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 no such user']), BOX)
    expect(await deliveryOf(of)).toMatchObject({ state: 'sent' })
    expect((await house.agent.call(customers.list, { query: { q: of.from } })).items).toHaveLength(1)
  })
})

test('out of office is shown at the message it answers, and is nobody’s word', async () => {
  const of = await answeredCase()
  const { version } = await house.agent.call(cases.get, { params: { id: of.caseId } })
  await house.agent.call(cases.move, { params: { id: of.caseId }, body: { to: 'waiting-customer', version } })
  const before = await house.agent.call(cases.messages, { params: { id: of.caseId }, query: {} })
  expect(await house.receive(mailOf({ From: of.from, To: BOX, Subject: 'Automatic reply: 询问', 'Message-ID': `<ooo${++nth}@client.example>`, 'In-Reply-To': of.sentId, 'Auto-Submitted': 'auto-replied' }, '我在休假，3 月 9 日回来。'), BOX)).toMatchObject({ outcome: 'auto-reply', caseId: of.caseId })
  await house.drain()
  expect(await reportsOf(of)).toMatchObject([{ kind: 'auto-reply', messageId: of.messageId, text: '我在休假，3 月 9 日回来。', bounce: null }])
  expect(await house.agent.call(cases.get, { params: { id: of.caseId } })).toMatchObject({ status: { key: 'waiting-customer' } })
  expect((await house.agent.call(cases.messages, { params: { id: of.caseId }, query: {} })).items).toHaveLength(before.items.length)
})

test('whoever does not see the case sees no report of it', async () => {
  const of = await answeredCase()
  const installer = await house.hire('installer')
  expect((await installer.raw('GET', `/cases/${of.caseId}/mail-reports`)).statusCode).toBe(404)
})
