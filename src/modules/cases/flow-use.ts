import type { Ctx } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { tables } from './tables.ts'

const DAY_MS = 86_400_000

/** How many cases opened since a moment have their status on each of these versions of a flow; the bin left out. */
export async function casesByVersion(ctx: Ctx, flowIds: readonly string[], since: Date): Promise<ReadonlyMap<string, number>> {
  if (!flowIds.length) return new Map()
  // Ids tell their time: the bound leaves the years before out of the walk.
  const rows = await tables(ctx).selectFrom('case').select(['flow_id', (of) => of.fn.countAll<number>().as('n')]).where('flow_id', 'in', [...flowIds]).where('created_at', '>=', since).where('id', '>=', newId(new Date(since.getTime() - DAY_MS)))
    .where('removed_at', 'is', null).groupBy('flow_id').execute()
  return new Map(rows.map((row) => [row.flow_id, Number(row.n)]))
}
