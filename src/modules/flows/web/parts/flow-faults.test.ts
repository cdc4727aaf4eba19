import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { FlowBody } from '../../contract.ts'
import { FlowDefinition } from '../../contract.ts'
import { stepFlows } from '../../definitions/index.ts'
import { addStep, bodyOf, newFlow } from './draft-flow.ts'
import { faultsIn } from './flow-faults.ts'

const words = { zh: '甲', en: 'a' }
const SUBJECT = { fields: {}, guards: [], kinds: [] }
const shipped = FlowDefinition.parse(stepFlows.find(({ key }) => key === 'problem-handling')?.body) as FlowBody
const said = (faults: ReturnType<typeof faultsIn>) => faults.map(({ at, field, code, hinders }) => [at, field, code, hinders])
const change = (at: number, more: object): FlowBody => ({ ...shipped, steps: shipped.steps.map((step, n) => n === at ? { ...step, ...more } : step) })

test('a shipped flow has nothing to mend; a fresh one may be saved and lacks what publishing needs, at its fields', () => {
  expect(faultsIn(shipped, SUBJECT)).toEqual([])
  const fresh = newFlow('free', { name: words, first: words })
  expect(said(faultsIn(fresh, SUBJECT))).toEqual([
    [0, 'smart.specific', 'lacks-specific', 'publish'], [0, 'smart.measure', 'lacks-measure', 'publish'], [0, 'smart.attainable', 'lacks-attainable', 'publish'], [0, 'smart.relevant', 'lacks-relevant', 'publish'], [0, 'guide', 'lacks-guide', 'publish'], [null, 'goals', 'lacks-goal', 'publish'],
  ])
})
test('what can’t even be saved is told at the field: a name that is gone, a circle, a condition on what comes later', () => {
  expect(said(faultsIn(change(1, { name: { zh: '', en: '' } }), SUBJECT))).toContainEqual([1, 'name.zh', 'name', 'save'])
  expect(said(faultsIn(change(0, { after: ['conclude'] }), SUBJECT)).map(([at, field, code]) => [at, field, code])).toContainEqual([0, 'after', 'after'])
  expect(said(faultsIn(change(1, { when: { field: 'step.conclude', is: 'equal', value: 'done' } }), SUBJECT))).toContainEqual([1, 'when', 'when', 'save'])
  expect(said(faultsIn(change(2, { optional: true }), SUBJECT))).toContainEqual([2, 'optional', 'optional', 'save'])
})
test('a text written in one language only stands for the other, and one left empty is no text', () => {
  const body = bodyOf({ ...addStep(newFlow('free', { name: words, first: words }), 0, words).flow, about: { zh: '  ', en: '' } })
  expect(body.about).toBeUndefined()
  expect(bodyOf(change(0, { guide: { zh: '问清楚', en: '' } })).steps[0]?.guide).toEqual({ zh: '问清楚', en: '问清楚' })
})
test('each fault and its remedy has its words in both languages', () => {
  const codes = [...readFileSync(new URL('./flow-faults.ts', import.meta.url), 'utf8').matchAll(/FIELDS_WITH_WORDS = \[([^\]]+)\]/g)][0]?.[1]?.match(/[a-z-]+/g) ?? []
  expect(codes.length).toBeGreaterThan(20)
  for (const language of ['zh-CN', 'en']) {
    const catalogue = JSON.parse(readFileSync(new URL(`../../locale/${language}.json`, import.meta.url), 'utf8')) as Record<string, string>
    for (const code of [...codes, 'other', ...['specific', 'measure', 'attainable', 'relevant', 'timely', 'guide', 'goal'].map((one) => `lacks-${one}`)]) {
      expect(catalogue[`flow.fault.${code}`], code).toBeTruthy()
      expect(catalogue[`flow.remedy.${code}`], code).toBeTruthy()
    }
  }
})
