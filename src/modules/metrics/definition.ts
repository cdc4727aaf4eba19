import { z } from 'zod'
import { Bilingual, line } from '../../kernel/contract.ts'
import { definitionKind } from '../../kernel/definitions.ts'
import { checkCondition } from '../../pure/conditions/index.ts'
import type { Condition, FieldType } from '../../pure/conditions/index.ts'
import type { Facts } from './facts.ts'
import { factsOf } from './facts.ts'
import { Better, Frequency, Unit } from './contract.ts'

const Word = line(60)
const When = z.custom<Condition>((value) => typeof value === 'object' && value !== null)
const Sentence = z.strictObject({ zh: line(500), en: line(500) })

/** Which records are looked at, and the moment that puts each of them into a window. */
const Counted = z.strictObject({
  of: Word, at: Word,
  /** Only these; all when absent. A record for which it is unknown is not among them. */
  base: When.optional(),
  /** Left out of them, each with the reason that readers are shown. */
  exclude: z.array(z.strictObject({ when: When, why: Sentence })).max(20).default([]),
  /** Counted once for each value of this field: customers, not contacts. Only where records are counted. */
  distinct: Word.optional(),
})
const Measure = z.discriminatedUnion('kind', [
  /** How many. */
  z.strictObject({ kind: z.literal('count') }),
  /** The share for which it is true; those for which it is unknown are of the rest. */
  z.strictObject({ kind: z.literal('share'), when: When }),
  /** The share of the one less the share of the other, as a net promoter score is. */
  z.strictObject({ kind: z.literal('balance'), plus: When, minus: When }),
  /** Over the records that have the field. */
  z.strictObject({ kind: z.literal('mean'), field: Word }),
  z.strictObject({ kind: z.literal('sum'), field: Word }),
  /** 0.5 is the median; between two values by straight line (R's type 7). */
  z.strictObject({ kind: z.literal('quantile'), field: Word, q: z.number().gt(0).lt(1) }),
  /** These records against others: complaints against contacts. */
  z.strictObject({ kind: z.literal('ratio'), over: Counted }),
])
export const MetricDefinition = z.strictObject({
  name: Bilingual,
  /** The formula in words. */
  formula: Sentence,
  unit: Unit, better: Better,
  ...Counted.shape,
  measure: Measure,
  /** Fields a reader may divide it by. */
  by: z.array(Word).max(20),
  /** With fewer records than this no value is told. */
  minimum: z.int().min(0).max(10_000).default(0),
  /** With fewer than this (of a ratio: in its denominator) screens and reports say that there are too few, in place of a rate. What the measure needs when absent. */
  enough: z.int().min(0).max(10_000).optional(),
  /** The role that answers for it and hears when it is out of the ordinary. */
  owner: Word.default('cs_manager'),
  /** Where its records come from, when that is more than its facts say of themselves. */
  source: Sentence.optional(),
  /** How often it is looked at. Its value is always of this moment. */
  frequency: Frequency.default('week'),
  /** A record's part in it may still change for so many days, because its conditions look at the clock. */
  settlesAfterDays: z.int().min(0).max(400).default(0),
})
export type MetricDefinition = z.input<typeof MetricDefinition>
export type Counted = z.output<typeof Counted>
export type Metric = Omit<z.output<typeof MetricDefinition>, 'enough'> & {
  id: string; key: string; version: number; facts: Facts; over: Facts | null; enough: number
  /** Whether days that are over may be kept counted: somebody marks those that change, and the clock changes none. */
  kept: boolean
}

/** How a value of the unit is made of what is counted: 41 of 50 is 82 percent. */
export const SCALE: Readonly<Record<Unit, number>> = { percent: 100, 'per-thousand': 1_000, points: 100, count: 1, seconds: 1, score: 1 }

/** @throws Error naming everything that the facts do not know */
function compile(body: z.output<typeof MetricDefinition>, { id, key, version }: { id: string; key: string; version: number }): Metric {
  const faults: string[] = []
  const checked = (counted: Counted, path: string): Facts | null => {
    const facts = factsOf(counted.of)
    if (!facts) { faults.push(`${path}of: no module has the facts '${counted.of}'`); return null }
    if (!facts.moments.includes(counted.at)) faults.push(`${path}at: '${counted.at}' is not one of ${facts.moments.join(', ')}`)
    const asks: [string, Condition][] = [...(counted.base ? [['base', counted.base] as [string, Condition]] : []), ...counted.exclude.map(({ when }, at): [string, Condition] => [`exclude.${at}.when`, when])]
    for (const [where, condition] of asks) condemn(facts, `${path}${where}`, condition)
    if (counted.distinct) field(facts, `${path}distinct`, counted.distinct, ['id', 'choice'])
    return facts
  }
  const condemn = (facts: Facts, path: string, condition: Condition) => {
    for (const fault of checkCondition(facts.fields, condition, { now: 'instant' })) faults.push(`${path}${fault.path && `.${fault.path}`}: ${fault.message}`)
  }
  const field = (facts: Facts, path: string, name: string, types: readonly FieldType[]) => {
    const known = facts.fields[name]
    if (!known) faults.push(`${path}: '${name}' is not one of ${Object.keys(facts.fields).join(', ')}`)
    else if (!types.includes(known.type)) faults.push(`${path}: '${name}' is not ${types.join(' or ')}`)
  }
  const facts = checked(body, '')
  const { measure } = body
  const over = measure.kind === 'ratio' ? checked(measure.over, 'measure.over.') : null
  if (facts) {
    if (measure.kind === 'share') condemn(facts, 'measure.when', measure.when)
    if (measure.kind === 'balance') { condemn(facts, 'measure.plus', measure.plus); condemn(facts, 'measure.minus', measure.minus) }
    if ('field' in measure) field(facts, 'measure.field', measure.field, ['number'])
    for (const [at, name] of body.by.entries()) {
      field(facts, `by.${at}`, name, ['choice', 'id', 'boolean'])
      if (over && !over.fields[name]) faults.push(`by.${at}: '${name}' is not among what it is compared with`)
    }
  }
  const shares = measure.kind === 'share' || measure.kind === 'balance' || measure.kind === 'ratio'
  if (shares !== ['percent', 'per-thousand', 'points'].includes(body.unit)) faults.push(`unit: '${body.unit}' does not fit a ${measure.kind}`)
  if (body.distinct && measure.kind !== 'count' && measure.kind !== 'ratio') faults.push(`distinct: a ${measure.kind} counts every record`)
  if (faults.length || !facts) throw new Error(faults.join('; '))
  const isTimed = body.settlesAfterDays === 0 && looksAtClock([body, measure])
  return { ...body, enough: body.enough ?? enoughFor(body), id, key, version, facts, over, kept: Boolean(id) && Boolean(facts.followed) && (!over || Boolean(over.followed)) && !isTimed }
}
/** Enough that a share moves by no more than a fifth with one record more, and that a record beyond a quantile is to be expected. */
function enoughFor({ measure, unit }: z.output<typeof MetricDefinition>): number {
  switch (measure.kind) {
    case 'count': case 'sum': return 0
    case 'quantile': return Math.max(5, Math.ceil(1 / Math.min(measure.q, 1 - measure.q) - 1e-9))
    case 'balance': return 10
    case 'ratio': return unit === 'per-thousand' ? 20 : 5
    default: return 5
  }
}
/** Whether some condition in it says "ago" or "ahead", so that time alone changes what it counts. */
const looksAtClock = (part: unknown): boolean => typeof part === 'object' && part !== null && (Array.isArray(part) ? part.some(looksAtClock)
  : Object.keys(part).some((name) => ['ago', 'ahead', 'daysAgo', 'daysAhead', 'var'].includes(name)) || Object.values(part).some(looksAtClock))

export const metricKind = definitionKind<z.output<typeof MetricDefinition>, Metric>('metric', MetricDefinition as unknown as z.ZodType<z.output<typeof MetricDefinition>>, compile, ({ owner }) => [{ kind: 'role', key: owner, path: 'owner' }])
