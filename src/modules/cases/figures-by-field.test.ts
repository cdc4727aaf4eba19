import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { systemActor } from '../../kernel/actors.ts'
import { customFields } from '../../kernel/custom-fields/contract.ts'
import { cases } from './contract.ts'
import { metrics } from '../metrics/contract.ts'
import { inquiry } from '../metrics/inquiry/contract.ts'
import { fillNext } from '../metrics/rollups/fill.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let team: string
const day = { from: '2026-05-04', to: '2026-05-04' }
beforeAll(async () => {
  house = await openWholeHouse()
  house.clock.set('2026-05-04T08:00:00Z')
  manager = await house.hire('cs_manager')
  team = (await house.team('North')).id
  const option = (key: string, zh: string, en: string) => ({ key, name: { zh, en } })
  for (const body of [
    { key: 'fault', name: { zh: '故障类型', en: 'Fault' }, of: 'case', type: 'choice', options: [option('noise', '异响', 'Noise'), option('leak', '漏水', 'Leak')] },
    { key: 'repeat', name: { zh: '重复报修', en: 'Reported before' }, of: 'case', type: 'boolean' },
    { key: 'illness', name: { zh: '健康状况', en: 'Health' }, of: 'case', type: 'choice', personal: true, options: [option('frail', '体弱', 'Frail')] },
    { key: 'model', name: { zh: '型号', en: 'Model' }, of: 'case', type: 'text' },
    { key: 'old', name: { zh: '旧字段', en: 'Old' }, of: 'case', type: 'boolean' },
  ] as const) await manager.call(customFields.add, { body: { ...body, options: 'options' in body ? [...body.options] : [] } })
  await manager.call(customFields.drop, { params: { key: 'old' } })
  await house.drain()
})
afterAll(() => house?.close())

const fill = async () => { while (await house.work.unit(systemActor, 'metrics.fill', (ctx) => fillNext(ctx))); }
const dimensions = async (who: Person, key: string) => (await who.call(metrics.list, {})).items.find((one) => one.key === key)?.by.map(({ field }) => field).filter((field) => field.startsWith('fields.'))
const groups = async (who: Person, by: string, key = 'cases-received') => Object.fromEntries((await who.call(metrics.value, { params: { key }, query: { ...day, by } })).groups!.map(({ group, name, n }) => [group ?? 'none', [name, n]]))
const records = async (group: string) => (await manager.call(metrics.records, { params: { key: 'cases-received' }, query: { ...day, by: 'fields.fault', group } })).items.map(({ id }) => id).sort()

test('a company’s own fields divide figures of cases, with their records, also after a late correction and once the day is kept', async () => {
  const open = (fields: Record<string, string | boolean>) => manager.call(cases.open, { body: { kind: 'complaint', subject: '空调', description: '不制冷', channel: 'phone', teamId: team, fields } })
  const made = [await open({ fault: 'noise', repeat: true, illness: 'frail' }), await open({ fault: 'noise', repeat: false }), await open({ fault: 'leak' }), await open({})]
  const ids = (...at: number[]) => at.map((one) => made[one]!.id).sort()
  house.clock.set('2026-05-06T08:00:00Z')
  await house.drain()
  await fill()
  expect((await manager.call(metrics.rollups, {})).items.find(({ key }) => key === 'cases-received')).toMatchObject({ kept: true, stale: 0 })

  expect(await dimensions(manager, 'cases-received')).toEqual(['fields.fault', 'fields.illness', 'fields.repeat'])
  expect(await groups(manager, 'fields.fault')).toEqual({ noise: ['异响', 2], leak: ['漏水', 1], none: [null, 1] })
  expect(await groups(manager, 'fields.repeat')).toEqual({ true: [null, 1], false: [null, 1], none: [null, 2] })
  expect([await records('noise'), await records('leak'), await records('none')]).toEqual([ids(0, 1), ids(2), ids(3)])
  // The book of complaints leads to cases, too.
  const told = (await manager.call(metrics.list, {})).items.filter(({ by }) => by.some(({ field }) => field === 'fields.fault')).map(({ of }) => of.name)
  expect([...new Set(told)]).toEqual(expect.arrayContaining(['case', 'case-deadline', 'case-promise', 'complaint']))
  expect(told).not.toContain('interaction')

  await manager.call(cases.change, { params: { id: made[1]!.id }, body: { version: made[1]!.version, fields: { fault: 'leak' } } })
  // As soon as it is told, whether or not figures have heard of it.
  expect(await groups(manager, 'fields.fault')).toEqual({ noise: ['异响', 1], leak: ['漏水', 2], none: [null, 1] })
  await house.drain()
  await fill()
  expect(await groups(manager, 'fields.fault')).toEqual({ noise: ['异响', 1], leak: ['漏水', 2], none: [null, 1] })
  const one = await manager.call(metrics.value, { params: { key: 'cases-received' }, query: { ...day, by: 'fields.fault', group: 'leak', every: 'day', against: 'previous' } })
  expect(one).toMatchObject({ value: 2, n: 2, series: [{ n: 2 }], comparison: { n: 0 } })
  const contrast = await manager.call(inquiry.groups, { params: { key: 'cases-received' }, query: { ...day, by: 'fields.fault' } })
  expect(contrast.items.map(({ name, n }) => [name, n])).toEqual([['漏水', 2], ['异响', 1], [expect.any(String), 1]])
})

test('what is unknown, out of use, of many words or hidden from the reader does not divide', async () => {
  const refusal = (who: Person, by: string) => expect(who.call(metrics.value, { params: { key: 'cases-received' }, query: { ...day, by } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'by', code: 'metric.not-divided-so' }] } })
  for (const by of ['fields.colour', 'fields.old', 'fields.model', 'fields.tags']) await refusal(manager, by)
  const plain = await house.hire('evaluator')
  expect(await dimensions(plain, 'cases-received')).toEqual(['fields.fault', 'fields.repeat'])
  await refusal(plain, 'fields.illness')
  await expect(plain.call(metrics.records, { params: { key: 'cases-received' }, query: { ...day, by: 'fields.illness', group: 'frail' } })).rejects.toMatchObject({ status: 400 })
  // Only cases that one may see are counted.
  const stranger = await house.hire('agent', { teamId: (await house.team('South')).id })
  expect(await groups(stranger, 'fields.fault')).toEqual({})
})
