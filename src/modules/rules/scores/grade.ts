import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { definitionKind, shipped } from '../../../kernel/definitions.ts'
import { invalid, notFound } from '../../../kernel/errors.ts'
import { ScoreDefinition } from './contract.ts'
import type { Graded } from './contract.ts'

/** @throws Error naming parts that stand twice and grades that nothing reaches */
function compile(body: ScoreDefinition): ScoreDefinition {
  const keys = body.parts.map((part) => part.key)
  const faults = [
    ...keys.flatMap((key, at) => keys.indexOf(key) < at ? [`parts.${at}.key: '${key}' stands here twice`] : []),
    ...body.grades.flatMap(({ from }, at) => at > 0 && from >= body.grades[at - 1]!.from ? [`grades.${at}.from: is not below the grade before it`] : []),
    ...body.parts.flatMap(({ steps }, part) => (steps ?? []).flatMap(({ from }, at) => at > 0 && from >= steps![at - 1]!.from ? [`parts.${part}.steps.${at}.from: is not below the step before it`] : [])),
  ]
  if (faults.length) throw new Error(faults.join('; '))
  return body
}
export const scoreKind = definitionKind('score', ScoreDefinition as unknown as z.ZodType<ScoreDefinition>, compile)

/** Two decimals, without the dust of binary fractions. */
const round = (value: number) => Math.round((value + Number.EPSILON) * 100) / 100

/**
 * The score Σ wᵢ·sᵢ ÷ Σ wᵢ of these values (0 to 100), its grade, and what each part adds.
 * @throws Error naming a part without a value
 */
export function gradeOf({ parts, grades }: ScoreDefinition, values: Readonly<Record<string, number>>): Pick<Graded, 'score' | 'grade' | 'parts'> {
  const whole = parts.reduce((sum, part) => sum + part.weight, 0)
  const counted = parts.map(({ key, name, weight, steps }) => {
    const value = values[key]
    if (value === undefined || !Number.isFinite(value)) throw new Error(key)
    const points = steps ? steps.find((step) => value >= step.from)?.points ?? 0 : Math.min(100, Math.max(0, value))
    return { key, name, weight, share: weight / whole, value, points, adds: round(points * weight / whole) }
  })
  const score = round(counted.reduce((sum, part) => sum + part.points * part.share, 0))
  return { score, grade: grades.find((one) => score >= one.from)?.grade ?? null, parts: counted.map((part) => ({ ...part, share: round(part.share) })) }
}

/** By the definition in force. */
export function grade(ctx: Ctx, key: string, text: string): Graded {
  if (!ctx.definitions.keys(scoreKind, ctx.now).includes(key)) throw notFound('score')
  const { id, version, is } = ctx.definitions.current(scoreKind, key, ctx.now)
  const values = z.record(z.string(), z.number()).safeParse(parsed(text))
  if (!values.success) throw invalid('query.values', 'score.bad-values')
  try { return { ...gradeOf(is, values.data), definitionId: id, version } } catch (error) { throw invalid(`query.values.${(error as Error).message}`, 'score.no-value', { part: (error as Error).message }) }
}
const parsed = (text: string): unknown => { try { return JSON.parse(text) } catch { return null } }

/** The combined grade of a customer: amount, frequency, credit and satisfaction as points, A from 85. */
export const customerGrade = shipped(scoreKind, 'customer-grade', {
  name: { zh: '客户综合等级', en: 'Combined grade of a customer' },
  parts: [
    { key: 'amount', name: { zh: '消费金额', en: 'Amount spent' }, weight: 40 }, { key: 'frequency', name: { zh: '消费频次', en: 'Frequency' }, weight: 25 },
    { key: 'credit', name: { zh: '信用等级', en: 'Credit' }, weight: 20 }, { key: 'satisfaction', name: { zh: '满意度', en: 'Satisfaction' }, weight: 15 },
  ],
  grades: [{ grade: 'A', from: 85 }, { grade: 'B', from: 70 }, { grade: 'C', from: 50 }, { grade: 'D', from: 0 }],
})
