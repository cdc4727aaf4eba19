import type { Ctx } from '../../../../kernel/context.ts'
import { conflict, invalid, refused } from '../../../../kernel/errors.ts'
import { keepApart, separation } from '../../../../kernel/separation.ts'
import { maskPersonal } from '../../../../pure/text/index.ts'
import { notify } from '../../../people/index.ts'
import { finishTask } from '../../../tasks/index.ts'
import { lockSheet, sheetsOf } from '../../sheet.ts'
import type { Remedy } from '../contract.ts'
import { RemedyDecided } from '../contract.ts'
import { setAside } from '../money.ts'
import { findRemedy, getRemedy, leftFor } from '../queries.ts'
import { toYuan } from '../rules.ts'
import { giveCarryOutTask } from './carry-out.ts'
import { turn } from './turn.ts'
import { decideTask } from './propose.ts'

/** Nobody says yes to what they propose themselves. */
export const proposerNeverDecides = separation('remedy.proposer-never-decides', 'remedy.propose', 'remedy.decide')

/**
 * Says yes or no to a proposal. A yes sets the money aside.
 * @throws AppError forbidden `remedy.proposer-never-decides`; refused `complaint.accused-never-judges`, `remedy.beyond-your-limit`, `compensation.over-yearly-cap`, `compensation.over-budget`;
 * invalid `remedy.needs-reason`; conflict `remedy.moved-on`, `record.stale`
 */
export async function decideRemedy(ctx: Ctx, id: string, { approve, note, version }: { approve: boolean; note?: string | undefined; version: number }): Promise<Remedy> {
  const row = await findRemedy(ctx, id)
  keepApart(ctx, proposerNeverDecides, [row.proposer_id])
  if (row.state !== 'asked') throw conflict('remedy.moved-on', await getRemedy(ctx, id))
  if (!approve && !note) throw invalid('note', 'remedy.needs-reason')
  if ((await sheetsOf(ctx, [row.case_id])).get(row.case_id)?.accused.includes(ctx.actor.id ?? '')) throw refused('complaint.accused-never-judges', [{ path: '', code: 'complaint.accused-never-judges' }])
  // Held, so that of two solutions decided on at once each is reckoned with the other.
  await lockSheet(ctx, row.case_id)
  const limit = await leftFor(ctx, ctx.actor.id as string, row.case_id)
  if (approve && row.amount !== null && row.amount > limit) throw refused('remedy.beyond-your-limit', [{ path: 'approve', code: 'remedy.beyond-your-limit', params: { limit: toYuan(limit) } }], { params: { limit: toYuan(limit) } })
  const won = await turn(ctx, row, { state: approve ? 'ready' : 'refused', decided_by: ctx.actor.id, decided_at: ctx.now, decision_note: note ? maskPersonal(note) : null }, version)
  if (approve) {
    const year = await setAside(ctx, won)
    await turn(ctx, won, { year }, won.version)
  }
  await finishTask(ctx, { key: decideTask(id) })
  const remedy = await getRemedy(ctx, id)
  await notify(ctx, [row.proposer_id], { code: approve ? 'remedy.notice-approved' : 'remedy.notice-refused', subjectKind: 'remedy', subjectId: id, params: { number: remedy.case.number } })
  if (approve && remedy.option.goodwill) await giveCarryOutTask(ctx, row, remedy.case.number)
  await ctx.emit(RemedyDecided, row.case_id, { remedyId: id, option: row.option_key, approved: approve, changed: { remedy: { from: 'asked', to: won.state } } })
  return remedy
}
