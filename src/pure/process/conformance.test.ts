import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conformance, type Flow, fromPnml, InvalidFlow, type PetriNet, type ProcessEvent } from './index.ts'

const minute = 60_000
const trace = (activities: readonly string[], caseId = 'a'): ProcessEvent[] => activities.map((activity, i) => ({ caseId, activity, at: i * 10 * minute, resource: `person ${i}` }))
const kinds = (activities: readonly string[], flow: readonly string[] | Flow) => conformance(trace(activities), flow).deviations.map(({ kind, activity, by }) => [kind, activity, by])
const complaint = ['listen', 'confirm', 'solve', 'follow up', 'close']

describe('what went otherwise, and by whom', () => {
  test('all as it should be', () => {
    expect(conformance(trace(complaint), complaint)).toMatchObject({ fitness: 1, averageFitness: 1, fittingCases: 1, fittingShare: 1, deviations: [], n: 1 })
  })
  test('a step was skipped: who went on without it', () => {
    expect(kinds(['listen', 'confirm', 'solve', 'close'], complaint)).toEqual([['skipped', 'follow up', 'person 3']])
  })
  test('a case that ended early: who did the last step', () => {
    expect(kinds(['listen', 'confirm'], complaint)).toEqual([['unfinished', 'solve', 'person 1'], ['unfinished', 'follow up', 'person 1'], ['unfinished', 'close', 'person 1']])
  })
  test('out of order is said once', () => {
    expect(kinds(['confirm', 'listen', 'solve', 'follow up', 'close'], complaint)).toHaveLength(1)
    expect(kinds(['listen', 'confirm', 'follow up', 'solve', 'close'], complaint)[0]![0]).toBe('out-of-order')
  })
  test('done again, and never heard of', () => {
    expect(kinds(['listen', 'confirm', 'solve', 'solve', 'follow up', 'dance', 'close'], complaint)).toEqual([['repeated', 'solve', expect.stringMatching(/person [23]/)], ['unknown', 'dance', 'person 5']])
  })
  test('late: by how much', () => {
    const flow: Flow = { steps: [{ activity: 'listen' }, { activity: 'confirm', withinSeconds: 300 }, { activity: 'close', withinSeconds: 600 }] }
    const { deviations, fitness, byKind, byResource } = conformance(trace(['listen', 'confirm', 'close']), flow)
    expect(deviations).toEqual([{ caseId: 'a', kind: 'late', activity: 'confirm', index: 1, at: new Date(10 * minute), by: 'person 1', lateSeconds: 300 }])
    expect(fitness).toBe(1)
    expect(byKind.late).toBe(1)
    expect(byResource).toEqual([{ resource: 'person 1', count: 1 }])
  })
})

describe('flows with branches', () => {
  const flow: Flow = {
    steps: [{ activity: 'open', next: ['solve', 'pass on'] }, { activity: 'pass on', next: ['solve'] }, { activity: 'solve', next: ['check', 'close'] }, { activity: 'check', next: ['solve', 'close'], optional: true }, { activity: 'close' }],
  }
  test.each([[['open', 'solve', 'close']], [['open', 'pass on', 'solve', 'check', 'solve', 'close']], [['open', 'solve', 'check', 'close']]])('%j is a way', (activities) => {
    expect(kinds(activities, flow)).toEqual([])
  })
  test('what is none is judged by the nearest', () => {
    expect(kinds(['open', 'pass on', 'close'], flow)).toEqual([['skipped', 'solve', 'person 2']])
  })
  test('optional steps may be passed over, several at a time and at the end', () => {
    const steps: Flow = { steps: [{ activity: 'a' }, { activity: 'b', optional: true }, { activity: 'c', optional: true }, { activity: 'd' }, { activity: 'e', optional: true }] }
    for (const way of [['a', 'd'], ['a', 'b', 'd', 'e'], ['a', 'c', 'd'], ['a', 'b', 'c', 'd', 'e']]) expect(kinds(way, steps)).toEqual([])
    expect(kinds(['b', 'd'], steps)).toEqual([['skipped', 'a', 'person 0']])
  })
  test('a flow that is wrong in itself is refused', () => {
    expect(() => conformance([], { steps: [{ activity: 'a', next: ['b'] }] })).toThrow(InvalidFlow)
    expect(() => conformance([], { steps: [{ activity: 'a' }, { activity: 'a' }] })).toThrow('stands twice')
    expect(() => conformance([], { steps: [{ activity: 'a', next: ['a'] }] })).toThrow('ever ends')
    expect(() => conformance([], [])).toThrow('at least one')
  })
})

/** Length of the longest common subsequence. */
function common(a: readonly string[], b: readonly string[]): number {
  const rows = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = 1; i <= a.length; i++) for (let j = 1; j <= b.length; j++) rows[i]![j] = a[i - 1] === b[j - 1] ? rows[i - 1]![j - 1]! + 1 : Math.max(rows[i - 1]![j]!, rows[i]![j - 1]!)
  return rows[a.length]![b.length]!
}

test('along a straight flow the cost is that of the longest common subsequence, and a net of it says the same', () => {
  const step = fc.constantFrom('a', 'b', 'c', 'd', 'x')
  fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), (activities) => {
    const flow = ['a', 'b', 'c', 'd']
    const found = conformance(trace(activities), flow)
    expect(found.cases[0]!.cost).toBe(activities.length + flow.length - 2 * common(activities, flow))
    expect(found.fitness).toBeCloseTo(1 - found.cases[0]!.cost / (activities.length + 4), 12)
    const net: PetriNet = {
      places: ['0', '1', '2', '3', '4'], transitions: flow.map((activity) => ({ id: `t${activity}`, activity })),
      arcs: flow.flatMap((activity, i) => [{ from: String(i), to: `t${activity}` }, { from: `t${activity}`, to: String(i + 1) }]), initial: { 0: 1 }, final: { 4: 1 },
    }
    expect(conformance(trace(activities), net).cases).toEqual(found.cases)
  }))
})

test('steps side by side may come in either order in a net, and the fitness of a log counts its events', () => {
  const net = fromPnml(`<pnml><net><page id="p">
    <place id="start"><initialMarking><text>1</text></initialMarking></place><place id="a1"/><place id="b1"/><place id="a2"/><place id="b2"/><place id="end"/>
    <transition id="split"><name><text>split</text></name><toolspecific tool="ProM" version="6.4" activity="$invisible$"/></transition>
    <transition id="A"><name><text>ask</text></name></transition><transition id="B"><name><text>book &amp; pay</text></name></transition>
    <transition id="join"><name><text>close</text></name></transition>
    <arc id="1" source="start" target="split"/><arc id="2" source="split" target="a1"/><arc id="3" source="split" target="b1"/><arc id="4" source="a1" target="A"/><arc id="5" source="b1" target="B"/>
    <arc id="6" source="A" target="a2"/><arc id="7" source="B" target="b2"/><arc id="8" source="a2" target="join"/><arc id="9" source="b2" target="join"/><arc id="10" source="join" target="end"/>
    </page></net></pnml>`)
  expect(net.transitions.map(({ activity }) => activity)).toEqual([null, 'ask', 'book & pay', 'close'])
  const log = [...trace(['ask', 'book & pay', 'close'], 'a'), ...trace(['book & pay', 'ask', 'close'], 'b'), ...trace(['ask', 'close'], 'c')]
  const found = conformance(log, net)
  expect(found.cases.map(({ cost }) => cost)).toEqual([0, 0, 1])
  expect(found.fitness).toBeCloseTo(1 - 1 / 17, 12)
  expect(found.averageFitness).toBeCloseTo((1 + 1 + 0.8) / 3, 12)
  expect(found.deviations).toMatchObject([{ caseId: 'c', kind: 'skipped', activity: 'book & pay' }])
})
