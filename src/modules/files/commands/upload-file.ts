import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor, Ctx } from '../../../kernel/context.ts'
import { AppError, invalid } from '../../../kernel/errors.ts'
import { answerOnce, keyIn } from '../../../kernel/idempotency.ts'
import type { Door } from '../../../kernel/module.ts'
import type { Work } from '../../../kernel/work.ts'
import { FileView } from '../contract.ts'
import { examine, keep } from '../examine.ts'
import { mostBytes } from '../settings.ts'
import { megabytes, store } from '../store.ts'

/** The body of a request; none at all is an empty one. */
export const bodyOf = (door: Door) => (door.stream ?? []) as AsyncIterable<Uint8Array>
export const header = (door: Door, name: string): string | undefined => {
  const value = door.headers[name]
  return typeof value === 'string' ? value : undefined
}

function sentName(door: Door): string {
  const encoded = header(door, 'x-file-name')
  if (!encoded) throw invalid('X-File-Name', 'file.name-missing')
  try { return decodeURIComponent(encoded) } catch { throw invalid('X-File-Name', 'file.bad-name') }
}

export interface UploadLimits {
  /** The endpoint that took it in. */
  via?: string
  /** Bytes taken at most, where the general limit is too much. */
  most?: number
  /** Runs in the unit that keeps the file; what it throws keeps nothing. */
  kept?: (ctx: Ctx, file: FileView) => Promise<void>
}

/** Takes a file whole. The bytes come before any unit is opened: a slow sender holds no connection to the database. */
export async function uploadFile(work: Work, actor: Actor, door: Door, { via = 'files.upload', most: limit = Infinity, kept }: UploadLimits = {}): Promise<FileView> {
  const name = sentName(door)
  const key = keyIn(door.headers)
  const most = Math.min(limit, work.settings.get(mostBytes))
  if (Number(header(door, 'content-length')) > most) { door.stream?.resume(); throw tooLarge(most) }
  const received = await store().receive(bodyOf(door), most)
  try {
    const examined = await examine(work, actor, via, received, name, header(door, 'content-type')?.split(';')[0]?.trim() ?? null)
    const same = createHash('sha256').update(received.hash).update(name).digest()
    const { answer } = await answerOnce(work, actor, via, key, same, 201, async (ctx) => {
      const file = await keep(ctx, examined)
      await kept?.(ctx, file)
      return JSON.stringify(z.encode(FileView, file))
    })
    return z.decode(FileView, JSON.parse(answer) as z.input<typeof FileView>)
  } finally { await store().discard(received) }
}

export const tooLarge = (most: number) => new AppError('too-large', 'file.too-large', { params: { most: megabytes(most) } })
