import { sql } from 'kysely'
import { systemActor } from '../../../kernel/actors.ts'
import type { Work } from '../../../kernel/work.ts'
import type { FetchState } from '../contract.ts'
import { MailboxFetchFailed, MailboxFetchResumed } from '../contract.ts'
import { tellAfterFailures } from '../settings.ts'
import { tables } from '../tables.ts'

/** Of all nodes one fetches a mailbox: the one whose lease runs. A node that dies is followed by another when its lease is over. */
export const LEASE_SECONDS = 20
const VIA = 'mail.fetch'

const until = (now: Date): Date => new Date(now.getTime() + LEASE_SECONDS * 1_000)

/** Takes the lease or makes it longer; false when another node has it. */
export const takeLease = (work: Work, mailboxId: string, node: string): Promise<boolean> => work.unit(systemActor, VIA, async (ctx) => {
  const { rows } = await sql`insert into mailbox_fetch (mailbox_id, lease, leased_until, state, since) values (${mailboxId}, ${node}, ${until(ctx.now)}, 'connecting', ${ctx.now})
    on conflict (mailbox_id) do update set lease = excluded.lease, leased_until = excluded.leased_until where mailbox_fetch.lease is null or mailbox_fetch.lease = ${node} or mailbox_fetch.leased_until < ${ctx.now} returning 1`.execute(ctx.db)
  return rows.length > 0
})

export const dropLease = (work: Work, mailboxId: string, node: string): Promise<unknown> => work.unit(systemActor, VIA, (ctx) =>
  tables(ctx).updateTable('mailbox_fetch').set({ lease: null, leased_until: null }).where('mailbox_id', '=', mailboxId).where('lease', '=', node).execute())

/** Says how the fetching stands; `looked`: everything that was there lies here now. */
export const tellState = (work: Work, mailboxId: string, state: FetchState, looked = false): Promise<unknown> => work.unit(systemActor, VIA, async (ctx) => {
  const before = await tables(ctx).selectFrom('mailbox_fetch').select(['state', 'failures']).where('mailbox_id', '=', mailboxId).forUpdate().executeTakeFirst()
  await tables(ctx).updateTable('mailbox_fetch').set({ state, ...(before?.state === state ? {} : { since: ctx.now }), ...(looked ? { fetched_at: ctx.now, failures: 0, error: null, retry_at: null } : {}) }).where('mailbox_id', '=', mailboxId).execute()
  if (looked && before && before.failures >= ctx.settings.get(tellAfterFailures)) await ctx.emit(MailboxFetchResumed, mailboxId, { failures: before.failures })
})

/** Counts a failure and says when it is tried again. */
export const tellFailure = (work: Work, mailboxId: string, error: string, waitSeconds: number): Promise<unknown> => work.unit(systemActor, VIA, async (ctx) => {
  const row = await tables(ctx).updateTable('mailbox_fetch').set((eb) => ({ state: 'retrying', since: ctx.now, failures: eb('failures', '+', 1), error, failed_at: ctx.now, retry_at: new Date(ctx.now.getTime() + waitSeconds * 1_000) }))
    .where('mailbox_id', '=', mailboxId).returning('failures').executeTakeFirst()
  if (row?.failures === ctx.settings.get(tellAfterFailures)) await ctx.emit(MailboxFetchFailed, mailboxId, { error })
})
