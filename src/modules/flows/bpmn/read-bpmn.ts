import { isDeepStrictEqual } from 'node:util'
import { InvalidXml } from '../../../pure/process/index.ts'
import { writable } from '../../../pure/process/xml-reader.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import type { FlowBody, FlowStep } from '../contract.ts'
import { FlowDefinition, FlowStep as StepSchema } from '../contract.ts'
import type { LeftOut, ProcessGraph, Sequence } from './process-graph.ts'
import { idOf, linesBack, nameIn, processOf, told } from './process-graph.ts'
import type { Element } from './xml-tree.ts'
import { childOf, treeOf } from './xml-tree.ts'

/** Thrown for a text of which no flow can be made. */
export class UnreadableBpmn extends Error {
  override name = 'UnreadableBpmn'
  readonly why: 'not-xml' | 'no-process' | 'too-large' | 'broken'
  readonly detail: string
  constructor(why: UnreadableBpmn['why'], detail = '') { super(`${why}: ${detail}`); this.why = why; this.detail = detail }
}
export interface ReadFlow { key: string | null; body: FlowBody; leftOut: LeftOut[] }
const MOST_STEPS = 100

/**
 * Reads BPMN 2.0 as a flow: tasks become steps, gateways their order, conditions and timers theirs. What was written by `toBpmn` comes back as it was;
 * what another tool has changed in it, names, order, deadlines, is taken over. What a flow has no place for is listed.
 * @throws UnreadableBpmn
 */
export function fromBpmn(text: string): ReadFlow {
  let root: Element | undefined
  try { root = treeOf(text) } catch (error) { if (error instanceof InvalidXml) throw new UnreadableBpmn('not-xml', error.message); throw error }
  const graph = root?.name === 'definitions' ? processOf(root) : undefined
  if (!graph) throw new UnreadableBpmn('no-process')
  if (graph.tasks.length > MOST_STEPS) throw new UnreadableBpmn('too-large')
  const { process, tasks } = graph
  const keys = keysFor(tasks)
  const { after, when, leftOut } = orderOf(graph, keys)
  const drafted = tasks.map((task) => stepOf(task, keys.get(idOf(task)) as string, graph, after, when))
  const own = ownOf(process, 'flow')
  const name = wordsOf(own['name'], nameIn(process) || 'BPMN')
  const read = FlowDefinition.safeParse({ subject: 'free', ...own, name, steps: ordered(drafted), ...(own['about'] ? {} : about(process)) })
  if (!read.success) throw new UnreadableBpmn('broken', read.error.issues[0]?.path.join('.') ?? '')
  const key = idOf(process).toLowerCase().replace(/[^a-z0-9_-]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 60)
  return { key: key || null, body: read.data as FlowBody, leftOut: [...graph.leftOut, ...leftOut].slice(0, 200) }
}

/** What our own extension element says; nothing where there is none, or what stands there is not JSON. */
function ownOf(element: Element, name: 'flow' | 'step'): Record<string, unknown> {
  const text = childOf(childOf(element, 'extensionElements'), name)?.text
  if (!text) return {}
  try { const value: unknown = JSON.parse(text); return value && typeof value === 'object' && !Array.isArray(value) ? value as Record<string, unknown> : {} } catch { return {} }
}
/** A name as an attribute can hold it. */
const shown = (name: string) => writable(name.replace(/\s+/g, ' ')).trim()
/** Both languages as they were, unless another tool has given the thing another name. */
function wordsOf(own: unknown, name: string): { zh: string; en: string } {
  const { zh, en } = (own ?? {}) as { zh?: unknown; en?: unknown }
  if (typeof zh === 'string' && typeof en === 'string' && [zh, en].some((one) => shown(one) === shown(name))) return { zh, en }
  return { zh: name.slice(0, 120).trim(), en: name.slice(0, 120).trim() }
}
const documentation = (element: Element): string => childOf(element, 'documentation')?.text.trim().slice(0, 2_000) ?? ''
const about = (process: Element) => documentation(process) ? { about: { zh: documentation(process), en: documentation(process) } } : {}

/** Keys for the tasks: our own where they stand there, else made of the ids. */
function keysFor(tasks: readonly Element[]): Map<string, string> {
  const taken = new Set<string>()
  return new Map(tasks.map((task, at) => {
    const own = ownOf(task, 'step')['key']
    const plain = typeof own === 'string' && /^[a-z][a-z0-9-]{0,59}$/.test(own) ? own : idOf(task).toLowerCase().replace(/^step_/, '').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 50) || `step-${at + 1}`
    let key = plain
    for (let n = 2; taken.has(key); n++) key = `${plain}-${n}`
    taken.add(key)
    return [idOf(task), key]
  }))
}

/** For each task the tasks right before it, through whatever stands between them, and the condition on the lines that lead to it. */
function orderOf({ tasks, others, lines, leftOut: before }: ProcessGraph, keys: ReadonlyMap<string, string>): { after: Map<string, string[]>; when: Map<string, Condition>; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = []
  const known = new Set([...keys.keys(), ...others.keys()])
  const isOwn = new Set(tasks.filter((task) => Object.keys(ownOf(task, 'step')).length).map((task) => idOf(task)))
  const isOwnNode = (id: string) => { const key = /^(?:Choice|Decision|Merge|Back)_(.+)$/.exec(id)?.[1]; return key !== undefined && isOwn.has(`Step_${key}`) }
  // Where our own rejections lead stands in the step that decides.
  const rejects = ({ from, condition }: Sequence) => isOwnNode(from) && (from.startsWith('Back_') || (from.startsWith('Decision_') && condition !== undefined))
  const there = lines.filter((line) => known.has(line.from) && known.has(line.to) && !rejects(line))
  const back = linesBack([...known], there)
  for (const line of there) if (back.has(line.id)) leftOut.push({ element: 'sequenceFlow', id: line.id, name: '', why: 'loop-dropped' })
  const forward = there.filter(({ id, from }) => !back.has(id) && !(others.get(from)?.name === 'boundaryEvent'))
  const into = Map.groupBy(forward, ({ to }) => to)
  const after = new Map<string, string[]>()
  const when = new Map<string, Condition>()
  for (const task of tasks) {
    const id = idOf(task)
    const found = new Set<string>()
    const seen = new Set<string>()
    const open = [...into.get(id) ?? []]
    for (let line = open.pop(); line; line = open.pop()) {
      if (keys.has(line.from)) { found.add(keys.get(line.from) as string); continue }
      if (seen.has(line.from)) continue
      seen.add(line.from)
      open.push(...into.get(line.from) ?? [])
    }
    after.set(id, [...keys.values()].filter((key) => found.has(key)))
    const asked = (into.get(id) ?? []).filter(({ condition }) => condition !== undefined)
    const read = asked.map((line) => ({ line, condition: conditionOf(line) }))
    for (const { line, condition } of read) if (!condition) leftOut.push({ element: 'conditionExpression', id: line.id, name: nameIn(task).slice(0, 200), why: 'condition-not-read' })
    const whole = read.flatMap(({ condition }) => condition ?? [])
    if (whole.length === asked.length && whole[0]) when.set(id, whole.length === 1 ? whole[0] : { any: whole })
  }
  // A choice between ways whose conditions nobody could read is no choice any more.
  const outOf = Map.groupBy(forward, ({ from }) => from)
  for (const [id, element] of others) {
    const out = outOf.get(id) ?? []
    if (element.name === 'exclusiveGateway' && out.length > 1 && !isOwnNode(id) && !out.some(({ to }) => when.has(to)) && !before.some((one) => one.id === id) && !out.some(({ id: line }) => leftOut.some((one) => one.id === line))) leftOut.push(told(element, 'condition-not-read'))
  }
  return { after, when, leftOut }
}
function conditionOf({ condition }: Sequence): Condition | undefined {
  if (!condition?.startsWith('{')) return undefined
  try { const value: unknown = JSON.parse(condition); return value && typeof value === 'object' ? value as Condition : undefined } catch { return undefined }
}

function stepOf(task: Element, key: string, { timers }: ProcessGraph, after: ReadonlyMap<string, readonly string[]>, when: ReadonlyMap<string, Condition>): { step: FlowStep; written: string[] | undefined } {
  const kept = ownOf(task, 'step')
  const isOwn = Object.keys(kept).length > 0
  const guide = documentation(task)
  const seconds = timers.get(idOf(task))
  const own = kept['deadline'] as { seconds?: number } | undefined
  const condition = when.get(idOf(task))
  const { deadline, ...rest } = kept
  const drafted = {
    owner: { by: 'starter' }, ...rest, key, name: wordsOf(kept['name'], nameIn(task) || key),
    ...(!isOwn && guide ? { guide: { zh: guide, en: guide } } : {}),
    ...(seconds === undefined ? {} : { deadline: own?.seconds === seconds ? deadline : { seconds: Math.min(seconds, 94_694_400), calendar: seconds % 86_400 === 0 ? 'always' : 'standard' } }),
    after: after.get(idOf(task)) ?? [], ...(condition ? { when: condition } : {}),
  }
  const read = StepSchema.safeParse(drafted)
  if (!read.success) throw new UnreadableBpmn('broken', `${key}.${read.error.issues[0]?.path.join('.') ?? ''}`)
  const written = Array.isArray(kept['after']) && kept['after'].every((one) => typeof one === 'string') ? kept['after'] as string[] : undefined
  return { step: read.data as FlowStep, written }
}
type Drafted = ReturnType<typeof stepOf>

/**
 * The steps with what each waits for: as it was written down, where the lines still say the same with more or fewer words
 * (who waits for a step waits for all before it), else as the lines say. A file of our own keeps its order; others are put in theirs.
 */
function ordered(drafted: readonly Drafted[]): FlowStep[] {
  const drawn = new Map(drafted.map(({ step }) => [step.key, step.after]))
  const ofLines = closureOf(drawn)
  const wrote = new Map(drafted.map(({ step, written }) => [step.key, written ?? step.after]))
  const isKept = [...wrote.values()].flat().every((key) => wrote.has(key))
  const ofWords = isKept ? closureOf(wrote) : undefined
  const steps = drafted.map(({ step }) => {
    const same = ofWords && isDeepStrictEqual(ofWords.get(step.key), ofLines.get(step.key))
    return { ...step, after: same ? wrote.get(step.key) ?? [] : shortest(drawn.get(step.key) ?? [], ofLines) }
  })
  if (drafted.every(({ written }) => written)) return withEnds(steps)
  const first = (key: string) => ofLines.get(key)?.size ?? 0
  return withEnds(steps.map((step, at) => ({ step, at })).toSorted((a, b) => first(a.step.key) - first(b.step.key) || a.at - b.at).map(({ step }) => step))
}
/** Everything that comes before each, however far back. */
function closureOf(after: ReadonlyMap<string, readonly string[]>): Map<string, Set<string>> {
  return new Map([...after].map(([key, own]) => {
    const found = new Set(own)
    for (const before of found) for (const further of after.get(before) ?? []) found.add(further)
    return [key, new Set([...found].toSorted())]
  }))
}
/** Without those that another of them waits for already. */
const shortest = (keys: readonly string[], before: ReadonlyMap<string, ReadonlySet<string>>): string[] => keys.filter((key) => !keys.some((other) => other !== key && before.get(other)?.has(key)))
/** Every end but the last is said to be one, where that is not said already. */
function withEnds(steps: readonly FlowStep[]): FlowStep[] {
  const ends = steps.filter(({ key }) => !steps.some(({ after }) => after.includes(key)))
  const isSaid = steps.every((step) => !step.last || ends.includes(step)) && ends.filter(({ last }) => !last).length <= 1
  return isSaid ? [...steps] : steps.map((step) => ({ ...step, last: ends.includes(step) && step !== ends.at(-1) }))
}
