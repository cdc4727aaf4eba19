import { ApiError } from '../../../kernel/client.ts'
import type { FileView, Upload } from '../contract.ts'

/** How bytes reach the server; the browser's is `browser-wire.ts`, tests bring their own. `sent` counts bytes of this body. */
export interface Wire {
  whole: (file: Sendable, key: string, sent: (bytes: number) => void, signal: AbortSignal) => Promise<FileView>
  open: (file: Sendable) => Promise<Upload>
  append: (id: string, offset: number, bytes: Blob, sent: (bytes: number) => void, signal: AbortSignal) => Promise<Upload>
  offset: (id: string) => Promise<Upload>
  drop: (id: string) => Promise<void>
  pause: (ms: number, signal: AbortSignal) => Promise<void>
}
export interface Sendable { blob: Blob; name: string; type: string }
/** What a further try needs of the one before: the key of a whole upload, the id of one in parts. */
export interface Trail { key: string; uploadId?: string }

/** Larger files go in parts, so that a broken connection costs one part only. */
export const LARGE = 5 * 1024 * 1024
export const PART = 4 * 1024 * 1024
const MOST_FAILURES = 5

/** Whether the same attempt may succeed a moment later: nothing came back, or the server was busy. */
export const mayPass = (error: unknown) => !(error instanceof ApiError) || error.status >= 500 || error.status === 429 || error.problem.code === 'file.cut-off'

/**
 * Sends one file, whole or in parts, over broken connections too; a further call with the same `trail` goes on where the last one stopped.
 * @throws ApiError when the server refuses it, TypeError when it stays out of reach, an abort as it is
 */
export async function sendFile(file: Sendable, wire: Wire, trail: Trail, progress: (bytes: number) => void, signal: AbortSignal): Promise<FileView> {
  if (file.blob.size <= LARGE) return wire.whole(file, trail.key, progress, signal)
  let upload: Upload | undefined
  for (let failures = 0; ;) {
    try {
      upload ??= await findOrOpen(file, wire, trail)
      const from = upload.offset
      progress(from)
      if (upload.file) return upload.file
      upload = await wire.append(upload.id, from, file.blob.slice(from, from + PART), (sent) => progress(from + sent), signal)
      failures = 0
    } catch (error) {
      signal.throwIfAborted()
      upload = undefined
      if (error instanceof ApiError && error.problem.code === 'upload.wrong-offset') failures++
      else if (mayPass(error)) await wire.pause(500 * 2 ** failures++, signal)
      else throw error
      if (failures >= MOST_FAILURES) throw error
    }
  }
}

async function findOrOpen(file: Sendable, wire: Wire, trail: Trail): Promise<Upload> {
  if (trail.uploadId) {
    try { return await wire.offset(trail.uploadId) } catch (error) { if (!(error instanceof ApiError && error.status === 404)) throw error }
  }
  const upload = await wire.open(file)
  trail.uploadId = upload.id
  return upload
}
