import type { Ctx } from '../../kernel/context.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { listIds, inOrder } from '../../kernel/listing.ts'
import { maskPersonal } from '../../pure/text/index.ts'
import { findCase } from '../cases/index.ts'
import { draftVersion, openVersionOf } from '../library/index.ts'
import { namesOf } from '../people/index.ts'
import { addTask, finishTask } from '../tasks/index.ts'
import { CorrectionDecided, CorrectionProposed } from './contract.ts'
import type { Correction, CorrectionState } from './contract.ts'
import { findEntry } from './queries.ts'
import { dueWithin, receiverOf, tell } from './reviews.ts'
import { correctionResource, tables } from './tables.ts'
import type { CorrectionRow } from './tables.ts'

/** The loop of correction: found wrong, decided, drafted, in force, told. */

const taskKey = (id: string) => `knowledge.correction:${id}`

async function shown(ctx: Ctx, rows: readonly CorrectionRow[]): Promise<Correction[]> {
  if (!rows.length) return []
  const [entries, names] = await Promise.all([
    tables(ctx).selectFrom('knowledge_entry').select(['document_id', 'kind', 'title_zh', 'title_en', 'number']).where('document_id', 'in', rows.map((row) => row.document_id)).execute(),
    namesOf(ctx, [...new Set(rows.flatMap((row) => [row.by_id, ...(row.decided_by ? [row.decided_by] : [])]))]),
  ])
  const byDocument = new Map(entries.map((row) => [row.document_id, row]))
  const curates = ctx.actor.can('knowledge.curate')
  return rows.map((row) => {
    const of = byDocument.get(row.document_id)
    return {
      id: row.id, article: { id: row.document_id, kind: of?.kind ?? '', title: { zh: of?.title_zh ?? null, en: of?.title_en ?? null }, number: of?.number ?? 0 }, by: { id: row.by_id, name: names.get(row.by_id) ?? '' }, says: row.says, proposal: row.proposal, caseId: row.case_id,
      state: row.state, decidedBy: row.decided_by ? { id: row.decided_by, name: names.get(row.decided_by) ?? '' } : null, decidedAt: row.decided_at, reason: row.reason, at: row.at, version: row.version,
      may: row.state === 'open' && curates ? ['accept', 'refuse'] : [],
    }
  })
}
async function find(ctx: Ctx, id: string): Promise<CorrectionRow> {
  const row = await tables(ctx).selectFrom('knowledge_correction').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('correction')
  return row
}
const one = async (ctx: Ctx, id: string): Promise<Correction> => (await shown(ctx, [await find(ctx, id)]))[0] as Correction

/** Newest first: all for whoever tends knowledge, else one's own. */
export async function listCorrections(ctx: Ctx, { state, article, ...query }: { limit: number; cursor?: string | undefined; state?: CorrectionState | undefined; article?: string | undefined }): Promise<{ items: Correction[]; nextCursor: string | null }> {
  const permission = ctx.actor.can('knowledge.curate') ? 'knowledge.curate' : 'knowledge.read'
  const { ids, nextCursor } = await listIds(ctx, { table: 'knowledge_correction', resource: correctionResource(permission === 'knowledge.curate'), permission, sorts: { at: { column: 'id', type: 'uuid' } }, sort: '-at' }, query, {
    all: [...(state ? [{ field: 'state', is: 'equal', value: state } as const] : []), ...(article ? [{ field: 'documentId', is: 'equal', value: article } as const] : [])],
  })
  const rows = ids.length ? await tables(ctx).selectFrom('knowledge_correction').selectAll().where('id', 'in', ids).execute() : []
  return { items: await shown(ctx, inOrder(ids, rows)), nextCursor }
}

/** Says what is wrong and how it should read. Numbers of persons are masked. @throws AppError not-found `article.not-found`, `case.not-found` */
export async function proposeCorrection(ctx: Ctx, documentId: string, { says, proposal, caseId }: { says: string; proposal: string; caseId?: string | undefined }): Promise<Correction> {
  const entry = await findEntry(ctx, documentId)
  if (caseId) await findCase(ctx, caseId)
  const id = newId()
  await tables(ctx).insertInto('knowledge_correction').values({
    id, document_id: documentId, version_id: entry.version_id, by_id: ctx.actor.id as string, says: maskPersonal(says), proposal: maskPersonal(proposal), case_id: caseId ?? null,
    state: 'open', decided_by: null, decided_at: null, reason: null, draft_id: null, done_version_id: null, at: ctx.now, version: 1,
  }).execute()
  await ctx.emit(CorrectionProposed, documentId, { correctionId: id })
  const title = { zh: (entry.title_zh ?? entry.title_en ?? entry.key).slice(0, 80), en: (entry.title_en ?? entry.title_zh ?? entry.key).slice(0, 80) }
  await addTask(ctx, { key: taskKey(id), title: { zh: `处理知识纠错《${title.zh}》`, en: `Decide on a correction of “${title.en}”` }, ...receiverOf(entry), about: { kind: 'document', id: documentId }, source: { kind: 'correction', id }, dueAt: dueWithin(ctx), path: '/knowledge/corrections' })
  return one(ctx, id)
}

async function decide(ctx: Ctx, id: string, version: number, to: 'accepted' | 'refused', more: Partial<CorrectionRow>): Promise<CorrectionRow> {
  const before = await find(ctx, id)
  if (before.state !== 'open') throw conflict('correction.decided', await one(ctx, id))
  const won = await tables(ctx).updateTable('knowledge_correction').set({ ...more, state: to, decided_by: ctx.actor.id, decided_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await one(ctx, id))
  await ctx.emit(CorrectionDecided, before.document_id, { correctionId: id, changed: { state: { from: 'open', to } } })
  await finishTask(ctx, { key: taskKey(id) })
  return before
}

/** Takes it up: the next version stands as a draft. @throws AppError conflict `correction.decided`, `record.stale`, forbidden `document.not-yours` */
export async function acceptCorrection(ctx: Ctx, id: string, version: number): Promise<Correction & { draftPath: string }> {
  const before = await find(ctx, id)
  if (before.state !== 'open') throw conflict('correction.decided', await one(ctx, id))
  const draft = await openVersionOf(ctx, before.document_id) ?? await draftVersion(ctx, before.document_id)
  await decide(ctx, id, version, 'accepted', { draft_id: draft.id })
  await tell(ctx, before.document_id, before.by_id, 'knowledge.notice-accepted')
  return { ...await one(ctx, id), draftPath: `/library/${before.document_id}/edit` }
}
/** Leaves the article as it is. @throws AppError conflict `correction.decided`, `record.stale` */
export async function refuseCorrection(ctx: Ctx, id: string, { version, reason }: { version: number; reason: string }): Promise<Correction> {
  const before = await decide(ctx, id, version, 'refused', { reason: maskPersonal(reason) })
  await tell(ctx, before.document_id, before.by_id, 'knowledge.notice-refused')
  return one(ctx, id)
}
