import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, testIdentity } from '../../../../test/app.ts'
import type { TestActor } from '../../../../test/app.ts'
import { metricsModule } from '../../metrics/index.ts'
import { customers } from '../contract.ts'
import { customersModule } from '../index.ts'
import { organisations } from './contract.ts'

const grants = (...words: string[]) => words.map((word) => ({ permission: word as `${string}.${string}`, scope: 'all' }))
const agent: TestActor = { id: '00000000-0000-7000-8000-000000000001', grants: grants('customer.read', 'customer.write', 'personal.read') }
const reader: TestActor = { id: '00000000-0000-7000-8000-000000000002', grants: grants('customer.read') }

let house: Awaited<ReturnType<typeof openTestHouse>>
beforeAll(async () => { house = await openTestHouse({ modules: [metricsModule, customersModule], openIdentity: testIdentity(new Map([agent, reader].map((one) => [one.id, one]))) }) })
afterAll(() => house.close())
const as = (who: TestActor) => house.actor(who)
const organisation = (name: string) => as(agent)(customers.add, { body: { type: 'organisation', name } })
const person = (name: string) => as(agent)(customers.add, { body: { type: 'person', name } })
const tree = (id: string) => as(reader)(organisations.tree, { params: { id } })

test('an organisation has people, each with a part, a position and a birthday of their own; one of them is turned to first', async () => {
  const firm = await organisation('华东电气')
  const added = await as(agent)(organisations.addPerson, { params: { id: firm.id }, body: { person: { name: '沈工', birthday: '1985-04-12', contactPoints: [{ kind: 'phone', value: '13811112222' }] }, role: 'technical', position: '总工程师', main: true } })
  expect(added).toMatchObject({ role: 'technical', position: '总工程师', main: true, person: { name: '沈工', birthday: '1985-04-12', contactPoints: [{ value: '+8613811112222' }] } })
  const known = await person('韩经理')
  const second = await as(agent)(organisations.addPerson, { params: { id: firm.id }, body: { personId: known.id, role: 'purchasing', main: true } })
  await as(agent)(organisations.addPerson, { params: { id: firm.id }, body: { person: { name: '杨会计', birthday: '1990-09-01', contactPoints: [] }, role: 'finance' } })
  const { items } = await as(reader)(organisations.listPeople, { params: { id: firm.id }, query: {} })
  expect(items.map((one) => [one.person.name, one.role, one.main])).toEqual([['杨会计', 'finance', false], ['韩经理', 'purchasing', true], ['沈工', 'technical', false]])
  expect((await as(reader)(organisations.listPeople, { params: { id: firm.id }, query: { role: 'technical' } })).items.map((one) => one.person.name)).toEqual(['沈工'])
  expect((await tree(known.id)).belongsTo).toMatchObject([{ organisation: { name: '华东电气' }, role: 'purchasing', main: true }])
  await expect(as(agent)(organisations.addPerson, { params: { id: firm.id }, body: { personId: known.id } })).rejects.toMatchObject({ status: 409 })
  await expect(as(agent)(organisations.addPerson, { params: { id: firm.id }, body: { personId: firm.id } })).rejects.toMatchObject({ problem: { errors: [{ path: 'personId', code: 'customer-affiliation.no-person' }] } })
  await expect(as(agent)(organisations.addPerson, { params: { id: known.id }, body: { personId: firm.id } })).rejects.toMatchObject({ problem: { errors: [{ code: 'customer-affiliation.no-organisation' }] } })

  await as(agent)(organisations.changePerson, { params: { id: second.id }, body: { role: 'decision', version: second.version } })
  await expect(as(agent)(organisations.changePerson, { params: { id: second.id }, body: { role: 'use', version: second.version } })).rejects.toMatchObject({ status: 409 })
  await as(agent)(organisations.removePerson, { params: { id: second.id } })
  expect((await tree(firm.id)).people).toBe(2)
  expect((await as(agent)(customers.events, { params: { id: known.id } })).items.map(({ kind }) => kind)).toEqual(['customer.added', 'customer.joined', 'customer.left'])
})

test('organisations stand within each other, never within themselves', async () => {
  const [group, branch, office] = [await organisation('远航集团'), await organisation('远航华南公司'), await organisation('远航深圳办事处')]
  await as(agent)(organisations.placeOrganisation, { params: { id: branch.id }, body: { parentId: group.id, version: 1 } })
  await as(agent)(organisations.placeOrganisation, { params: { id: office.id }, body: { parentId: branch.id, version: 1 } })
  expect((await tree(office.id)).above.map((one) => one.name)).toEqual(['远航集团', '远航华南公司'])
  expect((await tree(group.id)).below).toMatchObject([{ name: '远航华南公司', below: 1, people: 0 }])
  await expect(as(agent)(organisations.placeOrganisation, { params: { id: group.id }, body: { parentId: office.id, version: 1 } })).rejects.toMatchObject({ problem: { errors: [{ path: 'parentId', code: 'customer.parent-ring' }] } })
  await expect(as(agent)(organisations.placeOrganisation, { params: { id: group.id }, body: { parentId: group.id, version: 1 } })).rejects.toMatchObject({ problem: { errors: [{ code: 'customer.parent-ring' }] } })
  await as(agent)(organisations.placeOrganisation, { params: { id: office.id }, body: { parentId: null, version: 2 } })
  expect((await tree(office.id)).above).toEqual([])
})

test('two who put two organisations under each other at once make no ring: one of them is refused', async () => {
  const [one, two] = [await organisation('互持一'), await organisation('互持二')]
  const put = (id: string, parentId: string) => as(agent)(organisations.placeOrganisation, { params: { id }, body: { parentId, version: 1 } }).then(() => true, () => false)
  expect((await Promise.all([put(one.id, two.id), put(two.id, one.id)])).filter(Boolean)).toHaveLength(1)
})

test('an organisation that is merged shows its people on the record that goes on, and has them back when that is undone', async () => {
  const [from, into] = [await organisation('北方物流'), await organisation('北方物流有限公司')]
  await as(agent)(organisations.addPerson, { params: { id: from.id }, body: { person: { name: '宋调度', contactPoints: [] } } })
  await as(agent)(customers.merge, { params: { id: from.id }, body: { intoId: into.id } })
  expect((await as(reader)(organisations.listPeople, { params: { id: into.id }, query: {} })).items.map((one) => [one.person.name, one.organisation.name])).toEqual([['宋调度', '北方物流有限公司']])
  await as(agent)(customers.undoMerge, { params: { id: (await as(agent)(customers.get, { params: { id: into.id } })).merged[0]?.mergeId ?? '' }, body: {} })
  expect((await tree(into.id)).people).toBe(0)
})

test('of ten thousand people a page comes at once, and one is found by name, pinyin, number or position', async () => {
  const firm = await organisation('万人集团')
  await house.directPool.query(`
    with made as (insert into customer (id, type, name, created_at) select uuidv7(), 'person', '员工' || n, now() from generate_series(1, 10000) n returning id, name),
    keyed as (insert into customer_key (customer_id, kind, value, grams) select id, 'name', name, '{}' from made)
    insert into customer_affiliation (id, organisation_id, person_id, role, position, created_at) select uuidv7(), $1, id, case when name like '%7' then 'technical' else 'use' end, '岗位' || substr(name, 3), now() from made`, [firm.id])
  await house.directPool.query('analyze customer_affiliation, customer_key, customer')
  const wanted = await as(agent)(organisations.addPerson, { params: { id: firm.id }, body: { person: { name: '欧阳万里', contactPoints: [{ kind: 'phone', value: '13677778888' }] }, position: '董事' } })
  await house.drain()
  const timed = async (query: { q?: string; role?: 'technical'; cursor?: string }) => {
    const began = performance.now()
    const page = await as(reader)(organisations.listPeople, { params: { id: firm.id }, query })
    return { page, ms: performance.now() - began }
  }
  const first = await timed({})
  const next = await timed({ cursor: first.page.nextCursor ?? '' })
  expect(new Set([...first.page.items, ...next.page.items].map((one) => one.id)).size).toBe(100)
  const found = await Promise.all(['欧阳', 'ouyang', '13677778888', '董事'].map(async (q) => ({ q, ...(await timed({ q })) })))
  for (const { q, page } of found) expect(page.items.map((one) => one.id), q).toEqual([wanted.id])
  const slowest = Math.max(first.ms, next.ms, (await timed({ role: 'technical' })).ms, (await timed({ q: '没有此人' })).ms)
  // A page of a small organisation takes about 20 ms; this leaves room for a machine that has other work.
  expect(slowest).toBeLessThan(1_500)
  const treeBegan = performance.now()
  expect((await tree(firm.id)).people).toBe(10_001)
  expect(performance.now() - treeBegan).toBeLessThan(1_000)
})
