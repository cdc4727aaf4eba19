import { z } from 'zod'
import { Id, Instant, endpoint, event, personal, prose } from '../../../kernel/contract.ts'

/** Invitations that came by mail (iCalendar, RFC 5545), and how we answer them (RFC 5546, 6047). */

export const InvitationAnswer = z.enum(['accepted', 'tentative', 'declined'])
export type InvitationAnswer = z.output<typeof InvitationAnswer>
/** `open`: waits for an answer. `changed`: a newer one for the same appointment came. `cancelled`: called off. `told`: only for information. `reply`: somebody else's answer. */
export const InvitationState = z.enum(['open', 'answered', 'changed', 'cancelled', 'told', 'reply'])

export const Invitation = z.object({
  method: z.string(), summary: z.string(), start: Instant.nullable(), end: Instant.nullable(), wholeDay: z.boolean(), repeats: z.boolean(), location: z.string().nullable(), organizer: z.string().nullable(),
  attendees: z.array(z.object({ name: z.string(), address: personal(z.string(), 'email'), answer: z.string() })),
  state: InvitationState, answer: InvitationAnswer.nullable(), answeredBy: z.string().nullable(), answeredAt: Instant.nullable(),
  /** Of the answer; 0 while there is none. */
  version: z.int(),
}).meta({ id: 'MailInvitation' })
export type Invitation = z.output<typeof Invitation>

export const mailInvitations = {
  answerInvitation: endpoint('POST', '/mails/:id/invitation-answer', { params: Id, body: z.strictObject({ answer: InvitationAnswer, comment: prose(1_000).optional(), version: z.int() }), response: Invitation, access: 'case.write', about: 'Answers an invitation to its organizer, in a way that calendars understand. `id` is the interaction; `version` is that of the answer, 0 the first time.' }),
}
/** The subject is the interaction. */
export const InvitationAnswered = event('mail.invitation-answered', z.object({ caseId: z.uuid(), answer: InvitationAnswer, changed: z.record(z.string(), z.object({ from: z.json(), to: z.json() })) }))
