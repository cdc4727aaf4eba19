import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { conditionSql, inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { narrowByFields } from '../../kernel/custom-fields/index.ts'
import { startOfDay } from '../../kernel/days.ts'
import { AppError } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { listIds } from '../../kernel/listing.ts'
import type { Page } from '../../kernel/listing.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import type { Customer, CustomerQuery } from './contract.ts'
import { ofQuality } from './profile/queries.ts'
import { customersById } from './queries.ts'
import { searchPage, sourceIds, sourcesOf } from './search.ts'
import { customerFields, customerResource } from './tables.ts'

const LIST = {
  table: 'customer', resource: customerResource, permission: 'customer.read', sort: '-createdAt',
  sorts: { createdAt: { column: 'id', type: 'uuid' }, name: { column: 'name', type: 'text' } },
} as const

/** A page of customers. A search without an order of its own shows the best first: whole values, then names, pinyin, initials, then what stands inside a name. */
export async function listCustomers(ctx: Ctx, query: CustomerQuery): Promise<{ items: Customer[]; nextCursor: string | null }> {
  const page = await pageOfCustomers(ctx, query)
  return { items: await customersById(ctx, page.ids), nextCursor: page.nextCursor }
}

async function pageOfCustomers(ctx: Ctx, query: CustomerQuery): Promise<Page> {
  const filter: Condition = { all: filtersOf(ctx, query) }
  const narrow = [...narrowByFields(ctx, 'customer', query.fields, ofMembers), ...(query.quality ? [ofQuality(ctx, query.quality)] : []), ...(query.tag ? [sql<boolean>`t.id in (select g.customer_id from customer_tag g where g.tag = ${query.tag})`] : []), ...(query.segment ? [sql<boolean>`t.id in (select m.customer_id from customer_segment_member m where m.segment_id = ${query.segment}::uuid)`] : [])]
  if (!query.q) return listIds(ctx, LIST, query, filter, narrow)
  if (!query.sort) return searchPage(ctx, query.q, query, sql<boolean>`${sql.join([inSight(ctx, customerResource, 'customer.read', 't'), conditionSql(customerFields, filter, ctx.actor, ctx.now, 't'), ...narrow], sql` and `)}`)
  return listIds(ctx, LIST, query, filter, [sourceIds(await sourcesOf(ctx, query.q)), ...narrow])
}

function filtersOf(ctx: Ctx, query: CustomerQuery): Condition[] {
  const bin = query.removed === 'true'
  if (bin && !ctx.actor.can('customer.remove')) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: 'customer.remove' } })
  const moment = (day: string, later: number) => startOfDay(ctx.settings.get(companyZone), day, later).toISOString()
  return [
    ...(bin ? [{ field: 'removedAt', is: 'not-empty' } as const, { field: 'erasedAt', is: 'empty' } as const] : [{ field: 'removedAt', is: 'empty' } as const]),
    { field: 'mergedIntoId', is: 'empty' },
    ...(query.type ? [{ field: 'type', is: 'one-of', value: query.type } as const] : []),
    ...(query.region ? [{ field: 'region', is: 'equal', value: query.region } as const] : []),
    ...(query.grade ? [gradeFilter(query.grade.split(','))] : []),
    ...(query.vip ? [{ field: 'vip', is: 'equal', value: query.vip === 'true' } as const] : []),
    ...(query.createdFrom ? [{ field: 'createdAt', is: 'from', value: moment(query.createdFrom, 0) } as const] : []),
    ...(query.createdTo ? [{ field: 'createdAt', is: 'before', value: moment(query.createdTo, 1) } as const] : []),
  ]
}

/** Who shows a value of a record that became part of them: their own record has none, nor has a later one that became part of them as well (`customersById`). */
const ofMembers = (field: string, holds: RawBuilder<boolean>): RawBuilder<unknown> => sql`select m.merged_into_id as id from customer m join custom_value f on f.owner_id = m.id where m.merged_into_id is not null and f.field = ${field} and ${holds}
  and not exists (select from custom_value o where o.field = ${field} and o.owner_id = m.merged_into_id)
  and not exists (select from customer n join custom_value o on o.owner_id = n.id and o.field = ${field} where n.merged_into_id = m.merged_into_id and n.id > m.id)`

/** `none` stands for customers without a grade. */
function gradeFilter(keys: readonly string[]): Condition {
  const some: Condition = { field: 'grade', is: 'one-of', value: keys.filter((key) => key !== 'none') }
  return keys.includes('none') ? { any: [{ field: 'grade', is: 'empty' }, some] } : some
}
