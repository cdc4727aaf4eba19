import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import { companyZone } from '../../kernel/frame.ts'
import { namesOf } from '../people/index.ts'
import type { DeviationQuery, StepTimes, deviations } from './contract.ts'
import { flowKind } from './definition.ts'
import { labelsOf } from './exceptions.ts'
import { requireFlow } from './require-flow.ts'
import { stepOf } from './rules.ts'
import { tables } from './tables.ts'

type Report = z.output<(typeof deviations)['report']['spec']['response']>
const MOST = 500

/** Steps that were due in the window: settled by somebody, or open past their deadline; not withdrawn and not passed because they did not apply. An overdue one lies where its deadline passed. */
function dueSteps(ctx: Ctx, { flow, staffId, from, to }: DeviationQuery) {
  let rows = tables(ctx).selectFrom('flow_step as s').innerJoin('flow_run as r', 'r.id', 's.run_id')
    .leftJoin('flow_exception as e', (join) => join.onRef('e.step_id', '=', 's.id').on('e.state', '=', 'granted'))
    .leftJoin('task_ref as k', (join) => join.on('s.state', '=', 'ready').on('k.key', '=', sql`'flow-step:' || s.id || ':' || s.hand`))
    .where((eb) => eb.or([eb('s.state', 'in', ['done', 'approved', 'rejected', 'skipped']), eb.and([eb('s.state', '=', 'ready'), eb('s.overdue_at', 'is not', null)])]))
  if (flow) rows = rows.where('r.flow_key', '=', flow)
  if (staffId) rows = rows.where(whose, '=', staffId)
  if (from) rows = rows.where(counted, '>=', startOfDay(ctx.settings.get(companyZone), from))
  if (to) rows = rows.where(counted, '<', startOfDay(ctx.settings.get(companyZone), to, 1))
  return rows
}
/** A step that was passed over with leave is of whoever asked for it, an open one of whoever has its task. */
const whose = sql<string | null>`coalesce(e.asked_by, s.settled_by, k.owner_id)`
const counted = sql<Date>`coalesce(s.overdue_at, s.settled_at)`
const deviation = sql<'skipped' | 'late' | null>`coalesce(s.deviation, case when s.state = 'ready' then 'late' end)`

/** How many of the steps that were due were passed over or late, by flow and by person, and which. */
export async function deviationReport(ctx: Ctx, query: DeviationQuery): Promise<Report> {
  const counts = await dueSteps(ctx, query).select(['r.flow_key', whose.as('staff_id'), sql<number>`count(*)::int`.as('due'), sql<number>`count(${deviation})::int`.as('deviating')]).groupBy(['r.flow_key', 'staff_id']).execute()
  const rows = await dueSteps(ctx, query)
    .select(['s.id', 's.key', deviation.as('deviation'), counted.as('at'), 's.run_id', 'r.flow_key', 'r.flow_id', 'r.about_kind', 'r.about_id', whose.as('staff_id'), 'e.reason', 'e.decided_by'])
    .where(deviation, 'is not', null).orderBy('at', 'desc').orderBy('s.id', 'desc').limit(MOST).execute()
  const names = await namesOf(ctx, [...new Set([...counts.map((row) => row.staff_id), ...rows.flatMap((row) => [row.staff_id, row.decided_by])].filter((id) => id !== null))])
  const labels = await labelsOf(ctx, rows.map((row) => ({ kind: row.about_kind, id: row.about_id })))
  const named = (id: string | null) => id ? { id, name: names.get(id) ?? '' } : null
  const nameOf = (key: string) => { try { return ctx.definitions.current(flowKind, key, ctx.now).is.body.name } catch { return { zh: key, en: key } } }
  const sum = (of: typeof counts) => { const due = of.reduce((n, row) => n + row.due, 0); const deviating = of.reduce((n, row) => n + row.deviating, 0); return { due, deviating, rate: due ? deviating / due : 0 } }
  const total = sum(counts)
  return {
    ...total, rate: total.due ? total.rate : null,
    byFlow: [...Map.groupBy(counts, (row) => row.flow_key)].map(([flow, of]) => ({ flow, name: nameOf(flow), ...sum(of) })).sort((a, b) => b.rate - a.rate || a.flow.localeCompare(b.flow)),
    byStaff: [...Map.groupBy(counts, (row) => row.staff_id)].flatMap(([id, of]) => { const staff = named(id); return staff ? [{ staff, ...sum(of) }] : [] }).sort((a, b) => b.rate - a.rate || a.staff.name.localeCompare(b.staff.name)),
    items: rows.map((row) => {
      const { body } = ctx.definitions.version(flowKind, row.flow_id).is
      return {
        stepId: row.id, runId: row.run_id, about: { kind: row.about_kind, id: row.about_id, label: labels.get(row.about_id) ?? null }, flow: { key: row.flow_key, name: body.name },
        step: { key: row.key, name: stepOf(body, row.key)?.name ?? { zh: row.key, en: row.key } }, kind: row.deviation as 'skipped' | 'late', staff: named(row.staff_id), at: row.at, reason: row.reason, authorisedBy: named(row.decided_by),
      }
    }),
  }
}

/** How long each step of a flow took in runs that have ended, from its turn to its end, and in which share of them it was done. Runs of all versions count. */
export async function stepTimes(ctx: Ctx, flowId: string): Promise<z.output<typeof StepTimes>> {
  await requireFlow(ctx, flowId)
  const { key, is: { body } } = ctx.definitions.version(flowKind, flowId)
  const ended = tables(ctx).selectFrom('flow_run').select('id').where('flow_key', '=', key).where('state', '=', 'finished').orderBy('id', 'desc').limit(2_000)
  const runs = await tables(ctx).selectFrom(ended.as('r')).select((eb) => eb.fn.countAll<string>().as('n')).executeTakeFirstOrThrow()
  const rows = await tables(ctx).selectFrom('flow_step as s').select(['s.key', sql<number>`count(distinct s.run_id)::int`.as('n'), sql<number>`sum(extract(epoch from s.settled_at - s.ready_at))::float8 / count(distinct s.run_id)`.as('mean')])
    .where('s.run_id', 'in', ended).where('s.state', 'in', ['done', 'approved', 'rejected']).groupBy('s.key').execute()
  const n = Number(runs.n)
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return { runs: n, items: body.steps.map((step) => { const row = byKey.get(step.key); return { step: step.key, n: row?.n ?? 0, meanSeconds: row?.mean ?? null, share: n ? (row?.n ?? 0) / n : null } }) }
}
