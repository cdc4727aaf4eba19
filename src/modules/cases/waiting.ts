import { sql } from 'kysely'
import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { caseResource } from './tables.ts'

/** How many cases wait for somebody among those the reader may claim, counted up to `most`. */
export async function waitingFor(ctx: Ctx, most: number): Promise<number> {
  if (!ctx.actor.can('case.claim') || most <= 0) return 0
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (select from "case" c where c.handler_id is null and c.status_class = 'open' and c.rank_at < 'infinity' and c.removed_at is null and c.merged_into_id is null
    and ${inSight(ctx, caseResource, 'case.claim', 'c')} order by c.rank_at, c.id limit ${most}) waiting`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
