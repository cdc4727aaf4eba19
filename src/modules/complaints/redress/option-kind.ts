import { z } from 'zod'
import { Bilingual } from '../../../kernel/contract.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { definitionKind } from '../../../kernel/definitions.ts'
import { invalid } from '../../../kernel/errors.ts'
import { WAYS } from './rules.ts'

/** A solution that a company has to offer: repair, replace, refund … What it may cost stands in `ways`; an empty list gives no money. */
const OptionBody = z.strictObject({
  name: Bilingual, about: Bilingual, sort: z.int().min(1).max(1_000), ways: z.array(z.enum(WAYS)).max(4),
  /** Somebody else says yes whatever it costs. */
  alwaysAsks: z.boolean().default(false),
  /** Given without the customer having to accept it first. */
  goodwill: z.boolean().default(false),
})
export type OptionBody = z.output<typeof OptionBody>
export const optionKind = definitionKind<OptionBody, OptionBody>('remedy-option', OptionBody as unknown as z.ZodType<OptionBody>, (body) => body)

/** The catalogue in force, in its order. */
export const optionsOf = (ctx: Pick<Ctx, 'definitions' | 'now'>) => ctx.definitions.keys(optionKind, ctx.now).map((key) => ({ key, ...ctx.definitions.current(optionKind, key, ctx.now).is })).sort((a, b) => a.sort - b.sort || (a.key < b.key ? -1 : 1))
/** One solution of the catalogue. @throws AppError invalid `remedy.unknown-option` */
export function requireOption(ctx: Pick<Ctx, 'definitions' | 'now'>, key: string) {
  if (!ctx.definitions.keys(optionKind, ctx.now).includes(key)) throw invalid('option', 'remedy.unknown-option', { keys: optionsOf(ctx).map((one) => one.key).join(', ') })
  return ctx.definitions.current(optionKind, key, ctx.now)
}
