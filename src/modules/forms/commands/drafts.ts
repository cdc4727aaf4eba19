import { randomInt } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { beat } from '../../../kernel/module.ts'
import { atRest, wholeAnswers } from '../answers.ts'
import type { About, Draft } from '../contract.ts'
import { FormBegun, FormDraftDropped, FormDraftSaved } from '../contract.ts'
import type { Answers } from '../questions/contract.ts'
import { draftDays } from '../settings.ts'
import { formVersion, judgeKind, subjectOf } from '../subjects.ts'
import type { DraftRow } from '../tables.ts'
import { tables } from '../tables.ts'

/** What somebody has begun to answer: kept on the server, so that it goes on at another desk or on a phone. */

const DAY = 86_400_000
const MANY = 500
/** A form with a time limit is taken so much longer, for the way of the answers. */
export const GRACE_MS = 60_000
const mine = (ctx: Ctx) => tables(ctx).selectFrom('form_draft').selectAll().where('staff_id', '=', ctx.actor.id as string)

async function shown(ctx: Ctx, row: DraftRow): Promise<Draft> {
  const form = formVersion(ctx, row.form_id)
  const about = { kind: row.about_kind, id: row.about_id }
  const { minutes } = form.is
  // What it is about may have gone out of sight since; the draft is one's own all the same.
  const title = await subjectOf(ctx, about).then((subject) => subject.title, () => '')
  return {
    id: row.id, form: { id: form.id, key: form.key, version: form.version, name: form.is.name }, about, title,
    answers: (await wholeAnswers(ctx, [{ ...row, sealed_under: row.id }])).get(row.id) ?? {}, page: row.page, seed: row.seed,
    begunAt: row.begun_at, dueAt: minutes ? new Date(row.begun_at.getTime() + minutes * 60_000) : null, changedAt: row.changed_at, version: row.version,
  }
}
/** One's own draft. @throws AppError 404 form-draft.not-found */
export async function findDraft(ctx: Ctx, id: string): Promise<DraftRow> {
  const row = await mine(ctx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('form-draft')
  return row
}

export async function listDrafts(ctx: Ctx): Promise<{ items: Omit<Draft, 'answers'>[] }> {
  const rows = await mine(ctx).orderBy('changed_at', 'desc').limit(100).execute()
  const items = []
  for (const row of rows) { const { answers: _, ...draft } = await shown(ctx, row); items.push(draft) }
  return { items }
}

/**
 * Begins a form about a record, or goes on with what one has begun of it, in the version it was begun in.
 * @throws AppError 404 form.not-found, submission.no-subject, 422 form.not-for, form.is-anonymous
 */
export async function openDraft(ctx: Ctx, { formId, about, answers = {} }: { formId: string; about: About; answers?: Answers | undefined }): Promise<Draft> {
  const form = formVersion(ctx, formId)
  if (form.is.anonymous) throw new AppError('refused', 'form.is-anonymous')
  judgeKind(form, about)
  await subjectOf(ctx, about)
  const id = newId()
  const made = await tables(ctx).insertInto('form_draft').values({
    id, form_key: form.key, form_id: form.id, about_kind: about.kind, about_id: about.id, staff_id: ctx.actor.id as string,
    ...await atRest(ctx, form.is, answers, id), seed: randomInt(2 ** 32), begun_at: ctx.now, changed_at: ctx.now, page: 0, version: 1,
  }).onConflict((on) => on.columns(['staff_id', 'form_key', 'about_id']).doNothing()).returningAll().executeTakeFirst()
  const row = made ?? await mine(ctx).where('form_key', '=', form.key).where('about_id', '=', about.id).executeTakeFirstOrThrow()
  await ctx.emit(FormBegun, row.id, { form: form.key, aboutKind: about.kind, aboutId: about.id })
  return shown(ctx, row)
}

/** Keeps what has been answered so far, right or wrong. @throws AppError 404 form-draft.not-found, 409 draft.elsewhere with what another device has kept */
export async function saveDraft(ctx: Ctx, id: string, { answers, page, version }: { answers: Answers; page: number; version: number }): Promise<Draft> {
  const before = await findDraft(ctx, id)
  if (before.version !== version) throw conflict('form-draft.elsewhere', await shown(ctx, before))
  const row = await tables(ctx).updateTable('form_draft').set({ ...await atRest(ctx, formVersion(ctx, before.form_id).is, answers, id), page, changed_at: ctx.now, version: version + 1 }).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
  await ctx.emit(FormDraftSaved, id, { form: row.form_key, version: row.version })
  return shown(ctx, row)
}

export async function dropDraft(ctx: Ctx, id: string): Promise<null> {
  const row = await findDraft(ctx, id)
  await tables(ctx).deleteFrom('form_draft').where('id', '=', id).execute()
  await ctx.emit(FormDraftDropped, id, { form: row.form_key })
  return null
}

/** What was begun and left lying goes, and the key of its texts with it. */
export const sweepDrafts = beat('forms.sweep-drafts', 3_600, async (ctx) => {
  const due = new Date(ctx.now.getTime() - ctx.settings.get(draftDays) * DAY)
  const gone = await tables(ctx).deleteFrom('form_draft').where('id', 'in', (eb) => eb.selectFrom('form_draft').select('id').where('changed_at', '<', due).limit(MANY)).returning(['id', 'form_key']).execute()
  for (const { id, form_key } of gone) await ctx.emit(FormDraftDropped, id, { form: form_key })
  return gone.length === MANY
})
