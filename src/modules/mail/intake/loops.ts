import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { normaliseEmail } from '../../../pure/text/index.ts'
import type { IncidentKind } from '../contract.ts'
import { IncidentOpened } from '../contract.ts'
import type { ReadMail } from '../reading/read-mail-shape.ts'
import { passesRate } from '../rules.ts'
import { rateWindows } from '../settings.ts'
import { tables } from '../tables.ts'
import { LOOP_HEADER, addressToken, loopMark } from './own-marks.ts'

/** Why a mail goes in a circle; null when it does not, as far as can be seen. Counts it for the limits. `ours` are our own addresses, `past` is what somebody has waved through. */
export async function loopOf(ctx: Ctx, mailboxId: string, mail: ReadMail, ours: ReadonlySet<string>, past: string | null): Promise<IncidentKind | null> {
  const marks = mail.headers[LOOP_HEADER.toLowerCase()] ?? []
  if (past !== 'loop-headers' && marks.some((value) => value.trim() === loopMark(ctx))) return 'loop-headers'
  const email = normaliseEmail(mail.from[0]?.address ?? '')
  if (!email) return null
  if (past !== 'loop-own' && ours.has(email.key)) return 'loop-own'
  const token = addressToken(ctx, email.key)
  if (past === 'loop-rate') return null
  // While somebody has yet to look at it, what the sender goes on sending is held, however slowly.
  const looking = tables(ctx).selectFrom('mail_incident').select('id').where('mailbox_id', '=', mailboxId).where('kind', '=', 'loop-rate').where('token', '=', token).where('closed_at', 'is', null).executeTakeFirst()
  const [open, tooMany] = await Promise.all([looking, isTooMany(ctx, mailboxId, token)])
  return open || tooMany ? 'loop-rate' : null
}

async function isTooMany(ctx: Ctx, mailboxId: string, token: Buffer): Promise<boolean> {
  const windows = ctx.settings.get(rateWindows)
  const minute = new Date(Math.floor(ctx.now.getTime() / 60_000) * 60_000)
  const since = new Date(minute.getTime() - Math.max(...windows.map((window) => window.minutes)) * 60_000)
  const { rows } = await sql<{ minute: Date; mails: number }>`with counted as (insert into mail_rate (mailbox_id, token, minute, mails) values (${mailboxId}, ${token}, ${minute}, 1)
      on conflict (mailbox_id, token, minute) do update set mails = mail_rate.mails + 1 returning minute, mails)
    select minute, mails from counted union all select minute, mails from mail_rate where mailbox_id = ${mailboxId} and token = ${token} and minute > ${since} and minute < ${minute}`.execute(ctx.db)
  return passesRate(rows.map((row) => ({ minutesAgo: (minute.getTime() - row.minute.getTime()) / 60_000, mails: row.mails })), windows)
}

/** Tells the loop: once when it begins, counted as it goes on. Answers its incident. */
export async function tellLoop(ctx: Ctx, mailboxId: string, kind: IncidentKind, mail: ReadMail): Promise<string> {
  const address = mail.from[0]?.address ?? ''
  const token = addressToken(ctx, normaliseEmail(address)?.key ?? address.toLowerCase())
  const id = newId()
  const counted = await tables(ctx).updateTable('mail_incident').set((eb) => ({ mails: eb('mails', '+', 1), last_at: ctx.now, version: eb('version', '+', 1) }))
    .where('mailbox_id', '=', mailboxId).where('kind', '=', kind).where('token', '=', token).where('closed_at', 'is', null).returning('id').executeTakeFirst()
  if (counted) return counted.id
  const sender = await ctx.vault.seal(ctx, id, address)
  const opened = await tables(ctx).insertInto('mail_incident').values({ id, mailbox_id: mailboxId, kind, token, sender, mails: 1, first_at: ctx.now, last_at: ctx.now, closed_at: null, closed_by: null, remark: null, version: 1 })
    .onConflict((c) => c.columns(['mailbox_id', 'kind', 'token']).where('closed_at', 'is', null).doUpdateSet({ mails: sql`mail_incident.mails + 1`, last_at: ctx.now })).returning('id').executeTakeFirstOrThrow()
  if (opened.id === id) await ctx.emit(IncidentOpened, id, { mailboxId, kind })
  return opened.id
}
