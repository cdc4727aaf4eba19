import type { Ctx } from '../../../kernel/context.ts'
import { definitionTables } from '../../../kernel/definitions.ts'
import { AppError, conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { seenLinks } from '../../library/index.ts'
import { requireStaff } from '../../people/index.ts'
import { cancelTask } from '../../tasks/index.ts'
import type { Change, EditChange, Part, PlanChange } from '../contract.ts'
import { ChangeEdited, ChangeEnded, ChangeLinked, ChangeLive, ChangePlanned, ChangeUnlinked } from '../contract.ts'
import { findChange, getChange } from '../queries.ts'
import { LINK_KINDS } from '../rules.ts'
import { tables } from '../tables.ts'
import type { ChangeRow } from '../tables.ts'

/** A change that the actor may write on and that is not over. @throws AppError 404, 403 process-change.not-yours, 409 process-change.over */
export async function openChange(ctx: Ctx, id: string): Promise<ChangeRow> {
  const row = await findChange(ctx, id)
  if (!row.may_write) throw new AppError('forbidden', 'process-change.not-yours')
  if (row.state === 'closed' || row.state === 'withdrawn') throw conflict('process-change.over', await getChange(ctx, id))
  return row
}
async function write(ctx: Ctx, id: string, version: number, changes: Partial<ChangeRow>): Promise<void> {
  const won = await tables(ctx).updateTable('process_change').set({ ...changes, version: version + 1, changed_at: ctx.now }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getChange(ctx, id))
}
/** What hangs on a change has moved: its version counts on, for whoever looks at it. */
export const touch = (ctx: Ctx, id: string) => tables(ctx).updateTable('process_change').set((of) => ({ version: of('version', '+', 1), changed_at: ctx.now })).where('id', '=', id).execute()

async function requireFlow(ctx: Ctx, key: string, definitionId: string | null | undefined): Promise<void> {
  if (!ctx.definitions.keys({ kind: 'flow' }, ctx.now).includes(key)) throw invalid('flowKey', 'process-change.unknown-flow')
  if (!definitionId) return
  const row = await definitionTables(ctx).selectFrom('definition').select(['kind', 'key']).where('id', '=', definitionId).executeTakeFirst()
  if (row?.kind !== 'flow' || row.key !== key) throw invalid('definitionId', 'process-change.version-of-other-flow')
}

/** Plans a change; whoever plans it owns it unless somebody else is named. */
export async function planChange(ctx: Ctx, { title, reason, description, flowKey, definitionId, ownerId, plannedOn }: PlanChange): Promise<Change> {
  await requireFlow(ctx, flowKey, definitionId)
  const me = ctx.actor.id as string
  const owner = ownerId ?? me
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  const id = newId()
  await tables(ctx).insertInto('process_change').values({
    id, title, reason, description, flow_key: flowKey, definition_id: definitionId ?? null, state: 'planned', owner_id: owner, planned_on: plannedOn, live_at: null, live_by: null, ended_at: null, ended_note: null, made_by: me, made_at: ctx.now, changed_at: ctx.now, version: 1,
  }).execute()
  await ctx.emit(ChangePlanned, id, { flow: flowKey, plannedOn, ownerId: owner })
  return getChange(ctx, id)
}

const NAMES: Readonly<Record<string, string>> = { flow_key: 'flowKey', definition_id: 'definitionId', owner_id: 'ownerId', planned_on: 'plannedOn' }
/** @throws AppError 409 process-change.is-live for what can't change any more once it is live */
export async function editChange(ctx: Ctx, id: string, { version, title, reason, description, flowKey, definitionId, ownerId, plannedOn }: EditChange): Promise<Change> {
  const before = await openChange(ctx, id)
  if (before.state === 'live' && (flowKey !== undefined || definitionId !== undefined || plannedOn !== undefined)) throw conflict('process-change.is-live', await getChange(ctx, id))
  if (flowKey !== undefined || definitionId !== undefined) await requireFlow(ctx, flowKey ?? before.flow_key, definitionId === undefined ? (flowKey ? null : before.definition_id) : definitionId)
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  const changes = dropUndefined({ title, reason, description, flow_key: flowKey, definition_id: definitionId ?? (flowKey && flowKey !== before.flow_key ? null : definitionId), owner_id: ownerId, planned_on: plannedOn }) as Partial<ChangeRow>
  await write(ctx, id, version, changes)
  const was = before as unknown as Record<string, unknown>
  // Of texts the log keeps only that they changed.
  await ctx.emit(ChangeEdited, id, { changed: Object.fromEntries(Object.entries(changes).filter(([key, to]) => was[key] !== to).map(([key, to]) => [NAMES[key] ?? key, key in NAMES ? { from: was[key] as never, to: to as never } : {}])) })
  return getChange(ctx, id)
}

/** Links what must stand ready. @throws AppError 400 process-change.wrong-kind, process-change.unknown-link; 409 process-change.already-linked */
export async function linkChange(ctx: Ctx, id: string, { part, kind, key }: { part: Part; kind: string; key: string }): Promise<Change> {
  await openChange(ctx, id)
  if (!LINK_KINDS[part].includes(kind)) throw invalid('kind', 'process-change.wrong-kind')
  if (!(await seenLinks(ctx, [{ kind, key }]))[0]?.path) throw invalid('key', 'process-change.unknown-link')
  const made = await tables(ctx).insertInto('process_change_link').values({ id: newId(), change_id: id, part, kind, key, at: ctx.now }).onConflict((on) => on.doNothing()).returning('id').executeTakeFirst()
  if (!made) throw conflict('process-change.already-linked', await getChange(ctx, id))
  await touch(ctx, id)
  await ctx.emit(ChangeLinked, id, { part, kind, key })
  return getChange(ctx, id)
}
/** @throws AppError 404, 409 process-change.last-link */
export async function unlinkChange(ctx: Ctx, id: string, linkId: string): Promise<Change> {
  const row = await openChange(ctx, id)
  const links = await tables(ctx).selectFrom('process_change_link').selectAll().where('change_id', '=', id).execute()
  const gone = links.find((one) => one.id === linkId)
  if (!gone) throw notFound('process-change')
  if (row.state === 'live' && links.filter(({ part }) => part === gone.part).length === 1) throw conflict('process-change.last-link', await getChange(ctx, id))
  await tables(ctx).deleteFrom('process_change_link').where('id', '=', linkId).execute()
  await touch(ctx, id)
  await ctx.emit(ChangeUnlinked, id, { part: gone.part, kind: gone.kind, key: gone.key })
  return getChange(ctx, id)
}

/** Puts a change live. @throws AppError 409, 422 process-change.not-ready with every part that lacks and the version that is not in force */
export async function goLive(ctx: Ctx, id: string, version: number): Promise<Change> {
  const before = await findChange(ctx, id)
  const shown = await getChange(ctx, id)
  if (before.state !== 'planned') throw conflict(before.state === 'live' ? 'process-change.is-live' : 'process-change.over', shown)
  const target = shown.versions.find((one) => one.chosen) ?? shown.versions.find((one) => one.inForce)
  const reasons = [
    ...shown.missing.map((part) => ({ path: `links.${part}`, code: `process-change.no-${part}` })),
    ...(target?.inForce ? [] : [{ path: 'definitionId', code: 'process-change.version-not-in-force' }]),
  ]
  if (reasons.length || !target) throw refused('process-change.not-ready', reasons)
  await write(ctx, id, version, { state: 'live', live_at: ctx.now, live_by: ctx.actor.id, definition_id: target.id })
  await ctx.emit(ChangeLive, id, { flow: before.flow_key, definitionId: target.id, changed: { state: { from: 'planned', to: 'live' } } })
  return getChange(ctx, id)
}

/** Closes what is live, or withdraws what is not; open parts of the plan are nobody's task any more. @throws AppError 409 process-change.illegal-end */
export async function endChange(ctx: Ctx, id: string, { version, to, note }: { version: number; to: 'closed' | 'withdrawn'; note: string }): Promise<Change> {
  const before = await openChange(ctx, id)
  if ((before.state === 'live') !== (to === 'closed')) throw conflict('process-change.illegal-end', await getChange(ctx, id))
  await write(ctx, id, version, { state: to, ended_at: ctx.now, ended_note: note })
  const open = await tables(ctx).selectFrom('rollout_milestone').select(['id', 'task_no']).where('change_id', '=', id).where('done_on', 'is', null).execute()
  for (const milestone of open) await cancelTask(ctx, { key: taskKey(milestone) }, note)
  await ctx.emit(ChangeEnded, id, { note: maskPersonal(note), changed: { state: { from: before.state, to } } })
  return getChange(ctx, id)
}
export const taskKey = ({ id, task_no: nth }: { id: string; task_no: number }) => `rollout:${id}:${nth}`
