import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isComposing, typing } from './typing.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

test('letters of an open composition are never searched for; the chosen word is, once', () => {
  const told: string[] = []
  const box = typing(250, '', (text) => told.push(text))
  box.begin()
  for (const text of ['t', 'to', 'tou', "tou's", "tou'su"]) { box.typed(text); vi.advanceTimersByTime(1000) }
  box.flush()
  expect(told).toEqual([])
  box.end('投诉')
  box.typed('投诉')
  vi.advanceTimersByTime(249)
  expect(told).toEqual([])
  vi.advanceTimersByTime(1)
  expect(told).toEqual(['投诉'])
  box.flush()
  expect(told).toEqual(['投诉'])
})
test('quick typing is told once, Enter tells at once', () => {
  const told: string[] = []
  const box = typing(250, '', (text) => told.push(text))
  box.typed('a'); vi.advanceTimersByTime(100); box.typed('ab'); vi.advanceTimersByTime(250)
  box.typed('abc'); box.flush(); vi.advanceTimersByTime(1000)
  expect(told).toEqual(['ab', 'abc'])
})
test('keys of the input method are known in every browser', () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true)
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true)
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false)
})
