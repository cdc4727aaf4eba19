import { on } from '../../kernel/module.ts'
import { StaffLeft } from '../people/contract.ts'
import { TaskReassigned } from './contract.ts'
import { tables } from './tables.ts'
import { told } from './told.ts'

/** To whom the tasks go of somebody who had no manager. */
const NO_MANAGER = 'cs_supervisor'

/** What somebody had to do when they left goes to their manager, else to the supervisors to be claimed; nothing stays with nobody. */
export const followLeavers = on(StaffLeft, 'tasks.leavers', async (ctx, events) => {
  for (const { subjectId, data } of events) {
    const rows = await tables(ctx).updateTable('task')
      .set((eb) => ({ owner_id: data.reportsTo, ...(data.reportsTo ? {} : { role_key: eb.fn.coalesce('role_key', eb.val(NO_MANAGER)) }), snoozed_until: null, changed_at: ctx.now, version: eb('version', '+', 1) }))
      .where('owner_id', '=', subjectId).where('state', '=', 'open').returningAll().execute()
    for (const row of rows) await ctx.emit(TaskReassigned, row.id, { ...told(row), reason: '', changed: { ownerId: { from: subjectId, to: row.owner_id } } })
  }
})
