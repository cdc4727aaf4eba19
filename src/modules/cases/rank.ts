import type { Ctx } from '../../kernel/context.ts'
import { rankOf } from './rules.ts'
import { rankHours } from './settings.ts'

/** The place of a case among those that wait, as it is stored; `infinity` when nothing waits for us. */
export const rankIn = (ctx: Pick<Ctx, 'settings'>, of: Parameters<typeof rankOf>[0]): Date | 'infinity' => rankOf(of, ctx.settings.get(rankHours)) ?? 'infinity'
