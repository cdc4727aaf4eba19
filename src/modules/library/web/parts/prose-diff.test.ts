import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesIn, diffProse } from './prose-diff.ts'

const side = (passages: ReturnType<typeof diffProse>, mine: 'gone' | 'new') =>
  passages.filter(({ kind }) => kind === 'same' || kind === 'changed' || kind === mine).map(({ pieces }) => pieces.filter(({ kind }) => kind === 'same' || kind === mine).map(({ text }) => text).join('')).join('\n')

test('what is left and what is new make the one text, what is left and what is gone the other', () => {
  const text = fc.array(fc.constantFrom('七天', '十五天', '无理由退货', ' refund', '，', '\n'), { maxLength: 30 }).map((parts) => parts.join(''))
  fc.assert(fc.property(text, text, (before, after) => {
    const passages = diffProse(before, after)
    expect(side(passages, 'gone')).toBe(before)
    expect(side(passages, 'new')).toBe(after)
    expect(changesIn(passages) === 0).toBe(before === after)
  }))
})
test('one sign in a sentence is all that is marked', () => {
  expect(diffProse('客户七天内可以退货。', '客户十天内可以退货。')).toEqual([{ kind: 'changed', pieces: [{ kind: 'same', text: '客户' }, { kind: 'gone', text: '七' }, { kind: 'new', text: '十' }, { kind: 'same', text: '天内可以退货。' }] }])
})
