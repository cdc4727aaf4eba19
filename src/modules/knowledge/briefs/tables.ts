import type { Resource } from '../../../kernel/access.ts'
import { tablesOf } from '../../../kernel/context.ts'
import type { CustomerRef } from '../../customers/index.ts'
import type { StaffRefRow } from '../../people/index.ts'
import type { ReceptionState } from './rules.ts'

export interface ReceptionRow {
  id: string; customer_id: string; case_id: string | null; host_id: string; at: Date; place: string; purpose: string; materials: string | null; state: ReceptionState
  checklist: unknown; prep_at: Date | null; /** The task that asks to prepare it. */ task_key: string | null; prepared_at: Date | null; settled_at: Date | null; made_by: string | null; created_at: Date; changed_at: Date; version: number
}
export const tables = tablesOf<{ reception: ReceptionRow; staff_ref: StaffRefRow; customer_ref: CustomerRef }>()

/** Who sees which receptions: whoever receives, and whoever sees all. */
export const receptionResource: Resource = {
  name: 'reception', read: 'reception.read', fields: { id: { type: 'id' }, hostId: { type: 'id' }, madeBy: { type: 'id' }, customerId: { type: 'id' }, state: { type: 'choice' }, at: { type: 'instant' } },
  legs: { own: [{ field: 'hostId', is: 'equal', value: { var: 'me' } }] },
  load: async (ctx, ids) => await tables(ctx).selectFrom('reception').select(['id', 'version', 'host_id as hostId']).where('id', 'in', ids).execute(),
}
