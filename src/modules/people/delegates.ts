import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { AppError, conflict, invalid, notFound, refused } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { maskPersonal } from '../../pure/text/index.ts'
import type { Delegation, MakeDelegation } from './contract.ts'
import { DelegationEnded, DelegationMade } from './contract.ts'
import { forgetPeople } from './house.ts'
import { requireStaff } from './queries.ts'
import { tables } from './tables.ts'

/** Who stands in for whom while they are away: a person, a delegate, a period. What lies with the absent person reaches the delegate. */

/** So many hands a task may go through when delegates are away themselves. */
const MOST_HANDS = 5

const mayFor = (ctx: Ctx, staffId: string) => ctx.actor.id === staffId || ctx.actor.can('staff.write') || (ctx.actor.vars['reports'] as readonly string[] | undefined)?.includes(staffId) === true

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('staff_delegate as d').innerJoin('staff as s', 's.id', 'd.staff_id').innerJoin('staff as t', 't.id', 'd.delegate_id')
  .selectAll('d').select(['s.name as staff_name', 't.name as delegate_name'])
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>
function shown(ctx: Ctx, row: Row): Delegation {
  const state = row.until_at <= ctx.now ? 'over' : row.from_at > ctx.now ? 'coming' : 'now'
  return {
    id: row.id, staff: { id: row.staff_id, name: row.staff_name }, delegate: { id: row.delegate_id, name: row.delegate_name }, fromAt: row.from_at, untilAt: row.until_at, reason: row.reason, state,
    may: state !== 'over' && mayFor(ctx, row.staff_id) ? ['end'] : [], version: row.version,
  }
}

/** The times somebody is stood in for, and in which they stand in for others; the latest first, at most 100. */
export async function listDelegations(ctx: Ctx, staffId: string): Promise<Delegation[]> {
  const rows = await rowsOf(ctx).where((eb) => eb.or([eb('d.staff_id', '=', staffId), eb('d.delegate_id', '=', staffId)])).orderBy('d.until_at', 'desc').orderBy('d.id').limit(100).execute()
  return rows.map((row) => shown(ctx, row))
}

/**
 * Names who stands in for a person: by themselves, their managers, or whoever changes staff.
 * @throws AppError forbidden `delegation.not-yours`, invalid `delegation.period`, refused `delegation.overlaps`, `delegation.oneself`, `staff.unknown`, `staff.has-left`
 */
export async function makeDelegation(ctx: Ctx, { staffId, delegateId, fromAt, untilAt, reason }: MakeDelegation): Promise<Delegation> {
  const [staff, delegate] = [await requireStaff(ctx, staffId), await requireStaff(ctx, delegateId, 'delegateId')]
  if (!mayFor(ctx, staffId)) throw new AppError('forbidden', 'delegation.not-yours')
  if (staffId === delegateId) throw refused('delegation.oneself', [{ path: 'delegateId', code: 'delegation.oneself' }])
  if (untilAt <= fromAt || untilAt <= ctx.now) throw invalid('untilAt', 'delegation.period')
  // Two periods of one person wait for each other, so that they can't overlap.
  await tables(ctx).selectFrom('staff').select('id').where('id', '=', staffId).forUpdate().execute()
  const other = await tables(ctx).selectFrom('staff_delegate').select('id').where('staff_id', '=', staffId).where('from_at', '<', untilAt).where('until_at', '>', fromAt).executeTakeFirst()
  if (other) throw refused('delegation.overlaps', [{ path: 'fromAt', code: 'delegation.overlaps' }])
  const row = { id: newId(), staff_id: staffId, delegate_id: delegateId, from_at: fromAt, until_at: untilAt, reason: reason ? maskPersonal(reason) : null, made_by: ctx.actor.id, made_at: ctx.now, version: 1 }
  tables.insert(ctx, 'staff_delegate', row)
  await ctx.emit(DelegationMade, row.id, { staffId, delegateId, fromAt: fromAt.toISOString(), untilAt: untilAt.toISOString() })
  forgetPeople(ctx)
  return shown(ctx, { ...row, staff_name: staff.name, delegate_name: delegate.name })
}

/** Ends it now; one that has not begun is as if it had never been. @throws AppError not-found, forbidden `delegation.not-yours`, conflict `delegation.over` */
export async function endDelegation(ctx: Ctx, id: string, version: number): Promise<Delegation> {
  const before = await rowsOf(ctx).where('d.id', '=', id).executeTakeFirst()
  if (!before) throw notFound('delegation')
  if (!mayFor(ctx, before.staff_id)) throw new AppError('forbidden', 'delegation.not-yours')
  if (before.until_at <= ctx.now) throw conflict('delegation.over', shown(ctx, before))
  const coming = before.from_at >= ctx.now
  const won = coming
    ? await tables(ctx).deleteFrom('staff_delegate').where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
    : await tables(ctx).updateTable('staff_delegate').set({ until_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', shown(ctx, before))
  await ctx.emit(DelegationEnded, id, { staffId: before.staff_id, delegateId: before.delegate_id })
  forgetPeople(ctx)
  return shown(ctx, { ...before, until_at: ctx.now, version: version + 1 })
}

/** Who of these is away now, each with whoever stands in: the delegate, or the delegate's own while they are away too. Leavers stand in for nobody. */
export async function standInsOf(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (!ids.length) return new Map()
  const { rows } = await sql<{ root: string; at: string }>`
    with recursive hands(root, at, depth) as (
      select id, id, 0 from unnest(${[...new Set(ids)]}::uuid[]) id
      union all select h.root, d.delegate_id, h.depth + 1 from hands h join staff_delegate d on d.staff_id = h.at and d.from_at <= ${ctx.now} and d.until_at > ${ctx.now} where h.depth < ${sql.lit(MOST_HANDS)}
    ) select distinct on (h.root) h.root, h.at from hands h join staff s on s.id = h.at and s.active where h.depth > 0 and h.at <> h.root order by h.root, h.depth desc`.execute(ctx.db)
  return new Map(rows.map(({ root, at }) => [root, at]))
}
