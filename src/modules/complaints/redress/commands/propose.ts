import { maskPersonal } from '../../../../pure/text/index.ts'
import type { Ctx } from '../../../../kernel/context.ts'
import { AppError, invalid, refused } from '../../../../kernel/errors.ts'
import { newId } from '../../../../kernel/id.ts'
import { among } from '../../../../kernel/transaction.ts'
import { lineAbove, limitsOf, staffWithRoles } from '../../../people/index.ts'
import { addTask, rescheduleTask } from '../../../tasks/index.ts'
import { findComplaint } from '../../queries.ts'
import { holdSheet, recordOf } from '../../sheet.ts'
import { checkAllowance } from '../allowance.ts'
import { budgetFor } from '../budgets.ts'
import type { ProposeRemedy, Remedy } from '../contract.ts'
import { RemedyPassedOn, RemedyProposed } from '../contract.ts'
import { setAside } from '../money.ts'
import { requireOption } from '../option-kind.ts'
import type { OptionBody } from '../option-kind.ts'
import { getRemedy, grantedOn, leftFor } from '../queries.ts'
import { approverOf, needsApproval, toFen } from '../rules.ts'
import { decideHours, pointsPerYuan, recordFirst } from '../settings.ts'
import type { RemedyRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { giveCarryOutTask } from './carry-out.ts'

export const decideTask = (id: string) => `remedy:${id}:decide`
const HOUR_MS = 3_600_000

/** What it costs, by the option and what was asked for. @throws AppError invalid naming the field */
function costOf(ctx: Ctx, option: OptionBody, { way, amount, gift, condition }: ProposeRemedy, hasCustomer: boolean): Pick<RemedyRow, 'way' | 'amount' | 'points' | 'gift' | 'condition'> {
  const chosen = way ?? (option.ways.length === 1 ? option.ways[0] : undefined)
  if (!option.ways.length) {
    if (way) throw invalid('way', 'remedy.costs-nothing')
    if (amount !== undefined) throw invalid('amount', 'remedy.costs-nothing')
    return { way: null, amount: null, points: null, gift: null, condition: null }
  }
  if (!chosen || !option.ways.includes(chosen)) throw invalid('way', 'remedy.needs-way', { ways: option.ways.join(', ') })
  if (amount === undefined) throw invalid('amount', 'remedy.needs-amount')
  if (chosen === 'gift' && !gift) throw invalid('gift', 'remedy.needs-gift')
  if ((chosen === 'points' || chosen === 'coupon') && !hasCustomer) throw invalid('way', 'remedy.needs-customer')
  return { way: chosen, amount: toFen(amount), points: chosen === 'points' ? Math.max(1, Math.round(amount * ctx.settings.get(pointsPerYuan))) : null, gift: chosen === 'gift' ? maskPersonal(gift ?? '') : null, condition: chosen === 'coupon' ? condition ?? null : null }
}
/** Who decides: the nearest above with room enough, whom the complaint is not about. */
async function superiorFor(ctx: Ctx, proposerId: string, accused: readonly string[], amount: number | null): Promise<string | null> {
  const line = (await lineAbove(ctx, proposerId)).filter((id) => !accused.includes(id) && id !== proposerId)
  const limits = await limitsOf(ctx, line)
  return approverOf(line.map((id) => ({ id, limit: toFen(limits.get(id)?.compensation ?? 0) })), amount) ?? null
}

/**
 * Proposes a solution. Within what is left of one's own limit on this complaint its money is set aside at once; beyond it, or with a call for support, somebody above is asked.
 * @throws AppError forbidden `case.not-yours`; conflict `case.is-closed`; invalid `remedy.unknown-option` and what is wrong with way and amount;
 * refused `complaint.accused-never-judges`, `remedy.still-listening`, `remedy.needs-record`, `compensation.over-yearly-cap`, `compensation.over-budget`
 */
export async function proposeRemedy(ctx: Ctx, caseId: string, body: ProposeRemedy): Promise<Remedy> {
  const sheet = await holdSheet(ctx, caseId)
  const found = await findComplaint(ctx, caseId)
  if (found.removed_at || found.merged_into_id) throw new AppError('forbidden', 'case.not-yours')
  if (found.status_class === 'closed') throw new AppError('conflict', 'case.is-closed')
  const option = requireOption(ctx, body.option)
  const cost = costOf(ctx, option.is, body, found.customer_id !== null)
  const reasons = [
    ...(found.status === 'listening' ? [{ path: 'option', code: 'remedy.still-listening' }] : []),
    ...(found.kind === 'complaint' && ctx.settings.get(recordFirst) ? (await recordOf(ctx, caseId)).missing.map((field) => ({ path: field, code: `remedy.needs-${field}` })) : []),
  ]
  if (reasons[0]) throw refused(reasons[0].code === 'remedy.still-listening' ? 'remedy.still-listening' : 'remedy.needs-record', reasons)
  const me = ctx.actor.id as string
  const authority = await leftFor(ctx, me, caseId)
  const asks = needsApproval(cost.amount, authority, option.is.alwaysAsks, body.support !== undefined)
  const id = newId()
  const row = {
    id, case_id: caseId, team_id: found.team_id, customer_id: found.customer_id, option_key: body.option, option_id: option.id, plan: maskPersonal(body.plan), state: asks ? 'asked' as const : 'ready' as const, ...cost, asked: body.asked === undefined ? null : toFen(body.asked),
    budget_id: cost.amount === null ? null : await budgetFor(ctx, body.budgetId), authority, proposer_id: me, proposed_at: ctx.now, support: body.support === undefined ? null : maskPersonal(body.support), approver_id: asks ? await superiorFor(ctx, me, sheet.accused, cost.amount === null ? null : cost.amount + ((await grantedOn(ctx, [caseId])).get(caseId) ?? 0)) : null,
  }
  if (asks && row.customer_id && row.amount !== null) await checkAllowance(ctx, row.customer_id, row.amount)
  const year = asks ? null : await setAside(ctx, row)
  await tables(ctx).insertInto('complaint_remedy').values({ ...row, year }).execute()
  if (asks) await askSuperior(ctx, row, found.number)
  else if (option.is.goodwill) await giveCarryOutTask(ctx, row, found.number)
  await ctx.emit(RemedyProposed, caseId, { remedyId: id, option: body.option, way: row.way, amount: row.amount === null ? null : row.amount / 100, approverId: row.approver_id, changed: { remedy: { from: null, to: row.state } } })
  return getRemedy(ctx, id)
}

/** Nobody above with room enough: whoever is a manager by role takes it. */
const askSuperior = (ctx: Ctx, row: Pick<RemedyRow, 'id' | 'case_id' | 'approver_id'>, number: string) => addTask(ctx, {
  key: decideTask(row.id), title: { zh: `审批：投诉 ${number} 的解决方案`, en: `Decide: the solution of complaint ${number}` }, ...(row.approver_id ? { ownerId: row.approver_id } : { roleKey: 'cs_manager' }),
  dueAt: new Date(ctx.now.getTime() + ctx.settings.get(decideHours) * HOUR_MS), about: { kind: 'case', id: row.case_id }, source: { kind: 'remedy', id: row.id }, path: `/remedies/${row.id}`, byHand: false,
})

/** What waits for the decision of somebody whom the complaint turns out to be about is decided by the next above, else by another manager. */
export async function askOthers(ctx: Ctx, caseId: string, accused: readonly string[]): Promise<void> {
  const rows = await tables(ctx).selectFrom('complaint_remedy').selectAll().where('case_id', '=', caseId).where('state', '=', 'asked').where(among('approver_id', accused)).orderBy('id').execute()
  const granted = rows.length ? (await grantedOn(ctx, [caseId])).get(caseId) ?? 0 : 0
  for (const row of rows) {
    const next = await superiorFor(ctx, row.proposer_id, accused, row.amount === null ? null : row.amount + granted)
      ?? (await staffWithRoles(ctx, ['cs_manager'])).find((id) => !accused.includes(id) && id !== row.proposer_id)
    if (!next) throw refused('remedy.nobody-decides', [{ path: 'staffIds', code: 'remedy.nobody-decides' }])
    await tables(ctx).updateTable('complaint_remedy').set({ approver_id: next, version: row.version + 1 }).where('id', '=', row.id).execute()
    await rescheduleTask(ctx, { key: decideTask(row.id) }, new Date(ctx.now.getTime() + ctx.settings.get(decideHours) * HOUR_MS), next)
    await ctx.emit(RemedyPassedOn, caseId, { remedyId: row.id, option: row.option_key, approverId: next, changed: { approverId: { from: row.approver_id, to: next } } })
  }
}
