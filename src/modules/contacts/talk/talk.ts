import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { on } from '../../../kernel/module.ts'
import { mannersOf } from '../../messages/index.ts'
import { notify, superiorsOf } from '../../people/index.ts'
import { findInteraction } from '../queries.ts'
import { tables } from '../tables.ts'
import type { TalkRow } from '../tables.ts'
import type { Talk, TellTalk } from './contract.ts'
import { TalkTold } from './contract.ts'
import { ourWords, talkOf } from './rules.ts'
import { interruptionsFlagged, overlapSeconds } from './settings.ts'

const shown = (row: TalkRow): Talk => ({
  interactionId: row.interaction_id, interruptions: row.interruptions, brokeInAt: row.broke_in_at, overlapSeconds: row.overlap_seconds, ventingSeconds: row.venting_seconds, customerSeconds: row.customer_seconds, agentSeconds: row.agent_seconds, flagged: row.flagged,
  manners: row.greeting === null || row.please === null || row.thanks === null ? null : { greeting: row.greeting, please: row.please, thanks: row.thanks, score: [row.greeting, row.please, row.thanks].filter(Boolean).length }, toldAt: row.told_at,
})
/** @throws AppError not-found `interaction.not-found` */
export async function readTalk(ctx: Ctx, id: string): Promise<Talk | null> {
  await findInteraction(ctx, id)
  const row = await tables(ctx).selectFrom('interaction_talk').selectAll().where('interaction_id', '=', id).executeTakeFirst()
  return row ? shown(row) : null
}

/** Takes in who spoke when. @throws AppError not-found `interaction.not-found`; refused `interaction.not-spoken` where it was no call and no visit */
export async function tellTalk(ctx: Ctx, id: string, { stretches, transcript }: TellTalk): Promise<Talk> {
  const of = await findInteraction(ctx, id)
  if (!['phone', 'counter', 'visit'].includes(of.channel)) throw refused('interaction.not-spoken', [{ path: 'id', code: 'interaction.not-spoken' }])
  const talk = talkOf(stretches, ctx.settings.get(overlapSeconds))
  const flagged = talk.brokeInAt.length >= ctx.settings.get(interruptionsFlagged)
  const manners = transcript === undefined ? { greeting: null, please: null, thanks: null } : mannersOf(ctx, ourWords(transcript))
  const told = {
    agent_id: of.agent_id, stretches: stretches.length, interruptions: talk.brokeInAt.length, overlap_seconds: talk.overlapSeconds, venting_seconds: talk.ventingSeconds, customer_seconds: talk.customerSeconds, agent_seconds: talk.agentSeconds,
    flagged, ...manners, broke_in_at: talk.brokeInAt, told_by: ctx.actor.id, told_at: ctx.now,
  }
  const row = await tables(ctx).insertInto('interaction_talk').values({ id: newId(), interaction_id: id, ...told, version: 1 })
    .onConflict((on) => on.column('interaction_id').doUpdateSet((eb) => ({ ...told, version: eb('interaction_talk.version', '+', 1) }))).returningAll().executeTakeFirstOrThrow()
  await ctx.emit(TalkTold, id, { interruptions: row.interruptions, ventingSeconds: row.venting_seconds, flagged })
  return shown(row)
}

/** Whoever leads the agent hears of a call that they broke in on too often. */
export const tellFlagged = on(TalkTold, 'contacts.tell-flagged', async (ctx, heard) => {
  for (const { subjectId, data } of heard.filter((one) => one.data.flagged)) {
    const row = await tables(ctx).selectFrom('interaction_talk').select('agent_id').where('interaction_id', '=', subjectId).executeTakeFirst()
    if (!row?.agent_id) continue
    const teams = await tables(ctx).selectFrom('team_member_ref').select('team_id').where('staff_id', '=', row.agent_id).execute()
    const above = await Promise.all((teams.length ? teams.map(({ team_id }) => team_id) : [null]).map((teamId) => superiorsOf(ctx, { staffId: row.agent_id, teamId })))
    await notify(ctx, above.flatMap(({ supervisors }) => supervisors), { code: 'interaction.notice-flagged', subjectKind: 'interaction', subjectId, params: { n: data.interruptions } })
  }
})
