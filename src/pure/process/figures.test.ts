import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bottlenecks, compareLogs, directlyFollows, handovers, heuristicsNet, prepareLog, type ProcessEvent, recommendations, rework, simulateRemoval, stepTimes, summary } from './index.ts'
import { holm, mannWhitneyP, normalUpper, twoSharesP } from './significance.ts'

const minute = 60_000

/** A case whose steps end after so many minutes each, one after the other; `who` does them in turn. */
function made(caseId: string, steps: readonly (readonly [string, number])[], who: readonly string[] = [], from = 0): ProcessEvent[] {
  let at = from
  return steps.map(([activity, minutes], i) => ({ caseId, activity, at: at += minutes * minute, ...(who[i] ? { resource: who[i] } : {}) }))
}

const log = ['a', 'b', 'c'].flatMap((id, i) => made(id, [['open', 0], ['assign', 10], ['check', 60], ['solve', 20], ['close', 10]], ['ann', 'ann', 'bob', 'bob', 'ann'], i * 1000 * minute))

test('the step that holds 60 % of the time stands first', () => {
  const [worst, second] = bottlenecks(log)
  expect(worst).toMatchObject({ rank: 1, from: 'assign', to: 'check', kind: 'between', count: 3, cases: 3, medianSeconds: 3600 })
  expect(worst!.share).toBeCloseTo(0.6, 12)
  expect(second).toMatchObject({ from: 'check', to: 'solve', share: 0.2 })
  expect(stepTimes(log)[0]).toMatchObject({ activity: 'check', share: 0.6, endsHere: 0, total: { median: 3600, p90: 3600 } })
  expect(stepTimes(log).find(({ activity }) => activity === 'close')!.endsHere).toBe(3)
  expect(bottlenecks(log).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
})

test('waiting and work are told apart where the start is known', () => {
  const events: ProcessEvent[] = [
    { caseId: 'a', activity: 'open', at: 0 },
    { caseId: 'a', activity: 'solve', startedAt: 50 * minute, at: 60 * minute },
    { caseId: 'a', activity: 'mail', startedAt: 55 * minute, at: 65 * minute },
  ]
  const times = new Map(stepTimes(events).map((row) => [row.activity, row]))
  expect(times.get('solve')).toMatchObject({ waiting: { n: 1, mean: 3000 }, touch: { n: 1, mean: 600 }, total: { mean: 3600 } })
  // Begun before the step before it had ended: side by side, without waiting.
  expect(times.get('mail')).toMatchObject({ waiting: { mean: 0 }, touch: { mean: 600 } })
  expect(times.get('open')!.total.n).toBe(0)
  expect(bottlenecks(events)[0]).toMatchObject({ kind: 'between', from: 'open', to: 'solve', totalSeconds: 3000 })
  expect(bottlenecks(events).filter(({ kind }) => kind === 'within')).toHaveLength(2)
  expect(directlyFollows(events).find(({ to }) => to === 'solve')!.meanSeconds).toBe(3000)
})

test('time can be counted as working time', () => {
  const working = prepareLog(log, { elapsed: (from, to) => (to - from) / 2000 })
  expect(summary(working).medianDuration).toBe(summary(log).medianDuration / 2)
})

test('rework: what was done again, how long it took, and what came right after itself', () => {
  const events = [...made('a', [['open', 0], ['solve', 10], ['solve', 5], ['close', 5]]), ...made('b', [['open', 0], ['solve', 10], ['close', 5], ['solve', 30], ['close', 5]]), ...made('c', [['open', 0], ['close', 5]])]
  expect(rework(events)).toEqual({
    cases: 3, casesWithRework: 2, share: 2 / 3, repeats: 3, selfLoops: 1, seconds: 2400,
    activities: [
      { activity: 'solve', cases: 2, share: 1, repeats: 2, selfLoops: 1, seconds: 2100 },
      { activity: 'close', cases: 1, share: 1 / 3, repeats: 1, selfLoops: 0, seconds: 300 },
    ],
  })
})

test('handovers: who goes on after whom, and steps that name nobody', () => {
  const found = handovers([...log, ...made('d', [['open', 0], ['close', 5]], ['ann'])])
  expect(found).toMatchObject({ handovers: 6, share: 0.5, cases: 4, casesWithHandover: 3, meanPerCase: 1.5, unnamed: 1 })
  expect(found.pairs.map(({ from, to, count }) => [from, to, count])).toEqual([['ann', 'ann', 3], ['ann', 'bob', 3], ['bob', 'ann', 3], ['bob', 'bob', 3]])
})

test('counts add up, whatever the log', () => {
  const one = fc.record({ caseId: fc.constantFrom('a', 'b', 'c'), activity: fc.constantFrom('u', 'v', 'w', 'x'), at: fc.integer({ min: 0, max: 1000 }), resource: fc.option(fc.constantFrom('p', 'q')) })
  fc.assert(fc.property(fc.array(one, { minLength: 1, maxLength: 40 }), (events) => {
    const { cases, events: n } = summary(events)
    const pairs = directlyFollows(events)
    expect(pairs.reduce((sum, { count }) => sum + count, 0)).toBe(n - cases)
    const hands = handovers(events)
    expect(hands.pairs.reduce((sum, { count }) => sum + count, 0) + hands.unnamed).toBe(n - cases)
    expect(rework(events).selfLoops).toBe(pairs.filter(({ from, to }) => from === to).reduce((sum, { count }) => sum + count, 0))
    for (const { from, to, dependency } of heuristicsNet(events, { dependency: -1, noise: 0 }).edges) {
      const [there, back] = [pairs.find((row) => row.from === from && row.to === to)!.count, pairs.find((row) => row.from === to && row.to === from)?.count ?? 0]
      expect(dependency).toBeCloseTo(from === to ? there / (there + 1) : (there - back) / (there + back + 1), 12)
    }
  }))
})

test('an empty log says nothing', () => {
  expect(summary([])).toMatchObject({ cases: 0, events: 0, variants: 0, meanDuration: Number.NaN, firstEvent: null })
  expect(bottlenecks([])).toEqual([])
  expect(rework([])).toMatchObject({ cases: 0, share: Number.NaN })
  expect(heuristicsNet([])).toEqual({ nodes: [], edges: [] })
})

test('without a step its waiting and work fall away, and nothing else', () => {
  expect(simulateRemoval(log, 'check')).toMatchObject({ before: { median: 6000 }, after: { median: 2400 }, savedSeconds: 10_800, casesAffected: 3, eventsRemoved: 3, handoversSaved: 0, n: 3 })
  expect(simulateRemoval(log, 'check').savedShare).toBeCloseTo(0.6, 12)
  expect(simulateRemoval(log, 'close')).toMatchObject({ savedSeconds: 1800, handoversSaved: 3 })
  expect(simulateRemoval(log, 'open').savedSeconds).toBe(0)
  expect(() => simulateRemoval(log, 'dance')).toThrow('dance')
})

test('before and after: a real change is found, none is not', () => {
  const cases = (name: string, minutes: (i: number) => number, again: (i: number) => boolean) => Array.from({ length: 60 }, (_, i) => made(`${name}${i}`, [['open', 0], ['solve', minutes(i)], ...(again(i) ? [['solve', 5] as const] : []), ['close', 5]])).flat()
  const before = cases('b', (i) => 60 + (i % 20), (i) => i % 2 === 0)
  const after = cases('a', (i) => 30 + (i % 20), (i) => i % 10 === 0)
  const { duration, rework: again, handover, stretches, n } = compareLogs(before, after)
  expect(n).toEqual({ before: 60, after: 60 })
  expect(duration).toMatchObject({ significant: true })
  expect(duration.difference).toBeLessThan(-25 * 60)
  expect(again).toMatchObject({ before: 0.5, after: 0.1, significant: true })
  expect(handover.p).toBeNaN()
  expect(handover.significant).toBe(false)
  expect(stretches[0]).toMatchObject({ from: 'open', to: 'solve', significant: true })
  const same = compareLogs(before, cases('c', (i) => 60 + ((i + 7) % 20), (i) => i % 2 === 1))
  expect([same.duration, same.rework, same.eventsPerCase].some(({ significant }) => significant)).toBe(false)
  expect(compareLogs(before, after, { flow: ['open', 'solve', 'close'] }).conforming).toMatchObject({ before: 0.5, after: 0.9, significant: true })
})

test('tests as R has them', () => {
  // wilcox.test(c(1.1,2.2,3.3,4.4), c(2.5,3.5,4.5,5.5,6.5), exact = FALSE); prop.test without correction; p.adjust
  expect(mannWhitneyP([1.1, 2.2, 3.3, 4.4], [2.5, 3.5, 4.5, 5.5, 6.5])).toBeCloseTo(0.1113, 4)
  expect(twoSharesP(56, 70, 48, 80)).toBeCloseTo(0.00804508136819656, 12)
  expect(holm([0.01, 0.04, 0.03, Number.NaN])).toEqual([0.03, 0.06, 0.06, Number.NaN])
  expect(normalUpper(1.959963984540054)).toBeCloseTo(0.025, 14)
  expect(normalUpper(6) / 9.865876450376981e-10).toBeCloseTo(1, 12)
  expect(normalUpper(-1)).toBeCloseTo(0.8413447460685429, 14)
  expect(mannWhitneyP([], [1])).toBeNaN()
  expect(mannWhitneyP([2, 2], [2, 2])).toBeNaN()
})

test('a step whose time is waiting for more than half is recommended with its figure (IMP-11)', () => {
  const events: ProcessEvent[] = ['a', 'b'].flatMap((caseId) => [
    { caseId, activity: 'open', startedAt: 0, at: 10 * minute, resource: 'ann' },
    { caseId, activity: 'check', startedAt: 70 * minute, at: 90 * minute, resource: 'bob' },
    { caseId, activity: 'close', startedAt: 91 * minute, at: 100 * minute, resource: 'bob' },
  ])
  const [first, ...others] = recommendations(events)
  expect(first).toMatchObject({ kind: 'add-staff-or-automate', activity: 'check', share: 0.75, seconds: 7200, cases: 2, of: 2 })
  // Its wait is not named a second time as a stretch, and nobody else waits for long.
  expect(others.filter(({ activity }) => activity === 'check')).toEqual([])
  expect(recommendations(events, { waitShare: 0.8, timeShare: 0.9 })).toEqual([])
})

test('where no start is known the stretch is named; rework and many hands are too', () => {
  expect(recommendations(log)).toMatchObject([{ kind: 'shorten-wait', from: 'assign', activity: 'check' }])
  expect(recommendations(log)[0]!.share).toBeCloseTo(0.6, 12)
  const again = [1, 2].flatMap((n) => made(`r${n}`, [['open', 0], ['solve', 10], ['open', 1], ['solve', 10]], ['ann', 'bob', 'ann', 'bob']))
  expect(recommendations(again, { timeShare: 1 }).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['right-first-time', 'fewer-hands']))
  expect(() => recommendations(log, { waitShare: 2 })).toThrow(RangeError)
})

test('work on a case is compared where both logs know it', () => {
  const month = (name: string, worked: number): ProcessEvent[] => Array.from({ length: 20 }, (_, i): ProcessEvent[] => [
    { caseId: `${name}${i}`, activity: 'open', at: 0 }, { caseId: `${name}${i}`, activity: 'solve', startedAt: (100 - worked - (i % 3)) * minute, at: 100 * minute },
  ]).flat()
  expect(compareLogs(month('b', 30), month('a', 20)).touch).toMatchObject({ before: 1857, after: 1257, significant: true })
  expect(compareLogs(log, log).touch).toBeUndefined()
})
