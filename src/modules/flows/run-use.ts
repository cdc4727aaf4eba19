import type { Ctx } from '../../kernel/context.ts'
import { tables } from './tables.ts'

/** How many runs of a flow that were under way at a moment or have begun since are on each of its versions, by the kind of record they are about. */
export async function runsByVersion(ctx: Ctx, flowKey: string, since: Date): Promise<{ flowId: string; aboutKind: string; n: number }[]> {
  const rows = await tables(ctx).selectFrom('flow_run').select(['flow_id', 'about_kind', (of) => of.fn.countAll<number>().as('n')])
    .where('flow_key', '=', flowKey).where((of) => of.or([of('started_at', '>=', since), of('ended_at', '>=', since), of('ended_at', 'is', null)])).groupBy(['flow_id', 'about_kind']).execute()
  return rows.map((row) => ({ flowId: row.flow_id, aboutKind: row.about_kind, n: Number(row.n) }))
}
