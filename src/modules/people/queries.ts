import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Condition } from '../../pure/conditions/index.ts'
import type { Actor, Ctx } from '../../kernel/context.ts'
import { notFound, refused } from '../../kernel/errors.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import type { ChartPerson, Profile, Role, Staff, StaffQuery, StaffRef } from './contract.ts'
import { roleKind } from './definitions/roles.ts'
import { rolesGranting } from './holders.ts'
import { passwordLength, positions } from './settings.ts'
import { tables } from './tables.ts'

/** Staff see each other: names and units are the company's own. */
export const staffResource = {
  name: 'staff', read: 'staff.read' as const,
  fields: { active: { type: 'boolean' as const }, departmentId: { type: 'id' as const }, managerId: { type: 'id' as const }, tier: { type: 'choice' as const }, position: { type: 'text' as const }, grade: { type: 'choice' as const } },
  legs: {},
  load: async (ctx: Ctx, ids: readonly string[]) => tables(ctx).selectFrom('staff').select(['id', 'version']).where('id', 'in', ids).execute(),
}

type Row = Omit<Staff, 'may'>
const ref = (table: string, id: string) => sql.raw(`(select jsonb_build_object('id', r.id, 'name', r.name) from ${table} r where r.id = ${id})`)

/** Whole records by id, in the order asked for. */
export async function readStaff(ctx: Ctx, ids: readonly string[]): Promise<Staff[]> {
  if (!ids.length) return []
  const { rows } = await sql<Row>`
    select s.id, s.name, s.email, s.phone, s.locale, s.tier, s.position, s.work_number as "workNumber", s.grade, s.active, s.joined_at as "joinedAt", s.left_at as "leftAt",
      s.department_id as "departmentId", s.line_id as "lineId", s.manager_id as "managerId", s.two_factor as "twoFactor", s.must_change_password as "mustChangePassword", s.version,
      ${ref('department', 's.department_id')} as department, ${ref('business_line', 's.line_id')} as line, ${ref('staff', 's.manager_id')} as manager,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'leader', m.leader) order by t.name) from team_member m join team t on t.id = m.team_id where m.staff_id = s.id), '[]') as teams,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'key', a.role_key, 'line', ${ref('business_line', 'a.line_id')}) order by a.id) from role_assignment a where a.staff_id = s.id), '[]') as roles
    from staff s where s.id = any(${ids as string[]}::uuid[])`.execute(ctx.db)
  return inOrder(ids, rows.map((row) => ({ ...row, may: mayOf(ctx.actor, row) })))
}

function mayOf(actor: Actor, row: Row): Staff['may'] {
  if (!row.active) return actor.can('staff.write') ? ['take-back'] : []
  return [
    ...(actor.can('staff.write') ? ['change', 'leave'] as const : []), ...(actor.can('role.assign') ? ['assign-role'] as const : []),
    ...(actor.can('account.write') ? ['reset-password', ...(row.twoFactor ? ['reset-second-factor'] as const : [])] as const : []),
  ]
}

/** @throws AppError not-found `staff.not-found` */
export async function getStaff(ctx: Ctx, id: string): Promise<Staff> {
  const [found] = await readStaff(ctx, [id])
  if (!found) throw notFound('staff')
  return found
}

export async function listStaff(ctx: Ctx, query: z.output<typeof StaffQuery>) {
  const { q, role, teamId, active, permission, limit, cursor, sort, ...same } = query
  const filter: Condition = { all: [
    ...(active !== 'all' ? [{ field: 'active', is: 'equal' as const, value: active === 'true' }] : []),
    ...Object.entries(same).flatMap(([field, value]) => value === undefined ? [] : [{ field, is: 'equal' as const, value }]),
  ] }
  const narrow: RawBuilder<boolean>[] = [
    ...(q ? [sql<boolean>`(t.name ilike ${like(q)} or t.email ilike ${like(q)} or t.phone like ${like(q)})`] : []),
    ...(role ? [sql<boolean>`exists (select from role_assignment a where a.staff_id = t.id and a.role_key = ${role})`] : []),
    ...(permission ? [sql<boolean>`exists (select from role_assignment a where a.staff_id = t.id and a.role_key = any(${rolesGranting(ctx, permission)}))`] : []),
    ...(teamId ? [sql<boolean>`exists (select from team_member m where m.staff_id = t.id and m.team_id = ${teamId})`] : []),
  ]
  const sorts = { name: { column: 'name', type: 'text' as const }, joinedAt: { column: 'joined_at', type: 'timestamptz' as const }, id: { column: 'id', type: 'uuid' as const } }
  const page = await listIds(ctx, { table: 'staff', resource: staffResource, permission: 'staff.read', sorts, sort: 'name' }, { limit, cursor, sort }, filter, narrow)
  return { items: await readStaff(ctx, page.ids), nextCursor: page.nextCursor }
}
const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** People by id, leavers included. Ids that are nobody's are left out. */
async function staffRefs(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, StaffRef>> {
  if (!ids.length) return new Map()
  const { rows } = await sql<StaffRef>`select id, name, active from staff_ref where id = any(${[...new Set(ids)]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row]))
}
/** Names by id, leavers included: for histories, lists and notices. */
export const namesOf = async (ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map([...await staffRefs(ctx, ids)].map(([id, { name }]) => [id, name]))
/** Where those who work here read their mail, and in which language; leavers are left out. */
export async function mailAddressesOf(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, { name: string; email: string; locale: Actor['locale'] }>> {
  if (!ids.length) return new Map()
  const rows = await tables(ctx).selectFrom('staff').select(['id', 'name', 'email', 'locale']).where('id', 'in', [...new Set(ids)]).where('active', '=', true).execute()
  return new Map(rows.map(({ id, ...of }) => [id, of]))
}
/** The number by which somebody is known to customers; null for whoever has none. */
export const workNumberOf = async (ctx: Ctx, id: string): Promise<string | null> => (await tables(ctx).selectFrom('staff').select('work_number').where('id', '=', id).executeTakeFirst())?.work_number ?? null

/** What people's positions are called, for whoever may not know their names; nobody stands in it who has none. */
export async function positionsOf(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, { zh: string; en: string }>> {
  if (!ids.length) return new Map()
  const words = new Map(ctx.settings.get(positions).map(({ key, zh, en }) => [key, { zh, en }]))
  const rows = await tables(ctx).selectFrom('staff').select(['id', 'position']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.flatMap(({ id, position }) => { const named = words.get(position ?? ''); return named ? [[id, named] as const] : [] }))
}

/**
 * The person, for commands that hand something to somebody.
 * @param field the field of the request that names them, for the refusal's path
 * @throws AppError refused `staff.unknown` or `staff.has-left`
 */
export async function requireStaff(ctx: Ctx, id: string, field = 'staffId'): Promise<StaffRef> {
  const found = await tables(ctx).selectFrom('staff').select(['id', 'name', 'active']).where('id', '=', id).executeTakeFirst()
  const code = !found ? 'staff.unknown' : found.active ? undefined : 'staff.has-left'
  if (!found || code) throw refused(code ?? 'staff.unknown', [{ path: field, code: code ?? 'staff.unknown' }])
  return found
}

/** What a role is called now; its key where it is no role any more. */
export function roleName(ctx: Ctx, key: string): { zh: string; en: string } {
  return ctx.definitions.keys(roleKind, ctx.now).includes(key) ? ctx.definitions.current(roleKind, key, ctx.now).is.name : { zh: key, en: key }
}

/** @throws AppError refused `role.unknown` */
export function requireRole(ctx: Ctx, key: string, field = 'roleKey'): void {
  if (!ctx.definitions.keys(roleKind, ctx.now).includes(key)) throw refused('role.unknown', [{ path: field, code: 'role.unknown', params: { role: key } }], { params: { role: key } })
}

/** @throws AppError refused `team.unknown` */
export async function requireTeam(ctx: Ctx, id: string, field = 'teamId'): Promise<void> {
  if (!await tables(ctx).selectFrom('team').select('id').where('id', '=', id).executeTakeFirst()) throw refused('team.unknown', [{ path: field, code: 'team.unknown' }])
}

export async function listRoles(ctx: Ctx): Promise<Role[]> {
  const { rows } = await sql<{ key: string; n: number }>`select a.role_key as key, count(distinct s.id)::int as n from role_assignment a join staff s on s.id = a.staff_id and s.active group by a.role_key`.execute(ctx.db)
  const holders = new Map(rows.map((row) => [row.key, row.n]))
  return ctx.definitions.keys(roleKind, ctx.now).map((key) => {
    const { id, origin, is } = ctx.definitions.current(roleKind, key, ctx.now)
    return { key, name: is.name, tier: is.tier ?? null, about: is.about ?? null, definitionId: id, origin, grants: is.grants, holders: holders.get(key) ?? 0 }
  })
}

/** Everybody here with the manager above them, as the chart is drawn; at most 5,000. */
export async function staffChart(ctx: Ctx): Promise<ChartPerson[]> {
  const { rows } = await sql<ChartPerson>`
    select s.id, s.name, s.position, s.tier, s.grade, s.version, up.id as "managerId", l.name as line,
      coalesce((select jsonb_agg(jsonb_build_object('name', t.name, 'leader', m.leader) order by m.leader desc, t.name) from team_member m join team t on t.id = m.team_id where m.staff_id = s.id), '[]') as teams
    from staff s left join staff up on up.id = s.manager_id and up.active left join business_line l on l.id = s.line_id where s.active order by s.name, s.id limit 5000`.execute(ctx.db)
  return rows
}

/** What a person needs to prove and to see of their own account. */
export async function readPassport(ctx: Ctx, id: string): Promise<Profile> {
  const row = await tables(ctx).selectFrom('staff').selectAll().where('id', '=', id).where('active', '=', true).executeTakeFirst()
  if (!row) throw notFound('staff')
  return { id: row.id, name: row.name, email: row.email, phone: row.phone, locale: row.locale, twoFactor: row.two_factor, mustChangePassword: row.must_change_password, passwordLength: ctx.settings.get(passwordLength), version: row.version }
}
