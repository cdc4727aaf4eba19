import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { changeCase, findCase, moveCase } from '../../cases/index.ts'
import { findComplaint } from '../queries.ts'
import { holdSheet, writeSheet } from '../sheet.ts'
import { GrumbleUpgraded } from './contract.ts'
import type { ComplaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'
import { stillOpen } from './investigate.ts'

/** Makes a formal complaint of a grumble; all that was written and judged stays, and what is worked on begins with listening. @throws AppError refused `complaint.not-a-grumble`; as `holdSheet` */
export async function upgradeGrumble(ctx: Ctx, caseId: string, { reason }: { reason: string }): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  await stillOpen(ctx, caseId)
  const { kind, version } = await findComplaint(ctx, caseId)
  if (kind !== 'grumble') throw refused('complaint.not-a-grumble', [{ path: '', code: 'complaint.not-a-grumble' }])
  await changeCase(ctx, caseId, { version, kind: 'complaint' })
  const changed = await findCase(ctx, caseId)
  if (changed.status === 'open') await moveCase(ctx, caseId, { to: 'listening', version: changed.version })
  await writeSheet(ctx, row, { upgraded_by: ctx.actor.id, upgraded_at: ctx.now })
  await ctx.emit(GrumbleUpgraded, caseId, { reason: maskPersonal(reason) })
  return getComplaintCourse(ctx, caseId)
}
