import { expect, test } from 'vitest'
import type { DefinitionSummary } from '../../definition-contract.ts'
import { counterpartOf, heirOf, standingsOf } from './standing.ts'

const day = (n: number) => new Date(Date.UTC(2026, 6, n))
const version = (id: string, more: Partial<DefinitionSummary>): DefinitionSummary =>
  ({ id, kind: 'policy', key: 'case', origin: 'company', version: 1, state: 'published', name: null, effectiveFrom: null, inForce: false, changedAt: day(1), revision: 1, ...more })
// As the desk lists them: the company's newest first, then the shipped.
const versions = [
  version('draft', { version: 4, state: 'draft', changedAt: day(9) }), version('next', { version: 3, effectiveFrom: day(20), changedAt: day(8) }),
  version('own', { version: 2, effectiveFrom: day(3), inForce: true, changedAt: day(3), name: { zh: '时限', en: 'Deadlines' } }), version('old', { version: 1, effectiveFrom: day(2), changedAt: day(2) }),
  version('upgrade', { origin: 'shipped', version: 2, changedAt: day(5) }), version('first', { origin: 'shipped', version: 1 }),
]

test('what counts, what is prepared, what comes, and what an upgrade brought are told apart', () => {
  const [one, ...others] = standingsOf(versions, day(10))
  expect(others).toEqual([])
  expect(one).toMatchObject({ id: 'policy/case', name: { en: 'Deadlines' }, inForce: { id: 'own' }, open: { id: 'draft' }, scheduled: { id: 'next' }, newerShipped: { id: 'upgrade' }, changedAt: day(9) })
})
test('an upgrade that is older than the company’s own version is no news, and what has begun is not scheduled', () => {
  const own = versions.map((one) => one.id === 'own' ? { ...one, changedAt: day(6) } : one)
  expect(standingsOf(own, day(25))[0]).toMatchObject({ newerShipped: undefined, scheduled: undefined })
})
test('after the company’s last version the shipped one counts again', () => {
  expect(heirOf(versions, 'own', day(10))?.id).toBe('old')
  expect(heirOf(versions, 'own', day(25))?.id).toBe('next')
  expect(heirOf(versions.filter((one) => one.id !== 'old'), 'own', day(10))?.id).toBe('upgrade')
  expect(heirOf(versions.slice(0, 3), 'own', day(10))).toBeUndefined()
})
test('a version is held against what counts, and what counts against the one before it', () => {
  expect(counterpartOf(versions, 'draft')?.id).toBe('own')
  expect(counterpartOf(versions, 'own')?.id).toBe('old')
  expect(counterpartOf(versions.slice(5), 'first')).toBeUndefined()
})
