import type { Ctx } from '../../kernel/context.ts'
import { on } from '../../kernel/module.ts'
import { RecurrenceFound } from '../complaints/contract.ts'
import { recurrenceOf, tieRecurrence } from '../complaints/index.ts'
import { notify, staffWithRoles } from '../people/index.ts'
import { addTask } from '../tasks/index.ts'
import { draftKey, layProposal } from './proposals/commands.ts'

/** Days in which a proposal that a recurrence calls for is to be worked out. */
const DAYS = 7
const OWNERS = ['improvement_owner', 'cs_supervisor', 'cs_manager'] as const

/**
 * Complaints of the same cause again and again propose an improvement of the way complaints are worked (CMP-03, CAS-28): whoever owns improvements gets its
 * draft, finds the root cause and asks the departments. What they think of it is theirs to say, so nothing is changed yet.
 */
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
  const id = await layProposal(ctx, {
    title: `重复投诉：${about}（${found.n} 件）`, problem: `${found.days} 天内同一原因的投诉达到 ${found.n} 件：${about}。\n\n涉及投诉：${found.cases.map(({ number }) => number).join('、') || found.n}`,
    rootCause: `待查。投诉归因为“${about}”，请查明它为什么反复发生。`, measure: '待定。改掉产生它的环节，并核实不再发生。', flowKey: 'complaint',
  }, owner)
  await tieRecurrence(ctx, recurrenceId, { kind: 'improvement', id })
  await addTask(ctx, { key: draftKey(id), title: { zh: `查明根因并征求部门意见：${about}`, en: `Find the root cause and ask the departments: ${found.cause.name?.en ?? found.cause.key}` }, ownerId: owner, dueAt: new Date(ctx.now.getTime() + DAYS * 86_400_000), about: { kind: 'improvement', id }, source: { kind: 'improvement', id }, path: `/improvements/${id}`, byHand: false })
  await notify(ctx, [owner], { code: 'improvement.notice-recurrence', subjectKind: 'improvement', subjectId: id, params: { n: found.n } })
}
