import type { Ctx } from '../../kernel/context.ts'
import { DefinitionShipped, hashOf } from '../../kernel/definitions.ts'
import { newId } from '../../kernel/id.ts'
import { on } from '../../kernel/module.ts'
import { beginRows, draftRow } from './commands/begin-document.ts'
import { DocumentDrafted } from './contract.ts'
import type { DocumentLink, FieldValues, Texts } from './contract.ts'
import { shippedDocuments } from './definitions/documents.ts'
import { openOf, versionsOf } from './documents/find.ts'
import { followVersions, requireKind } from './documents/writing.ts'
import { kindsOf } from './kind.ts'
import { tables } from './tables.ts'

/** A document as the product brings it: plain data in `definitions/`. */
export interface ShippedDocument { key: string; kind: string; texts: Texts; fields: FieldValues; links: readonly DocumentLink[] }

const brought: ShippedDocument[] = [...shippedDocuments]
/** A module above says once, while it is loaded, what documents of its kinds the product brings. */
export const shipDocuments = (documents: readonly ShippedDocument[]): void => { brought.push(...documents) }

/**
 * Lays what the product brings on the desk of whoever approves: nothing of it is in force before somebody in the house has said so. A text that a release
 * has changed becomes the next version to approve; what the house wrote itself meanwhile stays.
 */
export async function layShipped(ctx: Ctx): Promise<void> {
  const kinds = new Set(kindsOf(ctx).map(({ key }) => key))
  // In a house without the module that knows a kind its documents are nobody's.
  for (const document of brought.filter(({ kind }) => kinds.has(kind))) {
    const hash = hashOf(document)
    const known = await tables(ctx).selectFrom('document').select('id').where('key', '=', document.key).executeTakeFirst()
    const waiting = { state: 'review' as const, shipped_hash: hash, submitted_at: ctx.now, author_ids: [] }
    if (!known) { await beginRows(ctx, { ...document, note: null, effectiveOn: null, expiresOn: null, ownerId: null }, waiting); continue }
    const versions = await versionsOf(ctx, known.id)
    if (openOf(versions) || versions.some((row) => row.shipped_hash?.equals(hash))) continue
    const row = { ...draftRow(ctx, { documentId: known.id, number: (versions[0]?.number ?? 0) + 1, kindId: requireKind(ctx, document.kind).id, texts: document.texts, fields: document.fields, links: document.links, note: null, effectiveOn: null, expiresOn: null }), id: newId(), ...waiting }
    await tables(ctx).insertInto('document_version').values(row).execute()
    await ctx.emit(DocumentDrafted, known.id, { versionId: row.id, number: row.number })
    await followVersions(ctx, known.id)
  }
}

/** At the first start, as soon as the kinds they are of are known. */
export const layAtFirst = on(DefinitionShipped, 'library.lay', async (ctx, events) => { if (events.some(({ data }) => data.kind === 'document-kind')) await layShipped(ctx) })
