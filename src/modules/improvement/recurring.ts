import { DateTime } from 'luxon'
import type { Ctx } from '../../kernel/context.ts'
import { dayIn } from '../../kernel/days.ts'
import { companyZone } from '../../kernel/frame.ts'
import { newId } from '../../kernel/id.ts'
import { on } from '../../kernel/module.ts'
import { RecurrenceFound } from '../complaints/contract.ts'
import { recurrenceOf, tieRecurrence } from '../complaints/index.ts'
import { notify, staffWithRoles } from '../people/index.ts'
import { layCause } from './causes/causes.ts'
import { ChangePlanned } from './contract.ts'
import { tables } from './tables.ts'

/** Days until a change that a recurrence calls for is planned to be live, until somebody says better. */
const DAYS = 30
const OWNERS = ['improvement_owner', 'cs_manager', 'cs_supervisor'] as const

/** Complaints of the same cause again and again begin a change of the way complaints are worked (CMP-03); whoever owns improvements owns it and hears of it. */
export const improveRecurring = on(RecurrenceFound, 'improvement.recurring', async (ctx, heard) => {
  for (const { subjectId } of heard) await begin(ctx, subjectId)
})

async function begin(ctx: Ctx, recurrenceId: string): Promise<void> {
  const found = await recurrenceOf(ctx, recurrenceId)
  if (found.improvement) return
  let owner: string | undefined
  for (const role of OWNERS) owner ??= (await staffWithRoles(ctx, [role]))[0]
  if (!owner) return
  const about = [found.cause.name?.zh ?? found.cause.key, ...(found.product ? [found.product] : [])].join('·')
  const id = newId()
  const plannedOn = DateTime.fromISO(dayIn(ctx.settings.get(companyZone), ctx.now), { zone: 'utc' }).plus({ days: DAYS }).toISODate() as string
  await tables(ctx).insertInto('process_change').values({
    id, title: `重复投诉：${about}（${found.n} 件）`, reason: `${found.days} 天内同一原因的投诉达到 ${found.n} 件：${about}。`, description: `找出根本原因，改掉产生它的环节，并核实不再发生。\n\n涉及投诉：${found.cases.map(({ number }) => number).join('、') || found.n}`,
    flow_key: 'complaint', definition_id: null, state: 'planned', owner_id: owner, planned_on: plannedOn, live_at: null, live_by: null, ended_at: null, ended_note: null, made_by: owner, made_at: ctx.now, changed_at: ctx.now, version: 1,
  }).execute()
  await ctx.emit(ChangePlanned, id, { flow: 'complaint', plannedOn, ownerId: owner })
  for (const { id: caseId } of found.cases) await layCause(ctx, id, caseId, found.cause.name?.zh ?? found.cause.key)
  await tieRecurrence(ctx, recurrenceId, { kind: 'process-change', id })
  await notify(ctx, [owner], { code: 'process-change.notice-recurrence', subjectKind: 'process-change', subjectId: id, params: { n: found.n } })
}
