import { expect, test } from 'vitest'
import { forgetRecent, keepRecent, recentOf } from './recent.ts'

const store = (text?: string) => {
  const kept = new Map(text === undefined ? [] : [['search.recent', text]])
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
}

test('the latest stands first, each once, and what was half typed gives way', () => {
  const here = store()
  for (const q of ['退款', '空', '空调', '空调 不制冷', '退款']) keepRecent(here, q)
  expect(recentOf(here)).toEqual(['退款', '空调 不制冷'])
  expect(forgetRecent(here, '退款')).toEqual(['空调 不制冷'])
})
test('numbers and addresses of people are not kept', () => {
  const here = store()
  for (const q of ['13812345678', '138 1234 5678', '１３８１２３４５６７８', 'a@b.cn', ' ']) keepRecent(here, q)
  expect(recentOf(here)).toEqual([])
  keepRecent(here, '5678')
  expect(recentOf(here)).toEqual(['5678'])
})
test('at most eight, and what is no list is none', () => {
  const here = store()
  for (const q of '甲乙丙丁戊己庚辛壬癸') keepRecent(here, q)
  expect(recentOf(here)).toEqual([...'癸壬辛庚己戊丁丙'])
  for (const text of ['{}', 'rubbish', '[1]']) expect(recentOf(store(text))).toEqual([])
})
