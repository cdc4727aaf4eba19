import type { Insertable, Updateable } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, notFound, refused } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import type { MakeTeam, Team } from '../contract.ts'
import { TeamChanged, TeamMade } from '../contract.ts'
import { forgetPeople } from '../house.ts'
import { requireCalendar } from '../hours.ts'
import { leadersOf } from '../rules.ts'
import type { PeopleTables } from '../tables.ts'
import { tables } from '../tables.ts'
import { readTeams } from '../units.ts'
import { requireUnits } from './require-units.ts'

type Members = readonly { id: string; leader?: boolean | undefined }[]
const hasLeader = (path: string) => refused('team.has-leader', [{ path, code: 'team.has-leader' }])

/** Puts rows of members down; a second leader is refused, also when two are named at once. */
async function putMembers(ctx: Ctx, rows: Insertable<PeopleTables['team_member']>[], path: string): Promise<void> {
  if (!rows.length) return
  const put = await tables(ctx).insertInto('team_member').values(rows).onConflict((c) => c.doNothing()).returning('team_id').execute()
  if (put.length < rows.length) throw hasLeader(path)
}

/** Puts somebody into exactly these teams. @throws AppError refused `team.has-leader`, `team.unknown` */
export async function joinTeams(ctx: Ctx, staffId: string, teams: readonly { id: string; leader?: boolean | undefined }[]): Promise<void> {
  const ids = [...new Set(teams.map((team) => team.id))]
  const known = ids.length ? await tables(ctx).selectFrom('team').select('id').where('id', 'in', ids).execute() : []
  if (known.length < ids.length) throw refused('team.unknown', [{ path: 'teams', code: 'team.unknown' }])
  await tables(ctx).deleteFrom('team_member').where('staff_id', '=', staffId).execute()
  const leads = new Set(leadersOf(teams).map((team) => team.id))
  await putMembers(ctx, ids.map((id) => ({ team_id: id, staff_id: staffId, leader: leads.has(id) })), 'teams')
}

async function setMembers(ctx: Ctx, teamId: string, members: Members): Promise<void> {
  if (leadersOf(members).length > 1) throw hasLeader('members')
  const ids = [...new Set(members.map((member) => member.id))]
  const known = ids.length ? await tables(ctx).selectFrom('staff').select('id').where('id', 'in', ids).where('active', '=', true).execute() : []
  if (known.length < ids.length) throw refused('staff.unknown', [{ path: 'members', code: 'staff.unknown' }])
  await tables(ctx).deleteFrom('team_member').where('team_id', '=', teamId).execute()
  const lead = leadersOf(members)[0]?.id
  await putMembers(ctx, ids.map((id) => ({ team_id: teamId, staff_id: id, leader: id === lead })), 'members')
}

/** @throws AppError refused `team.name-taken`, `team.has-leader`, `staff.unknown`, `staff.unknown-unit` */
export async function makeTeam(ctx: Ctx, input: MakeTeam): Promise<Team> {
  await requireUnits(ctx, input)
  await requireCalendar(ctx, input.calendar)
  const id = newId()
  const made = await tables(ctx).insertInto('team').values({ id, name: input.name, channel: input.channel ?? null, department_id: input.departmentId ?? null, line_id: input.lineId ?? null, calendar: input.calendar ?? null, version: 1 }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst()
  if (!made) throw nameTaken()
  await setMembers(ctx, id, input.members ?? [])
  await ctx.emit(TeamMade, id, { name: input.name, members: (input.members ?? []).map((member) => member.id), leaderId: leadersOf(input.members ?? [])[0]?.id ?? null })
  forgetPeople(ctx)
  return (await readTeams(ctx, [id]))[0] as Team
}
const nameTaken = () => refused('team.name-taken', [{ path: 'name', code: 'team.name-taken' }])

/** @throws AppError not-found, conflict `record.stale`, and what `makeTeam` refuses */
export async function changeTeam(ctx: Ctx, id: string, { version, members, ...fields }: { [K in keyof MakeTeam]?: MakeTeam[K] | undefined } & { version: number }): Promise<Team> {
  const [before] = await readTeams(ctx, [id])
  if (!before) throw notFound('team')
  await requireUnits(ctx, fields)
  await requireCalendar(ctx, fields.calendar)
  if (fields.name && fields.name !== before.name && await tables(ctx).selectFrom('team').select('id').where('name', '=', fields.name).executeTakeFirst()) throw nameTaken()
  const set: Updateable<PeopleTables['team']> = dropUndefined({ name: fields.name, channel: fields.channel, department_id: fields.departmentId, line_id: fields.lineId, calendar: fields.calendar })
  const won = await tables(ctx).updateTable('team').set({ ...set, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  if (members) await setMembers(ctx, id, members)
  const [after] = await readTeams(ctx, [id])
  if (!after) throw notFound('team')
  await ctx.emit(TeamChanged, id, { changed: differences(shown(before), shown(after)) })
  forgetPeople(ctx)
  return after
}
const shown = ({ name, channel, department, line, calendar, leader, members }: Team) => ({ name, channel, department, line, calendar, leader, members: members.map(({ id, name: of }) => ({ id, name: of })) })

/** The fields that differ, each with both values. */
export function differences<T extends Record<string, unknown>>(before: T, after: T): Record<string, { from?: never; to?: never }> {
  return Object.fromEntries(Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])).map((key) => [key, { from: before[key] as never, to: after[key] as never }]))
}
