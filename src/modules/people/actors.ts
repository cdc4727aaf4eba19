import { sql } from 'kysely'
import type { Actor, Ctx, Grant } from '../../kernel/context.ts'
import { roleKind } from './definitions/roles.ts'

/** Somebody's reports in the variables of an actor; a longer list is cut, for it goes into every statement. */
const MOST_REPORTS = 2_000

interface Found {
  id: string; name: string; locale: Actor['locale']; must_change_password: boolean; line_id: string | null
  roles: { key: string; line: string | null }[]; teams: string[]; led: string[]; departments: string[]; line_teams: { id: string; line_id: string }[]; line_people: { id: string; line_id: string }[]; reports: string[]; members: string[]; stands_for: string[]
}

/** A member of staff as they are now: the union of what their roles grant, and the variables of their scopes. Undefined when they are not (any more) here. */
export async function readActor(ctx: Ctx, id: string): Promise<Actor | undefined> {
  const { rows: [found] } = await sql<Found>`
    with recursive under(id, depth) as (
      select department_id, 0 from staff where id = ${id} and department_id is not null
      union select d.id, u.depth + 1 from department d join under u on d.parent_id = u.id where u.depth < 20
    ), below(id, depth) as (
      select id, 1 from staff where manager_id = ${id} and active
      union select s.id, b.depth + 1 from staff s join below b on s.manager_id = b.id where s.active and b.depth < 30
    )
    select s.id, s.name, s.locale, s.must_change_password, s.line_id,
      coalesce((select jsonb_agg(jsonb_build_object('key', role_key, 'line', line_id)) from role_assignment where staff_id = s.id), '[]') as roles,
      array(select team_id from team_member where staff_id = s.id) as teams,
      array(select team_id from team_member where staff_id = s.id and leader) as led,
      array(select distinct id from under) as departments,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'line_id', t.line_id)) from team t where t.line_id = s.line_id or t.line_id in (select line_id from role_assignment where staff_id = s.id)), '[]') as line_teams,
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'line_id', p.line_id)) from (select o.id, o.line_id from staff o where o.line_id in (select s.line_id union select line_id from role_assignment where staff_id = s.id)
        union select m.staff_id, t.line_id from team t join team_member m on m.team_id = t.id where t.line_id in (select s.line_id union select line_id from role_assignment where staff_id = s.id) limit ${sql.lit(MOST_REPORTS)}) p), '[]') as line_people,
      array(select distinct id from below limit ${sql.lit(MOST_REPORTS)}) as reports,
      array(select distinct o.staff_id from team_member m join team_member o on o.team_id = m.team_id where m.staff_id = s.id and m.leader limit ${sql.lit(MOST_REPORTS)}) as members,
      array(select distinct d.staff_id from staff_delegate d where d.delegate_id = s.id and d.from_at <= ${ctx.now} and d.until_at > ${ctx.now}) as stands_for
    from staff s where s.id = ${id} and s.active`.execute(ctx.db)
  if (!found) return undefined
  // A temporary password opens nothing but the door to one's own.
  const grants = found.must_change_password ? [] : grantsOf(ctx, found.roles)
  const lines = [...new Set([found.line_id, ...found.roles.map((role) => role.line)].filter((line) => line !== null))]
  const onLine = (of: Found['line_teams'], line: string) => of.flatMap((one) => one.line_id === line ? one.id : [])
  return actorWith({
    kind: 'staff', id: found.id, name: found.name, locale: found.locale,
    vars: { me: found.id, teams: found.teams, ledTeams: found.led, departments: found.departments, lines, lineTeams: found.line_teams.map((team) => team.id), linePeople: found.line_people.map((one) => one.id),
      ...Object.fromEntries(lines.flatMap((line) => [[`lineTeams:${line}`, onLine(found.line_teams, line)], [`linePeople:${line}`, onLine(found.line_people, line)]])), reports: found.reports, members: found.members, standsFor: found.stands_for, roles: [...new Set(found.roles.map((role) => role.key))] },
  }, grants)
}

/** The union of the grants of these roles, as their definitions stand now. What a role gives on a business line reaches no further where records have one. */
export function grantsOf(ctx: Pick<Ctx, 'definitions' | 'now'>, held: readonly { key: string; line: string | null }[]): Grant[] {
  const known = new Set(ctx.definitions.keys(roleKind, ctx.now))
  const union = new Map<string, Grant>()
  for (const { key, line } of held) {
    if (!known.has(key)) continue
    for (const { permission, scope } of ctx.definitions.current(roleKind, key, ctx.now).is.grants) {
      union.set(`${permission} ${scope} ${line ?? ''}`, { permission, scope, ...(line ? { line } : {}) })
    }
  }
  return [...union.values()]
}

/** The same person narrowed to what a token's scope names; `null` narrows nothing. */
export function narrowed(actor: Actor, scope: readonly string[] | null, token: string): Actor {
  const grants = scope === null ? actor.grants : actor.grants.filter((grant) => scope.includes(grant.permission))
  return { ...actorWith(actor, grants), token }
}

/** What somebody works with who still owes something: their own, and what no customer stands in. */
const WITHOUT_CUSTOMERS: ReadonlySet<string> = new Set(['account', 'definition', 'document', 'notification', 'register', 'role', 'roster', 'setting', 'staff', 'system', 'team'])
/** The same person without anything that shows customers. */
export const heldBack = (actor: Actor): Actor => ({ ...actorWith(actor, actor.grants.filter(({ permission }) => WITHOUT_CUSTOMERS.has(permission.slice(0, permission.indexOf('.'))))), heldBack: 'auth.agreement-first' })

function actorWith(who: Omit<Actor, 'grants' | 'can'>, grants: readonly Grant[]): Actor {
  const permissions = new Set<string>(grants.map((grant) => grant.permission))
  return { ...who, grants, can: (permission) => permissions.has(permission) }
}
