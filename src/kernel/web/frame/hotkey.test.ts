import { expect, test } from 'vitest'
import { isPlain } from './hotkey.ts'

test('a letter is the page’s only alone: not with a modifier, not within a composition, not when something nearer has heard it', () => {
  expect(isPlain({})).toBe(true)
  for (const press of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { keyCode: 229 }, { defaultPrevented: true }]) expect(isPlain(press)).toBe(false)
})
