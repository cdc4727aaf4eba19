import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Condition } from '../../pure/conditions/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { listIds } from '../../kernel/listing.ts'
import { matching } from '../search/index.ts'
import type { DocumentItem, DocumentQuery, Reader } from './contract.ts'
import { countingOf, findDocument, today, versionsOf } from './documents/find.ts'
import { readersOf, readersWithMarks } from './documents/knowing.ts'
import { itemsById } from './documents/show.ts'
import { kindsOf } from './kind.ts'
import { documentResource, tables } from './tables.ts'

const SORTS = { madeAt: { column: 'id', type: 'uuid' }, changedAt: { column: 'changed_at', type: 'timestamptz' } } as const

/** Documents in the reader's sight. A word is looked for in titles, sections and fields. */
export async function listDocuments(ctx: Ctx, query: DocumentQuery): Promise<{ items: DocumentItem[]; nextCursor: string | null }> {
  const oneOf = (field: string, list: string | undefined): Condition[] => list ? [{ field, is: 'one-of', value: list.split(',') }] : []
  const filter: Condition = { all: [
    ...oneOf('kind', query.kind), ...oneOf('state', query.state),
    ...(!query.owner ? [] : query.owner === 'none' ? [{ field: 'ownerId', is: 'empty' } as const] : [{ field: 'ownerId', is: 'equal', value: query.owner === 'me' ? { var: 'me' } : query.owner } as const]),
  ] }
  const spec = { table: 'document', resource: documentResource, permission: 'document.read', sorts: SORTS, sort: '-madeAt' }
  const narrow = query.todo ? await waiting(ctx, query.todo) : []
  const found = query.q ? await matching(ctx, 'document', query.q, spec, query, narrow.length ? { all: [filter, { field: 'id', is: 'one-of', value: await idsWaiting(ctx, narrow) }] } : filter) : await listIds(ctx, spec, query, filter, narrow)
  return { items: await itemsById(ctx, found.ids), nextCursor: found.nextCursor }
}

/** What waits for the reader, as conditions over `document t`. */
async function waiting(ctx: Ctx, todo: NonNullable<DocumentQuery['todo']>): Promise<RawBuilder<boolean>[]> {
  const me = ctx.actor.id
  if (todo === 'approve') return ctx.actor.can('document.approve') ? [sql<boolean>`exists (select from document_version v where v.document_id = t.id and v.state = 'review' and not (${me}::uuid = any(v.author_ids)))`] : [sql<boolean>`false`]
  if (todo === 'review') return [sql<boolean>`t.state = 'in-force' and t.owner_id = ${me}::uuid and (t.review_due < ${today(ctx)}::date or t.review_opened_at is not null)`]
  const sets = await tables(ctx).selectFrom('document').select('readers').distinct().where('state', 'in', ['approved', 'in-force']).execute()
  const mine: string[][] = []
  for (const { readers } of sets) if (me && (await readersOf(ctx, readers)).includes(me)) mine.push(readers)
  const kinds = kindsOf(ctx).filter(({ confirm }) => confirm).map(({ key }) => key)
  if (!mine.length || !kinds.length) return [sql<boolean>`false`]
  return [
    sql<boolean>`t.kind = any(${kinds}::text[])`, sql<boolean>`(${sql.join(mine.map((roles) => sql`t.readers = ${roles}::text[]`), sql` or `)})`,
    sql<boolean>`exists (select from document_version v where v.document_id = t.id and v.state = case when exists (select from document_version a where a.document_id = t.id and a.state = 'approved') then 'approved' else 'in-force' end
      and not exists (select from document_confirmation c where c.version_id = v.id and c.staff_id = ${me}::uuid))`,
  ]
}
const MOST_WAITING = 1_000
async function idsWaiting(ctx: Ctx, narrow: readonly RawBuilder<boolean>[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select t.id from document t where ${sql.join([...narrow], sql` and `)} order by t.id desc limit ${sql.lit(MOST_WAITING)}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Everybody who has to know the version that counts. */
export async function listReaders(ctx: Ctx, id: string): Promise<{ versionId: string; items: Reader[] }> {
  const of = await findDocument(ctx, id)
  const counting = countingOf(await versionsOf(ctx, id))
  return counting ? { versionId: counting.id, items: await readersWithMarks(ctx, of, counting) } : { versionId: id, items: [] }
}
