import type { Ctx } from '../../../kernel/context.ts'
import { AppError, refused } from '../../../kernel/errors.ts'
import { historyOf } from '../../../kernel/events.ts'
import { findCase } from '../../cases/index.ts'
import { recordInteraction } from '../../contacts/index.ts'
import { answersOf, changeSubmission, submitForm } from '../../forms/index.ts'
import type { Answers } from '../../forms/contract.ts'
import type { Tracked } from '../contract.ts'
import { PortalRated } from '../contract.ts'
import { ratingHours } from '../settings.ts'
import { tables } from '../tables.ts'
import { RATING_FORM, asHouse, solutionOf, trackedCase } from '../tracked.ts'
import { holdTrack } from '../tracks.ts'

const HOUR = 3_600_000

/**
 * Rates the solution that stands: once, and changeable for a day. A matter that was reopened and solved again is rated anew.
 * @throws AppError 422 portal.nothing-to-rate, 409 portal.rating-settled, 400 at `answers.KEY`
 */
export async function rate(ctx: Ctx, trackId: string, { formId, answers }: { formId: string; answers: Answers }): Promise<Tracked> {
  const track = await holdTrack(ctx, trackId)
  const [row, events] = await Promise.all([findCase(asHouse(ctx), track.case_id), historyOf(ctx, [track.case_id])])
  const solutionId = solutionOf(events)
  if (!solutionId || row.removed_at || !['resolved', 'closed'].includes(row.status_class)) throw refused('portal.nothing-to-rate')
  const given = await tables(ctx).selectFrom('portal_rating').selectAll().where('case_id', '=', row.id).where('solution_id', '=', solutionId).executeTakeFirst()
  let told: { id: string; score: number | null }
  if (given) {
    if (ctx.now.getTime() - given.at.getTime() >= ctx.settings.get(ratingHours) * HOUR) throw new AppError('conflict', 'portal.rating-settled')
    const said = (await answersOf(ctx, [given.submission_id])).get(given.submission_id)
    told = await changeSubmission(ctx, given.submission_id, { answers, version: said?.version ?? 1 })
  } else {
    told = await submitForm(ctx, { form: RATING_FORM, version: formId, about: { kind: 'case', id: row.id }, answers, via: 'portal', customerId: track.customer_id, staffId: row.handler_id, teamId: row.team_id })
    tables.insert(ctx, 'portal_rating', { case_id: row.id, solution_id: solutionId, submission_id: told.id, at: ctx.now })
  }
  await recordInteraction(ctx, { channel: 'portal', direction: 'in', customerId: track.customer_id, subjectKind: 'case', subjectId: row.id })
  await ctx.emit(PortalRated, row.id, { trackId, submissionId: told.id, solutionId, score: told.score, again: given !== undefined })
  return trackedCase(ctx, track)
}
