import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailOf, openMailHouse } from '../../../../test/mail-house.ts'
import { cases } from '../../cases/contract.ts'
import { interactions } from '../../contacts/contract.ts'
import { caseMails } from '../contract.ts'
import { caseOfTag, replyTag } from '../intake/own-marks.ts'

let house: Awaited<ReturnType<typeof openMailHouse>>
let { manager, agent, receive, opened, answered, mailsOf } = {} as typeof house
beforeAll(async () => { house = await openMailHouse(); ({ manager, agent, receive, opened, answered, mailsOf } = house) })
afterAll(() => house.close())

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
  test('comes back by undoing, as the message it was, and the binned case with it; nothing is said twice', async () => {
    const of = await opened()
    const stray = await opened(of.from)
    const [was] = await mailsOf(stray.caseId)
    const moved = await manager.call(caseMails.move, { params: { id: stray.interactionId }, body: { caseId: of.caseId, version: 1 } })
    expect((await agent.raw('GET', `/cases/${stray.caseId}`)).statusCode).toBe(404)
    const undone = await manager.call(caseMails.undo, { params: { id: stray.interactionId }, body: { version: moved.version } })
    expect(undone).toMatchObject({ messageId: was?.messageId, evidence: { how: 'undone' } })
    expect((await manager.call(cases.get, { params: { id: stray.caseId } })).removedAt).toBeNull()
    expect((await manager.call(cases.messages, { params: { id: stray.caseId }, query: {} })).items).toHaveLength(1)
    expect((await mailsOf(of.caseId)).find((one) => one.interactionId === stray.interactionId)).toMatchObject({ movedTo: { caseId: stray.caseId } })
    expect((await manager.raw('POST', `/mails/${stray.interactionId}/undo-move`, { version: undone.version })).json()).toMatchObject({ code: 'mail.nothing-to-undo' })
  })
  test('is moved and brought back by whoever handles both cases, though they may not look into the bin', async () => {
    const [of, stray] = [await opened(), await opened()]
    for (const { caseId } of [of, stray]) await agent.call(cases.claim, { params: { id: caseId }, body: {} })
    const moved = await agent.call(caseMails.move, { params: { id: stray.interactionId }, body: { caseId: of.caseId, version: 1 } })
    expect([(await agent.raw('GET', `/cases/${stray.caseId}`)).statusCode, (await manager.call(cases.get, { params: { id: stray.caseId } })).removedAt]).toEqual([404, house.clock.now()])
    const undone = await agent.call(caseMails.undo, { params: { id: stray.interactionId }, body: { version: moved.version } })
    expect([undone.evidence.how, (await agent.call(cases.get, { params: { id: stray.caseId } })).removedAt]).toEqual(['undone', null])
    // Binned by somebody for another reason, it is theirs to restore.
    const again = await agent.call(caseMails.move, { params: { id: stray.interactionId }, body: { caseId: of.caseId, version: undone.version } })
    const restore = async () => manager.call(cases.restore, { params: { id: stray.caseId }, body: { version: (await manager.call(cases.get, { params: { id: stray.caseId } })).version } })
    const { version } = await restore()
    house.clock.pass(60)
    await manager.call(cases.remove, { params: { id: stray.caseId }, body: { reason: '测试件', version } })
    expect((await agent.raw('POST', `/mails/${stray.interactionId}/undo-move`, { version: again.version })).json()).toMatchObject({ status: 422, code: 'mail.undo-binned' })
  })
  test('a split is undone, and the case it made goes', async () => {
    const of = await opened()
    const reply = await receive(mailOf({ From: of.from, Subject: `${of.number} 又`, 'Message-ID': `<undo-split${of.id.slice(1)}` }, '还有'))
    const split = await manager.call(caseMails.split, { params: { id: reply.interactionId as string }, body: { version: 1 } })
    const { rows: [made] } = await house.pool.query('select case_id from mail where interaction_id = $1', [reply.interactionId])
    await manager.call(caseMails.undo, { params: { id: reply.interactionId as string }, body: { version: split.version } })
    expect((await manager.call(cases.get, { params: { id: made.case_id } })).removedAt).not.toBeNull()
    expect((await manager.call(interactions.get, { params: { id: reply.interactionId as string } })).about).toEqual({ kind: 'case', id: of.caseId })
  })
})

describe('a mail that is passed on', () => {
  const passed = (from: string, of: string, id: string) => mailOf({ From: from, Subject: '转发: 水管漏水', 'Message-ID': id }, `请处理\r\n\r\n---------- Forwarded message ---------\r\n发件人: 李雷 <${of}>\r\n发送时间: 2026年3月1日 10:00\r\n收件人: 王芳\r\n主题: 水管漏水\r\n\r\n厨房漏水了。`)
  test('by a colleague opens the case of the customer who wrote it, and names the customer’s open one', async () => {
    const known = await opened('lilei@home.example')
    const taken = await receive(passed('wang@shop.example', 'lilei@home.example', '<passed1@shop.example>'))
    expect(taken.outcome).toBe('new-case')
    const before = await manager.call(cases.get, { params: { id: known.caseId } })
    expect((await manager.call(cases.get, { params: { id: taken.caseId as string } })).customer?.id).toBe(before.customer?.id)
    expect((await mailsOf(taken.caseId as string))[0]).toMatchObject({ forwarded: { name: '李雷', subject: '水管漏水', customer: { id: before.customer?.id } }, evidence: { suggestions: [{ caseId: known.caseId }] } })
  })
  test('by somebody from outside stays theirs, and says who wrote it', async () => {
    const known = await opened('hanmei@home.example')
    const taken = await receive(passed('neighbour@elsewhere.example', 'hanmei@home.example', '<passed2@elsewhere.example>'))
    const before = await manager.call(cases.get, { params: { id: known.caseId } })
    expect((await manager.call(cases.get, { params: { id: taken.caseId as string } })).customer?.id).not.toBe(before.customer?.id)
    expect((await mailsOf(taken.caseId as string))[0]?.forwarded).toMatchObject({ customer: { id: before.customer?.id } })
  })
})
