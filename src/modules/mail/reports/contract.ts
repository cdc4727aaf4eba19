import { z } from 'zod'
import { Id, Instant, endpoint, personal } from '../../../kernel/contract.ts'

/** What came to a mail of ours and is no answer: returns, automatic replies, receipts. */

export const BouncedRecipient = z.object({
  address: personal(z.string(), 'email'), /** The field’s word, such as `userunknown`; `message.returned.WORD` in the catalogues. */ reason: z.string(),
  /** The address itself is dead: nothing more is sent there for a while. */
  hard: z.boolean(),
  /** Enhanced status of RFC 3463; empty when none was given. */
  status: z.string(), /** What the other server said, addresses and numbers of persons hidden. */ said: z.string(),
})
export const MailReport = z.object({
  interactionId: z.uuid(), kind: z.enum(['auto-reply', 'bounce', 'receipt']),
  /** The message of the case that it speaks of; null where that can’t be told. */
  messageId: z.uuid().nullable(),
  from: z.array(z.object({ name: z.string(), address: personal(z.string(), 'email') })), subject: z.string(), at: Instant,
  /** The new words of an automatic reply; empty for the others. */
  text: z.string(),
  bounce: z.object({ outcome: z.enum(['failed', 'delayed', 'complaint']), recipients: z.array(BouncedRecipient) }).nullable(),
  /** What became of the mail by a receipt: `displayed`, `deleted` … */
  disposition: z.string().nullable(),
}).meta({ id: 'MailReport' })
export type MailReport = z.output<typeof MailReport>

export const mailReports = {
  reports: endpoint('GET', '/cases/:id/mail-reports', { params: Id, response: z.object({ items: z.array(MailReport) }), access: 'case.read', about: 'Returned mails, automatic replies and receipts of a case, newest first: they are kept there and count as nobody’s word.' }),
}
