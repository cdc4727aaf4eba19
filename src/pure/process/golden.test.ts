import { expect, test } from 'vitest'
import { describeBeside } from './fixtures/beside.ts'
import {
  bottlenecks, conformance, directlyFollows, eventuallyFollows, fromCsv, fromPnml, fromXes, handovers, heuristicsNet, prepareLog, type ProcessEvent, rework, summary, toXes, variants,
} from './index.ts'

interface Golden {
  events: number
  cases: number
  activities: number
  resources: number
  variants: number
  singleton_variants: number
  top5_variant_share: number
  activity_counts: Record<string, number>
  start_activities: Record<string, number>
  end_activities: Record<string, number>
  top_variants: { count: number, trace: string[] }[]
  case_duration_seconds: { mean: number, median: number, min: number, max: number, p25: number, p75: number, p90: number, p95: number, sd_sample: number }
  case_arrival_average_seconds: number
  directly_follows: [string, string, number][]
  performance_dfg_seconds: { a: string, b: string, mean: number, median: number, max: number, min: number, sum: number, stdev: number | null }[]
  self_loops: number
  rework_cases_per_activity: Record<string, number>
  cases_with_rework: number
  rework_events_total: number
  handover_pairs: number
  handover_counts_top: [string, string, number][]
  eventually_follows_pairs: number
  eventually_follows_top: [string, string, number][]
  'heuristics_net_dep0.5'?: { nodes: number, edges: [string, string, number, number][] }
}

/** Every figure of pm4py's that the library has as well. */
function expectFigures(events: readonly ProcessEvent[], text: string): void {
  const golden = JSON.parse(text.replaceAll(': NaN', ': null')) as Golden
  const log = prepareLog(events)
  const near = (found: number | undefined, wanted: number): void => expect((found ?? Number.NaN) / (wanted || 1)).toBeCloseTo(wanted ? 1 : 0, 9)
  const found = summary(log)
  expect(found).toMatchObject({ events: golden.events, cases: golden.cases, activities: golden.activities, resources: golden.resources, variants: golden.variants, singletonVariants: golden.singleton_variants })
  expect(found).toMatchObject({ activityCounts: golden.activity_counts, startActivities: golden.start_activities, endActivities: golden.end_activities })
  near(found.top5VariantShare, golden.top5_variant_share)
  near(found.meanArrivalSeconds, golden.case_arrival_average_seconds)
  const durations = golden.case_duration_seconds
  for (const [a, b] of [[found.meanDuration, durations.mean], [found.medianDuration, durations.median], [found.minDuration, durations.min], [found.maxDuration, durations.max], [found.p25Duration, durations.p25], [found.p75Duration, durations.p75], [found.p90Duration, durations.p90], [found.p95Duration, durations.p95], [found.sdDuration, durations.sd_sample]] as const) near(a, b)

  const ways = new Map(variants(log).map((variant) => [variant.activities.join('|'), variant.count]))
  for (const { trace, count } of golden.top_variants) expect(ways.get(trace.join('|'))).toBe(count)

  const pairs = directlyFollows(log)
  const pair = new Map(pairs.map((row) => [`${row.from}|${row.to}`, row]))
  expect(pairs).toHaveLength(golden.directly_follows.length)
  for (const [from, to, count] of golden.directly_follows) expect(pair.get(`${from}|${to}`)?.count).toBe(count)
  for (const { a, b, mean, median, max, min, sum, stdev } of golden.performance_dfg_seconds) {
    const row = pair.get(`${a}|${b}`)!
    for (const [mine, theirs] of [[row.meanSeconds, mean], [row.medianSeconds, median], [row.maxSeconds, max], [row.minSeconds, min], [row.totalSeconds, sum]] as const) near(mine, theirs)
    if (row.count > 1 && stdev !== null) near(row.sdSeconds, stdev)
  }
  const [again] = [rework(log)]
  expect(again).toMatchObject({ selfLoops: golden.self_loops, casesWithRework: golden.cases_with_rework, repeats: golden.rework_events_total })
  expect(Object.fromEntries(again.activities.map(({ activity, cases }) => [activity, cases]))).toEqual(golden.rework_cases_per_activity)

  const hands = handovers(log).pairs
  expect(hands).toHaveLength(golden.handover_pairs)
  for (const [from, to, count] of golden.handover_counts_top) expect(hands.find((row) => row.from === from && row.to === to)?.count).toBe(count)

  const later = eventuallyFollows(log)
  expect(later).toHaveLength(golden.eventually_follows_pairs)
  for (const [from, to, count] of golden.eventually_follows_top) expect(later.find((row) => row.from === from && row.to === to)?.count).toBe(count)

  const net = golden['heuristics_net_dep0.5']
  if (!net) return
  const { nodes, edges } = heuristicsNet(log)
  expect(nodes).toHaveLength(net.nodes)
  expect(edges.map(({ from, to, count }) => [from, to, count])).toEqual(net.edges.map(([from, to, , count]) => [from, to, count]))
  for (const [i, [, , dependency]] of net.edges.entries()) expect(edges[i]!.dependency).toBeCloseTo(dependency, 12)
}

describeBeside('running example', ['golden/running-example.json', 'pm4py/running-example.xes', 'pm4py/running-example.csv'], (golden, xes, csv) => {
  test('from XES', () => { expectFigures(fromXes(xes), golden) })
  test('from CSV', () => { expectFigures(fromCsv(csv, { columns: { activity: 'concept:name' } }).events, golden) })
})

describeBeside('help desk of an Italian software company', ['golden/helpdesk.json', 'helpdesk_finale.csv.gz', 'golden/helpdesk-top1.pnml', 'golden/helpdesk-top5.pnml'], (golden, csv, top1, top5) => {
  const { events, rejected, columns } = fromCsv(csv)
  test('every row is read, though two columns bear one name', () => {
    expect(rejected).toEqual([])
    expect(columns).toEqual({ caseId: 'Case ID', activity: 'Activity', at: 'Complete Timestamp', resource: 'Resource' })
    expect(() => fromCsv(csv, { columns: { resource: 'Variant' } })).toThrow('2 columns are called Variant')
  })
  test('all figures', () => { expectFigures(events, golden) })

  test('most time goes between resolving and closing', () => {
    const [worst] = bottlenecks(events)
    expect(worst).toMatchObject({ rank: 1, from: 'Resolve ticket', to: 'Closed', count: 4558 })
    expect(worst!.share).toBeGreaterThan(0.7)
  })

  test('the nets of the most frequent ways fit at least those', () => {
    const log = prepareLog(events)
    const ways = variants(log)
    const [one, five] = [conformance(log, fromPnml(top1)), conformance(log, fromPnml(top5))]
    expect(one.fittingCases).toBe(ways[0]!.count)
    expect(five.fittingCases).toBeGreaterThanOrEqual(ways.slice(0, 5).reduce((sum, { count }) => sum + count, 0))
    expect(five.fitness).toBeGreaterThan(one.fitness)
    const flow = conformance(log, ['Assign seriousness', 'Take in charge ticket', 'Resolve ticket', 'Closed'])
    expect(flow.fitness).toBeCloseTo(one.fitness, 12)
    expect(flow.averageFitness).toBeCloseTo(one.averageFitness, 12)
  })
})

describeBeside('closed problems at Volvo IT', ['golden/bpic2013_closed.json', 'golden/bpic2013_closed_name+lifecycle.json', 'pm4py/bpic2013_closed.xes.gz'], (byName, byState, xes) => {
  // pm4py 2.7.11 reads times without their zone, so its durations over a change of the clock are an hour off.
  test('by name', () => { expectFigures(fromXes(xes, { zones: false }), byName) })
  test('by name and state', () => { expectFigures(fromXes(xes, { zones: false, classifier: ['concept:name', 'lifecycle:transition'] }), byState) })
  test('with zones, durations are those that passed', () => {
    const [wall, real] = [summary(fromXes(xes, { zones: false })), summary(fromXes(xes))]
    expect(real.variants).toBe(wall.variants)
    expect(Math.abs(real.medianDuration - wall.medianDuration)).toBeLessThanOrEqual(3600)
    expect(real.medianDuration).not.toBe(wall.medianDuration)
  })
  test('written and read again it is the same log', () => {
    const events = fromXes(xes)
    expect(fromXes(toXes(events))).toEqual(events)
  })
})

describeBeside('a net and the log it was made from', ['pm4py/running-example.xes', 'golden/running-example-top6.pnml', 'golden/running-example-conformance.json'], (xes, pnml, golden) => {
  test('pm4py finds that all fits, and so do we', () => {
    const wanted = (JSON.parse(golden) as { cases: { fit_traces: number, alignments: { averageFitness: number } }[] }).cases[1]!
    const found = conformance(fromXes(xes), fromPnml(pnml))
    expect(found.fittingCases).toBe(wanted.fit_traces)
    expect(found.averageFitness).toBe(wanted.alignments.averageFitness)
    expect(found.deviations).toEqual([])
  })
})
