import { expect, test } from 'vitest'
import { entriesFrom, entriesText, proofsFrom, proofsText } from './lexicon-text.ts'

test('phrases go into lines and come back', () => {
  const entries = [{ phrase: '不知道', instead: '我马上为您核实。' }, { phrase: '赶紧', level: 'warn' as const }, { phrase: 'apologise~' }]
  expect(entriesText(entries)).toBe('不知道 → 我马上为您核实。\n? 赶紧\napologise~')
  expect(entriesFrom(`${entriesText(entries)}\n\n不知道`)).toEqual(entries)
})
test('proving sentences begin with their sign, in full width too', () => {
  const tests = [{ text: '闭嘴', finds: true }, { text: '滚筒', finds: false }]
  expect(proofsFrom(proofsText(tests))).toEqual({ tests, wrong: [] })
  expect(proofsFrom('＋闭嘴\n没有符号')).toEqual({ tests: [{ text: '闭嘴', finds: true }], wrong: [2] })
})
