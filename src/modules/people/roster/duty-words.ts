import { sql } from 'kysely'
import type { Ctx, Locale } from '../../../kernel/context.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { onDutyAt, staffOnDuty } from './queries.ts'

/** So many are named; more would be a list of staff. */
const MOST_NAMED = 2

/**
 * What an acknowledgement that leaves by itself says of the answer to come: who is on duty, else when the next shift begins (CHN-16). A team without
 * a roster of its own goes by that of the house; a house without one names nobody.
 */
export async function dutyWords(ctx: Ctx, locale: Locale, teamId?: string | null): Promise<string> {
  if (await staffOnDuty(ctx) === null) return say(locale, 'shift.answer-soon')
  const isKept = teamId ? await nextShift(ctx, teamId, true) !== null : false
  const team = isKept && teamId ? teamId : undefined
  const here = (await onDutyAt(ctx, ctx.now, team)).filter(({ works }) => works)
  if (here.length) return say(locale, 'shift.answer-on-duty', { names: here.slice(0, MOST_NAMED).map(({ staff }) => staff.name).join(locale === 'en' ? ', ' : '、') })
  const next = await nextShift(ctx, team, false)
  return next ? say(locale, 'shift.answer-next', { at: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: ctx.settings.get(companyZone) }).format(next) }) : say(locale, 'shift.answer-soon')
}

/** When work by the roster begins next, within two weeks; with `running` a shift that has begun counts as well. */
async function nextShift(ctx: Ctx, teamId: string | undefined, running: boolean): Promise<Date | null> {
  const until = new Date(ctx.now.getTime() + 14 * 86_400_000)
  const { rows: [row] } = await sql<{ at: Date | null }>`select min(s.from_at) as at from shift s join staff p on p.id = s.staff_id and p.active where s.works and s.from_at < ${until} and ${running ? sql`s.until_at > ${ctx.now}` : sql`s.from_at > ${ctx.now}`}
    ${teamId ? sql`and p.id in (select staff_id from team_member where team_id = ${teamId})` : sql``}`.execute(ctx.db)
  return row?.at ?? null
}
