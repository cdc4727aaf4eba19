/** What the course of a complaint consists of, and pure decisions about it. Runs on both sides. */
import type { Severity } from '../../cases/contract.ts'

export { SEVERITIES } from '../../cases/contract.ts'
export type { Severity } from '../../cases/contract.ts'

export const SAFETY = ['none', 'possible', 'actual'] as const
export type Safety = (typeof SAFETY)[number]
export const COMPLEXITIES = ['simple', 'involved', 'complex'] as const
export type Complexity = (typeof COMPLEXITIES)[number]
/** How many people it touches. */
export const IMPACTS = ['one', 'several', 'many'] as const
export type Impact = (typeof IMPACTS)[number]
/** From calm to beside oneself. */
export const EMOTIONS = [1, 2, 3, 4, 5] as const
export const ACKNOWLEDGED_HOW = ['page', 'spoken', 'message', 'letter'] as const
export type AcknowledgedHow = (typeof ACKNOWLEDGED_HOW)[number]
export const TOLD_HOW = ['message', 'phone', 'in-person', 'letter'] as const
export type ToldHow = (typeof TOLD_HOW)[number]
export const FINDING_KINDS = ['statement', 'document', 'recording', 'inspection', 'conclusion'] as const
export type FindingKind = (typeof FINDING_KINDS)[number]
export const ASSISTANCE_KINDS = ['supervisor', 'mediator', 'external'] as const
export type AssistanceKind = (typeof ASSISTANCE_KINDS)[number]
export const QUARREL_SOURCES = ['customer', 'colleague', 'recording', 'messages'] as const
export type QuarrelSource = (typeof QUARREL_SOURCES)[number]
export const QUARREL_STATES = ['reported', 'confirmed', 'dismissed'] as const
export type QuarrelState = (typeof QUARREL_STATES)[number]

export const PULSE_HOW = ['message', 'page', 'spoken'] as const
export type PulseHow = (typeof PULSE_HOW)[number]
/** So little content, of five, is told at once to whoever can still mend it. */
export const LOW_PULSE = 2
/** The figure from 1 to 5 with which an answer begins, when its first line says little else; null otherwise. */
export function scoreIn(text: string): number | null {
  const [first = ''] = text.trimStart().split('\n')
  const found = /^([1-5])(?!\s*[0-9.,:月日号点年])\s*(?:分|颗?星|\/\s*5)?(?!\/)(.*)$/u.exec(first.normalize('NFKC').trim())
  return found && (found[2] ?? '').length <= 40 ? Number(found[1]) : null
}

/** Serious or worse. */
export const isGrave = (severity: Severity | null | undefined): boolean => severity === 'serious' || severity === 'critical'

/** When the whole template is asked for before a complaint is confirmed; without it only the customer's words are. */
export const FULL_RECORD = ['grave', 'always', 'never'] as const
export interface Recorded { words: string | null; product: string | null; demand: string | null; interest: string | null; evidence: string | null; emotionStart: number | null; severity: Severity | null }
const TEMPLATE = ['words', 'product', 'demand', 'interest', 'evidence', 'emotionStart', 'severity'] as const
/** What of the template is still missing; the moment, the channel and the customer stand at the case. */
export function missingOf(of: Recorded, rule: (typeof FULL_RECORD)[number]): (typeof TEMPLATE)[number][] {
  const wholly = rule === 'always' || (rule === 'grave' && isGrave(of.severity))
  return (wholly ? TEMPLATE : ['words'] as const).filter((field) => of[field] === null || (typeof of[field] === 'string' && of[field].trim() === ''))
}

/** The whole course of a complaint, as GB/T 19012 and ISO 10002 have it. */
export const STAGES = ['received', 'acknowledged', 'recorded', 'assessed', 'investigated', 'judged', 'decided', 'answered', 'carried-out', 'followed-up', 'closed', 'cause', 'archived'] as const
export type StageKey = (typeof STAGES)[number]
export interface Milestone<K extends string = StageKey> { key: K; at: Date | null; by: string | null }
/**
 * How each stage stands: done with its moment, the first that is still to come after the last one done, later, or passed over because a later one is done.
 * What is over by itself has no stage left to do.
 */
export function stagesOf<K extends string>(milestones: readonly Milestone<K>[]): { key: K; state: 'done' | 'now' | 'later' | 'skipped'; at: Date | null; by: string | null }[] {
  const last = milestones.findLastIndex(({ at }) => at !== null)
  return milestones.map(({ key, at, by }, n) => ({ key, at, by, state: at ? 'done' : n < last ? 'skipped' : n === last + 1 ? 'now' : 'later' }))
}

/** The four phases of 002 §3.4, and the end. */
export const PHASES = ['listening', 'confirmed', 'resolving', 'following-up', 'closed'] as const
const PHASE_OF: Readonly<Record<string, number>> = { new: -1, listening: 0, confirmed: 1, resolving: 2, open: 2, 'waiting-customer': 2, 'waiting-third': 2, 'following-up': 3, solved: 3, closed: 5 }
/** The place among the phases at which a complaint of this status stands; -1 before the first, past the last when it is over. */
export const phaseAt = (status: string): number => PHASE_OF[status] ?? -1
