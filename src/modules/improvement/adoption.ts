import type { Ctx } from '../../kernel/context.ts'
import { definitionTables } from '../../kernel/definitions.ts'
import { casesByVersion } from '../cases/index.ts'
import { runsByVersion } from '../flows/index.ts'
import type { Change } from './contract.ts'

/** How many work the new way (CAS-29): cases and runs on the version of the change, of all on this flow that were under way at go-live or begun since. A run about a case counts with its case where the flow carries the case's status. */
export async function adoptionOf(ctx: Ctx, { flow_key: flowKey, definition_id: definitionId, live_at: since }: { flow_key: string; definition_id: string | null; live_at: Date | null }): Promise<Change['adoption']> {
  if (!since || !definitionId) return null
  const versions = (await definitionTables(ctx).selectFrom('definition').select('id').where('kind', '=', 'flow').where('key', '=', flowKey).execute()).map(({ id }) => id)
  const [cases, runs] = await Promise.all([casesByVersion(ctx, versions, since), runsByVersion(ctx, flowKey, since)])
  const counted = [...[...cases].map(([id, n]) => ({ id, n })), ...runs.filter(({ aboutKind }) => !(aboutKind === 'case' && cases.size)).map(({ flowId, n }) => ({ id: flowId, n }))]
  const all = counted.reduce((sum, { n }) => sum + n, 0)
  const on = counted.filter(({ id }) => id === definitionId).reduce((sum, { n }) => sum + n, 0)
  return { n: on, of: all, percent: all ? Math.round(on / all * 1_000) / 10 : null, since }
}
