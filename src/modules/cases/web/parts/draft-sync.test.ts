import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '../../../../kernel/client.ts'
import type { Save, ServerDraft } from './draft-sync.ts'
import { openDraftSync } from './draft-sync.ts'
import { openDrafts } from './drafts.ts'
import type { Drafts, Shelf } from './drafts.ts'

const shelf = (): Shelf => {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key), key: (n) => [...kept.keys()][n] ?? null, get length() { return kept.size } }
}
/** A server with one case and one mode, as the endpoint behaves. */
function server() {
  const state: { draft: ServerDraft | null; down: boolean; saves: number } = { draft: null, down: false, saves: 0 }
  const save: Save = async (_, __, { body, attachments, version }) => {
    if (state.down) throw new TypeError('offline')
    const { draft } = state
    if (draft && draft.version !== version && draft.body !== body) throw new ApiError({ type: '', title: '', status: 409, code: 'draft.elsewhere', current: { ...draft, savedAt: draft.savedAt.toISOString() } })
    state.saves += 1
    state.draft = body.trim() === '' ? null : { body, attachments, version: Math.max(version, draft?.version ?? 0) + 1, savedAt: new Date() }
    return state.draft
  }
  return { state, save }
}
function device(save: Save, storage = shelf()) {
  const drafts = openDrafts(storage, 'ann')
  const sync = openDraftSync(drafts, save)
  const type = (body: string) => { drafts.keep('c', { reply: body }); sync.typed('c', 'reply') }
  return { drafts, sync, type, storage }
}
const adopt = (to: { sync: ReturnType<typeof openDraftSync> }, draft: ServerDraft | null, askedAt = Date.now() + 1) => to.sync.adopt('c', draft ? [{ ...draft, mode: 'reply' }] : [], askedAt)
const text = ({ drafts }: { drafts: Drafts }) => drafts.of('c').reply

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

describe('a draft on the server', () => {
  test('is saved after a pause, not at every key, and now and then while somebody goes on', async () => {
    const { state, save } = server()
    const mine = device(save)
    for (let n = 1; n <= 10; n += 1) { mine.type('x'.repeat(n)); await vi.advanceTimersByTimeAsync(200) }
    expect(state.saves).toBe(0)
    await vi.advanceTimersByTimeAsync(1_500)
    expect([state.saves, state.draft?.body]).toEqual([1, 'x'.repeat(10)])
    expect(mine.sync.stateOf('c', 'reply')).toBe('saved')
    for (let n = 0; n < 60; n += 1) { mine.type(`y${n}`); await vi.advanceTimersByTimeAsync(500) }
    expect(state.saves).toBeGreaterThanOrEqual(3)
    expect(state.saves).toBeLessThanOrEqual(6)
  })
  test('is saved at once on leaving, and then on another device', async () => {
    const { state, save } = server()
    const mine = device(save)
    mine.type('您好，')
    await mine.sync.flush()
    const phone = device(save)
    adopt(phone, state.draft)
    expect(text(phone)).toBe('您好，')
    phone.type('您好，已安排。')
    await phone.sync.flush()
    adopt(mine, state.draft)
    expect(text(mine)).toBe('您好，已安排。')
  })
  test('written elsewhere right after a save here is taken over, and an answer from before the save is not', async () => {
    const { state, save } = server()
    const [mine, phone] = [device(save), device(save)]
    const askedBefore = Date.now()
    mine.type('您好')
    await mine.sync.flush()
    expect([adopt(mine, null, askedBefore), text(mine)]).toEqual([false, '您好'])
    adopt(phone, state.draft)
    phone.type('您好，已安排。')
    await phone.sync.flush()
    expect([adopt(mine, state.draft), text(mine)]).toEqual([true, '您好，已安排。'])
  })
  test('waits on this device while there is no server, survives a crash, and is saved when there is one', async () => {
    const { state, save } = server()
    state.down = true
    const mine = device(save)
    mine.type('断网时写的')
    await mine.sync.flush()
    expect(mine.sync.stateOf('c', 'reply')).toBe('here')
    const after = device(save, mine.storage)
    expect(text(after)).toBe('断网时写的')
    state.down = false
    adopt(after, null)
    await vi.runAllTimersAsync()
    expect(state.draft?.body).toBe('断网时写的')
  })
  test('written on both is asked about; neither is lost until the writer says which', async () => {
    const { state, save } = server()
    const [mine, phone] = [device(save), device(save)]
    mine.type('甲')
    await mine.sync.flush()
    adopt(phone, state.draft)
    phone.type('甲乙')
    await phone.sync.flush()
    mine.type('甲丙')
    await mine.sync.flush()
    expect(mine.sync.conflictOf('c', 'reply')?.body).toBe('甲乙')
    expect([text(mine), state.draft?.body]).toEqual(['甲丙', '甲乙'])
    mine.sync.settle('c', 'reply', 'mine')
    await vi.runAllTimersAsync()
    expect([text(mine), state.draft?.body, mine.sync.conflictOf('c', 'reply')]).toEqual(['甲丙', '甲丙', undefined])
    phone.type('甲乙丁')
    adopt(phone, state.draft)
    expect(phone.sync.conflictOf('c', 'reply')?.body).toBe('甲丙')
    phone.sync.settle('c', 'reply', 'theirs')
    expect(text(phone)).toBe('甲丙')
  })
  test('that was sent on another device is gone here, unless more was written here', async () => {
    const { state, save } = server()
    const mine = device(save)
    mine.type('您好')
    await mine.sync.flush()
    state.draft = null
    adopt(mine, null)
    expect(text(mine)).toBe('')
    mine.type('再写')
    await mine.sync.flush()
    state.draft = null
    mine.type('再写一点')
    adopt(mine, null)
    await vi.runAllTimersAsync()
    expect([text(mine), state.draft]).toMatchObject(['再写一点', { body: '再写一点' }])
  })
  test('goes with what is sent by its version, and what is begun meanwhile keeps its own', async () => {
    const { state, save } = server()
    const mine = device(save)
    mine.type('第一封')
    await mine.sync.flush()
    const version = mine.sync.versionSent('c', 'reply')
    mine.drafts.keep('c', { reply: '', unsent: [{ key: 'k', mode: 'reply', body: '第一封', files: [], at: 0 }] })
    await mine.sync.flush()
    expect(state.draft?.body).toBe('第一封')
    mine.type('第二封')
    await mine.sync.flush()
    mine.drafts.keep('c', { unsent: [] })
    mine.sync.wasSent('c', 'reply', await version)
    expect([text(mine), state.draft?.body]).toEqual(['第二封', '第二封'])
  })
  test('goes with what is sent while the page is being left, although its save has not arrived', async () => {
    const { state, save } = server()
    const arrives = Promise.withResolvers<void>()
    const mine = device(async (...asked) => { const answer = await save(...asked); await arrives.promise; return answer })
    mine.type('最后一句')
    const saved = mine.sync.flush()
    const version = mine.sync.versionSent('c', 'reply')
    mine.sync.leave()
    expect(await version).toBe(state.draft?.version)
    arrives.resolve()
    await saved
    expect(await mine.sync.versionSent('c', 'reply')).toBe(state.draft?.version)
  })
})

test('what the page that was left has saved of one’s own words is no draft from elsewhere', async () => {
  const { state, save } = server()
  const before = device(save)
  state.down = true
  before.type('半句')
  await vi.advanceTimersByTimeAsync(2_000)
  // Loaded anew, on what this browser kept; the last save of the page before arrives after the server was asked.
  const after = device(save, before.storage)
  expect(after.sync.stateOf('c', 'reply')).toBe('idle')
  adopt(after, null)
  state.down = false
  await save('c', 'reply', { body: '半句', attachments: [], version: 0 })
  after.type('半句，接着写')
  await vi.advanceTimersByTimeAsync(20_000)
  expect(after.sync.conflictOf('c', 'reply')).toBeUndefined()
  expect(state.draft?.body).toBe('半句，接着写')
})
