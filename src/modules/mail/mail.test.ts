import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { interactions } from '../contacts/contract.ts'
import { cases } from '../cases/contract.ts'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { mailboxes } from './contract.ts'
import type { Taken } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  await manager.call(mailboxes.add, { body: { address: 'support@shop.example', aliases: ['help@shop.example'] } })
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
})
