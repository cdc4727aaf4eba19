import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, notFound } from '../../../kernel/errors.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { findCase } from '../../cases/index.ts'
import { queueMessage } from '../../messages/index.ts'
import { namesOf } from '../../people/index.ts'
import { openContents } from '../intake/content.ts'
import type { MailContent } from '../intake/content.ts'
import { tables } from '../tables.ts'
import type { Invitation, InvitationAnswer } from './contract.ts'
import { InvitationAnswered } from './contract.ts'
import { replyText } from './reply.ts'

type Calendar = NonNullable<MailContent['calendar']>
/** A mail with its calendar, as far as an invitation needs to know it. */
export interface Invited { interactionId: string; calendar: Calendar }

/** The invitations among mails of one case, with what we answered and what came of them since. */
export async function invitationsOf(ctx: Ctx, mails: readonly Invited[]): Promise<Map<string, Invitation>> {
  if (!mails.length) return new Map()
  const rows = await tables(ctx).selectFrom('mail_invitation').selectAll().where('interaction_id', 'in', mails.map((one) => one.interactionId)).execute()
  const names = await namesOf(ctx, rows.flatMap((row) => row.by_id ?? []))
  return new Map(mails.map((mail) => {
    const { calendar } = mail
    const row = rows.find((one) => one.interaction_id === mail.interactionId)
    return [mail.interactionId, {
      method: calendar.method, summary: calendar.summary, start: moment(calendar.start), end: moment(calendar.end), wholeDay: calendar.wholeDay ?? false, repeats: calendar.repeats ?? false, location: calendar.location ?? null,
      organizer: calendar.organizer?.name || calendar.organizer?.address || null, attendees: (calendar.attendees ?? []).slice(0, 30),
      state: stateOf(mail, mails, row !== undefined), answer: row?.answer ?? null, answeredBy: row?.by_id ? names.get(row.by_id) ?? null : null, answeredAt: row?.at ?? null, version: row?.version ?? 0,
    }]
  }))
}

function stateOf({ interactionId, calendar }: Invited, all: readonly Invited[], isAnswered: boolean): Invitation['state'] {
  if (calendar.method === 'CANCEL') return 'cancelled'
  if (calendar.method === 'REPLY' || calendar.method === 'COUNTER') return 'reply'
  const later = all.filter((one) => one.interactionId > interactionId && calendar.uid && one.calendar.uid === calendar.uid && (one.calendar.sequence ?? 0) >= (calendar.sequence ?? 0) && (one.calendar.recurrence ?? '') === (calendar.recurrence ?? ''))
  if (later.some((one) => one.calendar.method === 'CANCEL')) return 'cancelled'
  if (later.some((one) => one.calendar.method === 'REQUEST')) return 'changed'
  if (calendar.method !== 'REQUEST' || !calendar.uid || !calendar.organizer?.address) return 'told'
  return isAnswered ? 'answered' : 'open'
}

const moment = (text: string | null): Date | null => text ? new Date(text) : null

/**
 * Answers an invitation: its organizer gets a mail whose calendar part says so. Another answer takes the place of the first.
 * @throws AppError not-found `mail.not-found`; forbidden `case.not-yours`; refused `mail.invitation-not-open`; conflict `record.stale`
 */
export async function answerInvitation(ctx: Ctx, interactionId: string, { answer, comment = '', version }: { answer: InvitationAnswer; comment?: string | undefined; version: number }): Promise<Invitation> {
  const row = await tables(ctx).selectFrom('mail').selectAll().where('interaction_id', '=', interactionId).executeTakeFirst()
  if (!row?.case_id) throw notFound('mail')
  const found = await findCase(ctx, row.case_id)
  if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
  const before = await standing(ctx, row.case_id)
  const own = before.mails.get(interactionId)
  const state = before.invitations.get(interactionId)?.state
  if (!own?.calendar.uid || !own.calendar.organizer?.address || (state !== 'open' && state !== 'answered')) throw new AppError('refused', 'mail.invitation-not-open')
  const set = { answer, by_id: ctx.actor.id, at: ctx.now, version: version + 1 }
  const won = await tables(ctx).insertInto('mail_invitation').values({ interaction_id: interactionId, ...set }).onConflict((c) => c.column('interaction_id').doUpdateSet(set).where('mail_invitation.version', '=', version)).returning('version').executeTakeFirst()
  if (!won || (before.invitations.get(interactionId)?.version ?? 0) !== version) throw conflict('record.stale', before.invitations.get(interactionId))
  await sendAnswer(ctx, { caseId: row.case_id, mailboxId: row.mailbox_id, customerId: found.customer_id, interactionId, calendar: own.calendar, answer, comment, nth: version + 1, answers: own.messageId })
  await ctx.emit(InvitationAnswered, interactionId, { caseId: row.case_id, answer, changed: { answer: { from: before.invitations.get(interactionId)?.answer ?? null, to: answer } } })
  return (await standing(ctx, row.case_id)).invitations.get(interactionId) as Invitation
}

interface Sending { caseId: string; mailboxId: string; customerId: string | null; interactionId: string; calendar: Calendar; answer: InvitationAnswer; comment: string; nth: number; answers: string }
async function sendAnswer(ctx: Ctx, { caseId, mailboxId, customerId, interactionId, calendar, answer, comment, nth, answers }: Sending): Promise<void> {
  const mailbox = await tables(ctx).selectFrom('mailbox').select(['address', 'aliases', 'name', 'language']).where('id', '=', mailboxId).executeTakeFirstOrThrow()
  const invited = (calendar.attendees ?? []).find((one) => [mailbox.address, ...mailbox.aliases].includes(one.address.toLowerCase()))
  const attendee = invited?.address ?? mailbox.address
  const heading = say(mailbox.language, `mail.invitation-said.${answer}`, { summary: calendar.summary.slice(0, 200) || say(mailbox.language, 'mail.appointment') })
  await queueMessage(ctx, {
    key: `mail-invitation:${interactionId}:${nth}`, channel: 'email', about: { kind: 'case', id: caseId }, customerId, mailboxId, purpose: 'answer', locale: mailbox.language,
    to: [{ kind: 'email', value: calendar.organizer?.address ?? '', ...calendar.organizer?.name ? { name: calendar.organizer.name } : {} }], subject: heading, text: [heading, comment].filter(Boolean).join('\n\n'), inReplyTo: answers,
    calendar: replyText({
      uid: calendar.uid ?? '', sequence: calendar.sequence ?? 0, recurrence: calendar.recurrence ?? null, organizer: calendar.organizer?.address ?? '', attendee, attendeeName: mailbox.name, answer, summary: calendar.summary, comment,
      start: moment(calendar.start), end: moment(calendar.end), wholeDay: calendar.wholeDay ?? false, now: ctx.now,
    }),
  })
}

const MOST = 200
/** Every invitation of a case, with what stands of it. */
async function standing(ctx: Ctx, caseId: string): Promise<{ mails: Map<string, Invited & { messageId: string }>; invitations: Map<string, Invitation> }> {
  const rows = await tables(ctx).selectFrom('mail').select(['interaction_id', 'content']).where('case_id', '=', caseId).orderBy('interaction_id', 'desc').limit(MOST).execute()
  const mails = [...await openContents(ctx, rows)].flatMap(([interactionId, content]) => content.calendar ? [{ interactionId, calendar: content.calendar, messageId: content.messageId }] : [])
  return { mails: new Map(mails.map((one) => [one.interactionId, one])), invitations: await invitationsOf(ctx, mails) }
}
