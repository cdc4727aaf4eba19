import { z } from 'zod'
import { Bilingual, Day, Instant, endpoint, line } from '../../../kernel/contract.ts'
import { Sentence, Test, Unit, Value } from '../contract.ts'

/** Looking into a metric: how groups and times differ and whether that is chance, whether it is steady, and what it was by its older definitions. */

const Days = { from: Day.optional(), to: Day.optional() }
const Key = z.strictObject({ key: line(60) })

/** A group against all the others together. */
export const GroupContrast = Value.extend({
  group: z.string().nullable(), name: z.string(),
  others: Value,
  /** This group less the others, in the metric's unit. */
  difference: z.number().nullable(),
  p: z.number().nullable(),
  /** p raised for the number of groups that were tested (Holm). */
  adjusted: z.number().nullable(), test: Test.nullable(), real: z.boolean().nullable(),
  sentence: Sentence,
})
export type GroupContrast = z.output<typeof GroupContrast>
export const MetricGroups = z.object({
  key: z.string(), unit: Unit, by: z.string(), from: z.iso.date(), to: z.iso.date(),
  /** Whether the groups differ at all. */
  overall: z.object({ test: Test, p: z.number(), real: z.boolean() }).nullable(),
  sentence: Sentence, items: z.array(GroupContrast),
}).meta({ id: 'MetricGroups' })
export type MetricGroups = z.output<typeof MetricGroups>

const Compared = Value.extend({ name: Bilingual, from: z.iso.date(), to: z.iso.date() })
export const MetricContrast = z.object({
  key: z.string(), unit: Unit, a: Compared, b: Compared,
  /** The second less the first, in the metric's unit, and as a part of the first; null where either is missing or the first is nothing. */
  difference: z.number().nullable(), relative: z.number().nullable(),
  p: z.number().nullable(), test: Test.nullable(), real: z.boolean().nullable(), sentence: Sentence,
}).meta({ id: 'MetricContrast' })
export type MetricContrast = z.output<typeof MetricContrast>

export const ContrastQuery = z.strictObject({
  ...Days,
  /** Two groups of `by` in one window, the first and the second. */
  by: line(60).optional(), a: line(200).optional(), b: line(200).optional(),
  /** Or the days just before a day, and those from it on. */
  date: Day.optional(), days: z.coerce.number().int().min(1).max(366).optional(),
  /** Or another window, which is the first. */
  otherFrom: Day.optional(), otherTo: Day.optional(),
}).refine(({ by, a, b, date, otherFrom, otherTo }) => Number(by !== undefined && a !== undefined && b !== undefined) + Number(date !== undefined) + Number(otherFrom !== undefined && otherTo !== undefined) === 1, { error: 'metric.compare-what' })
export type ContrastQuery = z.output<typeof ContrastQuery>

export const ControlPoint = z.object({
  from: z.iso.date(), n: z.int(), value: z.number().nullable(), center: z.number().nullable(), lower: z.number().nullable(), upper: z.number().nullable(),
  /** Numbers of the rules that are broken here: 1 is beyond three sigma, a special cause; 4 is eight in a row on one side. */
  rules: z.array(z.int()),
})
export const MetricControl = z.object({
  key: z.string(), unit: Unit, every: z.enum(['day', 'week']),
  /** Means with the spread within each step (xbar-s), shares (p), counts over a base (u), counts (c), or single values with their moving range (i-mr). */
  chart: z.enum(['xbar-s', 'p', 'u', 'c', 'i-mr']),
  /** Whether no point speaks of a special cause; null with too few points. */
  steady: z.boolean().nullable(), points: z.array(ControlPoint), sentence: Sentence,
}).meta({ id: 'MetricControl' })
export type MetricControl = z.output<typeof MetricControl>

/** How much of what differs lies between people, and how much within each one's own work. */
export const MetricSpread = z.object({
  key: z.string(), unit: Unit, by: z.string(), groups: z.int(), n: z.int(),
  /** Standard deviations in the metric's unit. */
  between: z.number().nullable(), within: z.number().nullable(),
  /** The part of the variance that lies between groups, 0 to 1 (the intraclass correlation ICC(1), from the analysis of variance; below nothing is told as nothing). */
  share: z.number().nullable(), p: z.number().nullable(), sentence: Sentence,
}).meta({ id: 'MetricSpread' })
export type MetricSpread = z.output<typeof MetricSpread>

/** One version of a definition, with the value the window has by it. */
export const MetricVersion = z.object({
  id: z.uuid(), version: z.int(), origin: z.enum(['shipped', 'company']), inForce: z.boolean(), effectiveFrom: Instant.nullable(), changedAt: Instant,
  formula: Sentence, unit: Unit, value: Value,
}).meta({ id: 'MetricVersion' })
export type MetricVersion = z.output<typeof MetricVersion>

export const inquiry = {
  groups: endpoint('GET', '/metrics/:key/groups', { params: Key, query: z.strictObject({ ...Days, by: line(60) }), response: MetricGroups, access: 'metric.read', about: 'Each group of a field against all the others, by the test that fits the measure and the shape of its values, corrected for the number of groups (Holm).' }),
  contrast: endpoint('GET', '/metrics/:key/comparison', { params: Key, query: ContrastQuery, response: MetricContrast, access: 'metric.read', about: 'Two groups, two windows, or the days before and after a date: how much they differ, and whether that is more than chance.' }),
  control: endpoint('GET', '/metrics/:key/control', { params: Key, query: z.strictObject({ ...Days, every: z.enum(['day', 'week']).default('day') }), response: MetricControl, access: 'metric.read', about: 'The control chart of a metric: is the process steady, and which points speak of a special cause.' }),
  spread: endpoint('GET', '/metrics/:key/spread', { params: Key, query: z.strictObject({ ...Days, by: line(60).default('handlerId') }), response: MetricSpread, access: 'metric.read', about: 'The variance between people beside that within each one’s own work.' }),
  versions: endpoint('GET', '/metrics/:key/versions', { params: Key, query: z.strictObject(Days), response: z.object({ items: z.array(MetricVersion) }), access: 'metric.read', about: 'Every published version of a metric with its formula and the value of the window by it, newest first.' }),
}
