import { randomText, newId } from '../../../kernel/id.ts'
import type { Actor, Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import type { Door } from '../../../kernel/module.ts'
import type { Work } from '../../../kernel/work.ts'
import { UploadDropped, UploadOpened, UploadReceived } from '../contract.ts'
import type { Upload } from '../contract.ts'
import { examine, keep } from '../examine.ts'
import { cleanName } from '../names.ts'
import { view } from '../queries.ts'
import { mostBytes } from '../settings.ts'
import { store } from '../store.ts'
import type { UploadRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { bodyOf, header, tooLarge } from './upload-file.ts'

async function shown(ctx: Ctx, row: UploadRow): Promise<Upload> {
  const file = row.file_id ? await tables(ctx).selectFrom('file').selectAll().where('id', '=', row.file_id).executeTakeFirst() : undefined
  return { id: row.id, name: row.name, size: row.size, offset: row.received, file: file ? view(file) : null }
}

async function ownUpload(ctx: Ctx, id: string): Promise<UploadRow> {
  const row = await tables(ctx).selectFrom('upload').selectAll().where('id', '=', id).where('uploaded_by', '=', ctx.actor.id as string).executeTakeFirst()
  if (!row) throw notFound('upload')
  return row
}

/** Opens an upload that goes on where it broke off. */
export async function openUpload(ctx: Ctx, body: { name: string; size: number; type?: string | undefined; hash?: string | undefined }): Promise<Upload> {
  const most = ctx.settings.get(mostBytes)
  if (body.size > most) throw tooLarge(most)
  const row: UploadRow = {
    id: newId(), name: cleanName(body.name), size: body.size, declared_type: body.type ?? null, hash: body.hash ? Buffer.from(body.hash, 'hex') : null, received: 0,
    uploaded_by: ctx.actor.id as string, at: ctx.now, changed_at: ctx.now, file_id: null,
  }
  tables.insert(ctx, 'upload', row)
  await ctx.emit(UploadOpened, row.id, { size: row.size })
  return shown(ctx, row)
}

export const uploadOffset = async (ctx: Ctx, id: string): Promise<Upload> => shown(ctx, await ownUpload(ctx, id))

/** Gives an upload up. A file that it has already become stays. */
export async function dropUpload(ctx: Ctx, id: string): Promise<null> {
  const { received } = await ownUpload(ctx, id)
  await tables(ctx).deleteFrom('upload').where('id', '=', id).execute()
  await ctx.emit(UploadDropped, id, { offset: received })
  // Only hastened here; the sweep takes every folder whose upload is gone.
  ctx.afterCommit(() => void store().parts.drop(id).catch(() => {}))
  return null
}

/**
 * Takes the next bytes of an upload, and makes the file of it when they are the last. Each PATCH writes a part of its own; which of several at one offset
 * counts is decided by one conditional update, and the others get 409 with the offset as it then is. What arrived before a sender was cut off counts.
 */
export async function appendToUpload(work: Work, actor: Actor, id: string, door: Door): Promise<Upload> {
  const via = 'files.append'
  const offset = offsetIn(door)
  const before = await work.read(actor, via, async (ctx) => { const row = await ownUpload(ctx, id); return { row, shown: await shown(ctx, row) } })
  const letGo = (error: AppError) => { door.stream?.resume(); return error }
  if (offset !== before.row.received) throw letGo(conflict('upload.wrong-offset', before.shown, { offset: before.row.received }))
  if (before.row.file_id) { door.stream?.resume(); return before.shown }
  const left = before.row.size - offset
  if (Number(header(door, 'content-length')) > left) throw letGo(tooLong(before.row.size))

  const part = `${offset}-${randomText(9)}`
  const written = await store().parts.write(id, part, bodyOf(door), left)
  let row = before.row
  try {
    if (written.tooLong) throw tooLong(before.row.size)
    if (written.size) row = await work.unit(actor, via, (ctx) => advance(ctx, row, part, written.size))
  } finally { if (row === before.row) await store().parts.drop(id, part) }
  if (written.cut) throw new AppError('invalid', 'file.cut-off')
  return row.received === row.size ? finish(work, actor, via, row) : work.read(actor, via, (ctx) => shown(ctx, row))
}

function offsetIn(door: Door): number {
  const text = header(door, 'upload-offset') ?? ''
  if (!/^\d{1,15}$/.test(text)) throw invalid('Upload-Offset', 'upload.bad-offset')
  return Number(text)
}
const tooLong = (size: number) => new AppError('too-large', 'upload.too-long', { params: { size } })

async function advance(ctx: Ctx, { id, received: from }: UploadRow, part: string, size: number): Promise<UploadRow> {
  const row = await tables(ctx).updateTable('upload').set({ received: from + size, changed_at: ctx.now }).where('id', '=', id).where('received', '=', from).returningAll().executeTakeFirst()
  if (!row) {
    const now = await ownUpload(ctx, id)
    throw conflict('upload.wrong-offset', await shown(ctx, now), { offset: now.received })
  }
  tables.insert(ctx, 'upload_part', { upload_id: id, start: from, size, part })
  await ctx.emit(UploadReceived, id, { offset: row.received })
  return row
}

/** Puts the parts together, looks at the whole, and keeps it; repeated by an empty PATCH at the end when the server died in the middle of it. */
async function finish(work: Work, actor: Actor, via: string, upload: UploadRow): Promise<Upload> {
  const { id } = upload
  const forget = async (ctx: Ctx) => { await tables(ctx).deleteFrom('upload').where('id', '=', id).execute() }
  const parts = await work.read(actor, via, (ctx) => tables(ctx).selectFrom('upload_part').select('part').where('upload_id', '=', id).orderBy('start').execute())
  const received = await store().receive(store().parts.read(id, parts.map(({ part }) => part)), upload.size)
  try {
    if (upload.hash && !upload.hash.equals(received.hash)) {
      await work.unit(actor, via, async (ctx) => { await forget(ctx); await ctx.emit(UploadDropped, id, { offset: upload.received }) })
      throw refused('upload.wrong-hash', [], { params: { hash: received.hash.toString('hex') } })
    }
    const examined = await examine(work, actor, via, received, upload.name, upload.declared_type, forget)
    return await work.unit(actor, via, async (ctx) => {
      const file = await keep(ctx, examined)
      const row = await tables(ctx).updateTable('upload').set({ file_id: file.id, changed_at: ctx.now }).where('id', '=', id).where('file_id', 'is', null).returningAll().executeTakeFirst()
      if (!row) throw new AppError('conflict', 'upload.finished-elsewhere')
      await tables(ctx).deleteFrom('upload_part').where('upload_id', '=', id).execute()
      ctx.afterCommit(() => void store().parts.drop(id).catch(() => {}))
      return { id, name: row.name, size: row.size, offset: row.received, file }
    })
  } catch (error) {
    // Another PATCH at the end was quicker, and may have cleared the parts already: its file is the answer.
    const now = await work.read(actor, via, async (ctx) => shown(ctx, await ownUpload(ctx, id))).catch((reason: unknown) => { if (reason instanceof AppError && reason.kind === 'not-found') return undefined; throw error })
    if (now?.file) return now
    if (!now) await store().parts.drop(id)
    throw error
  } finally { await store().discard(received) }
}
