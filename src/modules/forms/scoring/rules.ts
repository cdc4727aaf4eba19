import type { Answer, Answers, Form, Of, Question } from '../questions/contract.ts'
import { faultOf, isGiven, isNotApplicable, keysIn, partsOf, scaleOf } from '../questions/rules.ts'
import { walk } from '../rules.ts'

/** What answers come to, from 0 to 100. Runs on both sides. */

export interface Assessment {
  /** Null when nothing that counts was answered. */
  score: number | null
  /** Null when the form has no mark to pass, or nothing that counts was answered. */
  passed: boolean | null
  /** Of each section that was asked; null where nothing in it counts. `zeroed`: a critical question of it failed. */
  sections: { key: string; score: number | null; zeroed: boolean }[]
  /** The critical questions that failed, in their order. */
  failed: string[]
}
const bounded = (score: number) => Math.min(100, Math.max(0, score))

/**
 * Judges good answers. A section's score is the mean of its questions' scores by their weights; what does not apply takes its weight out, and so
 * does what was left blank unless the form counts that as 0. The whole is the mean of the sections by their weights, or of all questions where no
 * section has one. A critical question below its bound makes its section, or the whole, 0.
 */
export function assess(form: Form, answers: Answers): Assessment {
  const sums = new Map<string, { sum: number; weights: number; zeroed: boolean }>()
  const failed: string[] = []
  let isZero = false
  for (const { section, question, answer } of walk(form, answers)) {
    const at = sums.get(section.key) ?? { sum: 0, weights: 0, zeroed: false }
    sums.set(section.key, at)
    const score = scoreOf(question, answer, form.blankIsZero ?? false)
    if (score === null || !('weight' in question)) continue
    at.sum += score * (question.weight ?? 0)
    at.weights += question.weight ?? 0
    if (!question.critical || score >= question.critical.below) continue
    if (!failed.includes(question.key)) failed.push(question.key)
    if (question.critical.zeroes === 'form') isZero = true
    else at.zeroed = true
  }
  const bySection = form.sections.some((section) => section.weight !== undefined)
  const sections = form.sections.flatMap((section) => {
    const at = sums.get(section.key)
    return at ? [{ key: section.key, score: at.zeroed ? 0 : at.weights > 0 ? bounded(at.sum / at.weights) : null, zeroed: at.zeroed, weight: bySection ? section.weight ?? 0 : at.weights }] : []
  })
  const counted = sections.filter((one) => one.score !== null && one.weight > 0)
  const weights = counted.reduce((sum, { weight }) => sum + weight, 0)
  const score = isZero ? 0 : weights > 0 ? bounded(counted.reduce((sum, one) => sum + (one.score as number) * one.weight, 0) / weights) : null
  return {
    score, passed: form.pass === undefined || score === null ? null : score >= form.pass && !isZero,
    sections: sections.map(({ weight: _, ...one }) => one), failed,
  }
}
/** The whole score alone. */
export const scoreAnswers = (form: Form, answers: Answers): number | null => assess(form, answers).score

/** The score of one answer; null for what does not count. */
export function scoreOf(question: Question, answer: Answer | undefined, blankIsZero = false): number | null {
  if (!isScored(question)) return null
  if (isNotApplicable(answer)) return null
  if (!isGiven(answer) || faultOf(question, answer as Answer)) return blankIsZero && !isGiven(answer) ? 0 : null
  switch (question.kind) {
    case 'single': return question.options.find(({ key }) => key === answer)?.score ?? null
    case 'multiple': return ofSome(question, keysIn(answer))
    case 'scale': {
      const share = (Number(answer) - question.from) / (question.to - question.from) * 100
      return question.reversed ? 100 - share : share
    }
    case 'nps': case 'csat': { const { from, to } = scaleOf(question); return (Number(answer) - from) / (to - from) * 100 }
    case 'slider': return bounded((Number(answer) - question.min) / (question.max - question.min) * 100)
    case 'yes-no': return answer === true ? question.scores.yes : question.scores.no
    case 'number': return question.right && Number(answer) >= question.right.from && Number(answer) <= question.right.to ? 100 : 0
    case 'text': return question.right?.some((one) => plain(one) === plain(String(answer))) ? 100 : 0
    case 'matrix': return ofMatrix(question, answer as Answer)
    default: return null
  }
}
const plain = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
/** Whether answers to it have a score at all. */
export function isScored(question: Question): boolean {
  switch (question.kind) {
    case 'single': case 'multiple': return question.options.some(({ score }) => score !== undefined)
    case 'matrix': return question.mode === 'rating' || (question.columns ?? []).some(({ score }) => score !== undefined)
    case 'number': case 'text': return question.right !== undefined
    default: return question.kind === 'scale' || question.kind === 'nps' || question.kind === 'csat' || question.kind === 'slider' || question.kind === 'yes-no'
  }
}
function ofSome({ options, exact }: Of<'multiple'>, chosen: readonly string[]): number {
  if (exact) return options.every(({ key, score = 0 }) => chosen.includes(key) === score > 0) && chosen.every((key) => options.some((one) => one.key === key)) ? 100 : 0
  return Math.min(100, options.reduce((sum, { key, score = 0 }) => sum + (chosen.includes(key) ? score : 0), 0))
}
function ofMatrix({ mode, columns = [], to = 5 }: Of<'matrix'>, answer: Answer): number | null {
  const scores = Object.values(partsOf(answer)).flatMap((value) => {
    if (mode === 'rating') return [(Number(value) - 1) / (to - 1) * 100]
    const chosen = columns.filter(({ key, score }) => score !== undefined && (Array.isArray(value) ? value.includes(key) : value === key))
    return chosen.length ? [Math.min(100, chosen.reduce((sum, { score = 0 }) => sum + score, 0))] : []
  })
  return scores.length ? scores.reduce((a, b) => a + b, 0) / scores.length : null
}
