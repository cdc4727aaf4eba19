import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { requireStaff } from '../../people/index.ts'
import type { Case } from '../contract.ts'
import { findCase, getCase, mayWith } from '../queries.ts'
import { tables } from '../tables.ts'
import { applyAssignments } from './apply-assignments.ts'
import { requireMayHandle } from './may-handle.ts'

/** Gives a case to a person, a team, both or nobody. The first responder stays who it was; a person who takes on what nobody had answered for becomes it. */
export async function assignCase(ctx: Ctx, id: string, { version, handlerId, teamId }: { version: number; handlerId?: string | null | undefined; teamId?: string | null | undefined }): Promise<Case> {
  const before = await findCase(ctx, id)
  if (!before.may_assign) throw new AppError('forbidden', 'case.not-yours')
  if (!mayWith(ctx, before).includes('assign')) throw conflict('case.not-assignable', await getCase(ctx, id))
  if (handlerId === undefined && teamId === undefined) throw new AppError('invalid', 'case.nothing-to-assign')
  if (handlerId) await requireStaff(ctx, handlerId, 'handlerId')
  if (teamId && !await tables(ctx).selectFrom('team_ref').select('id').where('id', '=', teamId).executeTakeFirst()) throw invalid('teamId', 'team.not-found')
  if (handlerId) await requireMayHandle(ctx, id, handlerId)
  if (before.version !== version) throw conflict('record.stale', await getCase(ctx, id))
  const still = await applyAssignments(ctx, [before], { handlerId, teamId })
  if (!still.has(id)) throw conflict('record.stale', await getCase(ctx, id))
  // Whoever gives it out of their own sight hands it over, and reads it until it is accepted.
  return getCase(ctx, id).catch((error: unknown) => { throw !(error instanceof AppError) || error.kind !== 'not-found' ? error : refused('case.given-out-of-sight', [{ path: handlerId ? 'handlerId' : 'teamId', code: 'case.given-out-of-sight' }]) })
}
