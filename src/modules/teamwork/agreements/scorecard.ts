import { DateTime } from 'luxon'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { AppError } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { metricValues } from '../../metrics/index.ts'
import type { Scorecard } from '../contract.ts'
import { tables } from '../tables.ts'

/** A month's coordination, a line a department that was asked: the very figures of the metrics, side by side. @throws AppError invalid `agreement.month-ahead` for a month that has not begun */
export async function scorecard(ctx: Ctx, month: string): Promise<{ month: string; items: Scorecard[] }> {
  const from = `${month}-01`
  if (from > dayIn(ctx.settings.get(companyZone), ctx.now)) throw new AppError('invalid', 'agreement.month-ahead')
  const window = { from, to: DateTime.fromISO(from).endOf('month').toISODate() as string, by: 'answeringId' }
  const [onTime, asked, time, escalated] = await metricValues(ctx, ['on-time-reply', 'department-requests', 'reply-time', 'department-requests-escalated'].map((key) => ({ key, query: window })))
  const { rows } = { rows: await tables(ctx).selectFrom('department_request').select(['answering_id as id']).select((eb) => eb.fn.countAll<string>().as('n')).where('state', '=', 'open').where('due_at', '<=', ctx.now).groupBy('answering_id').execute() }
  const late = new Map(rows.map((row) => [row.id, Number(row.n)]))
  const of = (value: typeof onTime, id: string) => value?.groups?.find((one) => one.group === id)
  const ids = [...new Set([...(onTime?.groups ?? []), ...(asked?.groups ?? [])].flatMap((one) => one.group ?? []))]
  const names = new Map((ids.length ? await tables(ctx).selectFrom('department_ref').selectAll().where('id', 'in', ids).execute() : []).map((row) => [row.id, row.name]))
  const items = ids.map((id): Scorecard => {
    const share = of(onTime, id)
    return {
      department: { id, name: names.get(id) ?? '' }, asked: of(asked, id)?.n ?? 0, due: share?.n ?? 0, onTime: share?.numerator ?? 0, share: share?.value ?? null, low: share?.interval?.lower ?? null, high: share?.interval?.upper ?? null,
      medianSeconds: of(time, id)?.value ?? null, overdueNow: late.get(id) ?? 0, escalated: of(escalated, id)?.numerator ?? 0,
    }
  })
  return { month, items: items.toSorted((a, b) => (a.share ?? 101) - (b.share ?? 101) || b.due - a.due) }
}
