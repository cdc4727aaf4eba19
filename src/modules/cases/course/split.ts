import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { among } from '../../../kernel/transaction.ts'
import { giveCase } from '../commands/give-case.ts'
import { openPart } from '../commands/open-case.ts'
import type { Case } from '../contract.ts'
import { findCase, getCase } from '../queries.ts'
import type { SplitCase } from './contract.ts'
import { CaseSplit } from './contract.ts'
import { writeLink } from './links.ts'
import { tables } from './tables.ts'

/**
 * Lets some of what was said go on as a case of its own. The messages themselves go, with what hangs on them; who first took it in answers for the new case, too, and its deadlines count from the first of those messages.
 * Merging the new case back takes it all back.
 * @throws AppError forbidden `case.not-yours`; conflict `record.stale`, `case.is-closed`; refused `split.unknown-message`, `split.nothing-left`
 */
export async function splitCase(ctx: Ctx, caseId: string, { messageIds, subject, kind, note, version }: SplitCase): Promise<Case> {
  await tables(ctx).selectFrom('case').select('id').where('id', '=', caseId).forUpdate().execute()
  const before = await findCase(ctx, caseId)
  if (!before.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (before.removed_at || before.merged_into_id || before.status_class === 'closed') throw conflict('case.is-closed', await getCase(ctx, caseId))
  if (version !== undefined && version !== before.version) throw conflict('record.stale', await getCase(ctx, caseId))
  const wanted = [...new Set(messageIds)]
  const said = await tables(ctx).selectFrom('message').select(['id', 'at', 'author_kind', 'visibility']).where('case_id', '=', caseId).where(among('id', wanted)).execute()
  if (said.length < wanted.length) throw refused('split.unknown-message', [{ path: 'messageIds', code: 'split.unknown-message' }])
  const rest = await tables(ctx).selectFrom('message').select('id').where('case_id', '=', caseId).where('visibility', '=', 'public').where('id', 'not in', wanted).limit(1).executeTakeFirst()
  if (!rest) throw refused('split.nothing-left', [{ path: 'messageIds', code: 'split.nothing-left' }])

  const first = said.map(({ at }) => at).reduce((one, other) => one < other ? one : other)
  const part = await openPart(ctx, {
    kind: kind ?? before.kind, subject, channel: before.channel, priority: before.priority, customerId: before.customer_id, customerGrade: before.customer_grade, teamId: before.team_id, firstResponderId: before.first_responder_id, classified: kind !== undefined || before.classified, at: first, note: note ?? before.subject,
  })
  await tables(ctx).updateTable('message').set({ case_id: part.id }).where('case_id', '=', caseId).where(among('id', wanted)).execute()
  await tables(ctx).updateTable('case').set((eb) => ({ changed_at: ctx.now, version: eb('version', '+', 1) })).where('id', '=', caseId).execute()
  if (before.handler_id) await giveCase(ctx, part.id, before.handler_id)
  await writeLink(ctx, before, part, 'split')
  await ctx.emit(CaseSplit, caseId, { toId: part.id, number: part.number, messages: said.length })
  return getCase(ctx, part.id)
}
