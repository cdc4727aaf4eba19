import { expect } from 'vitest'
import { systemActor } from '../src/kernel/actors.ts'
import type { Ctx } from '../src/kernel/context.ts'
import { newId } from '../src/kernel/id.ts'
import { cases } from '../src/modules/cases/contract.ts'
import { caseMails, mailboxes } from '../src/modules/mail/contract.ts'
import type { Taken } from '../src/modules/mail/contract.ts'
import { ownMessageId, rememberSent } from '../src/modules/mail/intake/own-marks.ts'
import { openWholeHouse } from './whole-house.ts'

/** A mail as it comes over the wire. */
export const mailOf = (fields: Record<string, string>, body = '你好，订单还没到。') => Buffer.from(`${Object.entries({ 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8', Date: 'Mon, 02 Mar 2026 08:00:00 +0800', To: 'support@shop.example', ...fields }).map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${body}\r\n`)

/** A whole house with two mailboxes, entered by its real door. */
export async function openMailHouse() {
  const house = await openWholeHouse()
  const [manager, agent, supervisor] = [await house.hire('cs_manager'), await house.hire('agent'), await house.hire('cs_supervisor')]
  await manager.call(mailboxes.add, { body: { address: 'support@shop.example', aliases: ['help@shop.example'] } })
  await manager.call(mailboxes.add, { body: { address: 'sales@shop.example', kind: 'consultation' } })
  const unit = <T>(run: (ctx: Ctx) => Promise<T>) => house.work.unit(systemActor, 'test', run)
  const receive = async (raw: Buffer, mailbox = 'support@shop.example'): Promise<Taken> => {
    const answer = await house.app.inject({ method: 'POST', url: `/api/v1/channels/email/inbound?mailbox=${encodeURIComponent(mailbox)}`, headers: { authorization: `Bearer ${manager.token}`, 'content-type': 'message/rfc822' }, payload: raw })
    expect(answer.statusCode, answer.body).toBe(202)
    return answer.json()
  }
  let nth = 0
  return {
    ...house, manager, agent, supervisor, receive,
    /** A customer’s first mail, and the case it opened. */
    async opened(from = `c${++nth}@company${nth}.example`, subject = `第 ${nth} 件事`) {
      const id = `<open${++nth}@customer.example>`
      const taken = await receive(mailOf({ From: from, Subject: subject, 'Message-ID': id }))
      expect(taken.outcome).toBe('new-case')
      return { from, id, caseId: taken.caseId as string, interactionId: taken.interactionId as string, number: (await manager.call(cases.get, { params: { id: taken.caseId as string } })).number }
    },
    /** An answer of ours that has left: its Message-ID. */
    async answered(of: { caseId: string; from: string }): Promise<string> {
      const id = ownMessageId(house.work, newId(), 'shop.example')
      await unit((ctx) => rememberSent(ctx, { messageId: id, caseId: of.caseId, to: [of.from] }))
      return id
    },
    mailsOf: async (caseId: string) => (await manager.call(caseMails.ofCase, { params: { id: caseId } })).items,
  }
}
