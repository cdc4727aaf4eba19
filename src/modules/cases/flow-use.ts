import type { Ctx } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { tables } from './tables.ts'

const DAY_MS = 86_400_000

/** How many cases that were at work at a moment or were opened since have their status on each of these versions of a flow; the bin left out. */
export async function casesByVersion(ctx: Ctx, flowIds: readonly string[], since: Date): Promise<ReadonlyMap<string, number>> {
  if (!flowIds.length) return new Map()
  // Ids tell their time, and what was closed before is left out by an index: the years before are not walked.
  const bound = newId(new Date(since.getTime() - DAY_MS))
  const rows = await tables(ctx).selectFrom('case').select(['flow_id', (of) => of.fn.countAll<number>().as('n')]).where('flow_id', 'in', [...flowIds]).where('removed_at', 'is', null).where('merged_into_id', 'is', null)
    .where((of) => of.or([of.and([of('created_at', '>=', since), of('id', '>=', bound)]), of('closed_at', '>=', since), of.and([of('status_class', '<>', 'closed'), of('closed_at', 'is', null)])])).groupBy('flow_id').execute()
  return new Map(rows.map((row) => [row.flow_id, Number(row.n)]))
}
