import type { Ctx } from '../../kernel/context.ts'
import { dayIn } from '../../kernel/days.ts'
import { notFound } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { connectedStaff } from '../../kernel/live.ts'
import { standingOf } from '../cases/index.ts'
import type { Standing } from '../cases/index.ts'
import { membersOf } from '../people/index.ts'
import type { Wall } from './contract.ts'
import { dashboardKind } from './dashboards/definition.ts'
import { silentHours, soonMinutes } from './settings.ts'
import { tables } from './tables.ts'
import { wishedTiles } from './tiles.ts'

/** The definition whose tiles are the day's figures on the wall. */
const BOARD = 'wallboard'
const NOBODY: Standing = { part: null, open: 0, waiting: 0, waitingSince: null, overdue: 0, overdueSince: null, dueSoon: 0, dueSoonSince: null, silent: 0, silentSince: null, unaccepted: 0, unacceptedSince: null }

/** What goes on now, of the whole house or of one team; nothing in it names a customer. @throws AppError 404 team.not-found */
export async function wallNow(ctx: Ctx, { teamId }: { teamId?: string | undefined }): Promise<Wall> {
  const asked = { teamId, soonMinutes: ctx.settings.get(soonMinutes), silentHours: ctx.settings.get(silentHours) }
  const day = dayIn(ctx.settings.get(companyZone), ctx.now)
  const board = ctx.definitions.keys(dashboardKind, ctx.now).includes(BOARD) ? ctx.definitions.current(dashboardKind, BOARD, ctx.now).is : null
  const [known, all, byChannel, byTeam, today] = await Promise.all([
    tables(ctx).selectFrom('team_ref').selectAll().orderBy('name').execute(), standingOf(ctx, 'all', asked), standingOf(ctx, 'channel', asked), standingOf(ctx, 'team', asked),
    board ? wishedTiles(ctx, board.tiles, { from: day, to: day, against: 'previous', filters: teamId ? { teamId } : {} }) : [],
  ])
  const team = teamId ? known.find(({ id }) => id === teamId) : undefined
  if (teamId && !team) throw notFound('team')
  const here = new Set(connectedStaff())
  const members = new Map(await Promise.all((team ? [team] : known).map(async ({ id }) => [id, await membersOf(ctx, id)] as const)))
  const peopleOf = (id: string) => (members.get(id) ?? []).filter((person) => here.has(person)).length
  const now = all[0] ?? NOBODY
  return {
    at: ctx.now, team: team ? { id: team.id, name: team.name } : null,
    now: [
      { key: 'waiting', n: now.waiting, since: now.waitingSince }, { key: 'overdue', n: now.overdue, since: now.overdueSince }, { key: 'due-soon', n: now.dueSoon, since: now.dueSoonSince },
      { key: 'silent', n: now.silent, since: now.silentSince }, { key: 'unaccepted', n: now.unaccepted, since: now.unacceptedSince }, { key: 'open', n: now.open, since: null },
    ],
    queues: byChannel.map((one) => ({ channel: one.part ?? '', waiting: one.waiting, open: one.open, overdue: one.overdue, since: one.waitingSince })),
    teams: (team ? [team] : known).map(({ id, name }) => {
      const of = byTeam.find(({ part }) => part === id) ?? NOBODY
      return { id, name, waiting: of.waiting, open: of.open, overdue: of.overdue, people: peopleOf(id) }
    }),
    connected: teamId ? peopleOf(teamId) : here.size,
    today,
  }
}
