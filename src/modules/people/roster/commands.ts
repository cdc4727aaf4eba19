import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { startOfDay } from '../../../kernel/days.ts'
import { AppError, conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { tables } from '../tables.ts'
import type { PlanShifts, Shift, ShiftKind } from './contract.ts'
import { RosterChanged } from './contract.ts'
import { mayPlan, shiftsById } from './queries.ts'
import type { Span } from './rules.ts'
import { dayAfter, daysBetween, minutesOf, overlaps } from './rules.ts'
import { shiftKinds } from './settings.ts'

/** When a kind of shift begins and ends on a day. */
function spanOn(zone: string, day: string, { from, to }: ShiftKind): Span {
  const at = (date: string, time: string) => {
    const guess = new Date(startOfDay(zone, date).getTime() + minutesOf(time) * 60_000)
    // On a day of another length the clock on the wall counts, not the minutes since midnight.
    const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(guess)
    return new Date(guess.getTime() + (minutesOf(time) - minutesOf(shown)) * 60_000)
  }
  return { fromAt: at(day, from), untilAt: at(minutesOf(to) > minutesOf(from) ? day : dayAfter(day, 1), to) }
}

interface Wish { staffId: string; day: string; kind: ShiftKind; span: Span }
/** What can be planned of the wishes, held against what stands and against each other; the rows of the people are held meanwhile. */
async function fitting(ctx: Ctx, wishes: readonly Wish[]): Promise<{ fits: Wish[]; clash: Wish[]; same: string[] }> {
  const ids = [...new Set(wishes.map((one) => one.staffId))].sort()
  // Whatever names these people meanwhile, a notice or a task, goes on.
  const { rows: here } = await sql<{ id: string }>`select id from staff where id = any(${ids}::uuid[]) and active order by id for no key update`.execute(ctx.db)
  if (here.length < ids.length) throw refused('staff.unknown', [{ path: 'shifts', code: 'staff.unknown' }])
  const days = wishes.map((one) => one.day).sort()
  const { rows: before } = await sql<{ id: string; staffId: string; day: string; kind: string; works: boolean; fromAt: Date; untilAt: Date }>`
    select id, staff_id as "staffId", day::text as day, kind, works, from_at as "fromAt", until_at as "untilAt" from shift
    where staff_id = any(${ids}::uuid[]) and day between ${dayAfter(days[0] as string, -1)}::date and ${dayAfter(days.at(-1) as string, 1)}::date`.execute(ctx.db)
  const found = { fits: [] as Wish[], clash: [] as Wish[], same: [] as string[] }
  for (const wish of wishes) {
    const stands = before.find((one) => one.staffId === wish.staffId && one.day === wish.day && one.kind === wish.kind.key)
    const again = found.fits.some((one) => one.staffId === wish.staffId && one.day === wish.day && one.kind.key === wish.kind.key)
    // Nobody works two shifts at once; a duty such as cleaning may lie within one.
    const busy = wish.kind.works && (before.some((one) => one.staffId === wish.staffId && one.works && overlaps(one, wish.span)) || found.fits.some((one) => one.staffId === wish.staffId && one.kind.works && overlaps(one.span, wish.span)))
    if (stands) found.same.push(stands.id)
    else if (again) continue
    else if (busy) found.clash.push(wish)
    else found.fits.push(wish)
  }
  return found
}

async function put(ctx: Ctx, wishes: readonly Wish[]): Promise<string[]> {
  const rows = wishes.map(({ staffId, day, kind, span }) => ({ id: newId(), staff_id: staffId, day, kind: kind.key, name: JSON.stringify({ zh: kind.zh, en: kind.en }), works: kind.works, from_at: span.fromAt, until_at: span.untilAt, made_by: ctx.actor.id, made_at: ctx.now, version: 1 }))
  if (rows.length) await tables(ctx).insertInto('shift').values(rows).execute()
  for (const [staffId, of] of Map.groupBy(wishes, (one) => one.staffId)) await ctx.emit(RosterChanged, staffId, { planned: of.map(({ day, kind }) => ({ day, kind: kind.key })), dropped: [] })
  return rows.map((row) => row.id)
}

/** Gives people shifts. @throws AppError refused `shift.not-yours`, invalid `shift.unknown-kind`, refused `staff.unknown`, `shift.overlaps` naming day and person */
export async function planShifts(ctx: Ctx, { shifts }: PlanShifts): Promise<Shift[]> {
  const zone = ctx.settings.get(companyZone)
  const kinds = new Map(ctx.settings.get(shiftKinds).map((kind) => [kind.key, kind]))
  if (!shifts.every((one) => mayPlan(ctx, one.staffId))) throw new AppError('refused', 'shift.not-yours')
  const wishes = shifts.map((one, n): Wish => {
    const kind = kinds.get(one.kind)
    if (!kind) throw invalid(`shifts.${n}.kind`, 'shift.unknown-kind', { kind: one.kind })
    return { staffId: one.staffId, day: one.day, kind, span: spanOn(zone, one.day, kind) }
  })
  const { fits, clash, same } = await fitting(ctx, wishes)
  if (clash.length) throw refused('shift.overlaps', clash.map((one) => ({ path: `shifts.${wishes.indexOf(one)}`, code: 'shift.overlaps', params: { day: one.day } })), { params: { day: clash[0]?.day ?? '' } })
  const made = await put(ctx, fits)
  if (!made.length) throw conflict('shift.stands-already', { items: await shiftsById(ctx, same) })
  return shiftsById(ctx, [...made, ...same])
}

/** The same for whoever plans by machine: what would overlap is left out. @returns how many shifts were given */
export async function planFor(ctx: Ctx, shifts: PlanShifts['shifts']): Promise<number> {
  const zone = ctx.settings.get(companyZone)
  const kinds = new Map(ctx.settings.get(shiftKinds).map((kind) => [kind.key, kind]))
  const wishes = shifts.flatMap((one): Wish[] => { const kind = kinds.get(one.kind); return kind ? [{ staffId: one.staffId, day: one.day, kind, span: spanOn(zone, one.day, kind) }] : [] })
  const { fits } = wishes.length ? await fitting(ctx, wishes) : { fits: [] }
  await put(ctx, fits)
  return fits.length
}

/** Copies the shifts of some days on; leavers' and overlapping ones are left out. Of somebody's people only those they may plan for. */
export async function copyShifts(ctx: Ctx, { from, to, days, teamId }: { from: string; to: string; days: number; teamId?: string | undefined }): Promise<{ copied: number; left: number }> {
  const move = daysBetween(from, to)
  if (move === 0) throw invalid('to', 'shift.same-days')
  const zone = ctx.settings.get(companyZone)
  const kinds = new Map(ctx.settings.get(shiftKinds).map((kind) => [kind.key, kind]))
  const { rows } = await sql<{ staffId: string; day: string; kind: string }>`
    select s.staff_id as "staffId", s.day::text as day, s.kind from shift s join staff p on p.id = s.staff_id and p.active
    where s.day between ${from}::date and ${dayAfter(from, days - 1)}::date ${teamId ? sql`and s.staff_id in (select staff_id from team_member where team_id = ${teamId})` : sql``} order by s.day, s.from_at limit 20000`.execute(ctx.db)
  const wishes = rows.flatMap((row): Wish[] => {
    const kind = kinds.get(row.kind)
    const day = dayAfter(row.day, move)
    return kind && mayPlan(ctx, row.staffId) ? [{ staffId: row.staffId, day, kind, span: spanOn(zone, day, kind) }] : []
  })
  if (!wishes.length) throw refused('shift.nothing-to-copy', [{ path: 'from', code: 'shift.nothing-to-copy' }])
  const { fits, clash } = await fitting(ctx, wishes)
  if (!fits.length) throw refused('shift.nothing-to-copy', [{ path: 'to', code: 'shift.nothing-to-copy' }])
  await put(ctx, fits)
  return { copied: fits.length, left: clash.length }
}

/** @throws AppError not-found `shift.not-found`, refused `shift.not-yours`, conflict `shift.over` */
export async function dropShift(ctx: Ctx, id: string): Promise<null> {
  const [before] = await shiftsById(ctx, [id])
  if (!before) throw notFound('shift')
  if (!mayPlan(ctx, before.staff.id)) throw new AppError('refused', 'shift.not-yours')
  if (before.untilAt <= ctx.now) throw conflict('shift.over', before)
  await tables(ctx).deleteFrom('shift').where('id', '=', id).execute()
  await ctx.emit(RosterChanged, before.staff.id, { planned: [], dropped: [{ day: before.day, kind: before.kind }] })
  return null
}
