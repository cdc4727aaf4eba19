import type { Ctx } from '../../../kernel/context.ts'
import { AppError, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { on } from '../../../kernel/module.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { caseRefs, findCase, withMerged } from '../../cases/index.ts'
import { DocumentMoved } from '../../library/contract.ts'
import { documentsById, findByKey, findDocument } from '../../library/index.ts'
import { namesOf } from '../../people/index.ts'
import { addTask, finishTask } from '../../tasks/index.ts'
import { tables } from '../tables.ts'
import type { DocumentCauseRow } from '../tables.ts'
import type { AskRevision, DocumentCause } from './contract.ts'
import { RevisionAnswered, RevisionAsked } from './contract.ts'

const SHOWN = 100
const WITHIN_MS = 14 * 86_400_000
/** Who sees to documents that nobody answers for. */
const CARER = 'cs_manager'
const taskKey = (documentId: string, causeId: string) => `document-cause:${documentId}:${causeId}`

async function shown(ctx: Ctx, rows: readonly DocumentCauseRow[]): Promise<DocumentCause[]> {
  if (!rows.length) return []
  const [cases, names, documents] = await Promise.all([
    caseRefs(ctx, rows.map((row) => row.case_id)), namesOf(ctx, [...new Set(rows.flatMap((row) => row.added_by ?? []))]), documentsById(ctx, [...new Set(rows.map((row) => row.document_id))]),
  ])
  return rows.flatMap((row) => {
    const document = documents.get(row.document_id)
    const of = cases.get(row.case_id)
    const version = document?.versions.find(({ id }) => id === row.version_id)
    return document ? [{
      id: row.id, document: { id: row.document_id, title: document.title }, case: of ? { id: of.id, number: of.number, kind: of.kind, seen: of.seen } : null, finding: row.finding,
      addedBy: row.added_by ? { id: row.added_by, name: names.get(row.added_by) ?? '' } : null, at: row.at, version: version ?? null,
    }] : []
  })
}

/**
 * Asks for a revision of a document because of a case. Numbers of persons are masked.
 * @throws AppError not-found `case.not-found`, invalid `document-cause.unknown-document`, conflict `document-cause.known`
 */
export async function askRevision(ctx: Ctx, caseId: string, { documentKey, finding }: AskRevision): Promise<DocumentCause> {
  const of = await findCase(ctx, caseId)
  const { id: documentId } = await findByKey(ctx, documentKey).catch((error: unknown) => { throw error instanceof AppError && error.kind === 'not-found' ? invalid('documentKey', 'document-cause.unknown-document') : error })
  const row: DocumentCauseRow = { id: newId(), document_id: documentId, version_id: null, case_id: of.id, finding: maskPersonal(finding), added_by: ctx.actor.id, at: ctx.now }
  const made = await tables(ctx).insertInto('document_cause').values(row).onConflict((on) => on.columns(['document_id', 'case_id']).where('version_id', 'is', null).doNothing()).returning('id').executeTakeFirst()
  if (!made) throw new AppError('conflict', 'document-cause.known')
  await ctx.emit(RevisionAsked, documentId, { causeId: row.id, caseId: of.id })
  const document = await findDocument(ctx, documentId)
  const title = { zh: (document.title_zh ?? document.title_en ?? document.key).slice(0, 80), en: (document.title_en ?? document.title_zh ?? document.key).slice(0, 80) }
  await addTask(ctx, {
    key: taskKey(documentId, row.id), title: { zh: `因客户不满修订《${title.zh}》（${of.number}）`, en: `Revise “${title.en}” because of case ${of.number}` }, ...(document.owner_id ? { ownerId: document.owner_id } : { roleKey: CARER }),
    about: { kind: 'document', id: documentId }, source: { kind: 'document', id: documentId }, dueAt: new Date(ctx.now.getTime() + WITHIN_MS), path: `/library/${documentId}`,
  })
  return (await shown(ctx, [row]))[0] ?? notThere()
}
const notThere = (): never => { throw notFound('document') }

/** @throws AppError not-found `case.not-found` */
export async function revisionsOfCase(ctx: Ctx, caseId: string): Promise<DocumentCause[]> {
  await findCase(ctx, caseId)
  return shown(ctx, await tables(ctx).selectFrom('document_cause').selectAll().where('case_id', 'in', await withMerged(ctx, caseId)).orderBy('id', 'desc').limit(SHOWN).execute())
}
/** @throws AppError not-found `document.not-found` */
export async function causesOfDocument(ctx: Ctx, documentId: string): Promise<DocumentCause[]> {
  await findDocument(ctx, documentId)
  return shown(ctx, await tables(ctx).selectFrom('document_cause').selectAll().where('document_id', '=', documentId).orderBy('id', 'desc').limit(SHOWN).execute())
}

/** The next version in force answers what was asked of the document before; one that is heard of late, nothing that was asked since. */
export const answerCauses = on(DocumentMoved, 'improvement.document-causes', async (ctx, events) => {
  for (const { subjectId, at, data } of events) {
    if (data.to !== 'in-force' || data.deed !== 'put-in-force') continue
    const answered = await tables(ctx).updateTable('document_cause').set({ version_id: data.versionId }).where('document_id', '=', subjectId).where('version_id', 'is', null).where('at', '<', at).returning('id').execute()
    if (!answered.length) continue
    await ctx.emit(RevisionAnswered, subjectId, { versionId: data.versionId, causes: answered.length })
    for (const { id } of answered) await finishTask(ctx, { key: taskKey(subjectId, id) })
  }
})

/** What documents add to the causes. */
export const documentCauseEvents = [RevisionAsked, RevisionAnswered] as const
