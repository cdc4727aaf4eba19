import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIRST, nextPlace, pageNumber, previousPlace } from './place.ts'

test('going on and back again ends where one was', () => {
  fc.assert(fc.property(fc.array(fc.string({ minLength: 1 })), (cursors) => {
    const there = cursors.reduce(nextPlace, FIRST)
    expect(pageNumber(there)).toBe(cursors.length + 1)
    expect(cursors.reduce(previousPlace, there)).toEqual(FIRST)
  }))
})
test('a page entered by a link has no number, and before it comes the first', () => {
  const entered = { cursor: 'c', before: [] }
  expect(pageNumber(entered)).toBeNull()
  expect(pageNumber(nextPlace(entered, 'd'))).toBeNull()
  expect(previousPlace(entered)).toEqual(FIRST)
})
