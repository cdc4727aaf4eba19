import type { Condition } from '../../../../pure/conditions/index.ts'
import type { FlowBody, FlowStep } from '../../contract.ts'
import { stepsBefore } from '../../rules.ts'

/** A flow while it is written: a list of steps, each after what stands before it, beside it, or after steps of the author's choice. */

/** `next` begins when all of the steps right above are settled, `beside` together with the one above, `custom` after those it names. */
export type Mode = 'next' | 'beside' | 'custom'
interface Placed { step: FlowStep; mode: Mode }

const sameKeys = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((key) => b.includes(key))

/** How each step stands to those above it. */
export function modesOf(steps: readonly FlowStep[]): Mode[] {
  let before: readonly string[] = []
  let stage: string[] = []
  return steps.map(({ key, after }, at) => {
    const mode: Mode = at > 0 && sameKeys(after, before) ? 'beside' : sameKeys(after, stage) ? 'next' : 'custom'
    if (mode === 'beside') stage.push(key)
    else { before = after; stage = [key] }
    return mode
  })
}
const placed = (steps: readonly FlowStep[]): Placed[] => { const modes = modesOf(steps); return steps.map((step, at) => ({ step, mode: modes[at] as Mode })) }

/** The steps as their places in the list say: what each comes after, which are ends, where a rejection may lead. Nothing waits for what stands below it. */
function settled(list: readonly Placed[]): FlowStep[] {
  let before: readonly string[] = []
  let stage: string[] = []
  const above: string[] = []
  const steps = list.map(({ step, mode }, at): FlowStep => {
    const after = at === 0 ? [] : mode === 'custom' ? step.after.filter((key) => above.includes(key)) : mode === 'beside' ? [...before] : [...stage]
    if (at > 0 && mode === 'beside') stage.push(step.key)
    else { before = after; stage = [step.key] }
    above.push(step.key)
    return { ...step, after }
  })
  const ends = steps.filter(({ key }) => !steps.some(({ after }) => after.includes(key)))
  return steps.map((step) => {
    const { back, ...rest } = step
    return {
      ...rest, last: ends.length > 1 && ends.includes(step) && step !== ends.at(-1),
      ...(back && stepsBefore({ steps }, step.key).has(back) ? { back } : {}),
      ...(step.kind === 'approval' && step.rejected === 'back' && !step.after.length ? { rejected: 'end' as const } : {}),
    }
  })
}

/** Puts the step at `from` where `to` is. Whoever stood beside it takes its place in the row. */
export function moveStep(flow: FlowBody, from: number, to: number): FlowBody {
  const list = placed(flow.steps)
  const [one] = list.splice(from, 1)
  if (!one || to < 0 || to > list.length) return flow
  const heir = list[from]
  if (heir?.mode === 'beside' && one.mode !== 'beside') list[from] = { mode: one.mode, step: one.mode === 'custom' ? { ...heir.step, after: one.step.after } : heir.step }
  list.splice(to, 0, { step: one.step, mode: list[to]?.mode === 'beside' ? 'beside' : one.mode === 'beside' ? 'next' : one.mode })
  return { ...flow, steps: settled(list) }
}

export function removeStep(flow: FlowBody, at: number): FlowBody {
  const list = placed(flow.steps)
  const [gone] = list.splice(at, 1)
  if (!gone) return flow
  const heir = list[at]
  if (heir?.mode === 'beside' && gone.mode !== 'beside') list[at] = { ...heir, mode: gone.mode === 'custom' ? 'next' : gone.mode }
  // Whoever waited for it by name waits for what it waited for.
  const mended = list.map(({ step, mode }) => ({ mode, step: step.after.includes(gone.step.key) ? { ...step, after: [...new Set(step.after.flatMap((key) => key === gone.step.key ? gone.step.after : [key]))] } : step }))
  return { ...flow, steps: settled(mended) }
}

export function placeStep(flow: FlowBody, at: number, mode: Mode, after: readonly string[] = []): FlowBody {
  return { ...flow, steps: settled(placed(flow.steps).map((one, n) => n === at ? { mode, step: mode === 'custom' ? { ...one.step, after: [...after] } : one.step } : one)) }
}

export function changeStep(flow: FlowBody, at: number, more: Partial<FlowStep>): FlowBody {
  return { ...flow, steps: settled(placed(flow.steps).map((one, n) => n === at ? { ...one, step: { ...one.step, ...more } } : one)) }
}

const EMPTY: Omit<FlowStep, 'key' | 'name'> = { kind: 'work', value: 'adding', owner: { by: 'handler' }, after: [], optional: false, outputs: [], evidence: false, guards: [], smart: {}, last: false, rejected: 'back' }
/** A new step right below the one at `at`, by the same owner; `-1` puts it first. Answers the flow and where the step stands. */
export function addStep(flow: FlowBody, at: number, name: { zh: string; en: string }, kind: FlowStep['kind'] = 'work'): { flow: FlowBody; at: number } {
  const taken = new Set(flow.steps.map(({ key }) => key))
  let n = flow.steps.length + 1
  while (taken.has(`step-${n}`)) n++
  const above = flow.steps[at]
  const list = placed(flow.steps)
  // Below a row of steps side by side the new one comes after all of them.
  let place = at + 1
  while (list[place]?.mode === 'beside') place++
  const step: FlowStep = {
    ...EMPTY, key: `step-${n}`, name, kind, deadline: { seconds: 14_400, calendar: 'standard', warnBefore: [3_600] },
    owner: kind === 'approval' ? { by: 'line-manager', of: flow.subject === 'case' ? 'handler' : 'starter', levels: 1 } : above && above.kind === 'work' ? above.owner : flow.subject === 'case' ? { by: 'handler' } : { by: 'starter' },
    smart: flow.goals[0] ? { measure: { metric: flow.goals[0].metric } } : {},
  }
  list.splice(place, 0, { step, mode: 'next' })
  return { flow: { ...flow, steps: settled(list) }, at: place }
}

/** A copy right below; its key is its own. */
export function copyStep(flow: FlowBody, at: number): { flow: FlowBody; at: number } {
  const source = flow.steps[at]
  if (!source) return { flow, at }
  const added = addStep(flow, at, source.name, source.kind)
  const { key } = added.flow.steps[added.at] as FlowStep
  const { back: _back, ...rest } = source
  return { at: added.at, flow: changeStep(added.flow, added.at, { ...rest, key, after: (added.flow.steps[added.at] as FlowStep).after }) }
}

/** What a new step is called until somebody names it, in both languages whoever writes. */
export const newStepName = (kind: 'work' | 'approval', nth: number): { zh: string; en: string } => kind === 'approval' ? { zh: '审批', en: 'Approval' } : { zh: `步骤 ${nth}`, en: `Step ${nth}` }

/** The body of a flow nobody has written yet. */
export const newFlow = (subject: string, words: { name: { zh: string; en: string }; first: { zh: string; en: string } }): FlowBody =>
  addStep({ name: words.name, subject, goals: [], statuses: [], transitions: [], steps: [] }, -1, words.first).flow

/** Without what is only half there, as the store takes it: texts left empty in both languages are no texts. */
export function bodyOf(flow: FlowBody): FlowBody {
  const filled = <T extends { zh: string; en: string }>(words: T | undefined): T | undefined => {
    const [zh, en] = [words?.zh.trim() ?? '', words?.en.trim() ?? '']
    return words && (zh || en) ? { ...words, zh: zh || en, en: en || zh } : undefined
  }
  const optional = <K extends string, V>(key: K, value: V | undefined) => (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }
  const { about, ...flowRest } = flow
  return {
    ...flowRest, name: filled(flow.name) ?? flow.name, ...optional('about', filled(about)),
    goals: flow.goals.filter(({ metric }) => metric),
    steps: flow.steps.map((step) => {
      const { guide, smart, compensation, form, when, ...rest } = step
      const { specific, measure, attainable, relevant } = smart
      const undo = filled(compensation?.title)
      return {
        ...rest, name: filled(step.name) ?? step.name, outputs: step.outputs.flatMap((one) => filled(one) ?? []),
        ...optional('guide', filled(guide)), ...optional('form', form || undefined), ...optional('when', isEmpty(when) ? undefined : when), ...(undo ? { compensation: { title: undo } } : {}),
        smart: { ...optional('specific', filled(specific)), ...(measure?.metric ? { measure } : {}), ...optional('attainable', filled(attainable)), ...optional('relevant', filled(relevant)) },
      }
    }),
  }
}
const isEmpty = (when: Condition | undefined): boolean => !when || ('all' in when && when.all.length === 0) || ('any' in when && when.any.length === 0)
