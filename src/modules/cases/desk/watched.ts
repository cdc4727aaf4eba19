import type { Ctx } from '../../../kernel/context.ts'
import { tables } from './tables.ts'

const MOST = 1_000
/** The cases one follows, those one follows since last first; so many of them at most. */
export const watchedBy = async (ctx: Ctx): Promise<string[]> => (await tables(ctx).selectFrom('case_watcher').select('case_id').where('staff_id', '=', ctx.actor.id as string).orderBy('at', 'desc').limit(MOST).execute()).map((row) => row.case_id)
