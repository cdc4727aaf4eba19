import { faultsOfSteps, lacksOf } from '../../checks/rules.ts'
import type { SubjectWords } from '../../checks/rules.ts'
import type { FlowBody } from '../../contract.ts'
import { FlowDefinition } from '../../contract.ts'
import type { FlowNames } from './flow-names.ts'
import { bodyOf } from './draft-flow.ts'

/** What is wrong with a draft, at the field where it is mended. `save` faults hinder saving, `publish` faults only publication. */
export interface FieldFault {
  /** The step's place in the list; null for the flow itself. */
  at: number | null
  /** The field within the step or the flow: `smart.measure`, `deadline`, `goals`. */
  field: string
  /** The catalogue says it under `flow.fault.CODE` with the remedy under `flow.remedy.CODE`. */
  code: string
  hinders: 'save' | 'publish'
}

const FIELDS_WITH_WORDS = ['key', 'name', 'after', 'optional', 'back', 'rejected', 'moves', 'warn-before', 'guards', 'when', 'last', 'subject', 'starts-on', 'owner', 'goals', 'form', 'deadline', 'outputs', 'guide', 'specific', 'attainable', 'relevant', 'about'] as const
const place = (path: readonly (string | number)[]): { at: number | null; field: string } =>
  path[0] === 'steps' && path[1] !== undefined ? { at: Number(path[1]), field: path.slice(2).join('.') } : { at: null, field: path.join('.') }
/** Which sentence stands for a field: its most telling part. */
const codeOf = (field: string): string => {
  const parts = field.split('.').map((part) => part.replace(/([A-Z])/g, (letter) => `-${letter.toLowerCase()}`))
  return FIELDS_WITH_WORDS.findLast((one) => parts.includes(one)) ?? 'other'
}

export function faultsIn(flow: FlowBody, subject: SubjectWords | undefined): FieldFault[] {
  const faults: FieldFault[] = []
  const add = (where: { at: number | null; field: string }, code: string, hinders: FieldFault['hinders']) => {
    if (!faults.some((one) => one.at === where.at && one.field === where.field)) faults.push({ ...where, code, hinders })
  }
  const body = bodyOf(flow)
  for (const { path } of FlowDefinition.safeParse(body).error?.issues ?? []) { const where = place(path as (string | number)[]); add(where, codeOf(where.field), 'save') }
  for (const { path } of faultsOfSteps(body, subject)) { const where = place(path.split('.')); add(where, codeOf(where.field), 'save') }
  for (const { path, lacks } of lacksOf(body)) add(place(path.split('.')), `lacks-${lacks}`, 'publish')
  return faults
}

/** What a kind of record offers to conditions, as the checks take it. Undefined while it is being read. */
export function subjectWords(flow: Pick<FlowBody, 'subject'>, names: FlowNames): SubjectWords | undefined {
  if (flow.subject === 'free') return { fields: {}, guards: [], kinds: [] }
  const subject = names.subjects.get(flow.subject)
  return subject && { fields: Object.fromEntries(subject.fields.map((one) => [one.key, { type: one.type as never }])), guards: subject.guards, kinds: subject.kinds }
}
