import { expect, test } from 'vitest'
import type { FlowBody } from '../../contract.ts'
import { FlowDefinition } from '../../contract.ts'
import { stepFlows } from '../../definitions/index.ts'
import { changeStep, moveStep, removeStep } from './draft-flow.ts'
import { diffFlows } from './diff-flow.ts'

const flow = FlowDefinition.parse(stepFlows.find(({ key }) => key === 'general-service')?.body) as FlowBody

const turned = (value: unknown): unknown => Array.isArray(value) ? value.map(turned) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).toReversed().map(([key, one]) => [key, turned(one)])) : value
test('nothing is told of a flow that came back with its keys in another order', () => {
  expect(diffFlows(flow, turned(flow) as FlowBody)).toEqual({ fields: [], steps: [] })
})
test('a changed deadline, a moved step and a removed one are told by name', () => {
  const longer = changeStep(flow, 1, { deadline: { seconds: 7_200, calendar: 'standard', warnBefore: [] } })
  expect(diffFlows(flow, longer).steps.map(({ step, fields }) => [step.key, fields.map(({ field }) => field)])).toEqual([['consult', ['deadline']]])
  expect(diffFlows(flow, moveStep(flow, 4, 3)).steps.filter(({ moved }) => moved).map(({ step }) => step.key)).toEqual(['follow-up', 'settle'])
  const shorter = diffFlows(flow, removeStep(flow, 3)).steps
  expect(shorter.map(({ kind, step }) => [kind, step.key])).toEqual([['changed', 'follow-up'], ['removed', 'settle']])
  expect(shorter[0]?.moved).toBe(false)
})
