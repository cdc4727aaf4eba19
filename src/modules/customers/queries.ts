import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { fieldValuesOf } from '../../kernel/custom-fields/index.ts'
import { dayIn } from '../../kernel/days.ts'
import { notFound } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { inOrder } from '../../kernel/listing.ts'
import { membersOf } from './family.ts'
import type { ContactKind, ContactPoint, Customer } from './contract.ts'
import { isStale } from './profile/rules.ts'
import type { ProfileField } from './profile/rules.ts'
import { staleAfter } from './profile/settings.ts'
import { deedsOf } from './rules.ts'
import { customerResource, tables } from './tables.ts'
import type { CustomerRef, CustomerRow } from './tables.ts'

/** Whole records by id, in that order; whoever calls has looked at sight already. Values are masked when they are encoded. */
export async function customersById(ctx: Ctx, ids: readonly string[]): Promise<Customer[]> {
  if (!ids.length) return []
  const members = await membersOf(ctx, ids)
  const family = [...ids, ...members.map((one) => one.id)]
  const rootOf = new Map(members.map((one) => [one.id, one.rootId]))
  const [rows, merges, points, documents, profiles, tagged, grouped, own] = await Promise.all([
    tables(ctx).selectFrom('customer as c').leftJoin('customer as r', 'r.id', 'c.merged_into_id').selectAll('c').select('r.name as root_name').where('c.id', 'in', ids).execute(),
    members.length ? tables(ctx).selectFrom('customer_merge as m').innerJoin('customer as f', 'f.id', 'm.from_id').select(['m.id', 'm.into_id', 'm.from_id', 'f.name', 'm.at', 'm.version']).where('m.into_id', 'in', ids).where('m.undone_at', 'is', null).orderBy('m.id', 'desc').execute() : [],
    tables(ctx).selectFrom('contact_point').selectAll().where('customer_id', 'in', family).where('removed_at', 'is', null).orderBy('id').execute(),
    tables(ctx).selectFrom('customer_document').selectAll().where('customer_id', 'in', family).orderBy('id').execute(),
    tables(ctx).selectFrom('customer_profile').selectAll().where('customer_id', 'in', ids).where('weights', '<>', 0).execute(),
    tables(ctx).selectFrom('customer_tag').select(['customer_id', 'tag']).where('customer_id', 'in', ids).orderBy('tag').execute(),
    tables(ctx).selectFrom('customer_segment_member as m').innerJoin('customer_segment as s', 's.id', 'm.segment_id').select(['m.customer_id', 's.id', 's.name']).where('m.customer_id', 'in', ids).orderBy('s.name').execute(),
    fieldValuesOf(ctx, 'customer', family),
  ])
  const [today, staleDays] = [dayIn(ctx.settings.get(companyZone), ctx.now), ctx.settings.get(staleAfter)]
  const qualities = new Map(profiles.map((row) => [row.customer_id, { completeness: Math.round(Number(row.completeness) * 10) / 10, missing: row.missing as ProfileField[], wrong: row.wrong, stale: row.oldest_on !== null && isStale(row.oldest_on, today, staleDays), alike: row.alike.length }]))
  const days = rows.flatMap((row) => [row.birthday, row.lunar_birthday].flatMap((value) => value ? [{ subjectId: row.id, value }] : []))
  const opened = (await ctx.vault.open(ctx, [
    ...days, ...points.map((point) => ({ subjectId: point.customer_id, value: point.value as Buffer })), ...documents.map((document) => ({ subjectId: document.customer_id, value: document.number })),
  ])).values()
  const next = () => opened.next().value ?? ''
  const birthdays = new Map(rows.map((row) => [row.id, { birthday: row.birthday ? next() : null, lunarBirthday: row.lunar_birthday ? next() : null }]))
  const pointsOf = Map.groupBy(points.map((point) => ({ of: rootOf.get(point.customer_id) ?? point.customer_id, it: { id: point.id, kind: point.kind, value: next(), label: point.label, customerId: point.customer_id, version: point.version } })), (point) => point.of)
  const documentsOf = Map.groupBy(documents.map((document) => ({ of: rootOf.get(document.customer_id) ?? document.customer_id, it: { id: document.id, kind: document.kind, number: next(), customerId: document.customer_id } })), (document) => document.of)
  return inOrder(ids, rows).map((row) => ({
    id: row.id, type: row.type, name: row.name, title: row.title, region: row.region, industry: row.industry, size: row.size, language: row.language, ...birthdays.get(row.id) as { birthday: string | null; lunarBirthday: string | null },
    grade: row.grade, gradeFrom: row.grade_from, vip: row.vip, quality: qualities.get(row.id) ?? null, tags: tagged.flatMap((one) => one.customer_id === row.id ? one.tag : []), segments: grouped.flatMap((one) => one.customer_id === row.id ? { id: one.id, name: one.name } : []),
    contactPoints: (pointsOf.get(row.id) ?? []).map((point) => point.it), documents: (documentsOf.get(row.id) ?? []).map((document) => document.it),
    // What has become part of a record fills what the record itself does not say.
    fields: Object.assign({}, ...members.filter((one) => one.rootId === row.id).map((one) => own.get(one.id)), own.get(row.id)),
    mergedInto: row.merged_into_id ? { id: row.merged_into_id, name: row.root_name ?? '' } : null, merged: merges.filter((one) => one.into_id === row.id).map((one) => ({ mergeId: one.id, customer: { id: one.from_id, name: one.name }, at: one.at, version: one.version })),
    may: deedsOf({ removed: row.deleted_at !== null, merged: row.merged_into_id !== null }, ctx.actor.can), createdAt: row.created_at, removedAt: row.deleted_at, version: row.version,
  }))
}

/** One row in the reader's sight; what lies in the bin only for who may take it out, what was erased for nobody. */
export async function findCustomer(ctx: Ctx, id: string, permission: `customer.${string}` = 'customer.read'): Promise<CustomerRow> {
  const row = await tables(ctx).selectFrom('customer as t').selectAll().where('id', '=', id).where('erased_at', 'is', null).where(inSight(ctx, customerResource, permission, 't')).executeTakeFirst()
  if (!row || (row.deleted_at && !ctx.actor.can('customer.remove'))) throw notFound('customer')
  return row
}
/** @throws AppError not-found `customer.not-found` */
export async function getCustomer(ctx: Ctx, id: string): Promise<Customer> {
  await findCustomer(ctx, id)
  return (await customersById(ctx, [id]))[0] as Customer
}

/** Takes hold of a living customer until the unit ends, so that what hangs on it is changed by one at a time. */
export async function holdCustomer(ctx: Ctx, id: string): Promise<CustomerRow> {
  const row = await tables(ctx).selectFrom('customer as t').selectAll().where('id', '=', id).where('deleted_at', 'is', null).where(inSight(ctx, customerResource, 'customer.write', 't')).forUpdate().executeTakeFirst()
  if (!row) throw notFound('customer')
  return row
}

/** Names of customers by id, for whoever shows one beside a record of its own. Who was erased has an empty name. */
export async function customerRefs(ctx: Ctx, ids: readonly string[]): Promise<Map<string, CustomerRef>> {
  if (!ids.length) return new Map()
  const rows = await tables(ctx).selectFrom('customer_ref').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Contact points by id, with their values in the clear: for modules that write to them or show them masked. Removed ones have no value. */
export async function contactPointsById(ctx: Ctx, ids: readonly string[]): Promise<Map<string, { id: string; customerId: string; kind: ContactKind; value: string | null }>> {
  if (!ids.length) return new Map()
  const rows = await tables(ctx).selectFrom('contact_point').select(['id', 'customer_id', 'kind', 'value']).where('id', 'in', ids).execute()
  const values = await ctx.vault.open(ctx, rows.flatMap((row) => row.value ? [{ subjectId: row.customer_id, value: row.value }] : []))
  const next = values.values()
  return new Map(rows.map((row) => [row.id, { id: row.id, customerId: row.customer_id, kind: row.kind, value: row.value ? next.next().value ?? null : null }]))
}

/** One contact point of a customer as it is now. */
export async function contactPointOf(ctx: Ctx, customerId: string, pointId: string): Promise<ContactPoint> {
  const row = await tables(ctx).selectFrom('contact_point').selectAll().where('id', '=', pointId).where('customer_id', '=', customerId).where('removed_at', 'is', null).executeTakeFirst()
  if (!row?.value) throw notFound('contact-point')
  const [value] = await ctx.vault.open(ctx, [{ subjectId: customerId, value: row.value }])
  return { id: row.id, kind: row.kind, value: value ?? '', label: row.label, customerId, version: row.version }
}
