import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { sessionHours } from './settings.ts'
import { tables } from './tables.ts'

const NOTICES_DAYS = 180

/** Clears what has had its day: counts of wrong passwords, sessions past their end, links never used, old notifications. */
export async function sweep(ctx: Ctx): Promise<boolean> {
  const daysAgo = (days: number) => new Date(ctx.now.getTime() - days * 86_400_000)
  await tables(ctx).deleteFrom('sign_in_guard').where('at', '<', daysAgo(2)).execute()
  await tables(ctx).deleteFrom('used_code').where('at', '<', daysAgo(1)).execute()
  await tables(ctx).deleteFrom('setup_link').where('made_at', '<', daysAgo(30)).execute()
  await sql`select auth_sweep(${new Date(ctx.now.getTime() - ctx.settings.get(sessionHours) * 3_600_000)})`.execute(ctx.db)
  const { rows } = await sql`delete from notification where id in (select id from notification where id < uuid_v7_floor(${daysAgo(NOTICES_DAYS)}) limit 10000) returning 1`.execute(ctx.db)
  return rows.length === 10_000
}
