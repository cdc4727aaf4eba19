import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { checkCondition } from '../../../pure/conditions/index.ts'
import { gradesOf } from '../grade.ts'
import { customerSubject } from '../subject.ts'
import { tables } from '../tables.ts'
import type { AddSegment, ChangeSegment, Segment, segments } from './contract.ts'
import { SegmentChanged, SegmentFilled, SegmentRemoved } from './contract.ts'
import { segmentFields } from './reckon.ts'

/** @throws AppError invalid `customer-segment.bad-condition`, naming what is wrong */
function checkSegment(condition: unknown): void {
  const [problem] = checkCondition(segmentFields, condition, { now: 'instant' })
  if (problem) throw invalid(`condition${problem.path && `.${problem.path}`}`, 'customer-segment.bad-condition', { problem: problem.message })
}

async function segmentsBy(ctx: Ctx, ids?: readonly string[]): Promise<Segment[]> {
  const rows = await tables(ctx).selectFrom('customer_segment').selectAll().$if(ids === undefined, (q) => q.where('removed_at', 'is', null)).$if(ids !== undefined, (q) => q.where('id', 'in', ids ?? [])).orderBy('name').limit(500).execute()
  const counts = await tables(ctx).selectFrom('customer_segment_member').select(['segment_id', (eb) => eb.fn.countAll<string>().as('n')]).where('segment_id', 'in', rows.length ? rows.map((row) => row.id) : ['00000000-0000-0000-0000-000000000000']).groupBy('segment_id').execute()
  const members = new Map(counts.map((row) => [row.segment_id, Number(row.n)]))
  return rows.map((row) => ({ id: row.id, name: row.name, about: row.about, condition: row.condition as Segment['condition'], members: members.get(row.id) ?? 0, changedAt: row.changed_at, version: row.version }))
}
async function getSegment(ctx: Ctx, id: string): Promise<Segment> {
  const [found] = await segmentsBy(ctx, [id])
  if (!found) throw notFound('customer-segment')
  return found
}

/** All segments, and what their conditions may ask. The company's own grades stand among the choices. */
export async function listSegments(ctx: Ctx) {
  const grades = gradesOf(ctx).map((one) => one.key)
  return {
    items: await segmentsBy(ctx),
    fields: Object.entries(customerSubject.fields).map(([name, field]) => ({ name, type: field.type, words: field.words, group: customerSubject.noun, options: name === 'grade' ? grades : field.options ? [...field.options] : null, catalogue: field.catalogue ?? null, names: field.names ?? null, optionNames: null, events: null, fills: false })),
  }
}

/** @throws AppError invalid `customer-segment.bad-condition`; conflict `customer-segment.name-taken` */
export async function addSegment(ctx: Ctx, { name, about = undefined, condition }: z.output<typeof AddSegment>): Promise<Segment> {
  if (condition !== null) checkSegment(condition)
  const id = newId()
  const made = await tables(ctx).insertInto('customer_segment').values({ id, name, about: about ?? null, condition: condition === null ? null : JSON.stringify(condition), created_at: ctx.now, changed_at: ctx.now, removed_at: null, version: 1 }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst()
  if (!made) throw invalid('name', 'customer-segment.name-taken')
  await ctx.emit(SegmentChanged, id, { condition: condition !== null, changed: { name: { from: null, to: name } } })
  return getSegment(ctx, id)
}

async function hold(ctx: Ctx, id: string) {
  const row = await tables(ctx).selectFrom('customer_segment').selectAll().where('id', '=', id).where('removed_at', 'is', null).forUpdate().executeTakeFirst()
  if (!row) throw notFound('customer-segment')
  return row
}

/** @throws AppError conflict `record.stale`; invalid `customer-segment.by-hand`, `customer-segment.bad-condition`, `customer-segment.name-taken` */
export async function changeSegment(ctx: Ctx, id: string, { version, ...fields }: z.output<typeof ChangeSegment>): Promise<Segment> {
  const before = await hold(ctx, id)
  if (before.version !== version) throw conflict('record.stale', await getSegment(ctx, id))
  if (fields.condition !== undefined) {
    if (before.condition === null) throw invalid('condition', 'customer-segment.by-hand')
    checkSegment(fields.condition)
  }
  const own = { name: before.name, about: before.about, condition: before.condition }
  const changed = Object.fromEntries((['name', 'about', 'condition'] as const).flatMap((key) => fields[key] !== undefined && JSON.stringify(fields[key]) !== JSON.stringify(own[key]) ? [[key, { from: own[key] as never, to: fields[key] as never }]] : []))
  if (!Object.keys(changed).length) throw new AppError('invalid', 'request.nothing-to-change')
  if (fields.name !== undefined && await tables(ctx).selectFrom('customer_segment').select('id').where(sql`lower(name)`, '=', fields.name.toLowerCase()).where('id', '<>', id).where('removed_at', 'is', null).executeTakeFirst()) throw invalid('name', 'customer-segment.name-taken')
  await tables(ctx).updateTable('customer_segment').set({ ...(fields.name === undefined ? {} : { name: fields.name }), ...(fields.about === undefined ? {} : { about: fields.about }), ...(fields.condition === undefined ? {} : { condition: JSON.stringify(fields.condition) }), changed_at: ctx.now, version: version + 1 }).where('id', '=', id).execute()
  await ctx.emit(SegmentChanged, id, { condition: 'condition' in changed, changed })
  return getSegment(ctx, id)
}

/** @throws AppError conflict `record.stale` */
export async function removeSegment(ctx: Ctx, id: string, version: number): Promise<Segment> {
  const before = await hold(ctx, id)
  if (before.version !== version) throw conflict('record.stale', await getSegment(ctx, id))
  await tables(ctx).deleteFrom('customer_segment_member').where('segment_id', '=', id).execute()
  await tables(ctx).updateTable('customer_segment').set({ removed_at: ctx.now, version: version + 1 }).where('id', '=', id).execute()
  await ctx.emit(SegmentRemoved, id, {})
  return getSegment(ctx, id)
}

/** Puts living customers into a segment that is filled by hand and takes others out. @throws AppError invalid `customer-segment.by-rule`, `customer.not-found`, `request.nothing-to-change` */
export async function setMembers(ctx: Ctx, id: string, { add, remove }: z.output<typeof segments.setMembers.spec.body>): Promise<Segment> {
  if ((await hold(ctx, id)).condition !== null) throw invalid('id', 'customer-segment.by-rule')
  const living = add.length ? await tables(ctx).selectFrom('customer').select('id').where('id', 'in', add).where('deleted_at', 'is', null).where('merged_into_id', 'is', null).execute() : []
  const lost = add.findIndex((one) => living.every((row) => row.id !== one))
  if (lost >= 0) throw invalid(`add.${lost}`, 'customer.not-found')
  const removed = remove.length ? await tables(ctx).deleteFrom('customer_segment_member').where('segment_id', '=', id).where('customer_id', 'in', remove).returning('customer_id').execute() : []
  const added = add.length ? await tables(ctx).insertInto('customer_segment_member').values([...new Set(add)].sort().map((customer_id) => ({ segment_id: id, customer_id, since: ctx.now }))).onConflict((c) => c.doNothing()).returning('customer_id').execute() : []
  if (!added.length && !removed.length) throw new AppError('invalid', 'request.nothing-to-change')
  await ctx.emit(SegmentFilled, id, { added: added.map((row) => row.customer_id), removed: removed.map((row) => row.customer_id) })
  return getSegment(ctx, id)
}
