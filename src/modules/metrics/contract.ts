import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'

/** Figures: every number that is shown anywhere is one definition, its value in a window, and the records it was made of. */

export const Unit = z.enum(['percent', 'per-thousand', 'points', 'count', 'seconds', 'score'])
export type Unit = z.output<typeof Unit>
export const Better = z.enum(['higher', 'lower', 'neither'])
export type Better = z.output<typeof Better>

/** A sentence of a definition, in both languages. */
export const Sentence = z.object({ zh: z.string(), en: z.string() })
export const Frequency = z.enum(['day', 'week', 'month', 'quarter'])

export const MetricSummary = z.object({
  key: z.string(), name: Bilingual, formula: Sentence, unit: Unit, better: Better, definitionVersion: z.int(),
  of: z.object({ name: z.string(), noun: Bilingual }),
  /** The moment by which a record falls into a window. */
  at: Bilingual,
  /** What a record brings to the value: itself, a yes or no, or a value of its own. */
  counts: z.enum(['records', 'hits', 'values']),
  exclusions: z.array(Sentence),
  /** Where its records come from. */
  source: Sentence,
  /** The role that answers for it. */
  owner: z.object({ role: z.string(), name: Bilingual }), frequency: Frequency,
  /** Records closed or settled less than so many days ago may still change it. */
  settlesAfterDays: z.int(),
  /** `words` is the beginning of the catalogue keys that name the values of a choice, null where values have names of their own. */
  by: z.array(z.object({ field: z.string(), name: Bilingual, words: z.string().nullable() })),
  /** What it is narrowed to by `by` and `group` and never divided by: the flows that its records follow. */
  narrows: z.array(z.object({ field: z.string(), name: Bilingual })),
  /** Below the first no value is told, for the sake of those it is about; below the second screens say that there are too few. */
  minimum: z.int(), enough: z.int(),
}).meta({ id: 'MetricSummary' })
export type MetricSummary = z.output<typeof MetricSummary>

/** Null where nothing was counted, or less than the definition's minimum. */
export const Value = z.object({
  value: z.number().nullable(),
  /** The records it was made of; a list of them has exactly so many. */
  n: z.int(),
  numerator: z.number().nullable(), denominator: z.number().nullable(),
  /** 95 %: Wilson's of a share, Student's of a mean, by ranks of a quantile (bootstrapped where there are too few beyond it for that), Poisson's of a ratio; null where none is defined. */
  interval: z.object({ lower: z.number(), upper: z.number(), method: z.enum(['wilson', 't', 'ranks', 'poisson', 'normal', 'bootstrap']) }).nullable(),
  /** There when it was made of fewer records than its definition calls enough: it is exact, and screens say so instead of showing it. */
  few: z.literal(true).optional(),
})
export type Value = z.output<typeof Value>

export const Test = z.enum(['two-proportions', 'fisher', 'welch', 'poisson', 'normal', 'quantile', 'mann-whitney', 'chi-square', 'welch-anova', 'kruskal-wallis'])
/** The same metric in another window, and whether the two differ by more than chance does. */
export const Comparison = Value.extend({
  from: z.iso.date(), to: z.iso.date(),
  /** The value less the one it is compared with, in the metric's unit; null where either is missing. */
  difference: z.number().nullable(),
  /** The two-sided probability of a difference at least as large if nothing had changed; null where the measure has no test or there is too little to test. */
  p: z.number().min(0).max(1).nullable(),
  test: Test.nullable(),
  /** p below 0.05; null where nothing was tested. */
  real: z.boolean().nullable(),
}).meta({ id: 'MetricComparison' })
export type Comparison = z.output<typeof Comparison>

export const MetricValue = Value.extend({
  key: z.string(), unit: Unit, definitionVersion: z.int(), from: z.iso.date(), to: z.iso.date(),
  /** One value a group when `by` was asked, the largest groups first. */
  groups: z.array(Value.extend({ group: z.string().nullable(), name: z.string().nullable() })).optional(),
  /** One value a day, week or month when `every` was asked, in order; `from` is its first day. */
  series: z.array(Value.extend({ from: z.iso.date() })).optional(),
  /** When `against` was asked. */
  comparison: Comparison.optional(),
  /** Corrections that lie within the window: how many, and what they come to. They stand beside the value and are not in it. */
  adjusted: z.object({ count: z.int(), amount: z.number() }).optional(),
}).meta({ id: 'MetricValue' })
export type MetricValue = z.output<typeof MetricValue>

const Window = z.object({
  /** Days of the company's zone, both included; the last 30 days when absent. */
  from: Day.optional(), to: Day.optional(),
})
export const MetricQuery = Window.extend({
  by: line(60).optional(), every: z.enum(['day', 'week', 'month']).optional(),
  /** The series begins on this day instead of with the window. */
  since: Day.optional(),
  /** Compared with as many days just before, or with the same days of the year before. */
  against: z.enum(['previous', 'year']).optional(),
  /** Only the records of one group of `by`; `none` for those without. */
  group: line(200).optional(),
}).refine((query) => query.group === undefined || query.by !== undefined, { path: ['group'], error: 'metric.group-without-by' })
export type MetricQuery = z.output<typeof MetricQuery>

export const MetricRecord = z.object({
  id: z.uuid(), record: z.object({ kind: z.string(), id: z.uuid() }), label: z.string().nullable(), at: Instant,
  /** Whether it is of the numerator; null where the metric has none. */
  counts: z.boolean().nullable(), value: z.number().nullable(),
}).meta({ id: 'MetricRecord' })
export type MetricRecord = z.output<typeof MetricRecord>

/** How much of a metric is kept counted. */
export const RollupStatus = z.object({ key: z.string(), name: Bilingual,
  /** Whether its days may be kept: else it is counted from its records every time. */
  kept: z.boolean(), days: z.int(),
  /** Days that wait to be counted anew; until then they are counted from the records. */
  stale: z.int(), refreshedAt: Instant.nullable() }).meta({ id: 'MetricRollup' })
export type RollupStatus = z.output<typeof RollupStatus>
const Keys = z.string().transform((text) => text.split(',').map((key) => key.trim()).filter(Boolean)).pipe(z.array(line(60)).min(1).max(60))

const Key = z.strictObject({ key: line(60) })
export const metrics = {
  list: endpoint('GET', '/metrics', { response: z.object({ items: z.array(MetricSummary) }), access: 'metric.read', about: 'The metrics in force whose records one may see, with their formulas.' }),
  values: endpoint('GET', '/metric-values', { query: MetricQuery.safeExtend({ keys: Keys }), response: z.object({ items: z.array(MetricValue) }), access: 'metric.read', about: 'Many metrics in one window, in the order of `keys` (separated by commas, at most 60): as fast as one.' }),
  rollups: endpoint('GET', '/metric-rollups', { response: z.object({ items: z.array(RollupStatus) }), access: 'metric.read', about: 'How much of each metric is kept counted, and when it was refreshed last.' }),
  recompute: endpoint('POST', '/metric-rollups/recompute', { body: z.strictObject({ key: line(60).optional() }), response: z.object({ items: z.array(RollupStatus) }), access: 'metric.recompute', about: 'Throws away what is kept of a metric, of all without `key`; it is filled again from the records.' }),
  value: endpoint('GET', '/metrics/:key', { params: Key, query: MetricQuery, response: MetricValue, access: 'metric.read', about: 'The value of a metric in a window, over the records one may see; with `by` also group by group (a field that the list of metrics names, `fields.KEY` for a custom one), with `every` also day by day, with `against` also how it differs from an earlier window.' }),
  records: endpoint('GET', '/metrics/:key/records', { params: Key, query: Window.extend({ by: line(60).optional(), group: line(200).optional(), ...Listing.pick({ limit: true, cursor: true }).shape }), response: pageOf(MetricRecord), access: 'metric.read', about: 'The records a value was made of, newest first: exactly `n` of them.' }),
}

const said = (text: string) => text.trim() !== ''
/** SMART: what a goal, a step of a flow and an improvement have to say before they count. */
export const SMART = ['specific', 'measure', 'attainable', 'relevant', 'timely'] as const
export type SmartLetter = (typeof SMART)[number]
/** The letters that say nothing yet, in their order; a measure counts once it is bound to a metric. */
export const smartLacks = (of: Readonly<Record<SmartLetter, unknown>>): SmartLetter[] => SMART.filter((letter) => { const is = of[letter]; return is === null || is === undefined || (typeof is === 'string' && !said(is)) })
/** A part of SMART: what is empty is refused by the name of its letter. */
const letter = (error: string) => z.string().refine(said, { error, abort: true }).pipe(prose(1_000))
const isDay = (text: string) => Day.safeParse(text).success
export const Direction = z.enum(['at-least', 'at-most'])
const Measure = { metric: z.string().max(60).refine(said, { error: 'goal.smart-m' }), target: z.number().nullable().refine((target) => target !== null, { error: 'goal.smart-m' }) }
const Deadline = z.string().refine(isDay, { error: 'goal.smart-t' })
export const SetGoal = z.strictObject({
  name: line(200), specific: letter('goal.smart-s').prefault(''), metric: Measure.metric.prefault(''), direction: Direction, target: Measure.target.prefault(null),
  attainable: letter('goal.smart-a').prefault(''), relevant: letter('goal.smart-r').prefault(''), from: Day, deadline: Deadline.prefault(''),
  ownerId: z.uuid(),
  /** Only this team's records. */
  teamId: z.uuid().nullish(),
  /** The goal this one serves. */
  parentId: z.uuid().nullish(),
})
export type SetGoal = z.output<typeof SetGoal>
export const ChangeGoal = z.strictObject({
  version: z.int(), name: line(200).optional(), specific: letter('goal.smart-s').optional(), direction: Direction.optional(), target: Measure.target.optional(),
  attainable: letter('goal.smart-a').optional(), relevant: letter('goal.smart-r').optional(), from: Day.optional(), deadline: Deadline.optional(), ownerId: z.uuid().optional(), parentId: z.uuid().nullish(),
})
export type ChangeGoal = z.output<typeof ChangeGoal>

const Named = z.object({ id: z.uuid(), name: z.string() })
export const Goal = z.object({
  id: z.uuid(), name: z.string(), specific: z.string(), attainable: z.string(), relevant: z.string(),
  metric: z.string(), metricName: Bilingual, unit: Unit, direction: Direction, target: z.number(), from: z.iso.date(), deadline: z.iso.date(),
  owner: Named, team: Named.nullable(), parent: Named.nullable(),
  /** The value in as many days just before, when it was set. */
  baseline: z.number().nullable(),
  /** Over every record of the goal's days, whoever reads it: a goal is the company's. Null where there is no value. */
  standing: Value.extend({ state: z.enum(['green', 'amber', 'red', 'none']), gap: z.number().nullable() }),
  withdrawnAt: Instant.nullable(), withdrawnReason: z.string().nullable(), setAt: Instant, version: z.int(), may: z.array(z.enum(['change', 'withdraw'])),
}).meta({ id: 'MetricGoal' })
export type Goal = z.output<typeof Goal>

export const goals = {
  all: endpoint('GET', '/metric-goals', { query: z.strictObject({ withdrawn: z.enum(['true', 'false']).default('false') }), response: z.object({ items: z.array(Goal) }), access: 'metric.read', about: 'Goals with where they stand, the last to end first; at most 200.' }),
  get: endpoint('GET', '/metric-goals/:id', { params: Id, response: Goal, access: 'metric.read', about: 'One goal.' }),
  set: endpoint('POST', '/metric-goals', { body: SetGoal, response: Goal, status: 201, access: 'metric.goal', about: 'Sets a goal. What is missing of SMART is refused by its letter.' }),
  change: endpoint('PATCH', '/metric-goals/:id', { params: Id, body: ChangeGoal, response: Goal, access: 'metric.goal', about: 'Changes a goal; its metric and team stay.' }),
  withdraw: endpoint('POST', '/metric-goals/:id/withdraw', { params: Id, body: z.strictObject({ version: z.int(), reason: prose(500) }), response: Goal, access: 'metric.goal', about: 'Gives a goal up, for a reason. It stays to be read.' }),
  events: endpoint('GET', '/metric-goals/:id/events', { params: Id, response: History, access: 'metric.read', about: 'The history of a goal, oldest first.' }),
}
/** What was kept of it was thrown away, to be counted from zero. */
export const MetricRecomputed = event('metric.recomputed', z.object({ key: z.string() }))
const Changed = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }).partial())
export const GoalSet = event('goal.set', z.object({ metric: z.string(), direction: Direction, target: z.number(), from: z.iso.date(), deadline: z.iso.date(), ownerId: z.uuid(), teamId: z.uuid().nullable() }))
/** Of texts only that they changed. */
export const GoalChanged = event('goal.changed', z.object({ changed: Changed }))
export const GoalWithdrawn = event('goal.withdrawn', z.object({}))
