import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/listing.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { caseRefs, causeOf } from '../../cases/index.ts'
import { namesOf } from '../../people/index.ts'
import { RecurrenceSettled, RecurrenceTied } from './contract.ts'
import type { Recurrence } from './contract.ts'
import type { RecurrenceRow } from './tables.ts'
import { tables } from './tables.ts'

const MOST_SHOWN = 20

async function shown(ctx: Ctx, rows: readonly RecurrenceRow[]): Promise<Recurrence[]> {
  const [refs, names, customers] = await Promise.all([
    caseRefs(ctx, rows.flatMap(({ case_ids }) => case_ids.slice(-MOST_SHOWN))), namesOf(ctx, rows.flatMap(({ settled_by }) => settled_by ?? [])),
    rows.some(({ customer_id }) => customer_id) ? tables(ctx).selectFrom('customer_ref').select(['id', 'name']).where('id', 'in', rows.flatMap(({ customer_id }) => customer_id ?? [])).execute() : [],
  ])
  const mayKnow = ctx.actor.can('customer.read')
  return rows.map((row) => ({
    id: row.id, sort: row.sort, cause: { key: row.cause, branch: causeOf(ctx, row.cause)?.branch ?? '', name: causeOf(ctx, row.cause)?.name ?? null }, customer: mayKnow ? customers.find(({ id }) => id === row.customer_id) ?? null : null, product: row.product, needed: row.needed, days: row.days,
    n: row.case_ids.length, cases: row.case_ids.toReversed().flatMap((id) => { const ref = refs.get(id); return ref?.seen ? [{ id, number: ref.number }] : [] }), firstAt: row.first_at, lastAt: row.last_at, foundAt: row.found_at, state: row.state,
    improvement: row.improvement_kind && row.improvement_id ? { kind: row.improvement_kind, id: row.improvement_id } : null, reason: row.reason, settled: row.settled_by && row.settled_at ? { by: { id: row.settled_by, name: names.get(row.settled_by) ?? '' }, at: row.settled_at } : null,
    may: row.state === 'open' && ctx.actor.can('complaint.settle-recurrence') ? ['settle'] : [], version: row.version,
  }))
}

/** Recurrences, latest found first. */
export async function listRecurrences(ctx: Ctx, { limit, cursor, state }: { limit: number; cursor?: string | undefined; state?: Recurrence['state'] | undefined }): Promise<{ items: Recurrence[]; nextCursor: string | null }> {
  const mark = cursor ? decodeCursor(cursor, '-foundAt', 'timestamptz') : undefined
  let asked = tables(ctx).selectFrom('complaint_recurrence').selectAll()
  if (state) asked = asked.where('state', '=', state)
  if (mark) asked = asked.where(sql<boolean>`(found_at, id) < (${mark.v}::timestamptz, ${mark.id}::uuid)`)
  const rows = await asked.orderBy('found_at', 'desc').orderBy('id', 'desc').limit(limit + 1).execute()
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return { items: await shown(ctx, kept), nextCursor: rows.length > limit && last ? encodeCursor({ s: '-foundAt', v: last.found_at.toISOString(), id: last.id }) : null }
}

/** Says what came of it. @throws AppError not-found `complaint-recurrence.not-found`; conflict `record.stale`, `complaint-recurrence.over` */
export async function settleRecurrence(ctx: Ctx, id: string, { version, to, reason }: { version: number; to: 'settled' | 'dismissed'; reason: string }): Promise<Recurrence> {
  const before = await tables(ctx).selectFrom('complaint_recurrence').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw notFound('complaint-recurrence')
  const now = async (row: RecurrenceRow) => (await shown(ctx, [row]))[0] as Recurrence
  if (before.state !== 'open') throw conflict('complaint-recurrence.over', await now(before))
  const won = await tables(ctx).updateTable('complaint_recurrence').set({ state: to, reason: maskPersonal(reason), settled_by: ctx.actor.id, settled_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returningAll().executeTakeFirst()
  if (!won) throw conflict('record.stale', await now(before))
  await ctx.emit(RecurrenceSettled, id, { changed: { state: { from: 'open', to } } })
  return now(won)
}

/** What an improvement above needs to be begun: the words of the cause, what it is about, and how often it came. @throws AppError not-found `complaint-recurrence.not-found` */
export async function recurrenceOf(ctx: Ctx, id: string): Promise<Recurrence> {
  const row = await tables(ctx).selectFrom('complaint_recurrence').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('complaint-recurrence')
  return (await shown(ctx, [row]))[0] as Recurrence
}
/** Notes what was begun because of it. */
export async function tieRecurrence(ctx: Ctx, id: string, improvement: { kind: string; id: string }): Promise<void> {
  await tables(ctx).updateTable('complaint_recurrence').set((eb) => ({ improvement_kind: improvement.kind, improvement_id: improvement.id, version: eb('version', '+', 1) })).where('id', '=', id).execute()
  await ctx.emit(RecurrenceTied, id, improvement)
}
/** The complaints because of which something was begun, with the words of their cause; undefined where nothing came again. */
export async function complaintsBehind(ctx: Ctx, improvement: { kind: string; id: string }): Promise<{ caseIds: string[]; cause: string } | undefined> {
  const row = await tables(ctx).selectFrom('complaint_recurrence').select(['case_ids', 'cause']).where('improvement_kind', '=', improvement.kind).where('improvement_id', '=', improvement.id).executeTakeFirst()
  return row && { caseIds: row.case_ids, cause: causeOf(ctx, row.cause)?.name.zh ?? row.cause }
}
