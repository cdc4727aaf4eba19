import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailOf, openMailHouse } from '../../../../test/mail-house.ts'
import { cases } from '../../cases/contract.ts'
import { workspace } from '../../cases/index.ts'
import { inboundMails } from '../contract.ts'

let house: Awaited<ReturnType<typeof openMailHouse>>
beforeAll(async () => { house = await openMailHouse() })
afterAll(() => house.close())

test('a case marked as spam leaves the lists; its sender’s next mail is kept back, and comes in when it is let go or the mark is taken off', async () => {
  const { manager, receive } = house
  const spam = (n: number, from = 'Win@Lottery.Example') => mailOf({ From: from, Subject: `中奖通知 ${n}`, 'Message-ID': `<spam${n}@lottery.example>` })
  const { caseId } = await receive(spam(1))
  const id = caseId as string
  expect(await manager.call(workspace.beside, { params: { id } })).toMatchObject({ canBlock: true })
  await manager.call(workspace.markSpam, { params: { id }, body: { block: 'domain' } })
  expect((await manager.call(cases.list, { query: {} })).items.map((one) => one.id)).not.toContain(id)
  expect(await receive(spam(2, 'other@lottery.example'))).toMatchObject({ outcome: 'quarantined', caseId: null })
  const { items: [held] } = await manager.call(inboundMails.arrivals, { query: { state: 'quarantined' } })
  expect(held).toMatchObject({ reason: 'blocked-sender' })
  await manager.call(inboundMails.replay, { params: { id: held?.id as string }, body: {} })
  await house.drain()
  expect((await manager.call(inboundMails.arrivals, { query: { state: 'done', limit: 1 } })).items).toMatchObject([{ outcome: 'new-case' }])
  await manager.call(workspace.notSpam, { params: { id }, body: {} })
  expect(await receive(spam(3))).toMatchObject({ outcome: expect.stringMatching(/new-case|threaded/) })
})
