import type { Ctx } from '../../../kernel/context.ts'
import type { DocumentLink, DocumentState, FieldValues, Texts } from '../contract.ts'
import { tables } from '../tables.ts'
import type { DocumentRow } from '../tables.ts'

/** A document with the version of it that is in force. */
export interface InForce {
  documentId: string; versionId: string; number: number; key: string; kind: string; texts: Texts; fields: FieldValues; links: DocumentLink[]
  ownerId: string | null; seenBy: DocumentRow['seen_by']; beganAt: Date
  /** The last day on which it is offered; null without one. */
  expiresOn: string | null; reviewDueOn: string | null
}

/** What is in force of these documents, whoever may see it: for modules above that show it by rules of their own. Without a version in force one is missing in the answer. */
export const versionsInForce = async (ctx: Ctx, documentIds: readonly string[]): Promise<InForce[]> => documentIds.length ? shown(ctx, await inForce(ctx).where('d.id', 'in', [...documentIds]).execute()) : []
/** What is in force of a kind, whoever may see it, by key. */
export const inForceOfKind = async (ctx: Ctx, kind: string): Promise<InForce[]> => shown(ctx, await inForce(ctx).where('d.kind', '=', kind).where('d.state', '=', 'in-force').orderBy('d.key').limit(MOST_OF_KIND).execute())
const MOST_OF_KIND = 500

const inForce = (ctx: Ctx) => tables(ctx).selectFrom('document_version as v').innerJoin('document as d', 'd.id', 'v.document_id')
    .select(['d.id', 'd.key', 'd.kind', 'd.owner_id', 'd.seen_by', 'd.review_due', 'v.id as version_id', 'v.number', 'v.texts', 'v.fields', 'v.links', 'v.began_at', 'v.expires_on'])
    .where('v.state', '=', 'in-force')
type Found = Awaited<ReturnType<ReturnType<typeof inForce>['execute']>>[number]
function shown(ctx: Ctx, rows: readonly Found[]): InForce[] {
  return rows.map((row) => ({
    documentId: row.id, versionId: row.version_id, number: row.number, key: row.key, kind: row.kind, texts: row.texts as Texts, fields: row.fields as FieldValues, links: row.links as DocumentLink[],
    ownerId: row.owner_id, seenBy: row.seen_by, beganAt: row.began_at ?? ctx.now, expiresOn: row.expires_on, reviewDueOn: row.review_due,
  }))
}

/** The version of a document that is on its way, if there is one. */
export async function openVersionOf(ctx: Ctx, documentId: string): Promise<{ id: string; state: DocumentState; number: number; revision: number; texts: Texts } | undefined> {
  const row = await tables(ctx).selectFrom('document_version').select(['id', 'state', 'number', 'revision', 'texts']).where('document_id', '=', documentId).where('state', 'in', ['draft', 'review', 'approved']).executeTakeFirst()
  return row && { ...row, texts: row.texts as Texts }
}
