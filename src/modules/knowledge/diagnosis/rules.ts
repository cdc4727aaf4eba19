/** A tree of questions from a symptom to its cause, and the walk through it. Pure: the screen asks by it, the server checks by it. */

interface Said { zh: string; en: string }
/** A question that is answered by a figure: what it is measured in, and between which values it can lie. */
export interface Measure { unit: Said; min: number; max: number }
export interface Answer { key: string; words: Said; /** Of a figure: it is this answer below the value, unless one before it is; the last takes all the rest. */ below?: number | undefined; /** The question that follows, or the cause it shows: one of both. */ ask?: string | undefined; cause?: string | undefined }
export interface Ask { key: string; words: Said; hint?: Said | undefined; measure?: Measure | undefined; answers: readonly Answer[] }
export interface Cause { key: string; name: Said; /** What is done at once. */ measure: Said; /** The cause in the house's tree of causes, so that figures know it. */ of?: string | undefined }
export interface Tree { first: string; asks: readonly Ask[]; causes: readonly Cause[] }
export interface Step { ask: string; /** The answer’s key; of a figure it follows from the value. */ answer?: string | undefined; value?: number | undefined }

const twice = (keys: readonly string[]) => keys.find((key, at) => keys.indexOf(key) !== at)
export interface TreeFault { code: 'twice' | 'no-first' | 'leads-nowhere' | 'leads-twice' | 'unknown' | 'never-reached' | 'circle' | 'bounds'; at: string }

/** Whether these bounds divide the range of a figure: rising within it, and none for the last; none at all where nothing is measured. */
function areBounds(bounds: readonly (number | undefined)[], measure: Measure | undefined): boolean {
  if (!measure) return bounds.every((bound) => bound === undefined)
  const [last, ...before] = bounds.toReversed()
  const rising = before.toReversed()
  return last === undefined && measure.min < measure.max && rising.every((bound, at) => bound !== undefined && bound > (rising[at - 1] ?? measure.min) && bound < measure.max)
}
/** The answer that a step gives; undefined when the question has no such answer, or the figure lies out of its range. */
export function answerOf(ask: Ask, { answer, value }: Step): Answer | undefined {
  if (!ask.measure) return value === undefined ? ask.answers.find(({ key }) => key === answer) : undefined
  if (value === undefined || !Number.isFinite(value) || value < ask.measure.min || value > ask.measure.max) return undefined
  const found = ask.answers.find(({ below }) => below === undefined || value < below)
  return answer === undefined || found?.key === answer ? found : undefined
}

/** Everything that makes a tree no tree: keys twice, answers that lead nowhere, what nobody ever reaches, circles. */
export function faultsOfTree({ first, asks, causes }: Tree): TreeFault[] {
  const faults: TreeFault[] = []
  const asked = new Map(asks.map((ask) => [ask.key, ask]))
  const found = new Set(causes.map(({ key }) => key))
  const double = twice(asks.map(({ key }) => key)) ?? twice(causes.map(({ key }) => key)) ?? asks.flatMap(({ answers }) => twice(answers.map(({ key }) => key)) ?? [])[0]
  if (double) faults.push({ code: 'twice', at: double })
  if (!asked.has(first)) faults.push({ code: 'no-first', at: first })
  for (const { key, answers, measure } of asks) {
    if (!areBounds(answers.map(({ below }) => below), measure)) faults.push({ code: 'bounds', at: key })
    for (const answer of answers) {
      const at = `${key}.${answer.key}`
      if (!answer.ask && !answer.cause) faults.push({ code: 'leads-nowhere', at })
      else if (answer.ask && answer.cause) faults.push({ code: 'leads-twice', at })
      else if ((answer.ask && !asked.has(answer.ask)) || (answer.cause && !found.has(answer.cause))) faults.push({ code: 'unknown', at })
    }
  }
  const reached = new Set<string>()
  const causesReached = new Set<string>()
  const open = new Set<string>()
  const walk = (key: string): void => {
    if (open.has(key)) { if (!faults.some(({ code, at }) => code === 'circle' && at === key)) faults.push({ code: 'circle', at: key }); return }
    if (reached.has(key)) return
    reached.add(key)
    open.add(key)
    for (const { ask, cause } of asked.get(key)?.answers ?? []) {
      if (ask && asked.has(ask)) walk(ask)
      if (cause) causesReached.add(cause)
    }
    open.delete(key)
  }
  if (asked.has(first)) walk(first)
  for (const { key } of asks) if (!reached.has(key)) faults.push({ code: 'never-reached', at: key })
  for (const { key } of causes) if (!causesReached.has(key)) faults.push({ code: 'never-reached', at: key })
  return faults
}

export interface Standing { /** The question that is asked next; null once the cause is found. */ ask: Ask | null; cause: Cause | null }
/** Where a walk stands after these answers; undefined when it takes a step that the tree has not. */
export function standingAfter(tree: Tree, path: readonly Step[]): Standing | undefined {
  const asked = new Map(tree.asks.map((ask) => [ask.key, ask]))
  let ask = asked.get(tree.first)
  let cause: Cause | undefined
  for (const step of path) {
    if (cause || !ask || ask.key !== step.ask) return undefined
    const answer = answerOf(ask, step)
    if (!answer) return undefined
    if (answer.cause) cause = tree.causes.find(({ key }) => key === answer.cause)
    else ask = answer.ask ? asked.get(answer.ask) : undefined
  }
  return cause ? { ask: null, cause } : ask ? { ask, cause: null } : undefined
}

/** What a new question is answered with, until somebody writes better words. */
export const YES = { zh: '是', en: 'Yes' }
export const NO = { zh: '不是', en: 'No' }
