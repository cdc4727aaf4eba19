import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { Bilingual, line } from '../../../kernel/contract.ts'
import { definitionKind } from '../../../kernel/definitions.ts'
import { checkCondition, compile } from '../../../pure/conditions/index.ts'
import type { Condition, Fact } from '../../../pure/conditions/index.ts'
import { COMPLEXITIES, IMPACTS, SAFETY, SEVERITIES } from './rules.ts'

/** The severity matrix: at which level a complaint stands, by what was judged of it, and who is told of each level at once. */

const fields = { severity: { type: 'choice', options: SEVERITIES }, safety: { type: 'choice', options: SAFETY }, complexity: { type: 'choice', options: COMPLEXITIES }, impact: { type: 'choice', options: IMPACTS }, immediate: { type: 'boolean' } } as const
const MatrixBody = z.strictObject({
  name: Bilingual,
  /** The mildest first. `tells` hear at once of a complaint at this level. */
  levels: z.array(z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), name: Bilingual, tells: z.array(z.enum(['supervisor', 'manager'])).max(2) })).min(2).max(6),
  /** The first row that fits gives the level; where none fits it is the mildest. */
  rows: z.array(z.strictObject({ when: z.custom<Condition<keyof typeof fields>>((value) => typeof value === 'object' && value !== null), level: line(40) })).min(1).max(100),
})
export type MatrixBody = z.output<typeof MatrixBody>
export interface Matrix { levels: MatrixBody['levels']; levelOf: (fact: Fact) => string }

function compileMatrix({ levels, rows }: MatrixBody): Matrix {
  const keys = levels.map(({ key }) => key)
  const faults = [
    ...keys.flatMap((key, at) => keys.indexOf(key) < at ? [`levels.${at}.key: '${key}' stands here twice`] : []),
    ...rows.flatMap(({ when, level }, at) => [...(keys.includes(level) ? [] : [`rows.${at}.level: no level '${level}'`]), ...checkCondition(fields, when, {}).map(({ path, message }) => `rows.${at}.when${path && `.${path}`}: ${message}`)]),
  ]
  if (faults.length) throw new Error(faults.join('; '))
  const judges = rows.map(({ when, level }) => ({ level, judge: compile(fields, when) }))
  return { levels, levelOf: (fact) => judges.find(({ judge }) => judge(fact) === true)?.level ?? keys[0] as string }
}
export const matrixKind = definitionKind<MatrixBody, Matrix>('severity-matrix', MatrixBody, compileMatrix)

const MATRIX = 'complaint'
/** The severity matrix in force. */
export const matrixInForce = (ctx: Pick<Ctx, 'definitions' | 'now'>) => ctx.definitions.current(matrixKind, MATRIX, ctx.now)
