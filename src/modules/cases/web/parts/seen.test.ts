import { describe, expect, test, vi } from 'vitest'
import { openSeen } from './seen.ts'

const of = (changedAt: number, readAt: number | null, firstResponder: string | null = null) => ({
  id: 'c', changedAt: new Date(changedAt), readAt: readAt === null ? null : new Date(readAt), createdAt: new Date(0), firstResponder: firstResponder ? { id: firstResponder, name: '' } : null,
})

describe('what is news', () => {
  test('is what changed since the server says it was read, or was never read', () => {
    const seen = openSeen('me', async () => {})
    expect(seen.isNews(of(2, null))).toBe(true)
    expect(seen.isNews(of(2, 1))).toBe(true)
    expect(seen.isNews(of(2, 2))).toBe(false)
  })
  test('is not what one has just taken in oneself, until something happens to it', () => {
    const seen = openSeen('me', async () => {})
    expect(seen.isNews(of(0, null, 'me'))).toBe(false)
    expect(seen.isNews(of(5, null, 'me'))).toBe(true)
    expect(seen.isNews(of(0, null, 'other'))).toBe(true)
  })
  test('is over at the first look, and told to the server once', () => {
    const mark = vi.fn(async () => {})
    const seen = openSeen('me', mark)
    seen.look(of(5, 1), 'm1')
    seen.look(of(5, 1), 'm1')
    expect(seen.isNews(of(5, 1))).toBe(false)
    expect(seen.isNews(of(6, 1))).toBe(true)
    expect(mark).toHaveBeenCalledExactlyOnceWith('c', new Date(5), 'm1')
    seen.look(of(6, 5), 'm2')
    expect(mark).toHaveBeenCalledTimes(2)
  })
  test('is not told again when the server knows already', () => {
    const mark = vi.fn(async () => {})
    openSeen('me', mark).look(of(5, 5), 'm1')
    expect(mark).not.toHaveBeenCalled()
  })
  test('that could not be told is tried again at the next look', async () => {
    const mark = vi.fn(async () => { throw new TypeError('offline') })
    const seen = openSeen('me', mark)
    seen.look(of(5, 1), 'm1')
    await vi.waitFor(() => expect(seen.isNews(of(5, 1))).toBe(true))
    seen.look(of(5, 1), 'm1')
    expect(mark).toHaveBeenCalledTimes(2)
  })
})
