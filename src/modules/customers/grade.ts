import { z } from 'zod'
import { Bilingual } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { definitionKind, shipped } from '../../kernel/definitions.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Grade } from './contract.ts'

/** A grade by which customers are served; `rank` 1 comes first. Deadlines, queues and rules name it by its key. */
const GradeBody = z.strictObject({ name: Bilingual, about: Bilingual.optional(), rank: z.int().min(1).max(100) })
type GradeBody = z.output<typeof GradeBody>

export const gradeKind = definitionKind('customer-grade', GradeBody as unknown as z.ZodType<GradeBody>, (body, { key }): Grade => ({ key, name: body.name, about: body.about ?? null, rank: body.rank }))

/** The grades in force, the first first. */
export const gradesOf = (ctx: Pick<Ctx, 'definitions' | 'now'>): Grade[] => ctx.definitions.keys(gradeKind, ctx.now).map((key) => ctx.definitions.current(gradeKind, key, ctx.now).is).sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))

/** @throws AppError invalid `customer.grade-unknown` */
export function checkGrade(ctx: Pick<Ctx, 'definitions' | 'now'>, key: string): void {
  if (!ctx.definitions.keys(gradeKind, ctx.now).includes(key)) throw invalid('grade', 'customer.grade-unknown', { keys: gradesOf(ctx).map((one) => one.key).join(', ') })
}

const grade = (key: string, rank: number, zh: string, en: string, aboutZh: string, aboutEn: string) => shipped(gradeKind, key, { name: { zh, en }, about: { zh: aboutZh, en: aboutEn }, rank })
/** Four grades as the handbooks have them. Nobody has one until somebody with the right, or a rule of the company, gives it. */
export const shippedGrades = [
  grade('a', 1, 'A 级 · 关键客户', 'A · Key', '综合得分 85 分及以上：优先受理、专人跟进', 'A score of 85 or more: served first, by a person of their own'),
  grade('b', 2, 'B 级 · 重要客户', 'B · Important', '综合得分 70–84 分：优先受理', 'A score of 70 to 84: served before others'),
  grade('c', 3, 'C 级 · 普通客户', 'C · Regular', '综合得分 50–69 分', 'A score of 50 to 69'),
  grade('d', 4, 'D 级 · 一般客户', 'D · Occasional', '综合得分 50 分以下', 'A score below 50'),
]
