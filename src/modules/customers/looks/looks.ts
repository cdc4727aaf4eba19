import { sql } from 'kysely'
import type { Condition } from '../../../pure/conditions/index.ts'
import type { Actor, Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import { beat, on } from '../../../kernel/module.ts'
import type { Work } from '../../../kernel/work.ts'
import { namesOf, notify, staffWithRoles } from '../../people/index.ts'
import type { Customer } from '../contract.ts'
import { customerRefs, getCustomer } from '../queries.ts'
import { tables } from '../tables.ts'
import type { AccessAlert, VERDICTS } from './contract.ts'
import { AccessAlertRaised, AccessAlertReviewed } from './contract.ts'
import { mostOpened, mostRevealed } from './settings.ts'

const HOUR_MS = 3_600_000
const MOST_KEPT = 200
const MOST_SHOWN = 20

/** Shows a customer and notes who opened it: a read that leaves a trace once an hour, in a unit of its own. */
export async function openCustomer(work: Work, actor: Actor, id: string): Promise<Customer> {
  const { found, isNoted } = await work.read(actor, 'customers.get', async (ctx) => ({ found: await getCustomer(ctx, id), isNoted: actor.kind !== 'staff' || await lookedLately(ctx, id, 'opened') }))
  if (!isNoted) await work.unit(actor, 'customers.get', (ctx) => noteLook(ctx, id, 'opened'))
  return found
}
const lookedLately = async (ctx: Ctx, customerId: string, how: 'opened' | 'revealed'): Promise<boolean> =>
  (await sql`select from customer_look where staff_id = ${ctx.actor.id} and how = ${how} and customer_id = ${customerId} and at > ${new Date(ctx.now.getTime() - HOUR_MS)}`.execute(ctx.db)).rows.length > 0

/** Notes that the actor looked at a customer, once an hour; raises an alert when there were unusually many of them, once an hour and person. */
export async function noteLook(ctx: Ctx, customerId: string, how: 'opened' | 'revealed'): Promise<void> {
  const me = ctx.actor.id
  if (ctx.actor.kind !== 'staff' || !me) return
  const since = new Date(ctx.now.getTime() - HOUR_MS)
  const { rows: fresh } = await sql`insert into customer_look as l (staff_id, how, customer_id, at) values (${me}, ${how}, ${customerId}, ${ctx.now})
    on conflict (staff_id, how, customer_id) do update set at = excluded.at where l.at <= ${since} returning 1`.execute(ctx.db)
  if (!fresh.length) return
  const { rows: [seen] } = await sql<{ opened: number; revealed: number }>`select (count(*) filter (where how = 'opened'))::int as opened, (count(*) filter (where how = 'revealed'))::int as revealed from customer_look where staff_id = ${me} and at > ${since}`.execute(ctx.db)
  if (!seen || (seen.opened < ctx.settings.get(mostOpened) && seen.revealed < ctx.settings.get(mostRevealed))) return
  // Of two that reach the figure together only one tells.
  await sql`select pg_advisory_xact_lock(7200003, hashtext(${me}))`.execute(ctx.db)
  if (await tables(ctx).selectFrom('access_alert').select('id').where('staff_id', '=', me).where('at', '>', since).executeTakeFirst()) return
  const ids = (await sql<{ id: string }>`select customer_id as id from customer_look where staff_id = ${me} and at > ${since} group by customer_id order by max(at) limit ${sql.lit(MOST_KEPT)}`.execute(ctx.db)).rows.map(({ id }) => id)
  const id = newId()
  await tables(ctx).insertInto('access_alert').values({ id, staff_id: me, at: ctx.now, opened: seen.opened, revealed: seen.revealed, customer_ids: ids }).execute()
  await ctx.emit(AccessAlertRaised, id, { staffId: me, ...seen })
}

/** Whoever looks after privacy is told; where nobody does, the administrators are. */
export const tellAlerts = on(AccessAlertRaised, 'customers.tell-access', async (ctx, events) => {
  for (const { subjectId, data } of events) {
    const others = async (role: string) => (await staffWithRoles(ctx, [role])).filter((id) => id !== data.staffId)
    const officers = await others('privacy_officer')
    await notify(ctx, officers.length ? officers : await others('system_admin'), { code: 'access-alert.notice', subjectKind: 'access-alert', subjectId, params: { opened: data.opened, revealed: data.revealed } })
  }
})

const SPEC = { table: 'access_alert', resource: { fields: { staffId: { type: 'id' as const }, reviewedAt: { type: 'instant' as const } }, legs: {} }, permission: 'access-alert.review', sorts: { at: { column: 'id', type: 'uuid' as const } }, sort: '-at' }
type Row = Awaited<ReturnType<typeof rowsOf>>[number]
const rowsOf = (ctx: Ctx, ids: readonly string[]) => ids.length ? tables(ctx).selectFrom('access_alert').selectAll().where('id', 'in', [...ids]).execute() : Promise.resolve([])

async function shown(ctx: Ctx, rows: readonly Row[]): Promise<AccessAlert[]> {
  const [names, customers] = await Promise.all([namesOf(ctx, [...new Set(rows.flatMap((row) => [row.staff_id, row.reviewed_by ?? []].flat()))]), customerRefs(ctx, [...new Set(rows.flatMap((row) => row.customer_ids.slice(0, MOST_SHOWN)))])])
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  return rows.map((row) => ({
    id: row.id, staff: named(row.staff_id), at: row.at, opened: row.opened, revealed: row.revealed, customers: row.customer_ids.slice(0, MOST_SHOWN).flatMap((id) => { const of = customers.get(id); return of ? [{ id, name: of.name }] : [] }),
    review: row.reviewed_by && row.reviewed_at && row.verdict ? { by: named(row.reviewed_by), at: row.reviewed_at, verdict: row.verdict, note: row.note ?? '' } : null,
    may: row.reviewed_at || row.staff_id === ctx.actor.id ? [] : ['review'], version: row.version,
  }))
}

export async function listAlerts(ctx: Ctx, { open, staffId, ...query }: { limit: number; cursor?: string | undefined; sort?: string | undefined; open?: 'true' | 'false' | undefined; staffId?: string | undefined }): Promise<{ items: AccessAlert[]; nextCursor: string | null }> {
  const filter: Condition[] = []
  if (open) filter.push({ field: 'reviewedAt', is: open === 'true' ? 'empty' : 'not-empty' })
  if (staffId) filter.push({ field: 'staffId', is: 'equal', value: staffId })
  const page = await listIds(ctx, SPEC, query, { all: filter })
  return { items: await shown(ctx, inOrder(page.ids, await rowsOf(ctx, page.ids))), nextCursor: page.nextCursor }
}

/** Says what was found out. @throws AppError 404 access-alert.not-found, 403 access-alert.own, 409 record.stale */
export async function reviewAlert(ctx: Ctx, id: string, { verdict, note, version }: { verdict: (typeof VERDICTS)[number]; note: string; version: number }): Promise<AccessAlert> {
  const before = (await rowsOf(ctx, [id]))[0]
  if (!before) throw notFound('access-alert')
  if (before.staff_id === ctx.actor.id) throw new AppError('forbidden', 'access-alert.own')
  const row = await tables(ctx).updateTable('access_alert').set({ reviewed_by: ctx.actor.id, reviewed_at: ctx.now, verdict, note, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('reviewed_at', 'is', null).returningAll().executeTakeFirst()
  if (!row) throw conflict('record.stale', (await shown(ctx, [before]))[0])
  await ctx.emit(AccessAlertReviewed, id, { staffId: row.staff_id, verdict })
  return (await shown(ctx, [row]))[0] as AccessAlert
}

/** A day is enough to notice; what is older is forgotten. */
export const forgetLooks = beat('customers.forget-looks', 3_600, async (ctx) => {
  const { rows } = await sql`delete from customer_look where ctid in (select ctid from customer_look where at < ${new Date(ctx.now.getTime() - 24 * HOUR_MS)} limit 10000) returning 1`.execute(ctx.db)
  return rows.length === 10_000
})
