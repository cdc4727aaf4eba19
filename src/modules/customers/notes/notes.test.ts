import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, testClock, testIdentity } from '../../../../test/app.ts'
import type { TestActor } from '../../../../test/app.ts'
import { metricsModule } from '../../metrics/index.ts'
import { customers } from '../contract.ts'
import { customersModule } from '../index.ts'
import { notes } from './contract.ts'

const grants = (...words: string[]) => words.map((word) => ({ permission: word as `${string}.${string}`, scope: 'all' }))
const person = (n: number, ...more: string[]): TestActor => ({ id: `00000000-0000-7000-8000-00000000000${n}`, grants: grants('customer.read', ...more) })
const [ann, bo, looker] = [person(1, 'customer.write'), person(2, 'customer.write'), person(3)]

const clock = testClock()
let house: Awaited<ReturnType<typeof openTestHouse>>
beforeAll(async () => { house = await openTestHouse({ modules: [metricsModule, customersModule], openIdentity: testIdentity(new Map([ann, bo, looker].map((one) => [one.id, one]))) }, { clock }) })
afterAll(() => house.close())
const as = (who: TestActor) => house.actor(who)
const known = (name: string) => as(ann)(customers.add, { body: { type: 'person', name } })
const pending = async (id: string, who: TestActor) => (await as(who)(notes.listNotes, { params: { id } })).items.filter((one) => one.pending).map((one) => one.text)

test('a note for the next contact stands before whoever comes next until they say that they have read it, and then before nobody', async () => {
  const { id } = await known('顾客甲')
  const note = await as(ann)(notes.addNote, { params: { id }, body: { text: '上次答应送备用滤芯，见面先致歉' } })
  expect(await pending(id, ann)).toEqual([])
  expect(await pending(id, looker)).toEqual([])
  expect(await pending(id, bo)).toEqual(['上次答应送备用滤芯，见面先致歉'])
  const read = await as(bo)(notes.acknowledgeNote, { params: { id: note.id } })
  expect(read).toMatchObject({ pending: false, readBy: [{ id: bo.id }] })
  expect(read.endedAt).not.toBeNull()
  await expect(as(bo)(notes.acknowledgeNote, { params: { id: note.id } })).rejects.toMatchObject({ status: 409, problem: { code: 'customer-note.read-already' } })
  expect((await as(ann)(customers.events, { params: { id } })).items.map(({ kind }) => kind)).toEqual(['customer.added', 'customer.noted', 'customer.note-read'])
})

test('a lasting note is read by each once, also by its writer on another day, until its last day or its end', async () => {
  const { id } = await known('顾客乙')
  const today = clock.now().toISOString().slice(0, 10)
  await expect(as(ann)(notes.addNote, { params: { id }, body: { text: '已过期', until: '2020-01-01' } })).rejects.toMatchObject({ problem: { errors: [{ path: 'until', code: 'customer-note.over' }] } })
  const lasting = await as(ann)(notes.addNote, { params: { id }, body: { text: '听力不好，请放慢语速', lasting: true } })
  await as(ann)(notes.addNote, { params: { id }, body: { text: '本周在外地', lasting: true, until: today } })
  expect(await pending(id, bo)).toHaveLength(2)
  await as(bo)(notes.acknowledgeNote, { params: { id: lasting.id } })
  clock.pass(2 * 86_400)
  expect(await pending(id, bo)).toEqual([])
  expect(await pending(id, ann)).toEqual(['听力不好，请放慢语速'])
  await as(ann)(notes.endNote, { params: { id: lasting.id }, body: { version: lasting.version } })
  expect(await pending(id, ann)).toEqual([])
  await expect(as(ann)(notes.endNote, { params: { id: lasting.id }, body: { version: lasting.version } })).rejects.toMatchObject({ status: 409 })
})

test('the words lie sealed, stand on the record that goes on after a merge, and two who read at once are both kept', async () => {
  const [from, into] = [await known('顾客丙'), await known('顾客丁')]
  const note = await as(ann)(notes.addNote, { params: { id: from.id }, body: { text: '忌谈家庭', lasting: true } })
  const { rows } = await house.directPool.query<{ text: Buffer }>('select text from customer_note where id = $1', [note.id])
  expect(rows[0]?.text.toString('utf8')).not.toContain('忌谈')
  await as(ann)(customers.merge, { params: { id: from.id }, body: { intoId: into.id } })
  expect(await pending(into.id, bo)).toEqual(['忌谈家庭'])
  await Promise.all([as(ann)(notes.acknowledgeNote, { params: { id: note.id } }), as(bo)(notes.acknowledgeNote, { params: { id: note.id } })])
  expect((await as(bo)(notes.listNotes, { params: { id: into.id } })).items[0]?.readBy).toHaveLength(2)
})
