import type { Ctx } from '../../../kernel/context.ts'
import { notFound, refused } from '../../../kernel/errors.ts'
import { FileRemoved, FileRestored } from '../contract.ts'
import type { FileView } from '../contract.ts'
import { readable, removable, view } from '../queries.ts'
import { tables } from '../tables.ts'

/** Puts a file into the bin: nobody is given it any more, and for a set time it can be restored. @throws AppError 404, 422 file.stays */
export async function removeFile(ctx: Ctx, id: string): Promise<FileView> {
  const before = await readable(ctx, id, 'kept')
  if (!await removable(ctx, before)) throw refused('file.stays')
  const row = await tables(ctx).updateTable('file').set({ deleted_at: ctx.now, deleted_by: ctx.actor.id }).where('id', '=', id).where('deleted_at', 'is', null).returningAll().executeTakeFirst()
  if (!row) throw notFound('file')
  await ctx.emit(FileRemoved, id, { ownerKind: row.owner_kind, ownerId: row.owner_id })
  return view(row)
}

/** Takes a file out of the bin. @throws AppError 404 when it does not lie there, 422 file.stays */
export async function restoreFile(ctx: Ctx, id: string): Promise<FileView> {
  const before = await readable(ctx, id, 'bin')
  if (!await removable(ctx, before)) throw refused('file.stays')
  const row = await tables(ctx).updateTable('file').set({ deleted_at: null, deleted_by: null }).where('id', '=', id).where('deleted_at', 'is not', null).returningAll().executeTakeFirst()
  if (!row) throw notFound('file')
  await ctx.emit(FileRestored, id, { ownerKind: row.owner_kind, ownerId: row.owner_id })
  return view(row)
}
