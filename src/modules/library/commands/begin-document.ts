import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { attachFiles } from '../../files/index.ts'
import { requireStaff } from '../../people/index.ts'
import { DocumentBegun } from '../contract.ts'
import type { Document, DocumentLink, FieldValues, NewDocument, Texts } from '../contract.ts'
import { getDocument } from '../documents/show.ts'
import { requireKind, requireKnownParts } from '../documents/writing.ts'
import { tables } from '../tables.ts'
import type { VersionRow } from '../tables.ts'

export interface FirstDraft { kind: string; key: string; texts: Texts; fields: FieldValues; links: readonly DocumentLink[]; note: string | null; effectiveOn: string | null; expiresOn: string | null; ownerId: string | null; seenBy?: Document['seenBy'] | undefined; readers?: readonly string[] | undefined }

/** A version's row as a draft by the actor. */
export const draftRow = (ctx: Ctx, of: { documentId: string; number: number; kindId: string; texts: unknown; fields: unknown; links: unknown; note: string | null; effectiveOn: string | null; expiresOn: string | null }): VersionRow => ({
  id: newId(), document_id: of.documentId, number: of.number, state: 'draft', kind_id: of.kindId, texts: JSON.stringify(of.texts), fields: JSON.stringify(of.fields), links: JSON.stringify(of.links), note: of.note,
  author_ids: ctx.actor.id ? [ctx.actor.id] : [], submitted_by: null, submitted_at: null, returned_note: null, approved_by: null, approved_at: null, began_at: null, ended_at: null, ended_why: null,
  effective_on: of.effectiveOn, expires_on: of.expiresOn, shipped_hash: null, reminded_on: null, made_at: ctx.now, changed_at: ctx.now, revision: 1,
})

/** @throws AppError 400 document.key-taken, document.unknown-kind, or what the kind has not */
export async function beginRows(ctx: Ctx, of: FirstDraft, more: Partial<VersionRow> = {}): Promise<{ id: string; versionId: string }> {
  const kind = requireKind(ctx, of.kind)
  requireKnownParts(kind.is, of)
  if (of.effectiveOn && of.expiresOn && of.expiresOn <= of.effectiveOn) throw invalid('expiresOn', 'document.ends-before-it-begins')
  const id = newId()
  const row = { ...draftRow(ctx, { ...of, documentId: id, number: 1, kindId: kind.id }), ...more }
  const made = await tables(ctx).insertInto('document').values({
    id, key: of.key, kind: of.kind, state: row.state, title_zh: of.texts.zh?.title ?? null, title_en: of.texts.en?.title ?? null, seen_by: of.seenBy ?? kind.is.seenBy, readers: [...of.readers ?? kind.is.readers],
    owner_id: of.ownerId, author_id: ctx.actor.id, review_due: null, reviewed_on: null, review_opened_at: null, review_reason: null, told_soon: null, told_overdue: null, made_at: ctx.now, changed_at: ctx.now, version: 1,
  }).onConflict((on) => on.column('key').doNothing()).returning('id').executeTakeFirst()
  if (!made) throw invalid('key', 'document.key-taken', { key: of.key })
  await tables(ctx).insertInto('document_version').values(row).execute()
  await ctx.emit(DocumentBegun, id, { key: of.key, kind: of.kind, versionId: row.id, number: 1 })
  return { id, versionId: row.id }
}

/** Begins a document with its first draft; whoever begins it answers for it unless somebody else is named. */
export async function beginDocument(ctx: Ctx, body: z.output<typeof NewDocument>): Promise<Document> {
  if (body.ownerId) await requireStaff(ctx, body.ownerId, 'ownerId')
  const { id, versionId } = await beginRows(ctx, { ...body, ownerId: body.ownerId ?? ctx.actor.id })
  if (body.attachments?.length) await attachFiles(ctx, body.attachments, { kind: 'document-version', id: versionId })
  return getDocument(ctx, id)
}
