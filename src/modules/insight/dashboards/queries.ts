import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import type { Compiled } from '../../../kernel/definitions.ts'
import { notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { listMetrics, metricRecords } from '../../metrics/index.ts'
import type { Dashboard, DashboardQuery, DashboardSummary } from '../contract.ts'
import { wishedTiles, whereOf } from '../tiles.ts'
import { windowOf } from '../windows.ts'
import type { Board } from './definition.ts'
import { dashboardKind } from './definition.ts'

const today = (ctx: Ctx) => dayIn(ctx.settings.get(companyZone), ctx.now)
const rolesOf = (ctx: Ctx): readonly string[] => (ctx.actor.vars['roles'] as readonly string[] | undefined) ?? []

/** The boards somebody may open: those of their roles, or all; their own first. */
function boardsOf(ctx: Ctx): (Compiled<Board> & { mine: boolean })[] {
  const all = ctx.actor.kind === 'system' || ctx.actor.grants.some(({ permission, scope }) => permission === 'dashboard.read' && scope === 'all')
  const roles = rolesOf(ctx)
  const counted = new Set(listMetrics(ctx).items.map(({ key }) => key))
  return ctx.definitions.keys(dashboardKind, ctx.now).map((key) => ctx.definitions.current(dashboardKind, key, ctx.now))
    .map((one) => ({ ...one, mine: one.is.roles.some((role) => roles.includes(role)) }))
    // A board of which one may see no figure is none.
    .filter(({ mine, is }) => is.place === 'page' && (mine || all) && is.tiles.some(({ metric }) => counted.has(metric)))
    .sort((a, b) => Number(b.mine) - Number(a.mine) || a.is.order - b.is.order || a.key.localeCompare(b.key))
}
export const listDashboards = (ctx: Ctx): { items: DashboardSummary[] } =>
  ({ items: boardsOf(ctx).map(({ key, is, mine }) => ({ key, name: is.name, about: is.about, window: is.window, mine, tiles: is.tiles.length })) })

/** @throws AppError 404 dashboard.not-found, also where it is not theirs to open */
function findBoard(ctx: Ctx, key: string): Compiled<Board> {
  const found = boardsOf(ctx).find((one) => one.key === key)
  if (!found) throw notFound('dashboard')
  return found
}

export async function getDashboard(ctx: Ctx, key: string, query: DashboardQuery): Promise<Dashboard> {
  const { is, version } = findBoard(ctx, key)
  const days = daysAsked(ctx, is, query)
  const against = query.against ?? is.against
  return { key, name: is.name, about: is.about, definitionVersion: version, ...days, against, at: ctx.now, tiles: await wishedTiles(ctx, is.tiles, { ...days, against, filters: query }) }
}

/** The records of one tile, in the window and with the filters it was shown in. */
export async function recordsOfTile(ctx: Ctx, key: string, tile: string, query: Omit<DashboardQuery, 'against'> & { limit: number; cursor?: string | undefined }) {
  const { is } = findBoard(ctx, key)
  const found = is.tiles.find((one) => one.key === tile)
  if (!found) throw notFound('dashboard')
  const { limit, cursor } = query
  return metricRecords(ctx, found.metric, { ...daysAsked(ctx, is, query), where: whereOf(found, listMetrics(ctx).items.find(({ key: of }) => of === found.metric), query).where, limit, cursor })
}

function daysAsked(ctx: Ctx, { window }: Board, { from, to }: Pick<DashboardQuery, 'from' | 'to'>) {
  const own = windowOf(window, today(ctx))
  return { from: from ?? own.from, to: to ?? own.to }
}
