import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { normaliseEmail } from '../../../pure/text/index.ts'
import { queueMessage } from '../../messages/index.ts'
import { dutyWords } from '../../people/index.ts'
import type { ReadMail } from '../reading/read-mail-shape.ts'
import { acknowledgementsADay } from '../settings.ts'
import type { MailboxRow } from '../tables.ts'
import { addressToken } from './own-marks.ts'

const NO_REPLY = /^(no-?reply|do-?not-?reply|noreply|donotreply|mailer-daemon|postmaster|bounces?|notifications?|newsletter|root|daemon)([+._-].*)?$/i

/** Whether an answer by itself would reach a person who waits for it: never lists, machines and those who asked for none. */
export function mayAcknowledge(mail: ReadMail): boolean {
  const address = normaliseEmail(mail.replyTo[0]?.address ?? mail.from[0]?.address ?? '')
  if (!address || mail.kind !== 'message' || mail.list) return false
  if (NO_REPLY.test(address.address.slice(0, address.address.lastIndexOf('@')))) return false
  const said = (name: string) => (mail.headers[name] ?? []).join(' ').toLowerCase()
  return !/bulk|list|junk/.test(said('precedence')) && !/auto|all|oof|dr|rn|nrn/.test(said('x-auto-response-suppress')) && !/^<>$/.test(said('return-path').trim())
}

/** Tells the sender that the mail is here and by which number to ask for it: once a case, and so often a day to one address. */
export async function acknowledge(ctx: Ctx, mailbox: MailboxRow, mail: ReadMail, about: { caseId: string; number: string; customerId: string | null; contactPointId: string | null }): Promise<void> {
  if (!mailbox.acknowledge || !mayAcknowledge(mail)) return
  const address = normaliseEmail(mail.replyTo[0]?.address ?? mail.from[0]?.address ?? '')
  if (!address || !await isWithinLimit(ctx, mailbox.id, address.key)) return
  await queueMessage(ctx, {
    key: `mail-acknowledgement:${about.caseId}`, channel: 'email', about: { kind: 'case', id: about.caseId }, customerId: about.customerId,
    to: [about.contactPointId && !mail.replyTo.length ? { kind: 'email', contactPointId: about.contactPointId } : { kind: 'email', value: address.address }],
    template: 'mail-acknowledgement', fields: { number: about.number, subject: mail.subject.slice(0, 200).trim() || say(mailbox.language, 'mail.no-subject'), answer: await dutyWords(ctx, mailbox.language, mailbox.team_id) }, locale: mailbox.language, automatic: true,
    inReplyTo: mail.messageId, references: [...mail.references.slice(-20), mail.messageId], mailboxId: mailbox.id, teamId: mailbox.team_id, lineId: mailbox.line_id,
  })
}

/** Counted beside the mails of an address, under a fingerprint of its own. */
async function isWithinLimit(ctx: Ctx, mailboxId: string, key: string): Promise<boolean> {
  const token = addressToken(ctx, `acknowledged ${key}`)
  const day = new Date(Math.floor(ctx.now.getTime() / 86_400_000) * 86_400_000)
  const { rows: [row] } = await sql<{ mails: number }>`insert into mail_rate (mailbox_id, token, minute, mails) values (${mailboxId}, ${token}, ${day}, 1)
    on conflict (mailbox_id, token, minute) do update set mails = mail_rate.mails + 1 returning mails`.execute(ctx.db)
  return (row?.mails ?? 1) <= ctx.settings.get(acknowledgementsADay)
}
