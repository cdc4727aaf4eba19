import type { Ctx } from '../../../kernel/context.ts'
import { conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { forgetPeople } from '../../people/index.ts'
import type { Document, RecordResults } from '../contract.ts'
import { DocumentConfirmed, DocumentOpened, DocumentUsed, ResultsRecorded } from '../contract.ts'
import { countingOf, findDocument, kindOf, readsVersion, today, versionsOf } from '../documents/find.ts'
import { readersOf } from '../documents/knowing.ts'
import { getDocument } from '../documents/show.ts'
import { tables } from '../tables.ts'

/** The actor says that they have read and understood a version. Saying it again changes nothing. @throws AppError 409 document.other-version, 422 document.not-asked */
export async function confirmDocument(ctx: Ctx, id: string, versionId: string): Promise<Document> {
  const of = await findDocument(ctx, id)
  const me = ctx.actor.id
  const counting = countingOf(await versionsOf(ctx, id))
  if (!counting || counting.id !== versionId || (counting.state !== 'approved' && counting.state !== 'in-force')) throw conflict('document.other-version', await getDocument(ctx, id))
  if (!me || !kindOf(ctx, counting).confirm || !(await readersOf(ctx, of.readers)).includes(me)) throw refused('document.not-asked')
  await tables(ctx).insertInto('document_confirmation').values({ version_id: versionId, staff_id: me, document_id: id, at: ctx.now }).onConflict((on) => on.doNothing()).execute()
  forgetPeople(ctx)
  await ctx.emit(DocumentConfirmed, id, { versionId, number: counting.number })
  return getDocument(ctx, id)
}

/** Counts that a version was opened, or used for a record: once a person, day and record. */
export async function useDocument(ctx: Ctx, id: string, { versionId, about }: { versionId: string; about?: { kind: string; id: string } | undefined }): Promise<null> {
  const of = await findDocument(ctx, id)
  const version = (await versionsOf(ctx, id)).find((one) => one.id === versionId)
  if (!version || !readsVersion(ctx, of, version) || !ctx.actor.id) throw notFound('document')
  await tables(ctx).insertInto('document_use').values({ id: newId(), document_id: id, version_id: versionId, staff_id: ctx.actor.id, how: about ? 'used' : 'opened', about_kind: about?.kind ?? null, about_id: about?.id ?? null, day: today(ctx), at: ctx.now })
    .onConflict((on) => on.doNothing()).execute()
  if (about) await ctx.emit(DocumentUsed, id, { versionId, number: version.number, aboutKind: about.kind, aboutId: about.id })
  else await ctx.emit(DocumentOpened, id, { versionId, number: version.number })
  return null
}

/** Enters who was trained on a version or how an assessment went; a later entry takes the place of an earlier one. @throws AppError 409 document.other-version, 400 staff.unknown, document.held-in-the-future */
export async function recordResults(ctx: Ctx, id: string, { versionId, sort, heldOn, evidence, results }: RecordResults): Promise<Document> {
  await findDocument(ctx, id)
  const counting = countingOf(await versionsOf(ctx, id))
  if (!counting || counting.id !== versionId) throw conflict('document.other-version', await getDocument(ctx, id))
  if (heldOn > today(ctx)) throw invalid('heldOn', 'document.held-in-the-future')
  const ids = [...new Set(results.map(({ staffId }) => staffId))]
  const known = new Set((await tables(ctx).selectFrom('staff_ref').select('id').where('id', 'in', ids).execute()).map((row) => row.id))
  const strange = results.findIndex(({ staffId }) => !known.has(staffId))
  if (strange >= 0) throw invalid(`results.${strange}.staffId`, 'staff.unknown')
  const last = [...new Map(results.map((one) => [one.staffId, one])).values()]
  await tables(ctx).insertInto('document_result').values(last.map(({ staffId, passed, score }) => ({
    id: newId(), document_id: id, version_id: versionId, staff_id: staffId, sort, passed, score: score ?? null, held_on: heldOn, evidence, recorded_by: ctx.actor.id as string, at: ctx.now,
  }))).onConflict((on) => on.columns(['version_id', 'staff_id', 'sort']).doUpdateSet((of) => ({
    passed: of.ref('excluded.passed'), score: of.ref('excluded.score'), held_on: of.ref('excluded.held_on'), evidence: of.ref('excluded.evidence'), recorded_by: of.ref('excluded.recorded_by'), at: of.ref('excluded.at'),
  }))).execute()
  await ctx.emit(ResultsRecorded, id, { versionId, number: counting.number, sort, staffIds: ids, passed: last.filter(({ passed }) => passed).length, count: last.length })
  return getDocument(ctx, id)
}
