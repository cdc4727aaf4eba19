import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { attachFiles, copyFiles, filesOf } from '../../files/index.ts'
import type { DocumentVersion, EditVersion } from '../contract.ts'
import { DocumentDrafted, DocumentEdited } from '../contract.ts'
import { findDocument, kindOf, openOf, versionsOf } from '../documents/find.ts'
import type { DocumentFound } from '../documents/find.ts'
import { fieldsIn, getVersion, linksIn, textsIn } from '../documents/show.ts'
import { followVersions, requireKind, requireKnownParts, writeVersion } from '../documents/writing.ts'
import { tables } from '../tables.ts'
import type { VersionRow } from '../tables.ts'
import { draftRow } from './begin-document.ts'

/** A document that the actor may write on. @throws AppError 404, 403 document.not-yours */
export async function writableDocument(ctx: Ctx, id: string): Promise<DocumentFound> {
  const of = await findDocument(ctx, id)
  if (!of.may_write) throw new AppError('forbidden', 'document.not-yours')
  return of
}
export async function versionOf(ctx: Ctx, id: string, versionId: string): Promise<VersionRow> {
  const row = (await versionsOf(ctx, id)).find((one) => one.id === versionId)
  if (!row) throw notFound('document')
  return row
}

/** Changes a draft; whoever does is one of its authors from then on. @throws AppError 409 document.not-a-draft, record.stale, 400 with what the kind has not */
export async function editVersion(ctx: Ctx, id: string, versionId: string, { revision, attachments, effectiveOn, expiresOn, ...same }: EditVersion): Promise<DocumentVersion> {
  await writableDocument(ctx, id)
  const before = await versionOf(ctx, id, versionId)
  if (before.state !== 'draft') throw conflict('document.not-a-draft', await getVersion(ctx, id, versionId))
  if (before.revision !== revision) throw conflict('record.stale', await getVersion(ctx, id, versionId))
  requireKnownParts(kindOf(ctx, before), same)
  const from = effectiveOn === undefined ? before.effective_on : effectiveOn
  const until = expiresOn === undefined ? before.expires_on : expiresOn
  if (from && until && until <= from) throw invalid('expiresOn', 'document.ends-before-it-begins')
  const me = ctx.actor.id
  await writeVersion(ctx, versionId, revision, {
    ...dropUndefined({ texts: same.texts && JSON.stringify(same.texts), fields: same.fields && JSON.stringify(same.fields), links: same.links && JSON.stringify(same.links), note: same.note }),
    effective_on: from, expires_on: until, author_ids: me && !before.author_ids.includes(me) ? [...before.author_ids, me] : before.author_ids,
  })
  if (attachments?.length) await attachFiles(ctx, attachments, { kind: 'document-version', id: versionId })
  const was: Record<string, unknown> = { texts: textsIn(before), fields: fieldsIn(before), links: linksIn(before), note: before.note, effectiveOn: before.effective_on, expiresOn: before.expires_on }
  const now: Record<string, unknown> = { ...same, effectiveOn: from, expiresOn: until }
  await ctx.emit(DocumentEdited, id, { versionId, number: before.number, parts: Object.keys(now).filter((key) => now[key] !== undefined && JSON.stringify(now[key]) !== JSON.stringify(was[key])) })
  await followVersions(ctx, id)
  return getVersion(ctx, id, versionId)
}

/** Opens the next version: what the newest says, by the kind as it is now. @throws AppError 409 document.draft-open */
export async function draftVersion(ctx: Ctx, id: string): Promise<DocumentVersion> {
  const of = await writableDocument(ctx, id)
  const versions = await versionsOf(ctx, id)
  const open = openOf(versions)
  if (open) throw conflict('document.draft-open', await getVersion(ctx, id, open.id))
  const last = versions.find(({ state }) => state === 'in-force') ?? versions[0]
  if (!last) throw notFound('document')
  const kind = requireKind(ctx, of.kind)
  const row = draftRow(ctx, { documentId: id, number: (versions[0]?.number ?? 0) + 1, kindId: kind.id, texts: textsIn(last), fields: fieldsIn(last), links: linksIn(last), note: null, effectiveOn: null, expiresOn: null })
  const won = await tables(ctx).insertInto('document_version').values(row).onConflict((on) => on.doNothing()).returning('id').executeTakeFirst()
  if (!won) throw new AppError('conflict', 'record.race')
  const files = (await filesOf(ctx, [last.id])).get(last.id) ?? []
  if (files.length) await attachFiles(ctx, await copyFiles(ctx, files.map((file) => file.id)), { kind: 'document-version', id: row.id })
  await ctx.emit(DocumentDrafted, id, { versionId: row.id, number: row.number })
  await followVersions(ctx, id)
  return getVersion(ctx, id, row.id)
}
