import type { Ctx } from '../../../kernel/context.ts'
import { definitionTables } from '../../../kernel/definitions.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { caseRefs, findCase, withMerged } from '../../cases/index.ts'
import { flowKind } from '../../flows/index.ts'
import { namesOf } from '../../people/index.ts'
import { openChange, planChange, touch } from '../commands/change-process.ts'
import type { Change } from '../contract.ts'
import { findChange, getChange } from '../queries.ts'
import { tables } from '../tables.ts'
import type { AskChange, ChangeCause, FlowChange } from './contract.ts'
import { CauseAdded } from './contract.ts'

/** So many of a flow's changes are told. */
const CHANGES = 100

async function causesById(ctx: Ctx, changeIds: readonly string[]): Promise<Map<string, ChangeCause[]>> {
  if (!changeIds.length) return new Map()
  const rows = await tables(ctx).selectFrom('process_change_cause').selectAll().where('change_id', 'in', [...changeIds]).orderBy('id', 'desc').limit(1_000).execute()
  const [cases, names] = await Promise.all([caseRefs(ctx, rows.map((row) => row.case_id)), namesOf(ctx, [...new Set(rows.flatMap((row) => row.added_by ?? []))])])
  const shown = rows.map((row): [string, ChangeCause] => {
    const of = cases.get(row.case_id)
    return [row.change_id, { id: row.id, case: of ? { id: of.id, number: of.number, kind: of.kind, seen: of.seen } : null, finding: row.finding, addedBy: row.added_by ? { id: row.added_by, name: names.get(row.added_by) ?? '' } : null, at: row.at }]
  })
  return new Map([...Map.groupBy(shown, ([id]) => id)].map(([id, list]) => [id, list.map(([, one]) => one)]))
}
/** @throws AppError not-found `process-change.not-found` */
export async function causesOf(ctx: Ctx, changeId: string): Promise<ChangeCause[]> {
  await findChange(ctx, changeId)
  return (await causesById(ctx, [changeId])).get(changeId) ?? []
}

/** Lays down that a change answers what was said in a case; false where that is known already. Whoever calls has looked at both. */
export async function layCause(ctx: Ctx, changeId: string, caseId: string, finding: string): Promise<boolean> {
  const made = await tables(ctx).insertInto('process_change_cause').values({ id: newId(), change_id: changeId, case_id: caseId, finding: maskPersonal(finding), added_by: ctx.actor.id, at: ctx.now }).onConflict((on) => on.doNothing()).returning('id').executeTakeFirst()
  if (made) await ctx.emit(CauseAdded, changeId, { caseId })
  return made !== undefined
}
/** @throws AppError not-found, forbidden `process-change.not-yours`, conflict `process-change.over`, `process-change.cause-known` */
export async function addCause(ctx: Ctx, changeId: string, { caseId, finding }: { caseId: string; finding: string }): Promise<ChangeCause[]> {
  await openChange(ctx, changeId)
  const of = await findCase(ctx, caseId)
  if (!await layCause(ctx, changeId, of.id, finding)) throw conflict('process-change.cause-known', await getChange(ctx, changeId))
  await touch(ctx, changeId)
  return causesOf(ctx, changeId)
}
/** Plans a change because of what made a customer dissatisfied. @throws as `planChange`, not-found `case.not-found` */
export async function askChange(ctx: Ctx, caseId: string, { finding, ...plan }: AskChange): Promise<Change> {
  const of = await findCase(ctx, caseId)
  const made = await planChange(ctx, plan)
  await layCause(ctx, made.id, of.id, finding)
  return getChange(ctx, made.id)
}
/** @throws AppError not-found `case.not-found` */
export async function changesOfCase(ctx: Ctx, caseId: string): Promise<{ id: string; title: string; state: Change['state']; finding: string }[]> {
  await findCase(ctx, caseId)
  return tables(ctx).selectFrom('process_change_cause as k').innerJoin('process_change as c', 'c.id', 'k.change_id').select(['c.id', 'c.title', 'c.state', 'k.finding']).where('k.case_id', 'in', await withMerged(ctx, caseId)).orderBy('k.id', 'desc').limit(50).execute()
}

/** Why a flow is as it is. @throws AppError not-found `definition.not-found` */
export async function historyOfFlow(ctx: Ctx, key: string): Promise<FlowChange[]> {
  if (!ctx.definitions.keys(flowKind, ctx.now).includes(key)) throw notFound('definition')
  const rows = await tables(ctx).selectFrom('process_change').selectAll().where('flow_key', '=', key).orderBy('id', 'desc').limit(CHANGES).execute()
  if (!rows.length) return []
  const [causes, names, versions] = await Promise.all([
    causesById(ctx, rows.map(({ id }) => id)), namesOf(ctx, [...new Set(rows.map((row) => row.owner_id))]),
    definitionTables(ctx).selectFrom('definition').select(['id', 'version', 'origin']).where('kind', '=', 'flow').where('key', '=', key).execute(),
  ])
  const brought = new Map(versions.map((one) => [one.id, one]))
  return rows.map((row) => ({
    id: row.id, title: row.title, reason: row.reason, state: row.state, plannedOn: row.planned_on, liveAt: row.live_at, owner: { id: row.owner_id, name: names.get(row.owner_id) ?? '' }, version: row.definition_id ? brought.get(row.definition_id) ?? null : null, causes: causes.get(row.id) ?? [],
  }))
}
