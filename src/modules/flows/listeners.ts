import type { Ctx } from '../../kernel/context.ts'
import { on } from '../../kernel/module.ts'
import { among } from '../../kernel/transaction.ts'
import { ClockBreached } from '../clocks/contract.ts'
import { cancelTask } from '../tasks/index.ts'
import type { FlowStep } from './contract.ts'
import { flowKind } from './definition.ts'
import { receiverOf } from './owners.ts'
import { definedAs, doersBefore, give, holdRun, taskKey, tellLate } from './steps.ts'
import { tables } from './tables.ts'

/** A step past its deadline is told once; its task goes up the line of managers by itself. */
export const tellOverdue = on(ClockBreached, 'flows.tell-overdue', async (ctx, events) => {
  for (const { subjectId, data } of events.filter((one) => one.data.subjectKind === 'step')) {
    const open = await tables(ctx).selectFrom('flow_step').select('id').where('id', '=', subjectId).where('state', '=', 'ready').executeTakeFirst()
    const due = data.clocks[0]?.dueAt
    if (open && due) await tellLate(ctx, open.id, new Date(due))
  }
})

const follows = ({ owner }: FlowStep) => owner.by === 'handler' || owner.by === 'first-responder' || (owner.by === 'line-manager' && owner.of !== 'starter')

/**
 * Looks again at whose the open steps of runs about these records are: their handler or first responder is another now. Only what follows those
 * people changes hands; a step that somebody was given by hand goes along as well.
 */
export async function followOwners(ctx: Ctx, kind: string, ids: readonly string[]): Promise<void> {
  const running = await tables(ctx).selectFrom('flow_run').select(['id', 'flow_id']).where(among('about_id', ids)).where('about_kind', '=', kind).where('state', '=', 'running').orderBy('id').execute()
  for (const { id, flow_id } of running) {
    const { body } = ctx.definitions.version(flowKind, flow_id).is
    if (!body.steps.some(follows)) continue
    const run = await holdRun(ctx, id)
    for (const row of run.live.filter((step) => step.state === 'ready')) {
      const step = definedAs(run.flow, row.key)
      if (!follows(step)) continue
      const next = await receiverOf(ctx, step, { subject: run.subject, startedBy: run.row.started_by, doers: doersBefore(run.live, step), level: row.level })
      const task = await tables(ctx).selectFrom('task_ref').select(['owner_id', 'role_key', 'team_id']).where('key', '=', taskKey(row)).executeTakeFirst()
      if ((task?.owner_id ?? undefined) === next.ownerId && (task?.role_key ?? undefined) === next.roleKey && (task?.team_id ?? undefined) === next.teamId) continue
      await cancelTask(ctx, { key: taskKey(row) }, 'reassigned')
      const hand = row.hand + 1
      await tables(ctx).updateTable('flow_step').set((eb) => ({ hand, substitute: next.substitute, levels: next.levels, version: eb('version', '+', 1) })).where('id', '=', row.id).execute()
      await give(ctx, run, step, { ...row, hand }, { ...next, level: row.level })
    }
  }
}
