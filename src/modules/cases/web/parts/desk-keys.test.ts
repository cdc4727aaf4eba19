import { describe, expect, test } from 'vitest'
import { deedOf, sends, SHORTCUTS, stepTo } from './desk-keys.ts'

const free = { writing: false, covered: false }

describe('the keys of the desk', () => {
  test('each letter means its deed, in upper case too', () => {
    expect(deedOf({ key: 'c' }, free)).toBe('claim')
    expect(deedOf({ key: 'S' }, free)).toBe('solve')
    expect(deedOf({ key: '？' }, free)).toBe('help')
    expect(deedOf({ key: 'x' }, free)).toBeUndefined()
  })
  test('no key means two deeds', () => {
    const keys = SHORTCUTS.flatMap((one) => [...one.keys])
    expect(new Set(keys).size).toBe(keys.length)
  })
  test.each(SHORTCUTS.map(({ keys }) => keys[0]))('%s is text while somebody writes, composes or answers a dialog', (key) => {
    expect(deedOf({ key }, { writing: true, covered: false })).toBeUndefined()
    expect(deedOf({ key }, { writing: false, covered: true })).toBeUndefined()
    expect(deedOf({ key, isComposing: true }, free)).toBeUndefined()
    expect(deedOf({ key, keyCode: 229 }, free)).toBeUndefined()
    expect(deedOf({ key, ctrlKey: true }, free)).toBeUndefined()
    expect(deedOf({ key, metaKey: true }, free)).toBeUndefined()
    expect(deedOf({ key, altKey: true }, free)).toBeUndefined()
  })
  test('a key held down walks the queue and does nothing else twice', () => {
    expect(deedOf({ key: 'j', repeat: true }, free)).toBe('next')
    expect(deedOf({ key: 'c', repeat: true }, free)).toBeUndefined()
  })
})

describe('sending', () => {
  test('is Enter with Ctrl or ⌘, never Enter alone and never the Enter of an input method', () => {
    expect(sends({ key: 'Enter', ctrlKey: true })).toBe(true)
    expect(sends({ key: 'Enter', metaKey: true })).toBe(true)
    expect(sends({ key: 'Enter' })).toBe(false)
    expect(sends({ key: 'Enter', ctrlKey: true, isComposing: true })).toBe(false)
    expect(sends({ key: 'Enter', ctrlKey: true, keyCode: 229 })).toBe(false)
  })
})

describe('stepping through the queue', () => {
  test('begins at the near end and stops at the far one', () => {
    expect([stepTo(-1, 1, 3), stepTo(-1, -1, 3), stepTo(2, 1, 3), stepTo(0, -1, 3), stepTo(1, 1, 3)]).toEqual([0, 2, 2, 0, 2])
    expect(stepTo(-1, 1, 0)).toBe(-1)
  })
})
