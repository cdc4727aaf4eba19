import type { Ctx } from '../../../kernel/context.ts'
import { conflict } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import type { Draft } from '../contract.ts'
import { DraftDropped, DraftSaved } from '../contract.ts'
import { findCase } from '../queries.ts'
import type { DraftRow } from '../tables.ts'
import { tables } from '../tables.ts'

type Visibility = Draft['visibility']
const shown = (row: DraftRow): Draft => ({ caseId: row.case_id, visibility: row.visibility, body: row.body, attachments: row.attachments as Draft['attachments'], savedAt: row.saved_at, version: row.version })
const mine = (ctx: Ctx) => tables(ctx).selectFrom('case_draft').selectAll().where('staff_id', '=', ctx.actor.id as string)
const MOST_LISTED = 500

/** One's own drafts on a case. */
export const draftsOf = async (ctx: Ctx, caseId: string): Promise<Draft[]> => (await mine(ctx).where('case_id', '=', caseId).orderBy('visibility').execute()).map(shown)

/** The cases on which one has begun to write, latest first. */
export async function listDrafts(ctx: Ctx): Promise<{ items: Omit<Draft, 'body' | 'attachments'>[] }> {
  return { items: (await mine(ctx).orderBy('saved_at', 'desc').limit(MOST_LISTED).execute()).map(shown) }
}

/**
 * Saves what one has begun to write, when it is still the draft one knows. The same text again, from whatever version, changes nothing worth a conflict.
 * @throws AppError conflict `draft.elsewhere` with the draft as it was written on another device
 */
export async function saveDraft(ctx: Ctx, caseId: string, { visibility, body, attachments, version }: { visibility: Visibility; body: string; attachments: Draft['attachments']; version: number }): Promise<Draft | null> {
  await findCase(ctx, caseId)
  const before = await mine(ctx).where('case_id', '=', caseId).where('visibility', '=', visibility).forUpdate().executeTakeFirst()
  const isEmpty = body.trim() === '' && attachments.length === 0
  const isSame = before?.body === body && JSON.stringify(before.attachments) === JSON.stringify(attachments)
  if (before && before.version !== version && !isSame) throw conflict('draft.elsewhere', shown(before))
  if (isEmpty) {
    await tables(ctx).deleteFrom('case_draft').where('staff_id', '=', ctx.actor.id as string).where('case_id', '=', caseId).where('visibility', '=', visibility).execute()
    await ctx.emit(DraftDropped, before?.id ?? newId(), { caseId, visibility })
    return null
  }
  // A draft that was sent or dropped elsewhere begins anew above every version that was known of it, so that no late save mistakes it.
  const next = Math.max(version, before?.version ?? 0) + 1
  const row = await tables(ctx).insertInto('case_draft')
    .values({ id: newId(), case_id: caseId, staff_id: ctx.actor.id as string, visibility, body, attachments: JSON.stringify(attachments), saved_at: ctx.now, version: next })
    .onConflict((on) => on.columns(['staff_id', 'case_id', 'visibility']).doUpdateSet({ body, attachments: JSON.stringify(attachments), saved_at: ctx.now, version: next }).where('case_draft.version', '<', next))
    .returningAll().executeTakeFirst()
  if (!row) throw conflict('draft.elsewhere', (await draftsOf(ctx, caseId)).find((one) => one.visibility === visibility))
  await ctx.emit(DraftSaved, row.id, { caseId, visibility, version: row.version })
  return shown(row)
}

/** What was sent is no draft any more, unless more has been written since. */
export async function dropSent(ctx: Ctx, caseId: string, visibility: Visibility, upTo: number): Promise<void> {
  const gone = await tables(ctx).deleteFrom('case_draft').where('staff_id', '=', ctx.actor.id as string).where('case_id', '=', caseId).where('visibility', '=', visibility).where('version', '<=', upTo).returning('id').executeTakeFirst()
  if (gone) await ctx.emit(DraftDropped, gone.id, { caseId, visibility })
}
