import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Resource } from '../../../kernel/access.ts'
import { pinyinQuery } from '../../../pure/text/index.ts'
import { customerFamily } from '../family.ts'
import { foldedName } from '../names.ts'
import { customersById, findCustomer } from '../queries.ts'
import { tokensOf } from '../search.ts'
import { tables } from '../tables.ts'
import type { Affiliation, PeopleQuery, Tree } from './contract.ts'
import { DEEPEST } from './rules.ts'

const SHOWN_BELOW = 200
const affiliationFields = { id: { type: 'id' }, organisationId: { type: 'id' }, role: { type: 'choice' } } as const satisfies Resource['fields']
const LIST = { table: 'customer_affiliation', resource: { legs: {}, fields: affiliationFields }, permission: 'customer.read', sort: '-createdAt', sorts: { createdAt: { column: 'id', type: 'uuid' } } } as const

/** The people of an organisation and of the records that have become part of it, newest first. */
export async function listPeople(ctx: Ctx, id: string, query: z.output<typeof PeopleQuery>): Promise<{ items: Affiliation[]; nextCursor: string | null }> {
  await findCustomer(ctx, id)
  const family = await customerFamily(ctx, id)
  const page = await listIds(ctx, LIST, query, { all: [{ field: 'organisationId', is: 'one-of', value: family }, ...(query.role ? [{ field: 'role', is: 'equal', value: query.role } as const] : [])] }, query.q ? [meant(ctx, query.q)] : [])
  return { items: await affiliationsById(ctx, page.ids), nextCursor: page.nextCursor }
}
/** Whether a person of the list is meant by what was typed. Without the fence of `offset 0` the planner would read every name in the house. */
function meant(ctx: Ctx, typed: string) {
  const [name, pinyin, tokens] = [foldedName(typed), pinyinQuery(typed), tokensOf(ctx, typed)]
  const begins = pinyin ? sql` or k.kind <> 'name' and starts_with(k.value, ${pinyin})` : sql``
  return sql<boolean>`(exists (select from (select o.kind, o.value from customer_key o where o.customer_id = t.person_id offset 0) k where k.kind = 'name' and strpos(k.value, ${name}) > 0${begins})
    or strpos(lower(coalesce(t.position, '')), ${name}) > 0
    or exists (select from (select p.id from contact_point p where p.customer_id = t.person_id offset 0) p join contact_token k on k.contact_point_id = p.id where k.token = any(${tokens}::bytea[])))`
}

export async function affiliationsById(ctx: Ctx, ids: readonly string[]): Promise<Affiliation[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('customer_affiliation as a').innerJoin('customer_ref as o', 'o.id', 'a.organisation_id').innerJoin('customer_ref as p', 'p.id', 'a.person_id').selectAll('a').select(['o.name as organisation_name', 'o.root_id as organisation_root', 'p.root_id as person_root']).where('a.id', 'in', ids).execute()
  const people = new Map((await customersById(ctx, [...new Set(rows.map((row) => row.person_root))])).map((one) => [one.id, one]))
  return inOrder(ids, rows).flatMap((row) => {
    const person = people.get(row.person_root)
    return person ? [{ id: row.id, organisation: { id: row.organisation_root, name: row.organisation_name }, person, role: row.role as Affiliation['role'], position: row.position, main: row.main, version: row.version }] : []
  })
}
export async function getAffiliation(ctx: Ctx, id: string): Promise<Affiliation> {
  const [found] = await affiliationsById(ctx, [id])
  if (!found) throw notFound('customer-affiliation')
  return found
}

/** Where an organisation stands and what is part of it; to which organisations a person belongs. @throws AppError not-found `customer.not-found` */
export async function treeOf(ctx: Ctx, id: string): Promise<Tree> {
  await findCustomer(ctx, id)
  const family = await customerFamily(ctx, id)
  const [above, below, people, belongsTo] = await Promise.all([
    organisationsAbove(ctx, id),
    sql<{ id: string; name: string; people: number; below: number }>`select c.id, c.name, (select count(*)::int from customer_affiliation a where a.organisation_id = c.id) as people, (select count(*)::int from customer d where d.parent_id = c.id and d.deleted_at is null and d.merged_into_id is null) as below
      from customer c where c.parent_id = any(${family}::uuid[]) and c.deleted_at is null and c.merged_into_id is null order by c.name, c.id limit ${sql.lit(SHOWN_BELOW + 1)}`.execute(ctx.db),
    tables(ctx).selectFrom('customer_affiliation').select((eb) => eb.fn.countAll<string>().as('n')).where('organisation_id', 'in', family).executeTakeFirstOrThrow(),
    tables(ctx).selectFrom('customer_affiliation as a').innerJoin('customer_ref as o', 'o.id', 'a.organisation_id').select(['a.id', 'a.role', 'a.position', 'a.main', 'o.root_id', 'o.name']).where('a.person_id', 'in', family).where('o.active', '=', true).orderBy('a.id').limit(SHOWN_BELOW).execute(),
  ])
  return {
    above, below: below.rows.slice(0, SHOWN_BELOW), moreBelow: below.rows.length > SHOWN_BELOW, people: Number(people.n),
    belongsTo: belongsTo.map((row) => ({ id: row.id, organisation: { id: row.root_id, name: row.name }, role: row.role as Affiliation['role'], position: row.position, main: row.main })),
  }
}

/** The organisations an organisation is part of, the uppermost first. */
export async function organisationsAbove(ctx: Ctx, id: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`with recursive up as (
      select r.root_id as id, r.name, 1 as depth from customer c join customer_ref r on r.id = c.parent_id where c.id = ${id}::uuid and r.active
      union all select r.root_id, r.name, up.depth + 1 from up join customer c on c.id = up.id join customer_ref r on r.id = c.parent_id where up.depth < ${sql.lit(DEEPEST)} and r.active
    ) select id, name from up order by depth desc`.execute(ctx.db)
  return rows
}
