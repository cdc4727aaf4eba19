import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import type { BusinessLine, Department, Team } from './contract.ts'
import { say } from '../../kernel/i18n/catalogue.ts'
import { tables } from './tables.ts'

/** Reads of departments, teams and lines: few, and always all of them. */

export async function readDepartments(ctx: Ctx, id?: string): Promise<Department[]> {
  const { rows } = await sql<Department>`
    select d.id, d.name, d.version, d.parent_id as "parentId", d.liaison_id as "liaisonId", (select jsonb_build_object('id', p.id, 'name', p.name) from department p where p.id = d.parent_id) as parent,
      (select jsonb_build_object('id', s.id, 'name', s.name) from staff s where s.id = d.liaison_id) as liaison,
      (select count(*)::int from staff s where s.department_id = d.id and s.active) as staff
    from department d ${id ? sql`where d.id = ${id}` : sql``} order by d.name limit 5000`.execute(ctx.db)
  return rows
}

export async function readTeams(ctx: Ctx, ids?: readonly string[]): Promise<Team[]> {
  const { rows } = await sql<Omit<Team, 'leader' | 'warnings'>>`
    select t.id, t.name, t.channel, t.version, t.department_id as "departmentId", t.line_id as "lineId", t.calendar, (select jsonb_build_object('id', d.id, 'name', d.name) from department d where d.id = t.department_id) as department,
      (select jsonb_build_object('id', l.id, 'name', l.name) from business_line l where l.id = t.line_id) as line,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'leader', m.leader) order by m.leader desc, s.name) from team_member m join staff s on s.id = m.staff_id where m.team_id = t.id), '[]') as members
    from team t ${ids ? sql`where t.id = any(${ids as string[]}::uuid[])` : sql``} order by t.name limit 5000`.execute(ctx.db)
  return rows.map((row) => {
    const leader = row.members.find((member) => member.leader)
    return { ...row, leader: leader ? { id: leader.id, name: leader.name } : null, warnings: leader ? [] : [{ code: 'team.no-leader', message: say(ctx.actor.locale, 'team.no-leader') }] }
  })
}

export const readLines = (ctx: Ctx): Promise<BusinessLine[]> => tables(ctx).selectFrom('business_line').selectAll().orderBy('name').limit(1_000).execute()

/** The team of this name, for whoever names teams by hand. */
export const teamNamed = (ctx: Ctx, name: string) => tables(ctx).selectFrom('team').select(['id', 'name']).where('name', '=', name).executeTakeFirst()

/** Who of a team works here now, its leader first. */
export async function teamMembers(ctx: Ctx, teamId: string): Promise<{ id: string; leader: boolean }[]> {
  return await tables(ctx).selectFrom('team_member as m').innerJoin('staff as s', 's.id', 'm.staff_id').select(['s.id', 'm.leader']).where('m.team_id', '=', teamId).where('s.active', '=', true).orderBy('m.leader', 'desc').orderBy('s.name').limit(500).execute()
}
