import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FlowBody } from '../contract.ts'
import { FlowDefinition } from '../contract.ts'
import { stepFlows } from '../definitions/index.ts'
import { fromBpmn, UnreadableBpmn } from './read-bpmn.ts'
import { durationOf, toBpmn } from './write-bpmn.ts'
import type { Element } from './xml-tree.ts'
import { treeOf } from './xml-tree.ts'
import { secondsOf } from './process-graph.ts'

const words = { lang: 'zh' as const, approved: '同意', rejected: '不同意', overdue: '超时', owner: () => '承办人' }
const shipped = stepFlows.map(({ key, body }) => [key, FlowDefinition.parse(body) as FlowBody] as const)
const all = (element: Element | undefined, found: Element[] = []): Element[] => { if (element) { found.push(element); element.children.forEach((one) => all(one, found)) } return found }

describe('out', () => {
  test.each(shipped)('%s is drawn: every node and line has its place, ids are unique, references lead somewhere, nothing lies on another', (key, body) => {
    const elements = all(treeOf(toBpmn(key, body, words)))
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const known = new Set(ids)
    for (const { name, attributes, text } of elements) {
      for (const reference of ['sourceRef', 'targetRef', 'bpmnElement', 'attachedToRef', 'default', 'processRef']) if (attributes[reference]) expect(known).toContain(attributes[reference])
      if (['incoming', 'outgoing', 'flowNodeRef'].includes(name)) expect(known).toContain(text.trim())
    }
    const drawn = new Set(elements.filter(({ name }) => name === 'BPMNShape' || name === 'BPMNEdge').map(({ attributes }) => attributes['bpmnElement']))
    for (const { name, attributes } of elements) if (/Task$|Gateway$|Event$|^sequenceFlow$|^lane$|^participant$/.test(name)) expect(drawn).toContain(attributes['id'])
    const boxes = elements.filter(({ name, attributes }) => name === 'BPMNShape' && /^(Step|Choice|Merge|Fork|Join|Decision|End|Start)/.test(attributes['bpmnElement'] ?? '')).map((shape) => {
      const { attributes } = shape.children[0] as Element
      return ['x', 'y', 'width', 'height'].map((one) => Number(attributes[one])) as [number, number, number, number]
    })
    const pool = elements.find(({ name, attributes }) => name === 'BPMNShape' && attributes['bpmnElement'] === 'Participant')!.children[0]!.attributes
    const inside = elements.filter(({ name, attributes }) => name === 'BPMNShape' && attributes['bpmnElement'] !== 'Participant').map((one) => one.children[0]!.attributes)
    for (const one of inside) expect(Number(one['y']) + Number(one['height'])).toBeLessThanOrEqual(Number(pool['y']) + Number(pool['height']))
    for (const [n, [x, y, w, h]] of boxes.entries()) for (const [ox, oy, ow, oh] of boxes.slice(n + 1)) expect(x + w <= ox || ox + ow <= x || y + h <= oy || oy + oh <= y).toBe(true)
  })
  test('an approval that leads back, a condition with a way around and a deadline are said in BPMN’s own words', () => {
    const xml = toBpmn('problem-handling', shipped.find(([key]) => key === 'problem-handling')?.[1] as FlowBody, words)
    const elements = all(treeOf(xml))
    const flows = elements.filter(({ name }) => name === 'sequenceFlow').map(({ attributes }) => [attributes['sourceRef'], attributes['targetRef'], attributes['name']])
    expect(flows).toContainEqual(['Decision_approve', 'Step_judge', '不同意'])
    expect(elements.filter(({ name }) => name === 'timeDuration').map(({ text }) => text)).toContain('PT30M')
    expect(elements.find(({ attributes }) => attributes['id'] === 'Timer_register')?.attributes['attachedToRef']).toBe('Step_register')
    const full = all(treeOf(toBpmn('complaint-full', shipped.find(([key]) => key === 'complaint-full')?.[1] as FlowBody, words)))
    expect(full.filter(({ attributes }) => attributes['sourceRef'] === 'Choice_soothe').map(({ attributes }) => attributes['targetRef'])).toEqual(['Step_soothe', 'Merge_soothe'])
    expect(full.find(({ attributes }) => attributes['id'] === 'Fork_liability')?.name).toBe('parallelGateway')
    expect(full.find(({ attributes }) => attributes['id'] === 'Join_solution')?.name).toBe('parallelGateway')
  })
})

describe('out and in again', () => {
  test.each(shipped)('%s comes back as it was', (key, body) => {
    expect(fromBpmn(toBpmn(key, body, words))).toEqual({ key, body, leftOut: [] })
    expect(fromBpmn(toBpmn(key, body, { ...words, lang: 'en' })).body).toEqual(body)
  })
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((one) => `甲${one}乙`.replace(/[\u0000-\u001f]/g, ' ').trim())
  const both = fc.record({ zh: text, en: text })
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
  const flow = fc.integer({ min: 1, max: 9 }).chain((count) => fc.tuple(
    both, optional(both),
    fc.array(fc.record({
      name: both, guide: optional(both), approval: fc.boolean(), optional: fc.boolean(), evidence: fc.boolean(), rejected: fc.constantFrom('back' as const, 'on' as const, 'end' as const),
      after: fc.array(fc.nat(8), { maxLength: 3 }), asks: fc.nat(20), seconds: optional(fc.integer({ min: 1, max: 94_694_400 })), outputs: fc.array(both, { maxLength: 2 }), undo: optional(both),
    }), { minLength: count, maxLength: count }),
    fc.boolean(),
  )).map(([name, about, drafts, turned]): FlowBody => {
    const steps = drafts.map((draft, at) => {
      const after = [...new Set(draft.after.filter((to) => to < at).map((to) => `s${to}`))]
      const asks = draft.asks < at ? `s${draft.asks}` : undefined
      return {
        key: `s${at}`, name: draft.name, ...(draft.guide ? { guide: draft.guide } : {}), kind: draft.approval ? 'approval' as const : 'work' as const, owner: { by: 'handler' as const }, after, optional: draft.optional && !draft.approval, evidence: draft.evidence, outputs: draft.outputs,
        ...(asks ? { when: { any: [{ field: `step.${asks}`, is: 'equal' as const, value: 'a<b & "c"' }, { not: { field: 'priority', is: 'empty' as const } }] } } : {}),
        ...(draft.seconds ? { deadline: { seconds: draft.seconds, calendar: 'standard' } } : {}), rejected: draft.rejected === 'back' && !after.length ? 'end' as const : draft.rejected, ...(draft.undo ? { compensation: { title: draft.undo } } : {}),
      }
    })
    const ends = steps.filter(({ key }) => !steps.some(({ after }) => after.includes(key)))
    const ended = steps.map((step) => ({ ...step, last: ends.length > 1 && ends.includes(step) && step !== ends[0] }))
    return FlowDefinition.parse({ name, ...(about ? { about } : {}), subject: 'free', goals: [{ kind: 'efficiency', metric: 'solution-time' }], steps: turned ? ended.toReversed() : ended }) as FlowBody
  })
  test('any flow comes back as it was, in whatever order its steps stand', () => {
    fc.assert(fc.property(flow, (body) => {
      const read = fromBpmn(toBpmn('any', body, words))
      expect(read.body).toEqual(body)
      expect(read.leftOut).toEqual([])
    }), { numRuns: 300 })
  })
  test('a name with a sign that XML can’t write comes back whole', () => {
    const body = { ...shipped[0]![1] as FlowBody, name: { zh: '换\ufffe 货', en: 'Ex\uffffchange' } }
    expect(fromBpmn(toBpmn('any', body, words)).body.name).toEqual(body.name)
  })
  test('any length of time comes back from its ISO form', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 94_694_400 }), (seconds) => { expect(secondsOf(durationOf(seconds))).toBe(seconds) }))
  })
  test('what another tool has changed is taken over: a name, a deadline, a step in between', () => {
    const body = shipped.find(([key]) => key === 'consultation')?.[1] as FlowBody
    const xml = toBpmn('consultation', body, words).replace('name="先倾听"', 'name="认真听"').replace('PT15M', 'PT20M')
      .replace('<bpmn:sequenceFlow id="Flow_3"', '<bpmn:userTask id="Activity_1x" name="查资料" /><bpmn:sequenceFlow id="New_1" sourceRef="Activity_1x" targetRef="Step_answer" /><bpmn:sequenceFlow id="Flow_3"')
      .replace('sourceRef="Step_listen" targetRef="Step_answer"', 'sourceRef="Step_listen" targetRef="Activity_1x"')
    const { body: read, leftOut } = fromBpmn(xml)
    expect(read.steps.map(({ key, after }) => [key, after])).toEqual([['listen', []], ['activity-1x', ['listen']], ['answer', ['activity-1x']], ['follow-up', ['answer']]])
    expect(read.steps[0]).toMatchObject({ name: { zh: '认真听', en: '认真听' }, deadline: { seconds: 1_200 }, guide: body.steps[0]?.guide })
    expect(leftOut).toEqual([])
  })
})

describe('from elsewhere', () => {
  const file = (inner: string) => `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="Process_0ab" name="Order">${inner}</process></definitions>`
  const line = (id: string, from: string, to: string, condition = '') => `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition ? `<conditionExpression>${condition}</conditionExpression>` : ''}</sequenceFlow>`
  test('tasks, parallel ways, a timer and documentation become steps; what has no counterpart is listed by name', () => {
    const { key, body, leftOut } = fromBpmn(file(`
      <startEvent id="s"/><task id="Activity_1" name="Check&#10;order"><documentation>Look at stock</documentation></task><parallelGateway id="g1"/><userTask id="Activity_2" name="Pack"/><serviceTask id="Activity_3" name="Bill"/><parallelGateway id="g2"/><userTask id="Activity_4" name="Ship"/><endEvent id="e"/>
      <boundaryEvent id="b" attachedToRef="Activity_2"><timerEventDefinition><timeDuration>P1DT2H</timeDuration></timerEventDefinition></boundaryEvent><dataObjectReference id="d" name="Order"/>
      ${line('1', 's', 'Activity_1')}${line('2', 'Activity_1', 'g1')}${line('3', 'g1', 'Activity_2')}${line('4', 'g1', 'Activity_3')}${line('5', 'Activity_2', 'g2')}${line('6', 'Activity_3', 'g2')}${line('7', 'g2', 'Activity_4')}${line('8', 'Activity_4', 'e')}`))
    expect(key).toBe('process_0ab')
    expect(body.steps.map(({ key: of, name, after }) => [of, name.en, after])).toEqual([['activity-1', 'Check order', []], ['activity-2', 'Pack', ['activity-1']], ['activity-3', 'Bill', ['activity-1']], ['activity-4', 'Ship', ['activity-2', 'activity-3']]])
    expect(body.steps[0]?.guide?.en).toBe('Look at stock')
    expect(body.steps[1]?.deadline?.seconds).toBe(93_600)
    expect(leftOut.map(({ element, name, why }) => [element, name, why])).toEqual([['serviceTask', 'Bill', 'taken-as-work'], ['dataObjectReference', 'Order', 'not-known']])
  })
  test('a choice nobody can read and a way back are dropped and told', () => {
    const { body, leftOut } = fromBpmn(file(`<startEvent id="s"/><task id="a" name="A"/><exclusiveGateway id="x" name="Good?"/><task id="b" name="B"/><endEvent id="e"/>${line('1', 's', 'a')}${line('2', 'a', 'x')}${line('3', 'x', 'b', '${good}')}${line('4', 'x', 'a', '${!good}')}${line('5', 'b', 'e')}`))
    expect(body.steps.map(({ key, after, when }) => [key, after, when])).toEqual([['a', [], undefined], ['b', ['a'], undefined]])
    expect(leftOut.map(({ id, why }) => [id, why])).toEqual([['4', 'loop-dropped'], ['3', 'condition-not-read']])
  })
  test('a file that defines entities, is no XML, has no process, or is too large is refused', () => {
    const why = (text: string) => { try { fromBpmn(text); return 'read' } catch (error) { return error instanceof UnreadableBpmn ? error.why : error } }
    expect(why(`<!DOCTYPE x [<!ENTITY a "aaaa">]>${file('<task id="a"/>')}`)).toBe('not-xml')
    expect(why('<definitions><process>')).toBe('not-xml')
    expect(why('{}')).toBe('no-process')
    expect(why(file(''))).toBe('no-process')
    expect(why(file(Array.from({ length: 101 }, (_, n) => `<task id="t${n}"/>`).join('')))).toBe('too-large')
  })
  test('ten thousand gateways one after the other, and garbage, end in an answer', () => {
    const many = file(`<task id="a"/><task id="z"/>${Array.from({ length: 10_000 }, (_, n) => `<parallelGateway id="g${n}"/>${line(`l${n}`, n ? `g${n - 1}` : 'a', `g${n}`)}`).join('')}${line('end', 'g9999', 'z')}`)
    expect(fromBpmn(many).body.steps.map(({ after }) => after)).toEqual([[], ['a']])
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (garbage) => { try { fromBpmn(file(garbage)) } catch (error) { expect(error).toBeInstanceOf(UnreadableBpmn) } }))
  })
})
