import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { ApiError } from '../src/kernel/client.ts'
import { defineModule } from '../src/kernel/module.ts'
import { setting } from '../src/kernel/settings.ts'
import { shell } from '../src/kernel/shell.ts'
import { openTestHouse, testIdentity } from './app.ts'
import type { TestActor } from './app.ts'

/** Settings of every form go through the door and come back as they were. */

const Place = z.strictObject({ key: z.string().regex(/^[a-z]+$/), floors: z.array(z.int()) })
const days = setting('toy.days', z.int().min(1).max(30), 7, 'days')
const toy = defineModule({
  name: 'toy',
  settings: [
    days, setting('toy.words', z.array(z.string().min(2)).max(3), ['ab']),
    setting('toy.places', z.array(Place).min(1), [{ key: 'roof', floors: [9, 10] }]), setting('toy.on', z.boolean(), false),
  ],
})
const keeper: TestActor = { id: '00000000-0000-7000-8000-000000000004', grants: [{ permission: 'setting.read', scope: 'all' }, { permission: 'setting.write', scope: 'all' }] }
const reader: TestActor = { id: '00000000-0000-7000-8000-000000000005', grants: [{ permission: 'setting.read', scope: 'all' }] }

let house: Awaited<ReturnType<typeof openTestHouse>>
beforeAll(async () => { house = await openTestHouse({ modules: [toy], openIdentity: testIdentity(new Map([keeper, reader].map((one) => [one.id, one]))) }) })
afterAll(() => house.close())

const put = (key: string, value: unknown, version = 0, who = keeper) => house.actor(who)(shell.changeSetting, { params: { key }, body: { value: value as never, version } })
const refusal = (going: Promise<unknown>) => going.then(() => undefined, (error: unknown) => (error as ApiError).problem)

test('each is told with its module, unit, default, and the schema that an input is made from', async () => {
  const { items } = await house.actor(reader)(shell.settings, {})
  const of = (key: string) => items.find((one) => one.key === key)
  expect(of('toy.days')).toMatchObject({ module: 'toy', unit: 'days', default: 7, value: 7, version: 0, changedAt: null, schema: { type: 'integer', minimum: 1, maximum: 30 } })
  expect(of('toy.places')).toMatchObject({ value: [{ key: 'roof', floors: [9, 10] }], schema: { type: 'array', items: { type: 'object', properties: { floors: { type: 'array' } } } } })
  expect(of('company.zone')).toMatchObject({ module: 'kernel', schema: { type: 'string', format: 'time-zone' } })
})
test('lists come back as lists', async () => {
  expect((await put('toy.words', ['首问', 'two'])).value).toEqual(['首问', 'two'])
  expect((await put('toy.places', [{ key: 'cellar', floors: [-1] }])).value).toEqual([{ key: 'cellar', floors: [-1] }])
})
test('a refused value names every fault at its place, in words that a person can use', async () => {
  expect(await refusal(put('toy.days', 31))).toMatchObject({ status: 400, errors: [{ path: 'value', code: 'setting.invalid-value', message: expect.stringContaining('30') }] })
  const wrong = await refusal(put('toy.places', [{ key: 'Up stairs', floors: [1.5] }], 1))
  expect(wrong?.errors?.map(({ path }) => path)).toEqual(['value.0.key', 'value.0.floors.0'])
  expect(wrong?.errors?.[0]?.message).not.toMatch(/pattern|\^/)
  expect(await refusal(put('company.zone', 'Mars/Olympus'))).toMatchObject({ status: 400, errors: [{ path: 'value', code: 'setting.invalid-value' }] })
})
test('whoever is late gets the setting as it is now', async () => {
  await put('toy.on', true)
  expect(await refusal(put('toy.on', false))).toMatchObject({ status: 409, code: 'record.stale', current: { key: 'toy.on', value: true, version: 1, default: false } })
  expect(await put('toy.on', false, 1)).toMatchObject({ value: false, version: 2 })
})
test('only holders of setting.write change one; one that nobody declared is not there', async () => {
  expect(await refusal(put('toy.days', 8, 0, reader))).toMatchObject({ status: 403 })
  expect(await refusal(put('toy.nothing', 8))).toMatchObject({ status: 404, code: 'setting.not-found' })
})
test('whoever changed one finds it changed with their next request, before any listener has run', async () => {
  await put('toy.days', 12)
  expect(house.work.settings.get(days)).toBe(12)
})
