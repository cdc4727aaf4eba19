import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settleRows } from './settle-rows.ts'

const rows = (ids: string, mark = '') => [...ids].map((id) => ({ id, mark }))
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('')

describe('rows that somebody looks at', () => {
  test('are simply the newest while nothing is held', () => {
    expect(ids(settleRows(rows('abc'), rows('xcb'), false).rows)).toBe('xcb')
  })
  test('keep their places while held: new ones wait, changed ones are up to date', () => {
    const { rows: now, waiting } = settleRows(rows('abc', 'old'), rows('xybca', 'new'), true)
    expect(ids(now)).toBe('abc')
    expect(now.every(({ mark }) => mark === 'new')).toBe(true)
    expect(waiting).toBe(2)
  })
  test('that left stay where they were until let go, marked as gone', () => {
    const { rows: now, gone } = settleRows(rows('abc'), rows('ac'), true)
    expect(ids(now)).toBe('abc')
    expect([...gone]).toEqual(['b'])
  })
  test('read further down are added below even while held', () => {
    expect(settleRows(rows('ab'), rows('abcd'), true)).toMatchObject({ rows: rows('abcd'), waiting: 0 })
  })
  test('of another list replace the old ones at once', () => {
    expect(ids(settleRows(rows('ab'), rows('xy'), true).rows)).toBe('xy')
  })
  test('never stand twice, and none that was shown moves while held', () => {
    const some = fc.uniqueArray(fc.constantFrom(...'abcdefgh')).map((list) => rows(list.join('')))
    fc.assert(fc.property(some, some, (shown, fresh) => {
      const { rows: now } = settleRows(shown, fresh, true)
      expect(new Set(ids(now)).size).toBe(now.length)
      if (fresh.some(({ id }) => ids(shown).includes(id))) expect(ids(now).startsWith(ids(shown))).toBe(true)
    }))
  })
})
