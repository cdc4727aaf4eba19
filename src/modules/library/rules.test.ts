import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { STATES } from './contract.ts'
import { deedsOf, figuresOf, hindrances, moveOf, stageOf } from './rules.ts'

const nobody = figuresOf([])
const rule = { coverage: 90, passed: 80, readingCounts: false }

describe('who may do what', () => {
  const person = fc.record({ state: fc.constantFrom(...STATES), wrote: fc.boolean(), write: fc.boolean(), approve: fc.boolean() })
  test('nobody ever approves what they wrote, and every deed that is offered leads somewhere', () => {
    fc.assert(fc.property(person, ({ state, wrote, write, approve }) => {
      const deeds = deedsOf({ state, authorIds: wrote ? ['me', 'x'] : ['x'] }, { write, approve, me: 'me', isOwner: true })
      if (wrote || !approve) expect(deeds).not.toContain('approve')
      for (const deed of deeds) if (deed !== 'edit') expect(moveOf(deed, state)).toBeDefined()
      if (!write && !approve && !wrote) expect(deeds).toEqual([])
    }))
  })
})

describe('the way of a standard', () => {
  const people = (trained: number, passed: (boolean | null)[], of = 10) => figuresOf(Array.from({ length: of }, (_, at) => ({ trained: at < trained, confirmed: false, passed: passed[at] ?? null })))
  test('it is in force only where nothing hinders it', () => {
    expect(hindrances(rule, people(8, []), null, '2026-03-02').map(({ code }) => code)).toEqual(['document.coverage-too-low', 'document.pass-too-low'])
    expect(hindrances(rule, people(9, [true, true, true, true, false]), null, '2026-03-02')).toEqual([])
    expect(hindrances(rule, people(10, [true, false]), '2026-03-03', '2026-03-02').map(({ code }) => code)).toEqual(['document.not-yet-effective', 'document.pass-too-low'])
    expect(hindrances(null, nobody, null, '2026-03-02')).toEqual([])
  })
  test('trained, then assessed; nobody assessed is not passed', () => {
    expect([people(8, []), people(9, []), people(9, [true])].map((figures) => stageOf('approved', rule, figures, false))).toEqual(['approved', 'trained', 'assessed'])
    expect(stageOf('in-force', rule, nobody, true)).toBe('under-review')
    expect(stageOf('approved', null, nobody, false)).toBe('approved')
  })
})
