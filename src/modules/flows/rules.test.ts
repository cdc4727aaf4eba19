import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOfSteps, handoffsOf } from './checks/rules.ts'
import type { FlowBody } from './contract.ts'
import { FlowDefinition } from './contract.ts'
import { criticalPath, simulateRemoval, without } from './paths/rules.ts'
import type { Act } from './rules.ts'
import { carryOver, nextSteps, reopenedBy, stepsAfter, stepsBefore, tryRun } from './rules.ts'

type Given = NonNullable<FlowDefinition['steps']>[number]
const words = { zh: '甲', en: 'a' }
const subject = { fields: { priority: { type: 'choice', options: ['normal', 'urgent'] } }, guards: ['classified'], kinds: ['request'] } as const
const flowOf = (steps: (Partial<Given> & { key: string })[]): FlowBody => FlowDefinition.parse({ name: words, steps: steps.map((step) => ({ name: words, owner: { by: 'handler' }, ...step })) }) as FlowBody
const faults = (steps: (Partial<Given> & { key: string })[]) => faultsOfSteps(flowOf(steps), subject).map(({ path, what }) => `${path}: ${what}`)

/** Any flow without a fault: steps that wait for earlier ones, some of them approvals, some conditional, some optional; every end but the last is declared. */
const anyFlow = fc.array(fc.record({
  waits: fc.array(fc.nat({ max: 20 }), { maxLength: 3 }), approval: fc.boolean(), optional: fc.boolean(), condition: fc.constantFrom('none', 'urgent', 'rejected'), rejected: fc.constantFrom('back' as const, 'on' as const, 'end' as const), guarded: fc.boolean(),
}), { minLength: 1, maxLength: 9 }).map((drawn) => {
  const steps = drawn.map(({ waits, approval, optional, condition, rejected, guarded }, at): Partial<Given> & { key: string } => {
    const after = at === 0 ? [] : [...new Set(waits.map((n) => `s${n % at}`))]
    const earlier = after[0]
    return {
      key: `s${at}`, after, kind: approval ? 'approval' : 'work', optional: optional && !approval, guards: guarded ? ['classified'] : [], rejected: rejected === 'back' && !after.length ? 'end' : rejected,
      ...(condition === 'urgent' ? { when: { field: 'priority', is: 'equal', value: 'urgent' } as const } : condition === 'rejected' && earlier ? { when: { field: `step.${earlier}`, is: 'not-equal', value: 'rejected' } as const } : {}),
    }
  })
  return flowOf(steps.map((step, at) => ({ ...step, last: at < steps.length - 1 && !steps.some((other) => other.after?.includes(step.key)) })))
})
const choices = fc.array(fc.record({ which: fc.nat({ max: 20 }), how: fc.constantFrom('yes', 'yes', 'yes', 'no', 'skip') }), { maxLength: 60 })
const anyFact = fc.constantFrom({ priority: 'urgent' }, { priority: 'normal' })

/** Walks through a flow as chance says, and then straight on to its end. */
function walk(flow: FlowBody, drawn: { which: number; how: string }[], fact: { priority: string }) {
  const acts: Act[] = []
  const on = () => tryRun(flow, acts, { subject: fact, fields: subject.fields })
  let now = on()
  const seen: typeof now[] = [now]
  const take = ({ which, how }: { which: number; how: string }) => {
    const key = now.next.ready[which % now.next.ready.length] as string
    const step = flow.steps.find((one) => one.key === key)
    const outcome = step?.kind === 'approval' ? how === 'no' ? 'rejected' : 'approved' : how === 'skip' && step?.optional ? 'skipped' : 'done'
    acts.push({ step: key, outcome })
    now = on()
    seen.push(now)
  }
  for (const choice of drawn) if (!now.ended) take(choice)
  for (let left = 40; !now.ended && left > 0; left--) take({ which: 0, how: 'yes' })
  return { acts, end: now, seen }
}

describe('any flow without a fault', () => {
  test('has no dead end: as long as it has not ended somebody has something to do, and going on it ends', () => {
    fc.assert(fc.property(anyFlow, choices, anyFact, (flow, drawn, fact) => {
      fc.pre(faultsOfSteps(flow, subject).length === 0)
      const { end, seen } = walk(flow, drawn, fact)
      for (const one of seen) { expect(one.refused).toBeNull(); if (!one.ended) expect(one.next.ready.length).toBeGreaterThan(0) }
      expect(end.ended).not.toBeNull()
    }), { numRuns: 400 })
  })
  test('begins no step before all it waits for are settled', () => {
    fc.assert(fc.property(anyFlow, choices, anyFact, (flow, drawn, fact) => {
      for (const { state, next } of walk(flow, drawn, fact).seen) for (const key of next.ready) for (const before of stepsBefore(flow, key)) expect(state.settled[before], `${key} after ${before}`).toBeDefined()
    }), { numRuns: 300 })
  })
  test('passes over no approval: one whose condition holds is approved or rejected by somebody, or the run has ended before its turn', () => {
    fc.assert(fc.property(anyFlow, choices, anyFact, (flow, drawn, fact) => {
      const { acts, end } = walk(flow, drawn, fact)
      if (end.ended !== 'finished') return
      for (const step of flow.steps.filter(({ kind }) => kind === 'approval')) {
        const outcome = end.state.settled[step.key]
        expect(outcome).not.toBe('skipped')
        if (outcome === 'not-applicable') expect(step.when).toBeDefined()
        else expect(acts.some((act) => act.step === step.key && act.outcome === outcome)).toBe(true)
      }
    }), { numRuns: 300 })
  })
  test('lets every guard be met: a step that bears one and has no condition comes to its turn', () => {
    fc.assert(fc.property(anyFlow, (flow) => {
      fc.pre(faultsOfSteps(flow, subject).length === 0)
      const { acts } = walk(flow, [], { priority: 'urgent' })
      for (const step of flow.steps) if (step.guards.length && !step.when) expect(acts.some((act) => act.step === step.key)).toBe(true)
    }), { numRuns: 300 })
  })
  test('lets nobody leave out what is mandatory: of every open step, a skip is refused unless the flow says that it is optional', () => {
    fc.assert(fc.property(anyFlow, choices, anyFact, (flow, drawn, fact) => {
      const { acts, seen } = walk(flow, drawn, fact)
      for (const [at, one] of seen.entries()) {
        for (const key of one.ended ? [] : one.next.ready) {
          const { refused } = tryRun(flow, [...acts.slice(0, at), { step: key, outcome: 'skipped' }], { subject: fact, fields: subject.fields })
          expect(refused === null, key).toBe(flow.steps.find((step) => step.key === key)?.optional)
        }
      }
    }), { numRuns: 100 })
  })
  test('a rejection opens again exactly where it leads back to and what waits for that', () => {
    fc.assert(fc.property(anyFlow, (flow) => {
      for (const step of flow.steps.filter((one) => one.kind === 'approval' && one.rejected === 'back')) {
        const { back, reopened } = reopenedBy(flow, step)
        expect(reopened.has(step.key)).toBe(true)
        for (const key of back) for (const after of stepsAfter(flow, key)) expect(reopened.has(after)).toBe(true)
        for (const key of reopened) expect(back.includes(key) || back.some((one) => stepsAfter(flow, one).has(key)) || key === step.key).toBe(true)
      }
    }))
  })
})

test('a run carried over to any other version has something to do or is at its end, and an approval it would pass over is named', () => {
  fc.assert(fc.property(anyFlow, anyFlow, choices, (from, to, drawn) => {
    for (const { state, next, ended } of walk(from, drawn, { priority: 'normal' }).seen) {
      if (ended) continue
      const carried = carryOver(from, to, state.settled, next.ready)
      if (carried.skipsApproval) { expect(to.steps.find(({ key }) => key === carried.skipsApproval)?.kind).toBe('approval'); continue }
      for (const step of to.steps.filter(({ kind }) => kind === 'approval')) {
        const reached = [...stepsAfter(to, step.key)].some((key) => carried.settled[key] && carried.settled[key] !== 'not-applicable')
        if (reached) expect(state.settled[step.key] ?? next.ready.includes(step.key)).toBeTruthy()
      }
      const on = nextSteps(to, { ...state, settled: carried.settled }, subject.fields, new Set(carried.kept))
      expect(on.finished || on.ready.length > 0).toBe(true)
      for (const key of carried.kept) expect(on.ready).toContain(key)
    }
  }), { numRuns: 300 })
})

describe('what no version may have is told by where it stands', () => {
  const cases: [string, Parameters<typeof faults>[0], string][] = [
    ['a step that is not there', [{ key: 'a', after: ['b'] }], "steps.0.after.0: no step 'b'"],
    ['a circle', [{ key: 'a', after: ['b'] }, { key: 'b', after: ['a'] }], "steps.0.after: 'a' waits for itself"],
    ['a key twice', [{ key: 'a' }, { key: 'a', after: [] }], "steps.1.key: 'a' stands twice"],
    ['an optional approval', [{ key: 'z' }, { key: 'a', after: ['z'], kind: 'approval', optional: true }], 'steps.1.optional: an approval is never optional'],
    ['an end that nobody declared', [{ key: 'a' }, { key: 'b', after: ['a'] }, { key: 'c', after: ['a'] }], "steps.1.last: nothing comes after 'b', which is not said to be an end"],
    ['an end that is none', [{ key: 'a', last: true }, { key: 'b', after: ['a'] }], "steps.0.last: 'a' is said to be an end, and something comes after it"],
    ['a way back to what comes later', [{ key: 'a' }, { key: 'b', after: ['a'], kind: 'approval', back: 'c' }, { key: 'c', after: ['b'] }], "steps.1.back: 'c' does not come before 'b'"],
    ['a rejection with nowhere to go', [{ key: 'a', kind: 'approval' }], "steps.0.rejected: nothing comes before 'a' that a rejection could lead back to"],
    ['a guard nobody knows', [{ key: 'a', guards: ['sober'] }], "steps.0.guards.0: no guard 'sober'"],
  ]
  test.each(cases)('%s', (_, steps, fault) => { expect(faults(steps)).toContain(fault) })
  test('a condition on a later step, an unknown field or a wrong value', () => {
    expect(faults([{ key: 'a', when: { field: 'step.b', is: 'equal', value: 'done' } }, { key: 'b', after: ['a'] }])[0]).toContain('steps.0.when')
    expect(faults([{ key: 'a', when: { field: 'weather', is: 'equal', value: 'fine' } }])[0]).toContain('steps.0.when')
    expect(faults([{ key: 'a' }, { key: 'b', after: ['a'], when: { field: 'step.a', is: 'equal', value: 'forgotten' } }])[0]).toContain('steps.1.when')
    expect(faults([{ key: 'a' }, { key: 'b', after: ['a'], when: { field: 'answer.a.agrees', is: 'equal', value: true } }])[0]).toContain('steps.1.when')
    expect(faults([{ key: 'a', form: 'f' }, { key: 'b', after: ['a'], when: { field: 'answer.a.agrees', is: 'equal', value: true } }])).toEqual([])
  })
})

test('an answer of another kind than a condition asks for is no answer', () => {
  const flow = flowOf([{ key: 'a', form: 'f' }, { key: 'b', after: ['a'], when: { field: 'answer.a.score', is: 'at-least', value: 3 } }])
  const then = (score: unknown) => nextSteps(flow, { settled: { a: 'done' }, answers: { a: { score } }, subject: {} }).ready
  expect([then(3), then(2), then('5'), then(null), then({ notApplicable: true })]).toEqual([['b'], [], [], [], []])
})

describe('how long a flow takes', () => {
  const minutes = (n: number) => n * 60
  test('CAS-22: removing a wasteful step of 20 minutes on average lowers the expected time by 20 minutes', () => {
    const flow = flowOf([{ key: 'a', expectedSeconds: minutes(10) }, { key: 'copy', after: ['a'], value: 'waste', expectedSeconds: minutes(5) }, { key: 'b', after: ['copy'], expectedSeconds: minutes(15) }])
    const { before, after, savedSeconds } = simulateRemoval(flow, ['copy'], { copy: { seconds: minutes(20), share: 1 } })
    expect([before.seconds, after.seconds, savedSeconds]).toEqual([minutes(45), minutes(25), minutes(20)])
    expect(after.steps).toEqual(['a', 'b'])
    expect(without(flow, ['copy']).steps[1]?.after).toEqual(['a'])
  })
  test('CAS-23: two steps of ten minutes side by side lower the critical path by ten', () => {
    const step = (key: string, after: string[]) => ({ key, after, expectedSeconds: minutes(10) })
    const serial = flowOf([step('a', []), step('b', ['a']), step('c', ['b'])])
    const parallel = flowOf([step('a', []), step('b', []), step('c', ['a', 'b'])])
    expect(criticalPath(serial)).toEqual({ seconds: minutes(30), steps: ['a', 'b', 'c'] })
    expect(criticalPath(serial).seconds - criticalPath(parallel).seconds).toBe(minutes(10))
  })
  test('a step that is done in a quarter of the runs counts a quarter', () => {
    expect(criticalPath(flowOf([{ key: 'a' }]), { a: { seconds: 400, share: 0.25 } }).seconds).toBe(100)
  })
  test('the critical path is the longest of all ways, and removing a step never makes it longer', () => {
    const times = fc.array(fc.nat({ max: 1_000 }), { minLength: 9, maxLength: 9 })
    fc.assert(fc.property(anyFlow, times, fc.nat({ max: 8 }), (flow, drawn, nth) => {
      const known = Object.fromEntries(flow.steps.map(({ key }, at) => [key, { seconds: drawn[at] ?? 0, share: 1 }]))
      const ways = (key: string): number[] => { const step = flow.steps.find((one) => one.key === key); const own = known[key]?.seconds ?? 0; return step?.after.length ? step.after.flatMap((one) => ways(one).map((sum) => sum + own)) : [own] }
      const path = criticalPath(flow, known)
      expect(path.seconds).toBe(Math.max(...flow.steps.flatMap(({ key }) => ways(key))))
      expect(path.steps.reduce((sum, key) => sum + (known[key]?.seconds ?? 0), 0)).toBe(path.seconds)
      const gone = flow.steps[nth % flow.steps.length]?.key as string
      const { savedSeconds } = simulateRemoval(flow, [gone], known)
      expect(savedSeconds).toBeGreaterThanOrEqual(0)
      expect(savedSeconds).toBeLessThanOrEqual(known[gone]?.seconds ?? 0)
    }), { numRuns: 300 })
  })
})

test('a handoff is a step of another owner than the one right before it', () => {
  const by = (by: 'handler' | 'starter') => ({ by })
  expect(handoffsOf(flowOf([{ key: 'a', owner: by('handler') }, { key: 'b', after: ['a'], owner: by('handler') }, { key: 'c', after: ['b'], owner: by('starter') }, { key: 'd', after: ['c'], owner: by('handler') }]))).toBe(2)
})
