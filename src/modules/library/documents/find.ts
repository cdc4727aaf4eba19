import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import type { Kind } from '../contract.ts'
import { documentKind } from '../kind.ts'
import type { VersionRow } from '../tables.ts'
import { documentResource, tables } from '../tables.ts'

export const today = (ctx: Pick<Ctx, 'settings' | 'now'>): string => dayIn(ctx.settings.get(companyZone), ctx.now)

const rows = (ctx: Ctx) => tables(ctx).selectFrom('document as d').leftJoin('staff_ref as o', 'o.id', 'd.owner_id').selectAll('d').select('o.name as owner_name').select(inSight(ctx, documentResource, 'document.write', 'd').as('may_write'))
export type DocumentFound = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

/** One document in the reader's sight. @throws AppError 404 document.not-found */
export async function findDocument(ctx: Ctx, id: string): Promise<DocumentFound> {
  const row = await rows(ctx).where('d.id', '=', id).where(inSight(ctx, documentResource, 'document.read', 'd')).executeTakeFirst()
  if (!row) throw notFound('document')
  return row
}

/** The id of the document with this key, in the reader's sight: texts link to each other by keys. @throws AppError 404 document.not-found */
export async function findByKey(ctx: Ctx, key: string): Promise<{ id: string }> {
  const row = await tables(ctx).selectFrom('document as d').select('d.id').where('d.key', '=', key).where(inSight(ctx, documentResource, 'document.read', 'd')).executeTakeFirst()
  if (!row) throw notFound('document')
  return row
}

/** These documents with their versions, as far as the reader sees them: what other records tell of them. */
export async function documentsById(ctx: Ctx, ids: readonly string[]): Promise<Map<string, { title: { zh: string | null; en: string | null }; versions: { id: string; number: number; beganAt: Date | null }[] }>> {
  if (!ids.length) return new Map()
  const [rows, versions] = await Promise.all([
    tables(ctx).selectFrom('document as d').select(['d.id', 'd.title_zh', 'd.title_en']).where('d.id', 'in', [...ids]).where(inSight(ctx, documentResource, 'document.read', 'd')).execute(),
    tables(ctx).selectFrom('document_version').select(['id', 'document_id', 'number', 'began_at']).where('document_id', 'in', [...ids]).execute(),
  ])
  const byDocument = Map.groupBy(versions, (row) => row.document_id)
  return new Map(rows.map((row) => [row.id, { title: { zh: row.title_zh, en: row.title_en }, versions: (byDocument.get(row.id) ?? []).map(({ id, number, began_at }) => ({ id, number, beganAt: began_at })) }]))
}

/** Its versions, the newest first. */
export const versionsOf = (ctx: Ctx, documentId: string): Promise<VersionRow[]> => tables(ctx).selectFrom('document_version').selectAll().where('document_id', '=', documentId).orderBy('number', 'desc').execute()
export const currentOf = <V extends Pick<VersionRow, 'state'>>(versions: readonly V[]): V | undefined => versions.find(({ state }) => state === 'in-force')
export const openOf = <V extends Pick<VersionRow, 'state'>>(versions: readonly V[]): V | undefined => versions.find(({ state }) => state === 'draft' || state === 'review' || state === 'approved')
/** The version that has to be known now: one that is approved and on its way, else the one in force, else whatever there is. */
export const countingOf = (versions: readonly VersionRow[]): VersionRow | undefined => versions.find(({ state }) => state === 'approved') ?? currentOf(versions) ?? openOf(versions) ?? versions[0]

/** Whether the actor may read this version of a document in their sight: what was never approved only whoever works on it. */
export const readsVersion = (ctx: Ctx, of: Pick<DocumentFound, 'may_write'>, version: Pick<VersionRow, 'state' | 'author_ids' | 'began_at'>): boolean =>
  version.state === 'approved' || version.state === 'in-force' || version.began_at !== null || of.may_write || ctx.actor.can('document.approve') || (ctx.actor.id !== null && version.author_ids.includes(ctx.actor.id))

/** The kind by whose version this one is judged. */
export const kindOf = (ctx: Pick<Ctx, 'definitions'>, version: Pick<VersionRow, 'kind_id'>): Kind => ctx.definitions.version(documentKind, version.kind_id).is
