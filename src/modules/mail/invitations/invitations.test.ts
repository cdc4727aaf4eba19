import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailOf, openMailHouse } from '../../../../test/mail-house.ts'
import { openMailServers } from '../../../../test/mail-servers.ts'
import { mailboxes } from '../contract.ts'
import { readMail } from '../reading/read-mail.ts'
import { mailInvitations } from './contract.ts'
import { replyText } from './reply.ts'

let house: Awaited<ReturnType<typeof openMailHouse>>
let servers: Awaited<ReturnType<typeof openMailServers>>
const BOX = 'visits@shop.example'
beforeAll(async () => {
  [house, servers] = await Promise.all([openMailHouse(), openMailServers()])
  await house.manager.call(mailboxes.add, { body: { address: BOX, name: '上门服务', smtp: servers.account(BOX).smtpUrl } })
})
afterAll(async () => { await servers.close(); await house.close() })

let nth = 0
const invitation = (uid: string, from: string, more: string[] = [], method = 'REQUEST', headers: Record<string, string> = {}) => mailOf({ From: `李四 <${from}>`, To: BOX, Subject: '上门检修时间', 'Message-ID': `<inv${++nth}@client.example>`, 'Content-Type': 'multipart/alternative; boundary=i', ...headers },
  ['--i', 'Content-Type: text/plain; charset=utf-8', '', '请确认时间。', '--i', `Content-Type: text/calendar; method=${method}; charset=utf-8`, '', 'BEGIN:VCALENDAR', `METHOD:${method}`, 'BEGIN:VEVENT', `UID:${uid}`, 'SUMMARY:上门检修', 'DTSTART:20260306T010000Z', 'DTEND:20260306T020000Z', 'LOCATION:上海市',
    `ORGANIZER;CN=李四:mailto:${from}`, `ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:${BOX}`, ...more, 'END:VEVENT', 'END:VCALENDAR', '--i--'].join('\r\n'))
const mailIn = async (caseId: string, interactionId: string) => (await house.mailsOf(caseId)).find((one) => one.interactionId === interactionId)?.calendar

describe('an invitation that came by mail', () => {
  test('is shown with time, place and organizer, and answered so that calendars understand it', async () => {
    const from = `inv${++nth}@client${nth}.example`
    const { caseId, interactionId } = await house.receive(invitation('visit-1@client', from), BOX) as { caseId: string; interactionId: string }
    expect(await mailIn(caseId, interactionId)).toMatchObject({ method: 'REQUEST', summary: '上门检修', start: new Date('2026-03-06T01:00:00Z'), end: new Date('2026-03-06T02:00:00Z'), location: '上海市', organizer: '李四', state: 'open', answer: null, version: 0 })
    expect(await house.manager.call(mailInvitations.answerInvitation, { params: { id: interactionId }, body: { answer: 'accepted', comment: '请保持电话畅通', version: 0 } })).toMatchObject({ state: 'answered', answer: 'accepted', version: 1 })
    await house.drain()
    const sent = readMail((await servers.waitForMail(from)).raw)
    expect(sent).toMatchObject({ subject: expect.stringContaining('已接受：上门检修'), to: [{ address: from }], from: [{ address: BOX }], calendar: { method: 'REPLY', uid: 'visit-1@client', sequence: 0, start: new Date('2026-03-06T01:00:00Z'), attendees: [{ address: BOX, name: '上门服务', answer: 'ACCEPTED' }] } })
    expect((await house.manager.raw('POST', `/mails/${interactionId}/invitation-answer`, { answer: 'declined', version: 0 })).json()).toMatchObject({ status: 409, code: 'record.stale' })
    expect(await house.manager.call(mailInvitations.answerInvitation, { params: { id: interactionId }, body: { answer: 'declined', version: 1 } })).toMatchObject({ answer: 'declined', version: 2 })
  })
  test('that was moved or called off can’t be answered any more', async () => {
    const from = `inv${++nth}@client${nth}.example`
    const first = await house.receive(invitation('visit-2@client', from), BOX) as { caseId: string; interactionId: string }
    const answers = { 'In-Reply-To': `<inv${nth}@client.example>`, Subject: '上门检修时间（改期）' }
    const second = await house.receive(invitation('visit-2@client', from, ['SEQUENCE:1'], 'REQUEST', answers), BOX) as { caseId: string; interactionId: string }
    expect(second.caseId).toBe(first.caseId)
    expect([await mailIn(first.caseId, first.interactionId), await mailIn(first.caseId, second.interactionId)].map((one) => one?.state)).toEqual(['changed', 'open'])
    expect((await house.manager.raw('POST', `/mails/${first.interactionId}/invitation-answer`, { answer: 'accepted', version: 0 })).json()).toMatchObject({ code: 'mail.invitation-not-open' })
    await house.receive(invitation('visit-2@client', from, ['SEQUENCE:2', 'STATUS:CANCELLED'], 'CANCEL', { ...answers, Subject: '取消' }), BOX)
    expect((await mailIn(first.caseId, second.interactionId))?.state).toBe('cancelled')
  })
  test('whoever does not see its case can’t answer it', async () => {
    const { interactionId } = await house.receive(invitation('visit-3@client', `inv${++nth}@client${nth}.example`), BOX) as { interactionId: string }
    expect((await (await house.hire('installer')).raw('POST', `/mails/${interactionId}/invitation-answer`, { answer: 'accepted', version: 0 })).statusCode).toBeGreaterThanOrEqual(403)
  })
})

test('the calendar text is folded by bytes and nothing in it gets out of its line', () => {
  const text = replyText({ uid: 'a;b,c', sequence: 3, recurrence: 'RECURRENCE-ID;TZID=Asia/Shanghai:20260306T090000', organizer: 'o@x.example\r\nX-EVIL:1', attendee: 'a@x.example', attendeeName: '服"务\n部', answer: 'tentative', start: new Date('2026-03-06T00:00:00Z'), end: null, wholeDay: true, summary: '检修'.repeat(60), comment: '一\n二', now: new Date('2026-03-01T00:00:00Z') })
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const event = new ICAL.Component(ICAL.parse(text) as never).getFirstSubcomponent('vevent')
  expect([event?.getFirstPropertyValue('uid'), event?.getFirstPropertyValue('summary'), event?.getFirstPropertyValue('comment'), String(event?.getFirstPropertyValue('dtstart')), String(event?.getFirstPropertyValue('recurrence-id'))]).toEqual(['a;b,c', '检修'.repeat(60), '一\n二', '2026-03-06', '2026-03-06T09:00:00'])
  expect(event?.getFirstProperty('x-evil')).toBeFalsy()
})
