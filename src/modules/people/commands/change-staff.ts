import { sql } from 'kysely'
import type { Updateable } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import type { ChangeStaff, Profile, Staff } from '../contract.ts'
import { StaffChanged } from '../contract.ts'
import { forgetPeople } from '../house.ts'
import { getStaff, readPassport } from '../queries.ts'
import { makesCycle, tierOf } from '../rules.ts'
import { positions } from '../settings.ts'
import type { PeopleTables } from '../tables.ts'
import { tables } from '../tables.ts'
import { requireFreeNumber } from './require-free-number.ts'
import { requireUnits } from './require-units.ts'
import { differences, joinTeams } from './teams.ts'

/** Changes of one tree wait for each other: two harmless ones together could make a ring. */
export const holdTree = (ctx: Ctx) => sql`select pg_advisory_xact_lock(7200102)`.execute(ctx.db)

async function refuseRing(ctx: Ctx, id: string, managerId: string): Promise<void> {
  await holdTree(ctx)
  const { rows } = await sql<{ id: string; up: string | null }>`
    with recursive above(id, up) as (select id, manager_id from staff where id = ${managerId} union select s.id, s.manager_id from staff s join above a on s.id = a.up) select id, up from above`.execute(ctx.db)
  if (id === managerId || makesCycle(id, managerId, new Map(rows.map((row) => [row.id, row.up])))) throw refused('staff.manager-ring', [{ path: 'managerId', code: 'staff.manager-ring' }])
}

/**
 * Changes a person's attributes; `teams` replaces them all.
 * @throws AppError not-found, conflict `record.stale`, forbidden (e-mail without account.write), refused `staff.manager-ring`, `staff.has-left`, `staff.e-mail-taken`, `staff.unknown-unit`, `team.has-leader`
 */
export async function changeStaff(ctx: Ctx, id: string, { version, teams, ...fields }: ChangeStaff): Promise<Staff> {
  const before = await getStaff(ctx, id)
  if (!before.active) throw refused('staff.has-left')
  const email = fields.email === before.email ? undefined : fields.email
  // Who can give somebody another e-mail can come in as them at the identity provider.
  if (email !== undefined && !ctx.actor.can('account.write')) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: 'account.write' } })
  if (version !== before.version) throw conflict('record.stale', before)
  await requireUnits(ctx, fields, fields.position === before.position ? undefined : ctx.settings.get(positions))
  if (fields.managerId) await refuseRing(ctx, id, fields.managerId)
  if (email !== undefined && await tables(ctx).selectFrom('staff').select('id').where((eb) => eb(eb.fn('lower', ['email']), '=', email)).where('active', '=', true).executeTakeFirst()) throw refused('staff.e-mail-taken', [{ path: 'email', code: 'staff.e-mail-taken' }])

  if (fields.workNumber && fields.workNumber !== before.workNumber) await requireFreeNumber(ctx, fields.workNumber, id)

  const known = ctx.settings.get(positions)
  // A new position brings its tier, unless another was set by hand.
  const follows = fields.tier === undefined && fields.position !== undefined && before.tier === tierOf(before.position, known)
  const set: Updateable<PeopleTables['staff']> = dropUndefined({
    name: fields.name, email, phone: fields.phone, locale: fields.locale, tier: follows ? tierOf(fields.position, known) : fields.tier, position: fields.position, work_number: fields.workNumber, grade: fields.grade,
    department_id: fields.departmentId, line_id: fields.lineId, manager_id: fields.managerId,
  })
  const won = await tables(ctx).updateTable('staff').set({ ...set, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getStaff(ctx, id))
  if (teams) await joinTeams(ctx, id, teams)
  if (email !== undefined || fields.name !== undefined) await sql`select auth_rename(${id}, ${fields.name ?? before.name}, ${email ?? before.email})`.execute(ctx.db)
  const after = await getStaff(ctx, id)
  await ctx.emit(StaffChanged, id, { changed: { ...differences(shown(before), shown(after)), ...hidden(before, after) } })
  forgetPeople(ctx)
  return after
}

/** One's own language and telephone. @throws AppError conflict `record.stale` */
export async function changeMe(ctx: Ctx, { version, ...fields }: { version: number; locale?: Profile['locale'] | undefined; phone?: string | null | undefined }): Promise<Profile> {
  const id = ctx.actor.id as string
  const before = await readPassport(ctx, id)
  const won = await tables(ctx).updateTable('staff').set({ ...dropUndefined(fields), version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  const after = await readPassport(ctx, id)
  await ctx.emit(StaffChanged, id, { changed: { ...differences({ locale: before.locale }, { locale: after.locale }), ...hidden(before, after) } })
  forgetPeople(ctx)
  return after
}

const shown = ({ name, locale, tier, position, workNumber, grade, department, line, manager, teams }: Staff) => ({ name, locale, tier, position, workNumber, grade, department, line, manager, teams })
/** That an e-mail or telephone changed is history; what it was is nobody's business for ever. */
const hidden = (before: { email: string; phone: string | null }, after: { email: string; phone: string | null }) =>
  ({ ...(before.email === after.email ? {} : { email: {} }), ...(before.phone === after.phone ? {} : { phone: {} }) })
