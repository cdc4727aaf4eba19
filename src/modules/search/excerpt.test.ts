import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskPersonal, queryTokens } from '../../pure/text/index.ts'
import { excerptOf, titleOf } from './excerpt.ts'

const tokens = (q: string) => queryTokens(q).map(({ token }) => token)
const hits = (pieces: readonly { text: string; hit: boolean }[]) => pieces.filter((piece) => piece.hit).map((piece) => piece.text)
const plain = (pieces: readonly { text: string }[]) => pieces.map((piece) => piece.text).join('')

test.each([
  ['物业退款', '要求物业退款，一直拖着', ['物业退款']], ['退款 物业', '先退款再谈物业', ['退款', '物业']], ['宽频', '寬頻網絡費用', ['寬頻']],
  ['wifi', 'ＷｉＦｉ路由器，wifi', ['ＷｉＦｉ', 'wifi']], ['iphone15', 'iPhone 15 Pro', ['iPhone', '15']], ['费', '停车费乱收费', ['费', '费']], ['号码', '我的号碼①', ['号碼']], ['15', '2015年15日', ['15']],
])('%s marks its words in %s as they are written there', (q, text, marked) => {
  expect(hits(titleOf(text, tokens(q)))).toEqual(marked)
  expect(plain(titleOf(text, tokens(q)))).toBe(text)
})

test('the excerpt is taken where most of the words stand together, of whichever text', () => {
  const filler = '与此无关的内容'.repeat(60)
  const found = excerptOf([`退款。${filler}`, `${filler}物业迟迟不退款，小区居民投诉。${filler}`], tokens('物业 退款'))
  expect(hits(found)).toEqual(['物业', '退款'])
  expect([found[0]?.text, found.at(-1)?.text]).toEqual(['…', '…'])
  expect(plain(found).length).toBeLessThan(130)
  expect(plain(excerptOf(['没有这个词的一段话'], tokens('鲸鱼')))).toBe('没有这个词的一段话')
  expect(excerptOf([], tokens('鲸鱼'))).toEqual([])
})

test('a number at the edge of the excerpt is masked as a whole', () => {
  for (let shift = 0; shift < 140; shift++) {
    const text = `${'空'.repeat(shift)}13812345678${'空'.repeat(20)}退款${'空'.repeat(shift)}11010519491231002X，wang.secret@private.example${'空'.repeat(200)}`
    expect(plain(excerptOf([text], tokens('退款'))), String(shift)).not.toMatch(/1234\d|19491|secret/)
  }
})

test('pieces always make up the masked text, whatever is in it and whatever is asked', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 20 }), (text, q) => {
    expect(plain(titleOf(text, tokens(q)))).toBe(maskPersonal(text))
    expect(plain(excerptOf([text], tokens(q))).length).toBeLessThanOrEqual(2_000)
  }))
})
