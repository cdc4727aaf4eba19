import type { Ctx } from '../../../kernel/context.ts'
import type { Compiled } from '../../../kernel/definitions.ts'
import { AppError, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import type { Answers, Form, Submission, Via } from '../contract.ts'
import { SubmissionChanged, SubmissionMade } from '../contract.ts'
import { formKind } from '../definition.ts'
import { textsOf, withoutTexts, wholeAnswers } from '../answers.ts'
import { checkAnswers, scoreAnswers, shownAnswers } from '../rules.ts'
import type { SubmissionRow } from '../tables.ts'
import { tables } from '../tables.ts'

export interface FormToSubmit {
  /** The key of the form. */
  form: string
  /** The id of the version that was shown; the one in force when absent. */
  version?: string
  /** The record it is about. */
  about: { kind: string; id: string }
  answers: Answers
  /** Who answered; the customer when absent. */
  by?: Submission['by']
  via: Via
  /** The person its texts belong to: destroying their key erases them. */
  customerId?: string | null
  /** Whose work it speaks of: they and their team see it. */
  staffId?: string | null
  teamId?: string | null
  /** When it was answered; now when absent. */
  at?: Date
}

/** The version of a form that is meant. @throws AppError 404 form.not-found */
export function formOf(ctx: Pick<Ctx, 'definitions' | 'now'>, key: string, version?: string): Compiled<Form> {
  if (!ctx.definitions.keys(formKind, ctx.now).includes(key)) throw notFound('form')
  if (version === undefined) return ctx.definitions.current(formKind, key, ctx.now)
  let found: Compiled<Form> | undefined
  try { found = ctx.definitions.version(formKind, version) } catch { throw notFound('form') }
  if (found.key !== key) throw notFound('form')
  return found
}

/** Refuses what the form does not take, every wrong answer at `answers.KEY`. @throws AppError 400 request.invalid */
function judged(form: Form, answers: Answers): Answers {
  const errors = checkAnswers(form, answers)
  if (errors.length) throw new AppError('invalid', 'request.invalid', { errors })
  return shownAnswers(form, answers)
}

/**
 * Takes what was answered to a form, checked and scored by the version it was shown in, and keeps it with that version.
 *
 * @throws AppError 404 form.not-found, 400 with each wrong answer at `answers.KEY`
 */
export async function submitForm(ctx: Ctx, { form: key, version, about, answers, by = { kind: 'customer', id: null }, via, customerId = null, staffId = null, teamId = null, at = ctx.now }: FormToSubmit): Promise<{ id: string; score: number | null }> {
  const form = formOf(ctx, key, version)
  const kept = judged(form.is, answers)
  const score = scoreAnswers(form.is, kept)
  const id = newId()
  const sealedUnder = customerId ?? id
  const texts = textsOf(form.is, kept)
  const row: SubmissionRow = {
    id, form_key: key, form_id: form.id, about_kind: about.kind, about_id: about.id, customer_id: customerId, staff_id: staffId, team_id: teamId,
    answers: JSON.stringify(withoutTexts(form.is, kept)), texts: texts && await ctx.vault.seal(ctx, sealedUnder, JSON.stringify(texts)), sealed_under: sealedUnder,
    score, by_kind: by.kind, by_id: by.id, via, at, changed_at: ctx.now, version: 1,
  }
  tables.insert(ctx, 'submission', row)
  await ctx.emit(SubmissionMade, id, { form: key, formId: form.id, aboutKind: about.kind, aboutId: about.id, score, via, by: by.kind })
  return { id, score }
}

/**
 * Replaces the answers of a submission, by the version it was given to. Whoever calls has judged whether it may still be changed. The log keeps which
 * answers were changed, from what to what; of texts only that they were.
 *
 * @throws AppError 404 submission.not-found, 409 record.stale, 400 with each wrong answer
 */
export async function changeSubmission(ctx: Ctx, id: string, { answers, version }: { answers: Answers; version: number }): Promise<{ id: string; score: number | null }> {
  const before = await tables(ctx).selectFrom('submission').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw notFound('submission')
  const form = ctx.definitions.version(formKind, before.form_id)
  const kept = judged(form.is, answers)
  const score = scoreAnswers(form.is, kept)
  const texts = textsOf(form.is, kept)
  const was = (await wholeAnswers(ctx, [before])).get(id) ?? {}
  const won = await tables(ctx).updateTable('submission').set({
    answers: JSON.stringify(withoutTexts(form.is, kept)), texts: texts && await ctx.vault.seal(ctx, before.sealed_under, JSON.stringify(texts)), score, changed_at: ctx.now, version: version + 1,
  }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw new AppError('conflict', 'record.stale')
  const texted = new Set(Object.keys({ ...textsOf(form.is, was), ...texts }))
  const told = (key: string, of: Answers) => texted.has(key) ? of[key] == null ? null : '…' : of[key] ?? null
  const changed = Object.fromEntries([...new Set([...Object.keys(was), ...Object.keys(kept)])].filter((key) => JSON.stringify(was[key]) !== JSON.stringify(kept[key])).map((key) => [key, { from: told(key, was), to: told(key, kept) }]))
  await ctx.emit(SubmissionChanged, id, { form: form.key, formId: form.id, aboutKind: before.about_kind, aboutId: before.about_id, score, via: before.via, changed })
  return { id, score }
}
