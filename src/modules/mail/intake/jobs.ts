import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { schedule } from '../../../kernel/jobs.ts'
import { beat, on, outsideJob } from '../../../kernel/module.ts'
import { notify, staffWithRoles } from '../../people/index.ts'
import { InboundArrived, InboundReplayed, IncidentOpened, MailboxFetchFailed } from '../contract.ts'
import { MailboxOauthRefused } from '../oauth/contract.ts'
import { tables } from '../tables.ts'
import { takeIn } from './take-in.ts'

/** A mail that was kept goes its way: at once when it was fetched, later when whoever brought it has died over it. */
const takeWaiting = outsideJob('mail.take-in', { payload: z.object({ inboundId: z.uuid() }), attempts: 10 }, async (work, { inboundId }) => { await takeIn(work, inboundId) })
const going = (ctx: Ctx, ids: readonly string[]) => schedule(ctx, takeWaiting, ids.map((inboundId) => ({ payload: { inboundId }, key: inboundId })))

const takeFetched = on(InboundArrived, 'mail.take-fetched', (ctx, events) => going(ctx, events.filter(({ data }) => data.source === 'imap').map(({ subjectId }) => subjectId)))
const takeReplayed = on(InboundReplayed, 'mail.take-replayed', (ctx, events) => going(ctx, events.map(({ subjectId }) => subjectId)))

/** Who brings a mail by API or command takes it in at once; after so long it is nobody's any more. */
const LEFT_MS = 120_000
const MANY = 500
export const takeLeft = beat('mail.take-left', 60, async (ctx) => {
  const rows = await tables(ctx).selectFrom('inbound_mail').select('id').where('state', '=', 'waiting').where('at', '<', new Date(ctx.now.getTime() - LEFT_MS)).orderBy('id').limit(MANY).execute()
  await going(ctx, rows.map((row) => row.id))
})

const DAY_MS = 86_400_000
const forgetRates = beat('mail.forget-rates', 3_600, async (ctx) => { await tables(ctx).deleteFrom('mail_rate').where('minute', '<', new Date(ctx.now.getTime() - 2 * DAY_MS)).execute() })
const months = beat('mail.months', 3_600, async (ctx) => { await sql`select ensure_months('inbound_mail'), ensure_months('mail')`.execute(ctx.db) })

/** Those who lead the service hear of what stops a mailbox, and of a loop. */
async function tellLeaders(ctx: Ctx, mailboxId: string, code: string): Promise<void> {
  const mailbox = await tables(ctx).selectFrom('mailbox').select('address').where('id', '=', mailboxId).executeTakeFirst()
  if (!mailbox) return
  const supervisors = await staffWithRoles(ctx, ['cs_supervisor'])
  await notify(ctx, supervisors.length ? supervisors : await staffWithRoles(ctx, ['cs_manager']), { code, subjectKind: 'mailbox', subjectId: mailboxId, params: { mailbox: mailbox.address } })
}
const tellIncidents = on(IncidentOpened, 'mail.tell-incidents', async (ctx, events) => { for (const { data } of events) await tellLeaders(ctx, data.mailboxId, 'mail-incident.notice-loop') })
const tellStopped = on(MailboxFetchFailed, 'mail.tell-stopped', async (ctx, events) => { for (const { subjectId } of events) await tellLeaders(ctx, subjectId, 'mailbox.notice-not-fetched') })

const tellRefused = on(MailboxOauthRefused, 'mail.tell-refused', async (ctx, events) => { for (const { subjectId } of events) await tellLeaders(ctx, subjectId, 'mailbox.notice-sign-in-again') })

export const jobs = [takeWaiting]
export const listeners = [takeFetched, takeReplayed, tellIncidents, tellStopped, tellRefused]
export const beats = [takeLeft, forgetRates, months]
