import { describe, expect, test } from 'vitest'
import { deedOf, sends, SHORTCUTS, stepTo } from './desk-keys.ts'

describe('the keys of the desk', () => {
  test('each letter means its deed, in upper case too', () => {
    expect(deedOf({ key: 'c' })).toBe('claim')
    expect(deedOf({ key: 'S' })).toBe('solve')
    expect(deedOf({ key: '？' })).toBe('help')
    expect(deedOf({ key: 'x' })).toBeUndefined()
  })
  test('no key means two deeds', () => {
    const keys = SHORTCUTS.flatMap((one) => [...one.keys])
    expect(new Set(keys).size).toBe(keys.length)
  })
  test('a key held down walks the queue and does nothing else twice', () => {
    expect(deedOf({ key: 'j', repeat: true })).toBe('next')
    expect(deedOf({ key: 'c', repeat: true })).toBeUndefined()
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
