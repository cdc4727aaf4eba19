import type { Condition, Literal } from '../../../../pure/conditions/index.ts'
import { describe } from '../../../../pure/conditions/index.ts'
import type { Words } from '../../../../kernel/web/words.ts'
import { hasWord, language } from '../../../../kernel/web/words.ts'
import type { FlowBody, FlowStep, Owner } from '../../contract.ts'
import type { FlowNames } from './flow-names.ts'

/** How the parts of a flow are said to whoever reads it. */

export const inWords = (words: { zh: string; en: string } | undefined): string => words ? language() === 'en' ? words.en : words.zh : ''

const MINUTE = 60
const HOUR = 3_600
const WORKING_DAY = 8 * HOUR
const DAY = 24 * HOUR
export const UNITS = { m: MINUTE, h: HOUR, d: WORKING_DAY, D: DAY } as const
export type Unit = keyof typeof UNITS
/** The largest unit that a deadline is a whole number of: days by the calendar only where every hour counts. */
export function unitOf({ seconds, calendar }: { seconds: number; calendar?: string | undefined }): Unit {
  if (calendar === 'always') return seconds % DAY === 0 ? 'D' : seconds % HOUR === 0 ? 'h' : 'm'
  return seconds % WORKING_DAY === 0 ? 'd' : seconds % HOUR === 0 ? 'h' : 'm'
}
export function deadlineText(t: Words, deadline: { seconds: number; calendar?: string | undefined }): string {
  const unit = unitOf(deadline)
  return t(`flow.duration.${unit}`, { n: (deadline.seconds / UNITS[unit]).toLocaleString(language(), { maximumFractionDigits: 1 }) })
}
/** A length of time whatever calendar it was reckoned by: minutes, hours, and days of 24 hours from a hundred hours on. */
export function durationText(t: Words, seconds: number): string {
  const unit = seconds < HOUR ? 'm' : seconds < 100 * HOUR ? 'h' : 'D'
  return t(`flow.duration.${unit}`, { n: (seconds / UNITS[unit]).toLocaleString(language(), { maximumFractionDigits: 1 }) })
}

export function ownerText(t: Words, owner: Owner, names: FlowNames): string {
  if (owner.by === 'role') return names.roles.get(owner.role) ?? owner.role
  if (owner.by === 'team') return names.teams.get(owner.team) ?? '…'
  if (owner.by === 'line-manager') return t(owner.levels > 1 ? 'flow.owner.managers' : 'flow.owner.line-manager-of', { of: t(`flow.owner.${owner.of}`), n: owner.levels })
  return t(`flow.owner.${owner.by}`)
}

/** A field that a condition asks for: of the record, what a step came to, or an answer on a step's form. */
export function fieldText(t: Words, flow: Pick<FlowBody, 'steps' | 'subject'>, field: string, names: FlowNames): string {
  const [word, key, question] = field.split('.')
  const step = flow.steps.find((one) => one.key === key)
  if (word === 'step') return t('flow.when.outcome-of', { step: inWords(step?.name) || key })
  if (word === 'answer') return t('flow.when.answer-of', { step: inWords(step?.name) || key, question: questionText(step, question, names) })
  return inWords(names.subjects.get(flow.subject)?.fields.find((one) => one.key === field)?.words) || field
}
const questionOf = (step: FlowStep | undefined, key: string | undefined, names: FlowNames) => names.questions.get(step?.form ?? '')?.find((one) => one.key === key)
const questionText = (step: FlowStep | undefined, key: string | undefined, names: FlowNames) => inWords(questionOf(step, key, names)?.text) || key || ''

export function valueText(t: Words, flow: Pick<FlowBody, 'steps' | 'subject'>, field: string, value: Literal | null, names: FlowNames): string {
  const [word, key, question] = field.split('.')
  if (word === 'step') return t(`flow.outcome.${String(value)}`)
  if (typeof value === 'boolean') return t(value ? 'flow.yes' : 'flow.no')
  if (word === 'answer') return inWords(questionOf(flow.steps.find((one) => one.key === key), question, names)?.options?.find((one) => one.key === value)?.text) || String(value)
  const { catalogue } = names.subjects.get(flow.subject)?.fields.find((one) => one.key === field) ?? { catalogue: null }
  return catalogue && hasWord(`${catalogue}.${String(value)}`) ? t(`${catalogue}.${String(value)}`) : String(value)
}
/** A condition as a sentence. */
export const whenText = (t: Words, flow: Pick<FlowBody, 'steps' | 'subject'>, when: Condition, names: FlowNames): string => describe(when, {
  say: (key, places) => t(`condition.${key}`, places), field: (name) => fieldText(t, flow, name, names), value: (field, value) => valueText(t, flow, field, value, names), variable: (name) => name,
})
