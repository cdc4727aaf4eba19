import type { Actor, Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import type { Work } from '../../../kernel/work.ts'
import { FileUploaded } from '../contract.ts'
import type { FileView } from '../contract.ts'
import { examine, keep, sameHouse } from '../examine.ts'
import type { Examined } from '../examine.ts'
import { lockHashes } from '../lock.ts'
import { store } from '../store.ts'
import type { Received } from '../store.ts'
import type { FileRow } from '../tables.ts'
import { tables } from '../tables.ts'

/** Files that a channel brings in, such as what hangs on a mail. */

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> { yield bytes }

/** Writes bytes down and syncs them. They belong to nobody until they are kept; what is not kept has to be dropped. */
export const receiveBytes = (bytes: Uint8Array): Promise<Received> => store().receive(once(bytes), bytes.length)
export const dropBytes = (received: Received): Promise<void> => store().discard(received)

/**
 * Sniffs, judges and scans bytes as an upload is; outside any unit, for it takes as long as the scanner.
 * @throws AppError 422 `file.empty`, `file.forbidden-type`, `file.infected`, `file.not-scanned`: nothing is kept, and the log says so
 */
export async function lookAtBytes(work: Work, actor: Actor, via: string, bytes: Uint8Array, name: string, type: string): Promise<Examined> {
  return examine(work, actor, via, await receiveBytes(bytes), name, type)
}
/** Gives bytes that were looked at their place and their record. */
export const keepFile = (ctx: Ctx, examined: Examined): Promise<FileView> => keep(ctx, examined)

export interface Original { received: Received; name: string; type: string; owner: { kind: string; id: string } }
/** Keeps bytes as they came, unread and unjudged, each on its record: they are given out as a download only. */
export async function keepOriginals(ctx: Ctx, originals: readonly Original[]): Promise<void> {
  if (!originals.length) return
  await Promise.all([sameHouse(ctx), lockHashes(ctx, originals.map(({ received }) => received.hash))])
  await Promise.all(originals.map(({ received }) => store().place(received)))
  const rows = originals.map(({ received: { hash, size }, name, type, owner }): FileRow => ({
    id: newId(), hash, size, name, type, declared_type: null, remarks: [], owner_kind: owner.kind, owner_id: owner.id, uploaded_by: ctx.actor.id, at: ctx.now, scan: 'not-scanned', deleted_at: null, deleted_by: null,
  }))
  tables.insert(ctx, 'file', rows)
  for (const { id, hash, size, type } of rows) await ctx.emit(FileUploaded, id, { hash: hash.toString('hex'), size, type, scan: 'not-scanned' })
}

/** The bytes of a content, whole. @throws AppError unavailable `file.bytes-missing` */
export async function readBytes(hash: Buffer): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of await store().read(hash)) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
