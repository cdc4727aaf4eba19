import type { Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { FileUploaded } from '../contract.ts'
import { lockHash } from '../lock.ts'
import { tables } from '../tables.ts'

/** The same files once more, hanging on nothing yet: their bytes lie there once. Who asks has checked that they may be read; what was removed or is infected is left out. */
export async function copyFiles(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('file').selectAll().where('id', 'in', ids).where('deleted_at', 'is', null).where('scan', '<>', 'infected').orderBy('id').execute()
  const copies: string[] = []
  for (const row of rows) {
    await lockHash(ctx, row.hash, 'shared')
    const id = newId()
    tables.insert(ctx, 'file', { ...row, id, owner_kind: null, owner_id: null, uploaded_by: ctx.actor.id, at: ctx.now })
    await ctx.emit(FileUploaded, id, { hash: row.hash.toString('hex'), size: row.size, type: row.type, scan: row.scan })
    copies.push(id)
  }
  return copies
}
