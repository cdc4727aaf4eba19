import type { Ctx } from '../../../../kernel/context.ts'
import { maskPersonal } from '../../../../pure/text/index.ts'
import { addTask, cancelTask, finishTask } from '../../../tasks/index.ts'
import type { Remedy } from '../contract.ts'
import { RemedyAnswered, RemedyCarriedOut, RemedyOffered, RemedyWithdrawn } from '../contract.ts'
import { invalid } from '../../../../kernel/errors.ts'
import { free, give } from '../money.ts'
import { getRemedy } from '../queries.ts'
import { holdsMoney } from '../rules.ts'
import { carryOutDays } from '../settings.ts'
import type { RemedyRow } from '../tables.ts'
import { remedyToTurn, turn } from './turn.ts'

const DAY_MS = 86_400_000
const carryOutTask = (id: string) => `remedy:${id}:carry-out`
/** What is promised is somebody's task until it is given. */
export const giveCarryOutTask = (ctx: Ctx, row: Pick<RemedyRow, 'id' | 'case_id' | 'proposer_id'>, number: string) => addTask(ctx, {
  key: carryOutTask(row.id), title: { zh: `兑现：投诉 ${number} 的解决方案`, en: `Carry out: the solution of complaint ${number}` }, ownerId: row.proposer_id, dueAt: new Date(ctx.now.getTime() + ctx.settings.get(carryOutDays) * DAY_MS),
  about: { kind: 'case', id: row.case_id }, source: { kind: 'remedy', id: row.id }, path: `/remedies/${row.id}`, byHand: false,
})
const told = (row: RemedyRow, to: RemedyRow['state']) => ({ remedyId: row.id, option: row.option_key, changed: { remedy: { from: row.state, to } } })

/** Notes that the customer was told of it. */
export async function offerRemedy(ctx: Ctx, id: string, { version }: { version: number }): Promise<Remedy> {
  const row = await remedyToTurn(ctx, id, 'offer')
  await turn(ctx, row, { state: 'offered', offered_by: ctx.actor.id, offered_at: ctx.now }, version)
  await ctx.emit(RemedyOffered, row.case_id, told(row, 'offered'))
  return getRemedy(ctx, id)
}
/** Notes what the customer says. @throws AppError invalid `remedy.needs-reason` for a no without one */
export async function answerRemedy(ctx: Ctx, id: string, { answer, words, version }: { answer: 'accepted' | 'declined'; words?: string | undefined; version: number }): Promise<Remedy> {
  const row = await remedyToTurn(ctx, id, 'answer')
  if (answer === 'declined' && !words) throw invalid('words', 'remedy.needs-reason')
  await turn(ctx, row, { state: answer, answer, answered_by: ctx.actor.id, answered_at: ctx.now, answer_words: words ? maskPersonal(words) : null, ...(row.offered_at ? {} : { offered_by: ctx.actor.id, offered_at: ctx.now }) }, version)
  if (answer === 'declined') await free(ctx, row)
  const remedy = await getRemedy(ctx, id)
  if (answer === 'accepted') await giveCarryOutTask(ctx, row, remedy.case.number)
  await ctx.emit(RemedyAnswered, row.case_id, { ...told(row, answer), answer })
  return remedy
}
/** Carries it out: a coupon is issued, points are given, money or gift is noted as handed over. */
export async function carryOutRemedy(ctx: Ctx, id: string, { note, version }: { note?: string | undefined; version: number }): Promise<Remedy> {
  const row = await remedyToTurn(ctx, id, 'carry-out')
  const won = await turn(ctx, row, { state: 'done', done_by: ctx.actor.id, done_at: ctx.now, done_note: note ? maskPersonal(note) : null }, version)
  const coupon = await give(ctx, row)
  if (coupon) await turn(ctx, won, { coupon_id: coupon }, won.version)
  await finishTask(ctx, { key: carryOutTask(id) })
  await ctx.emit(RemedyCarriedOut, row.case_id, { ...told(row, 'done'), way: row.way, amount: row.amount === null ? null : row.amount / 100 })
  return getRemedy(ctx, id)
}
/** Takes back what has not been carried out; its money is free again. */
export async function withdrawRemedy(ctx: Ctx, id: string, { reason, version }: { reason: string; version: number }): Promise<Remedy> {
  const row = await remedyToTurn(ctx, id, 'withdraw')
  await turn(ctx, row, { state: 'withdrawn', withdrawn_by: ctx.actor.id, withdrawn_at: ctx.now, withdrawn_why: maskPersonal(reason) }, version)
  if (holdsMoney(row.state)) await free(ctx, row)
  for (const key of [`remedy:${id}:decide`, carryOutTask(id)]) await cancelTask(ctx, { key }, reason)
  await ctx.emit(RemedyWithdrawn, row.case_id, told(row, 'withdrawn'))
  return getRemedy(ctx, id)
}
