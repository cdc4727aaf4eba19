import { sql } from 'kysely'
import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { dayIn } from '../../kernel/days.ts'
import { definitionTables, inForceOf } from '../../kernel/definitions.ts'
import { notFound } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import { seenLinks } from '../library/index.ts'
import { namesOf } from '../people/index.ts'
import { adoptionOf } from './adoption.ts'
import type { Change, ChangeItem, ChangeLink, ChangeQuery, Milestone } from './contract.ts'
import { deedsOf, missingParts, standingOf } from './rules.ts'
import { changeResource, tables } from './tables.ts'
import type { ChangeRow, LinkRow, MilestoneRow } from './tables.ts'

export const today = (ctx: Pick<Ctx, 'settings' | 'now'>): string => dayIn(ctx.settings.get(companyZone), ctx.now)

/** One change in the reader's sight. @throws AppError 404 process-change.not-found */
export async function findChange(ctx: Ctx, id: string): Promise<ChangeRow & { may_write: boolean }> {
  const row = await tables(ctx).selectFrom('process_change as c').selectAll('c').select(inSight(ctx, changeResource, 'process-change.write', 'c').as('may_write')).where('c.id', '=', id).where(inSight(ctx, changeResource, 'process-change.read', 'c')).executeTakeFirst()
  if (!row) throw notFound('process-change')
  return row
}

async function linksOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, ChangeLink[]>> {
  if (!ids.length) return new Map()
  const rows = await tables(ctx).selectFrom('process_change_link').selectAll().where('change_id', 'in', [...ids]).orderBy('at').orderBy('id').execute()
  const seen = await seenLinks(ctx, rows)
  const links = rows.map((row: LinkRow, at): [string, ChangeLink] => [row.change_id, { id: row.id, part: row.part, kind: row.kind, key: row.key, name: seen[at]?.name ?? null, path: seen[at]?.path ?? null }])
  return new Map([...Map.groupBy(links, ([id]) => id)].map(([id, of]) => [id, of.map(([, link]) => link)]))
}
async function plansOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, MilestoneRow[]>> {
  if (!ids.length) return new Map()
  return Map.groupBy(await tables(ctx).selectFrom('rollout_milestone').selectAll().where('change_id', 'in', [...ids]).orderBy('starts_on').orderBy('due_on').orderBy('id').execute(), (row) => row.change_id)
}
async function flowNames(ctx: Ctx, keys: readonly string[]) {
  const links = await seenLinks(ctx, keys.map((key) => ({ kind: 'flow', key })))
  return new Map(links.map((link) => [link.key, link.name ?? { zh: link.key, en: link.key }]))
}

type Names = ReadonlyMap<string, string>
const person = (names: Names, id: string) => ({ id, name: names.get(id) ?? '' })
function itemOf(ctx: Ctx, row: ChangeRow, links: readonly ChangeLink[], plan: readonly MilestoneRow[], names: Names, flows: ReadonlyMap<string, { zh: string; en: string }>): ChangeItem {
  const standings = plan.map((one) => standingOf({ dueOn: one.due_on, doneOn: one.done_on }, today(ctx)).standing)
  return {
    id: row.id, title: row.title, state: row.state, flow: { key: row.flow_key, name: flows.get(row.flow_key) ?? { zh: row.flow_key, en: row.flow_key } }, owner: person(names, row.owner_id), plannedOn: row.planned_on, liveAt: row.live_at,
    missing: missingParts(links), milestones: { done: plan.filter((one) => one.done_on).length, of: plan.length, late: standings.filter((one) => one === 'late').length }, changedAt: row.changed_at, version: row.version,
  }
}
const milestoneOf = (ctx: Ctx, row: MilestoneRow, names: Names): Milestone => ({
  id: row.id, sort: row.sort, title: row.title, startsOn: row.starts_on, dueOn: row.due_on, owner: person(names, row.owner_id), resources: row.resources, audience: row.audience, body: row.body, seats: row.seats, attended: row.attended,
  doneOn: row.done_on, doneNote: row.done_note, ...standingOf({ dueOn: row.due_on, doneOn: row.done_on }, today(ctx)), version: row.version,
})

export async function getChange(ctx: Ctx, id: string): Promise<Change> {
  const row = await findChange(ctx, id)
  const [links, plans, versions, flows, adoption] = await Promise.all([linksOf(ctx, [id]), plansOf(ctx, [id]), versionsOfFlow(ctx, row), flowNames(ctx, [row.flow_key]), adoptionOf(ctx, row)])
  const plan = plans.get(id) ?? []
  const names = await namesOf(ctx, [row.owner_id, ...(row.live_by ? [row.live_by] : []), ...plan.map((one) => one.owner_id)])
  return {
    ...itemOf(ctx, row, links.get(id) ?? [], plan, names, flows), reason: row.reason, description: row.description, versions, links: links.get(id) ?? [], plan: plan.map((one) => milestoneOf(ctx, one, names)),
    liveBy: row.live_by ? person(names, row.live_by) : null, endedAt: row.ended_at, endedNote: row.ended_note, adoption, may: deedsOf(row.state, { write: row.may_write, goLive: ctx.actor.can('process-change.go-live') }),
  }
}

async function versionsOfFlow(ctx: Ctx, { flow_key: key, definition_id: chosen }: Pick<ChangeRow, 'flow_key' | 'definition_id'>): Promise<Change['versions']> {
  const rows = await definitionTables(ctx).selectFrom('definition').select(['id', 'version', 'origin', 'state', 'effective_from']).where('kind', '=', 'flow').where('key', '=', key).orderBy('origin').orderBy('version', 'desc').execute()
  const current = inForceOf(rows, ctx.now)?.id
  return rows.map((row) => ({ id: row.id, version: row.version, origin: row.origin, state: row.state, inForce: row.id === current, chosen: row.id === chosen }))
}

export async function listChanges(ctx: Ctx, query: ChangeQuery): Promise<{ items: ChangeItem[]; nextCursor: string | null }> {
  const filter: Condition = { all: [
    ...(query.state ? [{ field: 'state', is: 'one-of', value: query.state.split(',') } as const] : []),
    ...(query.owner ? [{ field: 'ownerId', is: 'equal', value: query.owner === 'me' ? { var: 'me' } : query.owner } as const] : []),
  ] }
  const late = sql<boolean>`t.state in ('planned', 'live') and exists (select from rollout_milestone m where m.change_id = t.id and m.done_on is null and m.due_on < ${today(ctx)}::date)`
  const page = await listIds(ctx, { table: 'process_change', resource: changeResource, permission: 'process-change.read', sorts: { madeAt: { column: 'id', type: 'uuid' } }, sort: '-madeAt' }, query, filter, query.late ? [late] : [])
  if (!page.ids.length) return { items: [], nextCursor: null }
  const [rows, links, plans] = await Promise.all([tables(ctx).selectFrom('process_change').selectAll().where('id', 'in', page.ids).execute(), linksOf(ctx, page.ids), plansOf(ctx, page.ids)])
  const [names, flows] = await Promise.all([namesOf(ctx, rows.map((row) => row.owner_id)), flowNames(ctx, [...new Set(rows.map((row) => row.flow_key))])])
  return { items: inOrder(page.ids, rows).map((row) => itemOf(ctx, row, links.get(row.id) ?? [], plans.get(row.id) ?? [], names, flows)), nextCursor: page.nextCursor }
}
