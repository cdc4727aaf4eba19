import { z } from 'zod'
import { Bilingual, endpoint, line } from '../../../kernel/contract.ts'

/** Scores: several parts weighed together into one number and a grade. */

const Part = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/), name: Bilingual,
  /** Of all weights together: 40 of 100 is two fifths. */
  weight: z.number().positive().max(1_000),
  /** How a value becomes points, the first step that reaches it counts; a value is its own points where there are none. */
  steps: z.array(z.strictObject({ from: z.number(), points: z.number().min(0).max(100) })).max(50).optional(),
})
export const ScoreDefinition = z.strictObject({
  name: Bilingual, parts: z.array(Part).min(1).max(30),
  /** From the best down; the first that the score reaches is the grade. */
  grades: z.array(z.strictObject({ grade: line(20), from: z.number().min(0).max(100) })).min(1).max(20),
})
export type ScoreDefinition = z.output<typeof ScoreDefinition>

export const Graded = z.object({
  score: z.number(), grade: z.string().nullable(), definitionId: z.uuid(), version: z.int(),
  parts: z.array(z.object({ key: z.string(), name: Bilingual, weight: z.number(), share: z.number(), value: z.number(), points: z.number(), adds: z.number() })),
}).meta({ id: 'Graded' })
export type Graded = z.output<typeof Graded>

export const scores = {
  grade: endpoint('GET', '/scores/:key/grade', { params: z.strictObject({ key: line(120) }), query: z.strictObject({ values: z.string().max(4_000) }), response: Graded, access: 'rule.read', about: 'The score and grade of these values by the definition in force, with what each part adds; `values` is a JSON object by the parts’ keys.' }),
}
