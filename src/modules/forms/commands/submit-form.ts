import type { Ctx } from '../../../kernel/context.ts'
import type { Compiled } from '../../../kernel/definitions.ts'
import { AppError, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { attachFiles, filesOf } from '../../files/index.ts'
import type { Submission, Via } from '../contract.ts'
import { SubmissionChanged, SubmissionMade } from '../contract.ts'
import { formKind } from '../definition.ts'
import { atRest, sealedPart, wholeAnswers } from '../answers.ts'
import type { Answers, Form, Of } from '../questions/contract.ts'
import { faultOfFile, keysIn } from '../questions/rules.ts'
import { checkAnswers, fileQuestions, shownAnswers, walk } from '../rules.ts'
import { assess } from '../scoring/rules.ts'
import { formOf, pickedNames } from '../subjects.ts'
import { tables } from '../tables.ts'

export interface FormToSubmit {
  /** The key of the form. */
  form: string
  /** The id of the version that was shown; the one in force when absent. */
  version?: string
  /** The record it is about. */
  about: { kind: string; id: string }
  answers: Answers
  /** Who answered; the customer when absent. Of an anonymous form only the kind is kept. */
  by?: Submission['by'] | { kind: Submission['by']['kind']; id: string | null }
  via: Via
  /** The person its texts belong to: destroying their key erases them. */
  customerId?: string | null
  /** Whose work it speaks of: they and their team see it. */
  staffId?: string | null
  teamId?: string | null
  /** When it was answered; now when absent. */
  at?: Date
  /** The order in which it was shown, and when it was begun. */
  seed?: number | null
  begunAt?: Date | null
}
export interface Came { id: string; score: number | null; passed: boolean | null }

/** Refuses what the form does not take, every wrong answer at `answers.KEY`. @throws AppError 400 request.invalid */
async function judged(ctx: Ctx, form: Form, answers: Answers): Promise<Answers> {
  const errors = checkAnswers(form, answers)
  if (errors.length) throw new AppError('invalid', 'request.invalid', { errors: errors.map((fault) => fault.code === 'answer.told' ? { ...fault, message: String(fault.params?.[ctx.actor.locale === 'en' ? 'en' : 'zh']) } : fault) })
  const kept = shownAnswers(form, answers)
  const names = await pickedNames(ctx, form, kept)
  const strange = walk(form, kept).filter(({ question, answer }) => question.kind === 'record' && typeof answer === 'string' && names[answer] === undefined)
  if (strange.length) throw new AppError('invalid', 'request.invalid', { errors: strange.map(({ path }) => ({ path, code: 'answer.no-such-record' })) })
  return kept
}
interface SentFile { question: Of<'file' | 'signature'>; path: string; id: string }
const filesAmong = (form: Form, answers: Answers): SentFile[] => fileQuestions(form).length === 0 ? [] : walk(form, answers).flatMap(({ question, answer, path }): SentFile[] =>
  question.kind === 'signature' && typeof answer === 'string' ? [{ question, path, id: answer }] : question.kind === 'file' ? keysIn(answer).map((id) => ({ question, path, id })) : [])

/** Hangs the files of answers on their submission, and refuses those that the question does not take. @throws AppError 400 at the question */
async function keepFiles(ctx: Ctx, form: Form, answers: Answers, id: string): Promise<void> {
  const sent = filesAmong(form, answers)
  if (!sent.length) return
  const before = new Set((await filesOf(ctx, [id])).get(id)?.map((file) => file.id))
  await attachFiles(ctx, sent.map((one) => one.id).filter((one) => !before.has(one)), { kind: 'submission', id })
  const files = new Map((await filesOf(ctx, [id])).get(id)?.map((file) => [file.id, file]))
  for (const { question, path, id: fileId } of sent) {
    const file = files.get(fileId)
    const fault = file ? faultOfFile(question, file) : { code: 'file.not-found' }
    if (fault) throw invalid(path, fault.code, fault.params)
  }
}

/**
 * Takes what was answered to a form, checked and scored by the version it was shown in, and keeps it with that version.
 *
 * @throws AppError 404 form.not-found, 400 with each wrong answer at `answers.KEY`
 */
export async function submitForm(ctx: Ctx, { form: key, version, about, answers, by = { kind: 'customer', id: null }, via, customerId = null, staffId = null, teamId = null, at = ctx.now, seed = null, begunAt = null }: FormToSubmit): Promise<Came> {
  const form: Compiled<Form> = formOf(ctx, key, version)
  const kept = await judged(ctx, form.is, answers)
  const { score, passed, sections, failed } = assess(form.is, kept)
  const id = newId()
  const sealedUnder = customerId ?? id
  tables.insert(ctx, 'submission', {
    id, form_key: key, form_id: form.id, about_kind: about.kind, about_id: about.id, customer_id: customerId, staff_id: staffId, team_id: teamId,
    ...await atRest(ctx, form.is, kept, sealedUnder), sealed_under: sealedUnder,
    score, passed, sections: JSON.stringify(sections), failed, seed, begun_at: begunAt, by_kind: by.kind, by_id: form.is.anonymous ? null : by.id, via, at, changed_at: ctx.now, version: 1,
  })
  await keepFiles(ctx, form.is, kept, id)
  await ctx.emit(SubmissionMade, id, { form: key, formId: form.id, aboutKind: about.kind, aboutId: about.id, score, passed, via, by: by.kind })
  return { id, score, passed }
}

/**
 * Replaces the answers of a submission, by the version it was given to; what stood there is kept beside it. Whoever calls has judged whether it may
 * still be changed. The log keeps which answers were changed, from what to what; of texts only that they were.
 *
 * @throws AppError 404 submission.not-found, 409 record.stale, 400 with each wrong answer
 */
export async function changeSubmission(ctx: Ctx, id: string, { answers, version }: { answers: Answers; version: number }): Promise<Came> {
  const before = await tables(ctx).selectFrom('submission').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw notFound('submission')
  const form = ctx.definitions.version(formKind, before.form_id)
  const kept = await judged(ctx, form.is, answers)
  const { score, passed, sections, failed } = assess(form.is, kept)
  const was = (await wholeAnswers(ctx, [before])).get(id) ?? {}
  const won = await tables(ctx).updateTable('submission').set({
    ...await atRest(ctx, form.is, kept, before.sealed_under), score, passed, sections: JSON.stringify(sections), failed, changed_at: ctx.now, version: version + 1,
  }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw new AppError('conflict', 'record.stale')
  tables.insert(ctx, 'submission_past', {
    submission_id: id, version, answers: JSON.stringify(before.answers), texts: before.texts, score: before.score, passed: before.passed, at: before.changed_at,
    by_kind: before.by_kind, by_id: before.by_id,
  })
  await keepFiles(ctx, form.is, kept, id)
  const sealed = new Set(Object.keys({ ...sealedPart(form.is, was), ...sealedPart(form.is, kept) }))
  const told = (key: string, of: Answers) => sealed.has(key) ? of[key] == null ? null : '…' : of[key] ?? null
  const changed = Object.fromEntries([...new Set([...Object.keys(was), ...Object.keys(kept)])].filter((key) => JSON.stringify(was[key]) !== JSON.stringify(kept[key])).map((key) => [key, { from: told(key, was), to: told(key, kept) }]))
  await ctx.emit(SubmissionChanged, id, { form: form.key, formId: form.id, aboutKind: before.about_kind, aboutId: before.about_id, score, via: before.via, changed })
  return { id, score, passed }
}
