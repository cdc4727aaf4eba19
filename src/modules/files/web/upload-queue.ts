import type { FileView } from '../contract.ts'
import type { Sendable, Trail, Wire } from './send-file.ts'
import { sendFile } from './send-file.ts'

export type UploadState = { is: 'waiting' } | { is: 'sending'; bytes: number } | { is: 'failed'; error: unknown } | { is: 'done'; file: FileView }
export interface UploadItem { readonly key: string; readonly name: string; readonly size: number; readonly type: string; readonly state: UploadState }
export interface UploadQueue {
  add: (files: readonly Sendable[]) => void
  cancel: (key: string) => void
  retry: (key: string) => void
  /** Hands over what has arrived since, once. */
  takeDone: () => FileView[]
  items: () => readonly UploadItem[]
  /** Calls at every change; returns how to stop. */
  hear: (listener: () => void) => () => void
}
interface Entry { item: UploadItem; file: Sendable; trail: Trail; stop: AbortController }

const AT_ONCE = 2

/** Files on their way from one place of a screen. They go on while that place is out of sight, and what arrives waits for it. */
export function openUploadQueue(wire: Wire, newKey: () => string = () => crypto.randomUUID()): UploadQueue {
  let entries: readonly Entry[] = []
  let shown: readonly UploadItem[] = []
  const listeners = new Set<() => void>()
  const keep = (next: readonly Entry[]) => {
    entries = next
    shown = next.map(({ item }) => item)
    for (const listener of listeners) listener()
  }
  const put = (key: string, state: UploadState) => keep(entries.map((entry) => entry.item.key === key ? { ...entry, item: { ...entry.item, state } } : entry))
  const without = (key: string) => entries.filter(({ item }) => item.key !== key)

  function pump(): void {
    const going = entries.filter(({ item }) => item.state.is === 'sending').length
    for (const entry of entries.filter(({ item }) => item.state.is === 'waiting').slice(0, Math.max(0, AT_ONCE - going))) void run(entry)
  }
  async function run({ item: { key }, file, trail, stop }: Entry): Promise<void> {
    put(key, { is: 'sending', bytes: 0 })
    try {
      const arrived = await sendFile(file, wire, trail, (bytes) => put(key, { is: 'sending', bytes }), stop.signal)
      put(key, { is: 'done', file: arrived })
    } catch (error) {
      if (!stop.signal.aborted) put(key, { is: 'failed', error })
    }
    pump()
  }
  return {
    add: (files) => {
      keep([...entries, ...files.map((file) => {
        const key = newKey()
        return { item: { key, name: file.name, size: file.blob.size, type: file.type, state: { is: 'waiting' as const } }, file, trail: { key }, stop: new AbortController() }
      })])
      pump()
    },
    cancel: (key) => {
      const entry = entries.find(({ item }) => item.key === key)
      if (!entry) return
      keep(without(key))
      entry.stop.abort()
      // What had arrived is thrown away now; were this lost, the server forgets it within a day.
      if (entry.trail.uploadId) wire.drop(entry.trail.uploadId).catch(() => {})
      pump()
    },
    retry: (key) => { put(key, { is: 'waiting' }); pump() },
    takeDone: () => {
      const files = entries.flatMap(({ item: { state } }) => state.is === 'done' ? [state.file] : [])
      if (files.length) keep(entries.filter(({ item }) => item.state.is !== 'done'))
      return files
    },
    items: () => shown,
    hear: (listener) => { listeners.add(listener); return () => { listeners.delete(listener) } },
  }
}
