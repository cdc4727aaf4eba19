import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { MailboxHealth, Outcome } from '../contract.ts'
import { openIncidents } from '../intake/incidents.ts'
import { tables } from '../tables.ts'
import { getMailbox } from './mailboxes.ts'

const DAY_MS = 86_400_000

/** How a mailbox fares: what came in the last 24 hours, how long it waited, and what somebody has to look at. */
export async function healthOf(ctx: Ctx, id: string): Promise<MailboxHealth> {
  const mailbox = await getMailbox(ctx, id)
  const since = new Date(ctx.now.getTime() - DAY_MS)
  const [today, lag, oldest, folders, incidents] = await Promise.all([
    sql<{ outcome: Outcome; mails: number }>`select case when state = 'quarantined' then 'quarantined' else outcome end as outcome, count(*)::int as mails from inbound_mail
      where mailbox_id = ${id} and id >= uuid_v7_floor(${since}) and state in ('done', 'quarantined') group by 1 order by 2 desc, 1`.execute(ctx.db),
    sql<{ median: number | null; p95: number | null; n: number }>`select percentile_cont(0.5) within group (order by s) as median, percentile_cont(0.95) within group (order by s) as p95, count(*)::int as n
      from (select extract(epoch from done_at - at)::float8 as s from inbound_mail where mailbox_id = ${id} and id >= uuid_v7_floor(${since}) and state = 'done') t`.execute(ctx.db),
    tables(ctx).selectFrom('inbound_mail').select('at').where('mailbox_id', '=', id).where('state', '=', 'waiting').orderBy('id').limit(1).executeTakeFirst(),
    tables(ctx).selectFrom('mailbox_folder').selectAll().where('mailbox_id', '=', id).orderBy('folder').execute(),
    openIncidents(ctx, id),
  ])
  const measured = lag.rows[0]
  return {
    mailbox, today: today.rows, oldestWaitingAt: oldest?.at ?? null, incidents,
    lag: measured?.n && measured.median !== null && measured.p95 !== null ? { median: measured.median, p95: measured.p95, n: measured.n } : null,
    folders: folders.map((row) => ({ folder: row.folder, uidValidity: row.uid_validity, lastUid: row.last_uid })),
  }
}
