import type { Ctx } from '../../../kernel/context.ts'
import { on } from '../../../kernel/module.ts'
import { CaseChanged, CaseTookIn } from '../../cases/contract.ts'
import { countGrant, freeAllowance } from './allowance.ts'
import { GRANTED } from './rules.ts'
import { tables } from './tables.ts'

/**
 * What was granted on a complaint counts in the year of whose complaint it is: when the customer is named or put right afterwards, the grants go along.
 * They were made, so no cap stands against them; whatever comes next is measured with them.
 */
async function follow(ctx: Ctx, caseIds: readonly string[]): Promise<void> {
  const rows = await tables(ctx).selectFrom('complaint_remedy as r').innerJoin('case_ref as c', 'c.id', 'r.case_id').selectAll('r').select('c.customer_id as now_id').where('r.case_id', 'in', caseIds).whereRef('r.customer_id', 'is distinct from', 'c.customer_id').orderBy('r.id').forUpdate('r').execute()
  for (const row of rows) {
    // A grant that was given back has no year any more.
    const counts = row.amount !== null && GRANTED.includes(row.state) && (row.year !== null || row.customer_id === null)
    if (counts && row.customer_id && row.year !== null) await freeAllowance(ctx, row.customer_id, row.year, row.amount as number)
    const year = counts && row.now_id ? await countGrant(ctx, row.now_id, row.amount as number, row.year ?? undefined) : null
    await tables(ctx).updateTable('complaint_remedy').set((eb) => ({ customer_id: row.now_id, year, version: eb('version', '+', 1) })).where('id', '=', row.id).execute()
  }
}
const changedCustomer = (events: readonly { subjectId: string; data: { changed: Record<string, unknown> } }[]) => [...new Set(events.filter(({ data }) => 'customerId' in data.changed).map(({ subjectId }) => subjectId))]

export const followCustomer = on(CaseChanged, 'complaints.redress-customer', async (ctx, events) => {
  const ids = changedCustomer(events)
  if (ids.length) await follow(ctx, ids)
})
export const followMerged = on(CaseTookIn, 'complaints.redress-merged', async (ctx, events) => {
  const ids = changedCustomer(events)
  if (ids.length) await follow(ctx, ids)
})
