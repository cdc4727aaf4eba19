import type { Ctx } from '../../kernel/context.ts'
import { beat, on } from '../../kernel/module.ts'
import { ClockBreached } from '../clocks/contract.ts'
import { overdueBy, stillOverdue } from '../clocks/index.ts'
import { notify, superiorsOf } from '../people/index.ts'
import { CaseEscalated } from './contract.ts'
import { tables } from './tables.ts'

/** An overdue deadline goes up: to the supervisor at its due moment, to the manager when it has taken twice its time. Each step once a clock, whatever happens to it later. */

const MANAGER_AT = 2
const BATCH = 200

/** Lays down both steps of a deadline that has just passed. */
export const escalateOverdue = on(ClockBreached, 'cases.escalate-overdue', async (ctx, events) => {
  const own = events.filter((one) => one.data.subjectKind === 'case')
  for (const { subjectId, data } of own) {
    for (const { id, key } of data.clocks) {
      const later = await overdueBy(ctx, id, MANAGER_AT)
      await tables(ctx).insertInto('case_escalation').values([
        { clock_id: id, level: 1, case_id: subjectId, clock_key: key, at: ctx.now, told_at: null },
        ...(later ? [{ clock_id: id, level: 2, case_id: subjectId, clock_key: key, at: later, told_at: null }] : []),
      ]).onConflict((on) => on.doNothing()).execute()
    }
  }
  if (own.length) await tellEscalations(ctx)
})

/** Tells the steps whose moment has come. What was answered meanwhile goes no further up. */
export async function tellEscalations(ctx: Ctx): Promise<boolean> {
  const due = await tables(ctx).selectFrom('case_escalation as e').innerJoin('case as c', 'c.id', 'e.case_id')
    .select(['e.clock_id', 'e.level', 'e.clock_key', 'e.case_id', 'c.number', 'c.handler_id', 'c.first_responder_id', 'c.team_id', 'c.removed_at'])
    .where('e.told_at', 'is', null).where('e.at', '<=', ctx.now).orderBy('e.at').limit(BATCH).forUpdate('e').skipLocked().execute()
  const overdue = await stillOverdue(ctx, due.map((row) => row.clock_id))
  for (const row of due) {
    await tables(ctx).updateTable('case_escalation').set({ told_at: ctx.now }).where('clock_id', '=', row.clock_id).where('level', '=', row.level).execute()
    if (row.removed_at || (row.level > 1 && !overdue.has(row.clock_id))) continue
    const { supervisors, managers } = await superiorsOf(ctx, { staffId: row.handler_id ?? row.first_responder_id, teamId: row.team_id })
    const told = row.level === 1 ? supervisors : managers
    await notify(ctx, told, { code: `case.notice-escalated-${row.level === 1 ? 'supervisor' : 'manager'}`, subjectKind: 'case', subjectId: row.case_id, params: { number: row.number } })
    await ctx.emit(CaseEscalated, row.case_id, { level: row.level, clock: row.clock_key, told })
  }
  return due.length === BATCH
}
export const escalationBeat = beat('cases.escalations', 5, tellEscalations)
