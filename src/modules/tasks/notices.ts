import type { Ctx } from '../../kernel/context.ts'
import { on } from '../../kernel/module.ts'
import { notify, notifyInHours, staffWithRoles, standInsOf, teamMembers } from '../people/index.ts'
import { TaskAdded, TaskReassigned } from './contract.ts'
import type { TaskRow } from './tables.ts'
import { tables } from './tables.ts'

/** Who hears of a task. What goes to somebody who is away goes to whoever stands in. */

/** A whole role is not woken for one task: beyond so many the inbox and its badge must do. */
const MOST_TOLD = 50

export type Told = Pick<TaskRow, 'id' | 'title' | 'owner_id' | 'role_key' | 'team_id'>
/** The owner; while nobody has claimed it, whoever may. */
export async function holdersOf(ctx: Ctx, { owner_id, role_key, team_id }: Omit<Told, 'id' | 'title'>): Promise<string[]> {
  if (owner_id) return [owner_id]
  const many = [...role_key ? await staffWithRoles(ctx, [role_key]) : [], ...team_id ? (await teamMembers(ctx, team_id)).map((one) => one.id) : []]
  return [...new Set(many)].slice(0, MOST_TOLD)
}
/** The same people, each who is away replaced by whoever stands in. */
export async function presentFor(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const away = await standInsOf(ctx, ids)
  return [...new Set(ids.map((id) => away.get(id) ?? id))]
}

/** Tells them; `without` is who did it and knows. */
export async function tell(ctx: Ctx, of: Told, code: string, ids: readonly string[], without?: string | null): Promise<string[]> {
  const whom = (await presentFor(ctx, ids)).filter((id) => id !== without)
  await notify(ctx, whom, { code, subjectKind: 'task', subjectId: of.id, params: { title: of.title as never } })
  return whom
}

/** Tells them what the clock does to a task, each within their own hours; what is done by then is told no more. */
export async function tellInHours(ctx: Ctx, of: Told, code: string, ids: readonly string[], without?: string | null): Promise<string[]> {
  const whom = (await presentFor(ctx, ids)).filter((id) => id !== without)
  await notifyInHours(ctx, whom, { code, subjectKind: 'task', subjectId: of.id, params: { title: of.title as never } }, { about: { kind: 'task', id: of.id } })
  return whom
}

/** Whoever is given a task by somebody else hears of it at once. */
export const tellGiven = on([TaskAdded, TaskReassigned], 'tasks.tell-given', async (ctx, events) => {
  const rows = await tables(ctx).selectFrom('task').select(['id', 'title', 'owner_id', 'role_key', 'team_id', 'state']).where('id', 'in', events.map((one) => one.subjectId)).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const { subjectId, actor, data } of events) {
    const row = byId.get(subjectId)
    if (row?.state !== 'open' || row.owner_id !== data.ownerId) continue
    await tell(ctx, row, row.owner_id ? 'task.notice-given' : 'task.notice-claimable', await holdersOf(ctx, row), actor.id)
  }
})
