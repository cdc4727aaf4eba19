import { afterEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '../../../../kernel/client.ts'
import type { Message } from '../../contract.ts'
import { openDrafts } from './drafts.ts'
import type { Unsent } from './drafts.ts'
import { openOutbox } from './outbox.ts'

const storage = () => {
  const kept = new Map<string, string>()
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key), key: (n: number) => [...kept.keys()][n] ?? null, get length() { return kept.size } }
}
const refused = new ApiError({ type: '', title: '', status: 422, code: 'text-guard.refused', suggestion: '换个说法' })
const message = { id: 'm' } as Message
function desk(post: (caseId: string, unsent: Unsent) => Promise<Message>) {
  const shelf = storage()
  const drafts = openDrafts(shelf, 'ann')
  const arrived = vi.fn()
  let n = 0
  return { shelf, drafts, arrived, outbox: openOutbox(drafts, post, arrived, { newKey: () => `k${++n}` }) }
}

describe('a message on its way', () => {
  test('leaves the field at once, and is gone from the browser only when it has arrived', async () => {
    let arrive: (message: Message) => void = () => {}
    const { drafts, outbox, arrived } = desk(() => new Promise((done) => { arrive = done }))
    drafts.keep('c', { reply: '您好' })
    const sent = outbox.send('c', 'reply')
    expect(drafts.of('c')).toMatchObject({ reply: '', unsent: [{ body: '您好', mode: 'reply' }] })
    expect(outbox.fateOf('k1')).toBe('sending')
    arrive(message)
    expect(await sent).toBe(true)
    expect(drafts.of('c').unsent).toEqual([])
    expect(arrived).toHaveBeenCalledWith('c', message)
  })
  test('that met no server stays, and is sent again under the same key', async () => {
    const keys: string[] = []
    const { drafts, outbox } = desk((_, { key }) => { keys.push(key); return keys.length === 1 ? Promise.reject(new TypeError('offline')) : Promise.resolve(message) })
    drafts.keep('c', { reply: '您好' })
    await outbox.send('c', 'reply')
    expect(outbox.fateOf('k1')).toMatchObject({ fault: expect.any(TypeError) })
    await outbox.again('c', drafts.of('c').unsent[0] as Unsent)
    expect(keys).toEqual(['k1', 'k1'])
    expect(drafts.of('c').unsent).toEqual([])
  })
  test('survives the page being closed while it is under way', () => {
    const { shelf, drafts, outbox } = desk(() => new Promise(() => {}))
    drafts.keep('c', { reply: '您好' })
    void outbox.send('c', 'reply')
    expect(openDrafts(shelf, 'ann').of('c').unsent).toMatchObject([{ key: 'k1', body: '您好' }])
  })
  test('that was refused comes back into the field with the reason, until it is rewritten', async () => {
    const { drafts, outbox } = desk(() => Promise.reject(refused))
    drafts.keep('c', { reply: '不关我事' })
    expect(await outbox.send('c', 'reply')).toBe(false)
    expect(drafts.of('c')).toMatchObject({ reply: '不关我事', unsent: [] })
    expect(outbox.refusal('c', 'reply')).toBe(refused)
    expect(outbox.refusal('c', 'note')).toBeUndefined()
    outbox.forgive('c', 'reply')
    expect(outbox.refusal('c', 'reply')).toBeUndefined()
  })
  test('that was refused never overwrites what has been typed since', async () => {
    let refuse: (error: Error) => void = () => {}
    const { drafts, outbox } = desk(() => new Promise((_, no) => { refuse = no }))
    drafts.keep('c', { reply: '不关我事' })
    const sent = outbox.send('c', 'reply')
    drafts.keep('c', { reply: '下一条' })
    refuse(refused)
    await sent
    expect(drafts.of('c')).toMatchObject({ reply: '下一条', unsent: [{ body: '不关我事' }] })
    expect(outbox.fateOf('k1')).toEqual({ fault: refused })
  })
  test('of nothing but spaces isn’t sent', async () => {
    const post = vi.fn()
    const { drafts, outbox } = desk(post)
    drafts.keep('c', { note: '  \n' })
    await outbox.send('c', 'note')
    expect(post).not.toHaveBeenCalled()
  })
})

describe('a message that can be taken back', () => {
  afterEach(() => { vi.useRealTimers() })
  const waiting = () => {
    vi.useFakeTimers()
    const post = vi.fn(async () => message)
    const of = desk(post)
    of.drafts.keep('c', { reply: '您好' })
    return { ...of, post, sent: of.outbox.send('c', 'reply', 5), unsent: of.drafts.of('c').unsent[0] as Unsent }
  }
  test('leaves when its seconds are over, once', async () => {
    const { post, sent, outbox } = waiting()
    await vi.advanceTimersByTimeAsync(4_900)
    expect([post.mock.calls.length, outbox.fateOf('k1')]).toEqual([0, 'waiting'])
    await vi.advanceTimersByTimeAsync(200)
    expect(await sent).toBe(true)
    await vi.runAllTimersAsync()
    expect(post).toHaveBeenCalledOnce()
  })
  test('is back in the field and never leaves', async () => {
    const { post, sent, outbox, unsent, drafts } = waiting()
    expect(outbox.takeBack('c', unsent)).toBe(true)
    expect(await sent).toBe(false)
    await vi.runAllTimersAsync()
    expect(post).not.toHaveBeenCalled()
    expect(drafts.of('c')).toMatchObject({ reply: '您好', unsent: [] })
  })
  test('isn’t taken back over what has been typed since, and leaves all the same', async () => {
    const { post, sent, outbox, unsent, drafts } = waiting()
    drafts.keep('c', { reply: '下一条' })
    expect(outbox.takeBack('c', unsent)).toBe(false)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await sent).toBe(true)
    expect([post.mock.calls.length, drafts.of('c').reply]).toEqual([1, '下一条'])
  })
  test('leaves at once when its writer says so, or leaves the page', async () => {
    const { post, sent, outbox } = waiting()
    void outbox.hurry()
    expect(await sent).toBe(true)
    expect(post).toHaveBeenCalledOnce()
  })
  test('that a closed page left behind leaves when the desk is opened again', async () => {
    const { shelf: kept } = waiting()
    const post = vi.fn(async () => message)
    const drafts = openDrafts(kept, 'ann')
    const again = openOutbox(drafts, post, () => {}, { now: () => Date.now() + 60_000 })
    again.resume()
    await vi.advanceTimersByTimeAsync(0)
    expect(post).toHaveBeenCalledWith('c', expect.objectContaining({ key: 'k1', body: '您好' }))
    expect(drafts.of('c').unsent).toEqual([])
  })
  test('that met no server goes by itself when there is a connection again', async () => {
    let isDown = true
    const { outbox, drafts } = desk(async () => { if (isDown) throw new TypeError('offline'); return message })
    drafts.keep('c', { reply: '您好' })
    expect(await outbox.send('c', 'reply')).toBe(false)
    isDown = false
    outbox.resume()
    await vi.waitFor(() => expect(drafts.of('c').unsent).toEqual([]))
  })
})
