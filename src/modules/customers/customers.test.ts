import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayIn } from '../../kernel/days.ts'
import { verifyChain } from '../../kernel/events.ts'
import { strike } from '../../kernel/jobs.ts'
import { answer, defineModule } from '../../kernel/module.ts'
import { systemActor } from '../../kernel/actors.ts'
import { openTestHouse, testIdentity } from '../../../test/app.ts'
import type { TestActor } from '../../../test/app.ts'
import { emptyBin } from './bin.ts'
import { CustomerMayBeRemoved, customers } from './contract.ts'
import { customersModule, searchCustomerIds } from './index.ts'
import { metricsModule } from '../metrics/index.ts'

const grants = (...words: string[]) => words.map((word) => ({ permission: word as `${string}.${string}`, scope: 'all' }))
const agent: TestActor = { id: '00000000-0000-7000-8000-000000000001', grants: grants('customer.read', 'customer.write', 'customer.reveal') }
const manager: TestActor = { id: '00000000-0000-7000-8000-000000000002', grants: grants('customer.read', 'customer.write', 'customer.reveal', 'customer.reveal-sensitive', 'customer.remove', 'personal.read', 'sensitive.read') }
const outsider: TestActor = { id: '00000000-0000-7000-8000-000000000003', grants: grants('staff.read') }
const actors = new Map([agent, manager, outsider].map((actor) => [actor.id, actor]))

/** Stands for a module above, which keeps a customer that it needs. */
const kept = { id: '' }
const aboveModule = defineModule({ name: 'above', answers: [answer(CustomerMayBeRemoved, 'above.keeps', async (_, { customerId }) => customerId === kept.id ? [{ code: 'customer.not-found', field: 'version' }] : [])] })

let house: Awaited<ReturnType<typeof openTestHouse>>
beforeAll(async () => { house = await openTestHouse({ modules: [metricsModule, customersModule, aboveModule], openIdentity: testIdentity(actors) }) })
afterAll(() => house.close())

const as = (who: TestActor) => house.actor(who)
const add = (name: string, more: Partial<Parameters<typeof body>[0]> = {}) => as(agent)(customers.add, { body: body({ name, ...more }) })
const body = (more: { name: string; type?: 'person' | 'organisation'; region?: string; contactPoints?: { kind: 'phone' | 'email' | 'wechat' | 'sms' | 'address' | 'other'; value: string }[]; documents?: { kind: 'id-card' | 'passport'; number: string }[]; birthday?: string; lunarBirthday?: string }) => ({ type: 'person' as const, ...more })
const find = async (q: string, who = agent) => (await as(who)(customers.list, { query: { q } })).items.map((one) => one.name)
const raw = async (method: 'GET' | 'POST' | 'PATCH', url: string, who: TestActor, payload?: unknown) => house.app.inject({ method, url: `/api/v1${url}`, headers: { 'x-test-actor': who.id, 'accept-language': 'en', ...(payload === undefined ? {} : { 'content-type': 'application/json' }) }, ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }) })

/** Every row of every table of the product, as a dump would write it: texts, and bytes as hex and as text. */
async function dump(): Promise<string> {
  const { rows } = await house.directPool.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth', 'graphile_worker')`)
  const parts = []
  for (const { name } of rows) parts.push(...(await house.directPool.query<{ row: string }>(`select t::text as row from ${name} t`)).rows.map(({ row }) => row))
  return parts.join('\n')
}
const hex = (text: string) => Buffer.from(text).toString('hex')

describe('a customer is found', () => {
  beforeAll(async () => {
    await add('欧阳娜娜', { contactPoints: [{ kind: 'phone', value: '138 1234 5678' }, { kind: 'email', value: 'Nana.Ouyang@Example.com' }] })
    await add('单雄信', { contactPoints: [{ kind: 'sms', value: '０１３９１２３４９９９９' }] })
    await add('曾志伟', { contactPoints: [{ kind: 'wechat', value: 'Zeng_zw88' }] })
    await add('张三')
    await add('李小三丰')
    await add('劉國強')
    await add('ＡＢＣ貿易', { type: 'organisation', contactPoints: [{ kind: 'phone', value: '010-6552 9988' }, { kind: 'email', value: 'info@abc-trade.cn' }] })
    await add('John Smith', { contactPoints: [{ kind: 'phone', value: '+1 (212) 555-2368' }] })
    await add('𠮷野家 100% 品质_一号店', { type: 'organisation' })
    await house.drain()
  })
  test.each([
    ['欧阳', '欧阳娜娜'], ['歐陽', '欧阳娜娜'], ['ouyang', '欧阳娜娜'], ['Ōuyáng nà', '欧阳娜娜'], ['oynn', '欧阳娜娜'], ['娜娜', '欧阳娜娜'],
    ['shanxiong', '单雄信'], ['sxx', '单雄信'], ['zengzhi', '曾志伟'], ['zzw', '曾志伟'],
    ['张三', '张三'], ['zs', '张三'], ['刘国强', '劉國強'], ['劉國', '劉國強'], ['国强', '劉國強'],
    ['abc', 'ＡＢＣ貿易'], ['ａｂｃ贸易', 'ＡＢＣ貿易'], ['贸', 'ＡＢＣ貿易'], ['smith', 'John Smith'], ['john s', 'John Smith'], ['js', 'John Smith'],
    ['𠮷野', '𠮷野家 100% 品质_一号店'], ['100%', '𠮷野家 100% 品质_一号店'], ['质_一', '𠮷野家 100% 品质_一号店'],
    ['13812345678', '欧阳娜娜'], ['+86 138-1234-5678', '欧阳娜娜'], ['5678', '欧阳娜娜'], ['345678', '欧阳娜娜'], ['12345678', '欧阳娜娜'], ['３４５６７８', '欧阳娜娜'],
    ['39 1234 9999', '单雄信'], ['9999', '单雄信'], ['2125552368', 'John Smith'], ['65529988', 'ＡＢＣ貿易'], ['01065529988', 'ＡＢＣ貿易'],
    ['nana.ouyang@example.com', '欧阳娜娜'], ['NANA.OUYANG', '欧阳娜娜'], ['@example.com', '欧阳娜娜'], ['abc-trade.cn', 'ＡＢＣ貿易'], ['zeng_zw88', '曾志伟'],
  ])('by %s: %s', async (q, name) => expect(await find(q)).toContain(name))
  test('by nothing else: a wrong digit, a part of a local part, a wildcard, a gap', async () => {
    for (const q of ['5679', '445678', '13812345679', 'nana@', 'nana', 'example', '_', '%', '___', '三一', 'q'.repeat(200)]) expect(await find(q), q).not.toContain('欧阳娜娜')
    expect(await find('%')).toEqual(['𠮷野家 100% 品质_一号店'])
    expect(await find('\u200b')).toEqual([])
  })
  test('the surest first, each once, over pages', async () => {
    expect(await find('三')).toEqual(['李小三丰', '张三'])
    await add('三一重工', { type: 'organisation' })
    await house.drain()
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { name: string }[]; nextCursor: string | null } = await as(agent)(customers.list, { query: { q: '三', limit: 1, ...(cursor ? { cursor } : {}) } })
      seen.push(...page.items.map((one) => one.name))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['三一重工', '李小三丰', '张三'])
    expect((await raw('GET', '/customers?q=a&cursor=rubbish', agent)).json()).toMatchObject({ status: 400, errors: [{ path: 'cursor' }] })
  })
  test('in the order asked for, by type and region', async () => {
    const { items } = await as(agent)(customers.list, { query: { q: '5678', sort: 'name' } })
    expect(items.map((one) => one.name)).toEqual(['欧阳娜娜'])
    expect((await as(agent)(customers.list, { query: { type: 'organisation' } as never })).items.every((one) => one.type === 'organisation')).toBe(true)
    await add('三亚人', { region: '海南省' })
    await house.drain()
    expect((await as(agent)(customers.list, { query: { q: '三', region: '海南省' } })).items.map((one) => one.name)).toEqual(['三亚人'])
    const walked: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { name: string }[]; nextCursor: string | null } = await as(agent)(customers.list, { query: { sort: 'name', limit: 2, ...(cursor ? { cursor } : {}) } })
      walked.push(...page.items.map((one) => one.name))
      cursor = page.nextCursor
    }
    expect(walked).toHaveLength(new Set(walked).size)
    expect(walked).toEqual((await house.pool.query('select name from customer order by name, id')).rows.map((row) => row.name))
  })
  test('by modules above, ids only', async () => {
    const ids = await house.work.read(systemActor, 'test', (ctx) => searchCustomerIds(ctx, '12345678'))
    expect(ids).toHaveLength(1)
  })
  test('under the new name after a change, no more under the old', async () => {
    const one = await add('赵钱孙')
    await house.drain()
    await as(agent)(customers.change, { params: { id: one.id }, body: { name: '周吴郑', version: 1 } })
    await house.drain()
    expect(await find('zhaoqs')).toEqual([])
    expect(await find('zhouwu')).toEqual(['周吴郑'])
  })
})

describe('what is personal', () => {
  const phone = '13677778888', email = 'secret.person@hidden-mail.net', idCard = '11010519491231002X', wechat = 'wx_hidden_77', birthday = '1949-12-31', lunar = '1949-11-12'
  let id = ''
  beforeAll(async () => {
    const made = await add('秘密人', { contactPoints: [{ kind: 'phone', value: phone }, { kind: 'email', value: email }, { kind: 'wechat', value: wechat }, { kind: 'address', value: '北京市朝阳区秘密路1号' }], documents: [{ kind: 'id-card', number: idCard }], birthday, lunarBirthday: lunar })
    id = made.id
    await as(agent)(customers.change, { params: { id }, body: { name: '隐藏人', birthday: '1950-01-01', version: 1 } })
    const [point] = made.contactPoints
    await as(agent)(customers.changeContactPoint, { params: { id, pointId: point?.id as string }, body: { value: '13677779999', version: 1 } })
    await as(agent)(customers.changeContactPoint, { params: { id, pointId: point?.id as string }, body: { value: phone, version: 2 } })
    await house.drain()
  })
  const secrets = () => [phone, phone.slice(3), '13677779999', email, 'secret.person', wechat, '秘密路', idCard, idCard.slice(4, 14), birthday, '1950-01-01', lunar]

  test('stands masked in every answer to an agent, a refusal’s record included', async () => {
    const answers = [
      await raw('GET', '/customers', agent), await raw('GET', `/customers/${id}`, agent), await raw('GET', `/customers?q=${phone}`, agent), await raw('GET', `/customers?q=${email}`, agent),
      await raw('GET', `/customers/${id}/events`, agent), await raw('GET', `/customers/${id}/duplicates`, agent), await raw('PATCH', `/customers/${id}`, agent, { title: '先生', version: 1 }),
      await raw('POST', '/customers', agent, { type: 'person', name: '另一人', contactPoints: [{ kind: 'phone', value: phone }] }),
    ]
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200, 200, 200, 200, 200, 409, 201])
    for (const one of answers) for (const secret of secrets()) expect(one.body).not.toContain(secret)
    expect(answers[1]?.json()).toMatchObject({ contactPoints: [{ kind: 'phone', value: '+86136****8888' }, { value: 's***@hidden-mail.net' }, {}, {}], birthday: '***', documents: [{ number: expect.stringMatching(/\*{8}/) }] })
    expect(answers[2]?.json()).toMatchObject({ items: [{ id }] })
  })
  test('is whole for who may read it', async () => {
    expect(await as(manager)(customers.get, { params: { id } })).toMatchObject({ contactPoints: [{ value: `+86${phone}` }, { value: email }, { value: wechat }, {}], birthday: '1950-01-01', lunarBirthday: lunar, documents: [{ number: idCard }] })
  })
  test('stands in no table, log or index: a dump shows no number, address, document or birthday', async () => {
    const all = await dump()
    expect(all).toContain('隐藏人')
    for (const secret of secrets()) {
      expect(all, secret).not.toContain(secret)
      expect(all, secret).not.toContain(hex(secret))
    }
    for (const secret of secrets()) expect(house.log.join('')).not.toContain(secret)
  })
  test('is revealed with a reason, and the history says who, when and why, never the value', async () => {
    const { contactPoints, documents } = await as(agent)(customers.get, { params: { id } })
    expect(await as(agent)(customers.reveal, { params: { id }, body: { contactPointId: contactPoints[0]?.id as string, reason: `回电 ${phone}` } })).toEqual({ value: `+86${phone}` })
    expect(await as(agent)(customers.reveal, { params: { id }, body: { field: 'birthday', reason: '核对身份' } })).toEqual({ value: '1950-01-01' })
    await expect(as(agent)(customers.reveal, { params: { id }, body: { documentId: documents[0]?.id as string, reason: '核对' } })).rejects.toMatchObject({ status: 403 })
    expect(await as(manager)(customers.reveal, { params: { id }, body: { documentId: documents[0]?.id as string, reason: '核对' } })).toEqual({ value: idCard })
    await house.drain()
    const { items } = await as(agent)(customers.events, { params: { id } })
    const revealed = items.filter((entry) => entry.kind === 'customer.revealed')
    expect(revealed).toMatchObject([
      { actor: { id: agent.id }, at: expect.any(Date), data: { field: 'contact-point', kind: 'phone', reason: '回电 136****8888' } },
      { actor: { id: agent.id }, data: { field: 'birthday', reason: '核对身份' } }, { actor: { id: manager.id }, data: { field: 'document', kind: 'id-card' } },
    ])
    for (const secret of secrets()) expect(JSON.stringify(items)).not.toContain(secret)
    expect(items.find((entry) => entry.kind === 'customer.changed')?.data).toMatchObject({ changed: { name: {}, birthday: {} }, personal: { sealed: true } })
    for (const bad of [{ reason: 'x' }, { field: 'birthday' }, { field: 'birthday', contactPointId: contactPoints[0]?.id, reason: 'x' }, { field: 'birthday', reason: '  ' }]) expect((await raw('POST', `/customers/${id}/reveal`, agent, bad)).statusCode).toBe(400)
    expect((await raw('POST', `/customers/${id}/reveal`, agent, { contactPointId: id, reason: 'x' })).statusCode).toBe(404)
  })
  test('is nobody’s without the permission', async () => {
    for (const url of ['/customers', `/customers/${id}`, `/customers/${id}/events`]) expect((await raw('GET', url, outsider)).statusCode).toBe(403)
    expect((await raw('POST', `/customers/${id}/reveal`, outsider, { field: 'birthday', reason: 'x' })).statusCode).toBe(403)
    expect((await raw('GET', '/customers?removed=true', agent)).statusCode).toBe(403)
  })
})

describe('writing', () => {
  test('a value that is none of its kind is refused at its field', async () => {
    const bad = await raw('POST', '/customers', agent, { type: 'person', name: '甲', contactPoints: [{ kind: 'phone', value: '12345' }, { kind: 'email', value: 'a@b' }, { kind: 'wechat', value: 'a b' }, { kind: 'phone', value: '13812345678' }] })
    expect(bad.json()).toMatchObject({ status: 400, errors: [{ path: 'contactPoints.0.value', code: 'contact-point.bad-phone' }, { path: 'contactPoints.1.value', code: 'contact-point.bad-email' }, { path: 'contactPoints.2.value', code: 'contact-point.bad-wechat' }] })
    expect((await raw('POST', '/customers', agent, { type: 'person', name: '甲', lunarBirthday: '13-01', birthday: '2001-02-30' })).json<{ errors: object[] }>().errors).toMatchObject([{ path: 'birthday' }, { path: 'lunarBirthday', code: 'customer.bad-lunar-day' }])
  })
  test('a stale version answers with the record as it is', async () => {
    const one = await add('陈旧')
    await as(agent)(customers.change, { params: { id: one.id }, body: { region: '上海', version: 1 } })
    await expect(as(agent)(customers.change, { params: { id: one.id }, body: { region: '天津', version: 1 } })).rejects.toMatchObject({ status: 409, code: 'record.stale', problem: { current: { region: '上海', version: 2 } } })
    await expect(as(agent)(customers.change, { params: { id: one.id }, body: { region: '上海', version: 2 } })).rejects.toMatchObject({ status: 400, code: 'request.nothing-to-change' })
    const races = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => as(agent)(customers.change, { params: { id: one.id }, body: { title: `t${n}`, version: 2 } })))
    expect(races.filter((race) => race.status === 'fulfilled')).toHaveLength(1)
  })
  test('a birthday lies in the past, by the calendar of the company', async () => {
    const tomorrow = dayIn('Asia/Shanghai', new Date(house.clock.now().getTime() + 86_400_000))
    for (const birthday of ['2999-01-01', tomorrow]) expect((await raw('POST', '/customers', agent, { type: 'person', name: '生日', birthday })).json()).toMatchObject({ status: 400, errors: [{ path: 'birthday', code: 'customer.not-born-yet' }] })
    const one = await add('生日', { birthday: '2024-02-29' })
    await expect(as(agent)(customers.change, { params: { id: one.id }, body: { birthday: tomorrow, version: 1 } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'birthday' }] } })
  })
  test('hostile names are kept harmless, or refused by name', async () => {
    const html = '<img src=x onerror=alert(1)>'
    expect((await add(html)).name).toBe(html)
    expect((await add('photo\u202egpj.exe')).name).toBe('photogpj.exe')
    expect((await add('a\u200b\u2066b')).name).toBe('ab')
    expect((await add('𠮷野 👩‍👩‍👧')).name).toBe('𠮷野 👩‍👩‍👧')
    expect((await raw('POST', '/customers', agent, { type: 'person', name: 'a\u0007b' })).json()).toMatchObject({ status: 400, errors: [{ path: 'name', code: 'text.control-characters' }] })
    expect((await raw('POST', '/customers', agent, { type: 'person', name: '\u202e\u200b' })).json()).toMatchObject({ status: 400, errors: [{ path: 'name', code: 'customer.name-empty' }] })
    for (const name of ['张三 13812345678', '張三１３８１２３４５６７８', 'zhang@example.com', '李四 11010519491231002X']) expect((await raw('POST', '/customers', agent, { type: 'person', name })).json(), name).toMatchObject({ status: 400, errors: [{ code: 'customer.name-holds-number' }] })
    expect((await raw('POST', '/customers', agent, { type: 'person', name: 'x'.repeat(201) })).statusCode).toBe(400)
    await house.drain()
    expect(await find('gpj.exe')).toEqual(['photogpj.exe'])
  })
  test('contact points and documents come, change and go; a removed value is destroyed', async () => {
    const { id } = await add('往来')
    const point = await as(agent)(customers.addContactPoint, { params: { id }, body: { kind: 'phone', value: '13511112222', label: '办公' } })
    expect(point.value).toBe('+86135****2222')
    await expect(as(agent)(customers.changeContactPoint, { params: { id, pointId: point.id }, body: { kind: 'email', version: 1 } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'value', code: 'contact-point.bad-email' }] } })
    await as(agent)(customers.changeContactPoint, { params: { id, pointId: point.id }, body: { kind: 'email', value: 'come@go.example.org', version: 1 } })
    await expect(as(agent)(customers.changeContactPoint, { params: { id, pointId: point.id }, body: { label: 'x', version: 1 } })).rejects.toMatchObject({ status: 409, problem: { current: { value: 'c***@go.example.org', version: 2 } } })
    expect(await find('13511112222')).toEqual([])
    expect(await find('come@go.example.org')).toEqual(['往来'])
    await as(agent)(customers.removeContactPoint, { params: { id, pointId: point.id } })
    expect(await find('come@go.example.org')).toEqual([])
    expect((await house.pool.query('select value from contact_point where id = $1', [point.id])).rows).toEqual([{ value: null }])
    const document = await as(agent)(customers.addDocument, { params: { id }, body: { kind: 'passport', number: 'E12345678' } })
    await as(agent)(customers.removeDocument, { params: { id, documentId: document.id } })
    expect(await as(manager)(customers.get, { params: { id } })).toMatchObject({ contactPoints: [], documents: [] })
    expect((await as(agent)(customers.events, { params: { id } })).items.map((entry) => entry.kind)).toEqual(['customer.added', 'contact-point.added', 'contact-point.changed', 'contact-point.removed', 'customer.document-added', 'customer.document-removed'])
  })
  test('two at once who give a customer its first values both succeed', async () => {
    const { id } = await add('同时')
    await Promise.all(Array.from({ length: 10 }, (_, n) => as(agent)(customers.addContactPoint, { params: { id }, body: { kind: 'other', value: `v${n}` } })))
    expect((await as(manager)(customers.get, { params: { id } })).contactPoints.map((point) => point.value).toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `v${n}`))
  })
  test('duplicates are shown with what is alike, and never merged', async () => {
    const first = await add('重复公司', { type: 'organisation', contactPoints: [{ kind: 'phone', value: '13444445555' }] })
    const second = await add('重複公司', { type: 'organisation', contactPoints: [{ kind: 'sms', value: '134 4444 5555' }, { kind: 'email', value: 'a@chongfu.cn' }] })
    const third = await add('别的名字', { contactPoints: [{ kind: 'email', value: 'A@chongfu.cn' }] })
    const same = [await add('王伟', { region: '北京' }), await add('王伟', { region: '北京' }), await add('王伟', { region: '上海' })]
    await house.drain()
    const alike = async (id: string) => (await as(agent)(customers.duplicates, { params: { id } })).items.map((one) => [one.customer.id, one.alike])
    expect(await alike(second.id)).toEqual([[first.id, ['phone', 'name']], [third.id, ['email']]])
    expect(await alike(same[0]?.id as string)).toEqual([[same[1]?.id, ['name']]])
    expect(await alike(same[2]?.id as string)).toEqual([])
  })
})

describe('the bin', () => {
  test('a removed customer is nowhere but in the bin, and comes back whole', async () => {
    const one = await add('回收', { contactPoints: [{ kind: 'phone', value: '13122223333' }] })
    await house.drain()
    await expect(as(manager)(customers.remove, { params: { id: one.id }, body: { version: 2, reason: 'x' } })).rejects.toMatchObject({ status: 409 })
    kept.id = one.id
    await expect(as(manager)(customers.remove, { params: { id: one.id }, body: { version: 1, reason: 'x' } })).rejects.toMatchObject({ status: 422, code: 'customer.kept', problem: { errors: [{ code: 'customer.not-found' }] } })
    kept.id = ''
    expect(await as(manager)(customers.remove, { params: { id: one.id }, body: { version: 1, reason: '重复 13122223333' } })).toMatchObject({ may: ['restore'], version: 2 })
    expect(await find('回收')).toEqual([])
    expect(await find('13122223333', manager)).toEqual([])
    expect((await raw('GET', `/customers/${one.id}`, agent)).statusCode).toBe(404)
    await expect(as(manager)(customers.change, { params: { id: one.id }, body: { region: 'x', version: 2 } })).rejects.toMatchObject({ status: 409, code: 'customer.is-removed' })
    await expect(as(manager)(customers.addContactPoint, { params: { id: one.id }, body: { kind: 'other', value: 'x' } })).rejects.toMatchObject({ status: 404 })
    expect((await as(manager)(customers.list, { query: { removed: 'true' } })).items.map((item) => item.id)).toContain(one.id)
    expect((await as(manager)(customers.list, { query: { removed: 'true', q: '回收' } })).items.map((item) => item.id)).toEqual([one.id])
    await as(manager)(customers.restore, { params: { id: one.id }, body: { version: 2 } })
    expect(await find('13122223333')).toEqual(['回收'])
  })
  test('when its days are over the values are gone for good, the history stays, and the chain is whole', async () => {
    const { id, contactPoints } = await add('消失的人', { contactPoints: [{ kind: 'phone', value: '13199990000' }], documents: [{ kind: 'id-card', number: '11010519491231002X' }], birthday: '1949-12-31' })
    await as(agent)(customers.change, { params: { id }, body: { name: '将要消失', version: 1 } })
    const none = await add('无值')
    await house.drain()
    for (const [one, version] of [[id, 2], [none.id, 1]] as const) await as(manager)(customers.remove, { params: { id: one }, body: { version, reason: '客户要求' } })
    await strike(house.work, emptyBin)
    expect((await raw('GET', `/customers/${id}`, manager)).statusCode).toBe(200)
    house.clock.pass(31 * 86_400)
    await strike(house.work, emptyBin)
    await house.drain()
    expect((await raw('GET', `/customers/${id}`, manager)).statusCode).toBe(404)
    expect((await house.pool.query('select name, birthday, region from customer where id = $1', [id])).rows).toEqual([{ name: '', birthday: null, region: null }])
    expect((await house.pool.query('select value from contact_point where id = $1', [contactPoints[0]?.id])).rows).toEqual([{ value: null }])
    for (const table of ['contact_token', 'customer_key', 'customer_document']) expect((await house.pool.query(`select count(*)::int as n from ${table} where customer_id = $1`, [id])).rows[0].n).toBe(0)
    expect((await house.pool.query('select count(*)::int as n from subject_key where subject_id = $1', [id])).rows[0].n).toBe(0)
    const { rows } = await house.pool.query(`select kind, data from event_log where subject_id = $1 order by pos`, [id])
    expect(rows.map((row) => row.kind)).toEqual(['customer.added', 'customer.changed', 'customer.removed', 'subject-key.destroyed', 'customer.erased'])
    const sealed = Buffer.from(rows[1].data.personal.$sealed, 'base64')
    expect(await house.work.read(systemActor, 'test', (ctx) => ctx.vault.open(ctx, [{ subjectId: id, value: sealed }]))).toEqual([null])
    expect(await verifyChain(house.directPool)).toMatchObject({ badAt: null })
  })
})
