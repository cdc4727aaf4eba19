import type { Ctx } from '../../../kernel/context.ts'
import { notFound, refused } from '../../../kernel/errors.ts'
import { FileAttached } from '../contract.ts'
import { tables } from '../tables.ts'

/**
 * Hangs files on a record, for good: only those that the actor has uploaded (the system: those that came without anybody's sign-in) and that hang on nothing yet, all of them or none.
 * @throws AppError 404 file.not-found for one that is not the actor's, 422 file.already-attached, 422 file.infected
 */
export async function attachFiles(ctx: Ctx, ids: readonly string[], owner: { kind: string; id: string }): Promise<void> {
  const wanted = [...new Set(ids)]
  if (!wanted.length) return
  const taken = await tables(ctx).updateTable('file').set({ owner_kind: owner.kind, owner_id: owner.id }).where('id', 'in', wanted).where('uploaded_by', 'is not distinct from', ctx.actor.id)
    .where('owner_id', 'is', null).where('deleted_at', 'is', null).where('scan', '<>', 'infected').returning('id').execute()
  if (taken.length < wanted.length) {
    const mine = await tables(ctx).selectFrom('file').select(['id', 'scan', 'owner_id']).where('id', 'in', wanted).where('uploaded_by', 'is not distinct from', ctx.actor.id).where('deleted_at', 'is', null).execute()
    if (mine.length < wanted.length) throw notFound('file')
    if (mine.some((row) => row.scan === 'infected')) throw refused('file.infected', [], { params: { signature: '' } })
    throw refused('file.already-attached')
  }
  for (const { id } of taken) await ctx.emit(FileAttached, id, { ownerKind: owner.kind, ownerId: owner.id })
}
