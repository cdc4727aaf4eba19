import type { Ctx } from '../../kernel/context.ts'
import type { ContactKind } from '../customers/contract.ts'
import { contactPointsById } from '../customers/index.ts'
import { tables } from './tables.ts'

/** A sender as an answer addresses them. */
export type Sender = { kind: ContactKind; contactPointId: string } | { kind: ContactKind; value: string }

/** Who an interaction came from, as far as they can be answered by this kind of contact point. Values of those who are no customers are in the clear; what was destroyed is left out. Who may know it is for the caller to have decided. */
export async function sendersOf(ctx: Ctx, interactionId: string, kind: ContactKind): Promise<Sender[]> {
  const rows = await tables(ctx).selectFrom('interaction_party').select(['contact_point_id', 'kind', 'value']).where('interaction_id', '=', interactionId).where('role', '=', 'from').orderBy('place').execute()
  const [points, opened] = await Promise.all([
    contactPointsById(ctx, rows.flatMap((row) => row.contact_point_id ?? [])),
    ctx.vault.open(ctx, rows.flatMap(({ value }) => value ? [{ subjectId: interactionId, value }] : [])),
  ])
  const values = opened.values()
  return rows.flatMap((row): Sender[] => {
    const value = row.value ? values.next().value : null
    const point = row.contact_point_id ? points.get(row.contact_point_id) : undefined
    if (row.contact_point_id) return point?.kind === kind && point.value !== null ? [{ kind, contactPointId: row.contact_point_id }] : []
    return row.kind === kind && value ? [{ kind, value }] : []
  })
}
