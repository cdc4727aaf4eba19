import type { Actor, Ctx } from '../../kernel/context.ts'
import { whisper } from '../../kernel/live.ts'
import type { Work } from '../../kernel/work.ts'
import type { Here } from './contract.ts'
import { findCase } from './queries.ts'
import { tables } from './tables.ts'

/** So long somebody counts as here after their browser has last said so; it does every twenty seconds. */
const HOLDS_MS = 45_000

/** Who else has the case open now. Who may see the case is for the caller to have decided. */
export async function hereOn(ctx: Ctx, caseId: string): Promise<Here[]> {
  return tables(ctx).selectFrom('case_presence as p').innerJoin('staff_ref as s', 's.id', 'p.staff_id').select(['s.id', 's.name', 'p.typing'])
    .where('p.case_id', '=', caseId).where('p.staff_id', '<>', ctx.actor.id as string).where('p.at', '>', new Date(ctx.now.getTime() - HOLDS_MS)).orderBy('p.at').execute()
}

/** Says that one has the case open, writes or has left it, and tells the others when that is new to them. Leaves no event: where people look is nobody's history. */
export async function beHere(work: Work, actor: Actor, caseId: string, { here, typing }: { here: boolean; typing: boolean }): Promise<{ items: Here[] }> {
  const { isNews, items } = await work.unit(actor, 'cases.beHere', async (ctx) => {
    await findCase(ctx, caseId)
    const me = actor.id as string
    const known = tables(ctx).selectFrom('case_presence').select(['typing', 'at']).where('case_id', '=', caseId).where('staff_id', '=', me)
    const before = await known.executeTakeFirst()
    const wasHere = before !== undefined && ctx.now.getTime() - before.at.getTime() < HOLDS_MS
    if (here) await tables(ctx).insertInto('case_presence').values({ case_id: caseId, staff_id: me, typing, at: ctx.now }).onConflict((on) => on.columns(['case_id', 'staff_id']).doUpdateSet({ typing, at: ctx.now })).execute()
    else await tables(ctx).deleteFrom('case_presence').where('case_id', '=', caseId).where('staff_id', '=', me).execute()
    return { isNews: wasHere !== here || (here && before?.typing !== typing), items: await hereOn(ctx, caseId) }
  })
  if (isNews) await whisper(work, 'presence', caseId)
  return { items }
}
