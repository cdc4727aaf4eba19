import { DateTime } from 'luxon'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { causesInTree } from '../../cases/index.ts'
import type { MetricValue } from '../../metrics/contract.ts'
import { listMetrics, metricValues } from '../../metrics/index.ts'
import { CLAIMS } from './claims.ts'
import type { BoardTile, ComplaintBoard } from './contract.ts'
import { RATE_BASES, TIME_METRICS, rateBase, timeBy } from './settings.ts'

const DAYS = 90
/** Lines that the handbook draws for our own figures (002 §3.4: 85 % of complainants content after reasonable handling). */
const REFERENCES: Readonly<Record<string, number>> = { 'complaint-process-satisfaction': 85, 'complaint-satisfaction': 85 }

/** The board, counted in one go. */
export async function complaintBoard(ctx: Ctx, asked: { from?: string | undefined; to?: string | undefined }): Promise<ComplaintBoard> {
  const to = asked.to ?? dayIn(ctx.settings.get(companyZone), ctx.now)
  const from = asked.from ?? (DateTime.fromISO(to, { zone: 'utc' }).minus({ days: DAYS - 1 }).toISODate() as string)
  const base = ctx.settings.get(rateBase)
  const by = ctx.settings.get(timeBy)
  const rate = RATE_BASES[base]
  const known = new Map(listMetrics(ctx).items.map((one) => [one.key, one]))
  const groups = {
    volume: ['complaints-received', rate, 'complaints-coded'], handling: [...TIME_METRICS[by], 'complaint-attainment', 'complaint-accepted'],
    people: ['complaint-conflict-rose', 'emotion-recovery', 'calls-interrupted', 'politeness-score'], after: ['complaint-process-satisfaction', 'complaint-satisfaction', 'complaint-retention', 'complaint-churn-unresolved'],
  }
  const window = { from, to }
  const since = DateTime.fromISO(`${to.slice(0, 7)}-01`, { zone: 'utc' }).minus({ months: 11 }).toISODate() as string
  const tileKeys = Object.values(groups).flat().filter((key) => known.has(key))
  const asks = [
    ...tileKeys.map((key) => ({ key, query: { ...window, against: 'previous' as const } })), ...CLAIMS.filter(({ metric }) => known.has(metric)).map(({ metric, of }) => ({ key: metric, query: { ...window, ...(of === 'change' ? { against: 'year' as const } : {}) } })),
    ...known.has('complaints-by-cause') && known.has('complaints-by-product') ? [...(['branch', 'cause'] as const).map((field) => ({ key: 'complaints-by-cause', query: { ...window, by: field } })), ...(['teamId', 'product'] as const).map((field) => ({ key: 'complaints-by-product', query: { ...window, by: field } })), { key: 'complaints-received', query: { ...window, every: 'month' as const, since } }, { key: rate, query: { ...window, every: 'month' as const, since } }] : [],
  ]
  const values = await metricValues(ctx, asks)
  const tiles = new Map(tileKeys.map((key, at): [string, MetricValue] => [key, values[at] as MetricValue]))
  const claimed = new Map(CLAIMS.filter(({ metric }) => known.has(metric)).map(({ key }, at) => [key, values[tileKeys.length + at] as MetricValue]))
  const [branches, causes, teams, products, perMonth, ratePerMonth] = values.slice(tileKeys.length + claimed.size)
  const received = tiles.get('complaints-received')
  const over = tiles.get(rate)?.denominator ?? null
  const rateOf = (n: number) => over ? n / over * 1_000 : null
  const tile = (key: string): BoardTile[] => {
    const [value, metric] = [tiles.get(key), known.get(key)]
    return value && metric ? [{ value, name: metric.name, formula: metric.formula, better: metric.better, reference: REFERENCES[key] ?? null }] : []
  }
  return {
    at: ctx.now, from, to, base, timeBy: by, volume: groups.volume.flatMap(tile), handling: groups.handling.flatMap(tile), people: groups.people.flatMap(tile), after: groups.after.flatMap(tile),
    causes: paretoOf(ctx, received?.n ?? 0, branches, causes, rateOf),
    teams: (teams?.groups ?? []).map(({ group, name, n }) => ({ id: group, name, n, rate: rateOf(n) })), products: (products?.groups ?? []).filter(({ group }) => group !== null).slice(0, 12).map(({ group, n }) => ({ product: group, n, rate: rateOf(n) })), over,
    months: (perMonth?.series ?? []).map((one) => ({ from: one.from, n: one.n, rate: ratePerMonth?.series?.find((other) => other.from === one.from)?.value ?? null })),
    claims: CLAIMS.flatMap(({ key, where, value, year, of, metric }) => {
      const own = claimed.get(key)
      return own ? [{ key, where, claimed: value, year, of, own: of === 'share' ? own.value : changeOf(own), n: own.n, metric }] : []
    }),
  }
}

/** The change against the year before in percent: 8 then and 10 now are +25. Null where there were none then. */
function changeOf({ value, comparison }: MetricValue): number | null {
  const then = comparison?.value
  return value === null || !then ? null : (value - then) / then * 100
}

function paretoOf(ctx: Ctx, all: number, branches: MetricValue | undefined, causes: MetricValue | undefined, rateOf: (n: number) => number | null): ComplaintBoard['causes'] {
  const tree = new Map(causesInTree(ctx).map((one) => [one.key, one]))
  const topOf = (key: string): string => { const parent = tree.get(key)?.parent; return parent && tree.has(parent) && parent !== key ? topOf(parent) : key }
  const coded = (branches?.groups ?? []).reduce((sum, { n }) => sum + n, 0)
  const rows = [...(branches?.groups ?? []).toSorted((a, b) => b.n - a.n).map(({ group, n }) => ({ branch: group, name: (group && tree.get(group)?.name) || null, n, causes: (causes?.groups ?? []).flatMap(({ group: key, n: own }) => key && topOf(key) === group ? [{ key, name: tree.get(key)?.name ?? null, n: own }] : []) })), ...(all > coded ? [{ branch: 'none', name: null, n: all - coded, causes: [] }] : [])]
  let sum = 0
  const total = Math.max(all, coded)
  return rows.map((row) => { sum += row.n; return { ...row, share: total ? row.n / total * 100 : 0, cumulative: total ? sum / total * 100 : 0, rate: rateOf(row.n) } })
}
