import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { DefinitionKind } from '../../../kernel/definitions.ts'
import { AppError, notFound } from '../../../kernel/errors.ts'
import { metricKind } from '../definition.ts'
import type { Metric } from '../definition.ts'
import { goalsInForce } from '../goals/queries.ts'
import { valuesOfMetrics, windowIn } from '../queries.ts'
import type { MetricAsk } from '../queries.ts'
import { seesAll } from '../rollups/gaps.ts'
import { goalState } from '../rules.ts'
import { tables } from '../adjustments/tables.ts'
import type { Card, Figure, Tree } from './contract.ts'
import type { CardBody, TreeBody } from './definition.ts'
import { cardKind, treeKind } from './definition.ts'

type Days = { from?: string | undefined; to?: string | undefined }
function inForce<B>(ctx: Ctx, kind: DefinitionKind<B, B>, key: string, noun: string): B {
  if (!ctx.definitions.keys(kind as { kind: string }, ctx.now).includes(key)) throw notFound(noun)
  return ctx.definitions.current(kind, key, ctx.now).is
}

export const listTrees = (ctx: Ctx) => ({ items: ctx.definitions.keys(treeKind as { kind: string }, ctx.now).map((key) => { const { name, about, source } = inForce<TreeBody>(ctx, treeKind, key, 'metric-tree'); return { key, name, about, source } }) })
export const listCards = (ctx: Ctx) => ({ items: ctx.definitions.keys(cardKind as { kind: string }, ctx.now).map((key) => { const { name, role, figures } = inForce<CardBody>(ctx, cardKind, key, 'metric-card'); return { key, name, role, personal: figures.some(({ mine }) => mine) } }) })

/** A tree with the values of all its metrics, asked for at once. @throws AppError 404 metric-tree.not-found, 400 metric.window-… */
export async function treeOf(ctx: Ctx, key: string, days: Days): Promise<Tree> {
  const { name, about, source, branches } = inForce<TreeBody>(ctx, treeKind, key, 'metric-tree')
  const window = windowIn(ctx, days)
  const found = await figuresOf(ctx, branches.flatMap(({ metrics }) => metrics.map((metric) => ({ metric }))), window)
  return { key, name, about, source, ...window, branches: branches.map(({ metrics, ...branch }, at) => ({ ...branch, figures: found.slice(branches.slice(0, at).reduce((sum, one) => sum + one.metrics.length, 0)).slice(0, metrics.length) })) }
}

/** The figures of a post, of one person's own records on a personal card. @throws AppError 404 metric-card.not-found, staff.not-found, 403 metric.person-not-yours, 400 metric.window-… */
export async function cardOf(ctx: Ctx, key: string, { staffId, ...days }: Days & { staffId?: string | undefined }): Promise<Card> {
  const { name, role, figures } = inForce<CardBody>(ctx, cardKind, key, 'metric-card')
  const window = windowIn(ctx, days)
  const id = figures.some(({ mine }) => mine) ? staffId ?? ctx.actor.id : null
  const person = id ? await tables(ctx).selectFrom('staff_ref').select(['id', 'name']).where('id', '=', id).executeTakeFirst() : undefined
  if (id && !person) throw notFound('staff')
  const wanted = figures.map(({ mine, ...figure }): Wanted => ({ ...figure, ...(mine && id ? { where: { [mine]: id } } : {}) }))
  const personal = wanted.filter(({ where }) => where)
  const others = id !== null && id !== ctx.actor.id
  if (others && !mayReadOf(ctx, id, personal.map(({ metric }) => metric))) throw new AppError('forbidden', 'metric.person-not-yours')
  // Whoever leads somebody reads what that person did, wherever it was done, and not the part of it that happens to be in their own sight.
  const found = await figuresOf(ctx, personal, window, others ? { ...ctx, actor: systemActor } : ctx)
  const general = await figuresOf(ctx, wanted.filter(({ where }) => !where), window)
  return { key, role, name, ...window, of: person ?? null, figures: wanted.map(({ where }) => (where ? found : general).shift()!) }
}

/** Whether the reader leads this person (their team, as their manager, their business line) or sees every record that the figures are made of. */
function mayReadOf(ctx: Ctx, id: string, metrics: readonly string[]): boolean {
  const { actor, definitions, now } = ctx
  const among = (name: string) => { const people = actor.vars[name]; return Array.isArray(people) && people.some((one) => one === id) }
  if (among('members') || among('reports')) return true
  const known = new Set(definitions.keys(metricKind, now))
  const read = metrics.flatMap((key) => known.has(key) ? [definitions.current(metricKind, key, now).is] : []).filter(({ facts }) => actor.can(facts.permission))
  return read.length > 0 && read.every((metric) => seesAll(ctx, metric)
    || (among('linePeople') && actor.grants.some(({ permission, scope, line }) => permission === metric.facts.permission && (scope === 'line' || line !== undefined))))
}

interface Wanted { metric: string; where?: Record<string, string>; target?: CardBody['figures'][number]['target'] }
async function figuresOf(ctx: Ctx, wanted: readonly Wanted[], window: { from: string; to: string }, counting: Ctx = ctx): Promise<Figure[]> {
  const known = new Map<string, Metric>(ctx.definitions.keys(metricKind, ctx.now).map((key) => [key, ctx.definitions.current(metricKind, key, ctx.now).is]))
  const seen = wanted.map(({ metric, where }) => { const is = known.get(metric); return is && ctx.actor.can(is.facts.permission) && Object.keys(where ?? {}).every((field) => is.by.includes(field)) ? is : null })
  const asks: MetricAsk[] = wanted.flatMap(({ metric, where }, at) => seen[at] ? [{ key: metric, query: { ...window, against: 'previous' as const, every: 'week' as const, ...(where ? { where } : {}) } }] : [])
  const [values, goals] = await Promise.all([valuesOfMetrics(counting, asks), goalsInForce(ctx, window.to)])
  let next = 0
  return wanted.map(({ metric, where, target }, at): Figure => {
    const is = seen[at]
    if (!is) return { metric, name: known.get(metric)?.name ?? null, formula: null, better: null, value: null, target: null }
    const value = values[next++]!
    const goal = where ? undefined : goals.find((one) => one.metric === metric && !one.teamId)
    const held = goal ? { direction: goal.direction, value: goal.target, goalId: goal.id } : target ? { ...target, goalId: null } : null
    return { metric, name: is.name, formula: is.formula, better: is.better, value, target: held && { ...held, ...goalState({ direction: held.direction, target: held.value }, value) } }
  })
}
