import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { systemActor } from '../../kernel/actors.ts'
import { customFields } from '../../kernel/custom-fields/contract.ts'
import { eraseCustomers } from '../customers/commands/remove-customer.ts'
import { importCustomers } from '../customers/commands/import-customers.ts'
import { customers } from '../customers/contract.ts'
import { search } from '../search/contract.ts'
import { bulks } from './bulk/contract.ts'
import { importCases } from './commands/import-cases.ts'
import { cases } from './contract.ts'
import type { OpenCase } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
let team: string
beforeAll(async () => {
  house = await openWholeHouse()
  team = (await house.team('North')).id
  manager = await house.hire('cs_manager')
  agent = await house.hire('agent', { teamId: team })
  const add = (body: Parameters<typeof manager.call<(typeof customFields.add)['spec']>>[1]['body']) => manager.call(customFields.add, { body })
  await add({ key: 'model', name: { zh: '产品型号', en: 'Model' }, of: 'case', type: 'text', searchable: true })
  await add({ key: 'warranty', name: { zh: '保修到期', en: 'Warranty until' }, of: 'case', type: 'date' })
  await add({ key: 'fault', name: { zh: '故障类型', en: 'Fault' }, of: 'case', type: 'choice', kinds: ['complaint', 'support'], required: 'opening', options: [{ key: 'noise', name: { zh: '异响', en: 'Noise' } }, { key: 'leak', name: { zh: '漏水', en: 'Leak' } }] })
  await add({ key: 'cost', name: { zh: '维修费用', en: 'Cost' }, of: 'case', type: 'number', required: 'solving', kinds: ['support'] })
  await add({ key: 'id-card', name: { zh: '身份证尾号', en: 'Id card' }, of: 'case', type: 'text', personal: true })
  await house.drain()
})
afterAll(() => house.close())

const wish = (more: Partial<OpenCase> = {}) => ({ kind: 'consultation', subject: '空调异响', description: '制冷时有响声', channel: 'api', teamId: team, ...more }) as const
const open = (more: Partial<OpenCase> = {}) => manager.call(cases.open, { body: wish(more) })
const found = async (fields: string, who = manager, more: object = {}) => (await who.call(cases.list, { query: { fields, ...more } })).items.map(({ id }) => id)

test('a field stands in the form of its kinds, in its own type, and what is required is asked for by name', async () => {
  const { items } = await agent.call(customFields.list, { query: { of: 'case' } })
  expect(items.map(({ key }) => key)).toEqual(['cost', 'fault', 'id-card', 'model', 'warranty', 'tags'])
  await expect(open({ kind: 'complaint' })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'fields.fault', code: 'custom-field.is-required' }] } })
  await expect(open({ kind: 'consultation', fields: { fault: 'leak', warranty: 'tomorrow', colour: 'red' } })).rejects.toMatchObject({
    problem: { errors: [{ path: 'fields.fault', code: 'custom-field.not-of-kind' }, { path: 'fields.warranty', code: 'custom-field.not-a-date' }, { path: 'fields.colour', code: 'custom-field.unknown' }] },
  })
  const opened = await open({ kind: 'complaint', fields: { fault: '漏水', model: ' KFR-35 ', warranty: '2027-01-31', tags: ['加急', '老客户', '加急'] } })
  expect(opened.fields).toEqual({ fault: 'leak', model: 'KFR-35', warranty: '2027-01-31', tags: ['加急', '老客户'] })
  expect((await agent.call(cases.get, { params: { id: opened.id } })).fields).toEqual(opened.fields)
  const changed = await agent.call(cases.change, { params: { id: opened.id }, body: { version: opened.version, fields: { model: null, fault: 'noise' } } })
  expect(changed.fields).toEqual({ fault: 'noise', warranty: '2027-01-31', tags: ['加急', '老客户'] })
  const { items: history } = await agent.call(cases.events, { params: { id: opened.id } })
  // Texts may say anything about anybody: the log tells that they changed, not what they say.
  expect(history.at(-1)).toMatchObject({ kind: 'case.changed', data: { changed: { 'fields.fault': { from: 'leak', to: 'noise' }, 'fields.model': { from: '•••', to: null } } } })
})

test('lists are narrowed by value, by several, by ranges, with words beside, within what one may see', async () => {
  const [one, two] = [await open({ subject: '滤网清洗', fields: { model: 'XQG-100', warranty: '2026-06-30', tags: ['滤网'] } }), await open({ subject: '滤网更换', fields: { model: 'XQG-200', warranty: '2026-12-31' } })]
  await house.drain()
  expect(await found('model:XQG-100')).toEqual([one.id])
  expect(await found('warranty:2026-07-01..2026-12-31')).toEqual([two.id])
  expect(await found('warranty:..2026-12-31', agent, { q: '滤网' })).toEqual([two.id, one.id])
  expect(await found('tags:%E6%BB%A4%E7%BD%91')).toEqual([one.id])
  expect(await found('', manager, { q: 'XQG-200' })).toEqual([two.id])
  const stranger = await house.hire('agent', { teamId: (await house.team('South')).id })
  expect(await found('model:XQG-100', stranger)).toEqual([])
  await expect(found('model:a;colour:red')).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'fields', code: 'custom-field.unknown' }] } })
})

test('what must be known before solving stands against it, one by one and in bulk', async () => {
  const repair = await open({ kind: 'support', fields: { fault: 'noise' } })
  await expect(agent.call(cases.move, { params: { id: repair.id }, body: { to: 'solved', version: repair.version } })).rejects.toMatchObject({ status: 422, problem: { errors: [{ path: 'fields.cost', code: 'custom-field.required-to-solve', message: expect.any(String) }] } })
  const shown = await agent.call(bulks.prepare, { body: { deed: { kind: 'solve' }, choice: { ids: [repair.id] } } })
  expect(shown.refusals).toMatchObject([{ code: 'custom-field.required-to-solve', n: 1 }])
  const told = await agent.call(cases.change, { params: { id: repair.id }, body: { version: repair.version, fields: { cost: 128.5 } } })
  expect((await agent.call(cases.move, { params: { id: repair.id }, body: { to: 'solved', version: told.version } })).status.key).toBe('solved')
})

test('personal values are masked for whoever may not read such, and can’t be asked for either', async () => {
  const opened = await open({ fields: { 'id-card': '1234' } })
  const plain = await house.hire('evaluator')
  expect((await plain.call(cases.get, { params: { id: opened.id } })).fields).toEqual({ 'id-card': '•••' })
  await expect(found('id-card:1234', plain)).rejects.toMatchObject({ status: 400 })
})

test('tags of many cases at once: added and taken away, each told once', async () => {
  const all = [await open({ fields: { tags: ['旧'] } }), await open({})]
  const shown = await agent.call(bulks.prepare, { body: { deed: { kind: 'tag', add: ['春季回访'], remove: ['旧'] }, choice: { ids: all.map(({ id }) => id) } } })
  await agent.call(bulks.start, { params: { id: shown.id }, body: { version: shown.version } })
  await house.drain()
  expect((await found('tags:春季回访')).sort()).toEqual(all.map(({ id }) => id).sort())
  expect((await agent.call(cases.get, { params: { id: all[0]?.id as string } })).fields).toEqual({ tags: ['春季回访'] })
})

test('a field is changed as its next version, keeps its type, and is found again after it was dropped', async () => {
  const before = (await manager.call(customFields.list, { query: {} })).items.find(({ key }) => key === 'fault')
  const { key, of, type, version, ...rest } = before as NonNullable<typeof before>
  const next = await manager.call(customFields.change, { params: { key }, body: { ...rest, version, required: 'no', options: [...rest.options, { key: 'heat', name: { zh: '不制冷', en: 'No cooling' } }] } })
  expect(next).toMatchObject({ of, type, version: version + 1, required: 'no' })
  await expect(manager.call(customFields.change, { params: { key }, body: { ...rest, version } })).rejects.toMatchObject({ status: 409 })
  await expect(manager.call(customFields.change, { params: { key }, body: { ...rest, version: next.version, options: rest.options.slice(0, 1) } })).rejects.toMatchObject({ status: 400 })
  await expect(agent.call(customFields.drop, { params: { key: 'warranty' } })).rejects.toMatchObject({ status: 403 })
  await manager.call(customFields.drop, { params: { key: 'warranty' } })
  await house.drain()
  await expect(open({ fields: { warranty: '2027-01-01' } })).rejects.toMatchObject({ problem: { errors: [{ code: 'custom-field.unknown' }] } })
  await manager.call(customFields.add, { body: { key: 'warranty', name: { zh: '保修到期', en: 'Warranty until' }, of: 'case', type: 'date' } })
  await expect(manager.call(customFields.add, { body: { key: 'model', name: { zh: '型号', en: 'Model' }, of: 'case', type: 'text' } })).rejects.toMatchObject({ problem: { errors: [{ path: 'key', code: 'custom-field.exists' }] } })
})

test('two hundred fields stay quick: a list of fifty cases with twenty values each costs no more than three times one without', async () => {
  // The quickest of several: whatever else the machine does only makes some of them slower.
  const spent = async () => { const all = []; for (let n = 0; n < 8; n++) { const began = performance.now(); await manager.call(cases.list, { query: { limit: 50 } }); all.push(performance.now() - began) } return Math.min(...all) }
  for (let n = 0; n < 50; n++) await open({ subject: `许多字段 ${n}` })
  await spent()
  const bare = await spent()
  await Promise.all(Array.from({ length: 200 }, (_, n) => manager.call(customFields.add, { body: { key: `f${n}`, name: { zh: `字段 ${n}`, en: `Field ${n}` }, of: 'case', type: 'text' } })))
  await house.drain()
  for (let n = 0; n < 50; n++) await open({ subject: `许多字段 ${n}`, fields: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`f${(n + at * 7) % 200}`, `值 ${n}`])) })
  await spent()
  expect(await spent()).toBeLessThan(Math.max(bare * 3, 250))
  expect((await found('f7:值 7')).length).toBe(1)
})

test('customers bear fields of their own by type: asked for, listed, found, imported and erased', async () => {
  const add = (body: Parameters<typeof manager.call<(typeof customFields.add)['spec']>>[1]['body']) => manager.call(customFields.add, { body })
  await add({ key: 'club', name: { zh: '会员俱乐部', en: 'Club' }, of: 'customer', type: 'choice', kinds: ['person'], required: 'opening', options: [{ key: 'gold', name: { zh: '金卡', en: 'Gold' } }, { key: 'blue', name: { zh: '蓝卡', en: 'Blue' } }] })
  await add({ key: 'seats', name: { zh: '席位数', en: 'Seats' }, of: 'customer', type: 'number', kinds: ['organisation'] })
  await add({ key: 'hobby', name: { zh: '爱好', en: 'Hobby' }, of: 'customer', type: 'text', searchable: true })
  await house.drain()
  const make = (body: Parameters<typeof agent.call<(typeof customers.add)['spec']>>[1]['body']) => agent.call(customers.add, { body })
  await expect(make({ type: 'person', name: '林小满' })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'fields.club', code: 'custom-field.is-required' }] } })
  const person = await make({ type: 'person', name: '林小满', fields: { club: '金卡', hobby: '攀岩与马拉松' } })
  expect(person.fields).toEqual({ club: 'gold', hobby: '攀岩与马拉松' })
  const firm = await make({ type: 'organisation', name: '远山科技', fields: { seats: 120 } })
  await expect(agent.call(customers.change, { params: { id: firm.id }, body: { version: firm.version, fields: { club: 'gold' } } })).rejects.toMatchObject({ problem: { errors: [{ path: 'fields.club', code: 'custom-field.not-of-kind' }] } })
  expect((await agent.call(customers.change, { params: { id: firm.id }, body: { version: firm.version, fields: { seats: 80 } } })).fields).toEqual({ seats: 80 })
  const ids = async (fields: string) => (await agent.call(customers.list, { query: { fields } })).items.map(({ id }) => id)
  expect(await ids('seats:50..100')).toEqual([firm.id])
  expect(await ids('club:gold')).toEqual([person.id])
  await house.drain()
  expect((await agent.call(search.find, { query: { q: '马拉松' } })).items.map(({ id }) => id)).toContain(person.id)
  // What call-takers and mail bring knows nothing of fields, and is not kept out by them.
  expect((await open({ customer: { name: '来电人', phone: '13711112222' } })).customer?.name).toBe('来电人')
  const folder = mkdtempSync(join(tmpdir(), 'fields-'))
  try {
    const file = join(folder, 'customers.csv')
    writeFileSync(file, 'externalId,type,name,fields.club,fields.seats\nA1,person,周一,蓝卡,\nA2,person,周二,红卡,\nA3,organisation,周三社,,12\n')
    const report = await importCustomers.run({ work: house.work, args: {}, names: [file], say: () => undefined } as never) as { imported: number; rejected: number }
    expect(report).toMatchObject({ imported: 2, rejected: 1 })
    expect((await agent.call(customers.list, { query: { fields: 'club:blue' } })).items.map(({ name }) => name)).toEqual(['周一'])
    const cases2 = join(folder, 'cases.csv')
    writeFileSync(cases2, 'externalId,subject,description,fields.model\nC1,旧单,从旧系统来,KFR-99\n')
    await importCases.run({ work: house.work, args: {}, names: [cases2], say: () => undefined } as never)
    expect(await found('model:KFR-99')).toHaveLength(1)
  } finally { rmSync(folder, { recursive: true, force: true }) }
  // What became part of a record fills what it does not say itself, in the list's filter as on its page; and goes away again with the merge.
  const [root, one, two] = [await make({ type: 'organisation', name: '合并社' }), await make({ type: 'organisation', name: '并入甲', fields: { seats: 300 } }), await make({ type: 'organisation', name: '并入乙', fields: { seats: 400 } })]
  for (const part of [one, two]) await manager.call(customers.merge, { params: { id: part.id }, body: { intoId: root.id } })
  const [shown] = (await agent.call(customers.list, { query: { fields: 'seats:350..450' } })).items
  expect([shown?.id, shown?.fields, await ids('seats:250..350'), await ids('seats:400')]).toEqual([root.id, { seats: 400 }, [], [root.id]])
  await agent.call(customers.change, { params: { id: root.id }, body: { version: shown!.version, fields: { seats: 500 } } })
  expect([await ids('seats:400'), await ids('seats:500')]).toEqual([[], [root.id]])
  await agent.call(customers.change, { params: { id: root.id }, body: { version: (await agent.call(customers.get, { params: { id: root.id } })).version, fields: { seats: null } } })
  const { merged } = await agent.call(customers.get, { params: { id: root.id } })
  await manager.call(customers.undoMerge, { params: { id: merged.find(({ customer }) => customer.id === two.id)?.mergeId ?? '' }, body: {} })
  expect([await ids('seats:400'), await ids('seats:300')]).toEqual([[two.id], [root.id]])
  const known = await manager.call(customers.get, { params: { id: person.id } })
  await manager.call(customers.remove, { params: { id: person.id }, body: { version: known.version, reason: '客户要求删除' } })
  await house.work.unit(systemActor, 'test', (ctx) => eraseCustomers(ctx, [person.id]))
  expect((await house.pool.query('select 1 from custom_value where owner_id = $1', [person.id])).rowCount).toBe(0)
})
