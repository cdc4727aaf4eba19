import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bigrams, queryTokens } from './tokens.ts'

// Time of the processor, as another program may be using the machine.
const processorMs = () => process.cpuUsage().user / 1000

const finds = (query: string, text: string) => {
  const tokens = bigrams(text)
  const asked = queryTokens(query)
  return asked.length > 0 && asked.every(({ token, prefix }) => (prefix ? tokens.some((own) => own.startsWith(token)) : tokens.includes(token)))
}

test.each([
  ['投诉件', ['投诉', '诉件', '件']],
  ['我', ['我']],
  ['iPhone15手机坏了', ['iphone15', 'iphone', '15', '手机', '机坏', '坏了', '了']],
  ['编号20261122-000123', ['编号', '号', '20261122', '000123']],
  ['B2B a1b2c3d4 iphone15pro', ['b2b', 'a1b2c3d4', 'iphone15pro', 'iphone', '15', 'pro']],
  ['𠮷野家', ['𠮷野', '野家', '家']],
  ['ガイド', ['ガイ', 'イド', 'ド']],
  ['😀 ，。!', []],
])('bigrams(%j)', (text, tokens) => expect(bigrams(text)).toEqual(tokens))

test('duplicates stay for counting, or go', () => {
  expect(bigrams('退款退款')).toEqual(['退款', '款退', '退款', '款'])
  expect(bigrams('退款退款', { unique: true })).toEqual(['退款', '款退', '款'])
})

test.each([
  ['投诉', '我要投诉你们'],
  ['诉', '我要投诉'],
  ['客戶服務', '客户服务中心'],
  ['客户', '聯繫客戶經理'],
  ['ＩＰＨＯＮＥ', '我的iPhone15坏了'],
  ['iphone 15', '我的iPhone15坏了'],
  ['iPhone15', 'iPhone 15 坏了'],
  ['iphon', '我的iPhone15坏了'],
  ['15手机', 'iPhone15手机坏了'],
  ['投诉 退款', '要退款，否则投诉'],
  ['𠮷野', '𠮷野家'],
  ['投\u200b诉', '投诉'],
  ['1380013', '电话13800138000'],
])('%j finds %j', (query, text) => expect(finds(query, text)).toBe(true))

test.each([['款退', '退款'], ['诉投', '投诉'], ['phone', 'iphone'], ['', '投诉'], ['，', '投诉，']])('%j does not find %j', (query, text) => expect(finds(query, text)).toBe(false))

test('a word in the middle of a query is whole, the last one a prefix', () => {
  expect(queryTokens('app 手机 pho')).toEqual([{ token: 'app', prefix: false }, { token: '手机', prefix: false }, { token: 'pho', prefix: true }])
  expect(queryTokens('pho pho')).toEqual([{ token: 'pho', prefix: false }])
  expect(queryTokens('iphone手机')).toEqual([{ token: 'iphone', prefix: false }, { token: '手机', prefix: false }])
})

test('a very long word gives tokens that an index can hold', () => {
  const token = bigrams('7'.repeat(100_000))
  expect(token).toEqual(['7'.repeat(64)])
  expect(queryTokens('7'.repeat(100_000))[0]?.token).toBe('7'.repeat(64))
})

const han = fc.string({ unit: fc.constantFrom(...'客户投诉退款服務電話𠮷𪚥的'), minLength: 2, maxLength: 12 })
const around = fc.string({ unit: fc.constantFrom(...'客户投诉ab1 ，。\n𠮷😀-Ａ'), maxLength: 20 })

test('property: a query of two or more Han characters asks only for tokens of each text that holds it', () => {
  fc.assert(fc.property(around, han, around, (before, query, after) => {
    const tokens = new Set(bigrams(`${before}${query}${after}`))
    for (const { token, prefix } of queryTokens(query)) {
      expect(prefix).toBe(false)
      expect(tokens).toContain(token)
    }
  }))
})

test('property: tokens are whole characters, bounded, and every Han character begins one', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), around, (wild, text) => {
    const tokens = bigrams(wild + text)
    for (const token of tokens) {
      expect(token.isWellFormed()).toBe(true)
      expect([...token].length).toBeLessThanOrEqual(64)
    }
    for (const character of text.match(/\p{Script=Han}/gu) ?? []) expect(tokens.some((token) => token.startsWith(character))).toBe(true)
  }))
})

test.each(['1', '@', ' ', '诉', 'a ', 'a1', '😀', '\u0301'])('a megabyte of %j takes under a second', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / Buffer.byteLength(piece)))
  const before = processorMs()
  bigrams(text)
  expect(processorMs() - before).toBeLessThan(1000)
})
