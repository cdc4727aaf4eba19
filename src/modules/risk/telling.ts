import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { schedule } from '../../kernel/jobs.ts'
import { job, on } from '../../kernel/module.ts'
import { membersOf, notify, staffOnDuty, staffWithRoles, standInsOf } from '../people/index.ts'
import { AlarmEscalated, AlarmRaised } from './contract.ts'
import { stepSeconds } from './settings.ts'
import type { PlaceRow } from './tables.ts'
import { tables } from './tables.ts'

/** Whom a call for help reaches: first whoever is on duty, then one step of the tree after another, at last the managers. */

/** Clocks of the database and of this machine never agree quite. */
const TOLERANCE_MS = 2_000

/** How many steps there are after the first. */
export const stepsOf = ({ tree }: Pick<PlaceRow, 'tree'>): number => tree.length + 1

/** The people of a step: 0 is whoever works now in the place's team, or all of it where no roster is kept; the last are the managers. */
export async function peopleOfStep(ctx: Ctx, { team_id, tree }: Pick<PlaceRow, 'team_id' | 'tree'>, step: number): Promise<string[]> {
  if (step > 0 && step <= tree.length) return standIn(ctx, tree[step - 1]?.staffIds ?? [])
  if (step > tree.length) return standIn(ctx, await staffWithRoles(ctx, ['cs_manager', 'risk_owner']))
  const onDuty = await staffOnDuty(ctx, team_id ?? undefined)
  if (onDuty?.length) return onDuty
  const team = team_id ? await membersOf(ctx, team_id) : []
  return team.length ? team : standIn(ctx, await staffWithRoles(ctx, ['cs_supervisor', 'cs_manager']))
}
async function standIn(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const away = await standInsOf(ctx, ids)
  return [...new Set(ids.map((id) => away.get(id) ?? id))]
}
/** Tells these people now, in the very unit that raised it: nothing waits for a listener. */
export const tell = (ctx: Ctx, alarmId: string, place: Pick<PlaceRow, 'name'>, staffIds: readonly string[], code: 'sos.notice-raised' | 'sos.notice-escalated') => notify(ctx, staffIds, { code, subjectKind: 'sos', subjectId: alarmId, params: { place: place.name } })
/** When the next step is told; null after the last. */
export const nextStepAt = (ctx: Ctx, place: Pick<PlaceRow, 'tree'>, step: number): Date | null => step < stepsOf(place) ? new Date(ctx.now.getTime() + ctx.settings.get(stepSeconds) * 1_000) : null

/** Tells the next step where nobody has answered yet. */
export const escalateOne = job('risk.escalate', { payload: z.strictObject({ id: z.uuid(), step: z.int() }) }, async (ctx, { id, step }) => {
  const alarm = await tables(ctx).selectFrom('sos_alarm').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (alarm?.state !== 'pressed' || alarm.step >= step || !alarm.next_at || alarm.next_at.getTime() > ctx.now.getTime() + TOLERANCE_MS) return
  const place = await tables(ctx).selectFrom('sos_place').selectAll().where('id', '=', alarm.place_id).executeTakeFirstOrThrow()
  const people = await peopleOfStep(ctx, place, step)
  const nextAt = nextStepAt(ctx, place, step)
  await tables(ctx).updateTable('sos_alarm').set({ step, told: [...new Set([...alarm.told, ...people])], next_at: nextAt, version: alarm.version + 1 }).where('id', '=', id).execute()
  await tell(ctx, id, place, people, 'sos.notice-escalated')
  await ctx.emit(AlarmEscalated, id, { step, told: people, nextAt: nextAt?.toISOString() ?? null })
})
export const planNextStep = on([AlarmRaised, AlarmEscalated], 'risk.plan-next-step', (ctx, heard) => schedule(ctx, escalateOne as never, heard.flatMap(({ subjectId, data }) => data.nextAt ? [{ payload: { id: subjectId, step: 'step' in data ? data.step + 1 : 1 } as never, key: subjectId, runAt: new Date(data.nextAt) }] : [])))
