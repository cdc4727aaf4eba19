import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { cases } from '../../cases/contract.ts'
import { interactions } from '../../contacts/contract.ts'
import { customers } from '../../customers/contract.ts'
import { outbox } from '../../messages/contract.ts'
import { queueMessage } from '../../messages/index.ts'
import type { Wish } from '../../messages/index.ts'
import { mailboxes } from '../contract.ts'
import { readMail } from '../reading/read-mail.ts'
import { openPost, saying } from './fixtures/post.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let manager: Awaited<ReturnType<typeof house.hire>>
let post: Awaited<ReturnType<typeof openPost>>
let answering: (to: string) => Error | null = () => null
let mailbox: { id: string; version: number }
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  post = await openPost({ refuse: (to) => answering(to) })
  mailbox = await manager.call(mailboxes.add, { body: { address: 'support@house.example', name: '客户服务中心', smtp: post.url() } })
})
beforeEach(() => { answering = () => null; post.taken.length = 0 })
afterAll(async () => { await house.close(); await post.close() })

const inUnit = <T>(run: (ctx: Ctx) => Promise<T>) => house.work.unit(systemActor, 'test', run)
const wish = (more: Partial<Wish> = {}): Wish => ({ key: `test:${newId()}`, channel: 'email', about: { kind: 'survey', id: newId() }, to: [{ kind: 'email', value: 'li.lei@customer.example', name: '李雷' }], subject: '您的空调明天上门维修', text: '李先生：\n\n明天上午九点上门。', ...more })
const queue = (more: Partial<Wish> = {}) => inUnit((ctx) => queueMessage(ctx, wish(more)))
const look = (id: string) => manager.call(outbox.get, { params: { id } })

describe('a mail leaves', () => {
  test('and is told as sent, with its interaction and its parties', async () => {
    const { id } = await queue()
    await house.drain()
    expect(post.taken).toHaveLength(1)
    expect(post.taken[0]).toMatchObject({ from: 'support@house.example', to: ['li.lei@customer.example'] })
    const mail = await readMail(post.taken[0]!.raw)
    expect(mail.subject).toBe('您的空调明天上门维修')
    expect(mail.from).toEqual([{ name: '客户服务中心', address: 'support@house.example' }])
    expect(mail.to).toEqual([{ name: '李雷', address: 'li.lei@customer.example' }])
    expect(mail.text.trim()).toBe('李先生：\n\n明天上午九点上门。')
    expect(mail.html).toContain('<p>明天上午九点上门。</p>')
    expect(await look(id)).toMatchObject({ state: 'sent', attempts: 1, tries: [{ attempt: 1, outcome: 'sent' }] })
    const { items: [met] } = await manager.call(interactions.list, { query: { channel: 'email', direction: 'out' } })
    const whole = await manager.call(interactions.get, { params: { id: met!.id } })
    expect(whole.to.map((party) => party.value)).toEqual(['li.lei@customer.example'])
    expect(whole.from.map((party) => party.value)).toEqual(['support@house.example'])
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
    house.clock.pass(120)
    const { strike } = await import('../../../kernel/jobs.ts')
    for (const beat of house.house.flatMap((module) => module.beats ?? []).filter((one) => one.name === 'mail.sweep')) await strike(house.work, beat)
    await house.drain()
    expect(await look(busy.id)).toMatchObject({ state: 'sent', attempts: 2 })
    expect(post.taken).toHaveLength(1)
  })
})
