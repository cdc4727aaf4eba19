import { describe, expect, test } from 'vitest'
import { openSeen } from './seen.ts'

const shelf = () => {
  const kept = new Map<string, string>()
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
}
const of = (id: string, at: number) => ({ id, changedAt: new Date(at) })

describe('what a reader has seen', () => {
  test('old work is no news on a new browser, what changes later is', () => {
    const seen = openSeen(shelf(), 'ann', () => 1_000)
    expect(seen.isNews(of('a', 900))).toBe(false)
    expect(seen.isNews(of('a', 1_100))).toBe(true)
  })
  test('looking ends the news until it changes again, also after the page was closed', () => {
    const storage = shelf()
    openSeen(storage, 'ann', () => 1_000).look(of('a', 1_500))
    const later = openSeen(storage, 'ann', () => 9_000)
    expect(later.isNews(of('a', 1_500))).toBe(false)
    expect(later.isNews(of('a', 1_501))).toBe(true)
    expect(later.at('a')).toEqual(new Date(1_500))
    expect(later.at('b')).toBeNull()
  })
  test('an older state of the case takes nothing back', () => {
    const seen = openSeen(shelf(), 'ann', () => 1_000)
    seen.look(of('a', 1_500))
    seen.look(of('a', 1_200))
    expect(seen.at('a')).toEqual(new Date(1_500))
  })
  test('what is forgotten for want of room does not become news', () => {
    const seen = openSeen(shelf(), 'ann', () => 0)
    for (let n = 1; n <= 700; n += 1) seen.look(of(`c${n}`, n))
    expect(seen.at('c1')).toBeNull()
    expect(seen.isNews(of('c1', 1))).toBe(false)
    expect(seen.isNews(of('c700', 701))).toBe(true)
  })
})
