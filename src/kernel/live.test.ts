import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import type { Resource } from './access.ts'
import { systemActor } from './actors.ts'
import { newId } from './id.ts'
import { openLive } from './live.ts'
import type { Work } from './work.ts'

/** What browsers are told while an import or a bulk deed fills the log. */

function openHub() {
  const asked: string[][] = []
  const resource = { name: 'case', read: 'case.read', legs: {}, load: async (_: unknown, ids: string[]) => { asked.push(ids); return ids.map((id) => ({ id, version: 1 })) } } as unknown as Resource
  const live = openLive({ read: (_: unknown, __: unknown, run: (ctx: object) => unknown) => run({}) } as unknown as Work, [resource], async (actor) => actor)
  const heard: { entity: string; id?: string }[] = []
  const socket = Object.assign(new EventEmitter(), { OPEN: 1, readyState: 1, send: (text: string) => { heard.push(JSON.parse(text)) }, close: () => {} })
  const join = () => live.join(systemActor, socket as unknown as WebSocket)
  return { live, heard, asked, join }
}
function openHeardHub() {
  const hub = openHub()
  hub.join()
  hub.heard.length = 0
  return hub
}
const row = (via: string, id = newId()) => ({ subject_kind: 'case', subject_id: id, data: {}, via })

test('what one deed does to many records is told as one word, and a message said meanwhile by its id', async () => {
  const { live, heard, asked } = openHeardHub()
  const said = newId()
  await live.tell([...Array.from({ length: 400 }, () => row('import.cases')), row('cases.addMessage', said)])
  expect(heard).toEqual([{ entity: 'case' }, { entity: 'case', id: said, version: 1 }])
  // Nobody looked up the four hundred.
  expect(asked).toEqual([[said]])
})

test('a flood that goes on is told at most once a second, and its last part is not lost', async () => {
  vi.useFakeTimers()
  try {
    const { live, heard } = openHeardHub()
    for (let n = 0; n < 5; n++) await live.tell(Array.from({ length: 60 }, () => row('import.cases')))
    expect(heard).toEqual([{ entity: 'case' }])
    vi.advanceTimersByTime(1_000)
    expect(heard).toEqual([{ entity: 'case' }, { entity: 'case' }])
    vi.advanceTimersByTime(5_000)
    expect(heard).toHaveLength(2)
  } finally { vi.useRealTimers() }
})

test('a deed on a few records is told record by record', async () => {
  const { live, heard } = openHeardHub()
  const ids = Array.from({ length: 3 }, () => newId())
  await live.tell(ids.map((id) => row('case-bulks.run', id)))
  expect(heard.map(({ id }) => id)).toEqual(ids)
})

test('whoever joins hears what was told while their page asked and their socket was still closed', async () => {
  vi.useFakeTimers()
  try {
    const { live, heard, join } = openHub()
    const said = newId()
    await live.tell([row('cases.addMessage')])
    vi.advanceTimersByTime(10_000)
    await live.tell([row('cases.claim', said), ...Array.from({ length: 60 }, () => ({ ...row('import.contacts'), subject_kind: 'contact' }))])
    join()
    await vi.waitFor(() => expect(heard.filter(({ entity }) => entity !== 'connected')).toEqual([{ entity: 'case', id: said, version: 1 }]))
  } finally { vi.useRealTimers() }
})
