import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import type { AddStaff, Staff, Tier } from '../contract.ts'
import { StaffAdded, Tier as TierWord } from '../contract.ts'
import { roleKind } from '../definitions/roles.ts'
import { getStaff } from '../queries.ts'
import { tierOf } from '../rules.ts'
import { positions } from '../settings.ts'
import { tables } from '../tables.ts'
import { assignRole } from './assign-role.ts'
import { requireFreeNumber } from './require-free-number.ts'
import { requireUnits } from './require-units.ts'
import { hashPassword, refuseWeak, temporaryPassword } from './passwords.ts'
import { joinTeams } from './teams.ts'

/**
 * Takes somebody on. Without a password a temporary one is made, which must be changed at the first sign-in.
 * @throws AppError refused `password.weak`, `staff.e-mail-taken`, `staff.unknown-unit`, `team.has-leader`; forbidden when roles are given without `role.assign`
 */
export async function addStaff(ctx: Ctx, input: Omit<AddStaff, 'email'> & { email: string }): Promise<Staff & { temporaryPassword: string | null }> {
  const email = input.email.trim().toLowerCase()
  if (input.roles?.length && !ctx.actor.can('role.assign')) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: 'role.assign' } })
  if (input.password !== undefined) refuseWeak(ctx, input.password, { email, name: input.name })
  await requireUnits(ctx, input, ctx.settings.get(positions))
  if (input.workNumber) await requireFreeNumber(ctx, input.workNumber)
  const made = input.password === undefined ? temporaryPassword() : null
  const tier = input.tier === undefined ? tierOf(input.position, ctx.settings.get(positions)) ?? tierOfRoles(ctx, input.roles ?? []) : input.tier
  const hash = await hashPassword(input.password ?? made as string)

  const id = newId()
  const added = await tables(ctx).insertInto('staff').values({
    id, name: input.name, email, phone: input.phone ?? null, locale: input.locale ?? 'zh-CN', tier, position: input.position ?? null, work_number: input.workNumber ?? null, grade: input.grade ?? null,
    department_id: input.departmentId ?? null, line_id: input.lineId ?? null, manager_id: input.managerId ?? null, active: true,
    must_change_password: made !== null, two_factor: false, joined_at: ctx.now, left_at: null, version: 1,
  }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst()
  if (!added) throw refused('staff.e-mail-taken', [{ path: 'email', code: 'staff.e-mail-taken' }])
  await sql`select auth_open(${id}, ${input.name}, ${email}, ${hash}, ${ctx.now})`.execute(ctx.db)
  await joinTeams(ctx, id, input.teams ?? [])
  await ctx.emit(StaffAdded, id, {
    name: input.name, tier, position: input.position ?? null, grade: input.grade ?? null,
    departmentId: input.departmentId ?? null, managerId: input.managerId ?? null, teamIds: (input.teams ?? []).map((team) => team.id),
  })
  for (const role of input.roles ?? []) await assignRole(ctx, id, role)
  return { ...await getStaff(ctx, id), temporaryPassword: made }
}

/** The highest tier among the roles somebody begins with. */
function tierOfRoles(ctx: Ctx, roles: readonly { key: string }[]): Tier | null {
  const known = new Set(ctx.definitions.keys(roleKind, ctx.now))
  const tiers = new Set(roles.flatMap(({ key }) => known.has(key) ? ctx.definitions.current(roleKind, key, ctx.now).is.tier ?? [] : []))
  return TierWord.options.find((tier) => tiers.has(tier)) ?? null
}

/** A first or further administrator; also the service manager, since an administrator alone sees no customer content, unless `onlyAdmin`. */
export const addAdministrator = (ctx: Ctx, { email, password, name, onlyAdmin = false }: { email: string; password: string; name: string; onlyAdmin?: boolean }) =>
  addStaff(ctx, { email, password, name, roles: [{ key: 'system_admin' }, ...(onlyAdmin ? [] : [{ key: 'cs_manager' }])] })
