import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from './fold.ts'

// Time of the processor, as another program may be using the machine.
const processorMs = () => process.cpuUsage().user / 1000

test.each([
  ['ＡＢＣ　１２３，ｘ', 'abc 123,x'],
  ['客戶服務中心', '客户服务中心'],
  ['裏面的電話號碼', '里面的电话号码'],
  ['ｶﾞｲﾄﾞ', 'ガイド'],
  ['①号 ㈱ ﬁne ㎏', '1号 (株) fine kg'],
  ['STRASSE Straße ΣΊΣΥΦΟΣ', 'strasse strasse σίσυφοσ'],
  ['  投\t诉\r\n\u0085\u3000建议  ', '投 诉 建议'],
  ['投\u200b诉\ufeff\u0000\u0007', '投诉'],
  ['\u202egpj.exe\u2069', 'gpj.exe'],
  ['好\ud83d评\udc4d', '好评'],
  ['𠮷野家 𪚥 😀👨‍👩‍👧 ❤️', '𠮷野家 𪚥 😀👨‍👩‍👧 ❤'],
  ['a\u200db', 'ab'],
  ['葛\u{e0100}', '葛'],
])('fold(%j) is %j', (text, folded) => expect(fold(text)).toBe(folded))

test('folding twice is folding once, for every assigned character, also beside joiners, marks and emoji', () => {
  const wrong: string[] = []
  for (let first = 0; first <= 0x10ffff; first += 256) {
    const characters = Array.from({ length: 256 }, (_, offset) => String.fromCodePoint(first + offset)).filter((character) => !/[\p{Co}\p{Cn}]/u.test(character))
    const surroundings = characters.map((character) => `a${character}\u200d${character}\u0301${character} `)
    if (isSettled(surroundings.join(''))) continue
    wrong.push(...surroundings.filter((text) => !isSettled(text)))
  }
  expect(wrong).toEqual([])
})

const isSettled = (text: string) => fold(fold(text)) === fold(text)

const anything = fc.string({ unit: fc.oneof(fc.constantFrom(' ', '\u200d', '\u200b', '\u0301', '\u0323', '\u0344', 'ﬁ', 'İ', 'ß', 'ς', 'ǰ', '臺', '👨', '👧', '\ufe0f', '\ud800', '\udc00', '\u3000', '¨'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 80 })

test('property: idempotent, well-formed, without white space at the ends', () => {
  fc.assert(fc.property(anything, (text) => {
    const once = fold(text)
    expect(fold(once)).toBe(once)
    expect(once.isWellFormed()).toBe(true)
    expect(once).not.toMatch(/^\s|\s$|\s\s|[^\S ]/u)
  }), { numRuns: 2000 })
})

test('property: width, case and script of the whole text do not matter', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'abcXYZ019,.@-客户臺電話服務好') }), (text) => {
    const wide = text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
    expect(fold(wide)).toBe(fold(text))
    expect(fold(text.toUpperCase())).toBe(fold(text))
  }))
})

const mega = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length))
test.each(['1', '@', ' ', '\u200b', '\u0323\u0301', '\u200d', '臺', '😀', 'ß', '\ud800', ' \u200b'])('a million of %j takes under a second', (piece) => {
  const text = mega(piece)
  const before = processorMs()
  fold(text)
  expect(processorMs() - before).toBeLessThan(1000)
})
