import type { Ctx } from '../../kernel/context.ts'
import { notFound, refused } from '../../kernel/errors.ts'
import type { Download } from '../../kernel/module.ts'
import { among, lookUp } from '../../kernel/transaction.ts'
import { FileMayBeRead, FileMayBeRemoved } from './contract.ts'
import type { FileView } from './contract.ts'
import { ACTIVE_TYPES, INLINE_TYPES } from './sniff.ts'
import { store } from './store.ts'
import type { FileRow } from './tables.ts'
import { tables } from './tables.ts'

/** Nothing odd within that a viewer would have to draw or run. A wrong name alone does no harm: the type that is told is the true one. */
const mayInline = (row: Pick<FileRow, 'type' | 'remarks' | 'scan'>) => row.scan !== 'infected' && INLINE_TYPES.includes(row.type) && row.remarks.every((remark) => remark === 'type-mismatch')

export const view = (row: FileRow): FileView => ({
  id: row.id, name: row.name, type: row.type, size: row.size, hash: row.hash.toString('hex'), scan: row.scan, remarks: row.remarks, inline: mayInline(row), at: row.at, deletedAt: row.deleted_at,
})

/** Whether the actor may read or remove a file: the one who uploaded it while it hangs on nothing, afterwards whoever its record says. */
async function may(ctx: Ctx, row: FileRow, question: typeof FileMayBeRead): Promise<boolean> {
  if (row.owner_kind === null || row.owner_id === null) return ctx.actor.id !== null && row.uploaded_by === ctx.actor.id
  const answers = await ctx.ask(question, { fileId: row.id, ownerKind: row.owner_kind, ownerId: row.owner_id })
  return answers.length > 0 && answers.every((answer) => answer.may)
}

/** A file that the actor may read, in the bin or out of it. @throws AppError file.not-found */
export async function readable(ctx: Ctx, id: string, where: 'kept' | 'bin'): Promise<FileRow> {
  const row = await tables(ctx).selectFrom('file').selectAll().where('id', '=', id).where('deleted_at', where === 'kept' ? 'is' : 'is not', null).executeTakeFirst()
  if (!row || !await may(ctx, row, FileMayBeRead)) throw notFound('file')
  return row
}

/** Whether the actor may put it into the bin and take it out. */
export const removable = (ctx: Ctx, row: FileRow): Promise<boolean> => may(ctx, row, FileMayBeRemoved)

/** The bytes on their way out, under a type that makes no browser run them. */
export async function download(ctx: Ctx, id: string, inline: boolean): Promise<Download> {
  const row = await readable(ctx, id, 'kept')
  if (row.scan === 'infected') throw refused('file.infected', [], { params: { signature: '' } })
  return { bytes: await store().read(row.hash), name: row.name, type: ACTIVE_TYPES.includes(row.type) ? 'application/octet-stream' : row.type, inline: inline && mayInline(row) }
}

/** The files that hang on these records, oldest first; who asks has checked that the records may be read. */
export async function filesOf(ctx: Ctx, ownerIds: readonly string[]): Promise<Map<string, FileView[]>> {
  if (!ownerIds.length) return new Map()
  const rows = await tables(ctx).selectFrom('file').modifyFront(lookUp).selectAll().where(among('owner_id', ownerIds)).where('deleted_at', 'is', null).orderBy('id').execute()
  return new Map([...Map.groupBy(rows, (row) => row.owner_id as string)].map(([owner, group]) => [owner, group.map(view)]))
}

/** What the actor has removed and can still restore, newest first. */
export async function listBin(ctx: Ctx, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<{ items: FileView[]; nextCursor: string | null }> {
  let select = tables(ctx).selectFrom('file').selectAll().where('deleted_by', '=', ctx.actor.id).where('deleted_at', 'is not', null)
  if (cursor) select = select.where('id', '<', cursor)
  const rows = await select.orderBy('id', 'desc').limit(limit + 1).execute()
  const kept = rows.slice(0, limit)
  return { items: kept.map(view), nextCursor: rows.length > limit ? kept.at(-1)?.id ?? null : null }
}
