import type { Ctx } from '../../../kernel/context.ts'
import { conflict, refused } from '../../../kernel/errors.ts'
import { answer } from '../../../kernel/module.ts'
import { findCase } from '../../cases/index.ts'
import { FileMayBeRead } from '../../files/contract.ts'
import { filesOf, keepOriginals, receiveBytes } from '../../files/index.ts'
import { holdSheet, writeSheet } from '../sheet.ts'
import { tables } from '../tables.ts'
import { ComplaintArchived } from './contract.ts'
import type { ComplaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'
import { ARCHIVE, packOf } from './pack.ts'

/**
 * Puts a closed complaint away: the pack as it stands is kept with its checksum, and its sheet is changed no more.
 * @throws AppError as `holdSheet` and `packOf`; conflict `complaint.already-archived`; refused `complaint.not-closed`, `complaint.cause-missing`
 */
export async function archiveComplaint(ctx: Ctx, caseId: string): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId, { archived: true })
  if (row.archived_at) throw conflict('complaint.already-archived', await getComplaintCourse(ctx, caseId))
  const missing = [...((await findCase(ctx, caseId)).status_class === 'closed' ? [] : [{ path: '', code: 'complaint.not-closed' }]), ...(row.cause ? [] : [{ path: 'cause', code: 'complaint.cause-missing' }])]
  const [first] = missing
  if (first) throw refused(first.code, missing)
  const { name, bytes } = await packOf(ctx, caseId)
  const received = await receiveBytes(bytes)
  await keepOriginals(ctx, [{ received, name, type: 'application/zip', owner: { kind: ARCHIVE, id: row.id } }])
  const hash = received.hash.toString('hex')
  await writeSheet(ctx, row, { archived_by: ctx.actor.id, archived_at: ctx.now, archive_hash: hash })
  const [kept] = (await filesOf(ctx, [row.id])).get(row.id) ?? []
  if (!kept) throw new Error('the pack was not kept')
  await ctx.emit(ComplaintArchived, caseId, { hash, fileId: kept.id })
  return getComplaintCourse(ctx, caseId)
}

/** Evidence is read by whoever may see the complaint; the archive by whoever may take the pack out. */
export const complaintFiles = answer(FileMayBeRead, 'complaints.files', async (ctx, { ownerKind, ownerId }) => {
  if (ownerKind !== 'complaint-finding' && ownerKind !== ARCHIVE) return []
  if (!ctx.actor.can(ownerKind === ARCHIVE ? 'complaint.pack' : 'complaint.read')) return []
  const of = ownerKind === ARCHIVE ? await tables(ctx).selectFrom('complaint').select('case_id').where('id', '=', ownerId).executeTakeFirst() : await tables(ctx).selectFrom('complaint_finding').select('case_id').where('id', '=', ownerId).executeTakeFirst()
  return of ? await findCase(ctx, of.case_id).then(() => [{ may: true }], () => []) : []
})
