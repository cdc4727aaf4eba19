import type { Ctx } from '../../kernel/context.ts'
import { on } from '../../kernel/module.ts'
import { StaffLeft } from '../people/contract.ts'
import { notify, staffWithRoles } from '../people/index.ts'
import { applyAssignments } from './commands/apply-assignments.ts'
import { tables } from './tables.ts'

/** So many cases are given back in one statement. */
const CHUNK = 500

/** What somebody worked on when they left goes back to the queue of its team, where it is assigned or claimed anew; their manager, else the service managers, hear how many. The first responder stays in the record until a manager names another. */
export const freeLeavers = on(StaffLeft, 'cases.leavers', async (ctx, events) => {
  for (const { subjectId, data } of events) {
    let freed = 0
    for (;;) {
      const rows = await held(ctx, subjectId)
      if (rows.length) freed += (await applyAssignments(ctx, rows, { handlerId: null })).size
      if (rows.length < CHUNK) break
    }
    if (!freed) continue
    const above = data.reportsTo ? [data.reportsTo] : await staffWithRoles(ctx, ['cs_manager'])
    await notify(ctx, above, { code: 'case.notice-leaver-freed', subjectKind: 'cases', subjectId, params: { n: freed } })
  }
})

const held = (ctx: Ctx, staffId: string) => tables(ctx).selectFrom('case')
  .select(['id', 'flow_id', 'status', 'version', 'changed_at', 'handler_id', 'team_id', 'first_responder_id', 'offered_staff_id', 'offered_team_id'])
  .where('handler_id', '=', staffId).where('status_class', 'in', ['open', 'waiting-customer', 'waiting-third']).where('removed_at', 'is', null).where('merged_into_id', 'is', null)
  .orderBy('id').limit(CHUNK).forUpdate().execute()
