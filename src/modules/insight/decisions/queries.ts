import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/listing.ts'
import { listMetrics, metricValues } from '../../metrics/index.ts'
import type { Decision, DecisionRow, FrozenFigure } from '../contract.ts'
import { tables } from '../tables.ts'
import { daysLater, daysOf } from '../windows.ts'

/** A decision as a report tells it. */
export interface DecidedLine { id: string; question: string; chosen: string; decider: string; decidedAt: string; verdict: Decision['verdict'] }

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('insight_decision as d').leftJoin('staff_ref as s', 's.id', 'd.decider_id').selectAll('d').select('s.name as decider_name')
type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>

const today = (ctx: Ctx) => dayIn(ctx.settings.get(companyZone), ctx.now)
function shownRow(ctx: Ctx, row: Found): DecisionRow {
  const state = row.reviewed_at ? 'reviewed' : row.review_on <= today(ctx) ? 'due' : 'open'
  return {
    id: row.id, question: row.question, options: row.options as string[], chosen: row.chosen, reasons: row.reasons, decider: { id: row.decider_id, name: row.decider_name ?? '' }, decidedAt: row.decided_at, reviewOn: row.review_on, state,
    reviewedAt: row.reviewed_at, outcome: row.outcome, verdict: row.verdict, version: row.version, may: !row.reviewed_at && ctx.actor.can('decision-log.write') ? ['review'] : [], figures: frozenIn(row.figures),
  }
}
const frozenIn = (figures: unknown): FrozenFigure[] => (figures as (Omit<FrozenFigure, 'at'> & { at: string })[]).map((one) => ({ ...one, at: new Date(one.at) }))

export async function listDecisions(ctx: Ctx, { limit, cursor, state }: { limit: number; cursor?: string | undefined; state?: Decision['state'] | undefined }): Promise<{ items: DecisionRow[]; nextCursor: string | null }> {
  const mark = cursor ? decodeCursor(cursor, '-decidedAt', 'timestamptz') : null
  let select = rowsOf(ctx)
  if (state === 'reviewed') select = select.where('d.reviewed_at', 'is not', null)
  if (state === 'due') select = select.where('d.reviewed_at', 'is', null).where('d.review_on', '<=', today(ctx))
  if (state === 'open') select = select.where('d.reviewed_at', 'is', null).where('d.review_on', '>', today(ctx))
  if (mark) select = select.where((eb) => eb(eb.refTuple('d.decided_at', 'd.id'), '<', eb.tuple(new Date(String(mark.v)), mark.id)))
  const rows = await select.orderBy('d.decided_at', 'desc').orderBy('d.id', 'desc').limit(limit + 1).execute()
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return { items: kept.map((row) => shownRow(ctx, row)), nextCursor: rows.length > limit && last ? encodeCursor({ s: '-decidedAt', v: last.decided_at.toISOString(), id: last.id }) : null }
}

/** @throws AppError 404 decision-log.not-found */
export async function findDecision(ctx: Ctx, id: string): Promise<Found> {
  const row = await rowsOf(ctx).where('d.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('decision-log')
  return row
}

/** One decision; beside each frozen figure the same days as they are counted now, and as many days up to today. */
export async function getDecision(ctx: Ctx, id: string): Promise<Decision> {
  const row = shownRow(ctx, await findDecision(ctx, id))
  const known = new Map(listMetrics(ctx).items.map((one) => [one.key, one]))
  const day = today(ctx)
  const countable = row.figures.filter(({ metric, where }) => Object.keys(where).every((field) => known.get(metric)?.by.some((one) => one.field === field)) && known.has(metric))
  const nowOf = (of: FrozenFigure) => ({ from: daysLater(day, 1 - daysOf(of)), to: day })
  const values = await metricValues(ctx, countable.flatMap((of) => [{ key: of.metric, query: { from: of.from, to: of.to, where: of.where } }, { key: of.metric, query: { ...nowOf(of), where: of.where } }]))
  return {
    ...row,
    figures: row.figures.map((frozen) => {
      const at = countable.indexOf(frozen)
      return { frozen, again: at < 0 ? null : values[2 * at] ?? null, today: at < 0 ? null : values[2 * at + 1] ?? null }
    }),
  }
}

/** What was decided from one moment until before another, oldest first. */
export async function decidedBetween(ctx: Ctx, from: Date, until: Date): Promise<DecidedLine[]> {
  const rows = await rowsOf(ctx).where('d.decided_at', '>=', from).where('d.decided_at', '<', until).orderBy('d.decided_at').limit(50).execute()
  return rows.map((row) => ({ id: row.id, question: row.question, chosen: (row.options as string[])[row.chosen] ?? '', decider: row.decider_name ?? '', decidedAt: row.decided_at.toISOString(), verdict: row.verdict }))
}
