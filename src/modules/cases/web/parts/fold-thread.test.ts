import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldThread, withLinks } from './fold-thread.ts'

const told = (n: number) => Array.from({ length: n }, (_, id) => ({ id, at: new Date(1_000 * id) }))

describe('a long thread', () => {
  test('keeps the first word and the six latest, and folds what lies between', () => {
    const { first, folded, shown } = foldThread(told(20), { whole: true })
    expect(first?.id).toBe(0)
    expect(folded.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    expect(shown.map(({ id }) => id)).toEqual([14, 15, 16, 17, 18, 19])
  })
  test('never folds what the reader has not seen', () => {
    const { folded, shown } = foldThread(told(20), { whole: true, seenAt: new Date(8_000) })
    expect(folded.at(-1)?.id).toBe(8)
    expect(shown[0]?.id).toBe(9)
  })
  test('shows no first word while older messages are still unread from the server', () => {
    const { first, folded } = foldThread(told(20), { whole: false })
    expect(first).toBeNull()
    expect(folded[0]?.id).toBe(0)
  })
  test('stays whole when folding would hide fewer than three', () => {
    expect(foldThread(told(9), { whole: true }).folded).toEqual([])
    expect(foldThread(told(10), { whole: true }).folded).toHaveLength(3)
  })
  test('loses no message and keeps their order, whatever the thread', () => {
    fc.assert(fc.property(fc.nat(60), fc.boolean(), fc.option(fc.nat(60_000)), (n, whole, seen) => {
      const { first, folded, shown } = foldThread(told(n), { whole, seenAt: seen === null ? null : new Date(seen) })
      expect([...(first ? [first] : []), ...folded, ...shown].map(({ id }) => id)).toEqual(told(n).map(({ id }) => id))
    }))
  })
})

describe('addresses in a text', () => {
  test('are links without the punctuation of the sentence', () => {
    expect(withLinks('见 https://a.cn/x?b=1。再看(http://c.com).')).toEqual([
      { text: '见 ' }, { text: 'https://a.cn/x?b=1', link: 'https://a.cn/x?b=1' }, { text: '。再看(' }, { text: 'http://c.com', link: 'http://c.com' }, { text: ').' },
    ])
  })
  test('nothing of the text is lost, and only http is followed', () => {
    fc.assert(fc.property(fc.string(), (text) => { expect(withLinks(text).map((part) => part.text).join('')).toBe(text) }))
    expect(withLinks('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)' }])
  })
})
