import type { Ctx } from '../../kernel/context.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { dropUndefined } from '../../kernel/frame.ts'
import { newId, randomText } from '../../kernel/id.ts'
import { namesOf, requireStaff, requireTeam } from '../people/index.ts'
import type { AddPlace, ChangePlace, Place } from './contract.ts'
import { PlaceAdded, PlaceChanged } from './contract.ts'
import type { PlaceRow } from './tables.ts'
import { tables } from './tables.ts'

const CODE_LENGTH = 16
const newCode = (): string => { let code = ''; while (code.length < CODE_LENGTH) code += randomText(12).toLowerCase().replaceAll(/[^a-z0-9]/g, ''); return code.slice(0, CODE_LENGTH) }

/** Every place with its code, by name. */
export async function listPlaces(ctx: Ctx): Promise<Place[]> {
  return shown(ctx, await tables(ctx).selectFrom('sos_place').selectAll().orderBy('name').orderBy('id').limit(500).execute())
}
async function shown(ctx: Ctx, rows: readonly PlaceRow[]): Promise<Place[]> {
  const teamIds = rows.flatMap(({ team_id }) => team_id ?? [])
  const [names, teams] = await Promise.all([namesOf(ctx, [...new Set(rows.flatMap(({ tree }) => tree.flatMap(({ staffIds }) => staffIds)))]), teamIds.length ? tables(ctx).selectFrom('team_ref').selectAll().where('id', 'in', teamIds).execute() : []])
  return rows.map((row) => ({
    id: row.id, name: row.name, location: row.location, code: row.code, path: `/portal/sos/${row.code}`, team: teams.find(({ id }) => id === row.team_id) ?? null, tree: row.tree.map(({ staffIds }) => ({ staff: staffIds.map((id) => ({ id, name: names.get(id) ?? '' })) })), active: row.active,
    may: ctx.actor.can('sos.place') ? ['change'] : [], version: row.version,
  }))
}
async function check(ctx: Ctx, { teamId, tree }: { teamId?: string | null | undefined; tree?: readonly { staffIds: readonly string[] }[] | undefined }): Promise<void> {
  if (teamId) await requireTeam(ctx, teamId, 'teamId')
  for (const [at, { staffIds }] of (tree ?? []).entries()) for (const id of staffIds) await requireStaff(ctx, id, `tree.${at}.staffIds`)
}

/** Sets up a place. */
export async function addPlace(ctx: Ctx, { name, location, teamId, tree, active }: AddPlace): Promise<Place> {
  await check(ctx, { teamId, tree })
  const row = await tables(ctx).insertInto('sos_place').values({ id: newId(), name, location, code: newCode(), team_id: teamId, tree: JSON.stringify(tree) as never, active, made_at: ctx.now, changed_at: ctx.now, version: 1 }).returningAll().executeTakeFirstOrThrow()
  await ctx.emit(PlaceAdded, row.id, { teamId })
  return (await shown(ctx, [row]))[0] as Place
}
/** @throws AppError not-found `sos-place.not-found`; conflict `record.stale` */
export async function changePlace(ctx: Ctx, id: string, { version, newCode: wantsCode, teamId, tree, ...texts }: ChangePlace): Promise<Place> {
  await check(ctx, { teamId, tree })
  const before = await tables(ctx).selectFrom('sos_place').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw notFound('sos-place')
  const set = dropUndefined({ ...texts, team_id: teamId, tree: tree === undefined ? undefined : JSON.stringify(tree) as never, code: wantsCode ? newCode() : undefined })
  const row = await tables(ctx).updateTable('sos_place').set({ ...set, changed_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).returningAll().executeTakeFirst()
  if (!row) throw conflict('record.stale', (await shown(ctx, [before]))[0])
  await ctx.emit(PlaceChanged, id, { parts: Object.keys(set), newCode: Boolean(wantsCode) })
  return (await shown(ctx, [row]))[0] as Place
}
