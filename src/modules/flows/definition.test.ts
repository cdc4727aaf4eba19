import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FlowDefinition, StatusClass } from './contract.ts'
import { flowKind } from './definition.ts'

const words = { zh: '甲', en: 'a' }
const status = (key: string, of: StatusClass = 'open') => ({ key, class: of, name: words })
const read = (body: FlowDefinition) => flowKind.compile(flowKind.schema.parse(body), { key: 'x', id: 'x', version: 1 })
const plain = { name: words, start: 'new', taken: 'open', statuses: [status('new'), status('open'), status('closed', 'closed')], transitions: [{ from: ['new'], to: 'open' }, { from: ['new', 'open'], to: 'closed', guards: ['checked'] }] } satisfies FlowDefinition

test('a move is allowed exactly when a transition says so, with its guards', () => {
  const flow = read(plain)
  expect(flow.next('new')).toEqual(['open', 'closed'])
  expect(flow.guards('open', 'closed')).toEqual(['checked'])
  expect(flow.guards('closed', 'open')).toBeUndefined()
  expect(flow.status('gone')).toBeUndefined()
})
test('a dead end, an unreachable status and an unknown word are refused by name', () => {
  expect(() => read({ ...plain, transitions: [{ from: ['new'], to: 'open' }, { from: ['new'], to: 'closed' }] })).toThrow("nothing leads out of 'open'")
  expect(() => read({ ...plain, statuses: [...plain.statuses, status('island', 'closed')] })).toThrow("'island' can't be reached")
  expect(() => read({ ...plain, start: 'nowhere' })).toThrow("no status 'nowhere'")
})
test('from every status a reader accepts, some closed status can be reached or the walk goes on', () => {
  const keys = ['a', 'b', 'c', 'd']
  fc.assert(fc.property(fc.array(fc.record({ from: fc.subarray(keys, { minLength: 1 }), to: fc.constantFrom(...keys) }), { minLength: 1, maxLength: 8 }), (transitions) => {
    const body: FlowDefinition = { name: words, start: 'a', taken: 'a', statuses: keys.map((key) => status(key, key === 'd' ? 'closed' : 'open')), transitions }
    let flow
    try { flow = read(body) } catch { return }
    for (const key of ['a', 'b', 'c']) expect(flow.next(key).length).toBeGreaterThan(0)
  }))
})
