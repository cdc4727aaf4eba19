import { describe, expect, test } from 'vitest'
import { ApiError } from '../../../kernel/client.ts'
import type { FileView, Upload } from '../contract.ts'
import type { Wire } from './send-file.ts'
import { PART } from './send-file.ts'
import { openUploadQueue } from './upload-queue.ts'

const viewOf = (name: string, size: number): FileView => ({ id: `id of ${name}`, name, size, type: 'text/plain', hash: '0'.repeat(64), scan: 'clean', remarks: [], inline: false, at: new Date(0), deletedAt: null })
const refusal = (status: number, code: string) => new ApiError({ type: 'about:blank', title: code, status, code })
const sendable = (name: string, size: number) => ({ blob: new Blob([new Uint8Array(size)]), name, type: 'text/plain' })

/** A server in memory whose line breaks when a test says so. */
function fakeWire() {
  const uploads = new Map<string, Upload>()
  const said: string[] = []
  const breaks: unknown[] = []
  const fail = () => { const error = breaks.shift(); if (error) throw error }
  const wire: Wire = {
    whole: async (file, key, sent, signal) => { said.push(`whole ${file.name}`); await Promise.resolve(); signal.throwIfAborted(); fail(); sent(file.blob.size); return viewOf(`${file.name} ${key}`, file.blob.size) },
    open: async (file) => { const upload = { id: `u${uploads.size}`, name: file.name, size: file.blob.size, offset: 0, file: null }; uploads.set(upload.id, upload); said.push('open'); return upload },
    append: async (id, offset, bytes, sent, signal) => {
      const before = uploads.get(id) as Upload
      said.push(`append ${offset}`)
      await Promise.resolve()
      signal.throwIfAborted()
      if (breaks.length) { uploads.set(id, { ...before, offset: offset + 1_000 }); fail() }
      if (offset !== before.offset) throw refusal(409, 'upload.wrong-offset')
      sent(bytes.size)
      const end = offset + bytes.size
      const after = { ...before, offset: end, file: end === before.size ? viewOf(before.name, before.size) : null }
      uploads.set(id, after)
      return after
    },
    offset: async (id) => { const found = uploads.get(id); if (!found) throw refusal(404, 'upload.not-found'); return found },
    drop: async (id) => { said.push(`drop ${id}`); uploads.delete(id) },
    pause: async () => { said.push('pause') },
  }
  return { wire, said, breaks, uploads }
}
const until = async (queue: ReturnType<typeof openUploadQueue>, is: string) => { await expect.poll(() => queue.items().map((item) => item.state.is)).toContain(is) }

describe('files on their way', () => {
  test('small ones go whole, two at once, and each is handed over once', async () => {
    const { wire, said } = fakeWire()
    const queue = openUploadQueue(wire, (() => { let n = 0; return () => `k${n++}` })())
    queue.add([sendable('a', 10), sendable('b', 20), sendable('c', 30)])
    expect(queue.items().map((item) => item.state.is)).toEqual(['sending', 'sending', 'waiting'])
    await expect.poll(() => queue.items().every((item) => item.state.is === 'done')).toBe(true)
    expect(said).toEqual(['whole a', 'whole b', 'whole c'])
    expect(queue.takeDone().map((file) => file.name)).toEqual(['a k0', 'b k1', 'c k2'])
    expect(queue.takeDone()).toEqual([])
    expect(queue.items()).toEqual([])
  })
  test('a large one goes in parts, and over a broken line on from what had arrived', async () => {
    const { wire, said, breaks } = fakeWire()
    const queue = openUploadQueue(wire)
    breaks.push(new TypeError('network'))
    queue.add([sendable('big', 2 * PART)])
    await until(queue, 'done')
    expect(said).toEqual(['open', 'append 0', 'pause', 'append 1000', `append ${1_000 + PART}`])
    expect(queue.takeDone()).toMatchObject([{ name: 'big', size: 2 * PART }])
  })
  test('a line that stays broken fails after five tries, and trying again goes on with the same upload', async () => {
    const { wire, said, breaks } = fakeWire()
    const queue = openUploadQueue(wire)
    breaks.push(...Array.from({ length: 5 }, () => refusal(503, 'server.busy')))
    queue.add([sendable('big', 2 * PART)])
    await until(queue, 'failed')
    queue.retry(queue.items()[0]?.key as string)
    await until(queue, 'done')
    expect(said.filter((word) => word === 'open')).toHaveLength(1)
  })
  test('a refusal is told at once and not tried again by itself', async () => {
    const { wire, said, breaks } = fakeWire()
    const queue = openUploadQueue(wire)
    breaks.push(refusal(422, 'file.infected'))
    queue.add([sendable('big', 2 * PART)])
    await until(queue, 'failed')
    expect(queue.items()[0]?.state).toMatchObject({ error: { code: 'file.infected' } })
    expect(said).toEqual(['open', 'append 0'])
  })
  test('cancelled, it is gone, its parts are thrown away, and the next one starts', async () => {
    const { wire, said, uploads } = fakeWire()
    const queue = openUploadQueue(wire)
    queue.add([sendable('big', 2 * PART), sendable('other', 2 * PART), sendable('c', 5)])
    await expect.poll(() => uploads.size).toBe(2)
    queue.cancel(queue.items()[0]?.key as string)
    await expect.poll(() => queue.items().map((item) => [item.name, item.state.is])).toEqual([['other', 'done'], ['c', 'done']])
    expect(said).toContain('drop u0')
  })
})
