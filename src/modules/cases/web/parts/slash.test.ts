import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slashAt, withTemplate } from './slash.ts'

describe('the slash that asks for a template', () => {
  test('stands at the beginning of a text, a line or a word, also after Chinese punctuation', () => {
    expect(slashAt('/', 1)).toEqual({ from: 0, q: '' })
    expect(slashAt('您好，/dq', 6)).toEqual({ from: 3, q: 'dq' })
    expect(slashAt('您好\n/致歉', 6)).toEqual({ from: 3, q: '致歉' })
    expect(slashAt('a /b', 4)).toEqual({ from: 2, q: 'b' })
  })
  test('is none in addresses, dates, units and after the word has ended', () => {
    for (const text of ['https://example.com', '2026/11/22', '元/台', 'km/h', '/dq 好的', '//', '和/或']) expect(slashAt(text, text.length), text).toBeNull()
  })
  test('is looked for before the caret only', () => {
    expect(slashAt('x /abc', 1)).toBeNull()
    expect(slashAt('/abc', 2)).toEqual({ from: 0, q: 'a' })
  })
  test('is replaced with what it asked for; the rest of the text stays', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.stringMatching(/^[a-z]{0,9}$/), fc.string(), (head, tail, q, inserted) => {
      const before = `${head} /${q}`
      const slash = slashAt(before + tail, before.length)
      expect(slash).toEqual({ from: before.length - q.length - 1, q })
      const { text, caret } = withTemplate(before + tail, slash!, inserted)
      expect(text).toBe(`${head} ${inserted}${tail}`)
      expect(text.slice(0, caret).endsWith(inserted)).toBe(true)
    }))
  })
})
