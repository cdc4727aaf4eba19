import type { Ctx } from '../../kernel/context.ts'
import { beat, on } from '../../kernel/module.ts'
import { ClockBreached } from '../clocks/contract.ts'
import { stepsUp, stillOverdue } from '../clocks/index.ts'
import { lineAbove, notify, notifyInHours, standInsOf, superiorsOf } from '../people/index.ts'
import { CaseEscalated } from './contract.ts'
import { atAnyHour, escalationCalendar } from './settings.ts'
import { tables } from './tables.ts'

/**
 * An overdue deadline goes up, step by step as its policy says: to the supervisor first, then along the line of managers. Each step
 * once a clock, whatever happens to it later. Each who is told hears it within their own hours: by their shifts, else by their team's calendar,
 * else by the company's for this; what comes due at night reaches them in the morning, unless it is answered by then.
 */

const BATCH = 200

/** Lays down the steps of a deadline that has just passed. */
export const escalateOverdue = on(ClockBreached, 'cases.escalate-overdue', async (ctx, events) => {
  const own = events.filter((one) => one.data.subjectKind === 'case')
  for (const { subjectId, data } of own) {
    for (const { id, key } of data.clocks) {
      const steps = await stepsUp(ctx, id)
      if (steps.length) await tables(ctx).insertInto('case_escalation').values(steps.map(({ level, at }) => ({ clock_id: id, level, case_id: subjectId, clock_key: key, at, told_at: null }))).onConflict((on) => on.doNothing()).execute()
    }
  }
  if (own.length) await tellEscalations(ctx)
})

/** Tells the steps whose moment has come. What was answered meanwhile goes no further up. */
export async function tellEscalations(ctx: Ctx): Promise<boolean> {
  const due = await tables(ctx).selectFrom('case_escalation as e').innerJoin('case as c', 'c.id', 'e.case_id')
    .select(['e.clock_id', 'e.level', 'e.clock_key', 'e.case_id', 'c.number', 'c.handler_id', 'c.first_responder_id', 'c.team_id', 'c.priority', 'c.removed_at'])
    .where('e.told_at', 'is', null).where('e.at', '<=', ctx.now).orderBy('e.at').orderBy('e.level').limit(BATCH).forUpdate('e').skipLocked().execute()
  const overdue = await stillOverdue(ctx, due.map((row) => row.clock_id))
  for (const row of due) {
    await tables(ctx).updateTable('case_escalation').set({ told_at: ctx.now }).where('clock_id', '=', row.clock_id).where('level', '=', row.level).execute()
    if (row.removed_at || (row.level > 1 && !overdue.has(row.clock_id))) continue
    const named = await present(ctx, await above(ctx, row))
    const notice = { code: `case.notice-escalated-${row.level === 1 ? 'supervisor' : 'manager'}`, subjectKind: 'case', subjectId: row.case_id, params: { number: row.number } }
    const atOnce = ctx.settings.get(atAnyHour).includes(row.priority)
    const { now: told, later } = atOnce ? { now: named, later: [] } : await notifyInHours(ctx, named, notice, { about: { kind: 'clock', id: row.clock_id }, otherwise: ctx.settings.get(escalationCalendar) })
    if (atOnce) await notify(ctx, named, notice)
    await ctx.emit(CaseEscalated, row.case_id, { level: row.level, clock: row.clock_key, told, later })
  }
  return due.length === BATCH
}

/** Who a step is for: first whoever leads; then the manager so far up the line, or all managers where the line is shorter. */
async function above(ctx: Ctx, { level, handler_id, first_responder_id, team_id }: { level: number; handler_id: string | null; first_responder_id: string | null; team_id: string | null }): Promise<string[]> {
  const staffId = handler_id ?? first_responder_id
  const { supervisors, managers } = await superiorsOf(ctx, { staffId, teamId: team_id })
  if (level === 1) return supervisors
  const line = staffId ? await lineAbove(ctx, staffId) : []
  const next = line[level - 1]
  return next ? [next] : managers
}
/** Whoever is away is stood in for by their delegate. */
async function present(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const away = await standInsOf(ctx, ids)
  return [...new Set(ids.map((id) => away.get(id) ?? id))]
}
export const escalationBeat = beat('cases.escalations', 5, tellEscalations)
