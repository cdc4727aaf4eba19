import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeOf, contrast, hasZeroBits, inkOn, plainState, readCode, subjectOf } from './rules.ts'

describe('a tracking code', () => {
  const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 })
  test('is read again however it is written, and holds all of its 80 bits', () => {
    fc.assert(fc.property(bytes, (of) => {
      const code = codeOf(of)
      for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' – ')} `, code.replaceAll('0', 'o').replaceAll('1', 'l')]) expect(readCode(typed)).toBe(code)
    }))
    fc.assert(fc.property(bytes, bytes, (one, other) => { expect(codeOf(one) === codeOf(other)).toBe(Buffer.from(one).equals(Buffer.from(other))) }))
  })
  test.each(['', 'ABC', '7K3M-9QXA-2TFW-H0B', '7K3M-9QXA-2TFW-H0BC-1', '编号一二三四五六七八九十甲乙丙丁', '7K3M-9QXA-2TFW-H0B*'])('%j is none', (typed) => expect(readCode(typed)).toBeUndefined())
  test('typed with full-width letters is read, too', () => expect(readCode('７Ｋ３Ｍ－９ＱＸＡ－２ＴＦＷ－Ｈ０ＢＣ')).toBe('7K3M-9QXA-2TFW-H0BC'))
})

describe('a subject', () => {
  test.each([
    ['洗衣机不转。\n第二行', '洗衣机不转。'],
    ['\n\n  空调   漏水 ', '空调 漏水'],
    [`${'很'.repeat(20)}。${'长'.repeat(60)}`, `${'很'.repeat(20)}。`],
    ['😀'.repeat(80), `${'😀'.repeat(59)}…`],
  ])('of %j is %j', (text, subject) => expect(subjectOf(text)).toBe(subject))
  test('is one line of at most 60 characters, whatever was written', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (text) => {
      const subject = subjectOf(text)
      expect([...subject].length).toBeLessThanOrEqual(60)
      expect(subject).not.toMatch(/[\r\n]/)
      expect(subject === '').toBe(text.trim() === '')
    }))
  })
})

test('black or white is always readable', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffff }), (n) => {
    const ground = `#${n.toString(16).padStart(6, '0')}`
    expect(contrast(inkOn(ground), ground)).toBeGreaterThanOrEqual(4.5)
  }))
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})
test('states in plain words', () => {
  const said = (of: string, isStart = false, isTaken = false) => plainState({ class: of, isStart }, isTaken)
  expect([said('open', true), said('open', true, true), said('open'), said('waiting-customer'), said('waiting-third'), said('resolved'), said('closed')]).toEqual(['received', 'in-progress', 'in-progress', 'waiting-you', 'waiting-third', 'solved', 'closed'])
})
test('zero bits are counted from the front', () => {
  expect([0, 8, 9, 11, 12].map((bits) => hasZeroBits(Uint8Array.of(0, 0b0001_0000), bits))).toEqual([true, true, true, true, false])
})
