import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { findCase, restoreCase } from '../../cases/index.ts'
import { pointInteraction } from '../../contacts/index.ts'
import type { CaseMail, Evidence } from '../contract.ts'
import { MailMoved } from '../contract.ts'
import { openContents } from '../intake/content.ts'
import { tables } from '../tables.ts'
import { caseMail, mailRow } from './case-mails.ts'
import { leaveNothingEmpty, retie } from './move-mail.ts'

/**
 * Takes back the last move or split of a mail: it is again the message that it was, where it was, and nothing is said twice. A case that was binned because it
 * held nothing else comes back; one that the split made goes into the bin.
 * @throws AppError not-found `mail.not-found`; refused `mail.nothing-to-undo`, `mail.undo-binned`; forbidden `case.not-yours`; conflict `record.stale`
 */
export async function undoMove(ctx: Ctx, interactionId: string, version: number): Promise<CaseMail> {
  const row = await mailRow(ctx, interactionId)
  const last = await tables(ctx).selectFrom('mail_move').selectAll().where('interaction_id', '=', interactionId).orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (!row.case_id || !row.message_id || !last || !(row.evidence as Evidence).movedFrom) throw new AppError('refused', 'mail.nothing-to-undo')
  const left = await findCase(ctx, row.case_id)
  const binned = await tables(ctx).selectFrom('case_ref').select('removed_at').where('id', '=', last.from_case_id).executeTakeFirst()
  // What this very move put into the bin comes back with it; what somebody binned for another reason is theirs to restore.
  const byMove = binned?.removed_at?.getTime() === last.at.getTime()
  if (binned?.removed_at && !byMove && !ctx.actor.can('case.remove')) throw new AppError('refused', 'mail.undo-binned')
  const back = await findCase(ctx, last.from_case_id, { binned: byMove })
  if (!left.may_write || !back.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (back.removed_at) await restoreCase(ctx, back.id, back.version, { binned: byMove })

  const before = row.evidence as Evidence
  const evidence: Evidence = { how: 'undone', signs: [{ kind: 'by-hand', weight: 100 }], score: 100, suggestions: before.suggestions.filter((one) => one.caseId !== back.id) }
  const won = await tables(ctx).updateTable('mail').set({ case_id: back.id, message_id: last.from_message_id, evidence: JSON.stringify(evidence), version: version + 1 }).where('interaction_id', '=', interactionId).where('version', '=', version).returning('version').executeTakeFirst()
  if (!won) throw conflict('record.stale', await caseMail(ctx, interactionId))
  await tables(ctx).deleteFrom('mail_move').where('id', '=', last.id).execute()
  tables.insert(ctx, 'mail_move', { id: newId(), interaction_id: interactionId, from_case_id: left.id, from_message_id: row.message_id, to_case_id: back.id, by_id: ctx.actor.id, at: ctx.now })
  const content = (await openContents(ctx, [row])).get(interactionId)
  if (content) await retie(ctx, content, left.id, back.id)
  await pointInteraction(ctx, interactionId, { kind: 'case', id: back.id })
  await ctx.emit(MailMoved, interactionId, { how: 'undone', from: left.id, to: back.id })
  await leaveNothingEmpty(ctx, row, left, back.number)
  return caseMail(ctx, interactionId)
}
