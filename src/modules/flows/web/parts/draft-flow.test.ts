import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultsOfSteps } from '../../checks/rules.ts'
import type { FlowBody } from '../../contract.ts'
import { FlowDefinition } from '../../contract.ts'
import { stepFlows } from '../../definitions/index.ts'
import { tryRun } from '../../rules.ts'
import { addStep, bodyOf, changeStep, modesOf, moveStep, newFlow, placeStep, removeStep } from './draft-flow.ts'

const words = { zh: '甲', en: 'a' }
const SUBJECT = { fields: {}, guards: [], kinds: [] }
const five = () => { let flow = newFlow('free', { name: words, first: words }); for (let n = 0; n < 4; n++) flow = addStep(flow, flow.steps.length - 1, words).flow; return flow }
const after = (flow: FlowBody) => Object.fromEntries(flow.steps.map(({ key, after: of }) => [key, of]))

test('steps come one after the other until one is put beside the one above; what follows waits for both', () => {
  const flow = placeStep(five(), 2, 'beside')
  expect(after(flow)).toEqual({ 'step-1': [], 'step-2': ['step-1'], 'step-3': ['step-1'], 'step-4': ['step-2', 'step-3'], 'step-5': ['step-4'] })
  expect(modesOf(flow.steps)).toEqual(['next', 'next', 'beside', 'next', 'next'])
})
test('a step drawn out of a pair leaves the other in its place, one dropped into a pair joins it', () => {
  const pair = placeStep(five(), 2, 'beside')
  expect(after(moveStep(pair, 1, 3))).toEqual({ 'step-1': [], 'step-3': ['step-1'], 'step-4': ['step-3'], 'step-2': ['step-4'], 'step-5': ['step-2'] })
  expect(after(moveStep(pair, 4, 2))).toEqual({ 'step-1': [], 'step-2': ['step-1'], 'step-5': ['step-1'], 'step-3': ['step-1'], 'step-4': ['step-2', 'step-5', 'step-3'] })
})
test('what waited for a removed step waits for what that waited for', () => {
  const flow = placeStep(five(), 4, 'custom', ['step-2'])
  expect(after(removeStep(flow, 1))['step-5']).toEqual(['step-1'])
})
test('a rejection that would lead to a step which now stands below leads right before the approval again', () => {
  const flow = changeStep(addStep(five(), 1, words, 'approval').flow, 2, { back: 'step-1' })
  expect(flow.steps[2]?.back).toBe('step-1')
  expect(moveStep(flow, 0, 4).steps.find(({ kind }) => kind === 'approval')?.back).toBeUndefined()
})

type Deed = (flow: FlowBody) => FlowBody
const at = fc.nat(7)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.tuple(at, at).map(([from, to]): Deed => (flow) => moveStep(flow, from % flow.steps.length, to % flow.steps.length)),
  fc.tuple(at, fc.constantFrom('work' as const, 'approval' as const)).map(([n, kind]): Deed => (flow) => addStep(flow, n % flow.steps.length, words, kind).flow),
  at.map((n): Deed => (flow) => flow.steps.length > 1 ? removeStep(flow, n % flow.steps.length) : flow),
  fc.tuple(at, fc.constantFrom('next' as const, 'beside' as const)).map(([n, mode]): Deed => (flow) => placeStep(flow, n % flow.steps.length, mode)),
  fc.tuple(at, fc.array(fc.nat(9).map((n) => `step-${n + 1}`), { maxLength: 3 })).map(([n, keys]): Deed => (flow) => placeStep(flow, n % flow.steps.length, 'custom', keys)),
)
test('whatever is moved, added, removed and put beside, the draft compiles and runs to its end', () => {
  fc.assert(fc.property(fc.array(deed, { maxLength: 12 }), (deeds) => {
    const flow = deeds.reduce((so, one) => one(so), five())
    expect(faultsOfSteps(flow, SUBJECT)).toEqual([])
    const acts = flow.steps.map((step) => ({ step: step.key, outcome: step.kind === 'approval' ? 'approved' as const : 'done' as const }))
    expect(tryRun(flow, acts).ended).toBe('finished')
  }))
})
test.each(stepFlows.map(({ key, body }) => [key, FlowDefinition.parse(body) as FlowBody] as const))('%s is shown as it is: naming its places again changes nothing', (_, flow) => {
  expect(FlowDefinition.parse(bodyOf(changeStep(flow, 0, {})))).toEqual(flow)
})
