import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasControl, visible, withoutControl } from './index.ts'

// Time of the processor, as another program may be using the machine.
const processorMs = () => process.cpuUsage().user / 1000

test.each(['\0', '\x07', '\x1b[31m', '\x7f', '\x85', '\x9f', '\ud83d', '\udc4d好', '\ufffe', '\uffff', 'a\x0bb', 'a\x0cb'])('%j may not be stored', (text) => {
  expect(hasControl(text)).toBe(true)
  expect(hasControl(withoutControl(`前${text}后`))).toBe(false)
})

test.each(['', '投诉\r\n\t建议', '😀👨‍👩‍👧', '𠮷野家', '\u202e\u200b', 'é', '\ufffd'])('%j may be stored, unchanged', (text) => {
  expect(hasControl(text)).toBe(false)
  expect(withoutControl(text)).toBe(text)
})

test.each([
  ['photo\u202egpj.exe', 'photo�gpj.exe'],
  ['\u2067左\u2069', '�左�'],
  ['管理\u200b员', '管理�员'],
  ['发票.pdf' + ' '.repeat(200) + '.exe', '发票.pdf .exe'],
  ['发票.pdf\u2800\u3164\u3000.exe', '发票.pdf .exe'],
  ['两\n行\u2028文', '两 行 文'],
  ['a\ud800b\0', 'a�b�'],
  ['adm\u00adin', 'adm�in'],
  ['a\u200db', 'a�b'],
  ['a\ufe0f', 'a�'],
  ['张三 👨‍👩‍👧 ❤️ 1️⃣ 葛\u{e0100}', '张三 👨‍👩‍👧 ❤️ 1️⃣ 葛\u{e0100}'],
])('%j shows as %j', (text, shown) => expect(visible(text)).toBe(shown))

test('property: what is shown can be shown again, and holds no control and no turn of direction', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('\u202e', '\u200d', '\ufe0f', '👨', ' ', '\u2800', '\ud800', 'a') })), (text) => {
    const shown = visible(text)
    expect(visible(shown)).toBe(shown)
    expect(hasControl(shown)).toBe(false)
    expect(shown).not.toMatch(/\p{Bidi_Control}|\n/u)
  }), { numRuns: 1000 })
})
test.each(['1', ' ', '\u202e', '\u200d', '\ud800', '\ufe0f', ' \u200b'])('a million of %j takes under a second', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
  const before = processorMs()
  visible(text)
  hasControl(text)
  withoutControl(text)
  expect(processorMs() - before).toBeLessThan(1000)
})
