import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { filesOf } from '../../files/index.ts'
import { namesOf } from '../../people/index.ts'
import type { Document, DocumentItem, DocumentLink, DocumentVersion, FieldValues, Texts, VersionSummary } from '../contract.ts'
import { deedsOf, figuresOf, gapsOf, stageOf } from '../rules.ts'
import { tables } from '../tables.ts'
import type { DocumentRow, VersionRow } from '../tables.ts'
import { documentKind } from '../kind.ts'
import { countingOf, currentOf, findDocument, kindOf, openOf, readsVersion, today, versionsOf } from './find.ts'
import type { DocumentFound } from './find.ts'
import { figuresFor, readersOf } from './knowing.ts'
import { seenLinks } from './links.ts'

export const textsIn = (row: Pick<VersionRow, 'texts'>) => row.texts as Texts
export const fieldsIn = (row: Pick<VersionRow, 'fields'>) => row.fields as FieldValues
export const linksIn = (row: Pick<VersionRow, 'links'>) => row.links as DocumentLink[]

type Figures = ReturnType<typeof figuresOf>
const NOBODY = figuresOf([])

async function peopleIn(ctx: Ctx, versions: readonly VersionRow[]) {
  const names = await namesOf(ctx, [...new Set(versions.flatMap((row) => [...row.author_ids, row.submitted_by, row.approved_by]).filter((id) => id !== null))])
  return (id: string | null) => id === null ? null : { id, name: names.get(id) ?? '' }
}

/** What the version lacks, by the kind it was begun with. */
export async function gapsIn(ctx: Ctx, version: Pick<VersionRow, 'kind_id' | 'texts' | 'fields' | 'links'>): Promise<DocumentVersion['gaps']> {
  const links = await seenLinks(ctx, linksIn(version))
  return gapsOf(kindOf(ctx, version), { texts: textsIn(version), fields: fieldsIn(version), links: linksIn(version) }, ({ kind, key }) => links.some((link) => link.kind === kind && link.key === key && link.path !== null))
}

const summary = (row: VersionRow, person: (id: string | null) => { id: string; name: string } | null): VersionSummary => ({
  id: row.id, number: row.number, state: row.state, authors: row.author_ids.flatMap((id) => person(id) ?? []), approvedBy: person(row.approved_by), note: row.note, madeAt: row.made_at,
  beganAt: row.began_at, endedAt: row.ended_at, endedWhy: row.ended_why, effectiveOn: row.effective_on, expiresOn: row.expires_on, shipped: row.shipped_hash !== null && row.author_ids.length === 0,
})

async function shownVersion(ctx: Ctx, of: DocumentFound, row: VersionRow, figures: Figures, person: Awaited<ReturnType<typeof peopleIn>>): Promise<DocumentVersion> {
  const [gaps, links, files] = await Promise.all([gapsIn(ctx, row), seenLinks(ctx, linksIn(row)), filesOf(ctx, [row.id])])
  const kind = kindOf(ctx, row)
  return {
    ...summary(row, person), documentId: of.id, stage: stageOf(row.state, kind.standard, figures, of.review_opened_at !== null), texts: textsIn(row), fields: fieldsIn(row), links,
    submittedBy: person(row.submitted_by), submittedAt: row.submitted_at, returnedNote: row.returned_note, approvedAt: row.approved_at, gaps, attachments: files.get(row.id) ?? [], changedAt: row.changed_at, revision: row.revision,
    may: deedsOf({ state: row.state, authorIds: row.author_ids }, { write: of.may_write, approve: ctx.actor.can('document.approve'), me: ctx.actor.id, isOwner: of.owner_id === ctx.actor.id }),
  }
}

/** One version that the reader may see. @throws AppError 404 */
export async function getVersion(ctx: Ctx, id: string, versionId: string): Promise<DocumentVersion> {
  const of = await findDocument(ctx, id)
  const row = (await versionsOf(ctx, id)).find((one) => one.id === versionId)
  if (!row || !readsVersion(ctx, of, row)) throw notFound('document')
  return shownVersion(ctx, of, row, await figuresFor(ctx, of, row), await peopleIn(ctx, [row]))
}

const head = (ctx: Ctx, row: DocumentRow & { owner_name: string | null }, current: Pick<VersionRow, 'id' | 'number'> | undefined, open: Pick<VersionRow, 'id' | 'number' | 'state'> | undefined, confirmed: boolean | null): DocumentItem => ({
  id: row.id, key: row.key, kind: row.kind, kindName: nameOfKind(ctx, row.kind), title: { zh: row.title_zh, en: row.title_en }, state: row.state, seenBy: row.seen_by, readers: row.readers,
  owner: row.owner_id ? { id: row.owner_id, name: row.owner_name ?? '' } : null, current: current ? { id: current.id, number: current.number } : null, open: open ? { id: open.id, number: open.number, state: open.state } : null,
  reviewDueOn: row.review_due, reviewOverdue: row.review_due !== null && row.review_due < today(ctx) && row.state === 'in-force', underReview: row.review_opened_at !== null, confirmed, changedAt: row.changed_at, version: row.version,
})
const nameOfKind = (ctx: Ctx, kind: string) => ctx.definitions.keys(documentKind, ctx.now).includes(kind) ? ctx.definitions.current(documentKind, kind, ctx.now).is.name : { zh: kind, en: kind }

/** Whether somebody has to confirm a version: null when the kind asks nobody, it is not approved, or it is not theirs to know. */
async function confirmedBy(ctx: Ctx, of: Pick<DocumentRow, 'readers'>, counting: Pick<VersionRow, 'id' | 'state' | 'kind_id'> | undefined): Promise<boolean | null> {
  if (!counting || !ctx.actor.id || (counting.state !== 'approved' && counting.state !== 'in-force') || !kindOf(ctx, counting).confirm) return null
  if (!(await readersOf(ctx, of.readers)).includes(ctx.actor.id)) return null
  return (await tables(ctx).selectFrom('document_confirmation').select('at').where('version_id', '=', counting.id).where('staff_id', '=', ctx.actor.id).executeTakeFirst()) !== undefined
}

/** @throws AppError 404 document.not-found */
export async function getDocument(ctx: Ctx, id: string): Promise<Document> {
  const of = await findDocument(ctx, id)
  const versions = (await versionsOf(ctx, id)).filter((row) => readsVersion(ctx, of, row))
  const current = currentOf(versions)
  const open = openOf(versions)
  const counting = countingOf(versions)
  const shown = current ?? open ?? versions[0]
  if (!shown || !counting) throw notFound('document')
  const [person, figures, uses, confirmed] = await Promise.all([peopleIn(ctx, versions), figuresFor(ctx, of, counting), usesOf(ctx, id), confirmedBy(ctx, of, counting)])
  const isInForce = current !== undefined
  return {
    ...head(ctx, of, current, open, confirmed), reviewedOn: of.reviewed_on, reviewReason: of.review_reason,
    shown: await shownVersion(ctx, of, shown, shown.id === counting.id ? figures : NOBODY, person), versions: versions.map((row) => summary(row, person)),
    figures: { versionId: counting.id, ...figures }, uses,
    may: [
      ...(of.may_write ? ['change'] as const : []), ...(of.may_write && !open ? ['draft'] as const : []), ...(confirmed === false ? ['confirm'] as const : []),
      ...(of.may_write && isInForce && !of.review_opened_at ? ['open-review'] as const : []), ...(of.may_write && isInForce ? ['confirm-review'] as const : []), ...(ctx.actor.can('document.train') ? ['record'] as const : []),
    ],
  }
}

async function usesOf(ctx: Ctx, id: string): Promise<Document['uses']> {
  const rows = await tables(ctx).selectFrom('document_use').select(['how', (of) => of.fn.countAll<number>().as('n'), (of) => of.fn.count<number>('staff_id').distinct().as('people')]).where('document_id', '=', id).groupBy('how').execute()
  const of = (how: 'opened' | 'used') => rows.find((row) => row.how === how)
  return { opened: Number(of('opened')?.n ?? 0), used: Number(of('used')?.n ?? 0), readers: Number(of('opened')?.people ?? 0) }
}

/** Documents as a list shows them; whoever calls has looked at sight already. */
export async function itemsById(ctx: Ctx, ids: readonly string[]): Promise<DocumentItem[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('document as d').leftJoin('staff_ref as o', 'o.id', 'd.owner_id').selectAll('d').select('o.name as owner_name').where('d.id', 'in', [...ids]).execute()
  const versions = await tables(ctx).selectFrom('document_version').select(['id', 'document_id', 'number', 'state', 'kind_id', 'author_ids', 'began_at']).where('document_id', 'in', [...ids]).where('state', '<>', 'retired').execute()
  const byDocument = Map.groupBy(versions, (row) => row.document_id)
  const mine = ctx.actor.id ? new Set((await tables(ctx).selectFrom('document_confirmation').select('version_id').where('staff_id', '=', ctx.actor.id).where('document_id', 'in', [...ids]).execute()).map((row) => row.version_id)) : new Set<string>()
  const asked = new Map<string, boolean>()
  const isReader = async (roles: readonly string[]) => {
    const key = roles.join()
    if (!asked.has(key)) asked.set(key, ctx.actor.id !== null && (await readersOf(ctx, roles)).includes(ctx.actor.id))
    return asked.get(key) as boolean
  }
  const byId = new Map<string, DocumentItem>()
  for (const row of rows) {
    const own = byDocument.get(row.id) ?? []
    const counting = own.find(({ state }) => state === 'approved') ?? currentOf(own)
    const seen = own.filter((version) => readsVersion(ctx, { may_write: false }, version) || ctx.actor.can('document.write'))
    byId.set(row.id, head(ctx, row, currentOf(own), openOf(seen), counting && kindOf(ctx, counting).confirm && await isReader(row.readers) ? mine.has(counting.id) : null))
  }
  return ids.flatMap((id) => byId.get(id) ?? [])
}
