import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { giveActions } from '../actions.ts'
import type { Action, Decide, Decision, OpenDecision, Opine, Opinion } from '../contract.ts'
import { ActionsAdded, DecisionMade, DecisionOpened, DecisionWithdrawn, OpinionGiven } from '../contract.ts'
import { getMeeting } from '../meetings/queries.ts'
import { consensusOf, standing } from '../rules.ts'
import { tables } from '../tables.ts'
import { decisionActions, getDecision } from './queries.ts'

/** Puts a question to be decided. @throws AppError not-found `meeting.not-found` */
export async function openDecision(ctx: Ctx, { title, background, meetingId, options }: OpenDecision): Promise<Decision> {
  if (meetingId && !(await getMeeting(ctx, meetingId)).may.includes('decide')) throw new AppError('forbidden', 'meeting.not-yours')
  const id = newId()
  await tables(ctx).insertInto('decision').values({
    id, title: maskPersonal(title), background: background ? maskPersonal(background) : null, meeting_id: meetingId ?? null, state: 'open', chosen_id: null, outcome: null, rationale: null, consensus: null, decider_id: null, opened_by: ctx.actor.id as string,
    created_at: ctx.now, decided_at: null, version: 1,
  }).execute()
  await tables(ctx).insertInto('decision_option').values(options.map((text, position) => ({ id: newId(), decision_id: id, position, text: maskPersonal(text) }))).execute()
  await ctx.emit(DecisionOpened, id, { meetingId: meetingId ?? null, options: options.length })
  return getDecision(ctx, id)
}

async function allowed(ctx: Ctx, id: string, deed: Decision['may'][number]): Promise<Decision> {
  const before = await getDecision(ctx, id)
  if (before.may.includes(deed)) return before
  if (before.state === 'open' || (before.state === 'decided' && deed === 'act')) throw new AppError('forbidden', 'decision.not-yours')
  throw conflict('decision.over', before)
}
function knownOption(of: Decision, id: string | undefined, path: string): void {
  if (id && !of.options.some((option) => option.id === id)) throw invalid(path, 'decision.option-unknown')
}

/** Says what one thinks, under one's name, for good; after the decision it is marked as said afterwards. @throws AppError conflict `decision.over` of one that was withdrawn */
export async function opine(ctx: Ctx, id: string, { optionId, stance, text }: Opine): Promise<Opinion> {
  const before = await allowed(ctx, id, 'opine')
  knownOption(before, optionId, 'optionId')
  const row = { id: newId(), decision_id: id, option_id: optionId ?? null, staff_id: ctx.actor.id as string, stance, text: maskPersonal(text), after_decision: before.state === 'decided', at: ctx.now }
  tables.insert(ctx, 'decision_opinion', row)
  await ctx.emit(OpinionGiven, id, { opinionId: row.id, stance, afterDecision: row.after_decision })
  return { id: row.id, optionId: row.option_id, by: { id: row.staff_id, name: ctx.actor.name }, stance, text: row.text, afterDecision: row.after_decision, at: row.at }
}

/** Decides. The level of consensus follows from what was said; each action becomes a task of its owner. @throws AppError forbidden `decision.not-yours`, conflict `decision.over`, `record.stale`, invalid `decision.option-unknown` */
export async function decide(ctx: Ctx, id: string, { version, chosenId, outcome, rationale, actions }: Decide): Promise<Decision> {
  const before = await allowed(ctx, id, 'decide')
  knownOption(before, chosenId, 'chosenId')
  const said = await tables(ctx).selectFrom('decision_opinion').select(['option_id', 'staff_id', 'stance']).where('decision_id', '=', id).orderBy('id').execute()
  const consensus = consensusOf(standing(said.map((one) => ({ by: one.staff_id, optionId: one.option_id, stance: one.stance })), chosenId ?? null))
  const won = await tables(ctx).updateTable('decision').set({
    state: 'decided', chosen_id: chosenId ?? null, outcome: maskPersonal(outcome), rationale: rationale ? maskPersonal(rationale) : null, consensus, decider_id: ctx.actor.id, decided_at: ctx.now, version: version + 1,
  }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getDecision(ctx, id))
  await giveActions(ctx, id, actions)
  await ctx.emit(DecisionMade, id, { chosenId: chosenId ?? null, consensus, deciderId: ctx.actor.id as string, actions: actions.length })
  return getDecision(ctx, id)
}

/** Adds actions to a decision that was made. @throws AppError forbidden `decision.not-yours`, conflict `decision.over` */
export async function addActions(ctx: Ctx, id: string, actions: Decide['actions']): Promise<Action[]> {
  await allowed(ctx, id, 'act')
  await giveActions(ctx, id, actions)
  await ctx.emit(ActionsAdded, id, { actions: actions.length })
  return decisionActions(ctx, id)
}

/** Takes back a question; what was said about it stays. @throws as `decide` */
export async function withdrawDecision(ctx: Ctx, id: string, version: number): Promise<Decision> {
  await allowed(ctx, id, 'withdraw')
  const won = await tables(ctx).updateTable('decision').set({ state: 'withdrawn', version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getDecision(ctx, id))
  await ctx.emit(DecisionWithdrawn, id, {})
  return getDecision(ctx, id)
}
