import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import type { Event } from '../../../kernel/contract.ts'
import { companyZone } from '../../../kernel/frame.ts'
import type { Happened, Listener } from '../../../kernel/module.ts'
import { on } from '../../../kernel/module.ts'
import { columnOf } from '../counted.ts'
import type { Facts } from '../facts.ts'

/** How the records of some facts are found when something has happened. */
export interface Followed<E extends Event> {
  of: Facts
  /** The ids of whatever changed: the event's subject when absent. */
  ids?: (ctx: Ctx, heard: readonly Happened<E>[]) => readonly string[] | Promise<readonly string[]>
  /** The column of the view that holds these ids: `id` when absent. */
  column?: string
  /** Moments at which a record of these lay before and lies no longer. */
  left?: (ctx: Ctx, heard: readonly Happened<E>[]) => Promise<readonly Date[]>
}

/**
 * The listener by which figures follow a module's events: whatever day a changed record lies on, or lay on, is counted anew. It belongs to the module
 * whose events they are.
 */
export function figuresFollow<E extends Event>(name: string, events: readonly E[], followed: readonly Followed<E>[]): Listener {
  return on(events, name, async (ctx, heard) => {
    for (const { of, ids, column = 'id', left } of followed) {
      const found = ids ? await ids(ctx, heard) : heard.map(({ subjectId }) => subjectId)
      const gone = left ? await left(ctx, heard) : []
      await markRecords(ctx, of, column, [...new Set(found)], gone)
    }
  })
}

/** Marks the days on which these records lie and the days of the moments they have left. Days that are still to end are never kept, so they need no mark. */
export async function markRecords(ctx: Ctx, facts: Facts, column: string, ids: readonly string[], left: readonly Date[] = []): Promise<void> {
  const zone = ctx.settings.get(companyZone)
  const today = dayIn(zone, ctx.now)
  if (ids.length) {
    const places = sql.join(facts.moments.map((moment) => sql`(${moment}, ${columnOf(facts, moment)})`))
    await sql`insert into metric_mark (facts, moment, day, tick)
      select distinct ${facts.name}::text, p.moment, (p.at at time zone ${zone})::date, 1 from ${sql.table(facts.view)} f cross join lateral (values ${places}) p(moment, at)
      where ${sql.ref(`f.${column}`)} = any(${ids}::uuid[]) and p.at < (${today}::date)::timestamp at time zone ${zone}
      order by 2, 3 on conflict (facts, moment, day) do update set tick = metric_mark.tick + 1`.execute(ctx.db)
  }
  await markDays(ctx, facts, [...new Set(left.map((at) => dayIn(zone, at)))].filter((day) => day < today))
}

/** Marks whole days, whatever the moment by which a metric puts a record into them. */
export async function markDays(ctx: Ctx, facts: Facts, days: readonly string[]): Promise<void> {
  if (!days.length) return
  await sql`insert into metric_mark (facts, moment, day, tick) select ${facts.name}::text, m, d, 1 from unnest(${facts.moments}::text[]) m, unnest(${days}::date[]) d
    order by 2, 3 on conflict (facts, moment, day) do update set tick = metric_mark.tick + 1`.execute(ctx.db)
}
