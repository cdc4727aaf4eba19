import type { Element } from './xml-tree.ts'
import { childOf } from './xml-tree.ts'
import type { LEFT_OUT } from './contract.ts'

/** A process as it stands in a file: its tasks, everything else there is between them, and the lines. */

export interface LeftOut { element: string; id: string; name: string; why: (typeof LEFT_OUT)[number] }
export interface Sequence { id: string; from: string; to: string; condition: string | undefined }
export interface ProcessGraph { process: Element; tasks: Element[]; others: Map<string, Element>; lines: Sequence[]; timers: Map<string, number>; leftOut: LeftOut[] }

const TASKS = new Set(['task', 'userTask', 'manualTask', 'serviceTask', 'scriptTask', 'sendTask', 'receiveTask', 'businessRuleTask', 'callActivity', 'subProcess', 'transaction', 'adHocSubProcess'])
/** Tasks of which more stands in the file than a step can hold. */
const DEEPER = new Set(['serviceTask', 'scriptTask', 'sendTask', 'receiveTask', 'businessRuleTask', 'callActivity', 'subProcess', 'transaction', 'adHocSubProcess'])
const GATEWAYS = new Set(['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway', 'eventBasedGateway'])
const UNLIKE = new Set(['inclusiveGateway', 'complexGateway', 'eventBasedGateway'])
const EVENTS = new Set(['startEvent', 'endEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent'])
/** What says nothing about the course of the work. */
const SILENT = new Set(['documentation', 'extensionElements', 'laneSet', 'incoming', 'outgoing', 'ioSpecification', 'property'])

export const idOf = (element: Element): string => element.attributes['id'] ?? ''
export const nameIn = (element: Element): string => (element.attributes['name'] ?? '').replace(/\s+/g, ' ').trim()

/** The first process of a file that has tasks; undefined when there is none. */
export function processOf(root: Element): ProcessGraph | undefined {
  const processes = root.children.filter((one) => one.name === 'process' && one.children.some((each) => TASKS.has(each.name)))
  const [process, ...more] = processes
  if (!process) return undefined
  const leftOut: LeftOut[] = more.map((one) => told(one, 'second-process'))
  const tasks: Element[] = []
  const others = new Map<string, Element>()
  const lines: Sequence[] = []
  const timers = new Map<string, number>()
  for (const element of process.children) {
    const { name, attributes } = element
    if (TASKS.has(name)) {
      tasks.push(element)
      if (DEEPER.has(name)) leftOut.push(told(element, 'taken-as-work'))
    } else if (name === 'sequenceFlow') {
      const condition = childOf(element, 'conditionExpression')
      lines.push({ id: idOf(element), from: attributes['sourceRef'] ?? '', to: attributes['targetRef'] ?? '', condition: condition ? condition.text.trim() : undefined })
    } else if (name === 'boundaryEvent' && childOf(element, 'timerEventDefinition')) {
      const seconds = secondsOf(childOf(childOf(element, 'timerEventDefinition'), 'timeDuration')?.text.trim() ?? '')
      if (seconds) timers.set(attributes['attachedToRef'] ?? '', seconds)
      else leftOut.push(told(element, 'event-passed-over'))
      others.set(idOf(element), element)
    } else if (GATEWAYS.has(name)) {
      others.set(idOf(element), element)
      if (UNLIKE.has(name)) leftOut.push(told(element, 'not-known'))
    } else if (EVENTS.has(name)) {
      others.set(idOf(element), element)
      const defines = element.children.some((one) => one.name.endsWith('EventDefinition') && one.name !== 'terminateEventDefinition')
      if (name === 'boundaryEvent' || name.startsWith('intermediate') || defines) leftOut.push(told(element, 'event-passed-over'))
    } else if (!SILENT.has(name)) leftOut.push(told(element, 'not-known'))
  }
  return { process, tasks, others, lines, timers, leftOut }
}
export const told = (element: Element, why: LeftOut['why']): LeftOut => ({ element: element.name.slice(0, 60), id: idOf(element).slice(0, 200), name: nameIn(element).slice(0, 200), why })

/** Seconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; undefined for anything else. */
export function secondsOf(text: string): number | undefined {
  const [, weeks, days, hours, minutes, seconds] = /^P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?$/.exec(text) ?? []
  const sum = Number(weeks ?? 0) * 604_800 + Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  return sum > 0 ? sum : undefined
}

/** The lines that lead back to what has been passed: found going forward from the beginnings. */
export function linesBack(nodes: readonly string[], lines: readonly Sequence[]): Set<string> {
  const out = Map.groupBy(lines, ({ from }) => from)
  const state = new Map<string, 'open' | 'left'>()
  const back = new Set<string>()
  const targets = new Set(lines.map(({ to }) => to))
  for (const begin of [...nodes.filter((id) => !targets.has(id)), ...nodes]) {
    if (state.has(begin)) continue
    // Without calling itself: a file may be one line of ten thousand tasks.
    const path: { id: string; at: number }[] = [{ id: begin, at: 0 }]
    state.set(begin, 'open')
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const line = out.get(top.id)?.[top.at++]
      if (!line) { state.set(top.id, 'left'); path.pop(); continue }
      const seen = state.get(line.to)
      if (seen === 'open') back.add(line.id)
      else if (!seen) { state.set(line.to, 'open'); path.push({ id: line.to, at: 0 }) }
    }
  }
  return back
}
