import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { Bilingual } from '../../../kernel/contract.ts'
import { invalid } from '../../../kernel/errors.ts'
import { adjustP, contingency } from '../../../pure/stats/index.ts'
import type { Window } from '../counted.ts'
import { columnOf, measured, recordsOf } from '../counted.ts'
import { LEVEL, differenceTest } from '../comparison.ts'
import type { Side, Tested } from '../comparison.ts'
import type { Metric } from '../definition.ts'
import { findMetric, windowOf } from '../queries.ts'
import { nameGroups } from './names.ts'
import { gapsOf } from '../rollups/gaps.ts'
import type { Tally } from '../tally.ts'
import { NO_TALLY, tallyOf } from '../tally.ts'
import { valueOf } from '../value.ts'
import type { GroupContrast, MetricGroups } from './contract.ts'
import { byRanks, kruskalOf, mannWhitneyOf, samplesOf, welchAnovaOf } from './measured.ts'
import type { Samples } from './measured.ts'
import { contrastSentence, inBoth } from './sentences.ts'
import { pText } from '../rules.ts'

/** The largest groups are looked at; a screen with more says nothing. */
const MOST = 50
const MOST_MIDDLES = 20
const OTHERS: Bilingual = { zh: '其他', en: 'the others' }

/** Each group against all the others together. @throws AppError 404 metric.not-found, 400 metric.not-divided-so, metric.no-group-test */
export async function groupsOfMetric(ctx: Ctx, key: string, query: { from?: string | undefined; to?: string | undefined; by: string }): Promise<MetricGroups> {
  const { is } = findMetric(ctx, key)
  const window = windowOf(ctx, is, query)
  if (is.distinct || (is.measure.kind === 'ratio' && is.measure.over.distinct)) throw invalid('key', 'metric.no-group-test')
  const gaps = await gapsOf(ctx, [is], window)
  const [{ tallies, others: bases }, samples] = await Promise.all([
    tallyOf(ctx, is, { from: window.from, to: window.to }, { by: query.by }, gaps),
    'field' in is.measure && is.measure.kind !== 'sum' ? samplesOf(ctx, is, { from: window.from, to: window.to }, query.by) : null,
  ])
  const parts = [...new Set([...tallies.keys(), ...bases?.keys() ?? []])].map((part) => side(is, tallies.get(part) ?? NO_TALLY, bases ? bases.get(part)?.n ?? 0 : null, part)).sort((a, b) => b.tally.n - a.tally.n).slice(0, MOST)
  const names = await nameGroups(ctx, is, query.by, parts.map(({ part }) => part))
  // The middle of all the others can't be had from the middle of each.
  await middlesOfOthers(ctx, is, { from: window.from, to: window.to }, query.by, parts.slice(0, MOST_MIDDLES))
  const found = parts.map((own) => {
    const rest = without(is, parts, own)
    const sample = samples?.parts.find(({ part }) => part === own.part)
    const tested = judged(is, own, rest, samples, sample)
    return { own, rest, tested }
  })
  const adjusted = adjustP(found.map(({ tested }) => tested?.p ?? Number.NaN), 'holm')
  const items = found.map(({ own, rest, tested }, at): GroupContrast => {
    const p = tested ? adjusted[at]! : null
    const real = p === null ? null : p < LEVEL
    const difference = own.value.value === null || rest.value.value === null ? null : own.value.value - rest.value.value
    const name = names.get(own.part) ?? inBoth('metric.without')
    return {
      ...own.value, group: own.part, name: ctx.actor.locale === 'en' ? name.en : name.zh, others: rest.value, difference, p: tested?.p ?? null, adjusted: p, test: tested?.test ?? null, real,
      sentence: contrastSentence(is, { name, value: own.value }, { name: OTHERS, value: rest.value }, { difference, p, test: tested?.test ?? null, real }),
    }
  })
  const overall = overallOf(is, parts, samples)
  const first = items.filter(({ real }) => real)
  return {
    key, unit: is.unit, by: query.by, from: window.from, to: window.to, overall, items,
    sentence: overall === null ? inBoth('metric.said.groups-untested')
      : inBoth(overall.real ? first.length ? 'metric.said.groups-differ' : 'metric.said.groups-differ-somewhere' : 'metric.said.groups-same', (locale) => ({ n: first.length, p: pText(overall.p), names: first.slice(0, 4).map(({ group }) => { const name = names.get(group); return name ? locale === 'en' ? name.en : name.zh : '' }).join(locale === 'en' ? ', ' : '、') })),
  }
}

interface Part extends Side { part: string | null; others: number | null; middleOfOthers?: number | null }
const side = (metric: Metric, tally: Tally, others: number | null, part: string | null): Part => ({ part, tally, others, value: valueOf(metric, tally, others), exposure: others ?? 0 })

/** All the other groups as one. */
function without(metric: Metric, parts: readonly Part[], own: Part): Part {
  const rest = parts.filter((part) => part !== own)
  const sum = (of: (tally: Tally) => number | null) => rest.reduce((total, { tally }) => total + (of(tally) ?? 0), 0)
  const n = sum((tally) => tally.n)
  const total = sum((tally) => tally.total)
  const mean = n ? total / n : null
  const squares = mean === null ? 0 : sum(({ n: size, mean: own = 0, sd }) => (size - 1) * (sd ?? 0) ** 2 + size * ((own ?? 0) - mean) ** 2)
  const tally: Tally = { ...NO_TALLY, n, hits: sum(({ hits }) => hits), misses: sum(({ misses }) => misses), total, mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : null }
  if (metric.measure.kind === 'quantile') tally.middle = own.middleOfOthers ?? null
  return side(metric, tally, own.others === null ? null : rest.reduce((all, { others }) => all + (others ?? 0), 0), null)
}

function judged({ measure }: Metric, own: Part, rest: Part, samples: Samples | null, sample: Samples['parts'][number] | undefined): Tested {
  if (own.value.value === null || rest.value.value === null) return null
  if (measure.kind === 'count' || measure.kind === 'sum') return null
  if (samples && sample && (measure.kind === 'quantile' || byRanks(samples, Math.min(own.tally.n, rest.tally.n)))) {
    const p = mannWhitneyOf(samples, sample)
    return Number.isFinite(p) ? { p, test: 'mann-whitney' } : null
  }
  return differenceTest(measure.kind, own, rest)
}

function overallOf({ measure }: Metric, parts: readonly Part[], samples: Samples | null): MetricGroups['overall'] {
  const told = (test: NonNullable<MetricGroups['overall']>['test'], p: number) => Number.isFinite(p) ? { test, p, real: p < LEVEL } : null
  if (parts.length < 2) return null
  if (measure.kind === 'share') return told('chi-square', contingency(parts.map(({ tally: { n, hits } }) => [hits ?? 0, n - (hits ?? 0)]), { fisher: false }).p)
  if (!samples || samples.parts.length < 2) return null
  if (measure.kind === 'quantile' || byRanks(samples)) return told('kruskal-wallis', kruskalOf(samples))
  return told('welch-anova', welchAnovaOf(samples.parts.filter(({ n }) => n > 1)))
}

/** The quantile of all the others, for the largest groups; of the rest nobody sees it. */
async function middlesOfOthers(ctx: Ctx, metric: Metric, window: Window, by: string, parts: readonly Part[]): Promise<void> {
  const { facts, measure } = metric
  const records = recordsOf(ctx, facts, metric, window)
  if (!records || measure.kind !== 'quantile' || parts.length < 2) return
  const { rows } = await sql<{ nth: number; middle: number | null }>`with held as materialized (select ${columnOf(facts, by)}::text as part, ${columnOf(facts, measure.field)}::float8 as v ${records}${measured(metric)})
    select g.nth::int as nth, (select percentile_cont(${measure.q}::float8) within group (order by v) from held h where h.part is distinct from g.part) as middle from unnest(${parts.map(({ part }) => part)}::text[]) with ordinality g(part, nth)`.execute(ctx.db)
  for (const { nth, middle } of rows) parts[nth - 1]!.middleOfOthers = middle
}
