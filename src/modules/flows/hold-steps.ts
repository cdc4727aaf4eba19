import type { Ctx } from '../../kernel/context.ts'
import { among } from '../../kernel/transaction.ts'
import { holdClocks } from '../clocks/index.ts'
import { rescheduleTask } from '../tasks/index.ts'
import { taskKey } from './steps.ts'
import { tables } from './tables.ts'

/**
 * Lets the time of open steps stand still while the record of their run waits for somebody outside, and go on with what was left when it waits no more.
 * @param states by record, the class of the status it stands in
 */
export async function holdSteps(ctx: Ctx, kind: string, states: ReadonlyMap<string, string>): Promise<void> {
  if (!states.size) return
  const open = await tables(ctx).selectFrom('flow_step as s').innerJoin('flow_run as r', 'r.id', 's.run_id').select(['s.id', 's.hand', 's.overdue_at', 'r.about_id'])
    .where(among('r.about_id', [...states.keys()])).where('r.about_kind', '=', kind).where('r.state', '=', 'running').where('s.state', '=', 'ready').where('s.live', '=', true).orderBy('s.id').execute()
  const held = await holdClocks(ctx, 'step', new Map(open.map((step) => [step.id, states.get(step.about_id) as string])))
  for (const step of open) {
    const dueAt = held.get(step.id)
    // What was overdue already stays so, with all that was told of it.
    if (dueAt === undefined || step.overdue_at) continue
    await tables(ctx).updateTable('flow_step').set((eb) => ({ due_at: dueAt, version: eb('version', '+', 1) })).where('id', '=', step.id).execute()
    await rescheduleTask(ctx, { key: taskKey(step) }, dueAt)
  }
}
