import { createHash } from 'node:crypto'
import { systemActor } from '../../../kernel/actors.ts'
import type { Actor, Ctx } from '../../../kernel/context.ts'
import { AppError } from '../../../kernel/errors.ts'
import { answerOnce, keyIn } from '../../../kernel/idempotency.ts'
import type { Door } from '../../../kernel/module.ts'
import type { Work } from '../../../kernel/work.ts'
import { attachFiles } from '../../files/index.ts'
import type { About } from '../contract.ts'
import type { Answers } from '../questions/contract.ts'
import { submissionOf } from '../queries.ts'
import { formVersion, judgeKind, subjectOf } from '../subjects.ts'
import { tables } from '../tables.ts'
import { GRACE_MS, findDraft } from './drafts.ts'
import { changeSubmission, submitForm } from './submit-form.ts'
import type { Came } from './submit-form.ts'

interface Filled { formId: string; about: About; answers: Answers; draftId?: string | undefined }

/**
 * Sends what a member of staff has answered about a record, and drops the draft it grew from.
 * @throws AppError 404, 400 with each wrong answer, 422 form.is-anonymous, form.not-for, submission.not-begun, submission.too-late
 */
export async function fillForm(ctx: Ctx, { formId, about, answers, draftId }: Filled): Promise<Came> {
  const draft = draftId ? await findDraft(ctx, draftId) : undefined
  const form = formVersion(ctx, draft?.form_id ?? formId)
  if (form.is.anonymous) throw new AppError('refused', 'form.is-anonymous')
  if (draft && (draft.about_id !== about.id || draft.about_kind !== about.kind)) throw new AppError('refused', 'form.not-for')
  judgeKind(form, about)
  const { customerId, staffId, teamId } = await subjectOf(ctx, about)
  if (form.is.minutes) {
    if (!draft) throw new AppError('refused', 'submission.not-begun')
    if (ctx.now.getTime() > draft.begun_at.getTime() + form.is.minutes * 60_000 + GRACE_MS) throw new AppError('refused', 'submission.too-late', { params: { minutes: form.is.minutes } })
  }
  const came = await submitForm(ctx, { form: form.key, version: form.id, about, answers, by: { kind: 'staff', id: ctx.actor.id }, via: 'internal', customerId, staffId, teamId, seed: draft?.seed ?? null, begunAt: draft?.begun_at ?? null })
  if (draft) await tables(ctx).deleteFrom('form_draft').where('id', '=', draft.id).execute()
  return came
}

/** Sends an anonymous form: the unit that keeps it is nobody's, so that the log can't tell who sent it. */
export async function fillAnonymously(work: Work, actor: Actor, { formId, about, answers }: Filled, door: Door): Promise<Came> {
  const { form, subject } = await work.read(actor, 'forms.fillAnonymously', async (ctx) => {
    const form = formVersion(ctx, formId)
    if (!form.is.anonymous) throw new AppError('refused', 'form.is-not-anonymous')
    judgeKind(form, about)
    return { form, subject: await subjectOf(ctx, about) }
  })
  const sent = JSON.stringify({ formId, about, answers })
  const { answer } = await answerOnce(work, systemActor, 'forms.fillAnonymously', keyIn(door.headers), createHash('sha256').update(sent).digest(), 201, async (ctx) =>
    JSON.stringify(await submitForm(ctx, { form: form.key, version: form.id, about, answers, by: { kind: 'staff', id: null }, via: 'internal', customerId: subject.customerId, staffId: subject.staffId, teamId: subject.teamId })))
  return JSON.parse(answer) as Came
}

/** Changes answers through the door, by whoever may. @throws AppError 404, 403 auth.forbidden, 409 record.stale, 400 */
export async function changeFilled(ctx: Ctx, id: string, change: { answers: Answers; version: number }): Promise<Came> {
  const { may, masked } = await submissionOf(ctx, id)
  if (!may.includes('change')) throw new AppError('forbidden', 'submission.not-changeable')
  // Whoever can't read an answer would send the form back without it.
  if (masked.length) throw new AppError('forbidden', 'submission.partly-hidden')
  return changeSubmission(ctx, id, change)
}

/** Keeps a picture for forms: everybody who fills one may see it. */
export async function keepPicture(ctx: Ctx, fileId: string): Promise<{ id: string }> {
  await attachFiles(ctx, [fileId], { kind: 'form-picture', id: fileId })
  return { id: fileId }
}
