import { createHash } from 'node:crypto'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../../kernel/errors.ts'
import { randomText } from '../../kernel/id.ts'
import { StartError, noRightToWrite, refusalOf } from '../../kernel/database/start-error.ts'

/** Bytes that lie whole and synced in a file of their own, and belong to nobody yet. */
export interface Received { path: string; hash: Buffer; size: number }
export interface Written { size: number; /** More came than was allowed; nothing more was written. */ tooLong: boolean; /** The sender went away in the middle. */ cut: boolean }
export type FileStore = ReturnType<typeof openFiles>
type Source = AsyncIterable<Uint8Array>

const missing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'
const HASH = /^[0-9a-f]{64}$/
let opened: FileStore | undefined

/** The store that `openFiles` has opened; the roof does so before anything is served. */
export function store(): FileStore {
  if (!opened) throw new Error('openFiles has not been called')
  return opened
}

/**
 * Opens the folder of bytes, made when it is missing, and keeps it as the one this process uses. Identical content lies there once, under its SHA-256:
 * `aa/bb/aabb…`. All nodes of one installation share one folder.
 *
 * @param options.folder `SHOUWEN_FILES`, or `files` in the home. Addresses such as `s3://…` are refused.
 * @throws StartError start.no-right-to-write, start.disk-full
 */
export function openFiles({ folder }: { folder: string }) {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(folder)) {
    throw new StartError('start.no-right-to-write', {
      en: `SHOUWEN_FILES is ${folder.replace(/\/\/[^/@]*@/, '//…@')}: this release keeps files in a folder only. Give the path of a folder that all nodes share.`,
      zh: `SHOUWEN_FILES 的值为 ${folder.replace(/\/\/[^/@]*@/, '//…@')}：此版本只能把文件存放在目录中。请改为各节点共用的目录路径。`,
    })
  }
  const home = resolve(folder)
  const incoming = join(home, 'incoming')
  const uploads = join(home, 'uploads')
  try {
    for (const one of [home, incoming, uploads]) mkdirSync(one, { recursive: true, mode: 0o700 })
    accessSync(incoming, constants.W_OK)
  } catch (error) { throw refusalOf(error, home) ?? noRightToWrite(home, String(error), error) }
  const placeOf = (hash: string) => {
    if (!HASH.test(hash)) throw new Error('not a SHA-256 in hex')
    return join(home, hash.slice(0, 2), hash.slice(2, 4), hash)
  }
  const partsOf = (uploadId: string) => join(uploads, uploadId)
  let house: string | undefined

  const files = {
    folder: home,

    /** Writes what comes to a file of its own and syncs it; answers its hash. Leaves nothing behind when it fails. */
    async receive(source: Source, most: number): Promise<Received> {
      const path = join(incoming, randomText(18))
      const hash = createHash('sha256')
      try {
        const { size, tooLong, cut } = await write(path, source, most, hash)
        if (tooLong) throw new AppError('too-large', 'file.too-large', { params: { most: megabytes(most) } })
        if (cut) throw new AppError('invalid', 'file.cut-off')
        return { path, size, hash: hash.digest() }
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
    },
    discard: (received: Received) => rm(received.path, { force: true }),

    /** Moves bytes to their place. Only while their hash is locked (`lockHash`), or a sweep might take them for nobody's. */
    async place({ path, hash, size }: Received): Promise<void> {
      const place = placeOf(hash.toString('hex'))
      const there = await stat(place).catch(() => undefined)
      // Another size is a damaged file, and these bytes mend it.
      if (there?.size === size) return void await rm(path, { force: true })
      const made = await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      await rename(path, place)
      // A new name is only sure to be there after a power cut when the folder that holds it was synced.
      for (let holds = dirname(place); ; holds = dirname(holds)) {
        await syncFolder(holds)
        if (!made || holds === home) break
      }
    },

    /** @throws AppError file.bytes-missing */
    async read(hash: Buffer): Promise<Readable> {
      const file = await open(placeOf(hash.toString('hex')), 'r').catch((error: unknown) => {
        throw missing(error) ? new AppError('unavailable', 'file.bytes-missing') : error
      })
      return file.createReadStream()
    },

    remove: (hash: string) => rm(placeOf(hash), { force: true }),

    /** The hashes whose first byte is `prefix`, two hex digits: a store is walked in 256 steps. */
    async hashes(prefix: string): Promise<string[]> {
      const folders = await list(join(home, prefix))
      return (await Promise.all(folders.map((one) => list(join(home, prefix, one))))).flat().filter((name) => HASH.test(name))
    },

    /** Removes what writers left behind that died before `before`. */
    async clearIncoming(before: Date): Promise<void> {
      for (const name of await list(incoming)) {
        const path = join(incoming, name)
        const there = await stat(path).catch(() => undefined)
        if (there && there.mtime < before) await rm(path, { force: true })
      }
    },

    /** Whether this folder is the one of the house `id`; the first house that asks gets it. */
    async belongsTo(id: string): Promise<boolean> {
      const mark = join(home, 'house')
      if (!house) {
        await writeFile(mark, `${id}\n`, { flag: 'wx', mode: 0o600, flush: true }).catch((error: unknown) => { if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error })
        house = (await readFile(mark, 'utf8')).trim()
      }
      return house === id
    },

    parts: {
      /** Writes one part of an upload and syncs it. A part cut off by its sender is kept as far as it came. */
      async write(uploadId: string, part: string, source: Source, most: number): Promise<Written> {
        await mkdir(partsOf(uploadId), { recursive: true, mode: 0o700 })
        return write(join(partsOf(uploadId), part), source, most)
      },
      /** All parts, one after another. */
      async *read(uploadId: string, parts: readonly string[]): AsyncGenerator<Uint8Array> {
        for (const part of parts) {
          const file = await open(join(partsOf(uploadId), part), 'r').catch((error: unknown) => { throw missing(error) ? new AppError('unavailable', 'file.bytes-missing') : error })
          yield* file.createReadStream({ highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>
        }
      },
      drop: (uploadId: string, part?: string) => rm(part ? join(partsOf(uploadId), part) : partsOf(uploadId), { recursive: true, force: true }),
      uploads: () => list(uploads),
    },
  }
  opened = files
  return files
}

/** Megabytes for sentences, to a tenth, never less than they are. */
export const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024 * 10) / 10

async function write(path: string, source: Source, most: number, hash?: ReturnType<typeof createHash>): Promise<Written> {
  const file = await open(path, 'wx', 0o600)
  const sender = typeof (source as Readable).iterator === 'function' ? source as Readable : undefined
  let size = 0
  try {
    // A request must stay open when the loop is left, or the refusal could not be sent.
    for await (const chunk of (sender?.iterator({ destroyOnReturn: false }) ?? source) as Source) {
      if (size + chunk.length > most) return { size, tooLong: true, cut: false }
      size += chunk.length
      hash?.update(chunk)
      await writeAll(file, chunk)
    }
    await file.sync()
    return { size, tooLong: false, cut: false }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (CUT.includes(code)) { await file.sync(); return { size, tooLong: false, cut: true } }
    throw ['ENOSPC', 'EDQUOT'].includes(code) ? new AppError('unavailable', 'server.disk-full') : error
  } finally {
    // The rest is let go by unread: many a sender reads the answer only when it is done sending.
    sender?.resume()
    await file.close()
  }
}
const CUT = ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']

async function writeAll(file: Awaited<ReturnType<typeof open>>, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length;) from += (await file.write(bytes, from)).bytesWritten
}

const list = (folder: string): Promise<string[]> => readdir(folder).catch((error: unknown) => {
  if (missing(error) || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return []
  throw error
})

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try { await handle.sync() } finally { await handle.close() }
}
