import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesIn, grantsOfHeld, heldOf, roleKeyOf, toggled } from './rules.ts'

const scope = fc.constantFrom('all', 'line', 'team', 'own')
const permission = fc.constantFrom('case.read', 'case.write', 'task.read')
const held = fc.array(fc.tuple(permission, scope), { maxLength: 12 }).map((steps) => steps.reduce((now, [one, of]) => toggled(now, one, of), heldOf([])))

test('whatever is pressed, a permission has all or narrower scopes, and never both', () => {
  fc.assert(fc.property(held, (now) => {
    for (const scopes of now.values()) {
      expect(scopes.length).toBeGreaterThan(0)
      if (scopes.includes('all')) expect(scopes).toEqual(['all'])
    }
  }))
})
test('what a change gives and takes makes the one of the other', () => {
  fc.assert(fc.property(held, held, (before, after) => {
    const { given, taken } = changesIn(before, after)
    const key = (one: { permission: string; scope: string }) => `${one.permission} ${one.scope}`
    const kept = grantsOfHeld(before).map(key).filter((one) => !taken.map(key).includes(one))
    expect([...kept, ...given.map(key)].sort()).toEqual(grantsOfHeld(after).map(key).sort())
  }))
})
test('a key is made of the English name and is never taken', () => {
  expect(roleKeyOf('Night-shift lead', [])).toBe('night_shift_lead')
  expect(roleKeyOf('Night-shift lead', ['night_shift_lead'])).toBe('night_shift_lead_2')
  expect(roleKeyOf('2nd line', [])).toBe('nd_line')
  expect(roleKeyOf('！', [])).toBe('role')
})
