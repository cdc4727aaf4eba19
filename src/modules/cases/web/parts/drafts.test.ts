import { describe, expect, test } from 'vitest'
import { EMPTY, openDrafts } from './drafts.ts'

function shelf() {
  const kept = new Map<string, string>()
  return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key), key: (n: number) => [...kept.keys()][n] ?? null, get length() { return kept.size } }
}
const DAY = 86_400_000

describe('drafts', () => {
  test('of a case are there again after the page was closed, reply and note apart', () => {
    const storage = shelf()
    openDrafts(storage, 'ann').keep('c1', { reply: '您好', note: '查过保修期', mode: 'note' })
    expect(openDrafts(storage, 'ann').of('c1')).toMatchObject({ reply: '您好', note: '查过保修期', mode: 'note' })
    expect(openDrafts(storage, 'ann').of('c2')).toEqual(EMPTY)
  })
  test('are one’s own: somebody else on the same browser doesn’t see them', () => {
    const storage = shelf()
    openDrafts(storage, 'ann').keep('c1', { reply: '您好' })
    expect(openDrafts(storage, 'bob').of('c1')).toEqual(EMPTY)
  })
  test('leave nothing behind once they are empty', () => {
    const storage = shelf()
    const drafts = openDrafts(storage, 'ann')
    drafts.keep('c1', { reply: '您好' })
    drafts.keep('c1', { reply: '' })
    expect(storage.kept.size).toBe(0)
  })
  test('with something unsent stay, even without text', () => {
    const storage = shelf()
    openDrafts(storage, 'ann').keep('c1', { unsent: [{ key: 'k', mode: 'reply', body: '您好', files: [], at: 1 }] })
    expect(openDrafts(storage, 'ann').of('c1').unsent).toHaveLength(1)
  })
  test('are thrown away after thirty days, and when they can’t be read', () => {
    const storage = shelf()
    openDrafts(storage, 'ann', () => 0).keep('old', { reply: 'x' })
    openDrafts(storage, 'ann', () => 20 * DAY).keep('young', { reply: 'y' })
    storage.kept.set('shouwen.draft.ann.broken', '{')
    storage.kept.set('another', '{')
    const drafts = openDrafts(storage, 'ann', () => 31 * DAY)
    expect([drafts.of('old').reply, drafts.of('young').reply, drafts.of('broken').reply]).toEqual(['', 'y', ''])
    expect([...storage.kept.keys()].sort()).toEqual(['another', 'shouwen.draft.ann.young'])
  })
  test('stand in the page even when the browser keeps nothing', () => {
    const full = { ...shelf(), getItem: () => { throw new Error('forbidden') }, setItem: () => { throw new Error('full') } }
    const drafts = openDrafts(full, 'ann')
    drafts.keep('c1', { reply: '您好' })
    expect(drafts.of('c1').reply).toBe('您好')
  })
  test('written in another tab are heard of', () => {
    const storage = shelf()
    const here = openDrafts(storage, 'ann')
    expect(here.of('c1').reply).toBe('')
    let heard = 0
    const stop = here.hear(() => { heard += 1 })
    openDrafts(storage, 'ann').keep('c1', { reply: 'there' })
    here.elsewhere('shouwen.draft.ann.c1')
    here.elsewhere('shouwen.draft.bob.c1')
    expect([here.of('c1').reply, heard]).toEqual(['there', 1])
    stop()
  })
})
